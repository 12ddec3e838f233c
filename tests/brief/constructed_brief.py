"""A brief built by hand about a constructed attack in a constructed town. Every voice and name here is invented."""

from __future__ import annotations

import hashlib
from dataclasses import replace

from rashomon.model import (
    Account,
    Act,
    Actor,
    ActorType,
    Assertion,
    Assessment,
    Basis,
    Bounds,
    Brief,
    Claim,
    Content,
    Contradiction,
    ContradictionKind,
    Contribution,
    DraftIncident,
    Effect,
    Facet,
    FacetValue,
    Finding,
    FindingBasis,
    Hypothesis,
    HypothesisKind,
    HypothesisRole,
    Incident,
    IncidentLink,
    IncidentType,
    Issue,
    Level,
    Lineage,
    Modality,
    Mode,
    Participant,
    ParticipantKind,
    Place,
    PlaceAlternative,
    PlacePrecision,
    Polarity,
    Range,
    Reading,
    Report,
    Role,
    Source,
    SourceType,
    Span,
    Speaker,
    Stage,
    Statement,
    Status,
    Suggestion,
    Suspect,
    TimeBasis,
    TimePrecision,
    TimeSpan,
    Toll,
    Unread,
    Via,
    Victim,
)

NOTE = "constructed voice"

WIRE = """HARBOUR TOWN — An explosion tore through the Lantern Market in the Old Quarter on Monday evening, killing at least 30 \
people and wounding dozens, the Interior Ministry said.

The ministry said a locally made explosive device had been left under a stall. Group A said in a statement on its channel that \
one of its members, Example Attacker, had blown himself up among the crowd.

The Province Front denied any part in it. "We have never harmed a market and we never will," its spokesman told Example Wire.

Rescue workers searched the rubble through the night. A second blast was heard near the bridge but its cause is not known.
"""

ANALYSIS = """Who gains from the Lantern Market?

Group A took the attack upon itself, yet Analyst One, a researcher on armed groups, doubts it. "A hunted organisation cannot \
carry such quantities of explosives through nine checkpoints," Analyst One says. "Only the Province Front passes them unsearched."

Analyst Two, a former officer, says Group A has adopted attacks before that turned out to be the work of others. Such adoption \
is a service to the Province Front, Analyst Two argues, because it keeps the need for its weapons alive.

A politician of the River Party, who asked not to be named, said the Coastal Republic may have ordered the bombing, five days \
before the vote.

Last year the journalist Example Victim was shot dead outside a home in the Hill District. The government said that Example \
Suspect, a police lieutenant who belonged to an "outlaw group", had confessed; two newspapers tied the officer to the \
Province Front.
"""

COPY = """HARBOUR TOWN — An explosion tore through the Lantern Market in the Old Quarter on Monday evening, killing at least 36 \
people and wounding more than 60, the Interior Ministry said on Tuesday.

The ministry said a locally made explosive device had been left under a stall.
"""

ARABIC = """قالت وزارة الداخلية إن عبوة ناسفة محلية الصنع انفجرت في سوق الفوانيس مساء الاثنين، وأسفرت عن مقتل 30 شخصا.

وأعلنت «المجموعة أ» مسؤوليتها عن الهجوم في بيان نشرته قناتها.
"""


def report(key: str, text: str, **more: object) -> Report:
    """A report whose hash is that of its text."""
    sha = hashlib.sha256(text.encode()).hexdigest()
    return Report(id=f"r{key}", text=text, sha256=sha, origin=f"{key}.txt", note=NOTE, **more)  # type: ignore[arg-type]


REPORTS = (
    report(
        "wire",
        WIRE,
        title="Blast kills at least 30 in Harbour Town market",
        publisher="Example Wire",
        published="2031-03-04T21:40:00+03:00",
        published_basis="stated",
        url="https://wire.example/2031/03/lantern-market",
        publisher_type=SourceType.MEDIA,
        language="en",
    ),
    report(
        "analysis",
        ANALYSIS,
        title="Who gains from the Lantern Market?",
        publisher="Example Research Centre",
        published="2031-03-08",
        published_basis="given",
        language="en",
    ),
    report(
        "state",
        COPY,
        title="Toll rises to 36",
        publisher="Example State Television",
        published="2031-03-05",
        published_basis="stated",
        publisher_type=SourceType.STATE_MEDIA,
        language="en",
    ),
    report(
        "arabic",
        ARABIC,
        title="انفجار في سوق الفوانيس",
        publisher="صحيفة المثال",
        published="2031-03-05",
        language="ar",
    ),
)
_TEXT = {each.id: each.text for each in REPORTS}


