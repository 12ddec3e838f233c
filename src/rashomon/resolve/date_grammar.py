"""A small grammar of English temporal expressions: words and a reference day in, the days they can mean out.

Written for the forms that news use instead of taking a general parser, because a general parser guesses (it reads "may"
as a month and fills what is missing from today's date) and reads the clock. Nothing here does either.
"""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

from rashomon.model import TimeBasis, TimePrecision
from rashomon.resolve.date_arithmetic import (
    Days,
    Reference,
    calendar_unit,
    month_days,
    narrowed,
    running,
    shift,
    step,
    valid_day,
    year_days,
)

_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "january jan", "february feb", "march mar", "april apr", "may", "june jun", "july jul", "august aug",
            "september sept sep", "october oct", "november nov", "december dec",
        ),
        start=1,
    )
    for name in names.split()
}  # fmt: skip
_WEEKDAYS = {name: i for i, name in enumerate(("mon", "tue", "wed", "thu", "fri", "sat", "sun"))}
_NUMBERS = {
    "a": 1, "an": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9,
    "ten": 10, "eleven": 11, "twelve": 12, "fifteen": 15, "twenty": 20, "thirty": 30, "forty": 40, "couple": 2,
}  # fmt: skip
_VAGUE = {"few": (2, 5), "several": (2, 9), "some": (2, 9), "many": (3, 30)}
"""Vague counts as ranges: what a reader takes them for at least and at most."""

_MONTH = r"(?P<month>" + "|".join(sorted(_MONTHS, key=len, reverse=True)) + r")\b\.?"
_DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?(?:\s?(?:-|–|/|and|to|or)\s?(?P<day2>\d{1,2})(?:st|nd|rd|th)?)?(?![\d:])"
_YEAR = r"(?P<year>\d{4}|'?\d{2})(?![\d:])"
_SAID_YEAR = r"(?:of )?(?P<said>this|last|next|the same|the following) year"
_UNIT = r"(?P<unit>minute|hour|day|night|week|fortnight|month|year|decade)s?\b"
_COUNT = r"(?P<count>\d{1,4}|[a-z]+)(?: of)?"

_ISO = re.compile(r"(?<!\d)(?P<year>\d{4})-(?P<month>\d{2})-(?P<day>\d{2})(?!\d)")
_NUMERIC = re.compile(r"(?<!\d)(?P<first>\d{1,2})[/.-](?P<second>\d{1,2})[/.-](?P<year>\d{4}|\d{2})(?!\d)")
_DAY_MONTH = re.compile(rf"(?<!\d){_DAY}(?: of)?(?:[ -]?)(?:the )?{_MONTH}(?:(?:,? |-)?(?:{_YEAR}|{_SAID_YEAR}))?")
_MONTH_DAY = re.compile(rf"\b{_MONTH} (?:the )?{_DAY}(?:(?: ?,? )(?:(?P<year>\d{{4}})(?!\d)|{_SAID_YEAR}))?")
_MONTH_ONLY = re.compile(
    rf"(?:\b(?P<which>last|this|next|past) )?\b(?!may (?:have|be|not|also)\b){_MONTH}"
    rf"(?:(?: of)?,? (?:(?P<year>\d{{4}})(?!\d)|{_SAID_YEAR}))?"
)
_WEEKDAY = re.compile(
    r"(?:\b(?P<which>last|this|next|past|previous|following) )?\b(?P<weekday>mon|tue|wed|thu|fri|sat|sun)"
    r"(?:day|s|sday|nesday|rs|rsday|urday)?\b"
)
_AGO = re.compile(
    rf"\b{_COUNT} (?P<half>and a half )?{_UNIT} (?P<way>ago|earlier|later|previously|from now|before|after|prior to)\b"
)
_PERIOD = re.compile(
    rf"\b(?P<which>last|this|past|next|previous|coming|same|following|preceding|current) (?:{_COUNT} )??"
    r"(?P<unit>minute|hour|day|night|week|fortnight|month|year|decade|weekend)s?\b"
)
_YEAR_ONLY = re.compile(r"(?<!\d)(?P<year>1[89]\d\d|20\d\d)(?P<decade>'?s)?(?!\d)")
_NEAR_DAY = (
    (re.compile(r"\bday before yesterday\b"), -2, -2),
    (re.compile(r"\bday after tomorrow\b"), 2, 2),
    (re.compile(r"\b(?:last night|overnight)\b"), -1, 0),
    (re.compile(r"\b(?:yesterday|last (?:evening|afternoon|morning))\b"), -1, -1),
    (re.compile(r"\btomorrow\b"), 1, 1),
    (re.compile(r"\b(?:today|tonight|this (?:morning|afternoon|evening|night|noon|dawn|midday|midnight))\b"), 0, 0),
)
_BACK_REFERENCE = (
    (re.compile(r"\b(?:the|that) (?:next|following) (?:day|morning|night|evening|afternoon)\b|\b(?:the )?day after\b"), 1),
    (re.compile(r"\b(?:the|that) previous (?:day|morning|night|evening|afternoon)\b|\bthe (?:day|night|eve) (?:before|of)\b"), -1),
    (re.compile(r"\b(?:(?:the|that) (?:same|very) (?:day|morning|night|evening|afternoon)"
                r"|that (?:day|morning|night|evening|afternoon|dawn|noon|midnight))\b"), 0),
)  # fmt: skip


