"""Files, folders, standard input and what can't be one."""

from __future__ import annotations

import io
import os
import re
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import NoReturn

import pytest

from rashomon.errors import UsageError
from rashomon.ingest import Limits, read_bytes, read_sources
from rashomon.ingest.formats import sniff
from rashomon.model import Issue, Level, Report

Split = Callable[[Iterable[object]], tuple[list[Report], list[Issue]]]
Write = Callable[[str, str | bytes], Path]


def brief(issues: list[Issue]) -> list[tuple[str, Level, str]]:
    return [(issue.code, issue.level, issue.subject) for issue in issues]


def test_a_folder(tmp_path: Path, write: Write, split: Split) -> None:
    write("in/b.txt", "Report b.")
    write("in/a.MD", "Report a.")
    write("in/sub/c.html", "<p>Report c.</p>")
    write("in/.hidden/x.txt", "Hidden.")
    write("in/photo.jpg", b"\xff\xd8\xff")
    write("in/README", "No ending.")
    write("outside/secret.txt", "Secret.")
    (tmp_path / "in/link.txt").symlink_to(tmp_path / "outside/secret.txt")
    (tmp_path / "in/loop").symlink_to(tmp_path / "in")
    os.mkfifo(tmp_path / "in/pipe.txt")
    reports, issues = split(read_sources([tmp_path / "in"]))
    assert [(report.origin, report.text) for report in reports] == [
        ("in/a.MD", "Report a."),
        ("in/b.txt", "Report b."),
        ("in/sub/c.html", "Report c."),
    ]
    assert [report.media_type for report in reports] == ["text/markdown", "text/plain", "text/html"]
    assert sorted(brief(issues)) == [
        ("hidden_skipped", Level.INFO, "in/.hidden"),
        ("special_file", Level.WARNING, "in/pipe.txt"),
        ("symlink_skipped", Level.INFO, "in/link.txt"),
        ("symlink_skipped", Level.INFO, "in/loop"),
        ("unsupported_format", Level.INFO, "in/README"),
        ("unsupported_format", Level.INFO, "in/photo.jpg"),
    ]


def test_no_host_path_appears_anywhere(tmp_path: Path, write: Write) -> None:
    write("in/a.txt", "Words.")
    write("in/bad.txt", b"")
    sources = [
        tmp_path / "in",
        tmp_path / "in/a.txt",
        tmp_path / "gone.txt",
        tmp_path / "x\x00y",
        tmp_path / ("n" * 300),
    ]
    items = list(read_sources(sources))
    assert len(items) == 6
    assert all(str(tmp_path) not in repr(item) for item in items)


def test_the_same_report_twice_is_one(tmp_path: Path, write: Write, split: Split) -> None:
    one, other = write("a.txt", "Words."), write("copy/b.txt", "Words.")
    reports, issues = split(read_sources([other, one, tmp_path]))
    assert [report.origin for report in reports] == ["a.txt"]
    assert {(issue.code, issue.level, issue.report) for issue in issues} == {
        ("duplicate_report", Level.INFO, reports[0].id)
    }
    assert len(issues) == 3


def test_sources_that_cannot_be_read_give_one_error_each(tmp_path: Path, write: Write, split: Split) -> None:
    os.mkfifo(tmp_path / "pipe")
    sources: list[str | Path] = [
        tmp_path / "gone.txt",
        tmp_path / "pipe",
        write("a.pdf", b"%PDF-1.7"),
        write("empty.txt", b""),
        "https://example.org/a.html",
        write("good.txt", "Words."),
    ]
    reports, issues = split(read_sources(sources))
    assert [report.origin for report in reports] == ["good.txt"]
    assert sorted(brief(issues)) == [
        ("empty_report", Level.ERROR, "empty.txt"),
        ("not_found", Level.ERROR, "gone.txt"),
        ("special_file", Level.ERROR, "pipe"),
        ("unsupported_format", Level.ERROR, "a.pdf"),
        ("url_not_supported", Level.ERROR, "https://example.org/a.html"),
    ]


def test_an_empty_folder_is_said(tmp_path: Path, split: Split) -> None:
    (tmp_path / "none").mkdir()
    assert brief(split(read_sources([tmp_path / "none"]))[1]) == [("empty_folder", Level.WARNING, "none")]


def test_a_file_without_ending_is_told_by_its_bytes(write: Write, split: Split) -> None:
    reports, issues = split(read_sources([write("story", "Words."), write("page", "<html><p>Words on a page.</p>")]))
    assert [report.media_type for report in reports] == ["text/html", "text/plain"]
    assert issues == []


def test_a_refused_folder_and_file(tmp_path: Path, write: Write, split: Split, monkeypatch: pytest.MonkeyPatch) -> None:
    write("in/good.txt", "Words.")
    write("in/locked.txt", "Locked.")
    write("in/closed/x.txt", "Closed.")
    scandir, opened = os.scandir, os.open

    def refuse(path: object) -> NoReturn:
        raise PermissionError(13, "Permission denied", str(path))

    monkeypatch.setattr(os, "scandir", lambda path: refuse(path) if str(path).endswith("closed") else scandir(path))
    monkeypatch.setattr(
        os, "open", lambda path, *a, **k: refuse(path) if str(path).endswith("locked.txt") else opened(path, *a, **k)
    )
    reports, issues = split(read_sources([tmp_path / "in"]))
    assert [report.text for report in reports] == ["Words."]
    assert brief(issues) == [("unreadable", Level.ERROR, "in/locked.txt"), ("unreadable", Level.ERROR, "in/closed")]
    assert all("permission denied" in issue.message and str(tmp_path) not in issue.message for issue in issues)


