"""The default engine: rules over an English parse and trained role models. Statements, drafts, and what was left unread."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Protocol

from rashomon.extract.names import NameIndex
from rashomon.extract.other_languages import OtherLanguages
from rashomon.extract.other_languages.words import language
from rashomon.extract.page import Page
from rashomon.extract.page_reader import PageReader
from rashomon.extract.passages import ENGLISH, Detect, blanked, passages
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
    registry and the gazetteer of ``resolve``. ``detect`` tells the language of a passage where its script leaves that open.
    ``judges`` say who fills which role; without them the rules alone do.
    ``version`` rises with every change of a rule or of a word list in ``data``.
    """

    version = "2"

    def __init__(
        self,
        names: Mapping[str, str],
        countries: Iterable[str] = (),
        regions: Iterable[str] = (),
        detect: Detect | None = None,
        judges: Judges | None = None,
    ) -> None:
        self.judges = judges
        self.names = NameIndex(names)
        self._others, self._detect = OtherLanguages(self.names), detect
        self.countries = frozenset(fold(c) for c in countries)
        self.regions = frozenset(fold(r) for r in regions)
        known = (sorted(names.items()), sorted(self.countries), sorted(self.regions))
        trained = f" {judges.key}" if judges else ""
        self.key = f"rules/{self.version} en_core_web_sm/3.8.0 {stable_id('', *known, length=8)}{trained}"

    def read(self, report: Report) -> Reading:
        """Statements, drafts, unread passages and issues of one report; of passages in other languages, mentions."""
        if not report.text.strip():
            nothing = _issue(report, "no_text", "nothing to read")
            return Reading(report=report.id, statements=(), drafts=(), unread=(), issues=(nothing,))
        return read_by_language(report, self._english, self._others, self._detect)

    def _english(self, report: Report) -> Reading:
        return self._page(report).read()

    def by_rules(self, report: Report) -> tuple[Page, Sequence[Statement], Sequence[DraftIncident]]:
        """A page with what the rules alone make of it: what the role models are trained on and start from."""
        page = self._page(report)
        found = page.by_rules()
        return page.page, found.statements, found.drafts

    def _page(self, report: Report) -> PageReader:
        return PageReader(report, self.names, (self.countries, self.regions), self.key.split(" ")[0], self.judges)


def read_by_language(
    report: Report, english: Callable[[Report], Reading], others: OtherLanguages, detect: Detect | None
) -> Reading:
    """One reading of a report whose passages may be in several languages, each read in its own; offsets are the report's.

    ``english`` reads the report with everything else blanked out, ``others`` the rest.
    """
    parts = passages(report, detect)
    read, rest = [p for p in parts if p.language == ENGLISH], [p for p in parts if p.language != ENGLISH]
    kept = others.read(report, rest)
    text = blanked(report.text, read)
    if rest and not any(map(str.isalpha, text)):
        return kept
    title, remarks = _title(report, text, detect)
    found = english(replace(report, text=text, title=title))
    return replace(
        found,
        unread=tuple(sorted((*found.unread, *kept.unread), key=lambda u: (u.start, u.end))),
        issues=(*remarks, *kept.issues, *found.issues),
        mentions=kept.mentions,
    )


def _title(report: Report, text: str, detect: Detect | None) -> tuple[str | None, tuple[Issue, ...]]:
    """The title where it is English. One in another language is no headline of ours; one apart from the text is named."""
    title = report.title
    if title is None or title in text:
        return title, ()
    if title in report.text:
        return None, ()
    foreign = [p for p in passages(replace(report, text=title), detect) if p.language != ENGLISH]
    if not foreign:
        return title, ()
    message = f"the title in {language(foreign[0].language).name}: kept, not analysed"
    return None, (_issue(report, "language_not_analysed", message),)


def _issue(report: Report, code: str, message: str) -> Issue:
    return Issue(code=code, level=Level.INFO, subject=report.origin, message=message, report=report.id)
