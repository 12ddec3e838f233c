"""Markdown: front matter, rendering, titles."""

from __future__ import annotations

import pytest

from rashomon.ingest import read_bytes
from rashomon.ingest.markdown import render
from rashomon.model import Issue, Level, Report, SourceType

PAGE = """---
title: "Blast in the capital"   # as printed
publisher: Example Wire
publisher_type: state media
author: Desk
published: 2021-07-19T18:30:00+03:00
url: https://example.org/a
language: en-GB
note: constructed voice
tags: [a, b]
---

# Five killed in blast

A **bomb** struck a [market](https://example.org/x "title") on *Monday*.
"""


def read(text: str) -> tuple[Report, list[Issue]]:
    report, *issues = read_bytes(text.encode(), origin="r.md", media_type="text/markdown")
    assert isinstance(report, Report)
    return report, [issue for issue in issues if isinstance(issue, Issue)]


def test_front_matter_is_metadata_and_no_text() -> None:
    report, issues = read(PAGE.replace('"   # as printed', '"'))
    assert report.text == "Five killed in blast\n\nA bomb struck a market on Monday."
    assert (report.title, report.publisher, report.author) == ("Blast in the capital", "Example Wire", "Desk")
    assert report.publisher_type is SourceType.STATE_MEDIA
    assert (report.published, report.published_basis) == ("2021-07-19T18:30:00+03:00", "stated")
    assert (report.url, report.language, report.note) == ("https://example.org/a", "en", "constructed voice")
    assert [(issue.code, issue.level, issue.report) for issue in issues] == [("unknown_field", Level.INFO, report.id)]
    assert "tags" in issues[0].message


def test_values_that_cannot_be_used_are_named_and_unknown() -> None:
    head = (
        "---\npublisher_type: tabloid\npublished: soon\nlanguage: klingon\nurl: javascript:alert(1)\n---\nSome words."
    )
    report, issues = read(head)
    assert (report.publisher_type, report.published, report.language, report.url) == (None, None, None, None)
    assert sorted(issue.code for issue in issues) == ["bad_date", "bad_field", "bad_field", "unknown_publisher_type"]
    assert {issue.level for issue in issues} == {Level.WARNING}


def test_a_heading_is_the_title() -> None:
    report, _ = read("# Five killed in *blast* #\n\nWords.")
    assert report.title == "Five killed in blast"
    report, _ = read("Five killed\n===========\n\nWords.")
    assert (report.title, report.text) == ("Five killed", "Five killed\n\nWords.")
    report, _ = read("Some words first.\n\n## Later\n\nWords.")
    assert report.title is None


def test_an_unclosed_block_is_text() -> None:
    report, _ = read("---\ntitle: x\npublisher: y\n\nwords and words")
    assert report.text == "title: x\npublisher: y\n\nwords and words"
    assert report.publisher is None


@pytest.mark.parametrize(
    ("source", "text"),
    [
        ("> quoted *words*", "quoted words"),
        ("- one\n- two\n  - three", "one\ntwo\nthree"),
        ("1. one\n2. two", "1. one\n2. two"),
        ("![a photo](x.png) after", "a photo after"),
        ("[![alt](x.png)](https://example.org)", "alt"),
        ("see [words][1]\n\n[1]: https://example.org", "see words"),
        ("`code` and ``more``", "code and more"),
        ("```\na_b_c *x*\n```\nafter", "a_b_c *x*\nafter"),
        ("***both*** and __bold__ and ~~gone~~", "both and bold and gone"),
        ("snake_case_name and 2 * 3 * 4", "snake_case_name and 2 * 3 * 4"),
        (r"\*not emphasis\* \# no heading", "*not emphasis* # no heading"),
        ("a &amp; b &lt;c&gt;", "a & b <c>"),
        ("<b>bold</b> <https://example.org/x>", "bold https://example.org/x"),
        ("before <script>alert(1)</script><!-- hidden --> after", "before  after"),
        ("| a | b |\n|---|---|\n| killed | 5 |", "a, b\nkilled, 5"),
        ("one\n\n***\n\ntwo", "one\n\n\ntwo"),
        ("five [5] people [sic] died", "five [5] people [sic] died"),
    ],
)
def test_rendering(source: str, text: str) -> None:
    assert render(source)[0] == text


@pytest.mark.parametrize(
    "piece", ["[", "![a](", "**a", "_a ", "<!--", "<a ", "`a", "> ", "\\", "| a ", "# ", "***", "[a][", "~~~\n"]
)
def test_hostile_repetition_ends(piece: str) -> None:
    render(piece * 20_000)
    render((piece + "\n") * 20_000)
