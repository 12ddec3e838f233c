"""What holds for any input."""

from __future__ import annotations

import hashlib
import json
import tempfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from rashomon.ingest import read_bytes, read_events, read_sources
from rashomon.ingest.encoding import clean
from rashomon.ingest.stream import CHUNK_BYTES, ByteStream
from rashomon.model import EventRecord, Issue, Level, Report, stable_id

MEDIA_TYPES = [None, "text/plain", "text/markdown", "text/html", "application/x-ndjson"]
# pieces that readers look for, so that random bytes get past the first check
PIECES = st.sampled_from(
    [b"---\n", b"title: x\n", b"published: 2021-13-40\n", b"# Head\n", b"<html>", b"<div>", b"</div>", b"<!--", b"-->", b"<p>",
     b"<script>", b"<meta charset=windows-1256>", b"&#0;", b"&lt;", b'{"text": "', b'"}\n', b"```\n", b"\\ud800", b"\xff\xfe",
     b"\xef\xbb\xbf", b"\r\n", b"\r", b"\x00", b"LIMA, 31 FEB 90 (EFE) -- [TEXT] ", "انفجار ".encode(), "Взрыв ".encode("cp1251"),
     b"[a](b)", b"**", b"| a | b |\n", b"date,lat,lon\n", b"2021-02-31,95,", b'"']
)  # fmt: skip
RAW = st.lists(st.one_of(PIECES, st.binary(max_size=20)), max_size=30).map(b"".join)
WORDS = st.text(min_size=1, max_size=200).filter(lambda text: any(c.isalnum() for c in text))


@given(raw=RAW, media_type=st.sampled_from(MEDIA_TYPES))
@settings(max_examples=300, deadline=None)
def test_any_bytes_give_reports_or_issues(raw: bytes, media_type: str | None) -> None:
    items = list(read_bytes(raw, origin="input", media_type=media_type))

    assert items
    assert all(isinstance(item, Report | Issue) for item in items)
    for item in items:
        if isinstance(item, Report):
            item.text.encode("utf-8")
            assert item.text == clean(item.text)
            assert any(c.isalnum() for c in item.text)
            assert item.published is None or item.published_on is not None


@given(raw=RAW, media_type=st.sampled_from(MEDIA_TYPES[1:4]))
@settings(max_examples=100, deadline=None)
def test_a_document_is_a_report_or_one_error(raw: bytes, media_type: str) -> None:
    items = list(read_bytes(raw, origin="input", media_type=media_type))

    reports = [item for item in items if isinstance(item, Report)]
    errors = [item for item in items if isinstance(item, Issue) and item.level is Level.ERROR]
    errors = [item for item in errors if not (reports and item.code == "encoding_guessed")]  # read, with a doubt
    assert len(reports) + len(errors) == 1
    for report in reports:
        assert report.sha256 == hashlib.sha256(raw).hexdigest()
        assert report.id == stable_id("r", report.sha256)


@given(text=WORDS.map(lambda text: text.replace("\x00", "")).filter(lambda text: any(c.isalnum() for c in text)))
@settings(deadline=None)
def test_plain_text_is_preserved_but_for_line_ends_and_controls(text: str) -> None:
    raw = text.encode("utf-8", "replace")
    items = list(read_bytes(raw, origin="t.txt", media_type="text/plain"))
    reports = [item for item in items if isinstance(item, Report)]
    if not reports:  # so many control characters that it is no text
        assert [item.code for item in items if isinstance(item, Issue)] in (["binary_content"], ["empty_report"])
        return
    expected = raw.decode("utf-8").removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    assert reports[0].text == clean(expected)
    assert reports[0].title is None or reports[0].title in reports[0].text


