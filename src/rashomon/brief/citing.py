"""Citations ready to be pasted."""

from __future__ import annotations

import re

from rashomon.brief.sharing import is_excerpt
from rashomon.brief.words import MODE, day
from rashomon.model import Report, Statement


def speaker_line(statement: Statement, report: Report) -> str:
    """Who speaks: the fullest name, role and body, or the outlet itself."""
    speaker = statement.speaker
    if speaker is None or statement.outlet_answers:
        return f"{report.publisher or 'the report'}, in its own voice"
    named = speaker.name or speaker.text or speaker.organization or "unnamed speaker"
    parts = [named]
    for more in (speaker.role, speaker.organization):
        if more and more.casefold() not in named.casefold():
            parts.append(more)
    return ", ".join(parts)


def report_line(report: Report) -> str:
    """Publisher, title, date, address and hash of a report."""
    parts = [report.publisher or "publisher unknown"]
    if report.title:
        parts.append(f"“{report.title}”")
    parts.append(day(report.published) if report.published else "undated")
    if report.url:
        parts.append(report.url)
    parts.append(f"SHA-256 {report.sha256[:16]}…")
    if report.note:
        parts.append(report.note)
    return ", ".join(parts)


def place_in_text(statement: Statement) -> str:
    """The characters that hold the words, counted from 0, the end not included."""
    spans = [f"{s.start}–{s.end}" for s in statement.content.spans if s.start is not None]
    return f"characters {', '.join(spans)}" if spans else "title"


def paragraph(statement: Statement, report: Report) -> int | None:
    """The paragraph in which the words begin, counted from 1; blank lines stand between paragraphs.

    ``None`` for a title kept apart from the text, and in excerpts, where the paragraphs of the whole cannot be counted.
    """
    starts = [span.start for span in statement.content.spans if span.start is not None]
    if not starts or is_excerpt(report):
        return None
    return 1 + len(_BLANK_LINES.findall(report.text[: min(starts)].lstrip()))


_BLANK_LINES = re.compile(r"\n[^\S\n]*\n\s*")


def citation(statement: Statement, report: Report) -> str:
    """One statement with everything needed to find it again, ready to be pasted.

    ``“words” — speaker (quoted), via …, in: publisher, “title”, date, address, SHA-256 …, paragraph 2, characters 12–80
    [statement id]``. In excerpts the characters are those of the excerpts, and say so.
    """
    via = "".join(f", via {hop.text}" for hop in statement.via)
    return (
        f"“{statement.content.text}” — {speaker_line(statement, report)} ({MODE[statement.mode]}){via}, "
        f"in: {report_line(report)}, {_found_at(statement, report)} [{statement.id}]"
    )


def _found_at(statement: Statement, report: Report) -> str:
    place = place_in_text(statement)
    if is_excerpt(report) and statement.content.spans:
        return f"{place} of the excerpts" if place.startswith("characters") else place
    number = paragraph(statement, report)
    return place if number is None else f"paragraph {number}, {place}"
