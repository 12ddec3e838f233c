"""Asking for a brief: about what, as of when, in which form."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from constructed_reports import POOL, jsonl, workspace

from rashomon import Workspace
from rashomon.brief.columns import COLUMNS
from rashomon.errors import NothingReadable, UnknownIncident, UsageError

EVENTS = """date,actor,lat,lon,country,place
2020-02-01,Islamic State,33.38,44.45,IQ,Sadr City
2020-03-04,Islamic State,33.38,44.45,IQ,after the attack
2020-03-15,Later Group Zeta,33.38,44.45,IQ,later still
"""
CALENDAR = """date,label,kind,country,known_on
2020-03-01,Constructed holiday,holiday,IQ,
2020-03-18,Constructed late disclosure,disclosure,IQ,
2020-03-05,Constructed date known late,disclosure,IQ,2020-03-19
"""


@pytest.fixture
def dated(tmp_path: Path) -> Workspace:
    opened = workspace()
    undated = {k: v for k, v in {**POOL["claim"], "id": "undated", "text": POOL["claim"]["text"] + "\nAgain."}.items()
               if k != "published"}  # fmt: skip
    opened.add(jsonl(tmp_path / "r.jsonl", *POOL.values(), undated))
    (tmp_path / "e.csv").write_text(EVENTS, "utf-8")
    (tmp_path / "c.csv").write_text(CALENDAR, "utf-8")
    return opened


def test_as_of_hides_later_reports(dated: Workspace) -> None:
    document = dated.brief(as_of="2020-03-05")
    assert {r.id for r in document.data.reports} == {"wire", "claim", "analyst"}
    assert document.data.as_of == "2020-03-05"


def test_as_of_counts_the_whole_day(tmp_path: Path, empty: Workspace) -> None:
    late = {**POOL["wire"], "published": "2020-03-05T23:59:00+00:00"}
    empty.add(jsonl(tmp_path / "a.jsonl", late))
    assert len(empty.brief(as_of="2020-03-05").data.reports) == 1


def test_as_of_leaves_undated_out_and_lists_them(dated: Workspace) -> None:
    document = dated.brief(as_of="2020-03-05")
    assert document.data.left_out == ("undated",)
    assert [i.report for i in document.issues if i.code == "undated_left_out"] == ["undated"]
    assert dated.brief().data.left_out == ()


def test_nothing_later_than_as_of_anywhere(dated: Workspace, tmp_path: Path) -> None:
    document = dated.brief(as_of="2020-03-05", events=[tmp_path / "e.csv"], calendar=[tmp_path / "c.csv"])
    text = document.json().decode()
    assert "Later Group Zeta" not in text
    assert "late disclosure" not in text
    assert "known late" not in text
    for later in ("kabul", "later", "recipe"):
        assert f'"{later}"' not in text, later
    whole = json.loads(text)
    dates = sorted(set(re.findall(r"\b2020-\d\d-\d\d\b", text)))
    assert dates[-1] <= "2020-03-05", dates
    assert len(whole["incidents"]) == 1


def test_as_of_today_is_the_whole(dated: Workspace, tmp_path: Path) -> None:
    document = dated.brief(events=[tmp_path / "e.csv"], calendar=[tmp_path / "c.csv"])
    assert {r.id for r in document.data.reports} == {*POOL, "undated"}
    assert "late disclosure" in document.json().decode()


def test_as_of_before_everything_is_named(tmp_path: Path, empty: Workspace) -> None:
    empty.add(jsonl(tmp_path / "a.jsonl", POOL["wire"]))
    with pytest.raises(NothingReadable, match="2019-01-01"):
        empty.brief(as_of="2019-01-01")


@pytest.mark.parametrize("day", ["soon", "2020-2-3", "03/04/2020", "", "2020-W01-1", "20200304"])
def test_as_of_must_be_a_day(three: Workspace, day: str) -> None:
    with pytest.raises(UsageError):
        three.brief(as_of=day)


def test_about_id_and_words(three: Workspace) -> None:
    whole = three.brief()
    kabul = next(i for i in whole.incidents if "kabul" in i.reports)
    for asked in (kabul.id, "Kabul", "kabul SHOOTING", "checkpoint"):
        document = three.brief(asked)
        assert [i.id for i in document.incidents] == [kabul.id], asked
        assert {s.report for s in document.data.statements} == {"kabul"}
    both = three.brief("Kabul", "Sadr City")
    assert {i.id for i in both.incidents} == {i.id for i in whole.incidents}


def test_about_finds_names_of_who_is_told_of(three: Workspace) -> None:
    (found,) = three.brief("Abu Example").incidents
    assert "claim" in found.reports


@pytest.mark.parametrize("asked", ["Reykjavik", "Kabul market", "i0000000000", "", "  ", "—"])
def test_about_nothing_is_an_error(three: Workspace, asked: str) -> None:
    with pytest.raises(UnknownIncident):
        three.brief(asked)


def test_every_id_of_a_brief_about_something_is_there(three: Workspace) -> None:
    whole = json.loads(three.brief("Kabul").json())
    known = {r["id"] for r in whole["reports"]}
    assert {s["report"] for s in whole["statements"]} <= known
    assert {e[k] for e in whole["lineage"] for k in ("report", "parent")} <= known
    assert {i["report"] for i in whole["issues"] if i["report"]} <= known


def test_links_of_a_brief_about_something_lead_nowhere_unknown(repository: Path) -> None:
    with workspace() as opened:
        opened.add(repository / "examples" / "sadr-city-2021")
        for incident in opened.incidents():
            page = opened.brief(incident.id).html()
            anchors = set(re.findall(r'id="([^"]+)"', page))
            targets = set(re.findall(r'href="#([^"]+)"', page))
            assert targets <= anchors, sorted(targets - anchors)[:5]


def test_tables_have_their_columns(three: Workspace, tmp_path: Path, empty: Workspace) -> None:
    empty.add(jsonl(tmp_path / "a.jsonl", POOL["recipe"]))
    for document in (three.brief(), empty.brief()):
        assert {name: tuple(frame.columns) for name, frame in document.tables.items()} == {
            n: tuple(c) for n, c in COLUMNS.items()
        }
    tables = three.brief().tables
    assert len(tables["reports"]) == 4
    assert set(tables["assertions"]["statement"]) <= set(tables["statements"]["statement"])
    assert set(tables["hypotheses"]["incident"]) == set(tables["incidents"]["incident"])


def test_notebook_form_cannot_leave_its_frame(tmp_path: Path, empty: Workspace) -> None:
    empty.add(jsonl(tmp_path / "a.jsonl", {**POOL["wire"], "title": '"></iframe><script>alert(1)</script>'}))
    shown = empty.brief()._repr_html_()
    assert shown.startswith("<iframe ")
    assert shown.count("<") == 2  # the frame and its end: everything else is escaped
    assert "sandbox" in shown


def test_writing_makes_folders_and_replaces(three: Workspace, tmp_path: Path) -> None:
    out = tmp_path / "a" / "b"
    document = three.brief()
    for _ in range(2):
        html, js = document.write(out)
        assert js.read_bytes() == document.json()
        assert html.read_text("utf-8") == document.html()


def test_a_later_report_moves_nothing_before_it(tmp_path: Path) -> None:
    """A brief as of a day is the same whether or not the workspace already holds what came later."""
    early = [POOL[n] for n in ("wire", "claim", "analyst")]
    with workspace() as before, workspace() as after:
        before.add(jsonl(tmp_path / "a.jsonl", *early))
        after.add(jsonl(tmp_path / "a.jsonl", *early))
        after.add(jsonl(tmp_path / "later.jsonl", POOL["later"], POOL["kabul"], POOL["recipe"]))
        assert before.brief(as_of="2020-03-05").json() == after.brief(as_of="2020-03-05").json()


def test_an_incident_keeps_its_id_when_reports_are_added(tmp_path: Path) -> None:
    with workspace() as opened:
        opened.add(jsonl(tmp_path / "a.jsonl", POOL["wire"]))
        (before,) = opened.incidents()
        for n in range(8):
            opened.add(
                jsonl(tmp_path / "b.jsonl", {**POOL["claim"], "id": f"c{n}", "text": POOL["claim"]["text"] + f"\n{n}"})
            )
        assert before.id in {i.id for i in opened.incidents()}
