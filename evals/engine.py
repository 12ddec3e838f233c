"""The default engine and resolution, as the evaluations call them: reports in, readings out, no workspace in between."""

from __future__ import annotations

import hashlib
import sys
from collections.abc import Iterable, Iterator

from rashomon.model import Level, Reading, Report


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


def readings(reports: Iterable[Report]) -> Iterator[Reading]:
    """What is read off each report, extracted and resolved, in order. A report that failed is named on standard error."""
    from rashomon.pipeline import Reader

    reader = Reader()
    for report in reports:
        reading = reader.read(report)
        for issue in reading.issues:
            if issue.level is Level.ERROR:
                print(f"{report.id}: {issue.message}", file=sys.stderr)
        yield reading