def parse_days(words: str, reference: Reference) -> Days | None:
    """The days that ``words`` (lower case, single spaces, no clock times) can mean, ``None`` when they say none.

    The most exact form present wins: a full date beside a weekday is taken, the weekday left aside. A date that cannot
    be ("31 February") is no reason to take its month alone: it says nothing.
    """
    for pattern, exact in ((_ISO, _iso), (_NUMERIC, _numeric), (_DAY_MONTH, _day_month), (_MONTH_DAY, _day_month)):
        if pattern.search(words):
            day = exact(words, reference)
            return None if day is None else _capped(day, reference)
    for form in (_offset, _near_day, _back_reference, _weekday, _month, _period, _year):
        found = form(words, reference)
        if found is not None:
            return _capped(found, reference)
    return None


def _capped(days: Days, reference: Reference) -> Days:
    """What is told as past and counted from publication cannot lie after it."""
    published = reference.published
    if published is None or not reference.past or days.future or days.basis is not TimeBasis.RELATIVE:
        return days
    earliest = None if days.earliest is None else min(days.earliest, published)
    return replace(days, earliest=earliest, latest=None if days.latest is None else min(days.latest, published))


def _full_year(text: str, reference: Reference) -> int:
    """Four digits as they are; two digits in the century that puts them nearest before publication."""
    digits = text.lstrip("'")
    if len(digits) == 4:
        return int(digits)
    newest = reference.published.year + 1 if reference.published else 2050
    return newest - (newest - int(digits)) % 100


def _iso(words: str, _reference: Reference) -> Days | None:
    for match in _ISO.finditer(words):
        if day := valid_day(int(match["year"]), int(match["month"]), int(match["day"])):
            return Days(day, day, TimePrecision.DAY, TimeBasis.STATED)
    return None


def _numeric(words: str, reference: Reference) -> Days | None:
    """19/07/2021, 7/19/2021; where both readings are dates and neither lies in the future, the range from one to the other."""
    match = _NUMERIC.search(words)
    if not match:
        return None
    year, first, second = _full_year(match["year"], reference), int(match["first"]), int(match["second"])
    readings = sorted({day for day in (valid_day(year, second, first), valid_day(year, first, second)) if day})
    if reference.past and reference.published:
        readings = [day for day in readings if day <= reference.published] or readings
    if not readings:
        return None
    precision = TimePrecision.DAY if len(readings) == 1 else TimePrecision.MONTH
    return Days(readings[0], readings[-1], precision, TimeBasis.STATED)


def _day_month(words: str, reference: Reference) -> Days | None:
    match = _DAY_MONTH.search(words) or _MONTH_DAY.search(words)
    if not match:
        return None
    month, first, last = _MONTHS[match["month"]], int(match["day"]), int(match["day2"] or match["day"])
    stated = match["year"] is not None
    across = last < first  # "30 and 1 May": the first day is of the month before
    year = (
        _full_year(match["year"], reference)
        if stated
        else _year_of(month, last if across else first, match["said"], reference)
    )
    if year is None:
        return None
    began = (year - (month == 1), (month - 2) % 12 + 1) if across else (year, month)
    earliest, latest = valid_day(*began, first), valid_day(year, month, last)
    if not earliest or not latest or latest < earliest:
        return None
    return Days(earliest, latest, TimePrecision.DAY, TimeBasis.STATED if stated else TimeBasis.RELATIVE)


def _year_of(month: int, day: int, said: str | None, reference: Reference) -> int | None:
    """The year of a date given without one: as said ("last year"), else the nearest before (or after) publication."""
    published = reference.published
    if published is None:
        return None
    if said:
        return _said_year(said, reference)
    if (month, day) == (2, 29):
        leap_days = (valid_day(year, 2, 29) for year in range(published.year, published.year - 9, -1))
        return next((leap.year for leap in leap_days if leap and leap <= published), None)
    if (month, day) > (published.month, published.day) and reference.past:
        return published.year - 1
    if (month, day) < (published.month, published.day) and not reference.past:
        return published.year + 1
    return published.year


