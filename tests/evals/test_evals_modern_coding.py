"""The checker of codings: quotes become offsets, and whatever does not fit is named with file and line."""

from __future__ import annotations

import hashlib
import json
import re
from pathlib import Path
from typing import Any

import pytest
from evals.corpora import CorpusError
from evals.modern.__main__ import CORPUS, main
from evals.modern.coding import Coding, CodingError, read_coding, read_codings
from evals.modern.quotes import QuoteError, locate, occurrences
from evals.modern.texts import ModernText, read_text, read_texts
from hypothesis import given
from hypothesis import strategies as st

from rashomon.model import Act, Facet, IncidentType, Mode, Status

TEXT = 'Gunmen shot six men in Arden on Tuesday, police said. The Front denied it. "It was not us," the Front said.'
INCIDENT = {"incident": "I1", "type": "attack", "date": ["2015-03-03", "2015-03-03"], "places": ["Arden"]}
ROWS: list[dict[str, Any]] = [
    {"report": {"attack": True}},
    INCIDENT,
    {
        "statement": "S1",
        "act": "find",
        "speaker": "police",
        "cue": {"words": "said", "n": 1},
        "content": ["Gunmen [...] Tuesday"],
    },
]


def text(words: str = TEXT) -> ModernText:
    return ModernText(
        id="001",
        kind="digest",
        form="agency",
        region="europe",
        published="2015-03-05",
        split="test",
        tags=(),
        constructed=(),
        notes=(),
        text=words,
    )


def read(tmp_path: Path, rows: list[dict[str, Any]]) -> Coding:
    file = tmp_path / "001.jsonl"
    file.write_text("\n".join(json.dumps(row) for row in rows), encoding="utf-8")
    return read_coding(file, text())


def test_quotes_become_offsets_and_defaults_hold(tmp_path: Path) -> None:
    coding = read(tmp_path, ROWS)
    (statement,) = coding.statements
    (incident,) = coding.incidents
    assert [TEXT[a:b] for a, b in statement.content] == ["Gunmen shot six men in Arden on Tuesday"]
    assert statement.cue == (TEXT.index("said"), TEXT.index("said") + 4)
    assert (statement.status, statement.mode, statement.depth) == (Status.FACT, Mode.INDIRECT, 1)
    assert statement.incidents == ("I1",)
    assert incident.type is IncidentType.ATTACK
    assert incident.date == ("2015-03-03", "2015-03-03")


def test_words_of_an_assertion_are_looked_for_in_the_content_then_in_the_speaker(tmp_path: Path) -> None:
    denial = {
        "statement": "S1",
        "act": "deny",
        "mode": "direct",
        "speaker": {"words": "the Front", "n": 1},
        "cue": {"words": "said", "n": 2},
        "content": ["It was not us"],
        "asserts": [{"facet": "perpetrator", "words": "Front", "negated": True}],
    }
    (statement,) = read(tmp_path, [*ROWS[:2], denial]).statements
    (asserted,) = statement.asserts
    assert asserted.span[0] == TEXT.rindex("Front")
    assert (asserted.facet, asserted.value, asserted.negated) == (Facet.PERPETRATOR, "Front", True)
    assert statement.act is Act.DENY


@pytest.mark.parametrize(
    ("change", "why"),
    [
        ({"content": ["Gunmen shot seven men"]}, "is not in the text"),
        ({"content": ["unmen shot"]}, "is not in the text"),
        ({"cue": "said"}, "2 times"),
        ({"cue": {"words": "said", "n": 3}}, "2 times, not 3"),
        ({"act": "boast"}, "is no act"),
        ({"status": "guilty"}, "is no status"),
        ({"mode": "outlet"}, "neither speaker nor cue"),
        ({"cue": None, "speaker": None, "mode": "direct"}, "neither speaker nor cue"),
        ({"content": []}, "content is missing"),
        ({"in": ["I2"]}, "no incident 'I2'"),
        ({"stance": "firm"}, "unknown key 'stance'"),
        ({"asserts": [{"facet": "toll", "value": "six", "words": "six"}]}, "EFFECT:LOW-HIGH"),
        ({"asserts": [{"facet": "tactic", "value": "gunfire", "words": "shot"}]}, "no tactic value"),
        ({"asserts": [{"facet": "perpetrator", "words": "The Front"}]}, "neither in the content nor in the speaker"),
        ({"asserts": [{"words": "shot"}]}, "'facet' is missing"),
        ({"content": "Gunmen shot"}, "is not in the text"),
    ],
)
def test_what_does_not_fit_is_named_with_file_and_line(tmp_path: Path, change: dict[str, Any], why: str) -> None:
    with pytest.raises(CodingError, match=re.escape(why)) as caught:
        read(tmp_path, [*ROWS[:2], {**ROWS[2], **change}])
    assert str(caught.value).startswith(f"{tmp_path / '001.jsonl'}:3: ")


@pytest.mark.parametrize(
    ("rows", "line", "why"),
    [
        (ROWS[1:], 1, "whether an attack is told"),
        ([{"report": {"attack": False}}, *ROWS[1:]], 1, "if and only if"),
        ([*ROWS, ROWS[2]], 4, "more than once"),
        (
            [{"report": {"attack": True}}, {**INCIDENT, "date": ["2015-03-04", "2015-03-03"]}],
            2,
            "ends before it begins",
        ),
        ([{"report": {"attack": True}}, {**INCIDENT, "date": "Tuesday"}], 2, "is not [first day, last day]"),
        ([{"report": {"attack": True}}, {**INCIDENT, "perpetrators": ["The Front"]}], 2, "has no status"),
        (
            [{"report": {"attack": True}}, {**INCIDENT, "toll": [{"effect": "killed", "low": 6, "high": 5}]}],
            2,
            "not below it",
        ),
        ([{"remark": "?"}], 1, "neither a report nor"),
    ],
)
def test_wrong_records_are_named_with_file_and_line(
    tmp_path: Path, rows: list[dict[str, Any]], line: int, why: str
) -> None:
    with pytest.raises(CodingError, match=re.escape(why)) as caught:
        read(tmp_path, rows)
    assert f"001.jsonl:{line}: " in str(caught.value)


