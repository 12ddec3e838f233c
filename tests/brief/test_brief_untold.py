"""What the page shows of text that was not analysed, and what is passed on of it."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from itertools import permutations

import pytest
from constructed_brief import constructed

from rashomon.brief import render_html, render_json, share
from rashomon.model import Brief, Effect, Mention, MentionKind, Place, Range, TimeBasis, TimeSpan, Unread


@pytest.fixture
def brief() -> Brief:
    whole = constructed()
    report = next(r for r in whole.reports if r.language == "ar")
    text = f"{report.text}\n\nقُتل ٣٠ شخصا في بغداد يوم الاثنين <b>. حزب الله ينفي. {'كلام كثير لا يخص أحدا. ' * 40}وكرر حزب الله."

    def at(words: str, kind: MentionKind, value: str, nth: int = 0, **fields: object) -> Mention:
        start = [m.start() for m in re.finditer(re.escape(words), text)][nth]
        return Mention(
            report=report.id,
            text=words,
            start=start,
            end=start + len(words),
            kind=kind,
            language="ar",
            value=value,
            **fields,
        )  # type: ignore[arg-type]

    place, when = (
        Place(text="بغداد", name="Baghdad", country="IQ"),
        TimeSpan(text="الاثنين", earliest="2021-07-19", latest="2021-07-19", basis=TimeBasis.RELATIVE),
    )
    mentions = (
        at("٣٠", MentionKind.NUMBER, "30", count=Range(30, 30, None), effect=Effect.KILLED),
        at("بغداد", MentionKind.PLACE, "بغداد", place=place),
        at("الاثنين", MentionKind.TIME, "on Monday", -1, when=when),
        at("حزب الله", MentionKind.ACTOR, "حزب الله", 0, actor="kataib-hezbollah"),
        at("حزب الله", MentionKind.ACTOR, "حزب الله", 1, actor="kataib-hezbollah"),
    )
    start = text.index("قُتل")
    unread = Unread(report=report.id, start=start, end=text.index(" كلام"), why="text in Arabic: not analysed")
    reports = tuple(replace(r, text=text) if r is report else r for r in whole.reports)
    return replace(whole, reports=reports, mentions=mentions, unread=(*whole.unread, unread))


def section(page: str) -> str:
    found = re.search(r'<section id="untold".*?</section>', page, re.DOTALL)
    assert found is not None
    return found[0]


def test_names_places_dates_and_numbers_stand_with_what_they_can_mean(brief: Brief) -> None:
    shown = section(render_html(brief))
    for words in (
        "“<q>٣٠</q>”",
        "“<q>بغداد</q>”",
        "Baghdad, IQ",
        "19 July 2021",
        "by the nearest words, of the dead",
        "2 times",
    ):
        assert words in shown
    assert shown.count('dir="auto" lang="ar"') == 4
    assert "No statement was read from it, and it weighs nothing." in shown


def test_without_mentions_there_is_no_such_section() -> None:
    assert 'id="untold"' not in render_html(constructed())
    assert 'href="#untold"' not in render_html(constructed())


def test_every_order_gives_the_same_bytes(brief: Brief) -> None:
    pages = {render_html(replace(brief, mentions=order)) for order in permutations(brief.mentions)}
    assert len(pages) == 1
    assert len({render_json(replace(brief, mentions=order)) for order in permutations(brief.mentions)}) == 1


def test_the_json_holds_them_all(brief: Brief) -> None:
    written = json.loads(render_json(brief))["mentions"]
    assert [m["kind"] for m in written] == ["number", "place", "time", "actor", "actor"]
    texts = {r["id"]: r["text"] for r in json.loads(render_json(brief))["reports"]}
    assert all(texts[m["report"]][m["start"] : m["end"]] == m["text"] for m in written)


def test_mentions_outside_the_excerpts_are_not_passed_on_and_the_others_keep_their_words(brief: Brief) -> None:
    shared = share(brief)
    assert len(shared.mentions) == 4
    texts = {r.id: r.text for r in shared.reports}
    for mention in shared.mentions:
        assert texts[mention.report][mention.start : mention.end] == mention.text
    assert share(shared) == shared
