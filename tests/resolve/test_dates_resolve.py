from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rashomon.extract.times import find_times
from rashomon.model import (
    Act,
    Assertion,
    Basis,
    CalendarEntry,
    Content,
    DraftIncident,
    Facet,
    IncidentType,
    Modality,
    Mode,
    Polarity,
    Reading,
    Report,
    Span,
    Stage,
    Statement,
    Status,
    TimeBasis,
    TimePrecision,
    TimeSpan,
)
from rashomon.resolve.dates import resolve_dates, resolve_time

THURSDAY = date(2021, 7, 22)
DAYS = st.dates(date.min, date.max)

RELATIVE = [
    ("on Monday", "2021-07-19", "2021-07-19", "day"),
    ("Thursday", "2021-07-22", "2021-07-22", "day"),
    ("last Thursday", "2021-07-15", "2021-07-15", "day"),
    ("LAST NIGHT", "2021-07-21", "2021-07-22", "day"),
    ("overnight", "2021-07-21", "2021-07-22", "day"),
    ("yesterday", "2021-07-21", "2021-07-21", "day"),
    ("YESTERDAY AT 1845 [0045 GMT]", "2021-07-21", "2021-07-21", "time"),
    ("the day before yesterday", "2021-07-20", "2021-07-20", "day"),
    ("early this morning", "2021-07-22", "2021-07-22", "day"),
    ("2 days ago", "2021-07-20", "2021-07-20", "day"),
    ("a few days ago", "2021-07-17", "2021-07-20", "day"),
    ("a week ago", "2021-07-12", "2021-07-18", "week"),
    ("36 hours ago", "2021-07-20", "2021-07-22", "day"),
    ("on 3 February", "2021-02-03", "2021-02-03", "day"),
    ("Oct. 15", "2020-10-15", "2020-10-15", "day"),
    ("July 22nd", "2021-07-22", "2021-07-22", "day"),
    ("July 23", "2020-07-23", "2020-07-23", "day"),
    ("18-19 July", "2021-07-18", "2021-07-19", "day"),
    ("Feb. 29", "2020-02-29", "2020-02-29", "day"),
    ("the evening of 19 July", "2021-07-19", "2021-07-19", "day"),
    ("3 May of last year", "2020-05-03", "2020-05-03", "day"),
    ("July of last year", "2020-07-01", "2020-07-31", "month"),
    ("in January", "2021-01-01", "2021-01-31", "month"),
    ("in December", "2020-12-01", "2020-12-31", "month"),
    ("last July", "2020-07-01", "2020-07-31", "month"),
    ("last week", "2021-07-12", "2021-07-18", "week"),
    ("this week", "2021-07-19", "2021-07-22", "week"),
    ("last weekend", "2021-07-17", "2021-07-18", "day"),
    ("the past two weeks", "2021-07-08", "2021-07-22", "week"),
    ("the last 24 hours", "2021-07-21", "2021-07-22", "day"),
    ("last month", "2021-06-01", "2021-06-30", "month"),
    ("late last month", "2021-06-20", "2021-06-30", "month"),
    ("earlier this year", "2021-01-01", "2021-07-22", "year"),
    ("last year", "2020-01-01", "2020-12-31", "year"),
    ("since Monday", "2021-07-19", "2021-07-22", "day"),
    ("tomorrow", "2021-07-23", "2021-07-23", "day"),
    ("next week", "2021-07-26", "2021-08-01", "week"),
]
STATED = [
    ("19 July 2021", "2021-07-19", "2021-07-19", "day"),
    ("July 19, 2021", "2021-07-19", "2021-07-19", "day"),
    ("Sunday, July 18th, 2021", "2021-07-18", "2021-07-18", "day"),
    ("4 FEB 90", "1990-02-04", "1990-02-04", "day"),
    ("2021-07-19T20:30:00Z", "2021-07-19", "2021-07-19", "day"),
    ("13/07/2021", "2021-07-13", "2021-07-13", "day"),
    ("7/13/2021", "2021-07-13", "2021-07-13", "day"),
    ("30 and 1 May 2019", "2019-04-30", "2019-05-01", "day"),
    ("31 and 1 June 2019", "2019-05-31", "2019-06-01", "day"),
    ("31 and 1 January 2020", "2019-12-31", "2020-01-01", "day"),
    ("July 2021", "2021-07-01", "2021-07-31", "month"),
    ("in 2019", "2019-01-01", "2019-12-31", "year"),
    ("the 1980s", "1980-01-01", "1989-12-31", "year"),
    ("11 September 2001 at 8:46 a.m.", "2001-09-11", "2001-09-11", "time"),
]


def fields(span: TimeSpan) -> tuple[str | None, str | None, str | None]:
    return span.earliest, span.latest, span.precision


@pytest.mark.parametrize(("words", "earliest", "latest", "precision"), RELATIVE)
def test_relative_words_count_from_publication(words: str, earliest: str, latest: str, precision: str) -> None:
    span = resolve_time(words, THURSDAY)
    assert (fields(span), span.basis) == ((earliest, latest, precision), TimeBasis.RELATIVE)
    assert span.text == words