def test_broken_json_is_named_with_its_line(tmp_path: Path) -> None:
    file = tmp_path / "001.jsonl"
    file.write_text('{"report": {"attack": false}}\n{"statement": ', encoding="utf-8")
    with pytest.raises(CodingError, match=r"001\.jsonl:2: "):
        read_coding(file, text())


def test_a_coding_without_its_text_and_errors_of_all_files_are_listed(tmp_path: Path) -> None:
    (tmp_path / "001.jsonl").write_text('{"report": {"attack": true}}', encoding="utf-8")
    (tmp_path / "999.jsonl").write_text('{"report": {"attack": true}}', encoding="utf-8")
    with pytest.raises(CodingError) as caught:
        read_codings(tmp_path, [text()])
    assert ["001.jsonl:1" in line or "999.jsonl:1" in line for line in str(caught.value).split("\n")] == [True, True]


@given(st.text("ab c.", min_size=1, max_size=40), st.data())
def test_a_numbered_quote_is_found_where_it_stands(words: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(words) - 1))
    end = data.draw(st.integers(start + 1, len(words)))
    found = occurrences(words, words[start:end])
    if (start, end) in found:
        n = found.index((start, end)) + 1
        assert locate(words, {"words": words[start:end], "n": n}) == (start, end)
    else:
        cut_left = start > 0 and words[start - 1].isalnum() and words[start].isalnum()
        assert cut_left or (words[end - 1].isalnum() and words[end].isalnum())


@given(st.text("ab ", min_size=3, max_size=30))
def test_a_quote_without_number_is_never_guessed(words: str) -> None:
    quote = words[0]
    found = occurrences(words, quote)
    if len(found) == 1:
        assert locate(words, quote) == found[0]
    else:
        with pytest.raises(QuoteError):
            locate(words, quote)


@pytest.mark.parametrize(
    ("change", "why"),
    [
        ({"region": "atlantis"}, "region"),
        ({"id": "002"}, "is not the file's name"),
        ({"published": "yesterday"}, "is no day"),
        ({"tags": ["sad"]}, "tags"),
        ({"text": " "}, "text is empty"),
        ({"url": "x"}, "keys differ"),
    ],
)
def test_texts_outside_the_layout_are_named(tmp_path: Path, change: dict[str, Any], why: str) -> None:
    row = {name: getattr(text(), name) for name in ModernText.__dataclass_fields__}
    file = tmp_path / "001.json"
    file.write_text(json.dumps({**row, **change}), encoding="utf-8")
    with pytest.raises(CorpusError, match=re.escape(why)):
        read_text(file)


def test_check_says_what_it_read_and_what_does_not_fit(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "texts").mkdir()
    row = {name: getattr(text(), name) for name in ModernText.__dataclass_fields__}
    (tmp_path / "texts" / "001.json").write_text(json.dumps(row), encoding="utf-8")
    coder = tmp_path / "coding-a"
    coder.mkdir()
    assert main(["check", str(coder)]) == 3
    (coder / "001.jsonl").write_text("\n".join(json.dumps(r) for r in ROWS), encoding="utf-8")
    assert main(["check", str(coder)]) == 0
    assert "1 of 1 texts coded, 1 statements" in capsys.readouterr().out
    (coder / "001.jsonl").write_text(json.dumps({"report": {"attack": True}}), encoding="utf-8")
    assert main(["check", str(coder)]) == 1
    assert "001.jsonl:1" in capsys.readouterr().err
    assert main(["check"]) == 2


def test_the_corpus_is_what_its_page_says() -> None:
    texts = read_texts(CORPUS)
    tags = [tag for t in texts for tag in t.tags]
    assert len(texts) >= 60
    assert tags.count("conflicting_versions") >= 15
    assert tags.count("disputed_claim") >= 10
    assert tags.count("no_attack") >= 5
    assert len({t.region for t in texts}) == 11
    assert all(60 <= len(t.text.split()) <= 220 for t in texts)


def test_the_split_is_the_recorded_rule() -> None:
    first = [t for t in read_texts(CORPUS) if t.id <= "083"]
    order = sorted(first, key=lambda t: (t.region, t.form, hashlib.sha256(f"modern/1:{t.id}".encode()).hexdigest()))
    assert [t.split for t in order] == ["tune" if n % 4 == 3 else "test" for n in range(len(order))]


@pytest.mark.parametrize("coder", [f.name for f in sorted(CORPUS.glob("coding-*"))])
def test_every_coding_of_the_corpus_fits_its_text(coder: str) -> None:
    texts = read_texts(CORPUS)
    codings = read_codings(CORPUS / coder, texts)
    assert set(codings) == {t.id for t in texts}
    for t in texts:
        coding = codings[t.id]
        assert coding.attack != ("no_attack" in t.tags) or coder != "coding-a"
        for statement in coding.statements:
            spans = [*statement.content, *(s for s in (statement.speaker, statement.cue) if s)]
            assert all(0 <= a < b <= len(t.text) and t.text[a:b].strip() == t.text[a:b] for a, b in spans)
