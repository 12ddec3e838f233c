"""Raw answers on disk, one file per request, so that nothing is asked twice, not even after a crash."""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import tempfile
from pathlib import Path
from typing import Any

from rashomon.errors import WorkspaceError


class Answers:
    """A folder of answers, each named by the hash of what was asked where (``answers/ab/abcdef….json``).

    The request holds the text, the instructions, the schema, the model and all its settings; the key of the endpoint
    is no part of it. A file is written beside its place and moved there whole; one that cannot be read counts as absent.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def path(self, url: str, request: dict[str, Any]) -> Path:
        """Where the answer to this request is, or would be."""
        asked = json.dumps([url, request], sort_keys=True, ensure_ascii=True)
        name = hashlib.sha256(asked.encode("ascii")).hexdigest()
        return self.folder / name[:2] / f"{name}.json"

    def get(self, url: str, request: dict[str, Any]) -> str | None:
        """The answer kept for this request."""
        try:
            kept = json.loads(self.path(url, request).read_text("utf-8"))
        except (OSError, ValueError, RecursionError):
            return None
        content = kept.get("content") if isinstance(kept, dict) else None
        return content if isinstance(content, str) else None

    def put(self, url: str, request: dict[str, Any], content: str) -> None:
        """Keep an answer. Raises ``WorkspaceError`` when the disk refuses."""
        place = self.path(url, request)
        body = json.dumps({"url": url, "model": request["model"], "content": content}).encode("ascii")
        try:
            place.parent.mkdir(parents=True, exist_ok=True)
            handle, name = tempfile.mkstemp(prefix=".new-", dir=place.parent)
            try:
                with os.fdopen(handle, "wb") as file:
                    file.write(body)
                Path(name).replace(place)
            except BaseException:
                with contextlib.suppress(OSError):
                    Path(name).unlink()
                raise
        except OSError as problem:
            raise WorkspaceError(f"{place}: cannot be written ({problem.strerror or problem})") from problem
