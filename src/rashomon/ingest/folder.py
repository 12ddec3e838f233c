"""Files of a folder, in an order that depends on names alone. Symbolic links are never followed."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

from rashomon.ingest.files import printable_name, reason
from rashomon.ingest.formats import format_of_name
from rashomon.model import Issue, Level


def walk(folder: Path, origin: str) -> Iterator[tuple[Path, str] | Issue]:
    """Readable-looking files with their origins; what is skipped is named by an issue each. Raises nothing."""
    waiting: list[tuple[Path, str]] = [(folder, origin)]
    while waiting:
        path, name = waiting.pop()
        try:
            with os.scandir(path) as listing:
                entries = sorted(listing, key=lambda entry: os.fsencode(entry.name))
        except OSError as error:
            yield Issue(code="unreadable", level=Level.ERROR, subject=name, message=f"folder: {reason(error)}")
            continue
        if not entries and path == folder:
            yield Issue(code="empty_folder", level=Level.WARNING, subject=name, message="an empty folder")
        folders = []
        for entry in entries:
            place = f"{name}/{printable_name(entry.name)}"
            skipped = _skipped(entry, place)
            if skipped is not None:
                yield skipped
            elif entry.is_dir(follow_symlinks=False):
                folders.append((Path(entry.path), place))
            else:
                yield Path(entry.path), place
        waiting.extend(reversed(folders))


def _skipped(entry: os.DirEntry[str], place: str) -> Issue | None:
    def skip(code: str, level: Level, message: str) -> Issue:
        return Issue(code=code, level=level, subject=place, message=message)

    if entry.name.startswith("."):
        return skip("hidden_skipped", Level.INFO, "hidden; not read")
    if entry.is_symlink():
        return skip("symlink_skipped", Level.INFO, "a symbolic link; not followed")
    if entry.is_dir(follow_symlinks=False):
        return None
    if not entry.is_file(follow_symlinks=False):
        return skip("special_file", Level.WARNING, "not a regular file (pipe, socket, device); not read")
    if format_of_name(entry.name) is None:
        return skip("unsupported_format", Level.INFO, "no format that is read here")
    return None
