"""Plain text."""

from __future__ import annotations

from rashomon.ingest.document import Document
from rashomon.ingest.draft import Metadata, Refusal
from rashomon.ingest.encoding import decode, normalise
from rashomon.ingest.limits import Limits
from rashomon.ingest.title import title_of


def read_text(raw: bytes, _limits: Limits) -> Document | Refusal:
    """The text as it stands, line ends as line feeds, control characters as spaces; its headline as title."""
    decoded = decode(raw)
    if isinstance(decoded, Refusal):
        return decoded
    text = normalise(decoded.text)
    return Document(text, Metadata(title=title_of(text)), decoded.remarks)