def span(report_id: str, words: str) -> Span:
    """The first place of ``words`` in a report."""
    at = _TEXT[report_id].index(words)
    return Span(words, at, at + len(words))


def assertion(report_id: str, facet: Facet, value: str, words: str, **more: object) -> Assertion:
    """An assertion on the first place of its words."""
    at = span(report_id, words)
    return Assertion(facet=facet, value=value, text=words, start=at.start, end=at.end, **more)  # type: ignore[arg-type]


def speaker(report_id: str, words: str, source: str, kind: SourceType, **more: object) -> Speaker:
    """A speaker on the first place of the name."""
    at = span(report_id, words)
    return Speaker(text=words, start=at.start, end=at.end, source=source, source_type=kind, **more)  # type: ignore[arg-type]


OUTLET = Speaker(text=None, start=None, end=None, role="outlet")


def statement(
    key: str,
    report_id: str,
    act: Act,
    words: str | tuple[str, ...],
    who: Speaker | None,
    asserts: tuple[Assertion, ...] = (),
    *,
    incidents: tuple[str, ...] = ("I1",),
    cue: str | None = None,
    **more: object,
) -> Statement:
    """A statement whose spans are the first places of its words."""
    spans = tuple(span(report_id, each) for each in ((words,) if isinstance(words, str) else words))
    values: dict[str, object] = {
        "status": Status.ACCUSED,
        "polarity": Polarity.AFFIRMED,
        "modality": Modality.ASSERTED,
        "mode": Mode.INDIRECT,
        "basis": Basis.UNKNOWN,
        "hearsay_depth": 1,
        "said_on": None,
        "via": (),
        "extracted_by": "rules/1",
    }
    return Statement(
        id=f"S{key}",
        report=report_id,
        act=act,
        speaker=who,
        cue=span(report_id, cue) if cue else None,
        content=Content(text=" … ".join(each.text for each in spans), spans=spans),
        incidents=incidents,
        asserts=asserts,
        **{**values, **more},  # type: ignore[arg-type]
    )


def _wire() -> tuple[Statement, ...]:
    w = "rwire"
    ministry = speaker(w, "the Interior Ministry", "ministry", SourceType.GOVERNMENT)
    killed = assertion(
        w,
        Facet.TOLL,
        "killed:30-",
        "at least 30 people",
        quantity=Range(30, None, None),
        effect=Effect.KILLED,
        party="civilians",
        wording="at least 30",
    )
    return (
        statement(
            "w1",
            w,
            Act.REPORT,
            "An explosion tore through the Lantern Market in the Old Quarter on Monday evening, killing at least 30 people "
            "and wounding dozens",
            ministry,
            (
                assertion(w, Facet.PLACE, "Lantern Market", "Lantern Market"),
                assertion(w, Facet.TIME, "Monday evening", "Monday evening"),
                killed,
                assertion(w, Facet.TARGET, "market", "Market"),
            ),
            cue="said",
            status=Status.FACT,
        ),
        statement(
            "w2",
            w,
            Act.FIND,
            "a locally made explosive device had been left under a stall",
            speaker(w, "The ministry", "ministry", SourceType.GOVERNMENT, name="Interior Ministry"),
            (
                assertion(w, Facet.TACTIC, "planted_device", "left under a stall"),
                assertion(w, Facet.WEAPON, "explosive_device", "explosive device"),
            ),
            status=Status.FACT,
        ),
        statement(
            "w3",
            w,
            Act.CLAIM,
            "one of its members, Example Attacker, had blown himself up among the crowd",
            speaker(w, "Group A", "group-a", SourceType.CLAIMANT, actor="group-a"),
            (
                assertion(w, Facet.CLAIMANT, "Group A", "Group A", actor="group-a"),
                assertion(w, Facet.PERPETRATOR, "Group A", "Group A", actor="group-a"),
                assertion(w, Facet.TACTIC, "suicide_bombing", "blown himself up"),
                assertion(w, Facet.ATTACKER, "Example Attacker", "Example Attacker"),
            ),
            status=Status.CLAIMED,
            via=(Via(text="its channel", **_at(w, "its channel")),),
            channel="channel statement",
        ),
        statement(
            "w4",
            w,
            Act.DENY,
            ("The Province Front denied any part in it.", "We have never harmed a market and we never will"),
            speaker(w, "The Province Front", "front", SourceType.ACCUSED, actor="front"),
            (
                assertion(
                    w, Facet.PERPETRATOR, "Province Front", "Province Front", actor="front", polarity=Polarity.NEGATED
                ),
            ),
            mode=Mode.MIXED,
            polarity=Polarity.NEGATED,
            status=Status.ACCUSED,
        ),
    )


