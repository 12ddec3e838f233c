"""Attacks: as drafted from one report, and as told by many."""

from __future__ import annotations

from dataclasses import dataclass

from rashomon.model.assessment import Assessment, Hypothesis
from rashomon.model.finding import Finding
from rashomon.model.quantity import Range
from rashomon.model.report import Span
from rashomon.model.spacetime import Place, TimeSpan
from rashomon.model.vocabulary import (
    ContradictionKind,
    Effect,
    Facet,
    IncidentType,
    ParticipantKind,
    SourceType,
    Stage,
    Status,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Participant:
    """One real-world participant as told in one report; ``mentions`` are its other mentions.

    ``named``: whether a victim's words are a name (else a description), ``number``: how many victims the words stand for, ``None`` where
    they do not say; both ``None`` for other roles.
    """

    text: str
    start: int | None
    end: int | None
    mentions: tuple[Span, ...] = ()
    kind: ParticipantKind | None = None
    status: Status | None = None
    effect: Effect | None = None
    actor: str | None = None
    named: bool | None = None
    number: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Toll:
    """A count of victims of one party. ``wording`` as written ("at least 30", "dozens").

    ``as_of`` is the day for which it was given, ISO 8601; ``attackers_included`` is ``None`` when unsaid.
    """

    party: str
    killed: Range | None
    injured: Range | None
    wording: str
    missing: Range | None = None
    as_of: str | None = None
    statements: tuple[str, ...] = ()
    attackers_included: bool | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftIncident:
    """One attack as told in one report. ``id`` hashes the report and the first words about it."""

    id: str
    report: str
    type: IncidentType
    stage: Stage
    date: TimeSpan | None
    location: Place | None
    muc_relevant: bool
    perpetrators: tuple[Participant, ...] = ()
    targets: tuple[Participant, ...] = ()
    victims: tuple[Participant, ...] = ()
    weapons: tuple[Participant, ...] = ()
    toll: tuple[Toll, ...] = ()
    tactic: str | None = None
    label: str = ""
    spans: tuple[Span, ...] = ()
    statements: tuple[str, ...] = ()
    places: tuple[Place, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Victim:
    """A victim named or described, with the statements that do so."""

    text: str
    statements: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Suspect:
    """A person said to have carried it out; ``status`` says by whom, ``affiliations`` are as asserted."""

    text: str
    actor: str | None
    status: Status
    affiliations: tuple[str, ...]
    statements: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class IncidentLink:
    """A relation that the accounts draw between two incidents."""

    incident: str
    relation: str
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FacetValue:
    """What an account says about one facet, with the statements that say so."""

    facet: Facet
    value: str
    text: str
    statements: tuple[str, ...]
    polarity: str = "affirmed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Account:
    """What one source says about one incident. ``origin`` is where its information enters the record."""

    id: str
    source: str
    source_type: SourceType
    origin: str
    statements: tuple[str, ...]
    facets: tuple[FacetValue, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """A claim of responsibility. ``status`` says what became of it in the accounts (uncontested, contested, denied …)."""

    claimant: str | None
    statement: str
    channel: str | None
    named_attacker: str | None
    status: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Contradiction:
    """Two accounts (or one against itself) that differ in a facet, with the words of both sides."""

    facet: Facet
    kind: ContradictionKind
    accounts: tuple[str, ...]
    values: tuple[str, ...]
    statements: tuple[str, ...]
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Lineage:
    """``report`` takes from ``parent``; ``how`` is ``copy``, ``rewrite`` or ``cites``."""

    report: str
    parent: str
    how: str
    score: float
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Incident:
    """One attack as told by many, with everything that later rooms add to it.

    ``id`` hashes one of its drafts; ``earlier_ids`` are those under which the workspace showed it, or what is now part of it, before.
    """

    id: str
    label: str
    type: IncidentType
    stage: Stage
    tactic: str | None
    weapon: str | None
    target: str | None
    place: Place | None
    when: TimeSpan | None
    drafts: tuple[str, ...]
    statements: tuple[str, ...]
    reports: tuple[str, ...]
    links: tuple[IncidentLink, ...] = ()
    victims: tuple[Victim, ...] = ()
    suspects: tuple[Suspect, ...] = ()
    toll: tuple[Toll, ...] = ()
    accounts: tuple[Account, ...] = ()
    claims: tuple[Claim, ...] = ()
    contradictions: tuple[Contradiction, ...] = ()
    findings: tuple[Finding, ...] = ()
    hypotheses: tuple[Hypothesis, ...] = ()
    assessment: Assessment | None = None
    earlier_ids: tuple[str, ...] = ()
