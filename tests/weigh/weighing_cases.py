"""Builders for constructed incidents: generic names only."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from importlib.resources import files

from rashomon.model import (
    Account,
    Act,
    Actor,
    ActorType,
    Assertion,
    Assessment,
    Basis,
    Content,
    Facet,
    Hypothesis,
    Incident,
    IncidentType,
    Modality,
    Mode,
    Polarity,
    Source,
    SourceType,
    Speaker,
    Stage,
    Statement,
    Status,
    stable_id,
)
from rashomon.weigh import TABLE_RESOURCE, Table, assess, parse_table

TABLE_TEXT = files(TABLE_RESOURCE[0]).joinpath(TABLE_RESOURCE[1]).read_text(encoding="utf-8")
TABLE: Table = parse_table(TABLE_TEXT)

ACTORS = {
    one.id: one
    for one in (
        Actor(id="a", name="Group A", type=ActorType.GROUP),
        Actor(id="b", name="Group B", type=ActorType.GROUP),
        Actor(id="c", name="Group C", type=ActorType.GROUP),
        Actor(id="u", name="Umbrella U", type=ActorType.UMBRELLA),
        Actor(id="m1", name="Member One", type=ActorType.GROUP, parent="u"),
        Actor(id="m2", name="Member Two", type=ActorType.GROUP, parent="u"),
        Actor(id="s", name="State S", type=ActorType.STATE),
        Actor(id="army", name="Army of T", type=ActorType.MILITARY, parent="t"),
        Actor(id="ministry", name="Ministry of T", type=ActorType.AGENCY, parent="t"),
        Actor(id="police", name="Police of T", type=ActorType.POLICE, parent="t"),
        Actor(id="t", name="State T", type=ActorType.STATE),
        Actor(id="p", name="Person P", type=ActorType.PERSON),
        Actor(id="gunmen", name="unidentified gunmen", type=ActorType.UNNAMED),
    )
}


def says(
    facet: Facet, actor: str | None = None, *, value: str = "", about: str | None = None, negated: bool = False
) -> Assertion:
    """One assertion; the words are the actor's name."""
    name = value or (ACTORS[actor].name if actor in ACTORS else actor or "")
    return Assertion(
        facet=facet,
        value=name,
        text=name,
        start=None,
        end=None,
        polarity=Polarity.NEGATED if negated else Polarity.AFFIRMED,
        actor=actor if actor in ACTORS else None,
        about=about,
    )


def statement(
    name: str,
    act: Act,
    *asserts: Assertion,
    speaker: str | None = "expert",
    actor: str | None = None,
    kind: SourceType = SourceType.EXPERT,
    modality: Modality = Modality.ASSERTED,
    words: str | None = None,
    hearsay: int = 1,
    **more: object,
) -> Statement:
    """A statement by ``speaker`` (``None``: the outlet's own voice) with ``words`` that are its own by default."""
    who = None
    if speaker is not None:
        who = Speaker(
            text=speaker, start=None, end=None, name=speaker, actor=actor, source=f"src:{speaker}", source_type=kind
        )
    base = {
        "id": name,
        "report": f"r:{name}",
        "act": act,
        "status": Status.ACCUSED,
        "polarity": Polarity.AFFIRMED,
        "modality": modality,
        "mode": Mode.OUTLET if speaker is None else Mode.INDIRECT,
        "basis": Basis.UNKNOWN,
        "hearsay_depth": hearsay,
        "said_on": None,
        "speaker": who,
        "via": (),
        "cue": None,
        "content": Content(text=words if words is not None else f"words of {name}", spans=()),
        "incidents": ("I",),
        "asserts": tuple(asserts),
        "extracted_by": "test",
    }
    return Statement(**{**base, **more})  # type: ignore[arg-type]


def incident(by_origin: Mapping[str, Sequence[Statement]], **more: object) -> Incident:
    """An incident with one account per origin."""
    accounts = tuple(
        Account(
            id=stable_id("A", origin),
            source=f"outlet:{origin}",
            source_type=SourceType.MEDIA,
            origin=origin,
            statements=tuple(one.id for one in said),
            facets=(),
        )
        for origin, said in by_origin.items()
    )
    base = {
        "id": "I",
        "label": "an attack",
        "type": IncidentType.BOMBING,
        "stage": Stage.ACCOMPLISHED,
        "tactic": None,
        "weapon": None,
        "target": None,
        "place": None,
        "when": None,
        "drafts": (),
        "statements": tuple(one.id for said in by_origin.values() for one in said),
        "reports": (),
        "accounts": accounts,
    }
    return Incident(**{**base, **more})  # type: ignore[arg-type]


def weighed(
    by_origin: Mapping[str, Sequence[Statement]],
    *,
    actors: Mapping[str, Actor] = ACTORS,
    sources: Mapping[str, Source] | None = None,
    table: Table = TABLE,
    draws: int = 400,
    **more: object,
) -> tuple[tuple[Hypothesis, ...], Assessment]:
    """Weigh what these origins say."""
    known = {one.id: one for said in by_origin.values() for one in said}
    return assess(
        incident(by_origin, **more), statements=known, sources=sources or {}, actors=actors, table=table, draws=draws
    )


def leaves(hypotheses: Sequence[Hypothesis]) -> list[Hypothesis]:
    """Hypotheses that contain no other."""
    parents = {one.parent for one in hypotheses}
    return [one for one in hypotheses if one.id not in parents]


def by_actor(hypotheses: Sequence[Hypothesis]) -> dict[str | None, Hypothesis]:
    """Top-level or leaf hypothesis by perpetrator; for an umbrella with members, the umbrella."""
    found: dict[str | None, Hypothesis] = {}
    for one in hypotheses:
        found.setdefault(one.perpetrator, one)
    return found
