"""Front matter: simple ``key: value`` lines between two lines of dashes at the very beginning of a Markdown file."""

from __future__ import annotations

import re
from dataclasses import dataclass

from rashomon.ingest.draft import Metadata, Remark
from rashomon.model import Level

KEYS = ("title", "publisher", "publisher_type", "author", "published", "url", "language", "note")
"""The keys that are read; every other key is named by one info issue."""

_LONGEST_CHARS = 64 * 1024
_PAIR = re.compile(r"([A-Za-z][\w-]*)[ \t]*:(?:[ \t]+(.*))?")


@dataclass(frozen=True, slots=True)
class FrontMatter:
    """The metadata and where the text begins: ``text[body:]``."""

    metadata: Metadata
    body: int
    remarks: tuple[Remark, ...] = ()


def read_frontmatter(text: str) -> FrontMatter:
    """Metadata of ``text`` (line feeds only); without a closed block all of ``text`` is body."""
    opening = re.match(r"---[ \t]*\n", text)
    closing = (
        re.compile(r"^(?:---|\.\.\.)[ \t]*$", re.MULTILINE).search(text[:_LONGEST_CHARS], opening.end())
        if opening
        else None
    )
    if opening is None or closing is None:
        return FrontMatter(Metadata(), 0)
    values: dict[str, str] = {}
    unread: list[str] = []
    for line in text[opening.end() : closing.start()].split("\n"):
        _read_line(line, values, unread)
    remarks = (
        (Remark("unknown_field", Level.INFO, f"front matter not read: {', '.join(unread[:20])}"),) if unread else ()
    )
    return FrontMatter(Metadata(**values), closing.end(), remarks)


def _read_line(line: str, values: dict[str, str], unread: list[str]) -> None:
    if not line.strip() or line.lstrip().startswith("#"):
        return
    pair = _PAIR.fullmatch(line)
    key = pair[1].lower() if pair else line.strip()[:40]
    if pair is None or key not in KEYS or key in values:
        unread.append(key)
        return
    value = _unquoted((pair[2] or "").strip())
    if value:
        values[key] = value


def _unquoted(value: str) -> str:
    """Without the quotes around it; a value without quotes ends before `` #`` (a comment)."""
    if len(value) >= 2 and value[0] == value[-1] and value[0] in "\"'":
        return value[1:-1].strip()
    return re.split(r"[ \t]#", value, maxsplit=1)[0].strip()
