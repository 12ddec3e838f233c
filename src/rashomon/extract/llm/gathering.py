"""The answers to the parts of one report, brought together into one reading."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from rashomon.extract.llm.answer import Answer
from rashomon.extract.llm.client import Failure
from rashomon.extract.llm.incidents import Incidents, ToldIncident, by_ref
from rashomon.extract.llm.locating import Dropped, Locator
from rashomon.extract.llm.passages import Passage
from rashomon.extract.llm.statements import Telling
from rashomon.extract.llm.words import attack_words
from rashomon.extract.spans import SpanIndex
from rashomon.model import DraftIncident, Issue, Level, Reading, Report, Statement, Unread

_KNOWN, _KNOWN_CHARS = 40, 160
"""So many attacks told before, and so much of each, are named to a later part: a part stays within its limit."""
_SHOWN = 20
"""So many issues of one kind are listed for one report; how many more there are, is said."""


class Gathering:
    """One report while its parts are asked. Add answers in the order of the parts.

    ``passages`` are those of the whole report, of which the first ``sent`` are sent: quotes are looked for in these.
    """

    def __init__(
        self, report: Report, passages: Sequence[Passage], sent: int, engine: str, countries: frozenset[str]
    ) -> None:
        self.report = report
        self._passages = passages
        locator = Locator(report.text, passages[:sent])
        self._incidents = Incidents(report, locator, countries)
        self._telling = Telling(report, locator, engine)
        self._told: list[ToldIncident] = []
        self._statements: list[Statement] = []
        self._dropped: list[Dropped] = []
        self._failed: list[tuple[Failure, Passage, Passage]] = []

    def known(self) -> list[tuple[int, str]]:
        """Refs and first words of the attacks told so far, so that a later part calls them the same."""
        text = self.report.text
        first = {t.ref: t for t in reversed(self._told)}
        return [(ref, " ".join(text[slice(*first[ref].at)].split())[:_KNOWN_CHARS]) for ref in sorted(first)[:_KNOWN]]

    def add(self, answer: Answer) -> None:
        """Take what of an answer holds against the text."""
        self._dropped += [Dropped("bad_answer_value", why) for why in answer.refused]
        refs: set[int] = set()
        for answered in answer.incidents:
            if answered.ref in refs:  # two attacks under one ref would become one
                self._dropped.append(Dropped("bad_answer_value", "two incidents of one ref; the second is not taken"))
                continue
            refs.add(answered.ref)
            told = self._incidents.told(answered)
            self._told += [told] if told is not None else []
        drafts = by_ref(self._told)
        found = (self._telling.statement(given, drafts) for given in answer.statements)
        self._statements += [s for s in found if s is not None]

    def fail(self, failure: Failure, part: Sequence[Passage]) -> None:
        """Note that a part was not read, and why. There is no falling back to another engine: the issue says so."""
        first = part[0]
        if self._failed and self._failed[-1][0].code == failure.code and self._failed[-1][2].number + 1 == first.number:
            first = self._failed.pop()[1]  # one issue for parts that follow one another and fail alike
        self._failed.append((failure, first, part[-1]))

    def _failures(self) -> Iterator[Issue]:
        for failure, first, last in self._failed:
            whole = (first.number, last.number) == (1, len(self._passages))
            what = "not read by the model" if whole else "a part of it was not read by the model"
            yield self._issue(failure.code, Level.ERROR, f"{what}: {failure.message}", first.start, last.end)

    def leave_out(self, rest: Sequence[Sequence[Passage]]) -> None:
        """Note what was not sent, being beyond the limit of parts."""
        if rest:
            start, end = rest[0][0].start, rest[-1][-1].end
            message = f"{end - start:,} characters at its end are beyond what is sent of one report"
            self._dropped.append(Dropped("report_too_long", message, start, end))

    def reading(self) -> Reading:
        """Everything that held. Not ``complete`` when a part failed, so that it is not kept and asked again next time."""
        statements = tuple(sorted({s.id: s for s in self._statements}.values(), key=_place))
        drafts = tuple(self._drafts(statements))
        return Reading(
            report=self.report.id,
            statements=statements,
            drafts=drafts,
            unread=tuple(self._unread(statements)),
            issues=tuple(self._all_issues(drafts)),
            complete=not self._failed,
        )

    def _drafts(self, statements: Sequence[Statement]) -> Iterable[DraftIncident]:
        by_id: dict[str, list[ToldIncident]] = {}
        names = by_ref(self._told)
        for told in self._told:
            by_id.setdefault(names[told.ref], []).append(told)
        found = (self._incidents.draft(several, statements) for several in by_id.values())
        return sorted(found, key=lambda d: (d.spans[0].start or 0, d.id))

    def _unread(self, statements: Sequence[Statement]) -> Iterable[Unread]:
        """Passages with the language of an attack that no statement touches; told for English, whose words are listed."""
        covered = SpanIndex()
        for n, s in enumerate(statements):
            covered.add(n, [(p.start, p.end) for p in s.content.spans if p.start is not None and p.end is not None])
        for passage in self._passages:
            if covered.meeting(passage.start, passage.end):
                continue
            words = attack_words(self.report.text[passage.start : passage.end])
            if words:
                why = f"speaks of {', '.join(words)}; nothing extracted"
                yield Unread(report=self.report.id, start=passage.start, end=passage.end, why=why)

    def _all_issues(self, drafts: Sequence[DraftIncident]) -> Iterable[Issue]:
        yield from self._failures()
        yield from self._warnings((*self._dropped, *self._incidents.dropped, *self._telling.dropped))
        if not drafts and not self._failed:
            yield self._issue("no_attack", Level.INFO, "no attack found in this report")
        if self.report.language not in (None, "en"):
            yield self._issue("unread_not_checked", Level.INFO, "passages left unread are told for English only")

    def _warnings(self, dropped: Iterable[Dropped]) -> Iterable[Issue]:
        counted: Counter[str] = Counter()
        for one in dict.fromkeys(dropped):
            counted[one.code] += 1
            if counted[one.code] <= _SHOWN:
                yield self._issue(one.code, Level.WARNING, f"left out: {one.message}", one.start, one.end)
        for code, n in counted.items():
            if n > _SHOWN:
                yield self._issue(code, Level.WARNING, f"left out: {n - _SHOWN} more of this kind")

    def _issue(self, code: str, level: Level, message: str, start: int | None = None, end: int | None = None) -> Issue:
        return Issue(code=code, level=level, subject=self.report.origin, message=message, report=self.report.id,
                     start=start, end=end)  # fmt: skip


def _place(statement: Statement) -> tuple[int, str]:
    return min(s.start or 0 for s in statement.content.spans), statement.id
