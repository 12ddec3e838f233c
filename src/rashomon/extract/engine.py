"""The default engine: rules over an English parse. Statements, draft incidents, and what was left unread."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Protocol

from rashomon.extract.names import NameIndex
from rashomon.extract.page_reader import PageReader
from rashomon.model import Issue, Level, Reading, Report, fold, stable_id


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
    registry and the gazetteer of ``resolve``. ``version`` rises with every change of a rule or of a word list in ``data``.
    """

    version = "2"

    def __init__(self, names: Mapping[str, str], countries: Iterable[str] = (), regions: Iterable[str] = ()) -> None:
        self.names = NameIndex(names)
        self.countries = frozenset(fold(c) for c in countries)
        self.regions = frozenset(fold(r) for r in regions)
        known = (sorted(names.items()), sorted(self.countries), sorted(self.regions))
        self.key = f"rules/{self.version} en_core_web_sm/3.8.0 {stable_id('', *known, length=8)}"

    def read(self, report: Report) -> Reading:
        """Statements, drafts, unread passages and issues of one report; other languages are named, not guessed."""
        if report.language not in (None, "en"):
            return _empty(report, "language_not_analysed", f"text in {report.language!r} is kept but not analysed")
        if not report.text.strip():
            return _empty(report, "no_text", "nothing to read")
        return PageReader(report, self.names, (self.countries, self.regions), self.key.split(" ")[0]).read()


def _empty(report: Report, code: str, message: str) -> Reading:
    issue = Issue(code=code, level=Level.INFO, subject=report.origin, message=message, report=report.id)
    return Reading(report=report.id, statements=(), drafts=(), unread=(), issues=(issue,))