def _at(report_id: str, words: str) -> dict[str, int | None]:
    found = span(report_id, words)
    return {"start": found.start, "end": found.end}


def _analysis() -> tuple[Statement, ...]:
    a = "ranalysis"
    one = speaker(
        a,
        "Analyst One",
        "one",
        SourceType.EXPERT,
        role="a researcher on armed groups",
        name="Analyst One (constructed)",
    )
    two = speaker(a, "Analyst Two", "two", SourceType.EXPERT, role="a former officer", name="Analyst Two (constructed)")
    politician = speaker(a, "A politician of the River Party", "politician", SourceType.POLITICAL_ACTOR, anonymous=True)
    return (
        statement(
            "a0",
            a,
            Act.REPORT,
            "Group A took the attack upon itself",
            OUTLET,
            (assertion(a, Facet.CLAIMANT, "Group A", "Group A", actor="group-a"),),
            mode=Mode.OUTLET,
            hearsay_depth=0,
            status=Status.CLAIMED,
        ),
        statement(
            "a1",
            a,
            Act.ASSESS,
            "A hunted organisation cannot carry such quantities of explosives through nine checkpoints",
            one,
            (
                assertion(a, Facet.ACCESS, "lacks", "cannot carry such quantities", about="group-a"),
                assertion(
                    a,
                    Facet.PERPETRATOR,
                    "Group A",
                    "A hunted organisation",
                    actor="group-a",
                    polarity=Polarity.NEGATED,
                ),
            ),
            mode=Mode.DIRECT,
            basis=Basis.DEDUCED,
            cue="says",
        ),
        statement(
            "a2",
            a,
            Act.ACCUSE,
            "Only the Province Front passes them unsearched",
            one,
            (
                assertion(a, Facet.ACCESS, "has", "passes them unsearched", about="front"),
                assertion(a, Facet.PERPETRATOR, "Province Front", "Province Front", actor="front"),
            ),
            mode=Mode.DIRECT,
            basis=Basis.DEDUCED,
        ),
        statement(
            "a3",
            a,
            Act.ASSESS,
            "Group A has adopted attacks before that turned out to be the work of others",
            two,
            (assertion(a, Facet.TRACK_RECORD, "false_claims", "adopted attacks before", about="group-a"),),
        ),
        statement(
            "a4",
            a,
            Act.ASSESS,
            "Such adoption is a service to the Province Front, Analyst Two argues, because it keeps the need for its weapons "
            "alive",
            two,
            (
                assertion(a, Facet.ADOPTER, "Group A", "Such adoption", actor="group-a"),
                assertion(a, Facet.CLAIMING_PATTERN, "service", "a service to the Province Front", about="group-a"),
                assertion(a, Facet.MOTIVE, "benefit", "keeps the need for its weapons", about="front"),
            ),
        ),
        statement(
            "a5",
            a,
            Act.ACCUSE,
            "the Coastal Republic may have ordered the bombing, five days before the vote",
            politician,
            (
                assertion(a, Facet.PERPETRATOR, "Coastal Republic", "the Coastal Republic", actor="republic"),
                assertion(a, Facet.COINCIDENCE, "coincides", "five days before the vote"),
            ),
            modality=Modality.HEDGED,
            status=Status.POSSIBLE,
        ),
        statement(
            "a6",
            a,
            Act.REPORT,
            "the journalist Example Victim was shot dead outside a home in the Hill District",
            OUTLET,
            (
                assertion(a, Facet.TACTIC, "shooting", "shot dead"),
                assertion(a, Facet.PLACE, "Hill District", "Hill District"),
            ),
            incidents=("I2",),
            mode=Mode.OUTLET,
            hearsay_depth=0,
            status=Status.FACT,
        ),
        statement(
            "a7",
            a,
            Act.FIND,
            'Example Suspect, a police lieutenant who belonged to an "outlaw group", had confessed',
            speaker(a, "The government", "government", SourceType.GOVERNMENT),
            (
                assertion(a, Facet.ATTACKER, "Example Suspect", "Example Suspect"),
                assertion(a, Facet.AFFILIATION, "outlaw group", '"outlaw group"', about="Example Suspect"),
            ),
            incidents=("I2",),
            status=Status.ACCUSED_BY_AUTHORITIES,
            cue="said that",
        ),
    )


