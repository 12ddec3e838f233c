"""Reads the words of a place mention: its kind, what encloses it, how far off it lies."""

from __future__ import annotations

import re
from dataclasses import dataclass

_KIND_WORDS = {
    "admin1": "province|department|governorate|state|oblast|region|prefecture",
    "admin2": "county|parish|canton",
    "district": "district|neighbou?rhood|quarter|sector|suburb|area|zone|colonia|borough",
    "city": "city|town|village|municipality|hamlet|port|township|settlement|locality",
    "country": "country|nation|republic",
}
_ANY_KIND = "|".join(_KIND_WORDS.values())
_DIRECTION = (
    r"(?:north|south|east|west)(?:[ -]?(?:east|west)|[ -]?central)?(?:ern)?|central|downtown|upper|lower|greater"
)
_DETERMINER = re.compile(r"(?:the|a|an|this|that|its|their|his|her)\s+", re.I)
_HEAD = re.compile(
    rf"(?:(?:{_DIRECTION}|capital|port|southernmost|northernmost|remote|rural|nearby|populous|restive)\s+){{0,2}}"
    rf"(?P<kind>{_ANY_KIND}|capital|outskirts|suburbs|streets|centre|center|vicinity|environs)s?\s+of\s+(?:the\s+)?",
    re.I,
)
_TAIL = re.compile(rf"\s+(?:(?:{_DIRECTION})\s+)?(?P<kind>{_ANY_KIND})s?\Z", re.I)
_PREFIX = re.compile(
    rf"(?:{_DIRECTION})\s+(?:part\s+of\s+|and\s+)?(?:the\s+)?|(?:near|around|outside|in|at|from|of)\s+", re.I
)
_SPLIT = re.compile(r"\s*[,;()\[\]]\s*(?:(?:in|of|near)\s+)?|\s+(?:in|inside|within)\s+|\s+-{1,2}\s+", re.I)
_OFFSET = re.compile(
    r"(?:about|around|some|roughly|nearly|approximately|just)?\s*"
    r"(?P<n>[0-9]{1,3}(?:\.[0-9])?)[\s-]{0,2}(?P<unit>km|kms|kilomet(?:er|re)s?|miles?|mi)\b"
    r"(?:\s*\([^)]{0,30}\))?\s*(?:to\s+the\s+)?(?P<way>(?:north|south)?[ -]?(?:east|west)?)?(?:ern)?\s*"
    r"(?:of|from|outside)\s+(?:the\s+)?",
    re.I,
)
_FOLLOWING = re.compile(r"\s{0,2}(?:,\s{0,2}(?:in|of|near)?|\(|\b(?:in|of)\b)\s{0,2}(?:the\b\s{0,2})?", re.I)
_FOLLOWING_REACH = 80
_SITE = re.compile(
    r"\b(?:market|marketplace|bazaar|souk|souq|mosque|church|cathedral|temple|synagogue|shrine|monastery|hospital|clinic"
    r"|airport|airfield|square|plaza|street|road|highway|avenue|boulevard|bridge|base|barracks|garrison|camp|prison|jail"
    r"|embassy|consulate|hotel|school|university|college|station|checkpoint|stadium|building|house|home|ministry"
    r"|headquarters|palace|park|cafe|café|restaurant|mall|shop|bank|plant|refinery|pipeline|tower|farm|cemetery|monument"
    r"|office|court|courthouse|compound|residence|mine|dam|intersection|roundabout|crossing|museum|theat(?:er|re)|club|bar"
    r"|nightclub|gas\s+station|warehouse|factory|parliament|terminal|hall)s?\b",
    re.I,
)
_BEARINGS = {"north": 0.0, "northeast": 45.0, "east": 90.0, "southeast": 135.0, "south": 180.0, "southwest": 225.0,
             "west": 270.0, "northwest": 315.0}  # fmt: skip
_KM_PER_MILE = 1.609344


@dataclass(frozen=True, slots=True)
class PlaceWords:
    """A mention taken apart.

    ``names`` are forms to look up, the fullest first; ``kind`` what the words call it (admin1, admin2, district, city, country);
    ``containers`` the names of what encloses it, from small to large; ``offset_km`` and ``bearing`` (degrees, ``None``
    when unsaid) tell that the spot lies that far from the named place; ``site`` that it is a building or the like;
    ``capital`` that the words speak of somebody's capital without naming it.
    """

    names: tuple[str, ...]
    kind: str | None = None
    containers: tuple[str, ...] = ()
    offset_km: float | None = None
    bearing: float | None = None
    site: bool = False
    capital: bool = False


def read_place(text: str) -> PlaceWords:
    """Takes the words of a mention apart; never fails, whatever the text."""
    words = " ".join(text.split()).strip(" .,;:'\"“”")
    offset_km = bearing = None
    if away := _OFFSET.match(words):
        factor = 1.0 if away["unit"].lower().startswith("k") else _KM_PER_MILE
        offset_km = float(away["n"]) * factor
        bearing = _BEARINGS.get(re.sub(r"[ -]", "", (away["way"] or "").lower()))
        words = words[away.end() :]
    core, *rest = [part for part in _SPLIT.split(words) if part.strip()] or [""]
    containers = tuple(name for part in rest for name in _forms(part)[0][-1:])
    names, kind = _forms(core)
    if rest:
        names = (words, *names)
    return PlaceWords(
        names=tuple(dict.fromkeys(name for name in names if name)),
        kind=kind,
        containers=containers,
        offset_km=offset_km,
        bearing=bearing,
        site=bool(_SITE.search(core)),
        capital=bool(re.search(r"\bcapital\Z", core, re.I)),
    )


def following_words(text: str, end: int) -> list[str]:
    """The words after a mention that may name what encloses it ("…, in the northern X department"), else nothing."""
    found = _FOLLOWING.match(text, end)
    if not found:
        return []
    stretch = text[found.end() : found.end() + _FOLLOWING_REACH]
    return re.split(r"[.;:!?\n]", stretch, maxsplit=1)[0].replace(",", " , ").replace(")", " ) ").split()


def _forms(part: str) -> tuple[tuple[str, ...], str | None]:
    """Forms of one name from the fullest to the barest, and the kind that its words give it."""
    forms = [part]
    kind = None
    bare = _DETERMINER.sub("", part, count=1) if _DETERMINER.match(part) else part
    forms.append(bare)
    for _ in range(3):
        if head := _HEAD.match(bare):
            kind, bare = kind or _kind_of(head["kind"]), bare[head.end() :]
        elif tail := _TAIL.search(bare):
            kind, bare = kind or _kind_of(tail["kind"]), bare[: tail.start()]
        elif (prefix := _PREFIX.match(bare)) and prefix.end() < len(bare):
            bare = bare[prefix.end() :]
        else:
            break
        forms.append(bare)
    return tuple(forms), kind


def _kind_of(word: str) -> str | None:
    return next((kind for kind, words in _KIND_WORDS.items() if re.fullmatch(words, word, re.I)), None)
