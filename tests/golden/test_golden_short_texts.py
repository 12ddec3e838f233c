"""One sentence, one meaning: what a reader cannot mistake, and, marked, what the product mistakes today."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parents[1] / "workspace"))
from constructed_reports import jsonl, record, workspace

from rashomon.model import Brief


def wrong(why: str) -> pytest.MarkDecorator:
    """What the product gets wrong today."""
    return pytest.mark.xfail(strict=True, reason=why)


BLAST = "A bomb exploded in a market in Baghdad on Tuesday, killing 12 people, police said. "


def brief_of(tmp_path: Path, text: str) -> Brief:
    with workspace() as opened:
        opened.add(jsonl(tmp_path / "r.jsonl", record("r", text)))
        return opened.brief().data


def accused(brief: Brief) -> set[str | None]:
    return {
        a.actor or a.value
        for s in brief.statements
        for a in s.asserts
        if a.facet == "perpetrator" and a.polarity == "affirmed"
    }


@pytest.mark.parametrize(
    "denial",
    [
        "The Taliban denied that it carried out the attack.",
        "The Taliban denied involvement in the attack.",
        "The Taliban denied any role in the bombing.",
        "The Taliban denied responsibility.",
        "The Taliban said it was not responsible for the attack.",
        "The Taliban said it had nothing to do with the bombing.",
        "The Taliban denied that it was behind the attack.",
        "“We did not carry out this attack,” a Taliban spokesman said.",
    ],
)
def test_a_denial_accuses_nobody(tmp_path: Path, denial: str) -> None:
    brief = brief_of(tmp_path, BLAST + denial)
    assert "taliban" not in accused(brief), denial
    assert any(s.act == "deny" for s in brief.statements)


@pytest.mark.parametrize(
    "silence",
    [
        "No group has claimed responsibility.",
        "No group has claimed responsibility for the attack.",
        "Nobody claimed the attack.",
        "There was no immediate claim of responsibility.",
        "No one immediately claimed responsibility for the bombing.",
    ],
)
def test_that_nobody_claimed_it_is_no_claim(tmp_path: Path, silence: str) -> None:
    brief = brief_of(tmp_path, BLAST + silence)
    assert [c for i in brief.incidents for c in i.claims] == [], silence
    assert accused(brief) == set()


@wrong("the retraction belongs to no incident and asserts nothing")
def test_a_claim_withdrawn_is_no_claim_that_stands(tmp_path: Path) -> None:
    brief = brief_of(tmp_path, BLAST + "The Islamic State claimed responsibility. The group later withdrew its claim.")
    retracted = [s for s in brief.statements if s.act == "retract"]
    assert retracted
    assert all(s.incidents for s in retracted)


@pytest.mark.parametrize(
    "toll",
    [
        "The death toll of the bombing in Baghdad has risen to 18, medical sources said.",
        "The toll of the bombing has risen to 18, medical sources said.",
    ],
)
def test_a_toll_that_rose_is_read(tmp_path: Path, toll: str) -> None:
    brief = brief_of(tmp_path, BLAST + toll)
    assert "killed:18-18" in {a.value for s in brief.statements for a in s.asserts if a.facet == "toll"}


def test_a_tactic_denied_is_denied(tmp_path: Path) -> None:
    brief = brief_of(tmp_path, BLAST + "Officials denied that a suicide bomber had been used.")
    assert ("suicide_bombing", "negated") in {(a.value, a.polarity) for s in brief.statements for a in s.asserts}
