"""Constructed drafts, statements and reports for the tests of ``cluster``."""

from __future__ import annotations

from rashomon.model import (
    Act,
    Assertion,
    Basis,
    Content,
    DraftIncident,
    Effect,
    Facet,
    IncidentType,
    Modality,
    Mode,
    Participant,
    ParticipantKind,
    Place,
    PlacePrecision,
    Polarity,
    Range,
    Report,
    Span,
    Speaker,
    Stage,
    Statement,
    Status,
    TimeBasis,
    TimePrecision,
    TimeSpan,
    Toll,
    stable_id,
)

CITY = Place(
    text="Alpha City", name="Alpha City", country="XA", lat=10.0, lon=20.0, radius_m=12000.0,
    precision=PlacePrecision.CITY, gazetteer_id="g:alpha", within=("XA",),
)  # fmt: skip
EAST = Place(
    text="East Quarter", name="East Quarter", country="XA", lat=10.05, lon=20.05, radius_m=3000.0,
    precision=PlacePrecision.DISTRICT, gazetteer_id="g:east", within=("Alpha City", "XA"),
)  # fmt: skip
WEST = Place(
    text="West Quarter", name="West Quarter", country="XA", lat=9.94, lon=19.94, radius_m=2000.0,
    precision=PlacePrecision.DISTRICT, gazetteer_id="g:west", within=("Alpha City", "XA"),
)  # fmt: skip
FAR = Place(
    text="Omega Town", name="Omega Town", country="XA", lat=14.0, lon=24.0, radius_m=4000.0,
    precision=PlacePrecision.CITY, gazetteer_id="g:omega", within=("XA",),
)  # fmt: skip
MARKET = Place(
    text="Wahlat market", precision=PlacePrecision.SITE, country="XA", within=("East Quarter", "Alpha City", "XA")
)


def on(day: str, last: str | None = None, basis: TimeBasis = TimeBasis.STATED) -> TimeSpan:
    precision = TimePrecision.DAY if last is None else TimePrecision.MONTH
    return TimeSpan(text=day, earliest=day, latest=last or day, precision=precision, basis=basis)


def count(low: float | None, high: float | None = None) -> Range:
    return Range(low, low, low if high is None else high)


def report(rid: str, published: str | None = "2021-07-20") -> Report:
    return Report(id=rid, text="constructed", sha256=rid, origin=rid, published=published, publisher=f"Outlet {rid}")


def draft(
    rid: str,
    *,
    kind: IncidentType = IncidentType.BOMBING,
    when: TimeSpan | None = None,
    place: Place | None = None,
    tactic: str | None = None,
    killed: Range | None = None,
    victims: tuple[str, ...] = (),
    suspects: tuple[str, ...] = (),
    stage: Stage = Stage.ACCOMPLISHED,
    words: str = "",
    number: int = 0,
) -> DraftIncident:
    return DraftIncident(
        id=stable_id("d", rid, number),
        report=rid,
        type=kind,
        stage=stage,
        date=when,
        location=place,
        muc_relevant=True,
        tactic=tactic,
        victims=tuple(Participant(text=name, start=None, end=None) for name in victims),
        perpetrators=tuple(
            Participant(text=name, start=None, end=None, kind=ParticipantKind.INDIVIDUAL, status=Status.ACCUSED)
            for name in suspects
        ),
        toll=(Toll(party="people", killed=killed, injured=None, wording=""),) if killed is not None else (),
        spans=(Span(words or f"told by {rid}", 0, len(words)),),
    )


def says(
    about: tuple[DraftIncident, ...],
    *asserts: Assertion,
    act: Act = Act.REPORT,
    text: str = "constructed words",
    number: int = 0,
    source: str = "s1",
) -> Statement:
    rid = about[0].report
    return Statement(
        id=stable_id("t", rid, source, number, *(d.id for d in about), *(a.value for a in asserts)),
        report=rid, act=act, status=Status.FACT, polarity=Polarity.AFFIRMED, modality=Modality.ASSERTED,
        mode=Mode.INDIRECT, basis=Basis.UNKNOWN, hearsay_depth=1, said_on="2021-07-20",
        speaker=Speaker(text="a speaker", start=0, end=9, source=source),
        via=(), cue=None, content=Content(text=text, spans=()), incidents=tuple(d.id for d in about),
        asserts=asserts, extracted_by="test",
    )  # fmt: skip


def asserts(facet: Facet, value: str, **more: object) -> Assertion:
    return Assertion(facet=facet, value=value, text=value, start=None, end=None, **more)  # type: ignore[arg-type]


def toll_of(low: float, party: str = "people") -> Assertion:
    return asserts(Facet.TOLL, f"killed:{low:g}", quantity=count(low), effect=Effect.KILLED, party=party)
