"""What holds of every brief, whatever the reports are and in whatever order they come."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

sys.path.insert(0, str(Path(__file__).parents[1] / "workspace"))
from constructed_reports import POOL, jsonl, record, workspace

from rashomon.brief import brief_schema, extract_line, extract_schema

EXTRA = {
    "court": record("court", "A court in Baghdad convicted a man of the bombing of the market in Sadr City on March 3. He belonged to the Islamic State, the judge said.", "2020-09-01"),
    "toll": record("toll", "At least 20 people were killed in Tuesday's bombing of a market in Sadr City, the health ministry said.", "2020-03-04"),
    "undated": record("undated", "Kata'ib Hezbollah denied any involvement in the attack on a convoy near Mosul. The army blamed the faction.", None),
    "arabic": record("arabic", "انفجرت عبوة ناسفة في سوق بمدينة الصدر يوم الثلاثاء وقتل عشرة أشخاص.", "2020-03-03"),
    "capitals": record("capitals", "GUERRILLAS OF THE FMLN ATTACKED A MILITARY POST IN SAN SALVADOR ON MONDAY, KILLING THREE SOLDIERS, THE ARMY SAID.", "1989-11-14"),
}  # fmt: skip
RECORDS = {**POOL, **EXTRA}
SETTINGS = settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.too_slow])
SOME = st.lists(st.sampled_from(sorted(RECORDS)), min_size=1, max_size=6, unique=True)


def brief_bytes(records: Sequence[dict[str, Any]], *, files: int = 1) -> bytes:
    """``brief.json`` of these records, given in this order in so many files."""
    with tempfile.TemporaryDirectory() as folder, workspace() as opened:
        for n in range(min(files, len(records))):
            opened.add(jsonl(Path(folder) / "r.jsonl", *records[n::files]))
        return opened.brief().json()


@cache
def brief_of(names: frozenset[str]) -> dict[str, Any]:
    whole: dict[str, Any] = json.loads(brief_bytes([RECORDS[n] for n in sorted(names)]))
    return whole


def without_lines(raw: bytes) -> dict[str, Any]:
    """Without what tells in which line of which file something lay: that is no property of the reports."""
    whole: dict[str, Any] = json.loads(raw)
    for part in (*whole["reports"], *whole["issues"]):
        part.pop("captured_from", None)
        part.pop("subject", None)
    whole["issues"].sort(key=lambda i: json.dumps(i, sort_keys=True))
    return whole


@SETTINGS
@given(SOME.flatmap(st.permutations), st.integers(1, 3))
def test_order_of_reports_never_matters(names: list[str], files: int) -> None:
    one = brief_bytes([RECORDS[n] for n in sorted(names)])
    other = brief_bytes([RECORDS[n] for n in names], files=files)
    assert without_lines(other) == without_lines(one)


def test_order_of_files_never_changes_a_byte(tmp_path: Path) -> None:
    files = []
    for name, one in sorted(RECORDS.items()):
        files.append(tmp_path / f"{name}.txt")
        files[-1].write_text(one["text"], "utf-8")
    with workspace() as forth, workspace() as back, workspace() as single:
        forth.add(*files, published="2020-03-05")
        back.add(*files[::-1], published="2020-03-05")
        for file in files[::-1]:
            single.add(file, published="2020-03-05")
        assert forth.brief().json() == back.brief().json() == single.brief().json()
        assert forth.brief().html() == back.brief().html()


SECOND = """
import sys; sys.path.insert(0, {tests!r})
from pathlib import Path
from constructed_reports import workspace
with workspace() as opened:
    opened.add({file!r})
    document = opened.brief()
    sys.stdout.buffer.write(document.json() + document.html().encode())
