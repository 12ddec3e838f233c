"""The dateline of a wire story: where and when it was filed, and by whom.

Recognised are, at the beginning of one of the first lines, a place, a date with or without a year, an agency in
parentheses and a dash: ``LIMA, 4 FEB 90 (EFE) -- [TEXT]``, ``BAGHDAD, July 19 (Reuters) -``, ``Paris, 3 May 2019 —``.
A dateline without a date counts only with an agency known by name: ``KABUL (AP) —``.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from rashomon.ingest.dates import MONTH, full_year, iso_day, month_number

_DATELINE = re.compile(
    rf"""
    [ \t]*
    (?P<place>[^\W\d_][^\n()\d\[\]"“”:;!?]{{1,70}}?)
    (?:\s?\((?P<aside>[^()]{{2,60}})\))?
    (?:,?\s{{1,8}}(?:(?P<day>\d{{1,2}})\.?\s{{1,8}}(?P<month>{MONTH})\.?,?(?:\s{{1,8}}'?(?P<year>\d{{4}}|\d{{2}}))?
                   |(?P<us_month>{MONTH})\.?\s{{1,8}}(?P<us_day>\d{{1,2}})(?:st|nd|rd|th)?(?:,?\s{{1,8}}(?P<us_year>\d{{4}}|\d{{2}}))?
                   |(?P<undated>no\ date))\b)?
    (?:\s{{0,8}}\((?P<agency>[^()]{{2,80}})\))?
    \s{{0,8}}(?:--+|[-–—])(?=\s|\[|$)
    """,
    re.VERBOSE | re.IGNORECASE,
)
_ONE_WORD_AGENCIES = """
    aa acan-efe afp aina anadolu ani ansa antara ap apa belta bernama dpa efe ians ina interfax irna isna itar-tass jiji kuna
    kyodo lusa mehr mena mna nina nna notimex petra pti reuters rfe/rl sana spa tanjug tasnim tass ukrinform unb uni upi wafa
    wam xinhua yonhap
"""
_AGENCIES = frozenset(_ONE_WORD_AGENCIES.split()) | frozenset(
    {"agence france-presse", "associated press", "prensa latina", "ria novosti", "shafaq news"}
)
_JOINING_WORDS = (
    "al and d'ivoire da das de del des di do dos du e el en et la las le les los of on sur the und van von y"
)
_JOINING = frozenset(_JOINING_WORDS.split())
_SERVICES = frozenset({"domestic service", "international service", "home service", "external service"})
_NO_NAMES = frozenset({"na", "n/a", "no source"})
_MAX_WORDS = 7
_FIRST_LINES = 8
_WITHIN_CHARS = 1_500
_REACH_CHARS = 320


@dataclass(frozen=True, slots=True)
class Dateline:
    """``text[start:end]`` is the dateline up to its dash. ``published`` is ``YYYY-MM-DD``, ``None`` without a full date.

    ``impossible`` marks a full date that the calendar doesn't have. ``agency`` as written.
    """

    start: int
    end: int
    place: str
    published: str | None
    agency: str | None
    impossible: bool = False


def find_dateline(text: str) -> Dateline | None:
    """The first dateline that opens one of the first eight lines with words; linear in their length."""
    position = 0
    for _ in range(_FIRST_LINES):
        opening = re.compile(r"\S").search(text, position)
        if opening is None or opening.start() > _WITHIN_CHARS:
            return None
        match = _DATELINE.match(text[opening.start() : opening.start() + _REACH_CHARS])
        if match and (found := _read(match, opening.start())):
            return found
        end = text.find("\n", opening.start())
        if end < 0:
            return None
        position = end + 1
    return None


def _read(match: re.Match[str], offset: int) -> Dateline | None:
    place = match["place"].strip(" ,\t")
    dated = bool(match["day"] or match["us_day"] or match["undated"])
    agency = _one_line(match["agency"]) or (_one_line(match["aside"]) if _known(match["aside"]) else None)
    if not _names_a_place(place) or not (dated or _known(agency)):
        return None
    published, impossible = _date(match)
    return Dateline(offset, offset + match.end(), place, published, _publisher(agency, place), impossible)


def _date(match: re.Match[str]) -> tuple[str | None, bool]:
    year = match["year"] or match["us_year"]
    if year is None:
        return None, False
    day = iso_day(
        full_year(year), month_number(match["month"] or match["us_month"]), int(match["day"] or match["us_day"])
    )
    return day, day is None


def _names_a_place(words: str) -> bool:
    """Every word begins with a capital (or has none in its script), but for a few joining words: no sentence does."""
    tokens = re.split(r"[\s,/]+", words)
    if not tokens or len(tokens) > _MAX_WORDS or not tokens[0][:1].isalpha() or tokens[0][:1].islower():
        return False
    return all(token.lower() in _JOINING or not token[:1].islower() for token in tokens if token)


def _known(agency: str | None) -> bool:
    return agency is not None and " ".join(agency.split()).casefold() in _AGENCIES


def _one_line(words: str | None) -> str | None:
    return re.sub(r"\s*-\s*", "-", " ".join(words.split())) or None if words else None


def _publisher(agency: str | None, place: str) -> str | None:
    """The agency's name. Monitoring services write "Domestic Service" for every state's radio: the place tells which."""
    if agency is None or agency.casefold() in _NO_NAMES:
        return None
    return f"{place} {agency}" if agency.casefold() in _SERVICES else agency