@pytest.mark.parametrize("words", [row[0] for row in RELATIVE])
def test_without_publication_relative_words_stay_unknown(words: str) -> None:
    assert resolve_time(words, None) == TimeSpan(text=words)


@pytest.mark.parametrize(("words", "earliest", "latest", "precision"), STATED)
def test_full_dates_are_stated_with_or_without_publication(
    words: str, earliest: str, latest: str, precision: str
) -> None:
    for published in (THURSDAY, None):
        span = resolve_time(words, published)
        assert (fields(span), span.basis) == ((earliest, latest, precision), TimeBasis.STATED)


def test_day_and_month_in_doubt_stay_a_range_until_publication_decides() -> None:
    assert fields(resolve_time("03/04/2021", THURSDAY)) == ("2021-03-04", "2021-04-03", "month")
    assert fields(resolve_time("03/04/2021", date(2021, 3, 10))) == ("2021-03-04", "2021-03-04", "day")
    assert fields(resolve_time("05/05/2021", THURSDAY)) == ("2021-05-05", "2021-05-05", "day")


@pytest.mark.parametrize(
    "words", ["31 February", "31 February 2021", "99/99/2021", "0000-00-00", "some time ago", "", "["]
)
def test_what_is_no_date_stays_unknown(words: str) -> None:
    assert resolve_time(words, THURSDAY) == TimeSpan(text=words)


def test_a_clock_time_alone_says_only_that_it_was_by_publication() -> None:
    span = resolve_time("at 2030 [0230 GMT]", THURSDAY)
    assert (fields(span), span.basis) == ((None, "2021-07-22", "time"), TimeBasis.INFERRED)
    assert resolve_time("in 2019", THURSDAY).precision is TimePrecision.YEAR


def test_bounding_words_leave_one_side_open() -> None:
    assert fields(resolve_time("until 3 February 2021", THURSDAY)) == (None, "2021-02-03", "day")
    assert fields(resolve_time("before 3 February 2021", THURSDAY)) == (None, "2021-02-02", "day")
    assert fields(resolve_time("since 2014", THURSDAY)) == ("2014-01-01", "2021-07-22", "year")


def test_words_that_count_from_another_day_need_that_day() -> None:
    assert resolve_time("two days earlier", THURSDAY).basis is TimeBasis.UNKNOWN
    assert fields(resolve_time("two days earlier", THURSDAY, anchor=date(2021, 7, 19))) == (
        "2021-07-17",
        "2021-07-17",
        "day",
    )
    assert fields(resolve_time("the same day", THURSDAY, anchor=date(2021, 7, 19))) == (
        "2021-07-19",
        "2021-07-19",
        "day",
    )
    assert fields(resolve_time("the next day", THURSDAY, anchor=date(2021, 7, 19))) == (
        "2021-07-20",
        "2021-07-20",
        "day",
    )


def test_events_of_a_calendar_are_used_only_when_they_bear_the_words() -> None:
    words = "two days before the parliamentary election"
    entries = [
        CalendarEntry(dataset="c", row=1, date="2018-05-12", label="Parliamentary election"),
        CalendarEntry(dataset="c", row=2, date="2021-10-10", label="Parliamentary elections"),
        CalendarEntry(dataset="c", row=3, date="2021-07-20", label="Eid al-Adha"),
    ]
    assert resolve_time(words, THURSDAY).basis is TimeBasis.UNKNOWN
    assert resolve_time(words, THURSDAY, calendar=entries[2:]).basis is TimeBasis.UNKNOWN
    assert fields(resolve_time(words, THURSDAY, calendar=entries)) == ("2021-10-08", "2021-10-08", "day")
    assert resolve_time("the eve of Eid", THURSDAY, calendar=entries).earliest == "2021-07-19"
    assert resolve_time(words, None, calendar=entries).basis is TimeBasis.UNKNOWN


def test_future_tense_takes_the_coming_day() -> None:
    assert fields(resolve_time("on Monday", THURSDAY, past=False)) == ("2021-07-26", "2021-07-26", "day")
    assert fields(resolve_time("10 October", THURSDAY, past=False)) == ("2021-10-10", "2021-10-10", "day")
    assert fields(resolve_time("10 October", THURSDAY)) == ("2020-10-10", "2020-10-10", "day")


WORDS = st.lists(
    st.sampled_from(
        "the a last next this past few several 2 31 29 00 99 2021 1985 9999 0 monday sunday may february feb. july dec"
        " of in on at since until before after ago earlier day days week weeks month year decade hours night morning"
        " yesterday tomorrow early late mid - / , . 's 10:30 pm [0230 gmt] and to or election 12/11/10 1-1-1".split(" ")
    ),
    max_size=7,
).map(" ".join)