def test_a_file_that_vanishes_and_one_that_breaks_off(
    tmp_path: Path, write: Write, split: Split, monkeypatch: pytest.MonkeyPatch
) -> None:
    write("in/gone.txt", "Words.")
    write("in/kept.txt", "More words.")
    opened = os.open

    def vanish(path: os.PathLike[str], *rest: object, **named: object) -> int:
        if str(path).endswith("gone.txt"):
            raise FileNotFoundError(2, "No such file or directory", str(path))
        return opened(path, *rest, **named)  # type: ignore[arg-type]

    monkeypatch.setattr(os, "open", vanish)
    reports, issues = split(read_sources([tmp_path / "in"]))
    assert [report.text for report in reports] == ["More words."]
    assert brief(issues) == [("not_found", Level.ERROR, "in/gone.txt")]

    class Broken(io.BytesIO):
        def read(self, size: int | None = -1, /) -> bytes:
            raise OSError(5, "Input/output error")

    assert brief(split(read_sources(["-"], stdin=Broken(b"x")))[1]) == [("unreadable", Level.ERROR, "-")]


@pytest.mark.parametrize("name", ["a\nb.txt", "\u202egnp.txt", "<script>alert(1)<script>.txt", "a'\"&;.txt"])
def test_hostile_names_are_data(name: str, write: Write, split: Split) -> None:
    (report,), issues = split(read_sources([write(name, "Words.")]))
    assert report.origin == name
    assert issues == []


def test_names_that_are_no_unicode(tmp_path: Path, split: Split) -> None:
    folder = os.fsencode(tmp_path / "in")
    (tmp_path / "in").mkdir()
    Path(os.fsdecode(folder + b"/\xff\xfe.txt")).write_bytes(b"Words.")
    (report,), issues = split(read_sources([tmp_path / "in"]))
    assert report.origin == "in/\\xff\\xfe.txt"
    assert issues == []
    (again,), _ = split(read_sources([os.fsdecode(folder + b"/\xff\xfe.txt")]))
    assert again.origin == "\\xff\\xfe.txt"
    assert brief(split(read_sources(["lone\ud800.txt"]))[1]) == [("not_found", Level.ERROR, "lone\\ud800.txt")]


def test_a_large_file_is_refused_without_being_read(
    write: Write, split: Split, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = write("big.txt", b"")
    os.truncate(path, 40 * 1024 * 1024)
    read = 0
    original = io.FileIO.read

    class Counting(io.FileIO):
        def read(self, size: int | None = -1, /) -> bytes:
            nonlocal read
            chunk = original(self, size)
            read += len(chunk or b"")
            return chunk or b""

    monkeypatch.setattr("rashomon.ingest.files.FileIO", Counting)
    assert brief(split(read_sources([path]))[1]) == [("too_large", Level.ERROR, "big.txt")]
    assert 0 < read <= Limits().max_bytes + 2 * 65_536


@pytest.mark.parametrize(
    ("raw", "media_type"),
    [
        (b'{"text": "Words."}\n', "application/x-ndjson"),
        (b'\xef\xbb\xbf{"text": "Words."}', "application/x-ndjson"),
        (b'{"text": "' + b"x" * 100_000 + b'"}', "application/x-ndjson"),
        (b"{curly} words\nmore", "text/plain"),
        (b"---\ntitle: A\n---\nWords.", "text/markdown"),
        (b"<!doctype html><p>Words.", "text/html"),
        (b"  \n<HTML><p>Words.", "text/html"),
        (b"<!-- saved from url --><html><p>Words.", "text/html"),
        (b"<5 people died", "text/plain"),
        (b"", "text/plain"),
    ],
)
def test_sniffing(raw: bytes, media_type: str) -> None:
    assert sniff(raw).media_type == media_type


def test_standard_input(split: Split) -> None:
    (report,), issues = split(
        read_sources(["-", "-"], stdin=io.BytesIO(b'{"text": "Words."}\n'), published="2021-07-22")
    )
    assert (report.origin, report.published, report.published_basis) == ("-:1", "2021-07-22", "given")
    assert issues == []
    assert brief(split(read_sources(["-"], stdin=io.BytesIO(b"")))[1]) == [("empty_report", Level.ERROR, "-")]
    closed = io.BytesIO(b"x")
    closed.close()
    assert brief(split(read_sources(["-"], stdin=closed))[1]) == [("unreadable", Level.ERROR, "-")]


def test_the_issue_catalogue_of_the_documentation_is_complete() -> None:
    root = Path(__file__).parents[2]
    documented = (root / "docs/reference/ingest.md").read_text() + (
        root / "docs/reference/events-and-calendar.md"
    ).read_text()
    source = "".join(path.read_text() for path in sorted((root / "src/rashomon/ingest").glob("*.py")))
    raised = set(re.findall(r"(?:Refusal|Remark|skip|_unusable)\(\s*\"([a-z_]+)\"", source)) | set(
        re.findall(r"code=\"([a-z_]+)\"", source)
    )
    assert len(raised) > 15
    assert {code for code in raised if f"`{code}`" not in documented} == set()


def test_wrong_usage_is_raised_at_once() -> None:
    with pytest.raises(UsageError):
        read_sources([""])
    with pytest.raises(UsageError):
        read_sources(["a.txt"], published="22.7.21")


def test_an_unknown_media_type_is_an_error() -> None:
    (issue,) = read_bytes(b"x", origin="a", media_type="image/png")
    assert isinstance(issue, Issue)
    assert issue.code == "unsupported_format"
    (report,) = read_bytes(b"Words.", origin="a", media_type="Text/Plain; charset=utf-8")
    assert isinstance(report, Report)
