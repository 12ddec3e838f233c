"""Chooses among the places that a name can mean, from what the report gives away; else it leaves the choice open.

Scores are sums of log10-like points turned into shares by a softmax. The points are judgement, written down here once:

=====================================  ==================================================================
population                             log10(people + 100); reviewed sites and quarters of ours count as 5
a country, a world region, an area     +2, +6, +2
a capital by its own name              +2
the place's own name, not another      +1
kind as the words say ("X department") +3, a different kind −3
enclosed by what the text names        +5
country as the report speaks of it     +4 × its share of the report's hints; −1 for no hint at all
near another place of the report       +1.5 × exp(−km / 150)
a province named like its own town     −3   (English means the town unless it says "province")
=====================================  ==================================================================
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import exp, log1p, log10

from rashomon.linkage.places import distance_km
from rashomon.resolve.gazetteer import Gazetteer, GazetteerEntry
from rashomon.resolve.gazetteer_build import quick_fold

_TOKEN = re.compile(r"[^\W_]+(?:['’.-][^\W_]+)*\.?")
_LONGEST_HINT = 4
_CONTEXT_REACH = 20_000
_DATELINE_REACH = 120
_SHARE_TO_CHOOSE = 0.6
_SHARE_WITHOUT_HINT = 0.8
_POPULATION_WITHOUT_HINT = 100_000
_KNOWN_POPULATION = 20_000
_REVIEWED_POINTS = 5.0
_NAME_WEIGHT = 0.5
_SHARE_TO_VOTE = 0.05


@dataclass(frozen=True, slots=True)
class Scored:
    """A candidate with its share (0–1) among the candidates, and whether the text names what encloses it."""

    entry: GazetteerEntry
    share: float
    enclosed: bool


def country_votes(text: str, gazetteer: Gazetteer, leave_out: Collection[str] = ()) -> dict[str, float]:
    """Votes for the countries that a text speaks of: by name, demonym, capital, province; none when nothing points anywhere.

    The first words (headline, dateline) count double. Only capitalised words count, so "turkey" is a bird.
    ``leave_out`` are folded names that vote through ``name_votes`` instead.
    """
    votes: dict[str, float] = defaultdict(float)
    for start, _, name, country, weight in country_words(text, gazetteer):
        if name not in leave_out:
            votes[country] += weight * (2.0 if start < _DATELINE_REACH else 1.0)
    return dict(votes)


def country_words(text: str, gazetteer: Gazetteer) -> Iterator[tuple[int, int, str, str, float]]:
    """Words that point to a country: ``(start, end, folded words, country, weight)``, once for each country they may mean."""
    hints = gazetteer.country_hints()
    tokens = list(_TOKEN.finditer(text, 0, _CONTEXT_REACH))
    folded = [quick_fold(token.group()) for token in tokens]
    i = 0
    while i < len(tokens):
        length = _longest(folded, i, hints) if not tokens[i].group()[0].islower() else 0
        if length:
            name = " ".join(folded[i : i + length])
            for country, weight in hints[name]:
                yield tokens[i].start(), tokens[i + length - 1].end(), name, country, weight
        i += length or 1


_SPOKEN_OF = 0.55
"""Share of the votes from which on a report speaks of one country."""


@dataclass(frozen=True, slots=True)
class Spoken:
    """The country that a report speaks of, the first words that name it, and all the countries that it names."""

    country: str
    start: int
    end: int
    named: frozenset[str]


def country_spoken_of(text: str, gazetteer: Gazetteer) -> Spoken | None:
    """The country that most of the words for countries name (see ``country_votes``); ``None`` where none stands out."""
    votes: dict[str, float] = defaultdict(float)
    first: dict[str, tuple[float, int, int]] = {}
    for start, end, _, country, weight in country_words(text, gazetteer):
        votes[country] += weight * (2.0 if start < _DATELINE_REACH else 1.0)
        if country not in first or weight > first[country][0]:
            first[country] = weight, start, end
    top = max(sorted(votes), key=lambda c: votes[c], default=None)
    if top is None or votes[top] < _SPOKEN_OF * sum(votes.values()):
        return None
    return Spoken(top, *first[top][1:], frozenset(votes))


def name_votes(candidates: Sequence[GazetteerEntry]) -> dict[str, float]:
    """Half a vote that a place name gives to the countries it can lie in, shared by how well known the places are.

    To be left out when that very name is resolved: a name is no evidence for its own reading.
    """
    votes: dict[str, float] = defaultdict(float)
    for one in score(candidates, kind=None, containers=(), shares={}, anchors=()):
        if one.entry.country and one.share >= _SHARE_TO_VOTE:
            votes[one.entry.country] += _NAME_WEIGHT * one.share
    return dict(votes)


def country_shares(votes: Iterable[Mapping[str, float]]) -> dict[str, float]:
    """Shares (summing to 1) from votes, damped by a logarithm, so that the country named most does not silence the rest."""
    total: dict[str, float] = defaultdict(float)
    for ballot in votes:
        for country, vote in ballot.items():
            total[country] += vote
    damped = {country: log1p(total[country]) for country in sorted(total)}
    everything = sum(damped.values())
    return {country: value / everything for country, value in damped.items()} if everything else {}


def _longest(folded: Sequence[str], i: int, hints: Mapping[str, object]) -> int:
    return next(
        (n for n in range(_LONGEST_HINT, 0, -1) if " ".join(folded[i : i + n]) in hints and i + n <= len(folded)), 0
    )


def score(
    candidates: Sequence[GazetteerEntry],
    *,
    kind: str | None,
    containers: Iterable[Sequence[GazetteerEntry]],
    shares: Mapping[str, float],
    anchors: Sequence[GazetteerEntry],
) -> list[Scored]:
    """Candidates with their shares, best first; ties go to the smaller id, so order never depends on the input's."""
    held = list(containers)
    enclosed = {entry.id: any(_inside(entry, outer) for outers in held for outer in outers) for entry in candidates}
    points = {
        entry.id: _points(entry, candidates, kind, shares, anchors) + (5.0 if enclosed[entry.id] else 0.0)
        for entry in candidates
    }
    top = max(points.values(), default=0.0)
    weights = {key: 10 ** min(0.0, max(-30.0, value - top)) for key, value in points.items()}
    total = sum(weights[entry.id] for entry in candidates)
    scored = [Scored(entry, weights[entry.id] / total, enclosed[entry.id]) for entry in candidates]
    return sorted(scored, key=lambda s: (-s.share, s.entry.id))