@given(
    text=st.text(alphabet=st.characters(), min_size=1, max_size=200).map(lambda text: text + "x"),
    ascii_only=st.booleans(),
)
@settings(deadline=None)
def test_record_text_keeps_every_offset(text: str, ascii_only: bool) -> None:
    safe = ascii_only or not any("\ud800" <= c <= "\udfff" for c in text)
    raw = json.dumps({"text": text}, ensure_ascii=ascii_only or not safe).encode()

    (report,) = [
        item
        for item in read_bytes(raw, origin="r.jsonl", media_type="application/x-ndjson")
        if isinstance(item, Report)
    ]

    written = json.loads(raw)["text"]
    assert len(report.text) == len(written)
    for kept, original in zip(report.text, written, strict=True):
        assert (
            kept == original
            or (kept == " " and not original.isprintable())
            or (kept == "\ufffd" and "\ud800" <= original <= "\udfff")
        )


@given(
    files=st.dictionaries(
        st.from_regex(r"\A[a-z]{1,6}\.(txt|md|html|jsonl)\Z"),
        st.sampled_from(
            [
                b"One report.",
                b"Another report.",
                b'{"text": "A record."}\n{"text": 3}',
                b"<p>A page.</p>",
                b"",
                b"\x00\x01\x02",
            ]
        ),
        min_size=1,
        max_size=5,
    ),
    data=st.data(),
)
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_order_of_sources_changes_nothing(files: dict[str, bytes], data: st.DataObject) -> None:
    with tempfile.TemporaryDirectory() as name:
        for file, raw in files.items():
            (Path(name) / file).write_bytes(raw)
        sources = [Path(name) / file for file in files] + [Path(name)]
        shuffled = data.draw(st.permutations(sources))
        assert list(read_sources(sources)) == list(read_sources(shuffled))


@given(content=st.binary(max_size=400), limit=st.integers(1, 50), step=st.integers(1, 40))
def test_lines_are_those_of_the_bytes_whatever_the_pieces(content: bytes, limit: int, step: int) -> None:
    class Dribble:
        """Gives at most ``step`` bytes at a time, as a pipe may."""

        def __init__(self) -> None:
            self.rest = content

        def read(self, size: int, /) -> bytes:
            piece, self.rest = self.rest[: min(size, step)], self.rest[min(size, step) :]
            return piece

    expected = [line if len(line) <= limit else None for line in content.split(b"\n")]
    if expected[-1] == b"":
        expected.pop()
    assert list(ByteStream(Dribble()).lines(limit)) == expected
    stream = ByteStream(Dribble())
    assert stream.head() == content[:CHUNK_BYTES]
    assert list(stream.lines(limit)) == expected
    assert ByteStream(Dribble()).whole(len(content)) == content


CELLS = st.sampled_from(
    [b"2021-02-28", b"2021-02", b"2021", b"2021-02-31", b",", b",", b",", b"33.3", b"95", b"-9", b"12", b"\n", b"\n"]
)


@given(raw=RAW | st.lists(CELLS, max_size=30).map(b"".join) | st.just(b"2021-02,33.3,44.4,12\n2021-02-31,95,,\n"))
@settings(max_examples=100, deadline=None)
def test_any_bytes_as_a_table_give_events_or_issues(raw: bytes) -> None:
    with tempfile.TemporaryDirectory() as name:
        path = Path(name) / "e.csv"
        path.write_bytes(b"date,lat,lon,killed\n" + raw)
        for item in read_events(path):
            assert isinstance(item, EventRecord | Issue)
            if isinstance(item, EventRecord):
                assert item.date_earliest <= item.date_latest
                assert item.lat is None or -90 <= item.lat <= 90


def test_reading_twice_gives_the_same(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("A report.\r\nIn two lines.", newline="")
    (tmp_path / "b.html").write_text("<title>A page</title><p>It has some words on it.</p>")
    assert list(read_sources([tmp_path])) == list(read_sources([tmp_path]))


@pytest.mark.parametrize("size", [CHUNK_BYTES - 1, CHUNK_BYTES, CHUNK_BYTES + 1])
def test_chunk_borders_lose_nothing(size: int) -> None:
    text = "a" * (size - 3) + " é"
    (report,) = read_bytes(text.encode(), origin="t", media_type="text/plain")
    assert isinstance(report, Report)
    assert report.text == text
