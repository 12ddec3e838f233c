"""Event data and calendars as CSV."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from rashomon.ingest import Limits, read_calendar, read_events
from rashomon.model import CalendarEntry, EventRecord, Issue, Level

Write = Callable[[str, str | bytes], Path]


@pytest.fixture
def events(write: Write) -> Callable[[str | bytes], tuple[list[EventRecord], list[Issue]]]:
    def read(content: str | bytes) -> tuple[list[EventRecord], list[Issue]]:
        items = list(read_events(write("e.csv", content)))
        return [i for i in items if isinstance(i, EventRecord)], [i for i in items if isinstance(i, Issue)]

    return read


Events = Callable[[str | bytes], tuple[list[EventRecord], list[Issue]]]


def brief(issues: list[Issue]) -> list[tuple[str, Level, str]]:
    return [(issue.code, issue.level, issue.subject) for issue in issues]


def test_a_full_row(events: Events) -> None:
    (record,), issues = events(
        "Date, Actor ,lat,lon,country,place,tactic,weapon,target,killed,injured,claim,source,dataset\n"
        '2016-05-11,Group A,33.38,44.46,IQ,"Market, Sadr City",bombing,vehicle_bomb,market,12.0,30,Claimed,Wire,mine\n'
    )
    assert issues == []
    assert record == EventRecord(
        dataset="mine", row=2, actor="Group A", date_earliest="2016-05-11", date_latest="2016-05-11", lat=33.38, lon=44.46, country="IQ",
        place="Market, Sadr City", tactic="bombing", weapon="vehicle_bomb", target="market", killed=12, injured=30, claim="claimed",
        source="Wire",
    )  # fmt: skip


def test_ranges_of_days(events: Events) -> None:
    records, issues = events(
        "date_earliest,date_latest\n2016-05-01,2016-05-03\n2016-05,2016-06\n2016-05-03,2016-05-01\n2016-05-03,\n"
    )
    assert [(record.date_earliest, record.date_latest) for record in records] == [
        ("2016-05-01", "2016-05-03"),
        ("2016-05-01", "2016-06-30"),
    ]
    assert brief(issues) == [("bad_date", Level.ERROR, "e.csv:4"), ("bad_date", Level.ERROR, "e.csv:5")]


@pytest.mark.parametrize("date", ["2016-02-31", "", "-99", "11/05/2016", "May", "2016-00"])
def test_a_row_without_a_day_is_left_out_and_named(date: str, events: Events) -> None:
    records, issues = events(f"date,actor\n{date},Group A\n2016-05-11,Group B\n")
    assert [(record.actor, record.row) for record in records] == [("Group B", 3)]
    assert brief(issues) == [("bad_date", Level.ERROR, "e.csv:2")]


@pytest.mark.parametrize(
    ("cells", "lat", "lon", "warned"),
    [
        ("33.3,44.4", 33.3, 44.4, False),
        ("-9,13.2", -9.0, 13.2, False),
        ("19.4,-99", 19.4, -99.0, False),
        ("-99,-99", None, None, False),
        ("-9,-9", None, None, False),
        (",", None, None, False),
        ("NA,NA", None, None, False),
        ("95,44", None, None, True),
        ("33,181", None, None, True),
        ("-99,44", None, None, True),
        ("33,", None, None, True),
        ("0,0", None, None, True),
        ("nan,inf", None, None, True),
        ("north,44", None, None, True),
        ("1_0,44", None, None, True),
    ],
)
def test_coordinates(cells: str, lat: float | None, lon: float | None, warned: bool, events: Events) -> None:
    (record,), issues = events(f"date,lat,lon\n2016-05-11,{cells}\n")
    assert (record.lat, record.lon) == (lat, lon) or (cells == "NA,NA" and record.lat is None)
    assert set(brief(issues)) == ({("bad_value", Level.WARNING, "e.csv:2")} if warned else set())


@pytest.mark.parametrize(
    ("cell", "value", "warned"),
    [("5", 5, False), ("5.0", 5, False), ("0", 0, False), ("-99", None, False), ("-9", None, False), ("", None, False),
     ("unknown", None, False), ("-3", None, True), ("dozens", None, True), ("4.5", None, True), ("1e400", None, True), ("٣", None, True)],
)  # fmt: skip
def test_counts(cell: str, value: int | None, warned: bool, events: Events) -> None:
    (record,), issues = events(f"date,killed\n2016-05-11,{cell}\n")
    assert record.killed == value
    assert bool(issues) is warned


def test_unknown_stays_unknown_and_namibia_a_country(events: Events) -> None:
    (record,), issues = events("date,actor,country,claim,target\n2016-05-11,Unknown,NA,maybe,-99\n")
    assert (record.actor, record.country, record.claim, record.target) == (None, "NA", None, None)
    assert brief(issues) == [("bad_value", Level.WARNING, "e.csv:2")]


def test_unknown_columns_are_named_once(events: Events) -> None:
    records, issues = events("date,region,mood\n2016-05-11,x,y\n2016-05-12,x,y\n")
    assert len(records) == 2
    assert brief(issues) == [("unknown_field", Level.INFO, "e.csv")]
    assert "region, mood" in issues[0].message


@pytest.mark.parametrize(
    ("content", "code"),
    [
        ("actor,lat\nGroup A,3\n", "missing_column"),
        ("date_earliest,actor\n2016-01-01,x\n", "missing_column"),
        ("date,date\n2016-01-01,2016-01-01\n", "broken_record"),
        ("", "empty_report"),
        ("date,actor\n", "empty_report"),
        (b"\x89PNG\r\n\x1a\n\x00\x00", "missing_column"),
    ],
)
def test_tables_that_cannot_be_read_give_one_error(content: str | bytes, code: str, events: Events) -> None:
    records, issues = events(content)
    assert records == []
    assert brief(issues) == [(code, Level.ERROR, "e.csv")]


def test_a_bad_row_costs_that_row(events: Events) -> None:
    records, issues = events(
        b"\xef\xbb\xbfdate,actor\r\n2016-01-01,caf\xe9\r\n2016-01-02,x,y,z\r\n\r\n2016-01-03,ok\r\n2016-01-04\r\n"
    )
    assert [(record.row, record.actor) for record in records] == [(5, "ok"), (6, None)]
    assert brief(issues) == [("broken_record", Level.ERROR, "e.csv:2"), ("broken_record", Level.ERROR, "e.csv:3")]


def test_rows_over_several_lines_keep_their_line(events: Events) -> None:
    records, _ = events('date,place\n2016-01-01,"two\nlines"\n2016-01-02,one\n')
    assert [(record.row, record.place) for record in records] == [(2, "two lines"), (4, "one")]


def test_a_stray_quote_does_not_swallow_the_file_silently(events: Events) -> None:
    rows = "".join(f"2016-01-01,Group {n}\n" for n in range(20_000))
    records, issues = events('date,actor\n2016-01-01,"open\n' + rows)
    assert 0 < len(records) < 20_000
    assert ("broken_record", Level.ERROR, "e.csv:2") in brief(issues)


@pytest.mark.parametrize("delimiter", [";", "\t"])
def test_other_delimiters(delimiter: str, events: Events) -> None:
    (record,), _ = events(f"date{delimiter}actor\n2016-01-01{delimiter}Group A, the first\n")
    assert record.actor == "Group A, the first"


def test_limits(write: Write) -> None:
    path = write("e.csv", "date,actor\n2016-01-01," + "x" * 500 + "\n2016-01-02,a\n2016-01-03,b\n2016-01-04,c\n")
    items = list(read_events(path, limits=Limits(max_line_bytes=100, max_records=2)))
    assert [item.row for item in items if isinstance(item, EventRecord)] == [3, 4]
    assert brief([item for item in items if isinstance(item, Issue)]) == [
        ("too_large", Level.ERROR, "e.csv:2"),
        ("too_large", Level.ERROR, "e.csv:5"),
    ]


def test_files_that_are_none(tmp_path: Path) -> None:
    assert [(i.code, i.subject) for i in read_events(tmp_path / "gone.csv") if isinstance(i, Issue)] == [
        ("not_found", "gone.csv")
    ]
    assert [i.code for i in read_calendar(tmp_path) if isinstance(i, Issue)] == ["special_file"]


def test_a_calendar(write: Write) -> None:
    path = write(
        "c.csv",
        "date,label,kind,country,known_on,source\n"
        "2021-10-10,Parliamentary election,election,IQ,2021-01-19,gazette\n"
        "2021-02-31,Never,,,,\n"
        "2021-07,A month,,,,\n"
        "2021-07-20,,holiday,,,\n"
        "2021-07-21,Holiday,,,soon,\n",
    )
    items = list(read_calendar(path))
    assert [item for item in items if isinstance(item, CalendarEntry)] == [
        CalendarEntry(dataset="c.csv", row=2, date="2021-10-10", label="Parliamentary election", kind="election", country="IQ",
                      known_on="2021-01-19", source="gazette"),
        CalendarEntry(dataset="c.csv", row=6, date="2021-07-21", label="Holiday"),
    ]  # fmt: skip
    assert brief([item for item in items if isinstance(item, Issue)]) == [
        ("bad_date", Level.ERROR, "c.csv:3"),
        ("bad_date", Level.ERROR, "c.csv:4"),
        ("broken_record", Level.ERROR, "c.csv:5"),
        ("bad_value", Level.WARNING, "c.csv:6"),
    ]
