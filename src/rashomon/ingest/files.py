"""Opening one file safely, and naming it without saying where it lies on this machine."""

from __future__ import annotations

import os
import stat
from collections.abc import Callable, Iterator
from io import FileIO
from pathlib import Path
from typing import TypeVar

from rashomon.ingest.draft import Refusal
from rashomon.ingest.stream import ByteStream
from rashomon.model import Issue

_T = TypeVar("_T")


def read_stream(path: Path, origin: str, read: Callable[[ByteStream], Iterator[_T]]) -> Iterator[_T | Issue]:
    """What ``read`` makes of a regular file; one issue when it can't be opened, is none, or breaks off."""
    file = _open(path)
    if isinstance(file, Refusal):
        yield file.issue(origin)
        return
    with file:
        try:
            yield from read(ByteStream(file))
        except OSError as error:
            yield Refusal("unreadable", f"reading broke off: {reason(error)}").issue(origin)


def printable_name(name: str) -> str:
    """A file name as text; bytes that are no UTF-8 (lone surrogates in Python) are spelt ``\\xff``."""
    try:
        return os.fsencode(name).decode("utf-8", "backslashreplace")
    except UnicodeEncodeError:  # a surrogate that stands for no byte: no file can have this name
        return name.encode("utf-8", "backslashreplace").decode("utf-8")


def reason(error: OSError) -> str:
    """Why the system refused, without the path that its own message contains."""
    return (error.strerror or type(error).__name__).lower()


def _open(path: Path) -> FileIO | Refusal:
    # without O_NONBLOCK, a pipe put in a file's place between looking and opening would wait for ever
    flags = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
    try:
        descriptor = os.open(path, flags)
    except FileNotFoundError:
        return Refusal("not_found", "no such file or folder")
    except OSError as error:
        return Refusal("unreadable", reason(error))
    except ValueError:  # a NUL or a lone surrogate in it
        return Refusal("not_found", "not a usable path")
    if stat.S_ISREG(os.fstat(descriptor).st_mode):
        return FileIO(descriptor, closefd=True)
    os.close(descriptor)
    return Refusal("special_file", "not a regular file (folder, pipe, socket, device)")