def _others() -> tuple[Statement, ...]:
    s, r = "rstate", "rarabic"
    return (
        statement(
            "s1",
            s,
            Act.REPORT,
            "killing at least 36 people and wounding more than 60",
            speaker(s, "the Interior Ministry", "ministry", SourceType.GOVERNMENT),
            (
                assertion(
                    s,
                    Facet.TOLL,
                    "killed:36-",
                    "at least 36 people",
                    quantity=Range(36, None, None),
                    effect=Effect.KILLED,
                    wording="at least 36",
                ),
            ),
            status=Status.FACT,
            said_on="2031-03-05",
        ),
        statement(
            "s2",
            s,
            Act.FIND,
            "a locally made explosive device had been left under a stall",
            speaker(s, "The ministry", "ministry", SourceType.GOVERNMENT, name="Interior Ministry"),
            (assertion(s, Facet.TACTIC, "planted_device", "left under a stall"),),
            status=Status.FACT,
        ),
        statement(
            "r1",
            r,
            Act.CLAIM,
            "وأعلنت «المجموعة أ» مسؤوليتها عن الهجوم",
            speaker(r, "«المجموعة أ»", "group-a", SourceType.CLAIMANT, actor="group-a"),
            (assertion(r, Facet.CLAIMANT, "المجموعة أ", "المجموعة أ", actor="group-a"),),
            status=Status.CLAIMED,
        ),
    )


STATEMENTS = (*_wire(), *_analysis(), *_others())
ONE_SOURCE = {
    "ministry": ("Interior Ministry", SourceType.GOVERNMENT, "answers for security in the town"),
    "group-a": ("Group A", SourceType.CLAIMANT, "claims the attack"),
    "front": ("Province Front", SourceType.ACCUSED, "accused by others"),
    "one": ("Analyst One (constructed)", SourceType.EXPERT, None),
    "two": ("Analyst Two (constructed)", SourceType.EXPERT, None),
    "politician": (
        "River Party politician, not named",
        SourceType.POLITICAL_ACTOR,
        "rival of the Coastal Republic’s ally",
    ),
    "government": ("Government", SourceType.GOVERNMENT, None),
    "wire": ("Example Wire", SourceType.MEDIA, None),
    "centre": ("Example Research Centre", SourceType.MEDIA, None),
}
SOURCES = tuple(
    Source(
        id=key,
        name=name,
        type=kind,
        stake=stake,
        reliability="B" if key == "wire" else None,
        reliability_by="the desk" if key == "wire" else None,
    )
    for key, (name, kind, stake) in ONE_SOURCE.items()
)
ACTORS = (
    Actor(id="group-a", name="Group A", type=ActorType.GROUP, registered=True, aliases=("المجموعة أ",)),
    Actor(id="umbrella", name="Coastal-backed militias", type=ActorType.UMBRELLA, registered=True),
    Actor(id="front", name="Province Front", type=ActorType.GROUP, parent="umbrella", registered=True),
    Actor(id="republic", name="Coastal Republic", type=ActorType.STATE, registered=True),
    Actor(id="person-example-suspect", name="Example Suspect", type=ActorType.PERSON, aliases=("Lt. Suspect",)),
)


def _facet(facet: Facet, value: str, text: str, *statements: str, polarity: str = "affirmed") -> FacetValue:
    return FacetValue(facet=facet, value=value, text=text, statements=statements, polarity=polarity)


