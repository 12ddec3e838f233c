"""The brief as one object: what ``brief.json`` holds and ``brief.html`` shows."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import ClassVar

from rashomon.model.incident import Incident, Lineage
from rashomon.model.mention import Mention
from rashomon.model.report import Actor, Issue, Report, Source, Unread
from rashomon.model.statement import Statement


@dataclass(frozen=True, slots=True, kw_only=True)
class Brief:
    """A sourced brief over one or more incidents. Not a legal finding."""

    SCHEMA: ClassVar[str] = "rashomon.brief/1"

    version: str
    as_of: str | None
    reports: tuple[Report, ...]
    sources: tuple[Source, ...]
    actors: tuple[Actor, ...]
    statements: tuple[Statement, ...]
    incidents: tuple[Incident, ...]
    unread: tuple[Unread, ...]
    issues: tuple[Issue, ...]
    lineage: tuple[Lineage, ...] = ()
    left_out: tuple[str, ...] = field(default=())
    mentions: tuple[Mention, ...] = ()
