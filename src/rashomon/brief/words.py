"""The words of the page: every code of the closed vocabularies, dates, ranges and counts in plain English.

The same words serve a state, a militia and a movement; none of them says that anybody is guilty.
"""

from __future__ import annotations

import re
from datetime import date

from rashomon.model import (
    Act,
    Basis,
    ContradictionKind,
    Facet,
    FindingBasis,
    Modality,
    Mode,
    Place,
    PlacePrecision,
    Range,
    Role,
    SourceType,
    Stage,
    Status,
    TimeBasis,
    TimePrecision,
    TimeSpan,
)

ACT: dict[Act, str] = {
    Act.CLAIM: "claims it",
    Act.ADMIT: "admits",
    Act.DENY: "denies",
    Act.ACCUSE: "accuses",
    Act.FIND: "finds",
    Act.ASSESS: "assesses",
    Act.TESTIFY: "testifies",
    Act.CONDEMN: "condemns",
    Act.RETRACT: "retracts",
    Act.THREATEN: "threatens",
    Act.REPORT: "reports",
}
ACT_NOUN: dict[Act, str] = {
    Act.CLAIM: "Claim",
    Act.ADMIT: "Admission",
    Act.DENY: "Denial",
    Act.ACCUSE: "Accusation",
    Act.FIND: "Finding",
    Act.ASSESS: "Assessment",
    Act.TESTIFY: "Testimony",
    Act.CONDEMN: "Condemnation",
    Act.RETRACT: "Retraction",
    Act.THREATEN: "Threat",
    Act.REPORT: "Report",
}
STATUS: dict[Status, str] = {
    Status.FACT: "put as fact",
    Status.CLAIMED: "claimed or admitted",
    Status.ACCUSED_BY_AUTHORITIES: "accused by authorities",
    Status.ACCUSED: "accused",
    Status.POSSIBLE: "put as possible",
    Status.ACQUITTED: "said not to have done it",
}
MODALITY: dict[Modality, str] = {
    Modality.ASSERTED: "",
    Modality.HEDGED: "hedged",
    Modality.CONDITIONAL: "conditional",
    Modality.HYPOTHETICAL: "hypothetical",
    Modality.QUESTION: "asked, not asserted",
}
MODE: dict[Mode, str] = {
    Mode.DIRECT: "quoted",
    Mode.INDIRECT: "paraphrased",
    Mode.MIXED: "partly quoted",
    Mode.OUTLET: "the outlet’s own words",
}
BASIS: dict[Basis, str] = {
    Basis.WITNESSED: "as a witness",
    Basis.DEDUCED: "by inference",
    Basis.TOLD: "was told",
    Basis.UNKNOWN: "",
}
SOURCE_TYPE: dict[SourceType, str] = {
    SourceType.CLAIMANT: "claimant",
    SourceType.ACCUSED: "accused party",
    SourceType.GOVERNMENT: "government",
    SourceType.POLICE: "police",
    SourceType.SECURITY_FORCES: "security forces",
    SourceType.COURT: "court",
    SourceType.COMMISSION: "commission",
    SourceType.WITNESS: "witness",
    SourceType.MEDICAL: "medical source",
    SourceType.MEDIA: "media",
    SourceType.STATE_MEDIA: "state media",
    SourceType.EXPERT: "expert",
    SourceType.NGO: "non-governmental organisation",
    SourceType.POLITICAL_ACTOR: "political actor",
    SourceType.INTELLIGENCE_LEAK: "intelligence leak",
    SourceType.UNKNOWN: "type unknown",
}
KIND: dict[ContradictionKind, str] = {
    ContradictionKind.INCOMPATIBLE: "Both cannot be true",
    ContradictionKind.NUMERIC: "The numbers do not meet",
    ContradictionKind.UPDATE: "A later count or version",
    ContradictionKind.GRANULARITY: "The same, told more or less exactly",
    ContradictionKind.SCOPE: "Counted differently",
    ContradictionKind.SELF_CONTRADICTION: "One source against itself",
    ContradictionKind.RETRACTION: "Taken back",
}
KIND_OF_MANY: dict[ContradictionKind, str] = {
    **KIND,
    ContradictionKind.INCOMPATIBLE: "Not all of these can be true",
    ContradictionKind.NUMERIC: "Not all of these numbers meet",
    ContradictionKind.UPDATE: "Later counts or versions",
}
DIFFERENCES: frozenset[ContradictionKind] = frozenset({ContradictionKind.UPDATE, ContradictionKind.GRANULARITY})
STAGE: dict[Stage, str] = {
    Stage.ACCOMPLISHED: "carried out",
    Stage.ATTEMPTED: "attempted",
    Stage.THREATENED: "threatened",
}
PRECISION: dict[PlacePrecision, str] = {
    PlacePrecision.EXACT: "known to the spot",
    PlacePrecision.SITE: "known to the site",
    PlacePrecision.DISTRICT: "known to the district",
    PlacePrecision.CITY: "known to the city",
    PlacePrecision.ADMIN2: "known to the county or district of a province",
    PlacePrecision.ADMIN1: "known to the province",
    PlacePrecision.COUNTRY: "known to the country only",
}
TIME_PRECISION: dict[TimePrecision, str] = {
    TimePrecision.TIME: "to the hour",
    TimePrecision.DAY: "to the day",
    TimePrecision.WEEK: "to the week",
    TimePrecision.MONTH: "to the month",
    TimePrecision.YEAR: "to the year",
}
ROLE: dict[Role, str] = {
    Role.ORDERED: "ordered it",
    Role.EXECUTED: "carried it out",
    Role.ENABLED: "enabled it",
    Role.INSPIRED: "inspired it",
    Role.CLAIMED: "claimed it",
}
FACET: dict[Facet, str] = {
    Facet.PERPETRATOR: "carried out by",
    Facet.ADOPTER: "adopted by",
    Facet.CLAIMANT: "claimed by",
    Facet.AFFILIATION: "affiliation",
    Facet.TACTIC: "tactic",
    Facet.WEAPON: "weapon",
    Facet.TARGET: "target",
    Facet.TOLL: "toll",
    Facet.PLACE: "place",
    Facet.TIME: "time",
    Facet.ATTACKER: "attacker",
    Facet.MOTIVE: "motive",
    Facet.CAPABILITY: "capability",
    Facet.ACCESS: "access",
    Facet.COINCIDENCE: "coincidence in time",
    Facet.TRACK_RECORD: "track record",
    Facet.CLAIMING_PATTERN: "claiming pattern",
    Facet.TARGET_SELECTION: "choice of target",
}
FINDING: dict[FindingBasis, str] = {
    FindingBasis.ASSERTED: "as asserted",
    FindingBasis.COUNTED: "counted",
    FindingBasis.MEASURED: "measured",
    FindingBasis.ELICITED: "elicited",
}
HOW: dict[str, str] = {"copy": "copies", "rewrite": "rewrites", "cites": "cites"}