ACCOUNTS = (
    Account(
        id="A1",
        source="ministry",
        source_type=SourceType.GOVERNMENT,
        origin="rwire",
        statements=("Sw1", "Sw2", "Ss1", "Ss2"),
        facets=(
            _facet(Facet.TACTIC, "planted_device", "left under a stall", "Sw2", "Ss2"),
            _facet(Facet.PLACE, "Lantern Market", "Lantern Market", "Sw1"),
            _facet(Facet.TOLL, "killed:30-", "at least 30 people", "Sw1"),
            _facet(Facet.TOLL, "killed:36-", "at least 36 people", "Ss1"),
        ),
    ),
    Account(
        id="A2",
        source="group-a",
        source_type=SourceType.CLAIMANT,
        origin="group-a",
        statements=("Sw3", "Sr1"),
        facets=(
            _facet(Facet.PERPETRATOR, "Group A", "Group A", "Sw3"),
            _facet(Facet.CLAIMANT, "Group A", "Group A", "Sw3", "Sr1"),
            _facet(Facet.TACTIC, "suicide_bombing", "blown himself up", "Sw3"),
            _facet(Facet.ATTACKER, "Example Attacker", "Example Attacker", "Sw3"),
        ),
    ),
    Account(
        id="A3",
        source="front",
        source_type=SourceType.ACCUSED,
        origin="rwire",
        statements=("Sw4",),
        facets=(_facet(Facet.PERPETRATOR, "Province Front", "Province Front", "Sw4", polarity="negated"),),
    ),
    Account(
        id="A4",
        source="one",
        source_type=SourceType.EXPERT,
        origin="ranalysis",
        statements=("Sa1", "Sa2"),
        facets=(
            _facet(Facet.PERPETRATOR, "Province Front", "Province Front", "Sa2"),
            _facet(Facet.PERPETRATOR, "Group A", "A hunted organisation", "Sa1", polarity="negated"),
            _facet(Facet.ACCESS, "lacks", "cannot carry such quantities", "Sa1"),
        ),
    ),
    Account(
        id="A5",
        source="two",
        source_type=SourceType.EXPERT,
        origin="ranalysis",
        statements=("Sa3", "Sa4"),
        facets=(_facet(Facet.ADOPTER, "Group A", "Such adoption", "Sa4"),),
    ),
)
CONTRADICTIONS = (
    Contradiction(
        facet=Facet.TACTIC,
        kind=ContradictionKind.INCOMPATIBLE,
        accounts=("A1", "A2"),
        values=("planted_device", "suicide_bombing"),
        statements=("Sw2", "Sw3"),
        why="A device left behind and an attacker who set off the charge on the body exclude each other.",
    ),
    Contradiction(
        facet=Facet.PERPETRATOR,
        kind=ContradictionKind.INCOMPATIBLE,
        accounts=("A4", "A3"),
        values=("Province Front", "not Province Front"),
        statements=("Sa2", "Sw4"),
        why="One says that the Province Front did it, the other that it did not.",
    ),
    Contradiction(
        facet=Facet.TOLL,
        kind=ContradictionKind.UPDATE,
        accounts=("A1", "A1"),
        values=("killed:30-", "killed:36-"),
        statements=("Sw1", "Ss1"),
        why="The same source a day later.",
    ),
)


def hypothesis(
    key: str,
    label: str,
    kind: HypothesisKind,
    p: tuple[float, float, float],
    words: str,
    parent: str | None = None,
    roles: tuple[HypothesisRole, ...] = (),
) -> Hypothesis:
    """A hypothesis with bounds a little wider than its range."""
    return Hypothesis(
        id=key,
        label=label,
        perpetrator=None if kind is HypothesisKind.UNKNOWN_OTHER else key,
        adopter=None,
        kind=kind,
        parent=parent,
        roles=roles,
        probability=Range(*p),
        bounds=Bounds(p[0] * 0.4, min(1.0, p[2] * 1.25)),
        words=words,
    )


HYPOTHESES = (
    hypothesis("H0", "Coastal-backed militias", HypothesisKind.GROUP, (0.18, 0.44, 0.7), "unlikely to likely"),
    hypothesis(
        "H1",
        "The Province Front did it, Group A adopted it",
        HypothesisKind.GROUP,
        (0.12, 0.36, 0.62),
        "very unlikely to likely",
        "H0",
        (HypothesisRole("Province Front", Role.EXECUTED), HypothesisRole("Group A", Role.CLAIMED)),
    ),
    hypothesis(
        "H2", "Another Coastal-backed militia did it", HypothesisKind.GROUP, (0.01, 0.08, 0.2), "very unlikely", "H0"
    ),
    hypothesis(
        "H3",
        "Group A did it",
        HypothesisKind.GROUP,
        (0.14, 0.33, 0.58),
        "very unlikely to likely",
        None,
        (HypothesisRole("Group A", Role.EXECUTED), HypothesisRole("Group A", Role.CLAIMED)),
    ),
    hypothesis("H4", "The Coastal Republic ordered it", HypothesisKind.STATE, (0.01, 0.05, 0.14), "very unlikely"),
    hypothesis("H5", "Unknown or other", HypothesisKind.UNKNOWN_OTHER, (0.05, 0.18, 0.4), "very unlikely to unlikely"),
)


