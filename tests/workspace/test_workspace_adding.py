"""Adding reports: once each, only the new work, and on from where it stopped."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from constructed_reports import POOL, jsonl, reader, workspace
from counting import counting_reader

from rashomon import Workspace
from rashomon.errors import NothingReadable, UsageError
from rashomon.store import Store


def test_same_report_twice_is_one(tmp_path: Path, empty: Workspace) -> None:
    path = jsonl(tmp_path / "a.jsonl", POOL["wire"])
    first, second = empty.add(path), empty.add(path)
    assert (first.new, second.new) == (1, 0)
    assert first.reports == second.reports == ("wire",)
    assert [r.id for r in empty.reports()] == ["wire"]
    assert len(empty.brief().data.reports) == 1


def test_same_bytes_under_two_names_are_one(tmp_path: Path, empty: Workspace) -> None:
    for name in ("a.txt", "b.txt"):
        (tmp_path / name).write_text(POOL["wire"]["text"], "utf-8")
    added = empty.add(tmp_path)
    assert len(added.reports) == 1
    assert [i.code for i in added.issues] == ["duplicate_report"]
    assert empty.add(tmp_path / "b.txt").reports == added.reports


def test_two_reports_of_one_stated_id_stay_two_reports(tmp_path: Path, empty: Workspace) -> None:
    empty.add(jsonl(tmp_path / "a.jsonl", POOL["wire"]))
    other = {**POOL["kabul"], "id": "wire"}
    added = empty.add(jsonl(tmp_path / "b.jsonl", other))
    assert added.new == 1
    assert added.reports != ("wire",)
    assert empty.add(tmp_path / "b.jsonl").new == 0
    assert len(list(empty.reports())) == 2
    assert {len(i.reports) for i in empty.incidents()} == {1}


def test_adding_does_only_the_new_work(tmp_path: Path) -> None:
    counted, engine = counting_reader(reader())
    with Workspace(Store.temporary(), reader=counted) as opened:
        opened.add(jsonl(tmp_path / "a.jsonl", POOL["wire"], POOL["claim"]))
        assert sorted(engine.read_reports) == ["claim", "wire"]
        opened.add(jsonl(tmp_path / "b.jsonl", POOL["wire"], POOL["kabul"]))
        assert sorted(engine.read_reports) == ["claim", "kabul", "wire"]
        opened.brief()
        opened.incidents()
        list(opened.readings())
        assert len(engine.read_reports) == 3


def test_reopening_reads_nothing_again_and_gives_the_same_bytes(tmp_path: Path) -> None:
    place = tmp_path / "kept"
    source = jsonl(tmp_path / "a.jsonl", POOL["wire"], POOL["claim"])
    with Workspace(Store.open(place), reader=reader()) as opened:
        opened.add(source)
        before = opened.brief().json()
    counted, engine = counting_reader(reader())
    with Workspace(Store.open(place), reader=counted) as again:
        assert again.add(source).new == 0
        assert again.brief().json() == before
        assert engine.read_reports == []


def test_killed_in_the_middle_it_goes_on_where_it_was(tmp_path: Path) -> None:
    place = tmp_path / "kept"
    source = jsonl(tmp_path / "a.jsonl", *(POOL[n] for n in ("wire", "claim", "analyst", "kabul")))
    stopped, first = counting_reader(reader(), stop_after=2)
    with pytest.raises(KeyboardInterrupt), Workspace(Store.open(place), reader=stopped) as opened:
        opened.add(source)
    counted, second = counting_reader(reader())
    with Workspace(Store.open(place), reader=counted) as again:
        assert len(list(again.reports())) == 4
        kept = again.brief().json()
    assert len(first.read_reports) == 2
    assert set(first.read_reports).isdisjoint(second.read_reports)
    assert {*first.read_reports, *second.read_reports} == {"wire", "claim", "analyst", "kabul"}
    with workspace() as fresh:
        fresh.add(source)
        assert fresh.brief().json() == kept


def test_a_defect_in_reading_one_report_is_named_and_the_rest_is_done(tmp_path: Path) -> None:
    counted, engine = counting_reader(reader())
    whole = engine.read
    engine.read = lambda report: 1 / 0 if report.id == "claim" else whole(report)  # type: ignore[method-assign]
    with Workspace(Store.temporary(), reader=counted) as opened:
        opened.add(jsonl(tmp_path / "a.jsonl", POOL["claim"], POOL["wire"]))
        document = opened.brief()
    assert [(i.code, i.level, i.report) for i in document.issues if i.level == "error"] == [
        ("reading_failed", "error", "claim")
    ]
    assert {s.report for s in document.data.statements} == {"wire"}


def test_standard_input(empty: Workspace) -> None:
    added = empty.add("-", published="2020-03-04", stdin=io.BytesIO(POOL["claim"]["text"].encode()))
    (report,) = empty.reports()
    assert added.new == 1
    assert (report.origin, report.published, report.published_basis) == ("-", "2020-03-04", "given")


def test_given_day_serves_only_what_says_none(tmp_path: Path, empty: Workspace) -> None:
    undated = {k: v for k, v in POOL["claim"].items() if k != "published"}
    empty.add(jsonl(tmp_path / "a.jsonl", undated, POOL["wire"]), published="2020-03-09")
    assert {r.id: r.published for r in empty.reports()} == {"claim": "2020-03-09", "wire": "2020-03-03"}


@pytest.mark.parametrize("day", ["yesterday", "2020-13-01", "2020-02-30", ""])
def test_published_must_be_a_day(tmp_path: Path, empty: Workspace, day: str) -> None:
    with pytest.raises(UsageError):
        empty.add(jsonl(tmp_path / "a.jsonl", POOL["wire"]), published=day)
    assert list(empty.reports()) == []


def test_nothing_readable(tmp_path: Path, empty: Workspace) -> None:
    with pytest.raises(NothingReadable):
        empty.brief()
    (tmp_path / "empty.txt").write_bytes(b"")
    added = empty.add(tmp_path / "empty.txt")
    assert added.reports == ()
    assert [i.level for i in added.issues] == ["error"]
    with pytest.raises(NothingReadable):
        empty.incidents()


def test_report_without_an_attack_is_an_info(tmp_path: Path, empty: Workspace) -> None:
    empty.add(jsonl(tmp_path / "a.jsonl", POOL["recipe"]))
    document = empty.brief()
    assert document.incidents == ()
    assert [(i.code, i.level) for i in document.issues] == [("no_attack", "info")]
