"""What of a draft can be compared: its own fields and what the statements about it assert, folded and sorted."""

from __future__ import annotations

import re
from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from rashomon.linkage.names import distinctive, is_name
from rashomon.linkage.places import place_relation
from rashomon.model import (
    DraftIncident,
    Effect,
    Facet,
    IncidentType,
    Modality,
    Participant,
    ParticipantKind,
    Place,
    PlacePrecision,
    Polarity,
    Range,
    Report,
    Stage,
    Statement,
    TimeBasis,
    TimeSpan,
    fold,
)

MAX_WORDS = 400
"""Words of the passages about a draft that are kept for comparison."""

MAX_PLACES = 8
"""Places of one draft that are looked at."""

_PRECISION = tuple(PlacePrecision)
_PUT_FORWARD = frozenset({Modality.ASSERTED, Modality.HEDGED})


@dataclass(frozen=True, slots=True)
class Profile:
    """One draft, or several that say the same in the same words (``drafts``), as the features see it.

    ``places`` are those to compare (see ``_places``), ``victims`` and ``attackers`` names as written, ``killed`` and
    ``injured`` the counts told, ``published`` the day by which it was known. ``tactics``, ``targets`` and ``weapons`` hold values of
    the published vocabularies.
    """

    drafts: tuple[DraftIncident, ...]
    type: IncidentType
    stage: Stage
    when: TimeSpan | None
    places: tuple[Place, ...]
    published: date | None
    tactics: tuple[str, ...]
    targets: tuple[str, ...]
    weapons: tuple[str, ...]
    victims: tuple[str, ...]
    attackers: tuple[str, ...]
    claimants: tuple[str, ...]
    killed: tuple[Range, ...]
    injured: tuple[Range, ...]
    words: tuple[str, ...]

    @property
    def marks(self) -> frozenset[Hashable]:
        """The reports that tell it: two drafts of one report are two attacks."""
        return frozenset(draft.report for draft in self.drafts)

    @property
    def telling(self) -> int:
        """How much it says; the more telling, the earlier it is placed."""
        parts: tuple[Sequence[object], ...] = (
            self.tactics,
            self.targets,
            self.weapons,
            self.victims,
            self.attackers,
            self.claimants,
            self.killed,
        )
        dated = 0 if self.when is None or self.when.earliest is None else 2
        if self.when is not None and self.when.basis is TimeBasis.INFERRED:
            dated = 1
        return sum(1 for part in parts if part) + dated + min(len(self.places), 3)


def profiles(
    drafts: Iterable[DraftIncident], *, reports: Mapping[str, Report], statements: Mapping[str, Statement]
) -> tuple[Profile, ...]:
    """One profile per draft, drafts that are alike word for word in one; most telling first, then by content.

    The order depends on content alone, so neither the order of the input nor a further copy changes it.
    """
    told = _statements_of(statements.values())
    unique = {draft.id: draft for draft in drafts}
    found: dict[tuple[object, ...], Profile] = {}
    for _, draft in sorted(unique.items()):
        own = {sid: statements[sid] for sid in draft.statements if sid in statements}
        own.update(told.get(draft.id, {}))
        profile = _profile(draft, tuple(own[sid] for sid in sorted(own)), reports.get(draft.report))
        key = _signature(profile, draft)
        if key in found:
            found[key] = _with_copy(found[key], profile)
        else:
            found[key] = profile
    return tuple(found[key] for key in sorted(found, key=lambda key: (-found[key].telling, repr(key))))


def _statements_of(statements: Iterable[Statement]) -> dict[str, dict[str, Statement]]:
    found: dict[str, dict[str, Statement]] = {}
    for statement in statements:
        for draft in statement.incidents:
            found.setdefault(draft, {})[statement.id] = statement
    return found


def _with_copy(profile: Profile, copy: Profile) -> Profile:
    days = [day for day in (profile.published, copy.published) if day is not None]
    return replace(profile, drafts=(*profile.drafts, *copy.drafts), published=min(days, default=None))


def _signature(profile: Profile, draft: DraftIncident) -> tuple[object, ...]:
    """Everything a draft says without ids, offsets and its report; too few words to be sure make it unique."""
    fixed = (profile.type.value, profile.stage.value, _when_key(profile.when), tuple(map(_place_key, profile.places)))
    lists = (profile.tactics, profile.targets, profile.weapons, profile.victims, profile.attackers, profile.claimants)
    counts = tuple(sorted((str(r.low), str(r.best), str(r.high)) for r in (*profile.killed, *profile.injured)))
    alone = "" if len(profile.words) >= 6 else draft.id
    return (*fixed, *lists, counts, profile.words, alone)


def _when_key(when: TimeSpan | None) -> tuple[str, ...]:
    return () if when is None else (when.earliest or "", when.latest or "", fold(when.text))


def _place_key(place: Place) -> tuple[str, ...]:
    return (place.gazetteer_id or "", fold(place.name or ""), fold(place.text))