def _contribution(
    item: str, supports: str, lr: tuple[float, float, float], origin: str, *statements: str
) -> Contribution:
    return Contribution(
        item=item,
        statements=statements,
        origin=origin,
        supports=(supports,),
        log10_lr=Range(*lr),
        weight=1.0 if lr[1] > 0.3 else 0.6,
        row="claim/claimant" if supports == "H3" else "assess/expert",
        why="elicited range for this act by this kind of source",
    )


ASSESSMENT = Assessment(
    leader="H1",
    undetermined=True,
    confidence="low",
    confidence_reasons=("few origins", "no direct evidence of who placed or carried the charge"),
    n_statements=12,
    n_origins=3,
    contributions=(
        _contribution("Group A claims it", "H3", (0.2, 0.5, 0.9), "group-a", "Sw3", "Sr1"),
        _contribution("Ministry: a device left under a stall", "H3", (-0.4, -0.2, 0.0), "rwire", "Sw2"),
        _contribution("Analyst One on access through checkpoints", "H1", (0.0, 0.3, 0.6), "ranalysis", "Sa1", "Sa2"),
        _contribution("Analyst Two on adopted attacks", "H1", (0.0, 0.15, 0.3), "ranalysis", "Sa3", "Sa4"),
        _contribution("The Province Front denies it", "H1", (-0.2, -0.1, 0.0), "rwire", "Sw4"),
        _contribution("Politician on the Coastal Republic", "H4", (0.0, 0.1, 0.3), "ranalysis", "Sa5"),
    ),
    flip_set=("Analyst One on access through checkpoints",),
    would_help_most=(
        Suggestion(item="the claim video, with a forensic reading", shift=0.21, why="decides between carried and left"),
        Suggestion(item="checkpoint logs of the day", shift=0.12, why="bears on access"),
    ),
    limitations=("Three experts speak through one outlet.", "Likelihood ranges are elicited, not measured."),
    n_eff=2.4,
    lead_share=0.56,
    summary="An explosion in the Lantern Market killed at least 30, later at least 36 people. Group A claims a suicide attack; the "
    "Interior Ministry speaks of a device left under a stall; an analyst accuses the Province Front, which denies it.",
)
PLACE = Place(
    text="the Lantern Market in the Old Quarter",
    name="Lantern Market",
    country="XX",
    lat=10.0,
    lon=20.0,
    radius_m=1500.0,
    precision=PlacePrecision.DISTRICT,
    gazetteer_id="gn:1",
    within=("Old Quarter", "Harbour Town"),
    alternatives=(
        PlaceAlternative(name="Lantern Market", country="YY", lat=1.0, lon=2.0, gazetteer_id="gn:2", score=0.2),
    ),
)
MONDAY = TimeSpan(
    text="Monday evening",
    earliest="2031-03-03",
    latest="2031-03-03",
    precision=TimePrecision.DAY,
    basis=TimeBasis.RELATIVE,
)
MARKET = Incident(
    id="I1",
    label="Bombing of the Lantern Market, Harbour Town, 3 March 2031",
    type=IncidentType.BOMBING,
    stage=Stage.ACCOMPLISHED,
    tactic=None,
    weapon="explosive_device",
    target="market",
    place=PLACE,
    when=MONDAY,
    drafts=("D1", "D2"),
    statements=tuple(s.id for s in STATEMENTS if "I1" in s.incidents),
    reports=("rwire", "ranalysis", "rstate", "rarabic"),
    links=(IncidentLink(incident="I2", relation="named_together", why="Example Research Centre tells of both."),),
    victims=(Victim(text="shoppers", statements=("Sw1",)),),
    suspects=(
        Suspect(
            text="Example Attacker", actor=None, status=Status.CLAIMED, affiliations=("Group A",), statements=("Sw3",)
        ),
    ),
    toll=(
        Toll(
            party="civilians",
            killed=Range(30, None, None),
            injured=Range(24, None, 99),
            wording="at least 30 people and wounding dozens",
            as_of="2031-03-04",
            statements=("Sw1",),
        ),
        Toll(
            party="civilians",
            killed=Range(36, None, None),
            injured=Range(61, None, None),
            wording="at least 36 people and wounding more than 60",
            as_of="2031-03-05",
            statements=("Ss1",),
        ),
    ),
    accounts=ACCOUNTS,
    claims=(
        Claim(
            claimant="group-a",
            statement="Sw3",
            channel="channel statement",
            named_attacker="Example Attacker",
            status="contested",
        ),
    ),
    contradictions=CONTRADICTIONS,
    findings=(
        Finding(
            test="access",
            actor="group-a",
            against=None,
            log10_lr=None,
            basis=FindingBasis.ASSERTED,
            data=None,
            n=None,
            null_model=None,
            detail="cannot carry such quantities of explosives through nine checkpoints",
            diagnostics=(),
            limitation="One speaker through one outlet; nothing measured.",
            statements=("Sa1",),
            supports=False,
        ),
        Finding(
            test="coincidence",
            actor=None,
            against=None,
            log10_lr=None,
            basis=FindingBasis.COUNTED,
            data="calendar.csv",
            n=3,
            null_model=None,
            detail="5 days before a vote; 8 % of all days lie as near to one",
            diagnostics=("a single case cannot be tested",),
            limitation="Speaks of timing, not of identity.",
        ),
    ),
    hypotheses=HYPOTHESES,
    assessment=ASSESSMENT,
)
SHOOTING = Incident(
    id="I2",
    label="Shooting of a journalist, Hill District, 2030",
    type=IncidentType.ASSASSINATION,
    stage=Stage.ACCOMPLISHED,
    tactic="shooting",
    weapon="firearm",
    target="media",
    place=Place(text="the Hill District"),
    when=TimeSpan(
        text="Last year",
        earliest="2030-01-01",
        latest="2030-12-31",
        precision=TimePrecision.YEAR,
        basis=TimeBasis.RELATIVE,
    ),
    drafts=("D3",),
    statements=("Sa6", "Sa7"),
    reports=("ranalysis",),
    suspects=(
        Suspect(
            text="Example Suspect",
            actor="person-example-suspect",
            status=Status.ACCUSED_BY_AUTHORITIES,
            affiliations=("outlaw group",),
            statements=("Sa7",),
        ),
    ),
    accounts=(
        Account(
            id="A9",
            source="government",
            source_type=SourceType.GOVERNMENT,
            origin="ranalysis",
            statements=("Sa7",),
            facets=(_facet(Facet.ATTACKER, "Example Suspect", "Example Suspect", "Sa7"),),
        ),
    ),
)


