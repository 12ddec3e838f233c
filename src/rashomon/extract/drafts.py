"""Draft incidents: what one report tells of one attack."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from rashomon.extract.lexicon import people
from rashomon.extract.page import Page
from rashomon.extract.tellings import Telling, Thread
from rashomon.model import (
    TACTIC_PARENT,
    Assertion,
    DraftIncident,
    Effect,
    Facet,
    IncidentType,
    Participant,
    ParticipantKind,
    Place,
    Polarity,
    Range,
    Span,
    Stage,
    Statement,
    Status,
    TimeSpan,
    Toll,
    fold,
    stable_id,
)

_HUMAN = frozenset({"civilians", "police", "military", "political_figure", "activist", "diplomatic", "militia"})
_EXPLOSIVES = frozenset({"explosive_device", "explosive_vest", "vehicle_bomb", "dynamite"})
_RELATIVE = re.compile(r"\b(?:after|before|since|until|later|earlier|following|this year|recent)\b", re.IGNORECASE)
_DAY = re.compile(
    r"\d{1,2} ?(?:st|nd|rd|th)?\b|day\b|yesterday|last night|tonight|this (?:morning|afternoon|evening)|ago\b",
    re.IGNORECASE,
)
_CROWDS = frozenset({"people", "children", "women", "police", "troops"})
_ORDER = ("kidnapping", "assassination", "arson", "bombing", "robbery", "attack", "other")
STATUS_ORDER = (
    Status.CLAIMED,
    Status.ACCUSED_BY_AUTHORITIES,
    Status.FACT,
    Status.ACCUSED,
    Status.POSSIBLE,
    Status.ACQUITTED,
)
"""Of several statuses of one participant, the one that is shown."""


def draft_id(page: Page, thread: Thread) -> str:
    """Hash of the report and the first words that tell of it."""
    first = min((at for t in thread.tellings for at in t.at), default=(0, 0))
    family = sorted(thread.families)[0]
    return stable_id("d", page.report.id, family, *first)


def build(page: Page, thread: Thread, statements: Sequence[Statement], countries: frozenset[str]) -> DraftIncident:
    """The draft of one thread, with what the statements about it assert."""
    identifier = draft_id(page, thread)
    mine = [s for s in statements if identifier in s.incidents]
    told = _told(thread, mine)
    kind = _type(thread)
    places = _places(thread, countries)
    targets, victims = _targets(page, thread, told)
    return DraftIncident(
        id=identifier,
        report=page.report.id,
        type=kind,
        stage=Stage(_stage(thread)),
        date=_date(thread),
        location=places[0] if places else None,
        muc_relevant=_muc_relevant(thread, told),
        perpetrators=perpetrators_of(mine),
        targets=targets,
        victims=victims,
        weapons=weapons_of(told),
        toll=tolls_of(mine),
        tactic=tactic_of({a.value for a in told if a.facet is Facet.TACTIC and a.polarity is Polarity.AFFIRMED}),
        label=label_of(kind, targets, victims, places),
        spans=tuple(page.span_at(*page_sentence(page, t)) for t in thread.tellings),
        statements=tuple(s.id for s in mine),
        places=places,
    )


def page_sentence(page: Page, telling: Telling) -> tuple[int, int]:
    """Offsets of a telling's sentence."""
    first, after = page.sentences[telling.sentence]
    return page.starts[first], page.ends[after - 1]


def _told(thread: Thread, statements: Sequence[Statement]) -> list[Assertion]:
    own = [a for t in thread.tellings for a in t.assertions]
    seen = {(a.facet, a.start) for a in own}
    for s in statements:
        if len(s.incidents) == 1:
            own.extend(
                a
                for a in s.asserts
                if (a.facet, a.start) not in seen and a.facet in (Facet.ATTACKER, Facet.PERPETRATOR)
            )
    return own


def _type(thread: Thread) -> IncidentType:
    counts = Counter(w.type for t in thread.tellings for w in t.words if not w.generic)
    strong = Counter(w.type for t in thread.tellings for w in t.words if not w.weak and not w.generic)
    exploded = {a.value for t in thread.tellings for a in t.assertions if a.facet is Facet.WEAPON} & _EXPLOSIVES
    if exploded and not strong:
        return IncidentType.BOMBING
    pool = strong or counts or Counter(["attack"])
    most = max(pool.values())
    return IncidentType(
        next(k for k in _ORDER if pool.get(k, 0) == most or (k in ("kidnapping", "assassination") and pool.get(k)))
    )


def _stage(thread: Thread) -> str:
    stages = [t.stage for t in thread.tellings if not t.generic] or ["accomplished"]
    return stages[0] if len(set(stages)) == 1 else "accomplished"


def _richest(thread: Thread) -> list[Telling]:
    return sorted(thread.tellings, key=lambda t: (-t.detail, t.sentence))


