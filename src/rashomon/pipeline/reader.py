"""One report at a time: extract, then resolve. What it gives depends on the report and on ``key`` alone, so it can be kept."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cached_property
from pathlib import Path

from rashomon.extract import Endpoint, Engine, RuleEngine
from rashomon.extract.roles import Judges, read_weights
from rashomon.ingest.language import detect_language
from rashomon.model import CalendarEntry, Issue, Level, Reading, Report
from rashomon.pipeline.progress import Progress, Silent
from rashomon.resolve import (
    Gazetteer,
    Registry,
    resolve_actors,
    resolve_dates,
    resolve_places,
    resolve_sources,
)

RESOLVE_VERSION = "2"

_DEFECTS = (
    ArithmeticError,
    AssertionError,
    AttributeError,
    LookupError,
    MemoryError,
    RuntimeError,
    TypeError,
    ValueError,
)
"""What goes wrong inside a report. Not ``OSError``: a disk that fails is no property of the report and must not be kept."""


class Reader:
    """Wires the engine to the registry and the gazetteer; both are opened when first needed.

    With an ``endpoint`` the engine is a language model there, whose raw answers are kept in the folder ``answers``; else it is the
    rules with the role models, and with the encoder unless ``encoder`` is false.
    """

    def __init__(
        self,
        registry: Registry | None = None,
        gazetteer: Gazetteer | None = None,
        engine: Engine | None = None,
        progress: Progress | None = None,
        *,
        endpoint: Endpoint | None = None,
        answers: Path | None = None,
        encoder: bool = True,
    ) -> None:
        self._progress: Progress = progress or Silent()
        self._given = registry, gazetteer, engine
        self._endpoint, self._answers, self._encoder = endpoint, answers, encoder

    @cached_property
    def registry(self) -> Registry:
        """Who is known."""
        return self._given[0] or Registry.load()

    @cached_property
    def gazetteer(self) -> Gazetteer:
        """Where things are."""
        return self._given[1] or Gazetteer.open(progress=self._building)

    def _building(self, share: float, _what: str) -> None:
        self._progress("first run here: building the gazetteer", round(100 * share), 100)

    @cached_property
    def engine(self) -> Engine:
        """The extraction engine, by default rules over an English parse with the trained judges of roles."""
        if self._given[2] is not None:
            return self._given[2]
        if self._endpoint is not None:
            from rashomon.extract import ModelEngine

            places = dict(self.gazetteer.names_for_matching())
            countries = [name for name, kind in places.items() if kind == "country"]
            return ModelEngine(self._endpoint, answers=self._answers, countries=countries)
        from rashomon.extract.encoder import Encoder

        return self.rules(Judges(read_weights(), Encoder.load() if self._encoder else None))

    def rules(self, judges: Judges | None = None) -> RuleEngine:
        """The engine of rules that knows the registry's and the gazetteer's names, with trained judges or without."""
        places = dict(self.gazetteer.names_for_matching())
        countries = [name for name, kind in places.items() if kind == "country"]
        names = dict.fromkeys(places, "place") | dict(self.registry.names())
        regions = [name for name, kind in places.items() if kind in ("admin1", "admin2")]
        return RuleEngine(names, countries, regions, detect_language, judges)

    @property
    def key(self) -> str:
        """Changes when a reading could: engine, its word lists, the form of resolution."""
        return f"{self.engine.key} resolve/{RESOLVE_VERSION}"

    def read(self, report: Report) -> Reading:
        """Extract and resolve one report. A defect of ours in one report is named as an issue and never stops the others."""
        try:
            reading = self.engine.read(report)
            # places first: the country of an attack decides what "the army" means
            reading = resolve_places(reading, report, self.gazetteer)
            reading = resolve_actors(reading, report, self.registry)
            reading = resolve_sources(reading, report, self.registry)
            return resolve_dates(reading, report)
        except _DEFECTS as error:
            issue = Issue(
                code="reading_failed", level=Level.ERROR, subject=report.origin, report=report.id,
                message=f"the report is kept, but reading it failed ({type(error).__name__}: {error})",
            )  # fmt: skip
            return Reading(report=report.id, statements=(), drafts=(), unread=(), issues=(issue,))

    @staticmethod
    def dated(reading: Reading, report: Report, calendar: Sequence[CalendarEntry]) -> Reading:
        """A kept reading with its dates worked out again in the light of a calendar ("two days before the election")."""
        return resolve_dates(reading, report, calendar)

    def actor_ids(self, names: Iterable[str]) -> dict[str, str]:
        """Names as event data write them → actor ids, for those that the registry knows."""
        found = {name: self.registry.find(name) for name in sorted(set(names))}
        return {name: match.actor.id for name, match in found.items() if match is not None}
