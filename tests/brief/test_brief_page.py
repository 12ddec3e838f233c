from __future__ import annotations

import re
from dataclasses import replace
from html.parser import HTMLParser

import pytest
from constructed_brief import OUTLET, constructed, report, statement

from rashomon.brief import citation, render_html
from rashomon.brief.page import FULL_INCIDENTS, asset, pin
from rashomon.brief.texts import WHOLE_TEXT, safe_link
from rashomon.model import Act, Brief, Content, Issue, Level, Mode, Source, SourceType, Span, Unread

VOID = {"meta", "br", "rect", "link", "img", "input", "hr"}


class Page(HTMLParser):
    """Every element with its attributes, the text of every id, and whether tags nest."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.stack: list[str] = []
        self.crossed: list[str] = []
        self.text: list[str] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))
        if tag not in VOID:
            self.stack.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        if tag in VOID:
            return
        if not self.stack or self.stack.pop() != tag:
            self.crossed.append(tag)

    def handle_data(self, data: str) -> None:
        self.text.append(data)

    def all(self, tag: str) -> list[dict[str, str | None]]:
        return [attrs for name, attrs in self.elements if name == tag]


@pytest.fixture(scope="module")
def html() -> str:
    return render_html(constructed())


@pytest.fixture(scope="module")
def page(html: str) -> Page:
    return Page(html)


def test_tags_nest_and_ids_are_unique(page: Page) -> None:
    ids = [attrs["id"] for _, attrs in page.elements if "id" in attrs]
    assert page.crossed == []
    assert page.stack in ([], ["p"])
    assert len(ids) == len(set(ids))


def test_every_inner_link_leads_somewhere(page: Page) -> None:
    ids = {attrs["id"] for _, attrs in page.elements if "id" in attrs}
    hrefs = {attrs["href"] for attrs in page.all("a") if (attrs.get("href") or "").startswith("#")}
    assert {href for href in hrefs if href and href[1:] not in ids} == set()


def test_every_statement_has_a_card_and_its_words_a_mark(page: Page) -> None:
    ids = {attrs["id"] for _, attrs in page.elements if "id" in attrs}
    for each in constructed().statements:
        assert f"s-{each.id}" in ids
        assert f"p-{each.id}" in ids


def test_marks_hold_the_very_words(html: str) -> None:
    texts = re.findall(r'<div class="text"[^>]*>(.*?)</div>', html, re.S)
    plain = ["".join(Page(re.sub(r'<a class="n".*?</a>', "", each)).text) for each in texts]
    assert sorted(plain) == sorted(each.text for each in constructed().reports)


def test_nothing_is_loaded_and_only_our_own_script_may_run(page: Page, html: str) -> None:
    policy = next(each["content"] for each in page.all("meta") if each.get("http-equiv") == "Content-Security-Policy")
    assert policy is not None
    assert policy.startswith("default-src 'none'")
    assert pin(asset("page.js")) in policy
    assert f"<script>{asset('page.js')}</script>" in html
    assert f"<style>{asset('page.css')}</style>" in html
    assert "url(" not in asset("page.css")
    for _, attrs in page.elements:
        assert not {"src", "srcset", "style", "background", "poster", "action"} & set(attrs)
        assert not any(name.startswith("on") for name in attrs)


def test_tables_and_landmarks_can_be_read_aloud(page: Page, html: str) -> None:
    names = [name for name, _ in page.elements]
    assert names.count("main") == names.count("h1") == 1
    assert {"header", "nav", "footer"} <= set(names)
    assert len(re.findall(r"<table", html)) == len(re.findall(r"<caption", html))
    assert all("scope" in each for each in page.all("th"))
    assert all(each.get("aria-label") for each in page.all("svg"))


def test_it_says_what_it_is_and_calls_nobody_guilty(page: Page) -> None:
    words = " ".join(" ".join(page.text).split())
    assert "Not a legal finding" in words
    assert "Undetermined." in words
    assert "Confidence in this weighing: low" in words
    assert "is said to have done it" in words
    for forbidden in ("is guilty", "the perpetrator is", "terrorist", "regime"):
        assert forbidden not in words


def test_disagreement_is_shown_and_an_update_is_no_contradiction(page: Page) -> None:
    words = " ".join(" ".join(page.text).split())
    assert "2 contradictions" in words
    assert "1 difference that is no contradiction" in words
    assert "at least 30 killed" in words
    assert "at least 36 killed" in words
    assert "killed: 30 to 36 over 2 counts" in words


HOSTILE = (
    '<script>alert(1)</script> {{7*7}} {% raw %} " onmouseover="alert(1) </title></style> '
    "javascript:alert(1) \u202egnp.exe \x00"
)


def hostile() -> Brief:
    brief = constructed()
    text = HOSTILE + " said Example."
    evil = report(
        "evil" + HOSTILE,
        text,
        title=HOSTILE,
        publisher=HOSTILE,
        author=HOSTILE,
        url="javascript:alert(1)",
        language='en" onclick="x',
    )
    words = HOSTILE[:25]
    said = statement("evil", "rwire", Act.REPORT, "HARBOUR TOWN", OUTLET, mode=Mode.OUTLET)
    said = replace(
        said, id='S"evil><b', report=evil.id, content=Content(text=words, spans=(Span(words, 0, len(words)),))
    )
    return replace(
        brief,
        reports=(*brief.reports, evil),
        statements=(*brief.statements, said),
        sources=(*brief.sources, Source(id="evil", name=HOSTILE, type=SourceType.UNKNOWN, stake=HOSTILE)),
        issues=(Issue(code="x", level=Level.ERROR, subject=HOSTILE, message=HOSTILE, report=evil.id),),
        unread=(Unread(report=evil.id, start=3, end=40, why=HOSTILE),),
        left_out=(HOSTILE,),
        incidents=(replace(brief.incidents[0], label=HOSTILE), brief.incidents[1]),
    )


def test_document_text_never_becomes_markup() -> None:
    html = render_html(hostile())
    page = Page(html)
    assert len(page.all("script")) == 1
    assert page.crossed == []
    assert "{{7*7}}" in html
    assert not any(name.startswith("on") for _, attrs in page.elements for name in attrs)
    assert not any((each.get("href") or "").lower().startswith("javascript") for each in page.all("a"))
    assert "\u202e" not in html
    assert "\x00" not in html
    assert "⟦U+202E⟧gnp.exe" in html
    ids = {attrs["id"] for _, attrs in page.elements if "id" in attrs}
    assert {each["href"] for each in page.all("a") if (each.get("href") or "").startswith("#")} <= {
        f"#{x}" for x in ids
    }


@pytest.mark.parametrize(
    ("url", "link"),
    [
        ("https://wire.example/a", "https://wire.example/a"),
        ("javascript:alert(1)", None),
        (" https://wire.example", None),
        ("https://wire.example/\nx", None),
        ("data:text/html,x", None),
        (None, None),
    ],
)
def test_only_web_addresses_become_links(url: str | None, link: str | None) -> None:
    assert safe_link(url) == link


def test_web_links_do_not_tell_where_they_come_from(page: Page) -> None:
    outside = [each for each in page.all("a") if (each.get("href") or "").startswith("http")]
    assert outside
    assert all(each["rel"] == "noreferrer noopener" for each in outside)


def test_text_from_right_to_left_is_isolated(html: str) -> None:
    assert '<div class="text" dir="auto" lang="ar">' in html
    assert "<bdi>صحيفة المثال</bdi>" in html


def test_a_very_long_report_is_shown_around_its_passages() -> None:
    brief = constructed()
    long_text = "x " * WHOLE_TEXT + brief.reports[0].text
    long = replace(brief.reports[0], id="rlong", text=long_text)
    alone = replace(
        brief,
        reports=(long,),
        statements=(),
        incidents=(),
        unread=(Unread(report="rlong", start=0, end=1, why="test"),),
    )
    html = render_html(alone)
    assert len(html) < 60_000
    assert "left out here" in html


def test_a_citation_says_who_where_when_and_which_bytes() -> None:
    brief = constructed()
    said = next(each for each in brief.statements if each.id == "Sa1")
    found = citation(said, next(each for each in brief.reports if each.id == said.report))
    assert found.startswith("“A hunted organisation cannot carry")
    for part in ("Analyst One", "researcher", "quoted", "Example Research Centre", "8 March 2031", "SHA-256", "[Sa1]"):
        assert part in found


def many(n_reports: int, n_incidents: int) -> Brief:
    """The constructed brief multiplied: every report a text of its own, statements spread over the incidents."""
    brief = constructed()
    reports, statements = [], []
    for n in range(n_reports):
        base = brief.reports[n % len(brief.reports)]
        reports.append(replace(base, id=f"{base.id}-{n}", origin=f"{n}.txt"))
        for each in brief.statements:
            if each.report == base.id:
                statements.append(
                    replace(each, id=f"{each.id}-{n}", report=f"{base.id}-{n}", incidents=(f"I{n % n_incidents}",))
                )
    by_incident: dict[str, list[str]] = {}
    for each in statements:
        by_incident.setdefault(each.incidents[0], []).append(each.id)
    incidents = [
        replace(
            brief.incidents[0],
            id=f"I{n}",
            statements=tuple(by_incident.get(f"I{n}", ())),
            accounts=(),
            contradictions=(),
        )
        for n in range(n_incidents)
    ]
    return replace(
        brief,
        reports=tuple(reports),
        statements=tuple(statements),
        incidents=tuple(incidents),
        unread=(),
        issues=(),
        lineage=(),
    )


def test_twenty_reports_make_a_light_page() -> None:
    assert len(render_html(many(20, 1)).encode()) < 400_000


def test_the_page_grows_with_the_statements_and_no_faster() -> None:
    small, large = many(40, 60), many(160, 240)
    assert len(large.statements) == 4 * len(small.statements)
    assert len(render_html(large)) < 4.4 * len(render_html(small))


def test_many_incidents_stay_rows_that_unfold() -> None:
    html = render_html(many(60, 300))
    assert html.count('<article class="incident"') == FULL_INCIDENTS
    assert html.count('<details class="short"') == 300 - FULL_INCIDENTS