def _date(thread: Thread) -> TimeSpan | None:
    """The time words nearest to the event words, from the telling that tells most."""
    for telling in _richest(thread):
        times = [a for a in telling.assertions if a.facet is Facet.TIME and a.start is not None]
        if times:
            near = min(
                times, key=lambda a: (vagueness(a.value), min(abs((a.start or 0) - s) for s, _ in telling.at), a.start)
            )
            if vagueness(near.value) > 1:
                continue
            return TimeSpan(text=near.value, start=near.start, end=near.end)
    return None


def vagueness(words: str) -> int:
    """0: a day by date, name or distance from today; 1: another time; 2: only relative to something else told."""
    if _RELATIVE.search(words):
        return 2
    return 0 if _DAY.search(words) else 1


def _places(thread: Thread, countries: frozenset[str]) -> tuple[Place, ...]:
    """Places told, finest first within the telling that tells most; countries last."""
    found: dict[str, Place] = {}
    ordered: list[tuple[int, int, int, Assertion]] = []
    for rank, telling in enumerate(_richest(thread)):
        for a in telling.assertions:
            if a.facet is Facet.PLACE and a.start is not None:
                ordered.append((fold(a.value) in countries, rank, min(abs(a.start - s) for s, _ in telling.at), a))
    for _, _, _, a in sorted(ordered, key=lambda o: (o[0], o[1], o[2], o[3].start)):
        found.setdefault(fold(a.value), Place(text=a.value, start=a.start, end=a.end))
    return tuple(found.values())


def _targets(
    page: Page, thread: Thread, told: Sequence[Assertion]
) -> tuple[tuple[Participant, ...], tuple[Participant, ...]]:
    named = bool(thread.victims) and bool(thread.families & {"assassination", "kidnapping"})
    targets: dict[str, list[Assertion]] = {}
    humans: dict[str, list[Assertion]] = {}
    for a in told:
        if a.facet is Facet.TARGET and a.polarity is Polarity.AFFIRMED:
            if named and a.value in _HUMAN and (fold(a.text).endswith("s") or fold(a.text) in _CROWDS):
                continue  # who else was attacked, told in passing beside the one named victim
            human = is_human(a)
            (humans if human else targets).setdefault(fold(a.text), []).append(a)
    victims = [
        replace(participant_of(listed, effect=_effect(page, listed[0])), named=False) for listed in humans.values()
    ]
    names: dict[str, list[tuple[str, int, int]]] = {}
    for telling in thread.tellings:
        for victim in telling.victims:
            names.setdefault(fold(victim[0]).split(" ")[-1], []).append(victim)
    for listed_names in names.values():
        longest = max(listed_names, key=lambda v: (len(v[0]), -v[1]))
        spans = tuple(Span(page.text[s:e], s, e) for _, s, e in listed_names if s != longest[1])
        effect = Effect.KIDNAPPED if "kidnapping" in thread.families else Effect.KILLED
        victims.append(
            Participant(text=longest[0], start=longest[1], end=longest[2], mentions=spans, effect=effect, named=True)
        )
    return tuple(participant_of(listed) for listed in targets.values()), tuple(
        sorted(victims, key=lambda v: (v.start or 0, v.text))
    )


def is_human(target: Assertion) -> bool:
    """Whether a target is people rather than something built or driven."""
    return target.value in _HUMAN and not _is_building(target.text)


def _is_building(text: str) -> bool:
    words = fold(text).split()
    return bool(words) and words[-1] in {
        "station", "stations", "post", "academy", "headquarters", "base", "bases", "barracks", "embassy", "consulate", "garrison",
        "embassies", "installation", "installations", "vehicle", "convoy", "mission", "patrol",
    }  # fmt: skip


def participant_of(listed: Sequence[Assertion], *, effect: Effect | None = None) -> Participant:
    """One participant of all assertions that speak of it; the first that names it gives the words."""
    named = [a for a in listed if fold(a.text) == fold(a.value)]  # a name rather than "the organization"
    first = min(named or listed, key=lambda a: a.start or 0)
    rest = tuple(Span(a.text, a.start, a.end) for a in listed if a.start != first.start)
    return Participant(text=first.text, start=first.start, end=first.end, mentions=rest, effect=effect)


def _effect(page: Page, a: Assertion) -> Effect:
    token = min(page.token_range(a.end - 1 if a.end else 0, a.end or 0)[0], len(page) - 1)
    verb = page.words[page.heads[token]]
    if verb.startswith(("kill", "murder", "assassinat", "execut", "massacr", "slay", "slain")):
        return Effect.KILLED
    if verb.startswith(("wound", "injur")):
        return Effect.INJURED
    return Effect.KIDNAPPED if verb.startswith(("kidnap", "abduct")) else Effect.UNKNOWN


