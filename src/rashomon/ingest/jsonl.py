"""Reports as JSON records, one a line."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterator
from typing import Any

from rashomon.ingest.draft import Draft, Metadata, Refusal, Remark
from rashomon.ingest.encoding import clean, has_words
from rashomon.ingest.limits import Limits
from rashomon.ingest.stream import ByteStream
from rashomon.ingest.title import title_of
from rashomon.model import Issue, Level

MEDIA_TYPE = "application/x-ndjson"
METADATA_KEYS = ("title", "publisher", "publisher_type", "author", "published", "url", "language", "note")
KEYS = frozenset({"id", "text", *METADATA_KEYS})
"""Every key that is read; all but ``text`` are optional."""

_PLAIN_ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9_.-]{0,63}")
_LONGEST_ID = 200
_NAMED_KEYS = 20


def read_jsonl(stream: ByteStream, origin: str, limits: Limits) -> Iterator[Draft | Issue]:
    """One draft per good line, one error issue per bad one; a report's bytes are those of its line without outer blanks.

    ``text`` keeps every offset: only control characters and lone surrogates are replaced, one for one.
    """
    if stream.head().startswith((b"\xff\xfe", b"\xfe\xff")):
        yield Refusal("binary_content", "record files must be UTF-8; this one is UTF-16 or UTF-32").issue(origin)
        return
    unknown: set[str] = set()
    records = 0
    for number, line in enumerate(stream.lines(limits.max_line_bytes), start=1):
        subject = f"{origin}:{number}"
        content = line if line is None else (line.removeprefix(b"\xef\xbb\xbf") if number == 1 else line).strip()
        if content == b"":
            continue
        if records == limits.max_records:
            yield Refusal("too_large", f"more than {limits.max_records:,} records; the rest was not read").issue(
                subject
            )
            break
        records += 1
        record = _parse(content, limits)
        if isinstance(record, Refusal):
            yield record.issue(subject)
            continue
        unknown |= record.keys() - KEYS if len(unknown) < _NAMED_KEYS else set()
        draft = _draft(record, content or b"", subject)
        yield draft.issue(subject) if isinstance(draft, Refusal) else draft
    if records == 0:
        yield Refusal("empty_report", "no record in it").issue(origin)
    if unknown:
        named = ", ".join(sorted(clean(key)[:60] for key in unknown)[:_NAMED_KEYS])
        yield Issue(code="unknown_field", level=Level.INFO, subject=origin, message=f"fields not read: {named}")


def _parse(line: bytes | None, limits: Limits) -> dict[str, Any] | Refusal:
    if line is None:
        return Refusal("too_large", f"a line of more than {limits.max_line_bytes:,} bytes")
    try:
        record = json.loads(line.decode("utf-8"))
    except UnicodeDecodeError:
        return Refusal("broken_record", "not valid UTF-8")
    except RecursionError:
        return Refusal("too_deep", "JSON nested too deeply")
    except ValueError as error:
        return Refusal("broken_record", f"not JSON: {getattr(error, 'msg', 'a number that cannot be read')}")
    if not isinstance(record, dict):
        return Refusal("broken_record", "not a JSON object")
    return record


def _draft(record: dict[str, Any], raw: bytes, subject: str) -> Draft | Refusal:
    text = record.get("text")
    if not isinstance(text, str):
        return Refusal("broken_record", '"text" is missing or not a string')
    text = clean(text)
    if not has_words(text):
        return Refusal("empty_report", '"text" holds no letter or digit')
    values: dict[str, str] = {}
    remarks: list[Remark] = []
    for key in METADATA_KEYS:
        value = record.get(key)
        if isinstance(value, str):
            values[key] = value
        elif value is not None:
            remarks.append(Remark("bad_field", Level.WARNING, f'"{key}" is not a string and was left out'))
    values.setdefault("title", title_of(text) or "")
    return Draft(
        text=text,
        sha256=hashlib.sha256(raw).hexdigest(),
        origin=_origin(record.get("id"), subject, remarks),
        media_type=MEDIA_TYPE,
        metadata=Metadata(**values),
        stated_id=_plain_id(record.get("id")),
        remarks=tuple(remarks),
    )


def _plain_id(stated: object) -> str | None:
    """A record's own id, so that results can be joined to the input; ``None`` when it is not plain enough for a name."""
    if isinstance(stated, bool) or not isinstance(stated, str | int):
        return None
    return str(stated) if _PLAIN_ID.fullmatch(str(stated)) else None


def _origin(stated_id: object, subject: str, remarks: list[Remark]) -> str:
    """``file.jsonl:LINE``, with ``#ID`` when the record states one, so that a reader finds it again under its own name."""
    if stated_id is None:
        return subject
    if isinstance(stated_id, bool) or not isinstance(stated_id, str | int) or len(str(stated_id)) > _LONGEST_ID:
        remarks.append(
            Remark("bad_field", Level.WARNING, '"id" is neither a short string nor a whole number and was left out')
        )
        return subject
    return f"{subject}#{clean(str(stated_id))}"
