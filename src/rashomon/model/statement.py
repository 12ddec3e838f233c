"""Who says what, in which words."""

from __future__ import annotations

from dataclasses import dataclass

from rashomon.model.quantity import Range
from rashomon.model.report import Span
from rashomon.model.spacetime import Place, TimeSpan
from rashomon.model.vocabulary import (
    Act,
    Basis,
    Effect,
    Facet,
    Modality,
    Mode,
    Polarity,
    SourceType,
    Status,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Speaker:
    """Who is quoted. ``text``/``start``/``end`` are the words; all offsets ``None`` for the outlet's own voice.

    ``name`` is the fullest name in the report; ``role`` as written ("a political analyst") or ``outlet``;
    ``organization`` the body spoken for, as written; ``actor`` and ``source`` are ids set by ``resolve``.
    """

    text: str | None
    start: int | None
    end: int | None
    actor: str | None = None
    role: str | None = None
    name: str | None = None
    organization: str | None = None
    source: str | None = None
    source_type: SourceType | None = None
    anonymous: bool = False

    @property
    def is_outlet(self) -> bool:
        """Whether it is the outlet itself."""
        return self.role == "outlet" and self.start is None


@dataclass(frozen=True, slots=True, kw_only=True)
class Via:
    """One hop through which the words came (an agency, "police sources told the agency that …")."""

    text: str
    start: int | None
    end: int | None
    actor: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Content:
    """What is said: the spans in reading order and their text joined by " … "."""

    text: str
    spans: tuple[Span, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Assertion:
    """One thing that a statement asserts.

    ``value`` is normalised (see ``docs/reference``); ``text[start:end]`` are the words. ``actor`` is set by ``resolve`` for
    facets that name one; ``about`` is the actor it is said of (whose record, whose access). For ``toll``, ``quantity``,
    ``effect``, ``party`` and ``wording`` are set,
    for ``place`` and ``time`` ``place`` and ``when``. ``polarity`` is this assertion's own. ``incident`` names the
    one of its statement's incidents that it describes; ``None``: all of them.
    """

    facet: Facet
    value: str
    text: str
    start: int | None
    end: int | None
    polarity: Polarity = Polarity.AFFIRMED
    actor: str | None = None
    about: str | None = None
    quantity: Range | None = None
    effect: Effect | None = None
    party: str | None = None
    wording: str | None = None
    place: Place | None = None
    when: TimeSpan | None = None
    incident: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """One act of one speaker in one report.

    ``id`` hashes report, spans and cue. ``incidents`` holds draft ids until ``cluster`` replaces them by incident ids.
    ``hearsay_depth`` counts the voices between the report and the speaker (0: the outlet's own voice, 1: it quotes somebody).
    ``said_on`` is ISO 8601. ``reviewed_by`` is ``None`` until a person decided.
    """

    id: str
    report: str
    act: Act
    status: Status
    polarity: Polarity
    modality: Modality
    mode: Mode
    basis: Basis
    hearsay_depth: int
    said_on: str | None
    speaker: Speaker | None
    via: tuple[Via, ...]
    cue: Span | None
    content: Content
    incidents: tuple[str, ...]
    asserts: tuple[Assertion, ...]
    extracted_by: str
    reviewed_by: str | None = None
    channel: str | None = None

    @property
    def outlet_answers(self) -> bool:
        """Whether nobody but the outlet answers for the words: they are its own, or it puts them down to nobody."""
        return self.mode is Mode.OUTLET or self.speaker is None or self.speaker.is_outlet
