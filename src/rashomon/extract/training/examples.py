"""What the encoder is trained on: JSON lines, one document each, with spans in code points of its text.

    {"id": "D1", "text": "...", "relevant": true|false|null, "types": ["bombing"],
     "spans": [{"start": 4, "end": 9, "role": "organization", "entity": 0, "types": ["bombing"], "status": ["claimed"]}]}

``relevant``: whether the document tells an incident of the kind to be learnt, ``null`` where either answer would do. ``types``:
the types of its incidents. A span's ``role`` is one of ``rashomon.extract.encoder.layout.ROLES``; ``entity`` is a number that the
spans of one participant share; ``types`` are those of the incidents that it takes part in; ``status`` lists the accepted
attribution statuses of an organisation and may be missing. Spans of one role do not overlap. ``forms`` may list, by role, other
accepted wordings of its participants, also such as lie within a span.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from rashomon.errors import UsageError
from rashomon.extract.encoder.layout import ROLES, STATUSES, TYPES
from rashomon.model import Issue, Level


@dataclass(frozen=True, slots=True)
class GoldSpan:
    """Words of a document that name one participant of its incidents."""

    start: int
    end: int
    role: str
    entity: int
    types: tuple[str, ...]
    status: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Example:
    """One document with what is to be learnt from it."""

    id: str
    text: str
    relevant: bool | None
    types: tuple[str, ...]
    spans: tuple[GoldSpan, ...]
    forms: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


class BadExample(ValueError):
    """A line that is no example; the message says why."""


def _known(values: Any, allowed: tuple[str, ...], what: str) -> tuple[str, ...]:
    if not isinstance(values, list) or not all(isinstance(v, str) for v in values):
        raise BadExample(f"{what} is no list of words")
    unknown = [v for v in values if v not in allowed]
    if unknown:
        raise BadExample(f"{what}: {unknown[0]!r} is none of {', '.join(allowed)}")
    return tuple(values)


def _whole(row: Mapping[str, Any], name: str) -> int:
    number = row.get(name)
    if not isinstance(number, int) or isinstance(number, bool):
        raise BadExample(f"a span without a whole number as {name}")
    return number


def _span(row: Any, text: str) -> GoldSpan:
    if not isinstance(row, dict):
        raise BadExample("a span is no object")
    start, end, entity = (_whole(row, name) for name in ("start", "end", "entity"))
    if not 0 <= start < end <= len(text):
        raise BadExample(f"span {start}:{end} is outside the text of {len(text)} characters")
    (role,) = _known([row.get("role")], ROLES, "role")
    types = _known(row.get("types", []), TYPES, "types of a span")
    return GoldSpan(start, end, role, entity, types, _known(row.get("status", []), STATUSES, "status"))


def _overlapping(spans: tuple[GoldSpan, ...]) -> GoldSpan | None:
    """A span that shares a character with an earlier one of its role."""
    ends = dict.fromkeys(ROLES, 0)
    for span in sorted(spans, key=lambda s: (s.start, s.end)):
        if span.start < ends[span.role]:
            return span
        ends[span.role] = span.end
    return None


def parse_example(row: Any) -> Example:
    """One decoded line as an example. Raises ``BadExample``."""
    if not isinstance(row, Mapping):
        raise BadExample("not an object")
    missing = [name for name in ("id", "text", "relevant", "types", "spans") if name not in row]
    if missing:
        raise BadExample(f"without {', '.join(missing)}")
    if not isinstance(row["id"], str) or not isinstance(row["text"], str) or not row["text"].strip():
        raise BadExample("id and text must be words")
    if row["relevant"] not in (True, False, None) or not isinstance(row["spans"], list):
        raise BadExample("relevant must be true, false or null, and spans a list")
    spans = tuple(_span(span, row["text"]) for span in row["spans"])
    twice = _overlapping(spans)
    if twice:
        raise BadExample(f"span {twice.start}:{twice.end} overlaps another {twice.role}")
    types = _known(row["types"], TYPES, "types")
    return Example(row["id"], row["text"], row["relevant"], types, spans, _forms(row.get("forms", {})))


def _forms(row: Any) -> dict[str, tuple[str, ...]]:
    if not isinstance(row, Mapping) or not all(
        isinstance(listed, list) and all(isinstance(form, str) for form in listed) for listed in row.values()
    ):
        raise BadExample("forms is no object of lists of words")
    _known(list(row), ROLES, "forms")
    return {role: tuple(listed) for role, listed in row.items()}


def _lines(file: Path) -> Iterator[tuple[int, str]]:
    try:
        with file.open(encoding="utf-8-sig") as stream:
            for number, line in enumerate(stream, 1):
                if line.strip():
                    yield number, line
    except UnicodeDecodeError as error:
        raise UsageError(f"{file}: not UTF-8 ({error.reason} at byte {error.start})") from error
    except OSError as error:
        raise UsageError(f"{file}: {error.strerror or error}") from error


def read_examples(file: Path) -> tuple[list[Example], list[Issue]]:
    """The examples of a file, and an issue ``bad_example`` with file and line for each line that is none.

    Of two lines with one id the first counts. Raises ``UsageError`` when the file cannot be read or holds no example at all.
    """
    examples: dict[str, Example] = {}
    issues: list[Issue] = []
    for number, line in _lines(file):
        try:
            example = parse_example(json.loads(line))
            if example.id in examples:
                raise BadExample(f"id {example.id!r} occurs twice")
            examples[example.id] = example
        except (BadExample, json.JSONDecodeError, RecursionError) as error:
            where = f"{file}:{number}"
            issues.append(Issue(code="bad_example", level=Level.ERROR, subject=where, message=f"left out: {error}"))
    if not examples:
        first = f"; {issues[0].subject}: {issues[0].message}" if issues else ""
        raise UsageError(f"{file}: not one example can be read{first}")
    return list(examples.values()), issues


def example_files(data: Path) -> list[Path]:
    """The JSON Lines files of a folder in order of their names, or the one file given. Raises ``UsageError`` for none."""
    if not data.exists():
        raise UsageError(f"--data {data}: no such file or folder")
    files = [data] if data.is_file() else sorted(data.glob("*.jsonl"))
    if not files:
        raise UsageError(f"--data {data}: no .jsonl file of examples is there")
    return files


def gathered(files: Sequence[Path]) -> tuple[list[Example], list[Issue]]:
    """The examples of several files in order, and an issue for each line that was left out."""
    examples: list[Example] = []
    issues: list[Issue] = []
    for file in files:
        read, bad = read_examples(file)
        examples += read
        issues += bad
    return examples, issues
