"""Which reader reads what. A new format is one module and one line here."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial

from rashomon.ingest.document import DocumentReader, read_document
from rashomon.ingest.draft import Draft
from rashomon.ingest.html import read_html
from rashomon.ingest.jsonl import MEDIA_TYPE as JSONL
from rashomon.ingest.jsonl import read_jsonl
from rashomon.ingest.limits import Limits
from rashomon.ingest.markdown import read_markdown
from rashomon.ingest.stream import ByteStream
from rashomon.ingest.text import read_text
from rashomon.model import Issue

Reader = Callable[[ByteStream, str, Limits], Iterator[Draft | Issue]]


@dataclass(frozen=True, slots=True)
class Format:
    """A format, the file names that tell it (lower case) and how a stream of it becomes drafts."""

    media_type: str
    suffixes: tuple[str, ...]
    read: Reader


def _document(media_type: str, suffixes: tuple[str, ...], reader: DocumentReader) -> Format:
    return Format(media_type, suffixes, partial(read_document, media_type=media_type, reader=reader))


FORMATS: tuple[Format, ...] = (
    _document("text/plain", (".txt", ".text"), read_text),
    _document("text/markdown", (".md", ".markdown"), read_markdown),
    _document("text/html", (".html", ".htm", ".xhtml"), read_html),
    Format(JSONL, (".jsonl", ".ndjson"), read_jsonl),
)
_BY_SUFFIX = {suffix: fmt for fmt in FORMATS for suffix in fmt.suffixes}
_BY_MEDIA_TYPE = {fmt.media_type: fmt for fmt in FORMATS} | {
    "application/xhtml+xml": _BY_SUFFIX[".html"],
    "application/jsonl": _BY_SUFFIX[".jsonl"],
}
_PAGE = re.compile(
    rb"\s*(?:<\?xml[^>]*>\s*)?(?:<!--[^>]*>\s*)?<(?:!doctype\s+html|(?:html|head|body|meta|title|article|div|p|h1|script)[\s>])",
    re.I,
)
_FRONT_MATTER = re.compile(rb"---[ \t]*\r?\n")


def format_of_name(name: str) -> Format | None:
    """The format that a file's name tells, ``None`` for any other ending or none."""
    return _BY_SUFFIX.get(_suffix(name))


def has_suffix(name: str) -> bool:
    """Whether a name has an ending at all ("report.pdf" has, "report" and ".hidden" have none)."""
    return bool(_suffix(name))


def format_of_media_type(media_type: str) -> Format | None:
    """The format of a media type; parameters (``; charset=…``) are ignored."""
    return _BY_MEDIA_TYPE.get(media_type.partition(";")[0].strip().lower())


def sniff(head: bytes) -> Format:
    """The format of bytes without a name: records, a page, Markdown with front matter, or else plain text."""
    start = head.removeprefix(b"\xef\xbb\xbf")
    if _PAGE.match(start):
        return _BY_SUFFIX[".html"]
    if _FRONT_MATTER.match(start):
        return _BY_SUFFIX[".md"]
    return _BY_SUFFIX[".jsonl"] if _begins_with_record(start.lstrip()) else _BY_SUFFIX[".txt"]


def _begins_with_record(start: bytes) -> bool:
    if not re.match(rb"\{\s*(?:\"|\})", start):
        return False
    line, ended, _ = start.partition(b"\n")
    try:
        return isinstance(json.loads(line), dict)
    except (ValueError, RecursionError):
        return not ended  # a first line longer than what was looked at


def _suffix(name: str) -> str:
    stem, dot, ending = name.rpartition(".")
    return f".{ending.lower()}" if stem and dot and ending else ""
