"""Markdown: its words without the marks. Links keep their words, images their description, tables their cells."""

from __future__ import annotations

import re
from dataclasses import replace
from html import unescape

from rashomon.ingest.document import Document
from rashomon.ingest.draft import Refusal
from rashomon.ingest.encoding import clean, decode, normalise
from rashomon.ingest.frontmatter import read_frontmatter
from rashomon.ingest.limits import Limits
from rashomon.ingest.title import title_of

_HEADING = re.compile(r" {0,3}#{1,6}(?:[ \t]+(.*?))?(?:[ \t]+#+)?[ \t]*")
_UNDERLINE = re.compile(r" {0,3}(?:=+|-+)[ \t]*")
_RULE = re.compile(r" {0,3}(?:(?:\*[ \t]*){3,}|(?:-[ \t]*){3,}|(?:_[ \t]*){3,})")
_FENCE = re.compile(r" {0,3}(`{3,}|~{3,})[^`]*")
_REFERENCE = re.compile(r" {0,3}\[[^\[\]]{1,300}\]:[ \t]+\S.*")
_TABLE_RULE = re.compile(r"[ \t]*\|?(?:[ \t]*:?-{2,}:?[ \t]*\|)+(?:[ \t]*:?-{2,}:?[ \t]*)?")
_PREFIX = re.compile(r"[ \t]*(?:>[ \t]?|[-*+][ \t]+(?:\[[ xX]\][ \t]+)?)")
_LINK = re.compile(r"!?\[([^\[\]\n]{0,2000})\](?:\(\s*(?:<[^<>\n]{0,2000}>|[^\s()]{0,2000}(?:\([^\s()]{0,2000}\)[^\s()]{0,2000})?)"
                   r"(?:\s+(?:\"[^\"\n]{0,500}\"|'[^'\n]{0,500}'))?\s*\)|\[[^\[\]\n]{0,300}\])")  # fmt: skip
_AUTOLINK = re.compile(r"<((?:https?://|mailto:)[^<>\s]{1,2000})>")
_TAG = re.compile(r"</?[A-Za-z][^<>\n]{0,2000}>")
_CODE = re.compile(r"(`{1,3})([^`\n]{1,2000})\1")
_EMPHASIS = (
    re.compile(r"(\*{1,3})(?=[^\s*])([^*\n]{1,2000}?)(?<=[^\s*])\1(?!\*)"),
    re.compile(r"(?<![^\W_])(_{1,3})(?=[^\s_])([^_\n]{1,2000}?)(?<=[^\s_])\1(?![^\W_])"),
    re.compile(r"(~~)(?=[^\s~])([^~\n]{1,2000}?)(?<=[^\s~])~~"),
)
_ESCAPE = re.compile(r"\\([!-/:-@\[-`{-~])")
_BLOCKS = (("<!--", "-->"), ("<script", "</script>"), ("<style", "</style>"))


def read_markdown(raw: bytes, _limits: Limits) -> Document | Refusal:
    """The rendered text (front matter is metadata, not text) with its first heading, else its headline, as title."""
    decoded = decode(raw)
    if isinstance(decoded, Refusal):
        return decoded
    source = normalise(decoded.text)
    front = read_frontmatter(source)
    text, heading = render(source[front.body :])
    metadata = front.metadata
    if metadata.title is None:
        metadata = replace(metadata, title=heading or title_of(text))
    return Document(text, metadata, decoded.remarks + front.remarks)


def render(source: str) -> tuple[str, str | None]:
    """Plain text of Markdown and its heading, if a heading comes before anything else. Linear in the source."""
    for opener, closer in _BLOCKS:
        source = _without(source, opener, closer)
    lines: list[str] = []
    heading: str | None = None
    fence: str | None = None
    for line in source.split("\n"):
        if fence is not None:  # code stands as it is
            fence = None if line.strip().startswith(fence) else fence
            lines += [line] if fence else []
        elif mark := _FENCE.fullmatch(line):
            fence = mark[1]
        else:
            words, is_heading = _line(line, lines)
            lines += [words] if words is not None else []
            heading = heading or (_only(lines) if is_heading else None)
    return clean("\n".join(lines).strip("\n")), heading


def _line(line: str, before: list[str]) -> tuple[str | None, bool]:
    """The line's words (``None``: it has none of its own) and whether it makes a heading (of itself or the line before)."""
    if _UNDERLINE.fullmatch(line) and before and before[-1].strip():
        return None, True
    if _RULE.fullmatch(line) or _TABLE_RULE.fullmatch(line) or _REFERENCE.fullmatch(line):
        return None, False
    match = _HEADING.fullmatch(line)
    if match:
        return _inline(match[1] or ""), True
    while prefix := _PREFIX.match(line):
        line = line[prefix.end() :]
    if line.lstrip().startswith("|") and line.rstrip().endswith("|"):
        line = ", ".join(cell.strip() for cell in line.strip().strip("|").split("|"))
    return _inline(line).rstrip(), False


def _inline(line: str) -> str:
    escaped: list[str] = []

    def hold(match: re.Match[str]) -> str:
        escaped.append(match[1])
        return "\ue000"

    held = "\ue000" in line  # a text that uses this private character keeps its backslashes
    line = line if held else _ESCAPE.sub(hold, line)
    line = _CODE.sub(r"\2", line)
    for _ in range(2):  # an image may stand in a link
        line = _LINK.sub(r"\1", line)
    line = _TAG.sub("", _AUTOLINK.sub(r"\1", line))
    for _ in range(2):  # emphasis within emphasis
        for pattern in _EMPHASIS:
            line = pattern.sub(r"\2", line)
    line = unescape(line)
    parts = iter(escaped)
    return line if held else re.sub("\ue000", lambda _: next(parts, ""), line)


def _only(lines: list[str]) -> str | None:
    """The last line if it is the first that has words."""
    words = [line for line in lines[-20:] if line.strip()]
    return words[0].strip() if len(words) == 1 and len(lines) <= 20 else None


def _without(source: str, opener: str, closer: str) -> str:
    """Without everything from ``opener`` to ``closer``, in one pass; an opener that is never closed stays."""
    folded = source.lower() if len(source.lower()) == len(source) else source
    kept, position = [], 0
    while (begin := folded.find(opener, position)) >= 0 and (end := folded.find(closer, begin)) >= 0:
        kept.append(source[position:begin])
        position = end + len(closer)
    return "".join([*kept, source[position:]])
