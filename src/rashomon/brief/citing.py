"""Citations ready to be pasted."""

from __future__ import annotations

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


def citation(statement: Statement, report: Report) -> str:
    """One statement with everything needed to find it again, ready to be pasted.

    ``“words” — speaker (quoted), via …, in: publisher, “title”, date, address, SHA-256 …, characters 12–80 [statement id]``.
    """
    via = "".join(f", via {hop.text}" for hop in statement.via)
    return (
        f"“{statement.content.text}” — {speaker_line(statement, report)} ({MODE[statement.mode]}){via}, "
        f"in: {report_line(report)}, {place_in_text(statement)} [{statement.id}]"
    )
