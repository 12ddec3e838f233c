"""Claims of responsibility, and what became of each in the accounts."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from rashomon.linkage.kinds import safe_tactic_relation
from rashomon.linkage.names import distinctive, is_name
from rashomon.model import (
    Act,
    Actor,
    Assertion,
    Claim,
    Facet,
    Incident,
    Modality,
    Polarity,
    Source,
    Statement,
    fold,
)

_OWN_WORD = frozenset({Act.CLAIM, Act.ADMIT})
_TAKEN_BACK = frozenset({Act.DENY, Act.RETRACT})
_PUT_FORWARD = frozenset({Modality.ASSERTED, Modality.HEDGED})


def claims(
    incident: Incident,
    *,
    statements: Mapping[str, Statement],
    sources: Mapping[str, Source],
    actors: Mapping[str, Actor] | None = None,
) -> tuple[Claim, ...]:
    """One claim per claimant and channel, its ``statement`` the most direct that makes or relays it, the
    earliest of those.

    ``claimant`` is the actor's id, else the name as written. A claim that is only reported (somebody says that X claims it) counts
    where no statement of X itself is at hand. ``status``: ``withdrawn`` (taken back later by the claimant), ``denied`` (the
    claimant itself says that it did not do it), ``contested`` (somebody else says so, another perpetrator is named, it is said to be
    adopter only, or the manner it tells is excluded by other accounts), else ``uncontested``.
    """
    told = [statements[sid] for sid in sorted(set(incident.statements)) if sid in statements]
    made: dict[tuple[str, str], list[Statement]] = {}
    for statement in told:
        if statement.act in _OWN_WORD:
            who = _claimant(statement, sources)
            made.setdefault((who or "", statement.channel or ""), []).append(statement)
    _add_reported(made, told)
    return tuple(_claim(key, made[key], told, actors or {}) for key in sorted(_without_twins(made)))


def _claimant(statement: Statement, sources: Mapping[str, Source]) -> str | None:
    """Actor of the claimant asserted, else of the speaker, else the name written; ``None`` for an anonymous claim."""
    for facet in (Facet.CLAIMANT, Facet.PERPETRATOR):
        for said in statement.asserts:
            if said.facet is facet and said.polarity is Polarity.AFFIRMED:
                return said.actor or said.value
    speaker = statement.speaker
    if speaker is None:
        return None
    source = sources.get(speaker.source or "")
    return speaker.actor or (source.actor if source else None) or speaker.organization or speaker.name or speaker.text


def _add_reported(made: dict[tuple[str, str], list[Statement]], told: Sequence[Statement]) -> None:
    own = {_same(claimant) for claimant, _ in made}
    for statement in told:
        if statement.act in _OWN_WORD or statement.modality not in _PUT_FORWARD:
            continue
        for said in statement.asserts:
            if said.facet is Facet.CLAIMANT and said.polarity is Polarity.AFFIRMED:
                who = said.actor or said.value
                if _same(who) not in own:
                    made.setdefault((who, statement.channel or ""), []).append(statement)


def _same(who: str) -> str:
    return fold(who)


def _without_twins(made: dict[tuple[str, str], list[Statement]]) -> list[tuple[str, str]]:
    """Statements that name no channel join the claimant's first named channel, if there is one; names join by fold."""
    kept: dict[tuple[str, str], tuple[str, str]] = {}
    for key in sorted(made, key=lambda key: (_same(key[0]), not key[1], key)):
        twin = (_same(key[0]), _same(key[1]))
        known = next((k for k in kept if k[0] == twin[0] and (k[1] == twin[1] or not twin[1])), None)
        if known is None:
            kept[twin] = key
        else:
            made[kept[known]].extend(made[key])
    return list(kept.values())


def _claim(
    key: tuple[str, str], made: Sequence[Statement], told: Sequence[Statement], actors: Mapping[str, Actor]
) -> Claim:
    first = min(made, key=lambda s: (s.act not in _OWN_WORD, s.hearsay_depth, s.said_on or "9999", s.report, s.id))
    named = sorted({said.value for s in made for said in _asserted(s, Facet.ATTACKER) if is_name(said.value)})
    return Claim(
        claimant=key[0] or None,
        statement=first.id,
        channel=key[1] or None,
        named_attacker=max(named, key=lambda name: (len(distinctive(name)), len(name), name), default=None),
        status=_status(key[0], made, told, actors),
    )


def _asserted(statement: Statement, facet: Facet, polarity: Polarity = Polarity.AFFIRMED) -> list[Assertion]:
    return [said for said in statement.asserts if said.facet is facet and said.polarity is polarity]


def _status(who: str, made: Sequence[Statement], told: Sequence[Statement], actors: Mapping[str, Actor]) -> str:
    own_words = {s.id for s in made}
    others = [s for s in told if s.id not in own_words and s.modality in _PUT_FORWARD]
    claimed_on = min((s.said_on for s in made if s.said_on), default=None)
    for statement in others:
        own = statement.act in _TAKEN_BACK and _speaks_for(statement, who)
        if own and (statement.act is Act.RETRACT or _later(statement.said_on, claimed_on)):
            return "withdrawn"
    if any(s.act is Act.DENY and _speaks_for(s, who) for s in others):
        return "denied"
    ruled_out = any(_is(said, who) for s in others for said in _asserted(s, Facet.PERPETRATOR, Polarity.NEGATED))
    return "contested" if ruled_out or _contested(who, made, others, actors) else "uncontested"


def _later(one: str | None, other: str | None) -> bool:
    return one is not None and other is not None and one > other


def _is(said: Assertion, who: str) -> bool:
    return _same(said.actor or said.value) == _same(who) or _same(said.value) == _same(who)


def _speaks_for(statement: Statement, who: str) -> bool:
    speaker = statement.speaker
    if speaker is None:
        return False
    names = (speaker.actor, speaker.organization, speaker.name, speaker.text)
    return any(_same(name) == _same(who) for name in names if name)


def _contested(who: str, made: Sequence[Statement], others: Iterable[Statement], actors: Mapping[str, Actor]) -> bool:
    manner = {said.value for s in made for said in _asserted(s, Facet.TACTIC)}
    for statement in others:
        if any(_is(said, who) for said in _asserted(statement, Facet.ADOPTER)):
            return True
        named = [said for said in _asserted(statement, Facet.PERPETRATOR) if said.actor or distinctive(said.value)]
        if named and not any(_is(said, who) or _related(said, who, actors) for said in named):
            return True
        for said in _asserted(statement, Facet.TACTIC) if len(set(statement.incidents)) <= 1 else ():
            if any(safe_tactic_relation(said.value, told) == "incompatible" for told in manner):
                return True
    return False


def _related(said: Assertion, who: str, actors: Mapping[str, Actor]) -> bool:
    """Whether one is the other's part, up the chain of parents."""
    for start, goal in ((said.actor, who), (who, said.actor)):
        step, seen = start, set[str]()
        while step is not None and step not in seen:
            if step == goal:
                return True
            seen.add(step)
            step = actors[step].parent if step in actors else None
    return False
