"""The default engine: rules over an English parse and trained role models. Statements, drafts, and what was left unread."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Protocol

from rashomon.extract.names import NameIndex
from rashomon.extract.page import Page
from rashomon.extract.page_reader import PageReader
from rashomon.extract.roles import Judges
from rashomon.model import DraftIncident, Issue, Level, Reading, Report, Statement, fold, stable_id


class Engine(Protocol):
    """Reads one report. ``key`` changes whenever its output could, so that kept readings stay true."""

    key: str

    def read(self, report: Report) -> Reading:
        """Everything the engine finds in a report; never raises for what a text contains."""
        ...


class RuleEngine:
    """Rules over the small English spaCy pipeline.

    ``names`` maps known surface names to kinds (``ActorType`` values, ``media``, ``place``); ``countries`` are names of
    countries and ``regions`` of provinces and the like, which may hold another place of the same text. All come from the
    registry and the gazetteer of ``resolve``. ``judges`` say who fills which role; without them the rules alone do.
    ``version`` rises with every change of a rule or of a word list in ``data``.
    """

    version = "1"

    def __init__(
        self,
        names: Mapping[str, str],
        countries: Iterable[str] = (),
        regions: Iterable[str] = (),
        judges: Judges | None = None,
    ) -> None:
        self.judges = judges
        self.names = NameIndex(names)
        self.countries = frozenset(fold(c) for c in countries)
        self.regions = frozenset(fold(r) for r in regions)
        known = (sorted(names.items()), sorted(self.countries), sorted(self.regions))
        trained = f" {judges.key}" if judges else ""
        self.key = f"rules/{self.version} en_core_web_sm/3.8.0 {stable_id('', *known, length=8)}{trained}"

    def read(self, report: Report) -> Reading:
        """Statements, drafts, unread passages and issues of one report; other languages are named, not guessed."""
        if report.language not in (None, "en"):
            return _empty(report, "language_not_analysed", f"text in {report.language!r} is kept but not analysed")
        if not report.text.strip():
            return _empty(report, "no_text", "nothing to read")
        return self._page(report).read()

    def by_rules(self, report: Report) -> tuple[Page, Sequence[Statement], Sequence[DraftIncident]]:
        """A page with what the rules alone make of it: what the role models are trained on and start from."""
        page = self._page(report)
        statements, drafts, _ = page.by_rules()
        return page.page, statements, drafts

    def _page(self, report: Report) -> PageReader:
        return PageReader(report, self.names, (self.countries, self.regions), self.key.split(" ")[0], self.judges)


def _empty(report: Report, code: str, message: str) -> Reading:
    issue = Issue(code=code, level=Level.INFO, subject=report.origin, message=message, report=report.id)
    return Reading(report=report.id, statements=(), drafts=(), unread=(), issues=(issue,))