def constructed() -> Brief:
    """Two incidents, four reports, contradictions, claims, hypotheses, unread passages and issues."""
    second = span("rwire", "A second blast was heard near the bridge but its cause is not known.")
    assert second.start is not None
    assert second.end is not None
    return Brief(
        version="0.1.0",
        as_of="2031-03-10",
        reports=REPORTS,
        sources=SOURCES,
        actors=ACTORS,
        statements=STATEMENTS,
        incidents=(MARKET, SHOOTING),
        unread=(Unread(report="rwire", start=second.start, end=second.end, why="no speaker or act recognised"),),
        issues=(
            Issue(
                code="language_not_analysed",
                level=Level.WARNING,
                subject="arabic.txt",
                message="Arabic is kept but only partly analysed.",
                report="rarabic",
            ),
            Issue(code="undated", level=Level.INFO, subject="notes.txt", message="No date of publication."),
        ),
        lineage=(
            Lineage(report="rstate", parent="rwire", how="copy", score=0.91, why="same sentences in the same order"),
            Lineage(report="ranalysis", parent="rwire", how="cites", score=0.2, why="names Example Wire"),
        ),
        left_out=("later.txt",),
    )


def reading() -> Reading:
    """What was read off the first report."""
    at = span("rwire", "Example Attacker")
    draft = DraftIncident(
        id="D1",
        report="rwire",
        type=IncidentType.BOMBING,
        stage=Stage.ACCOMPLISHED,
        date=MONDAY,
        location=replace(PLACE, alternatives=()),
        muc_relevant=True,
        perpetrators=(
            Participant(
                text=at.text, start=at.start, end=at.end, kind=ParticipantKind.INDIVIDUAL, status=Status.CLAIMED
            ),
        ),
        toll=(Toll(party="civilians", killed=Range(30, None, None), injured=None, wording="at least 30"),),
    )
    return Reading(
        report="rwire", statements=_wire(), drafts=(draft,), unread=(), issues=(), actors=ACTORS, sources=SOURCES
    )
