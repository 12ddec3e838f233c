"""Captured bytes in a folder, each file named by its SHA-256 (``raw/ab/abcdef…``)."""

from __future__ import annotations

import contextlib
import hashlib
import os
import tempfile
from pathlib import Path

from rashomon.errors import WorkspaceDamaged, WorkspaceError


class RawFiles:
    """A content-addressed folder. A file is written beside its place and moved there whole, and never written again."""

    def __init__(self, folder: Path, *, durable: bool) -> None:
        self.folder = folder
        self._durable = durable

    def path(self, sha256: str) -> Path:
        """Where the bytes with this hash are, or would be."""
        return self.folder / sha256[:2] / sha256

    def put(self, sha256: str, data: bytes) -> None:
        """Keep ``data``, whose hash the caller has checked. Raises ``WorkspaceError`` when the disk refuses."""
        place = self.path(sha256)
        if place.exists():
            return
        try:
            place.parent.mkdir(parents=True, exist_ok=True)
            self._write(place, data)
        except OSError as problem:
            raise WorkspaceError(f"{place}: cannot be written ({problem.strerror or problem})") from problem

    def get(self, sha256: str) -> bytes | None:
        """The bytes, or ``None`` when they are not there. Raises ``WorkspaceDamaged`` when they are no longer the same."""
        try:
            data = self.path(sha256).read_bytes()
        except FileNotFoundError:
            return None
        except OSError as problem:
            raise WorkspaceError(f"{self.path(sha256)}: cannot be read ({problem.strerror or problem})") from problem
        if hashlib.sha256(data).hexdigest() != sha256:
            raise WorkspaceDamaged(f"{self.path(sha256)}: not the bytes that were captured")
        return data

    def state(self, sha256: str) -> str:
        """``kept``, ``missing``, ``altered`` or ``unreadable``, in constant memory."""
        try:
            with self.path(sha256).open("rb") as file:
                same = hashlib.file_digest(file, "sha256").hexdigest() == sha256
        except FileNotFoundError:
            return "missing"
        except OSError:
            return "unreadable"
        return "kept" if same else "altered"

    def _write(self, place: Path, data: bytes) -> None:
        handle, name = tempfile.mkstemp(prefix=".new-", dir=place.parent)
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(data)
                if self._durable:
                    file.flush()
                    os.fsync(file.fileno())
            Path(name).chmod(0o444)
            Path(name).replace(place)
        except BaseException:
            with contextlib.suppress(OSError):
                Path(name).unlink()
            raise
