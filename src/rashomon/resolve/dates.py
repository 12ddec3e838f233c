"""Resolves the times of a reading against the day of publication, always saying what the date rests on.

- ``stated``: the words give a full date (or month, or year) themselves;
- ``relative``: resolved against the publication, or a day that the report names earlier;
- ``inferred``: nothing is said but the publication is known, so it was then at the latest; no earliest day is made up;
- ``unknown``: nothing can be said. Without a publication date, every relative expression stays unknown.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import date

from rashomon.model import (
    Assertion,
    CalendarEntry,
    DraftIncident,
    Facet,
    Mention,
    MentionKind,
    Reading,
    Report,
    Statement,
    TimeBasis,
    TimePrecision,
    TimeSpan,
    fold,
)
from rashomon.resolve.date_arithmetic import Days, Reference, shift
from rashomon.resolve.date_grammar import parse_days

_BOUND = re.compile(r"(?P<bound>since|until|till|before|after)\s+(?=\S)")
_CLOCK = re.compile(
    r"\[[^\]]{0,24}\]"
    r"|(?:\bat )?(?:about |around |approximately )?(?:"
    r"\b\d{1,2}(?:[:.]\d{2})?\s?(?:[ap]\.m\.?|[ap]m\b|o'clock)|\b\d{1,2}:\d{2}(?::\d{2})?\b|\bat [0-2]\d[0-5]\d\b"
    r"|\b[0-2]\d[0-5]\d(?=\s?(?:gmt|utc|hours|hrs|local|est|edt|z|\[)))(?:\s?(?:gmt|utc|hours|hrs|local time|local|est|edt|z)\b)?"
    r"|\bat (?:about |around |approximately )?[0-2]\d[0-5]\d\b"
)
_TO_EVENT = re.compile(
    r"(?:(?P<count>\d{1,3}|an?|one|two|three|four|five|six|seven|ten) )?"
    r"(?:the )?(?P<unit>day|week|month|eve|night)s? (?P<way>before|after|prior to|of) (?P<event>.+)"
)
_EVENT_NUMBERS = {
    "a": 1,
    "an": 1,
    "one": 1,
    "two": 2,
    "three": 3,
    "four": 4,
    "five": 5,
    "six": 6,
    "seven": 7,
    "ten": 10,
}
_EVENT_UNITS = {"day": 1, "eve": 1, "night": 1, "week": 7, "month": 30}
_SAID_REACH = 60
_SAID_AFTER = re.compile(
    r"\s{1,3}(?:in a (?:statement|briefing|press conference|news conference)\s{1,3})?(?:late |early )?(?:on\s{1,3})?"
    r"(?P<when>yesterday|today|(?:mon|tues|wednes|thurs|fri|satur|sun)day|[0-9]{1,2} [a-z]{3,9}\.?(?: [0-9]{4})?"
    r"|(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z.]{0,7} [0-9]{1,2}(?:, [0-9]{4})?)(?![a-z0-9])",
    re.IGNORECASE,
)
_IDLE = frozenset(
    ("the", "a", "an", "s", "of", "its", "his", "her", "their", "this", "that", "country", "next", "last")
)


def resolve_time(
    text: str,
    published: date | None,
    *,
    past: bool = True,
    anchor: date | None = None,
    calendar: Sequence[CalendarEntry] = (),
) -> TimeSpan:
    """The days that ``text`` can mean in a report of ``published``; never raises.

    ``past``: the words tell of something that happened ("on Monday" is the last Monday on or before publication, that
    very day included). ``anchor``: the day that "two days earlier" or "the same day" refers to. ``calendar``: events that
    "two days before the election" may refer to; without exactly one that fits, such words stay unknown.
    """
    words = " ".join(text.lower().replace("’", "'").split()).strip(" .,;:")
    found = _BOUND.match(words)
    bound, rest = (found["bound"], words[found.end() :]) if found else (None, words)
    reference = Reference(published, anchor, past)
    plain = " ".join(_CLOCK.sub(" ", rest).split())
    days = _to_event(rest, reference, calendar) or parse_days(plain, reference)
    if days is None:
        only_clock = plain == "" and rest != "" and bound is None
        return _at_the_latest(text, published, TimePrecision.TIME) if only_clock else TimeSpan(text=text)
    if plain != rest and days.precision is TimePrecision.DAY and days.earliest == days.latest:
        days = replace(days, precision=TimePrecision.TIME)
    return _span(text, _bounded(days, bound, reference))


def _at_the_latest(text: str, published: date | None, precision: TimePrecision | None) -> TimeSpan:
    """What is told without a day happened by the day of publication: all that can be inferred."""
    if published is None:
        return TimeSpan(text=text)
    return TimeSpan(text=text, latest=published.isoformat(), precision=precision, basis=TimeBasis.INFERRED)


def _bounded(days: Days, bound: str | None, reference: Reference) -> Days:
    """With "since", "until", "before" or "after", days turn into the stretch on one side of them."""
    until_now = reference.published if reference.past else None
    if bound in ("since", "after") and days.earliest and days.latest:
        start = days.earliest if bound == "since" else days.latest
        return replace(days, earliest=start, latest=max(until_now, start) if until_now else None)
    if bound == "before" and days.earliest:
        return replace(days, earliest=None, latest=shift(days.earliest, -1))
    return replace(days, earliest=None) if bound in ("until", "till") else days


def _span(text: str, days: Days) -> TimeSpan:
    return TimeSpan(
        text=text,
        earliest=days.earliest.isoformat() if days.earliest else None,
        latest=days.latest.isoformat() if days.latest else None,
        precision=days.precision,
        basis=days.basis,
    )


def _to_event(words: str, reference: Reference, calendar: Sequence[CalendarEntry]) -> Days | None:
    """What "two days before the election" means, counted from the one calendar entry that the words can mean."""
    match = _TO_EVENT.fullmatch(words)
    if not match or not calendar:
        return None
    count = match["count"] or "1"
    number = int(count) if count.isdecimal() else _EVENT_NUMBERS.get(count)
    day = _event_day(match["event"], reference, calendar)
    if number is None or day is None:
        return None
    sign = 1 if match["way"] == "after" else -1
    moved = shift(day, sign * number * _EVENT_UNITS[match["unit"]])
    precision = {"week": TimePrecision.WEEK, "month": TimePrecision.MONTH}.get(match["unit"], TimePrecision.DAY)
    return Days(moved, moved, precision, TimeBasis.RELATIVE)


def _event_day(words: str, reference: Reference, calendar: Sequence[CalendarEntry]) -> date | None:
    """The day of the calendar entry whose label holds all the words and which lies nearest to publication."""
    wanted = {_singular(word) for word in fold(words).split()} - _IDLE
    days = set()
    for entry in calendar:
        label = {_singular(word) for word in fold(f"{entry.label} {entry.kind or ''}").split()}
        if wanted and wanted <= label and (day := _iso_day(entry.date)):
            days.add(day)
    if not days or reference.published is None:
        return days.pop() if len(days) == 1 else None
    published = reference.published
    return min(days, key=lambda day: (abs((day - published).days), day))


def _singular(word: str) -> str:
    return word[:-1] if word.endswith("s") and len(word) > 3 else word


def _iso_day(text: str) -> date | None:
    try:
        return date.fromisoformat(text[:10])
    except ValueError:
        return None


def resolve_dates(reading: Reading, report: Report, calendar: Sequence[CalendarEntry] = ()) -> Reading:
    """The reading with its drafts' dates, ``time`` assertions and mentions, and the days on which statements were made, filled in.

    Words and offsets are kept. A statement's own day (``said_on``) is set only where its cue is dated in the same
    breath ("said on Tuesday"); else it is left as it is.
    """
    published = report.published_on
    anchors = _Anchors(reading, published)

    def dated(span: TimeSpan) -> TimeSpan:
        resolved = resolve_time(span.text, published, anchor=anchors.before(span.start), calendar=calendar)
        return replace(resolved, start=span.start, end=span.end)

    return replace(
        reading,
        drafts=tuple(_dated_draft(draft, published, dated) for draft in reading.drafts),
        statements=tuple(_dated_statement(statement, report, dated) for statement in reading.statements),
        mentions=tuple(_dated_mention(mention, published) for mention in reading.mentions),
    )


class _Anchors:
    """The days that a report names outright, by where; words like "two days earlier" count from the one before them."""

    def __init__(self, reading: Reading, published: date | None) -> None:
        self._known: list[tuple[int, date]] = []
        for span in _spans_of(reading):
            day = _iso_day(resolve_time(span.text, published).earliest or "")
            if day and span.start is not None:
                self._known.append((span.start, day))
        self._known.sort()

    def before(self, start: int | None) -> date | None:
        at = 0 if start is None else bisect_left(self._known, (start, date.min))
        return self._known[at - 1][1] if at else None


def _spans_of(reading: Reading) -> Iterator[TimeSpan]:
    for draft in reading.drafts:
        if draft.date:
            yield draft.date
    for statement in reading.statements:
        yield from (_asserted_time(assertion) for assertion in statement.asserts if assertion.facet is Facet.TIME)


def _asserted_time(assertion: Assertion) -> TimeSpan:
    return assertion.when or TimeSpan(text=assertion.text, start=assertion.start, end=assertion.end)


def _dated_draft(draft: DraftIncident, published: date | None, dated: Callable[[TimeSpan], TimeSpan]) -> DraftIncident:
    if draft.date is None or not draft.date.text:
        return replace(draft, date=_at_the_latest("", published, None)) if published else draft
    return replace(draft, date=dated(draft.date))


def _dated_statement(statement: Statement, report: Report, dated: Callable[[TimeSpan], TimeSpan]) -> Statement:
    asserts = tuple(
        replace(assertion, when=dated(_asserted_time(assertion))) if assertion.facet is Facet.TIME else assertion
        for assertion in statement.asserts
    )
    return replace(statement, asserts=asserts, said_on=statement.said_on or _said_on(statement, report))


def _dated_mention(mention: Mention, published: date | None) -> Mention:
    """Dates of other languages are already English words in ``value``; the words of the report stay beside them."""
    if mention.kind is not MentionKind.TIME:
        return mention
    when = resolve_time(mention.value, published)
    return replace(mention, when=replace(when, text=mention.text, start=mention.start, end=mention.end))


def _said_on(statement: Statement, report: Report) -> str | None:
    """The day that the words right after the cue give, when they give a single one."""
    cue = statement.cue
    if cue is None or cue.start is None or cue.end is None:
        return None
    after = report.text[cue.end : cue.end + _SAID_REACH]
    match = _SAID_AFTER.match(after)
    if not match:
        return None
    span = resolve_time(match["when"], report.published_on)
    return span.earliest if span.earliest == span.latest and span.basis is not TimeBasis.UNKNOWN else None
