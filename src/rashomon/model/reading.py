"""What the rooms ``extract`` and ``resolve`` found in one report."""

from __future__ import annotations

from dataclasses import dataclass

from rashomon.model.incident import DraftIncident
from rashomon.model.mention import Mention
from rashomon.model.report import Actor, Issue, Source, Unread
from rashomon.model.statement import Statement


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """Everything read off one report; depends on that report and the engine alone, so it can be kept.

    Not ``complete``: something outside the report failed (an endpoint). Such a reading is not kept, and made again next time.
    ``mentions`` are of passages that were not analysed (other languages); what was analysed has its names in its statements.
    """

    report: str
    statements: tuple[Statement, ...]
    drafts: tuple[DraftIncident, ...]
    unread: tuple[Unread, ...]
    issues: tuple[Issue, ...]
    actors: tuple[Actor, ...] = ()
    sources: tuple[Source, ...] = ()
    complete: bool = True
    mentions: tuple[Mention, ...] = ()