def _said_year(said: str, reference: Reference) -> int | None:
    if reference.published is None:
        return None
    if said.startswith("the "):
        anchor = reference.anchor
        return None if anchor is None else anchor.year + (said == "the following")
    return reference.published.year + {"last": -1, "this": 0, "next": 1}[said]


def _count(text: str) -> tuple[int, int] | None:
    if text.isdecimal():
        return int(text), int(text)
    return _VAGUE.get(text) or ((_NUMBERS[text], _NUMBERS[text]) if text in _NUMBERS else None)


def _offset(words: str, reference: Reference) -> Days | None:
    """Counts "2 days ago" from publication, "two days earlier" and "later" from the anchor."""
    match = _AGO.search(words)
    if not match:
        return None
    counted = _count(match["count"])
    ago = match["way"] in ("ago", "from now")
    origin = reference.published if ago else reference.anchor
    if counted is None or origin is None:
        return None
    sign = 1 if match["way"] in ("later", "from now", "after") else -1
    days = step(origin, counted, match["unit"], sign, bool(match["half"]))
    return replace(days, future=match["way"] == "from now")


def _near_day(words: str, reference: Reference) -> Days | None:
    if reference.published is None:
        return None
    for pattern, first, last in _NEAR_DAY:
        if pattern.search(words):
            ends = shift(reference.published, first), shift(reference.published, last)
            return Days(*ends, TimePrecision.DAY, TimeBasis.RELATIVE, future=first > 0)
    return None


def _back_reference(words: str, reference: Reference) -> Days | None:
    if reference.anchor is None:
        return None
    for pattern, days in _BACK_REFERENCE:
        if pattern.search(words):
            day = shift(reference.anchor, days)
            return Days(day, day, TimePrecision.DAY, TimeBasis.RELATIVE)
    return None


def _weekday(words: str, reference: Reference) -> Days | None:
    """The latest such day on or before publication; "last Monday" in a report of a Monday means the one a week before."""
    match = _WEEKDAY.search(words)
    if not match or reference.published is None:
        return None
    published, which = reference.published, match["which"]
    back = (published.weekday() - _WEEKDAYS[match["weekday"]]) % 7
    future = which in ("next", "following") or not reference.past
    if future:
        day = shift(published, (7 - back) % 7 or (7 if which in ("next", "following") else 0))
    else:
        day = shift(published, -(back or (7 if which in ("last", "past", "previous") else 0)))
    return Days(day, day, TimePrecision.DAY, TimeBasis.RELATIVE, future=future)


def _period(words: str, reference: Reference) -> Days | None:
    """A stretch of time: "last week" is the calendar week before; "the past week", "the last two weeks" reach up to publication."""
    match = _PERIOD.search(words)
    if not match or reference.published is None:
        return None
    which, unit = match["which"], match["unit"]
    counted = _count(match["count"]) if match["count"] else None
    if match["count"] and counted is None:
        return None
    ahead = which in ("next", "coming", "following")
    if (
        which in ("same", "preceding", "following", "previous")
        and not counted
        and unit not in ("week", "month", "year")
    ):
        return None
    if counted or which == "past" or unit not in ("week", "month", "year", "weekend"):
        return running(reference.published, counted or (1, 1), unit, ahead)
    turn = 1 if ahead else 0 if which in ("this", "current", "same") else -1
    days = calendar_unit(reference.published, unit, turn)
    return replace(narrowed(days, words), future=ahead)


def _month(words: str, reference: Reference) -> Days | None:
    match = _MONTH_ONLY.search(words)
    if not match:
        return None
    month = _MONTHS[match["month"]]
    if match["year"]:
        year = int(match["year"])
        return narrowed(month_days(year, month, TimeBasis.STATED), words) if 1 <= year <= 9999 else None
    meant = _month_year(month, match["which"], match["said"], reference)
    return narrowed(month_days(meant, month, TimeBasis.RELATIVE), words) if meant and 1 <= meant <= 9999 else None


def _month_year(month: int, which: str | None, said: str | None, reference: Reference) -> int | None:
    published = reference.published
    if published is None:
        return None
    if said:
        return _said_year(said, reference)
    if which == "next" or not reference.past:
        return published.year + (month < published.month or (which == "next" and month == published.month))
    return published.year - (month > published.month or (which in ("last", "past") and month == published.month))


def _year(words: str, _reference: Reference) -> Days | None:
    match = _YEAR_ONLY.search(words)
    if not match:
        return None
    days = year_days(int(match["year"]), TimeBasis.STATED)
    if match["decade"]:
        return replace(days, latest=date(int(match["year"]) + 9, 12, 31))
    return narrowed(days, words)