def chosen(scored: Sequence[Scored], shares: Mapping[str, float]) -> GazetteerEntry | None:
    """The best candidate when it dominates, else ``None``.

    Where the report gives no hint of its country, a town must in addition be large, and clearly ahead of others.
    """
    if not scored:
        return None
    best = scored[0]
    entry = best.entry
    one_spot = sum(one.share for one in scored if _is_one_spot(one.entry, entry))
    if best.enclosed or entry.kind in ("country", "region") or (entry.country and shares.get(entry.country)):
        return entry if one_spot >= _SHARE_TO_CHOOSE else None
    dominates = (
        one_spot >= _SHARE_WITHOUT_HINT
        and entry.population >= _POPULATION_WITHOUT_HINT
        and (entry.rank == 2 or not any(_is_known_town(one.entry) for one in scored))
    )
    return entry if dominates or (entry.kind == "area" and len(scored) == 1) else None


def _is_known_town(entry: GazetteerEntry) -> bool:
    """A town of some size that bears the very name; beside it, another's second name ("San Miguel" for San Diego) is weak."""
    return entry.kind == "city" and entry.rank == 2 and entry.population >= _KNOWN_POPULATION


def _is_one_spot(a: GazetteerEntry, b: GazetteerEntry) -> bool:
    """Whether two entries are one spot at two scales: a city and the state, province or city state around it."""
    if a.id == b.id:
        return True
    if a.country != b.country or not {a.kind, b.kind} & {"country", "admin1"}:
        return False
    return "country" in (a.kind, b.kind) or a.admin1 == b.admin1


def _points(
    entry: GazetteerEntry,
    candidates: Sequence[GazetteerEntry],
    kind: str | None,
    shares: Mapping[str, float],
    anchors: Sequence[GazetteerEntry],
) -> float:
    reviewed = entry.kind in ("site", "district", "area") and entry.id.startswith("rashomon:")
    points = _REVIEWED_POINTS if reviewed and not entry.population else log10(entry.population + 100)
    points += {"country": 2.0, "region": 6.0, "area": 2.0}.get(entry.kind, 0.0)
    points += 2.0 if entry.capital and entry.rank == 2 else 0.0
    points += 1.0 if entry.rank == 2 else 0.0
    if kind:
        points += 3.0 if _is_kind(entry, kind) else -3.0 if entry.kind in ("admin1", "country") else 0.0
    elif entry.kind == "admin1" and any(_is_town_of(other, entry) for other in candidates):
        points -= 3.0
    if shares:
        points += 4.0 * shares[entry.country] if entry.country and entry.country in shares else -1.0
    return points + 1.5 * max((_nearness(entry, anchor) for anchor in anchors), default=0.0)


def _is_kind(entry: GazetteerEntry, kind: str) -> bool:
    return entry.kind == kind or (kind in ("city", "district") and entry.kind in ("city", "district"))


def _is_town_of(town: GazetteerEntry, unit: GazetteerEntry) -> bool:
    return (
        town.kind == "city"
        and (town.country, town.admin1) == (unit.country, unit.admin1)
        and town.population >= _KNOWN_POPULATION
    )


def _inside(entry: GazetteerEntry, outer: GazetteerEntry) -> bool:
    if entry.id == outer.id or entry.country != outer.country:
        return False
    if outer.kind == "country":
        return True
    if outer.kind == "admin1":
        return entry.admin1 == outer.admin1 if entry.admin1 else outer.name in entry.within
    if outer.name in entry.within:
        return True
    gap = _gap_km(entry, outer)
    return gap is not None and outer.kind != "site" and gap * 1000 <= (outer.radius_m or 0.0) + 5_000


def _nearness(entry: GazetteerEntry, anchor: GazetteerEntry) -> float:
    gap = None if entry.id == anchor.id else _gap_km(entry, anchor)
    return 0.0 if gap is None else exp(-gap / 150)


def _gap_km(a: GazetteerEntry, b: GazetteerEntry) -> float | None:
    if a.lat is None or a.lon is None or b.lat is None or b.lon is None:
        return None
    return distance_km(a.lat, a.lon, b.lat, b.lon)
