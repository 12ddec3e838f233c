"""The full texts at the end of the page: every report with its highlighted passages, links back, and what was left unread."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from rashomon.brief.citing import report_line
from rashomon.brief.index import Index, anchor
from rashomon.brief.passages import Marked, Segment, clip, inside, segments, windows
from rashomon.brief.words import HOW, count, day, number
from rashomon.model import Report, Statement, Unread

WHOLE_TEXT = 60_000
WINDOW = 600
OPEN_REPORTS = 12
UNREAD_WORDS = 320
_UNREAD, _SPEAKER, _CUE = "u", "w", "q"


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of text as shown: ``css`` tells how, ``ids`` are its anchors, ``numbers`` the statements it belongs to,
    ``back`` the statements that end here (number, link). ``gap`` instead of text where a very long report is cut."""

    text: str
    css: str = ""
    ids: tuple[str, ...] = ()
    numbers: str = ""
    back: tuple[tuple[int, str], ...] = ()
    gap: str = ""


@dataclass(frozen=True, slots=True)
class FullText:
    """One report as shown at the end of the page."""

    n: int
    key: str
    report: Report
    published: str
    basis: str
    cite: str
    url: str | None
    pieces: tuple[Piece, ...]
    relations: tuple[tuple[str, str, str], ...]
    opened: bool
    statements: str


@dataclass(frozen=True, slots=True)
class UnreadPassage:
    """A passage with the language of an attack from which nothing was extracted."""

    words: str
    why: str
    href: str
    outlet: str


def full_texts(index: Index) -> tuple[FullText, ...]:
    """All reports in order, each with the passages of its statements and its unread passages marked."""
    told: dict[str, list[Statement]] = {}
    for statement in index.brief.statements:
        told.setdefault(statement.report, []).append(statement)
    unread: dict[str, list[tuple[int, Unread]]] = {}
    for n, each in enumerate(index.brief.unread):
        unread.setdefault(each.report, []).append((n, each))
    relations: dict[str, list[tuple[str, str, str]]] = {}
    for link in index.brief.lineage:
        parent = (HOW.get(link.how, link.how), index.outlet(link.parent), f"#{anchor('r', link.parent)}")
        relations.setdefault(link.report, []).append(parent)
    return tuple(
        _full_text(report, told.get(report.id, []), unread.get(report.id, []), relations.get(report.id, []), index)
        for report in index.brief.reports
    )


def _full_text(
    report: Report,
    statements: Sequence[Statement],
    unread: Sequence[tuple[int, Unread]],
    relations: Sequence[tuple[str, str, str]],
    index: Index,
) -> FullText:
    return FullText(
        n=index.report_number[report.id],
        key=anchor("r", report.id),
        report=report,
        published=day(report.published),
        basis={"given": "date given by the user", "stated": "date stated by the report"}.get(
            report.published_basis or "", report.published_basis or ""
        ),
        cite=report_line(report),
        url=safe_link(report.url),
        pieces=tuple(_pieces(report, statements, unread, index)),
        relations=tuple(relations),
        opened=len(index.brief.reports) <= OPEN_REPORTS,
        statements=count(len(statements), "statement"),
    )


def safe_link(url: str | None) -> str | None:
    """The address when it may become a link: http(s) only, no control characters or blanks."""
    if not url or not url.lower().startswith(("http://", "https://")) or any(c.isspace() or ord(c) < 32 for c in url):
        return None
    return url


def unread_key(n: int) -> str:
    """The anchor of the n-th unread passage."""
    return f"u-{n}"


def unread_passages(index: Index) -> tuple[UnreadPassage, ...]:
    """The unread passages, quoted, in the order of the reports."""
    found = []
    for n, each in enumerate(index.brief.unread):
        report = index.reports.get(each.report)
        words = report.text[each.start : each.end] if report else ""
        href = f"#{unread_key(n)}"
        found.append(UnreadPassage(clip(words.strip(), UNREAD_WORDS), each.why, href, index.outlet(each.report)))
    return tuple(found)


def _marks(statements: Sequence[Statement], unread: Sequence[tuple[int, Unread]]) -> list[Marked]:
    spans: list[tuple[int | None, int | None, str]] = []
    for each in statements:
        spans.extend((span.start, span.end, f"s{each.id}") for span in each.content.spans)
        if each.speaker:
            spans.append((each.speaker.start, each.speaker.end, _SPEAKER))
        if each.cue:
            spans.append((each.cue.start, each.cue.end, _CUE))
    spans.extend((each.start, each.end, f"{_UNREAD}{n}") for n, each in unread)
    return [(a, b, key) for a, b, key in spans if a is not None and b is not None]


def _pieces(
    report: Report, statements: Sequence[Statement], unread: Sequence[tuple[int, Unread]], index: Index
) -> list[Piece]:
    text, marks = report.text, _marks(statements, unread)
    shown = [(0, len(text))] if len(text) <= WHOLE_TEXT else windows(text, [(a, b) for a, b, _ in marks], WINDOW)
    if not shown and text:
        shown = [(0, WINDOW)]
    last_of = {key: b for _, b, key in sorted(marks, key=lambda mark: mark[1])}
    seen: set[str] = set()
    found: list[Piece] = []
    cut = iter(segments(len(text), [*marks, *((a, b, "") for a, b in shown)]))
    segment = next(cut, None)
    for start, end, visible in inside(shown, len(text)):
        if not visible:
            found.append(Piece("", gap=f"{number(end - start)} characters without any statement left out here"))
        while segment is not None and segment.start < end:
            if visible:
                found.append(_piece(text, segment, last_of, seen, index))
            segment = next(cut, None)
    return found


def _piece(text: str, segment: Segment, last_of: dict[str, int], seen: set[str], index: Index) -> Piece:
    content = [key[1:] for key in segment.keys if key[:1] == "s"]
    ids = []
    for key in segment.starts:
        if key not in seen and key[:1] in ("s", _UNREAD) and key:
            seen.add(key)
            ids.append(anchor("p", key[1:]) if key[0] == "s" else unread_key(int(key[1:])))
    ended = [key[1:] for key in segment.ends if key[:1] == "s" and last_of[key] == segment.end]
    back = sorted((index.number[each], f"#{anchor('s', each)}") for each in ended)
    kinds = [name for key, name in (("s", "c"), (_UNREAD, "u")) if any(k[:1] == key for k in segment.keys)]
    kinds += [name for name in (_SPEAKER, _CUE) if name in segment.keys]
    numbers = " ".join(str(n) for n in sorted(index.number[each] for each in content))
    return Piece(text[segment.start : segment.end], " ".join(kinds), tuple(ids), numbers, tuple(back))
