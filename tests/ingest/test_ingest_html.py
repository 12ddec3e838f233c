"""Saved pages."""

from __future__ import annotations

import json

import pytest

from rashomon.ingest import Limits, read_bytes
from rashomon.ingest.limits import DEFAULT_LIMITS
from rashomon.model import Issue, Level, Report, SourceType

BODY = "<p>An explosion struck the central market on Monday, the police said.</p><p>Nobody claimed the attack.</p>"
TEXT = "An explosion struck the central market on Monday, the police said.\n\nNobody claimed the attack."


def page(head: str = "", body: str = BODY, attributes: str = "") -> bytes:
    return f"<!DOCTYPE html><html{attributes}><head>{head}</head><body>{body}</body></html>".encode()


def read(raw: bytes, limits: Limits = DEFAULT_LIMITS) -> tuple[list[Report], list[Issue]]:
    items = list(read_bytes(raw, origin="p.html", media_type="text/html", limits=limits))
    return [i for i in items if isinstance(i, Report)], [i for i in items if isinstance(i, Issue)]


def report_of(raw: bytes) -> Report:
    (report,), _ = read(raw)
    return report


def error_of(raw: bytes, limits: Limits = DEFAULT_LIMITS) -> str:
    reports, issues = read(raw, limits)
    assert reports == []
    (issue,) = issues
    assert issue.level is Level.ERROR
    return issue.code


def test_headline_and_text_without_the_rest() -> None:
    raw = page(
        '<title>Blast in market | Example Wire</title><meta property="og:title" content="Blast in market">'
        '<meta property="og:site_name" content="Example Wire"><style>p {color: red}</style><script>var evil = 1;</script>',
        f"<nav><a href=/>Home</a></nav><article><h1>Blast in market</h1>{BODY}<script>track()</script></article><footer>Imprint</footer>",
    )
    report = report_of(raw)
    assert report.text == f"Blast in market\n\n{TEXT}"
    assert (report.title, report.publisher, report.language) == ("Blast in market", "Example Wire", "en")
    assert report.text.index(report.title or "?") == 0


def test_the_headline_stands_once() -> None:
    report = report_of(page("<title>Blast in market</title>", f"<div><p>Blast in market</p>{BODY}</div>"))
    assert report.text.count("Blast in market") == 1
    assert report.title == "Blast in market"


def test_publisher_type_and_note_of_the_page() -> None:
    report = report_of(
        page('<meta name="publisher_type" content="state_media"><meta name="note" content="constructed voice">')
    )
    assert (report.publisher_type, report.note) == (SourceType.STATE_MEDIA, "constructed voice")


def linked(data: object) -> str:
    return f'<script type="application/ld+json">{json.dumps(data)}</script>'


@pytest.mark.parametrize(
    ("head", "published"),
    [
        (linked({"@type": "NewsArticle", "datePublished": "2021-07-19T18:30:00+03:00"}), "2021-07-19T18:30:00+03:00"),
        (linked({"@graph": [{"@type": "WebSite", "datePublished": "2001-01-01"}, {"@type": "Article", "datePublished": "2021-07-19"}]}),
         "2021-07-19"),
        ('<meta property="article:published_time" content="2021-07-19T18:30:00Z">', "2021-07-19T18:30:00+00:00"),
        ('<meta name="DC.date.issued" content="2021-07-19">', "2021-07-19"),
        ('<meta itemprop="datePublished" content="19 July 2021">', "2021-07-19"),
        ('<meta property="article:modified_time" content="2021-07-20">', None),
        ('<meta name="copyright" content="2018 Example">', None),
        ('<link rel="canonical" href="https://example.org/2021/07/19/blast.html">', None),
        (linked("nothing") + "<script type='application/ld+json'>{broken</script>", None),
    ],
)  # fmt: skip
def test_dates_that_the_page_states(head: str, published: str | None) -> None:
    report = report_of(page(head, BODY + "<footer>© 2018 Example Wire</footer>"))
    assert (report.published, report.published_basis) == (published, "stated" if published else None)


def test_the_publisher_of_linked_data_goes_before_the_agency_of_the_dateline() -> None:
    story = (
        "<p>BAGHDAD, July 21, 2021 (Example Agency) - The group denied on Wednesday any role in the attack.</p>" + BODY
    )
    head = linked({"@type": "NewsArticle", "publisher": {"@type": "NewsMediaOrganization", "name": "Example News"}})
    assert report_of(page(head, story)).publisher == "Example News"
    assert report_of(page("", story)).publisher == "Example Agency"
    assert report_of(page(head, story)).published_basis == "dateline"


def test_time_elements_count_when_they_agree() -> None:
    one = "<time datetime='2021-07-19T10:00:00Z'>Monday</time>"
    assert report_of(page("", one + BODY)).published == "2021-07-19T10:00:00+00:00"
    assert report_of(page("", one + BODY + "<time datetime='2020-01-01'>older story</time>")).published is None


