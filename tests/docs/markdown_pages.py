"""Reads Markdown pages for the tests of the documents: fenced blocks, links, headings, tables."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

_FENCE = re.compile(r"^```(\w*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_LINK = re.compile(r"\[[^\]\[]*\]\(([^)\s]+)\)")


@dataclass(frozen=True)
class Block:
    """A fenced block: its language, its text, and the line on which the text begins."""

    language: str
    text: str
    line: int


@dataclass(frozen=True)
class Command:
    """One command of a console block, with the lines that are shown as its output."""

    words: str
    shown: tuple[str, ...]


def blocks(page: str) -> list[Block]:
    return [Block(m[1], m[2], page.count("\n", 0, m.start(2)) + 1) for m in _FENCE.finditer(page)]


def commands(block: Block) -> list[Command]:
    found: list[tuple[str, list[str]]] = []
    for line in re.sub(r"\\\n\s*", "", block.text).splitlines():
        if line.startswith("$ "):
            found.append((line[2:], []))
        elif line.strip():
            found[-1][1].append(line)
    return [Command(words, tuple(shown)) for words, shown in found]


def links(page: str) -> list[str]:
    """Targets of links outside code, without those to other sites."""
    prose = re.sub(r"`[^`\n]*`", "", _FENCE.sub("", page))
    return [target for target in _LINK.findall(prose) if not re.match(r"[a-z]+:", target)]


def anchors(page: str) -> set[str]:
    """The anchors that headings get on the usual hosts."""
    heads = re.findall(r"^#+ (.+)$", _FENCE.sub("", page), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", head.lower()).strip().replace(" ", "-") for head in heads}


def rows(page: str, *columns: str) -> list[dict[str, str]]:
    """Rows of every table whose header has ``columns``, by column."""
    found: list[dict[str, str]] = []
    header: list[str] = []
    for line in page.splitlines():
        cells = [cell.strip() for cell in line.strip().strip("|").split("|")] if line.startswith("|") else []
        if not cells:
            header = []
        elif not header:
            header = cells
        elif set(columns) <= set(header) and not set("".join(cells)) <= set("-: "):
            found.append(dict(zip(header, cells, strict=False)))
    return found


def codes(cell: str) -> list[str]:
    """What stands in backquotes."""
    return re.findall(r"`([^`]+)`", cell)


def pages(root: Path) -> list[Path]:
    """Every Markdown page of the repository that people read."""
    return [
        *sorted(root.glob("*.md")),
        *sorted((root / "docs").rglob("*.md")),
        root / "examples" / "README.md",
        root / "evals" / "README.md",
    ]
