"""Small constructed reports and readings."""

import hashlib
from dataclasses import replace

from rashomon.model import (
    Act,
    Assertion,
    Basis,
    Content,
    Facet,
    Modality,
    Mode,
    Polarity,
    Range,
    Reading,
    Report,
    Span,
    Statement,
    Status,
)

WHEN = "2024-05-01T10:00:00+00:00"
TOOL = "rashomon 0.1.0"


def a_report(text: str, **fields: str) -> tuple[Report, bytes]:
    """A report with the bytes it would have been captured as."""
    raw = text.encode()
    digest = hashlib.sha256(raw).hexdigest()
    values = {"origin": f"{digest[:4]}.txt", **fields}
    return Report(id=f"r{digest[:10]}", text=text, sha256=digest, **values), raw  # type: ignore[arg-type]


def an_assertion(
    facet: Facet = Facet.PERPETRATOR, value: str = "Group A", start: int = 0, **fields: object
) -> Assertion:
    return replace(Assertion(facet=facet, value=value, text=value, start=start, end=start + len(value)), **fields)


def a_statement(name: str = "s1", *asserts: Assertion, incidents: tuple[str, ...] = ("d1",)) -> Statement:
    return Statement(
        id=name,
        report="r1",
        act=Act.ACCUSE,
        status=Status.ACCUSED,
        polarity=Polarity.AFFIRMED,
        modality=Modality.ASSERTED,
        mode=Mode.INDIRECT,
        basis=Basis.UNKNOWN,
        hearsay_depth=1,
        said_on=None,
        speaker=None,
        via=(),
        cue=Span("said", 10, 14),
        content=Content(text="words", spans=(Span("words", 15, 20),)),
        incidents=incidents,
        asserts=asserts,
        extracted_by="engine/1",
    )


def a_reading(report: str, n: int = 1) -> Reading:
    toll = an_assertion(Facet.TOLL, "killed:30-35", quantity=Range(30, None, 35))
    statements = tuple(replace(a_statement(f"s{report}{i}", toll), report=report) for i in range(n))
    return Reading(report=report, statements=statements, drafts=(), unread=(), issues=())
