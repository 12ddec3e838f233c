"""One incident out of the drafts that tell of it: what they agree on, never an average of what they do not."""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Iterable, Mapping, Sequence
from typing import TypeVar

from rashomon.cluster.label import label
from rashomon.cluster.people import suspects, victims
from rashomon.cluster.profile import Profile
from rashomon.cluster.tolls import tolls
from rashomon.cluster.where_when import when_told, where_told
from rashomon.linkage.kinds import TARGET_PARENT, WEAPON_PARENT, agreed, line, safe_tactic_relation
from rashomon.model import (
    TACTIC_PARENT,
    Facet,
    Incident,
    IncidentType,
    Modality,
    Polarity,
    Stage,
    Statement,
    fold,
    stable_id,
)

T = TypeVar("T", bound=Hashable)

_PUT_FORWARD = frozenset({Modality.ASSERTED, Modality.HEDGED})
_GENERAL = (IncidentType.ATTACK, IncidentType.OTHER)
_STAGES = (Stage.ACCOMPLISHED, Stage.ATTEMPTED, Stage.THREATENED)


def build(
    members: Sequence[Profile], *, statements: Mapping[str, Statement], told: Mapping[str, Sequence[str]]
) -> Incident:
    """The incident of ``members``; ``told`` gives the statements about each draft. Votes count members, so copies add none."""
    drafts = sorted((draft for member in members for draft in member.drafts), key=lambda draft: draft.id)
    ids = {sid for draft in drafts for sid in (*draft.statements, *told.get(draft.id, ()))}
    own = tuple(statements[sid] for sid in sorted(ids) if sid in statements)
    kind, tactic = _type(members), _tactic(members, own)
    place, when = where_told(members), when_told(members)
    target, named = _target(own), victims(drafts, own)
    return Incident(
        id=stable_id("i", drafts[0].id),
        label=label(kind, tactic, target, place, when, tuple(name for member in members for name in member.victims)),
        type=kind,
        stage=_most(member.stage for member in members) if len(members) > 2 else _first_stage(members),
        tactic=tactic,
        weapon=_weapon(members, own),
        target=target,
        place=place,
        when=when,
        drafts=tuple(draft.id for draft in drafts),
        statements=tuple(sorted(ids)),
        reports=tuple(sorted({draft.report for draft in drafts})),
        victims=named,
        suspects=suspects(drafts, own),
        toll=tolls(drafts, own),
    )


def _most(values: Iterable[T]) -> T:
    """The most frequent value; of equals the first in the order of their text."""
    counted = Counter(values)
    return min(counted, key=lambda value: (-counted[value], str(value)))


def _first_stage(members: Sequence[Profile]) -> Stage:
    return min((member.stage for member in members), key=_STAGES.index)


def _type(members: Sequence[Profile]) -> IncidentType:
    """The majority among special types; "attack" and "other" contain them and only count where nothing else is said."""
    special = [member.type for member in members if member.type not in _GENERAL]
    return _most(special or [member.type for member in members])


def _tactic(members: Sequence[Profile], own: Sequence[Statement]) -> str | None:
    """The most special tactic that nobody disputes, within the kind of tactic that most voices tell.

    Suicide against planted gives their common ancestor, ``bombing``. Kinds that exclude each other and are told by as many
    give ``None``. Drafts count where no statement speaks.
    """
    votes = _votes(Facet.TACTIC, own) or _drafted(members)
    kinds: dict[str, list[tuple[int, int, str]]] = {}
    for tactic, (voices, start) in votes.items():
        if tactic in TACTIC_PARENT:
            kinds.setdefault(line(tactic, TACTIC_PARENT)[-1], []).append((-voices, start, tactic))
    if not kinds:
        return None
    weight = {root: sum(vote[0] for vote in kinds[root]) for root in kinds}
    most = min(kinds, key=lambda root: (weight[root], min(kinds[root])[1], root))
    rivals = [root for root in kinds if root != most and weight[root] == weight[most]]
    if any(safe_tactic_relation(most, rival) == "incompatible" for rival in rivals):
        return None
    return agreed((tactic for _, _, tactic in kinds[most]), TACTIC_PARENT)


def _drafted(members: Sequence[Profile]) -> dict[str, tuple[int, int]]:
    told = Counter(member.drafts[0].tactic for member in members)
    return {tactic: (number, 0) for tactic, number in told.items() if tactic is not None}


def _votes(facet: Facet, own: Sequence[Statement]) -> dict[str, tuple[int, int]]:
    """Value → (voices that put it forward, where it first stands in a report). All outlets' own words are one voice.

    So neither a copy nor an outlet that repeats itself adds a vote. Statements about several attacks are left out.
    """
    found: dict[str, tuple[set[str], int]] = {}
    for statement in own:
        if len(set(statement.incidents)) > 1 or statement.modality not in _PUT_FORWARD:
            continue
        speaker = statement.speaker
        voice = (
            ""
            if speaker is None or statement.outlet_answers
            else speaker.source or fold(speaker.name or speaker.text or "")
        )
        for said in statement.asserts:
            if said.facet is facet and said.polarity is Polarity.AFFIRMED:
                voices, start = found.get(said.value, (set(), said.start or 0))
                found[said.value] = ({*voices, voice}, min(start, said.start or 0))
    return {value: (len(voices), start) for value, (voices, start) in found.items()}


def _weapon(members: Sequence[Profile], own: Sequence[Statement]) -> str | None:
    """The most special undisputed weapon, else the one told by most; where only the drafts' words name one, these."""
    votes = _votes(Facet.WEAPON, own)
    if votes:
        return agreed(votes, WEAPON_PARENT) or _winner(votes)
    words = [weapon.text for member in members for weapon in member.drafts[0].weapons]
    return _most(words) if words else None


def _target(own: Sequence[Statement]) -> str | None:
    """The target told by most voices, "civilians" only where nothing more special is told; of equals the first told."""
    votes = _votes(Facet.TARGET, own)
    special = {value: vote for value, vote in votes.items() if not any(_inside(other, value) for other in votes)}
    return _winner(special) if special else None


def _inside(value: str, other: str) -> bool:
    return value != other and other in line(value, TARGET_PARENT)


def _winner(votes: Mapping[str, tuple[int, int]]) -> str:
    return min(votes, key=lambda value: (-votes[value][0], votes[value][1], value))