def _profile(draft: DraftIncident, told: Sequence[Statement], report: Report | None) -> Profile:
    alone = [statement for statement in told if len(set(statement.incidents)) <= 1]
    values = {facet: _values(alone, facet) for facet in (Facet.TACTIC, Facet.TARGET, Facet.WEAPON)}
    individuals = [p.text for p in draft.perpetrators if p.kind is ParticipantKind.INDIVIDUAL]
    return Profile(
        drafts=(draft,),
        type=draft.type,
        stage=draft.stage,
        when=draft.date,
        places=_places(draft),
        published=_known_by(report, draft.date),
        tactics=tuple(sorted({*values[Facet.TACTIC], *([draft.tactic] if draft.tactic else [])})),
        targets=values[Facet.TARGET],
        weapons=values[Facet.WEAPON],
        victims=tuple(sorted({p.text for p in (*draft.victims, *draft.targets) if is_named(p)})),
        attackers=_named([*individuals, *_values(alone, Facet.ATTACKER)]),
        claimants=_claimants(alone),
        killed=_counts(draft, alone, Effect.KILLED),
        injured=_counts(draft, alone, Effect.INJURED),
        words=_words(draft),
    )


def _places(draft: DraftIncident) -> tuple[Place, ...]:
    """Places to compare: its own first, without those that hold another of them and without mere descriptions."""
    found: dict[tuple[str, ...], Place] = {}
    for place in (*([draft.location] if draft.location else []), *draft.places):
        if place.name is not None or place.lat is not None or distinctive(place.text, "site"):
            found.setdefault(_place_key(place), place)
    told = list(found.values())[:MAX_PLACES]
    return tuple(place for place in told if not any(_holds(place, other) for other in told if other is not place))


def _holds(outer: Place, inner: Place) -> bool:
    """Whether ``inner`` is the finer of two of which one lies in the other."""
    return rank(inner) < rank(outer) and place_relation(outer, inner) == "contains"


def rank(place: Place) -> int:
    """Position of the precision from the most exact (0); an unresolved place comes after all."""
    return len(_PRECISION) if place.precision is None else _PRECISION.index(place.precision)


def is_named(participant: Participant) -> bool:
    """Whether a participant is a named person: resolved to one, or unresolved and written like a name."""
    if participant.actor is not None:
        return participant.actor.startswith("person:")
    return is_name(participant.text)


def _named(texts: Iterable[str]) -> tuple[str, ...]:
    return tuple(sorted({text for text in texts if is_name(text)}))


def _values(statements: Iterable[Statement], facet: Facet) -> tuple[str, ...]:
    return tuple(
        sorted(
            {
                assertion.value
                for statement in statements
                if statement.modality in _PUT_FORWARD
                for assertion in statement.asserts
                if assertion.facet is facet and assertion.polarity is Polarity.AFFIRMED
            }
        )
    )


def _claimants(statements: Iterable[Statement]) -> tuple[str, ...]:
    return tuple(
        sorted(
            {
                assertion.actor or fold(assertion.value)
                for statement in statements
                for assertion in statement.asserts
                if assertion.facet is Facet.CLAIMANT and assertion.polarity is Polarity.AFFIRMED
            }
        )
    )


def _counts(draft: DraftIncident, statements: Iterable[Statement], effect: Effect) -> tuple[Range, ...]:
    told = [toll.killed if effect is Effect.KILLED else toll.injured for toll in draft.toll]
    asserted = [
        assertion.quantity
        for statement in statements
        for assertion in statement.asserts
        if assertion.facet is Facet.TOLL and assertion.effect is effect and assertion.polarity is Polarity.AFFIRMED
    ]
    found = {count for count in (*told, *asserted) if count is not None}
    return tuple(sorted(found, key=lambda r: (str(r.low), str(r.best), str(r.high))))


def _words(draft: DraftIncident) -> tuple[str, ...]:
    spans = sorted({(span.start or 0, span.text) for span in draft.spans})
    words = [word for _, text in spans for word in re.findall(r"\w+", text.casefold())]
    return tuple(words[:MAX_WORDS])


def span_days(when: TimeSpan | None) -> tuple[date, date] | None:
    """First and last day that ``when`` can mean, ``None`` while it is unresolved or open at an end ("before publication")."""
    if when is None or when.earliest is None or when.latest is None:
        return None
    first, last = date.fromisoformat(when.earliest[:10]), date.fromisoformat(when.latest[:10])
    return (first, last) if first <= last else (last, first)


def _known_by(report: Report | None, when: TimeSpan | None) -> date | None:
    """The last day on which it can have happened: publication, or the end of a time that has no beginning."""
    ends = [day for day in (when.latest if when else None, report.published if report else None) if day]
    return min((date.fromisoformat(day[:10]) for day in ends), default=None)


ONE_DAY = timedelta(days=1)
