"""The default engine and resolution, as the evaluations call them: reports in, readings out, no workspace in between."""

from __future__ import annotations

import hashlib
import sys
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from typing import TYPE_CHECKING

from rashomon.extract import RuleEngine
from rashomon.model import Level, Reading, Report, Span, Status

if TYPE_CHECKING:
    from rashomon.pipeline import Reader


def report_of(name: str, text: str, published: str | None) -> Report:
    """A document of a corpus as a captured report."""
    digest = hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
    return Report(
        id=name,
        text=text,
        sha256=digest,
        origin=name,
        published=published,
        published_basis="given" if published else None,
        language="en",
    )


@cache
def _reader() -> Reader:
    from rashomon.pipeline import Reader

    return Reader()


def readings(reports: Iterable[Report]) -> Iterator[Reading]:
    """What is read off each report, extracted and resolved, in order. A report that failed is named on standard error."""
    for report in reports:
        reading = _reader().read(report)
        for issue in reading.issues:
            if issue.level is Level.ERROR:
                print(f"{report.id}: {issue.message}", file=sys.stderr)
        yield reading


def status_in(report: Report, spans: Sequence[tuple[int, int]]) -> Status | None:
    """The attribution status of the organisation that these spans of a report name; ``None`` without spans."""
    from rashomon.extract.roles import status_given

    engine = _reader().engine
    if not spans or not isinstance(engine, RuleEngine):
        return None
    page, statements, _ = engine.by_rules(report)
    return status_given(page, statements, [Span(report.text[a:b], a, b) for a, b in spans])