@given(st.one_of(st.text(max_size=60), WORDS), st.none() | DAYS, st.booleans(), st.none() | DAYS)
def test_any_words_give_a_span_whose_ends_are_in_order(
    words: str, published: date | None, past: bool, anchor: date | None
) -> None:
    span = resolve_time(words, published, past=past, anchor=anchor)
    assert span.text == words
    for end in (span.earliest, span.latest):
        assert end is None or date.fromisoformat(end)
    if span.earliest and span.latest:
        assert span.earliest <= span.latest
    if span.basis is TimeBasis.UNKNOWN:
        assert (span.earliest, span.latest, span.precision) == (None, None, None)


@given(st.sampled_from([row[0] for row in RELATIVE if row[0] not in ("tomorrow", "next week")]), DAYS)
def test_what_is_told_as_past_never_lies_after_publication(words: str, published: date) -> None:
    span = resolve_time(words, published)
    assert span.latest is None or span.latest <= published.isoformat()


@given(WORDS, DAYS)
def test_case_does_not_matter(words: str, published: date) -> None:
    assert fields(resolve_time(words, published)) == fields(resolve_time(words.upper(), published))


@pytest.mark.parametrize("words", [row[0] for row in [*RELATIVE, *STATED] if row[3]])
def test_what_extract_spots_is_what_this_grammar_reads(words: str) -> None:
    (start, end, spotted), *_ = find_times(f"It happened, they said, {words}, in the town.") or find_times(words)
    assert end - start == len(spotted)
    assert fields(resolve_time(spotted, THURSDAY)) == fields(resolve_time(words, THURSDAY))


def draft(when: TimeSpan | None) -> DraftIncident:
    return DraftIncident(
        id="D1", report="R1", type=IncidentType.BOMBING, stage=Stage.ACCOMPLISHED, date=when, location=None,
        muc_relevant=True,
    )  # fmt: skip


def statement(text: str, cue: str, said_on: str | None = None, asserts: tuple[Assertion, ...] = ()) -> Statement:
    start = text.index(cue)
    return Statement(
        id="S1", report="R1", act=Act.REPORT, status=Status.FACT, polarity=Polarity.AFFIRMED, modality=Modality.ASSERTED,
        mode=Mode.INDIRECT, basis=Basis.UNKNOWN, hearsay_depth=1, said_on=said_on, speaker=None, via=(),
        cue=Span(cue, start, start + len(cue)), content=Content(text="", spans=()), incidents=(), asserts=asserts,
        extracted_by="test",
    )  # fmt: skip


def reading(drafts: tuple[DraftIncident, ...] = (), statements: tuple[Statement, ...] = ()) -> Reading:
    return Reading(report="R1", statements=statements, drafts=drafts, unread=(), issues=())


def report(text: str, published: str | None = "2021-07-22") -> Report:
    return Report(id="R1", text=text, sha256="0", origin="-", published=published)


def test_drafts_without_a_date_are_inferred_only_from_a_known_publication() -> None:
    dated = resolve_dates(reading((draft(None),)), report("A bomb went off.")).drafts[0].date
    assert dated == TimeSpan(text="", latest="2021-07-22", basis=TimeBasis.INFERRED)
    assert resolve_dates(reading((draft(None),)), report("A bomb went off.", None)).drafts[0].date is None


def test_words_and_offsets_are_kept_and_later_words_count_from_earlier_days() -> None:
    text = "A bomb went off on 12 July 2021. Two days earlier a patrol was shot at."
    first = TimeSpan(text="12 July 2021", start=19, end=31)
    second = TimeSpan(text="Two days earlier", start=33, end=49)
    done = resolve_dates(reading((draft(first), draft(second))), report(text)).drafts
    assert [(d.date.start, d.date.end, d.date.earliest) for d in done if d.date] == [
        (19, 31, "2021-07-12"),
        (33, 49, "2021-07-10"),
    ]


def test_time_assertions_get_their_span() -> None:
    text = "Police said a bomb went off on Monday."
    asserted = Assertion(facet=Facet.TIME, value="Monday", text="Monday", start=31, end=37)
    other = Assertion(facet=Facet.TACTIC, value="bombing", text="bomb", start=14, end=18)
    done = resolve_dates(reading(statements=(statement(text, "said", asserts=(asserted, other)),)), report(text))
    when = done.statements[0].asserts[0].when
    assert when is not None
    assert (when.start, when.end, when.earliest) == (31, 37, "2021-07-19")
    assert done.statements[0].asserts[1] == other


def test_the_day_of_a_statement_comes_from_its_cue_alone() -> None:
    text = "Group A said on Tuesday that it did it. Group B denied it."
    assert (
        resolve_dates(reading(statements=(statement(text, "said"),)), report(text)).statements[0].said_on
        == "2021-07-20"
    )
    assert resolve_dates(reading(statements=(statement(text, "denied"),)), report(text)).statements[0].said_on is None
    kept = resolve_dates(reading(statements=(statement(text, "said", said_on="2021-07-01"),)), report(text))
    assert kept.statements[0].said_on == "2021-07-01"
