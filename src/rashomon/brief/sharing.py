"""The version of a brief that may be passed on.

Full texts become the sentences that hold statements or unread passages, the hash of the whole report stays; names of suspects
who are private persons are withheld; links of propaganda channels are defanged. Every offset is moved along, so that
``text[start:end]`` are still the very words.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields, is_dataclass, replace
from typing import Any, TypeVar

from rashomon.brief.arrange import arranged
from rashomon.brief.masking import LINK, defang, withheld
from rashomon.brief.passages import sentence_windows
from rashomon.model import Brief, Content, Issue, Report, SourceType, Span, Statement, Unread

GAP = " […] "
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Rewritten:
    """A text after ``edits`` (start, end, replacement; sorted, apart), with the way from old offsets to new ones."""

    text: str
    edits: tuple[tuple[int, int, str], ...]
    shifts: tuple[int, ...]

    @classmethod
    def of(cls, text: str, edits: list[tuple[int, int, str]]) -> Rewritten:
        """Apply sorted edits that do not overlap."""
        parts, shifts, last, shift = [], [], 0, 0
        for start, end, new in edits:
            parts += [text[last:start], new]
            shifts.append(shift)
            shift += len(new) - (end - start)
            last = end
        return cls("".join([*parts, text[last:]]), tuple(edits), (*shifts, shift))

    def start(self, offset: int) -> int:
        """Where a span that began at ``offset`` begins now: what lay inside an edit begins with its replacement."""
        n = self._after(offset)
        if n and offset < self.edits[n - 1][1]:
            return self.edits[n - 1][0] + self.shifts[n - 1]
        return offset + self.shifts[n]

    def end(self, offset: int) -> int:
        """Where a span that ended before ``offset`` ends now: what lay inside an edit ends with its replacement."""
        n = self._after(offset)
        if n and self.edits[n - 1][0] < offset < self.edits[n - 1][1]:
            return self.edits[n - 1][0] + self.shifts[n - 1] + len(self.edits[n - 1][2])
        if n and offset == self.edits[n - 1][0]:
            return offset + self.shifts[n - 1]
        return offset + self.shifts[n]

    def _after(self, offset: int) -> int:
        """How many edits begin at or before ``offset``."""
        return bisect_right(self.edits, offset, key=lambda edit: edit[0])


def share(brief: Brief) -> Brief:
    """The brief that may be passed on. Sharing twice changes nothing more."""
    ordered = arranged(_within_excerpts(brief))
    masks = withheld(ordered)
    channels = _claimant_reports(ordered)
    spans = _spans(ordered)
    rewritten = {
        report.id: _excerpt(report, spans.get(report.id, []), masks.edits, report.id in channels)
        for report in ordered.reports
    }

    def words(text: str) -> str:
        return defang(masks.words(text), everything=False)

    shared = _walk(ordered, None, rewritten, words)
    reports = tuple(
        replace(
            _walk(report, None, {}, words),
            id=report.id,
            text=rewritten[report.id].text,
            sha256=report.sha256,
            url=defang(masks.words(report.url), everything=report.id in channels) if report.url else None,
            note=_note(report, rewritten[report.id]),
        )
        for report in ordered.reports
    )
    return replace(arranged(shared), reports=reports) if ordered.reports else shared


def _within_excerpts(brief: Brief) -> Brief:
    """Without mentions outside unread passages: the words around them are left out."""
    shown: dict[str, set[int]] = {}
    for each in brief.unread if brief.mentions else ():
        shown.setdefault(each.report, set()).update(range(each.start, each.end))
    kept = (m for m in brief.mentions if shown.get(m.report, set()).issuperset(range(m.start, m.end)))
    return replace(brief, mentions=tuple(kept))


def _claimant_reports(brief: Brief) -> set[str]:
    """Reports that a claimant published itself."""
    names = {source.name.casefold() for source in brief.sources if source.type is SourceType.CLAIMANT}
    return {
        report.id
        for report in brief.reports
        if report.publisher_type is SourceType.CLAIMANT or (report.publisher or "").casefold() in names
    }


def _note(report: Report, rewritten: Rewritten) -> str | None:
    if rewritten.text == report.text or is_excerpt(report):
        return report.note
    said = f"{report.note}; " if report.note else ""
    return f"{said}{len(report.text)} characters, {_EXCERPTS}"


def is_excerpt(report: Report) -> bool:
    """Whether its text is no longer the whole one, so that offsets and paragraphs are those of the excerpts."""
    return (report.note or "").endswith(_EXCERPTS)


_EXCERPTS = "shown in excerpts; the hash is that of the whole"


def _spans(brief: Brief) -> dict[str, list[tuple[int, int]]]:
    """Per report every stretch that something in the brief points to."""
    found: dict[str, list[tuple[int, int]]] = {}

    def note(thing: Any, report: str) -> None:
        start, end = getattr(thing, "start", None), getattr(thing, "end", None)
        if isinstance(start, int) and isinstance(end, int):
            found.setdefault(report, []).append((start, end))
        for each in fields(thing):
            for inner in _members(getattr(thing, each.name)):
                note(inner, report)

    for statement in brief.statements:
        note(statement, statement.report)
    pointers: tuple[Unread | Issue, ...] = (*brief.unread, *brief.issues)
    for each in pointers:
        if each.report is not None:
            note(each, each.report)
    return found


def _members(value: Any) -> list[Any]:
    items = value if isinstance(value, tuple) else (value,)
    return [item for item in items if is_dataclass(item) and not isinstance(item, type)]


Masker = Callable[[str], list[tuple[int, int, str]]]


def _excerpt(report: Report, spans: list[tuple[int, int]], mask: Masker, everything: bool) -> Rewritten:
    """The sentences around ``spans``, names withheld and links defanged in them."""
    text = report.text
    edits = [
        *mask(text),
        *((m.start(), m.end(), new) for m, new in _links(text, everything)),
    ]
    last = 0
    for a, b in [*sentence_windows(text, spans), (len(text), len(text))]:
        if text[last:a].strip() not in ("", GAP.strip()):
            edits.append((last, a, _gap(at_start=not last, at_end=a == len(text))))
        last = b
    return Rewritten.of(text, _apart(edits))


def _gap(*, at_start: bool, at_end: bool) -> str:
    """What stands for words left out, without blanks at the ends of the text."""
    gap = GAP.lstrip() if at_start else GAP
    return gap.rstrip() if at_end else gap


def _links(text: str, everything: bool) -> list[tuple[re.Match[str], str]]:
    return [
        (match, new) for match in LINK.finditer(text) if (new := defang(match[0], everything=everything)) != match[0]
    ]


def _apart(edits: list[tuple[int, int, str]]) -> list[tuple[int, int, str]]:
    """Edits sorted and apart: one inside another is dropped, two that overlap become one, so that no half name is left."""
    kept: list[tuple[int, int, str]] = []
    for start, end, new in sorted(edits, key=lambda e: (e[0], -e[1])):
        if not kept or start >= kept[-1][1]:
            kept.append((start, end, new))
        elif end > kept[-1][1]:
            kept[-1] = (kept[-1][0], end, kept[-1][2] + new)
    return kept


def _walk(thing: T, report: str | None, rewritten: Mapping[str, Rewritten], words: Callable[[str], str]) -> T:
    """The same thing with its words rewritten and its offsets moved; ``report`` is what the offsets count in."""
    if isinstance(thing, Brief):
        names = [e.name for e in fields(thing) if e.name != "reports"]
        return replace(thing, **{name: _value(getattr(thing, name), None, rewritten, words) for name in names})
    if not is_dataclass(thing) or isinstance(thing, type):
        return thing
    own = getattr(thing, "report", None)
    report = own if isinstance(own, str) and own in rewritten else report
    changed = {e.name: _value(getattr(thing, e.name), report, rewritten, words) for e in fields(thing)}
    if "start" in changed:
        changed.update(_moved(changed, report, rewritten))
    if isinstance(thing, Content):
        spans: tuple[Span, ...] = changed["spans"]
        changed["text"] = " … ".join(span.text for span in spans) if spans else changed["text"]
    if isinstance(thing, Statement):
        changed["report"] = thing.report
    return replace(thing, **changed)


def _moved(changed: Mapping[str, Any], report: str | None, rewritten: Mapping[str, Rewritten]) -> dict[str, Any]:
    start, end = changed["start"], changed["end"]
    if report is None or report not in rewritten or start is None or end is None:
        # Words of an incident stand for many reports: offsets that nobody can follow are not passed on.
        return {"start": None, "end": None}
    moved = rewritten[report]
    new_start = moved.start(start)
    new_end = max(new_start, moved.end(end))
    found: dict[str, Any] = {"start": new_start, "end": new_end}
    if "text" in changed and changed["text"] is not None:
        found["text"] = moved.text[new_start:new_end]
    return found


def _value(value: Any, report: str | None, rewritten: Mapping[str, Rewritten], words: Callable[[str], str]) -> Any:
    # A plain string of a vocabulary is a subclass of str: it stays what it is.
    if type(value) is str:
        return words(value)
    if isinstance(value, tuple):
        return tuple(_value(each, report, rewritten, words) for each in value)
    if isinstance(value, dict):
        return {key: _value(each, report, rewritten, words) for key, each in value.items()}
    return _walk(value, report, rewritten, words)