_MONTHS = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
]
_TOLL = re.compile(r"^(\w+):(\d*)-(\d*)$")


def plain(code: str) -> str:
    """A code of a vocabulary without its underscores."""
    return code.replace("_", " ")


def number(value: float) -> str:
    """A count or measure without needless digits, thousands parted by a thin space."""
    rounded = f"{value:,.2f}".rstrip("0").rstrip(".")
    return rounded.replace(",", "\u202f")


def count(n: int, one: str, many: str | None = None) -> str:
    """``1 report``, ``2 reports``."""
    return f"{number(n)} {one if n == 1 else many or one + 's'}"


def span_of(quantity: Range | None) -> str:
    """A range of counts in words; an open end stays open, an unknown one is said to be unknown."""
    if quantity is None or (quantity.low is None and quantity.best is None and quantity.high is None):
        return "number not given"
    low, best, high = quantity.low, quantity.best, quantity.high
    if low is not None and high is not None:
        spread = number(low) if low == high else f"{number(low)}–{number(high)}"
        return spread if best is None or low == high else f"{spread}, best {number(best)}"
    if low is not None:
        return f"at least {number(low)}"
    if high is not None:
        return f"up to {number(high)}"
    assert best is not None
    return f"about {number(best)}"


def percent(p: float) -> str:
    """A probability in per cent; what is not certain never reads 0 % or 100 %."""
    if 0 < p < 0.005:
        return "under\u00a01\u202f%"
    if 0.995 < p < 1:
        return "over\u00a099\u202f%"
    return f"{p * 100:.0f}\u202f%"


def day(iso: str | None) -> str:
    """``2021-07-19T20:00+03:00`` as ``19 July 2021, 20:00 +03:00``; anything else unchanged; ``None`` as ``undated``."""
    if not iso:
        return "undated"
    try:
        when = date.fromisoformat(iso[:10])
    except ValueError:
        return iso
    spelled = f"{when.day} {_MONTHS[when.month - 1]} {when.year}"
    clock = re.match(r"[T ](\d\d:\d\d)(?::\d\d(?:\.\d+)?)?(.*)$", iso[10:])
    return f"{spelled}, {clock[1]} {clock[2]}".strip() if clock else spelled


def days(when: TimeSpan) -> str:
    """The days that a time can mean."""
    if when.earliest is None and when.latest is None:
        return f"“{when.text}”, day unknown" if when.text else "unknown"
    if when.earliest == when.latest or when.latest is None:
        return day(when.earliest)
    return f"{day(when.earliest) if when.earliest else 'open'} – {day(when.latest)}"


def days_basis(when: TimeSpan) -> str:
    """How exactly a day is known, and where it comes from."""
    basis = {
        TimeBasis.STATED: "as stated",
        TimeBasis.RELATIVE: f"worked out from “{when.text}” and the date of publication",
        TimeBasis.INFERRED: "not stated: inferred from the date of publication",
        TimeBasis.UNKNOWN: "where the date comes from is unknown",
    }[when.basis]
    return f"known {TIME_PRECISION[when.precision]}; {basis}" if when.precision else basis


def place_line(place: Place) -> str:
    """The name of a place within those that contain it."""
    names = [place.name or place.text, *(name for name in place.within if name != (place.name or place.text))]
    return ", ".join(name for name in names if name)


def place_basis(place: Place) -> str:
    """How exactly a place is known."""
    if place.precision is None:
        return "not found in the gazetteer"
    radius = ""
    if place.radius_m:
        radius = (
            f", within {number(round(place.radius_m / 1000, 1))} km"
            if place.radius_m >= 1000
            else (f", within {number(round(place.radius_m))} m")
        )
    return PRECISION[place.precision] + radius


def value_words(facet: Facet, value: str, text: str = "") -> str:
    """The normalised value of an assertion as a reader would say it (``killed:30-`` as ``at least 30 killed``)."""
    if facet is Facet.TOLL:
        found = _TOLL.match(value)
        if not found:
            return plain(value)
        low, high = (float(end) if end else None for end in found.group(2, 3))
        return f"{span_of(Range(low, None, high))} {plain(found[1])}"
    if facet in (Facet.TACTIC, Facet.WEAPON, Facet.TARGET, Facet.MOTIVE, Facet.CAPABILITY, Facet.ACCESS):
        return plain(value)
    if facet in (Facet.COINCIDENCE, Facet.TRACK_RECORD, Facet.CLAIMING_PATTERN, Facet.TARGET_SELECTION):
        return plain(value)
    return value or text