def test_an_ambiguous_date_is_named() -> None:
    (report,), (issue,) = read(page('<meta name="date" content="07/08/2021">'))
    assert report.published is None
    assert (issue.code, issue.level, issue.report) == ("bad_date", Level.WARNING, report.id)


ARABIC = "قالت الشرطة إن انفجارا وقع في السوق المركزي صباح اليوم وأسفر عن سقوط قتلى"


@pytest.mark.parametrize(
    ("charset", "text"),
    [("windows-1256", ARABIC), ("iso-8859-1", "Señaló que “nadie” lo hizo"), ("koi8-r", "Взрыв на рынке в столице")],
)
def test_declared_encodings(charset: str, text: str) -> None:
    head = f'<meta http-equiv="Content-Type" content="text/html; charset={charset}">'
    raw = page(head, f"<p>{text}</p>").decode().encode({"iso-8859-1": "cp1252"}.get(charset, charset))
    reports, issues = read(raw)
    assert [report.text for report in reports] == [text]
    assert issues == []


@pytest.mark.parametrize("charset", ["unicode_escape", "punycode", "base64", "nonsense", "utf-7"])
def test_a_declared_transformation_is_no_encoding(charset: str) -> None:
    raw = page(f"<meta charset={charset}>", "<p>Words +ADw- \\x41 and a café</p>").decode().encode("cp1252")
    assert "+ADw- \\x41" in report_of(raw).text


def test_a_wrong_page_language_does_not_hide_arabic() -> None:
    assert report_of(page("", f"<p>{ARABIC}</p>", ' lang="en"')).language == "ar"
    assert report_of(page("", "<p>Blast</p>", ' lang="en-GB"')).language == "en"


def test_entities_become_letters_and_nothing_is_expanded() -> None:
    raw = b"<!DOCTYPE html [<!ENTITY a 'secret'>]><html><body><p>&lt;script&gt; &a; caf&eacute; &#x41; &#0;</p></body></html>"
    text = report_of(raw).text
    assert "<script> &a; café A" in text
    assert "\x00" not in text


def test_xhtml() -> None:
    raw = b"<?xml version='1.0' encoding='UTF-8'?><html xmlns='http://www.w3.org/1999/xhtml'><body><p>Some words.</p></body></html>"
    assert report_of(raw).text == "Some words."


def test_a_fragment_is_a_page() -> None:
    assert report_of(b"<p>A blast hit.").text == "A blast hit."


@pytest.mark.parametrize(
    ("raw", "code"),
    [
        (b"<div>" * 100_000 + BODY.encode(), "too_deep"),
        (b"<html><body>" + b"<div><!--</div>-->" * 20_000 + BODY.encode(), "too_deep"),
        (page("", "<script>document.write('words')</script>"), "no_text"),
        (page("<title>Words in the title</title>", ""), "no_text"),
        (b"<p " + b" ".join(b"a%d=1" % n for n in range(5_000)) + b">words</p>", "too_large"),
        (b"<!--" * 50_000, "no_text"),
        (b"<" * 50_000, "no_text"),
        (b"", "empty_report"),
        (b"\xff\xd8\xff\xe0 jpeg", "binary_content"),
    ],
)
def test_pages_that_cannot_be_read_give_one_error(raw: bytes, code: str) -> None:
    assert error_of(raw) == code


def test_limits_hold() -> None:
    assert error_of(page("", BODY * 100), Limits(max_elements=100)) == "too_large"
    assert error_of(page("", BODY * 100), Limits(max_bytes=1_000)) == "too_large"


@pytest.mark.parametrize(
    "body",
    [
        f"<p title='{'x' * 2_000_000}'>An explosion struck the market.</p>",
        "<script>" + "var x = 1;" * 100_000 + "</script><p>An explosion struck the market.</p>",
        "<script>x</script>" * 5_000 + "<p>An explosion struck the market.</p>",
        "<div>" * 100 + "<p>An explosion struck the market.</p>",
        "<p>An explosion struck the market.</p></div></div></body></html></p><table><tr>",
    ],
)
def test_odd_pages_are_read(body: str) -> None:
    assert report_of(page("", body)).text == "An explosion struck the market."


def test_a_failing_library_costs_metadata_not_the_report(monkeypatch: pytest.MonkeyPatch) -> None:
    import trafilatura
    import trafilatura.metadata

    def fail(*_: object, **__: object) -> None:
        raise RuntimeError

    monkeypatch.setattr(trafilatura, "bare_extraction", fail)
    monkeypatch.setattr(trafilatura.metadata, "extract_metadata", fail)
    assert report_of(page("", BODY + "<ul><li>One</li><li><b>Tw</b>o</li></ul>")).text == f"{TEXT}\n\nOne\n\nTwo"
