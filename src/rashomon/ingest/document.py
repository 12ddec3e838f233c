"""Formats in which one input is one report: read whole, up to a limit."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from rashomon.ingest.draft import Draft, Metadata, Refusal, Remark
from rashomon.ingest.encoding import has_words
from rashomon.ingest.limits import Limits
from rashomon.ingest.stream import ByteStream
from rashomon.model import Issue


@dataclass(frozen=True, slots=True)
class Document:
    """What a document format reads off bytes: the text that offsets will count in, and metadata as written."""

    text: str
    metadata: Metadata
    remarks: tuple[Remark, ...] = ()


DocumentReader = Callable[[bytes, Limits], Document | Refusal]


def read_document(
    stream: ByteStream, origin: str, limits: Limits, *, media_type: str, reader: DocumentReader
) -> Iterator[Draft | Issue]:
    """One draft, or the one issue that says why there is none."""
    raw = stream.whole(limits.max_bytes)
    if raw is None:
        yield Refusal("too_large", f"larger than {limits.max_bytes:,} bytes").issue(origin)
        return
    document = reader(raw, limits) if raw.strip() else Refusal("empty_report", "nothing in it")
    if isinstance(document, Document) and not has_words(document.text):
        document = Refusal("empty_report", "no letter or digit in it")
    if isinstance(document, Refusal):
        yield document.issue(origin)
        return
    yield Draft(
        text=document.text,
        sha256=hashlib.sha256(raw).hexdigest(),
        origin=origin,
        media_type=media_type,
        metadata=document.metadata,
        remarks=document.remarks,
    )
