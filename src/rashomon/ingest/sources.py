"""Everything a user can name as a source, read into reports and issues."""

from __future__ import annotations

import io
import os
import re
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import BinaryIO

from rashomon.errors import UsageError
from rashomon.ingest.capture import Capture
from rashomon.ingest.dates import given_date
from rashomon.ingest.draft import Draft, Refusal
from rashomon.ingest.files import printable_name, read_stream, reason
from rashomon.ingest.folder import walk
from rashomon.ingest.formats import Format, format_of_media_type, format_of_name, has_suffix, sniff
from rashomon.ingest.limits import DEFAULT_LIMITS, Limits
from rashomon.ingest.stream import ByteStream
from rashomon.model import Issue, Report

STDIN = "-"
_URL = re.compile(r"[a-z][a-z0-9+.-]+:/{1,2}\S", re.IGNORECASE)  # a Path has already folded "//" into "/"


def read_sources(
    sources: Iterable[str | Path],
    *,
    published: str | None = None,
    stdin: BinaryIO | None = None,
    limits: Limits = DEFAULT_LIMITS,
) -> Iterator[Report | Issue]:
    """Reports of files, folders and standard input (``-``), each once, and an issue for every problem.

    ``published`` (ISO 8601) is the date of reports that state none. The sources are taken in the order of their names,
    whatever order they are given in. A report is followed by its own issues. Memory: one document at a time.
    Raises ``UsageError`` at once for an empty source or a ``published`` that is no date; nothing later.
    """
    capture = Capture(given_date(published), limits)
    named = sorted({os.fspath(source) for source in sources}, key=lambda name: (_name(name), name))
    if "" in named:
        raise UsageError("an empty source")
    return capture.reports(item for name in named for item in _drafts(name, stdin, limits))


def read_bytes(
    raw: bytes,
    *,
    origin: str,
    media_type: str | None = None,
    published: str | None = None,
    limits: Limits = DEFAULT_LIMITS,
) -> Iterator[Report | Issue]:
    """Reports of bytes at hand; without ``media_type`` the format is told from the bytes. Raises as ``read_sources``."""
    capture = Capture(given_date(published), limits)
    stream = ByteStream(io.BytesIO(raw))
    chosen = sniff(stream.head()) if media_type is None else format_of_media_type(media_type)
    if chosen is None:
        return iter([Refusal("unsupported_format", f"no format that is read here: {media_type!r}").issue(origin)])
    return capture.reports(chosen.read(stream, origin, limits))


def _drafts(source: str, stdin: BinaryIO | None, limits: Limits) -> Iterator[Draft | Issue]:
    if source == STDIN:
        yield from _standard_input(stdin if stdin is not None else sys.stdin.buffer, limits)
        return
    name = _name(source)
    if _URL.match(source):
        yield Refusal("url_not_supported", "addresses are not fetched; save the page and give the file").issue(name)
        return
    path = Path(source)
    if not _is_folder(path):
        yield from _file(path, name, limits)
        return
    for found in walk(path, name):
        if isinstance(found, Issue):
            yield found
        else:
            yield from _file(*found, limits)


def _file(path: Path, origin: str, limits: Limits) -> Iterator[Draft | Issue]:
    chosen = format_of_name(path.name)

    def read(stream: ByteStream) -> Iterator[Draft | Issue]:
        fmt: Format | None = chosen or (None if has_suffix(path.name) else sniff(stream.head()))
        if fmt is None:
            return iter([Refusal("unsupported_format", "no format that is read here").issue(origin)])
        return fmt.read(stream, origin, limits)

    yield from read_stream(path, origin, read)


def _standard_input(stdin: BinaryIO, limits: Limits) -> Iterator[Draft | Issue]:
    stream = ByteStream(stdin)
    try:
        yield from sniff(stream.head()).read(stream, STDIN, limits)
    except (OSError, ValueError) as error:  # ValueError: it was closed
        why = reason(error) if isinstance(error, OSError) else "it is closed"
        yield Refusal("unreadable", why).issue(STDIN)


def _is_folder(path: Path) -> bool:
    try:
        return path.is_dir()
    except (OSError, ValueError):
        return False


def _name(source: str) -> str:
    """How a source is called in records: the name of the file or folder, never where it lies on this machine."""
    if source == STDIN or _URL.match(source):
        return source
    if "\x00" in source:  # no file can be called so
        return printable_name(source.rpartition("/")[2])
    return printable_name(os.path.basename(os.path.abspath(source)) or source)  # noqa: PTH100, PTH119
