"""The shipped example: it is read without a problem, says what it is, and holds what it is meant to show."""

from __future__ import annotations

from pathlib import Path

import pytest

from rashomon.ingest import read_calendar, read_events, read_sources
from rashomon.model import CalendarEntry, EventRecord, Report, SourceType


@pytest.fixture(scope="module")
def example(repository: Path) -> Path:
    return repository / "examples" / "sadr-city-2021"


@pytest.fixture(scope="module")
def reports(example: Path) -> list[Report]:
    found = list(read_sources([example]))
    assert all(isinstance(item, Report) for item in found), [item for item in found if not isinstance(item, Report)]
    return [item for item in found if isinstance(item, Report)]


def test_all_are_read_with_title_publisher_and_date(reports: list[Report]) -> None:
    assert len(reports) == 16
    assert all(report.title and report.publisher and report.published for report in reports)
    assert {report.language for report in reports} == {"en", "ar"}
    assert {report.media_type for report in reports} >= {"text/plain", "text/markdown", "text/html"}


def test_every_text_says_what_it_is(reports: list[Report]) -> None:
    for report in reports:
        marks = f"{report.note} {report.text}"
        assert "igest in our own words" in marks or "onstructed voice" in marks or "onstructed outlet" in marks, (
            report.origin
        )


def test_constructed_voices_say_so_in_their_text_too(reports: list[Report]) -> None:
    constructed = [r for r in reports if r.note and r.note.startswith("Constructed voice")]
    assert len(constructed) >= 6
    assert all("(constructed voice)" in r.text for r in constructed)


def test_the_voices_differ(reports: list[Report]) -> None:
    types = {report.publisher_type for report in reports}
    assert types >= {
        SourceType.CLAIMANT,
        SourceType.STATE_MEDIA,
        SourceType.SECURITY_FORCES,
        SourceType.MEDICAL,
        SourceType.POLITICAL_ACTOR,
        SourceType.ACCUSED,
    }


def test_digests_are_short(reports: list[Report]) -> None:
    assert all(80 <= len(report.text.split()) <= 220 for report in reports)


def test_one_copies_another_almost_word_for_word(reports: list[Report]) -> None:
    def shingles(report: Report) -> set[tuple[str, ...]]:
        words = report.text.lower().split()
        return {tuple(words[k : k + 4]) for k in range(len(words) - 3)}

    by_name = {report.origin.rsplit("/", 1)[-1]: shingles(report) for report in reports}
    wire, copy = by_name["01-wire-first-count.txt"], by_name["07-newspaper.md"]
    assert len(wire & copy) / len(copy) > 0.85
    other = by_name["06-analyst-holds-the-claim-credible.md"]
    assert len(wire & other) / len(other) < 0.1


def test_no_script_or_advertisement_of_the_page_is_left(reports: list[Report]) -> None:
    (page,) = [report for report in reports if report.media_type == "text/html"]
    assert "adQueue" not in page.text
    assert "Advertisement" not in page.text
    assert "Most read" not in page.text
    assert page.publisher == "Constructed News Page"


def test_the_tables_are_read_whole(example: Path) -> None:
    calendar = list(read_calendar(example.with_name("sadr-city-2021.calendar.csv")))
    events = list(read_events(example.with_name("sadr-city-2021.events.csv")))
    assert all(isinstance(entry, CalendarEntry) for entry in calendar)
    assert len(calendar) == 4
    assert all(isinstance(event, EventRecord) for event in events)
    assert len(events) == 3
