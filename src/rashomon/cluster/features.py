"""What speaks for and against two drafts telling of one attack.

Weights are base-10 logarithms of likelihood ratios, set by hand (``docs/methods/clustering.md`` gives the reasons). The rule
behind them is the Global Terrorism Database's: one incident is one place and one time; the rest decides between attacks that
share both. Each feature returns ``None`` where one side says nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import product

from rashomon.cluster.profile import Profile, span_days
from rashomon.linkage.kinds import line, safe_tactic_relation, target_relation, weapon_relation
from rashomon.linkage.names import SPOTS, distinctive, names_match
from rashomon.linkage.places import place_relation
from rashomon.linkage.ranges import ends, log2_ratio, meet, typical
from rashomon.linkage.times import time_relation
from rashomon.linkage.weights import Contribution, Match, Scorer, Weight
from rashomon.model import TACTIC_PARENT, IncidentType, Place, PlacePrecision, Range, Stage, TimeBasis, fold

JOIN = 1.3
"""Least total to join: a city and a day (1.7) suffice when nothing speaks against it, a day and a country do not."""

KEEP = -0.4
"""Least total with every representative of a group that one may join."""

FRESH_DAYS = 3
"""Days after an attack within which an undated report of it is taken for news."""

_TIES = -1.25
"""A place or time that weighs more ties two tellings, if only loosely: neighbouring spots, the next day."""

_FINE = frozenset({PlacePrecision.EXACT, PlacePrecision.SITE, PlacePrecision.DISTRICT})
_PERSONAL = frozenset({IncidentType.ASSASSINATION, IncidentType.KIDNAPPING})
_GENERAL = frozenset({IncidentType.ATTACK, IncidentType.OTHER})
_BLAST = frozenset({"bombing", "shelling", "air_strike"})
_BEST_PLACE = ("same", "contains", "near", "unknown", "apart")


def place(one: Profile, other: Profile) -> Weight | None:
    """Same site or district 1.2–1.6, same city 0.7, a market in its city 0.6, two neighbouring spots -0.9, apart -2.5."""
    if not one.places or not other.places:
        return None
    if _shared_site(one.places, other.places):
        return Weight(1.6, "the same named site")
    if _shared_name(one.places, other.places):
        return Weight(0.7, "the same name of an unresolved place")
    pairs = [(place_relation(a, b), a, b) for a, b in product(one.places[:4], other.places[:4])]
    relation, a, b = min(pairs, key=lambda pair: (_BEST_PLACE.index(pair[0]), _breadth(pair[1], pair[2])))
    if relation == "same":
        return _same_place(a, b)
    if relation == "contains":
        wide = {0: 0.9, 1: 0.6, 2: 0.25}.get(max(_level(a), _level(b)))
        return None if wide is None else Weight(wide, "one place lies in the other")
    if relation == "near":
        return Weight({0: -0.9, 1: -0.5}.get(max(_level(a), _level(b)), 0.1), "places near each other")
    if relation == "apart":
        return Weight(-2.5, "places apart")
    return None


def _same_place(a: Place, b: Place) -> Weight | None:
    """A country in common is no place in common."""
    weight = {0: 1.2, 1: 0.7, 2: 0.25}.get(max(_level(a), _level(b)))
    return None if weight is None else Weight(weight, "the same place")


def _level(a: Place) -> int:
    """0 district or finer, 1 city (also an unresolved name), 2 district or province, 3 country."""
    if a.precision in _FINE:
        return 0
    if a.precision is None or a.precision is PlacePrecision.CITY:
        return 1
    return 3 if a.precision is PlacePrecision.COUNTRY else 2


def _breadth(a: Place, b: Place) -> int:
    return _level(a) + _level(b)


def _shared_site(one: Sequence[Place], other: Sequence[Place]) -> bool:
    return any(names_match(a, b, "site") for a, b in product(_site_names(one), _site_names(other)))


def _site_names(places: Sequence[Place]) -> list[str]:
    """Names of spots as written: a city's or district's own name is the business of the gazetteer."""
    return [p.text for p in places if is_spot(p) and distinctive(p.text, "site")]


def is_spot(place: Place) -> bool:
    """Whether a place is a spot: by its precision or, unresolved, by its words ("… market", "… airport")."""
    if place.precision is not None:
        return place.precision in (PlacePrecision.EXACT, PlacePrecision.SITE)
    return bool(SPOTS & set(fold(place.text).split()))


def _shared_name(one: Sequence[Place], other: Sequence[Place]) -> bool:
    bare = [[p.text for p in places if p.precision is None and p.lat is None] for places in (one, other)]
    return any(names_match(a, b, "site") for a, b in product(*bare))


def time(one: Profile, other: Profile) -> Weight | None:
    """Same day 1.0, overlap less the wider it is; a day apart 0.5 if a date is relative or inferred, else -1.2; more -4.0.

    Without a date -0.2 to -1.2 by the days of publication.
    """
    first, second = span_days(one.when), span_days(other.when)
    if first is None or second is None or one.when is None or other.when is None:
        return _undated(one, other)
    bases = {one.when.basis, other.when.basis}
    relation = time_relation(one.when, other.when)
    if relation in ("same", "overlap"):
        days = max((last - start).days for start, last in (first, second))
        weight = next((w for limit, w in ((1, 1.0), (3, 0.8), (7, 0.6), (31, 0.3)) if days <= limit), 0.1)
        return Weight(weight, "the same day" if days == 0 else f"times overlap within {days + 1} days")
    gap = max((second[0] - first[1]).days, (first[0] - second[1]).days)
    if gap <= 1 and bases & {TimeBasis.RELATIVE, TimeBasis.INFERRED, TimeBasis.UNKNOWN}:
        return Weight(0.5, "a day apart, one date not stated outright")
    if TimeBasis.INFERRED in bases and gap > 3:
        return Weight(-1.5, f"{gap} days apart, one date only inferred from publication")
    return Weight(-1.2 if gap <= 1 else -1.5 if gap <= 3 else -4.0, f"{gap} days apart")


def _undated(one: Profile, other: Profile) -> Weight:
    """What publication says where a date is missing: an attack is told after it happened, and mostly soon."""
    first, second = span_days(one.when), span_days(other.when)
    if first is None and second is None:
        gap = None if one.published is None or other.published is None else abs((one.published - other.published).days)
    else:
        published, dated = (one.published, second) if first is None else (other.published, first)
        if published is None or dated is None:
            gap = None
        elif published < dated[0]:
            return Weight(-4.0, "published before the other took place")
        else:
            gap = max(0, (published - dated[1]).days)
    if gap is not None and gap <= FRESH_DAYS:
        return Weight(-0.2, f"a date is missing, published within {FRESH_DAYS} days")
    if gap is not None and gap <= 30:
        return Weight(-0.9, "a date is missing, published within a month")
    return Weight(-1.2, "a date is missing")


def kind(one: Profile, other: Profile) -> Weight | None:
    """Same type 0.3; a general type fits all; an assassination is a bombing only where the tactics say so; else -1.5."""
    types = {one.type, other.type}
    if len(types) == 1:
        return Weight(0.1 if one.type in _GENERAL else 0.3, f"both {one.type.value}")
    if types & _GENERAL:
        return Weight(0.0, "one type is general")
    if IncidentType.ASSASSINATION in types and IncidentType.BOMBING in types:
        killing = one if one.type is IncidentType.ASSASSINATION else other
        if any(line(tactic, TACTIC_PARENT)[-1] in _BLAST for tactic in killing.tactics):
            return Weight(0.0, "an assassination by a bomb")
    return Weight(-1.5, f"{one.type.value} against {other.type.value}")


def stage(one: Profile, other: Profile) -> Weight | None:
    """A threat is not the deed (-1.0); an attempt and a deed are often one told twice (-0.3)."""
    if one.stage is other.stage:
        return None
    return Weight(-1.0 if Stage.THREATENED in (one.stage, other.stage) else -0.3, "stages differ")


def tactic(one: Profile, other: Profile) -> Weight | None:
    """Same 0.3; two ways of one kind (suicide or planted) -0.1, since sources dispute it; ways of different kinds -1.2."""
    if not one.tactics or not other.tactics:
        return None
    relations = {safe_tactic_relation(a, b) for a, b in product(one.tactics, other.tactics)}
    for relation, weight in (("same", 0.3), ("granularity", 0.2), ("compatible", 0.1)):
        if relation in relations:
            return Weight(weight, f"tactics {relation}")
    roots = [{line(value, TACTIC_PARENT)[-1] for value in p.tactics} for p in (one, other)]
    return Weight(-0.1 if roots[0] & roots[1] else -1.2, "tactics differ")


def target(one: Profile, other: Profile) -> Weight | None:
    """Same target 0.5, one contains the other 0.3, others -0.3, excluding each other -1.0."""
    if not one.targets or not other.targets:
        return None
    relations = {target_relation(a, b) for a, b in product(one.targets, other.targets)}
    for relation, weight in (("same", 0.5), ("granularity", 0.3), ("compatible", -0.3)):
        if relation in relations:
            return Weight(weight, f"targets {relation}")
    return Weight(-1.0, "targets exclude each other")


def victims(one: Profile, other: Profile) -> Weight | None:
    """A named victim in both 2.5, by itself enough; a bare last name 1.0 unless both are attacks on a person.

    Two assassinations of differently named people -2.0.
    """
    if not one.victims or not other.victims:
        return None
    shared = [
        min(a, b, key=lambda name: len(distinctive(name)))
        for a, b in product(one.victims[:20], other.victims[:20])
        if names_match(a, b)
    ]
    if shared:
        full = max(len(distinctive(name)) for name in shared) >= 2 or {one.type, other.type} <= _PERSONAL
        return Weight(2.5 if full else 1.0, f"both name {min(shared)}", strong=full)
    killings = [p.type is IncidentType.ASSASSINATION for p in (one, other)]
    return Weight(-2.0 if all(killings) else -1.0 if any(killings) else -0.2, "no named victim in common")


def attackers(one: Profile, other: Profile) -> Weight | None:
    """The same named attacker 1.0: suicide attackers do it once, others do not. Different names say nothing."""
    shared = [a for a, b in product(one.attackers[:10], other.attackers[:10]) if names_match(a, b)]
    return Weight(1.0, f"both name the attacker {min(shared)}") if shared else None


def toll(one: Profile, other: Profile) -> Weight | None:
    """The same exact count of five or more 0.7, ranges that meet 0.2, more than fourfold -1.0. Counts grow: doubled is nothing."""
    if one.killed and other.killed:
        return _counts(one.killed, other.killed, 1.0, "killed")
    if one.injured and other.injured:
        return _counts(one.injured, other.injured, 0.5, "injured")
    return None


def _counts(one: Sequence[Range], other: Sequence[Range], scale: float, what: str) -> Weight | None:
    pairs = list(product(one[:6], other[:6]))
    if any(a == b and ends(a)[0] == ends(a)[1] >= 5 for a, b in pairs):
        return Weight(0.7 * scale, f"the same number {what}")
    if any(meet(a, b) for a, b in pairs):
        return Weight(0.2 * scale, f"numbers {what} agree")
    ratios = [(ratio, a, b) for a, b in pairs if (ratio := log2_ratio(a, b)) is not None]
    if not ratios:
        return None
    doublings, a, b = min(ratios, key=lambda item: item[0])
    apart = abs((typical(a) or 0.0) - (typical(b) or 0.0))
    weight = 0.0 if doublings <= 1 else -0.2 if apart < 3 else -0.4 if doublings <= 2 else -1.0
    return Weight(weight * scale, f"numbers {what} differ by {apart:g}")


def weapon(one: Profile, other: Profile) -> Weight | None:
    """Same weapon 0.2, excluding each other -0.1: sources dispute weapons of one attack all the time."""
    if not one.weapons or not other.weapons:
        return None
    relations = {weapon_relation(a, b) for a, b in product(one.weapons, other.weapons)}
    if relations & {"same", "granularity"}:
        return Weight(0.2, "the same weapon")
    return Weight(-0.1, "other weapons") if relations == {"incompatible"} else None


def claim(one: Profile, other: Profile) -> Weight | None:
    """Same claimant 0.2; with the same target and an agreeing toll 1.2, by itself enough."""
    if not set(one.claimants) & set(other.claimants):
        return None
    same_target = bool(set(one.targets) & set(other.targets))
    same_toll = any(meet(a, b) and max(ends(a)[0], ends(b)[0]) >= 3 for a, b in product(one.killed, other.killed))
    if same_target and same_toll:
        return Weight(1.2, "the same claimant, target and toll", strong=True)
    return Weight(0.2, "the same claimant")


def words(one: Profile, other: Profile) -> Weight | None:
    """Told in the same words: four fifths of the shorter passage's word triples in the other 1.5, half of them 0.8."""
    first, second = _triples(one.words), _triples(other.words)
    short = min(len(first), len(second))
    if short < 6:
        return None
    share = len(first & second) / short
    if share >= 0.8:
        return Weight(1.5, "told in the same words", strong=True)
    return Weight(0.8, "told in much the same words") if share >= 0.5 else None


def _triples(found: Sequence[str]) -> frozenset[tuple[str, ...]]:
    return frozenset(tuple(found[i : i + 3]) for i in range(len(found) - 2))


FEATURES: tuple[Callable[[Profile, Profile], Weight | None], ...] = (
    place,
    time,
    kind,
    stage,
    tactic,
    target,
    victims,
    attackers,
    toll,
    weapon,
    claim,
    words,
)
_SCORER = Scorer[Profile](FEATURES)


def score(one: Profile, other: Profile) -> Match:
    """Sum of all features. Without a tie of both place and time, and without strong evidence, it stays short of ``JOIN``."""
    match = _SCORER.score(one, other)
    said = {part.feature: part.weight.log10_lr for part in match.contributions}
    tied = min(said.get("place", -9.0), said.get("time", -9.0)) > _TIES
    if tied or match.strong or match.total < JOIN:
        return match
    loose = Contribution("tie", Weight(round(JOIN - 0.1 - match.total, 6), "nothing ties both place and time"))
    return Match(JOIN - 0.1, (*match.contributions, loose))
