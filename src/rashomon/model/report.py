"""Reports, who published them, and what went wrong while reading."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from rashomon.model.vocabulary import ActorType, Level, SourceType


@dataclass(frozen=True, slots=True)
class Span:
    """Words of a report: ``report.text[start:end] == text``, offsets in Unicode code points.

    Both offsets are ``None`` for words that are not in the text (a title kept apart from it).
    """

    text: str
    start: int | None
    end: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Issue:
    """A problem in the data, kept as a record: the run goes on.

    ``subject`` names the input (file, line, report id); ``start``/``end`` are offsets into the report's text.
    """

    code: str
    level: Level
    subject: str
    message: str
    report: str | None = None
    start: int | None = None
    end: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """One captured account as it was published.

    ``id`` hashes the raw bytes, so the same bytes given twice are one report; a record's own plain id
    is kept instead. ``published`` is ISO 8601, a day or
    a time with zone, or ``None``. ``published_basis`` says where it comes from (``stated`` by the report itself, its
    ``dateline``, or ``given`` by the user). ``origin`` is where the bytes came from (a path relative to what was given, ``-`` for
    standard input), with the line for a record file.
    ``language`` is ISO 639-1.
    ``publisher_type`` is what the report's own metadata say of its publisher, else ``None``. ``note`` is a remark that
    travels with it ("constructed voice").
    """

    id: str
    text: str
    sha256: str
    origin: str
    title: str | None = None
    publisher: str | None = None
    author: str | None = None
    published: str | None = None
    published_basis: str | None = None
    url: str | None = None
    publisher_type: SourceType | None = None
    language: str | None = None
    media_type: str = "text/plain"
    note: str | None = None

    @property
    def published_on(self) -> date | None:
        """The day of publication, ``None`` when unknown."""
        return date.fromisoformat(self.published[:10]) if self.published else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """Somebody who speaks, or an outlet. Reliability is A–F only where a person rated it."""

    id: str
    name: str
    type: SourceType
    reliability: str | None = None
    reliability_by: str | None = None
    stake: str | None = None
    actor: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Actor:
    """A group, force, state, office, person …; ``identifiers`` only where a data set gives them.

    ``parent`` is the id of what it belongs to (a faction's group, a group's umbrella); ``sponsor`` of who is
    publicly reported to back it. ``active`` is the interval of years in which it used the name.
    """

    id: str
    name: str
    type: ActorType
    parent: str | None = None
    sponsor: str | None = None
    country: str | None = None
    active_from: int | None = None
    active_to: int | None = None
    identifiers: dict[str, str] | None = None
    aliases: tuple[str, ...] = ()
    registered: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Unread:
    """A passage with the language of an attack from which nothing was extracted."""

    report: str
    start: int
    end: int
    why: str
