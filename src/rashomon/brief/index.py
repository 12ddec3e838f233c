"""Look-ups over one brief, built once: who speaks where, which account holds what, how everything is anchored."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from rashomon.brief.arrange import first_offset, origins
from rashomon.brief.citing import speaker_line
from rashomon.brief.passages import clip
from rashomon.brief.words import SOURCE_TYPE
from rashomon.model import Account, Brief, Incident, Report, Source, SourceType, Speaker, Statement

REF_WORDS = 90
OUTLET_WORDS = 44
_STATEMENT_ID = re.compile(r"\b(S[0-9a-f]{10})\b")


@dataclass(frozen=True, slots=True)
class Ref:
    """A numbered reference to a statement: ``href`` leads to its card, ``hint`` names its speaker and first words."""

    n: int
    href: str
    hint: str


def anchor(prefix: str, key: str) -> str:
    """An id for the page: prefix and key, with nothing in it that needs escaping."""
    return f"{prefix}-{re.sub(r'[^0-9A-Za-z_.-]', '-', key)}"


class Index:
    """Everything by id. Building it is linear in the size of the brief."""

    def __init__(self, brief: Brief) -> None:
        self.brief = brief
        self.reports: dict[str, Report] = {report.id: report for report in brief.reports}
        self.report_number = {report.id: n for n, report in enumerate(brief.reports, 1)}
        self.statements: dict[str, Statement] = {each.id: each for each in brief.statements}
        self.number = {each.id: n for n, each in enumerate(brief.statements, 1)}
        self.sources: dict[str, Source] = {source.id: source for source in brief.sources}
        self.actor_names = {actor.id: actor.name for actor in brief.actors}
        self.report_origin = origins(brief.reports, brief.lineage)
        self.incidents: dict[str, Incident] = {incident.id: incident for incident in brief.incidents}
        self._accounts = {
            statement: account
            for incident in brief.incidents
            for account in incident.accounts
            for statement in account.statements
        }

    def name(self, actor: str | None) -> str:
        """The name of an actor or source id; the id itself when neither is known."""
        if actor is None:
            return "not named"
        if actor in self.actor_names:
            return self.actor_names[actor]
        return self.sources[actor].name if actor in self.sources else actor

    def account_name(self, account: Account) -> str:
        """Whose account it is: the source's name, or how its statements name who speaks."""
        if account.source in self.sources or account.source in self.actor_names:
            return self.name(account.source)
        told = [self.statements[each] for each in account.statements if each in self.statements]
        return self.speaker_name(told[0]) if told else account.source

    def account(self, statement: str) -> Account | None:
        """The account that holds a statement."""
        return self._accounts.get(statement)

    def origin(self, statement: Statement) -> str:
        """Where a statement's information enters the record."""
        account = self.account(statement.id)
        return account.origin if account else self.report_origin.get(statement.report, statement.report)

    def origin_name(self, origin: str) -> str:
        """An origin in words: a report's publisher, a source's or actor's name, or the key itself."""
        report = self.reports.get(origin)
        if report is not None:
            return report.publisher or report.title or report.id
        return self.name(origin)

    def outlet(self, report: str) -> str:
        """Who published a report."""
        found = self.reports.get(report)
        return (found.publisher or clip(found.title or found.origin, OUTLET_WORDS)) if found else report

    def speaks(self, statement: Statement) -> str:
        """Who speaks, as one key: the same voice in several reports has the same key where ``resolve`` found it so."""
        speaker = statement.speaker
        if speaker is None or statement.outlet_answers:
            return f"outlet {self.outlet(statement.report)}"
        return speaker.source or speaker.actor or (speaker.name or speaker.text or "").casefold() or statement.id

    def speaker_name(self, statement: Statement) -> str:
        """Who speaks, in words."""
        report = self.reports.get(statement.report)
        speaker = statement.speaker
        if report is not None and statement.outlet_answers:
            return self.outlet(statement.report)
        if speaker is None:
            return "unnamed speaker"
        if speaker.source in self.sources:
            return self.sources[speaker.source].name
        return speaker.name or speaker.text or self.name(speaker.source or speaker.actor)

    def speaker_detail(self, statement: Statement) -> str:
        """Role and body of a speaker as written, or that the outlet itself speaks."""
        speaker = statement.speaker
        if speaker is None or statement.outlet_answers:
            return "the outlet’s own voice"
        name = self.speaker_name(statement).casefold()
        wanted = dict.fromkeys(each for each in (speaker.role, speaker.organization) if each)
        parts = [each for each in wanted if each.casefold() not in name]
        if speaker.anonymous:
            parts.append("not named")
        return ", ".join(parts)

    def source_type(self, statement: Statement) -> str:
        """What kind of source speaks, in words."""
        return SOURCE_TYPE[self.source_kind(statement)]

    def source_kind(self, statement: Statement) -> SourceType:
        """What kind of source speaks, as far as anything says so."""
        speaker: Speaker | None = statement.speaker
        if speaker is not None and speaker.source_type is not None:
            return speaker.source_type
        if speaker is not None and speaker.source in self.sources:
            return self.sources[speaker.source].type
        account = self.account(statement.id)
        if account is not None:
            return account.source_type
        report = self.reports.get(statement.report)
        return (
            report.publisher_type or SourceType.UNKNOWN if statement.outlet_answers and report else SourceType.UNKNOWN
        )

    def ref(self, statement: str) -> Ref | None:
        """A numbered reference to a statement, ``None`` for an id that the brief does not hold."""
        found = self.statements.get(statement)
        if found is None:
            return None
        words = clip(found.content.text, REF_WORDS)
        return Ref(self.number[statement], f"#{anchor('s', statement)}", f"{self.speaker_name(found)}: {words}")

    def refs(self, statements: Iterable[str]) -> tuple[Ref, ...]:
        """References in order of their numbers, each once."""
        found = {ref.n: ref for each in statements if (ref := self.ref(each))}
        return tuple(found[n] for n in sorted(found))

    def tied(self, text: str) -> tuple[str | Ref, ...]:
        """A sentence of ours cut where it names a statement by its id: the ids become references."""
        found = [self.ref(part) or part for part in _STATEMENT_ID.split(text)]
        return tuple(part for part in found if part)

    def passage(self, statement: Statement) -> str:
        """Where a statement's words stand in the full text: its highlight, or the head of the report for a title."""
        if first_offset(statement) is None:
            return f"#{anchor('r', statement.report)}"
        return f"#{anchor('p', statement.id)}"

    def citation_head(self, statement: Statement) -> str:
        """The speaker as a citation names them."""
        report = self.reports.get(statement.report)
        return speaker_line(statement, report) if report else "unnamed speaker"
