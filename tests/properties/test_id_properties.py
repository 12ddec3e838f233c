"""Ids that were shown stay, whatever is added afterwards, in whatever order."""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

sys.path.insert(0, str(Path(__file__).parents[1] / "workspace"))
from constructed_reports import LATER, POOL, jsonl, reader, record, workspace

from rashomon import Workspace
from rashomon.model import Brief, Incident
from rashomon.pipeline import ids_of, namesake
from rashomon.pipeline.naming import with_names
from rashomon.store import Store

EARLIEST = (
    "A blast hit a market in Sadr City on Tuesday, March 3, 2020. Police said that at least nine people were killed."
)
KABUL_TOO = "Four soldiers were killed when a gunman opened fire at a checkpoint in Kabul on Monday, officials said."
RECORDS = {
    **POOL,
    "earliest": record("earliest", EARLIEST, "2020-03-02"),
    "copy": record("copy", POOL["wire"]["text"], "2020-03-01", "Constructed outlet that copies"),
    "undated": record("undated", LATER.replace("18", "19"), None),
    "kabul-too": record("kabul-too", KABUL_TOO, "2020-03-09"),
    "other-text": record("other-text", POOL["claim"]["text"] + "\nThe market was closed for a week.", "2020-03-08"),
}
SETTINGS = settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.too_slow])
STEPS = st.lists(
    st.lists(st.sampled_from(sorted(RECORDS)), min_size=1, max_size=3, unique=True), min_size=2, max_size=5
)


def add(opened: Workspace, names: Sequence[str]) -> Brief:
    with tempfile.TemporaryDirectory() as folder:
        for name in names:
            opened.add(jsonl(Path(folder) / f"{name}.jsonl", RECORDS[name]))
    return opened.brief().data


@SETTINGS
@given(STEPS)
def test_what_was_shown_is_found_again_under_its_id(steps: list[list[str]]) -> None:
    reports: dict[str, str] = {}
    statements: dict[str, tuple[str, str]] = {}
    shown: list[str] = []
    with workspace() as opened:
        for names in steps:
            brief = add(opened, names)
            assert reports.items() <= {r.id: r.text for r in brief.reports}.items()
            assert statements.items() <= {s.id: (s.report, s.content.text) for s in brief.statements}.items()
            for known in shown:
                (one,) = (i for i in brief.incidents if known in (i.id, *i.earlier_ids))
                assert known in ids_of(one)
            for one in brief.incidents:
                before = [known for known in shown if known in (one.id, *one.earlier_ids)]
                assert [one.id, *one.earlier_ids] == (before or [one.id]), (
                    "the id shown first stays, the others are kept"
                )
            reports |= {r.id: r.text for r in brief.reports}
            statements |= {s.id: (s.report, s.content.text) for s in brief.statements}
            shown += [i.id for i in brief.incidents if i.id not in shown]


@SETTINGS
@given(st.lists(st.sampled_from(sorted(RECORDS)), min_size=2, max_size=6, unique=True).flatmap(st.permutations))
def test_before_anything_is_shown_the_order_does_not_matter(names: list[str]) -> None:
    with workspace() as one, workspace() as other:
        assert [i.id for i in add(one, names).incidents] == [i.id for i in add(other, sorted(names)).incidents]


def test_an_incident_that_grows_at_its_beginning_keeps_its_id() -> None:
    with workspace() as opened:
        (before,) = add(opened, ["claim"]).incidents
        (after,) = add(opened, ["earliest", "wire"]).incidents
        assert (after.id, after.earlier_ids) == (before.id, ())
        assert after.reports > before.reports
    with workspace() as fresh:
        (named_at_once,) = add(fresh, ["claim", "earliest", "wire"]).incidents
    assert named_at_once.id != before.id, "the report published first gives the name where nothing was shown"
    assert before.id in ids_of(named_at_once)
    assert named_at_once.id in ids_of(after)


def test_two_that_become_one_keep_both_ids_and_one_that_becomes_two_one() -> None:
    with workspace() as opened:
        told = {i.reports: i for i in add(opened, ["wire", "kabul"]).incidents}
        drafts = {d.id: d for _, reading in opened.readings() for d in reading.drafts}
    wire, kabul = told[("wire",)], told[("kabul",)]

    def named(*incidents: Incident, shown: Sequence[Incident]) -> list[tuple[str, tuple[str, ...]]]:
        before = [namesake(i) for i in shown]
        return [(i.id, i.earlier_ids) for i in with_names(incidents, list(drafts.values()), {}, {}, before)]

    one = replace(wire, drafts=(*wire.drafts, *kabul.drafts))
    assert named(one, shown=[wire, kabul]) == [(wire.id, (kabul.id,))]
    assert named(one, shown=[kabul, wire]) == [(kabul.id, (wire.id,))]
    assert named(wire, kabul, shown=[replace(one, id=wire.id)]) == [(wire.id, ()), (kabul.id, ())]


def test_an_earlier_id_still_leads_to_the_incident() -> None:
    with workspace() as fresh:
        (other,) = add(fresh, ["earliest"]).incidents
    with workspace() as opened:
        add(opened, ["claim"])
        (grown,) = add(opened, ["earliest"]).incidents
        assert other.id != grown.id
        assert opened.brief(other.id).incidents == (grown,)
        statement = next(s for s in opened.brief().data.statements if s.report == "earliest" and s.incidents)
        decided = opened.correct(f"{statement.id}~{other.id}", "reject", reason="constructed")
        assert not next(s for s in opened.brief().data.statements if s.id == statement.id).incidents
        assert decided.subject.partition("~")[2] in grown.drafts


def test_names_outlast_the_process_and_the_view(tmp_path: Path) -> None:
    with Workspace(Store.open(tmp_path), reader=reader()) as opened:
        (before,) = add(opened, ["claim"]).incidents
    with Workspace(Store.open(tmp_path), reader=reader()) as opened:
        add(opened, ["earliest", "undated"])
        assert [i.id for i in opened.incidents()] == [before.id]
        (seen,) = opened.incidents(as_of="2020-03-02")
        assert seen.id != before.id, "of what is not seen that day nothing is told, not even by a name"
        (whole,) = opened.incidents()
        assert (whole.id, whole.earlier_ids) == (before.id, (seen.id,))