def weapons_of(told: Iterable[Assertion]) -> tuple[Participant, ...]:
    """The weapons that are said to have been used, by wording."""
    by_name: dict[str, list[Assertion]] = {}
    for a in told:
        if a.facet is Facet.WEAPON and a.polarity is Polarity.AFFIRMED:
            by_name.setdefault(fold(a.text), []).append(a)
    return tuple(participant_of(listed) for listed in by_name.values())


def perpetrators_of(statements: Iterable[Statement]) -> tuple[Participant, ...]:
    """One entry per name; the status is the strongest of those that the statements give it."""
    found: dict[str, list[tuple[Status, Assertion]]] = {}
    for s in statements:
        for a in s.asserts:
            if a.facet in (Facet.PERPETRATOR, Facet.ATTACKER, Facet.CLAIMANT) and a.start is not None:
                status = (
                    Status.ACQUITTED
                    if a.polarity is Polarity.NEGATED
                    else Status.CLAIMED
                    if a.facet is Facet.CLAIMANT
                    else s.status
                )
                found.setdefault(fold(a.value), []).append((status, a))
    made = []
    for listed in found.values():
        status = min((status for status, _ in listed), key=STATUS_ORDER.index)
        whole = participant_of([a for _, a in listed])
        attacker = any(a.facet is Facet.ATTACKER for _, a in listed)
        made.append(
            Participant(
                text=whole.text, start=whole.start, end=whole.end, mentions=whole.mentions, status=status,
                kind=ParticipantKind.INDIVIDUAL if attacker or _is_individual(listed[0][1].value) else ParticipantKind.ORGANIZATION,
            )
        )  # fmt: skip
    return tuple(sorted(made, key=lambda p: (p.start or 0, p.text)))


def _is_individual(name: str) -> bool:
    last = fold(name).split(" ")[-1] if fold(name) else ""
    bodies = {
        "army",
        "police",
        "militia",
        "militias",
        "forces",
        "front",
        "organization",
        "group",
        "faction",
        "cartel",
        "regime",
        "network",
        "coalition",
    }
    return last in people().perpetrators and last not in bodies


def tolls_of(statements: Iterable[Statement]) -> tuple[Toll, ...]:
    """One row per statement and party: counts of different sources are never merged."""
    rows: list[Toll] = []
    for s in statements:
        parties: dict[str, dict[Effect, Assertion]] = {}
        for a in s.asserts:
            if a.facet is Facet.TOLL and a.party and a.effect:
                parties.setdefault(a.party, {}).setdefault(a.effect, a)
        for party, effects in parties.items():

            def of(effect: Effect, effects: Mapping[Effect, Assertion] = effects) -> Range | None:
                return effects[effect].quantity if effect in effects else None

            wording = "; ".join(f"{a.wording} {e.value}" for e, a in effects.items())
            rows.append(
                Toll(
                    party=party,
                    killed=of(Effect.KILLED),
                    injured=of(Effect.INJURED),
                    missing=of(Effect.MISSING),
                    wording=wording,
                    statements=(s.id,),
                )
            )
    return tuple(rows)


def tactic_of(values: set[str]) -> str | None:
    """The one specific tactic told; where several are, what contains them all; else ``None``."""
    if len(values) <= 1:
        return next(iter(values), None)
    parents = {TACTIC_PARENT.get(v) for v in values}
    specific = {v for v in values if v not in parents}
    if len(specific) == 1:
        return next(iter(specific))
    roots = {TACTIC_PARENT.get(v) or v for v in specific}
    return next(iter(roots)) if len(roots) == 1 else None


def _muc_relevant(thread: Thread, told: Sequence[Assertion]) -> bool:
    return muc_relevant(told) and thread.families != {"generic"}


def muc_relevant(told: Iterable[Assertion]) -> bool:
    """First form of MUC-4's relevance: no attack on military targets alone, no air strike or shelling by armed forces."""
    told = tuple(told)
    targets = {a.value for a in told if a.facet is Facet.TARGET}
    tactics = {a.value for a in told if a.facet is Facet.TACTIC}
    if targets and targets <= {"military", "militia"}:
        return False
    return not tactics & {"air_strike", "drone_strike", "shelling"}


def label_of(
    kind: IncidentType, targets: Sequence[Participant], victims: Sequence[Participant], places: Sequence[Place]
) -> str:
    """A short name: what it was, on whom or what, where."""
    parts = [kind.value]
    named = next(
        (v.text for v in victims if v.effect in (Effect.KILLED, Effect.KIDNAPPED) and v.text[:1].isupper()), None
    )
    if named:
        parts[0] = f"{kind.value} of {named}"
    elif targets:
        parts.append(targets[0].text.lower() if targets[0].text.isupper() else targets[0].text)
    if places:
        parts.append(places[0].text.title() if places[0].text.isupper() else places[0].text)
    return ", ".join(parts)
