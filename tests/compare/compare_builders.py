"""Constructed statements, reports and incidents for the tests of ``compare``."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from rashomon.compare import accounts
from rashomon.model import (
    Account,
    Act,
    Assertion,
    Basis,
    Content,
    Effect,
    Facet,
    Incident,
    IncidentType,
    Modality,
    Mode,
    Place,
    PlacePrecision,
    Polarity,
    Range,
    Report,
    Source,
    SourceType,
    Speaker,
    Stage,
    Statement,
    Status,
    TimeBasis,
    TimePrecision,
    TimeSpan,
    stable_id,
)

TYPES = {
    "police": SourceType.POLICE,
    "hospital": SourceType.MEDICAL,
    "outlet": SourceType.MEDIA,
    "group-a": SourceType.CLAIMANT,
    "group-b": SourceType.CLAIMANT,
    "analyst": SourceType.EXPERT,
    "politician": SourceType.POLITICAL_ACTOR,
}
CITY = Place(text="Alpha City", name="Alpha City", country="XA", lat=10.0, lon=20.0, radius_m=12000.0,
             precision=PlacePrecision.CITY, gazetteer_id="g:alpha", within=("XA",))  # fmt: skip
EAST = Place(text="East Quarter", name="East Quarter", country="XA", lat=10.05, lon=20.05, radius_m=3000.0,
             precision=PlacePrecision.DISTRICT, gazetteer_id="g:east", within=("Alpha City", "XA"))  # fmt: skip
FAR = Place(text="Omega Town", name="Omega Town", country="XA", lat=14.0, lon=24.0, radius_m=4000.0,
            precision=PlacePrecision.CITY, gazetteer_id="g:omega", within=("XA",))  # fmt: skip


def asserts(facet: Facet, value: str, *, not_so: bool = False, **more: object) -> Assertion:
    polarity = Polarity.NEGATED if not_so else Polarity.AFFIRMED
    return Assertion(facet=facet, value=value, text=value, start=None, end=None, polarity=polarity, **more)  # type: ignore[arg-type]


def toll(
    low: float, high: float | str | None = "same", *, party: str = "people", effect: Effect = Effect.KILLED
) -> Assertion:
    top = low if high == "same" else high
    count = Range(low, low, top)  # type: ignore[arg-type]
    return asserts(Facet.TOLL, f"{effect}:{low}-{top}", quantity=count, effect=effect, party=party, wording=str(low))


def at(place: Place) -> Assertion:
    return asserts(Facet.PLACE, place.text, place=place)


def when(first: str, last: str | None = None, basis: TimeBasis = TimeBasis.STATED) -> Assertion:
    span = TimeSpan(text=first, earliest=first, latest=last or first, precision=TimePrecision.DAY, basis=basis)
    return asserts(Facet.TIME, first, when=span)


def says(
    who: str,
    *said: Assertion,
    on: str | None = "2021-07-20",
    report: str = "r1",
    act: Act = Act.REPORT,
    modality: Modality = Modality.ASSERTED,
    text: str = "constructed words",
    incidents: tuple[str, ...] = ("i1",),
    channel: str | None = None,
) -> Statement:
    """``who`` is the source's id; ``outlet`` and ``outlet:…`` speak in their own voice."""
    own = who.startswith("outlet")
    speaker = Speaker(
        text=None if own else who, start=None, end=None, source=who, role="outlet" if own else "spokesman",
        actor=who.split(":")[0] if who.startswith("group") else None,
        source_type=TYPES.get(who.split(":")[0], SourceType.UNKNOWN),
    )  # fmt: skip
    values = [(a.facet, a.value, a.polarity, a.party) for a in said]
    return Statement(
        id=stable_id("t", who, report, on, act, text, values), report=report, act=act, status=Status.FACT,
        polarity=Polarity.AFFIRMED, modality=modality, mode=Mode.OUTLET if own else Mode.INDIRECT, basis=Basis.UNKNOWN,
        hearsay_depth=0 if own else 1, said_on=on, speaker=speaker, via=(), cue=None,
        content=Content(text=text, spans=()), incidents=incidents, asserts=said, extracted_by="test", channel=channel,
    )  # fmt: skip


def by_id(said: Iterable[Statement]) -> dict[str, Statement]:
    return {statement.id: statement for statement in said}


def incident(said: Iterable[Statement]) -> Incident:
    ids = tuple(sorted(statement.id for statement in said))
    return Incident(
        id="i1", label="", type=IncidentType.BOMBING, stage=Stage.ACCOMPLISHED, tactic=None, weapon=None, target=None,
        place=None, when=None, drafts=(), statements=ids, reports=(),
    )  # fmt: skip


def told(said: Iterable[Statement], origins: Mapping[str, str] | None = None) -> tuple[Account, ...]:
    said = tuple(said)
    sources = {
        s.speaker.source: Source(
            id=s.speaker.source, name=s.speaker.source, type=s.speaker.source_type or SourceType.UNKNOWN
        )
        for s in said
        if s.speaker is not None and s.speaker.source is not None
    }
    return accounts(incident(said), statements=by_id(said), sources=sources, origins=origins or {})


def report(rid: str, text: str = "constructed", **more: object) -> Report:
    return Report(id=rid, text=text, sha256=rid, origin=rid, **more)  # type: ignore[arg-type]