"""


def test_another_process_with_another_hash_seed_writes_the_same_bytes(tmp_path: Path) -> None:
    file = jsonl(tmp_path / "r.jsonl", *RECORDS.values())
    tests = str(Path(__file__).parents[1] / "workspace")
    with workspace() as opened:
        opened.add(file)
        document = opened.brief()
        here = document.json() + document.html().encode()
    there = subprocess.run(
        [sys.executable, "-c", SECOND.format(tests=tests, file=str(file))],
        env={**os.environ, "PYTHONHASHSEED": "4242"}, capture_output=True, check=True,
    )  # fmt: skip
    assert there.stdout == here


def weighed(whole: dict[str, Any]) -> list[Any]:
    """What a copy must not change: incidents, best values and bounds, origins, values in contradiction."""
    return [
        (
            i["label"],
            [(h["label"], h["probability"]["best"], h["bounds"]) for h in i["hypotheses"]],
            i["assessment"]["n_origins"],
            sorted((c["facet"], c["kind"], tuple(c["values"])) for c in i["contradictions"]),
        )
        for i in sorted(whole["incidents"], key=lambda i: i["label"])
    ]


@SETTINGS
@given(SOME, st.data())
def test_a_copy_adds_a_report_and_nothing_else(names: list[str], data: st.DataObject) -> None:
    copied = RECORDS[data.draw(st.sampled_from(names))]
    copy = {**copied, "id": "copy", "publisher": "Constructed outlet that copies"}
    before = brief_of(frozenset(names))
    after = json.loads(brief_bytes([RECORDS[n] for n in names] + [copy]))
    assert len(after["reports"]) == len(before["reports"]) + 1
    assert weighed(after) == weighed(before)
    origin = {r["id"]: r["origin"] for r in after["reports"]}
    assert origin["copy"] == origin[copied["id"]]


def test_a_copy_does_not_change_the_ranges_either() -> None:
    def ranges(whole: dict[str, Any]) -> list[Any]:
        return [(h["label"], h["probability"]) for i in whole["incidents"] for h in i["hypotheses"]]

    for name in ("analyst", "claim", "kabul", "court"):
        copies = [{**RECORDS[name], "id": f"copy-{n}", "publisher": f"Constructed copyist {n}"} for n in range(4)]
        assert ranges(json.loads(brief_bytes([RECORDS[name], *copies]))) == ranges(brief_of(frozenset({name})))


def test_a_hundred_copies_are_one_voice() -> None:
    before = brief_of(frozenset({"wire", "claim", "analyst"}))
    copies = [{**RECORDS["claim"], "id": f"copy-{n}", "publisher": f"Constructed copyist {n}"} for n in range(100)]
    after = json.loads(brief_bytes([RECORDS[n] for n in ("wire", "claim", "analyst")] + copies))
    assert weighed(after) == weighed(before)


def spans(thing: Any, report: str | None = None) -> Iterator[tuple[str, dict[str, Any]]]:
    """Everything with a start and an end, with the report that it is of, where one is named on the way down."""
    if isinstance(thing, list):
        for each in thing:
            yield from spans(each, report)
    elif isinstance(thing, dict):
        named = thing.get("report")
        report = named if isinstance(named, str) else report
        if report is not None and thing.get("start") is not None and "text" in thing:
            yield report, thing
        for each in thing.values():
            yield from spans(each, report)


@SETTINGS
@given(SOME)
def test_every_span_holds_the_very_words(names: list[str]) -> None:
    whole = brief_of(frozenset(names))
    texts = {r["id"]: r["text"] for r in whole["reports"]}
    for report, span in spans([whole["statements"], whole["unread"]]):
        assert texts[report][span["start"] : span["end"]] == span["text"], span


def referenced(thing: Any) -> Iterator[str]:
    if isinstance(thing, list):
        for each in thing:
            yield from referenced(each)
    elif isinstance(thing, dict):
        for key, value in thing.items():
            if key == "statements" and isinstance(value, list):
                yield from (v for v in value if isinstance(v, str))
            elif key == "statement" and isinstance(value, str):
                yield value
            else:
                yield from referenced(value)


@SETTINGS
@given(SOME)
def test_every_id_that_is_referenced_exists(names: list[str]) -> None:
    whole = brief_of(frozenset(names))
    known = {s["id"] for s in whole["statements"]}
    reports = {r["id"] for r in whole["reports"]}
    incidents = {i["id"] for i in whole["incidents"]}
    sources = {s["id"] for s in whole["sources"]}
    actors = {a["id"] for a in whole["actors"]}
    assert len(known) == len(whole["statements"])
    assert set(referenced(whole["incidents"])) <= known
    for s in whole["statements"]:
        assert s["report"] in reports
        assert set(s["incidents"]) <= incidents
        speaker = s["speaker"] or {}
        assert speaker.get("source") in (None, *sources)
        assert speaker.get("actor") in (None, *actors)
        for a in s["asserts"]:
            assert a["actor"] in (None, *actors), a
            assert a["about"] in (None, *actors), a
            assert a["incident"] in (None, *incidents)
    for a in whole["actors"]:
        assert a["parent"] in (None, *actors)
    for i in whole["incidents"]:
        accounts = {a["id"] for a in i["accounts"]}
        hypotheses = {h["id"] for h in i["hypotheses"]}
        assert {a["source"] for a in i["accounts"]} <= sources
        assert {a["origin"] for a in i["accounts"]} <= reports
        assert {a for c in i["contradictions"] for a in c["accounts"]} <= accounts
        assert {link["incident"] for link in i["links"]} <= incidents
        assert {h["parent"] for h in i["hypotheses"]} <= {None, *hypotheses}
        assert i["assessment"]["leader"] in hypotheses
        assert {h for c in i["assessment"]["contributions"] for h in c["supports"]} <= hypotheses
        assert set(i["assessment"]["flip_set"]) <= {c["item"] for c in i["assessment"]["contributions"]}
    assert {i["report"] for i in whole["issues"]} <= {None, *reports}


@SETTINGS
@given(SOME)
def test_probabilities_are_probabilities(names: list[str]) -> None:
    for incident in brief_of(frozenset(names))["incidents"]:
        hypotheses = incident["hypotheses"]
        parents = {h["parent"] for h in hypotheses}
        leaves = [h for h in hypotheses if h["id"] not in parents]
        assert sum(h["probability"]["best"] for h in leaves) == pytest.approx(1, abs=1e-6)
        assert any(h["kind"] == "unknown_other" for h in leaves)
        for h in hypotheses:
            p, b = h["probability"], h["bounds"]
            assert 0 <= b["low"] <= p["low"] <= p["best"] <= p["high"] <= b["high"] <= 1
            children = [c for c in hypotheses if c["parent"] == h["id"]]
            if children:
                assert sum(c["probability"]["best"] for c in children) == pytest.approx(p["best"], abs=1e-6)
        assert all(f["log10_lr"] is None or f["basis"] in ("measured", "elicited") for f in incident["findings"])
        assert all(0 < c["weight"] <= 1 for c in incident["assessment"]["contributions"])


@SETTINGS
@given(SOME)
def test_the_outputs_fit_their_schemas(names: list[str]) -> None:
    jsonschema.Draft202012Validator(brief_schema()).validate(brief_of(frozenset(names)))


def test_every_line_of_extract_fits_its_schema(tmp_path: Path) -> None:
    validator = jsonschema.Draft202012Validator(extract_schema())
    with workspace() as opened:
        opened.add(jsonl(tmp_path / "r.jsonl", *RECORDS.values()))
        lines = [json.loads(json.dumps(extract_line(*pair))) for pair in opened.readings()]
    assert {line["report"]["id"] for line in lines} == set(RECORDS)
    for line in lines:
        validator.validate(line)
