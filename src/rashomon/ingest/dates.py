"""Dates as metadata write them, to ISO 8601. What can mean two days, or no full day, is no date."""

from __future__ import annotations

import calendar
import re
from datetime import date, datetime
from email.utils import parsedate_to_datetime

from rashomon.errors import UsageError

_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "jan january",
            "feb february",
            "mar march",
            "apr april",
            "may",
            "jun june",
            "jul july",
            "aug august",
            "sep sept september",
            "oct october",
            "nov november",
            "dec december",
        ),
        start=1,
    )
    for name in names.split()
}
MONTH = f"(?:{'|'.join(sorted(_MONTHS, key=len, reverse=True))})"
"""Pattern of an English month, in full or abbreviated; compile with ``re.IGNORECASE``."""

_DAY_FIRST = re.compile(
    rf"(?:[a-z]{{3,9}},?\s+)?(\d{{1,2}})(?:st|nd|rd|th)?[\s-]+({MONTH})\.?,?[\s-]+(\d{{4}})\b", re.I
)
_MONTH_FIRST = re.compile(rf"(?:[a-z]{{3,9}},?\s+)?({MONTH})\.?\s+(\d{{1,2}})(?:st|nd|rd|th)?,?\s+(\d{{4}})\b", re.I)
_NUMERIC = re.compile(r"(\d{1,2})([./-])(\d{1,2})\2(\d{4})")
_PART = re.compile(r"(\d{4})(?:-(\d{2}))?")
_LONGEST = 80


def month_number(name: str) -> int:
    """1–12 of an English month name or its abbreviation."""
    return _MONTHS[name.lower().rstrip(".")]


def full_year(digits: str) -> int:
    """A year of two digits: 50–99 are 1950–1999, 00–49 are 2000–2049. Four digits stand for themselves."""
    number = int(digits)
    if len(digits) > 2:
        return number
    return 1900 + number if number >= 50 else 2000 + number


def iso_day(year: int, month: int, day: int) -> str | None:
    """``YYYY-MM-DD``, or ``None`` when the calendar has no such day."""
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        return None


def stated_date(written: str) -> str | None:
    """ISO 8601 day, or time with zone, of a date as metadata write it; ``None`` when it is none or ambiguous.

    A time without zone is reduced to its day. "07/08/2021" can mean two days and is refused; "19/07/2021" can't.
    """
    text = written.strip()
    if not text or len(text) > _LONGEST:
        return None
    return _iso(text) or _mail(text) or _english(text) or _numeric(text) or _other_language(text)


def given_date(written: str | None) -> str | None:
    """The day, or time with zone, that a user gives for undated reports. Raises ``UsageError`` when it is neither."""
    if written is None:
        return None
    parsed = _iso(written.strip())
    if parsed is None:
        raise UsageError(f"not a date: {written!r}; expected YYYY-MM-DD or an ISO 8601 time with zone")
    return parsed


def day_range(written: str) -> tuple[str, str] | None:
    """First and last day of an ISO 8601 day, time, month (``2016-05``) or year (``2016``); ``None`` for anything else."""
    text = written.strip()
    part = _PART.fullmatch(text)
    if part is None:
        day = _iso(text)
        return (day[:10], day[:10]) if day else None
    year, month = int(part[1]), int(part[2]) if part[2] else None
    if year < 1 or (month is not None and not 1 <= month <= 12):
        return None
    first, last = month or 1, month or 12
    return date(year, first, 1).isoformat(), date(year, last, calendar.monthrange(year, last)[1]).isoformat()


def _iso(text: str) -> str | None:
    if not re.match(r"\d{4}-\d{2}-\d{2}|\d{8}(?!\d)", text):
        return None
    try:
        if len(text) <= 10:
            return date.fromisoformat(text).isoformat()
        return _moment(datetime.fromisoformat(text.replace(" UTC", "+00:00")))
    except ValueError:
        return None


def _moment(when: datetime) -> str:
    if when.tzinfo is None:
        return when.date().isoformat()
    return when.isoformat(timespec="seconds")


def _mail(text: str) -> str | None:
    """RFC 5322, as feeds and some pages write it: ``Mon, 19 Jul 2021 18:30:00 +0300``."""
    if not re.search(r"\d{4}\s+\d{1,2}:\d{2}", text):
        return None
    try:
        return _moment(parsedate_to_datetime(text))
    except (ValueError, TypeError, IndexError, OverflowError):
        return None


def _english(text: str) -> str | None:
    if match := _DAY_FIRST.match(text):
        return iso_day(int(match[3]), month_number(match[2]), int(match[1]))
    if match := _MONTH_FIRST.match(text):
        return iso_day(int(match[3]), month_number(match[1]), int(match[2]))
    return None


def _numeric(text: str) -> str | None:
    match = _NUMERIC.fullmatch(text)
    if match is None:
        return None
    one, other, year = int(match[1]), int(match[3]), int(match[4])
    readings = {iso_day(year, other, one), iso_day(year, one, other)} - {None}
    return readings.pop() if len(readings) == 1 else None


def _other_language(text: str) -> str | None:
    """A full date with the month in words ("19 juillet 2021"), by dateparser; relative dates are not taken."""
    if not re.search(r"[^\W\d_]{3}", text) or not re.search(r"\d{4}", text) or re.search(r"\d\s*[./-]\s*\d", text):
        return None
    import dateparser

    settings = {
        "REQUIRE_PARTS": ["day", "month", "year"],
        "PARSERS": ["absolute-time"],
        "STRICT_PARSING": True,
        "TIMEZONE": "UTC",
    }
    try:
        when = dateparser.parse(text, settings=settings)
    except Exception:  # its many parsers raise many things on odd input; whatever they can't read is no date
        return None
    return when.date().isoformat() if when else None
