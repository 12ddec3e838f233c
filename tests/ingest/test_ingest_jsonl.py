"""Reports as JSON records."""

from __future__ import annotations

import hashlib
import json

import pytest

from rashomon.ingest import Limits, read_bytes
from rashomon.ingest.limits import DEFAULT_LIMITS
from rashomon.model import Issue, Level, Report, SourceType


def read(raw: bytes, limits: Limits = DEFAULT_LIMITS, published: str | None = None) -> tuple[list[Report], list[Issue]]:
    items = list(
        read_bytes(raw, origin="r.jsonl", media_type="application/x-ndjson", limits=limits, published=published)
    )
    return [i for i in items if isinstance(i, Report)], [i for i in items if isinstance(i, Issue)]


def test_all_fields() -> None:
    record = {
        "id": "W-1",
        "title": "Blast in market",
        "publisher": "Example Wire",
        "publisher_type": "media",
        "author": "Desk",
        "published": "2021-07-19",
        "url": "https://example.org/a",
        "language": "en",
        "note": "constructed voice",
        "text": "Some words.",
    }
    raw = b"  " + json.dumps(record).encode() + b" \r\n"
    (report,), issues = read(raw, published="2000-01-01")
    assert issues == []
    assert report.id == "W-1"
    assert report.sha256 == hashlib.sha256(raw.strip()).hexdigest()
    assert (report.origin, report.title, report.publisher, report.author) == (
        "r.jsonl:1#W-1",
        "Blast in market",
        "Example Wire",
        "Desk",
    )
    assert (report.published, report.published_basis, report.publisher_type) == (
        "2021-07-19",
        "stated",
        SourceType.MEDIA,
    )
    assert (report.url, report.language, report.note, report.text) == (
        "https://example.org/a",
        "en",
        "constructed voice",
        "Some words.",
    )


def test_text_is_kept_to_the_letter() -> None:
    raw = rb'{"text": " One\r\ntwo\u0000three \ud800 \ud83d\ude00\u0085 "}'
    (report,), _ = read(raw)
    assert report.text == " One\r\ntwo three \ufffd \U0001f600  "


@pytest.mark.parametrize(
    ("line", "code"),
    [
        (b"{broken", "broken_record"),
        (b'["text"]', "broken_record"),
        (b'{"title": "no text"}', "broken_record"),
        (b'{"text": 5}', "broken_record"),
        (b'{"text": "\xff\xfe"}', "broken_record"),
        (b'{"text": ' + b"9" * 5_000 + b"}", "broken_record"),
        (b'{"text": " "}', "empty_report"),
        (b"[" * 100_000, "too_deep"),
        (b'{"text": "' + b"x" * 3_000_000 + b'"}', "too_large"),
    ],
)
def test_a_broken_line_costs_one_line(line: bytes, code: str) -> None:
    raw = b'\xef\xbb\xbf{"text": "First one."}\n\n' + line + b'\n{"text": "Last one."}'
    reports, issues = read(raw, Limits(max_line_bytes=1_000_000))
    assert [(report.text, report.origin) for report in reports] == [
        ("First one.", "r.jsonl:1"),
        ("Last one.", "r.jsonl:4"),
    ]
    assert [(issue.code, issue.level, issue.subject) for issue in issues] == [(code, Level.ERROR, "r.jsonl:3")]


def test_unknown_fields_are_named_once() -> None:
    raw = b'{"text": "One.", "mood": 1}\n{"text": "Two.", "mood": 2, "agency": 3}'
    reports, issues = read(raw)
    assert len(reports) == 2
    assert [(issue.code, issue.level, issue.subject) for issue in issues] == [("unknown_field", Level.INFO, "r.jsonl")]
    assert "agency, mood" in issues[0].message


def test_fields_of_a_wrong_kind_are_named() -> None:
    (report,), issues = read(b'{"text": "One.", "title": ["x"], "published": 20210719, "id": {"a": 1}, "url": null}')
    assert (report.title, report.published, report.origin) == (None, None, "r.jsonl:1")
    assert [issue.code for issue in issues] == ["bad_field"] * 3
    assert {issue.report for issue in issues} == {report.id}


def test_the_same_line_twice_is_one_report() -> None:
    reports, issues = read(b'{"text": "One."}\n {"text": "One."}\n')
    assert len(reports) == 1
    assert [(issue.code, issue.level, issue.subject) for issue in issues] == [
        ("duplicate_report", Level.INFO, "r.jsonl:2")
    ]


@pytest.mark.parametrize(
    ("raw", "code"),
    [(b"", "empty_report"), (b"\n \n", "empty_report"), ('{"text": "x"}'.encode("utf-16"), "binary_content")],
)
def test_files_without_records(raw: bytes, code: str) -> None:
    reports, issues = read(raw)
    assert reports == []
    assert [(issue.code, issue.level, issue.subject) for issue in issues] == [(code, Level.ERROR, "r.jsonl")]


def test_a_file_may_be_larger_than_a_document() -> None:
    raw = b'{"text": "Some words."}\n' * 2_000
    reports, _ = read(raw, Limits(max_bytes=1_000))
    assert len(reports) == 1


def test_too_many_records() -> None:
    reports, issues = read(b'{"text": "One."}\n{"text": "Two."}\n{"text": "Three."}', Limits(max_records=2))
    assert len(reports) == 2
    assert [(issue.code, issue.subject) for issue in issues] == [("too_large", "r.jsonl:3")]
