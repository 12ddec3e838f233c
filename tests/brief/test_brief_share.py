from __future__ import annotations

import json
from dataclasses import replace

import jsonschema
from constructed_brief import constructed, report
from hypothesis import given
from hypothesis import strategies as st

from rashomon.brief import brief_schema, render_html, render_json, share
from rashomon.brief.masking import defang
from rashomon.brief.sharing import Rewritten
from rashomon.model import SourceType


def test_suspects_are_withheld_everywhere_and_groups_are_not() -> None:
    brief = constructed()
    first = replace(brief.reports[0], title="Who is Example Suspect?", url="https://wire.example/example-suspect-held")
    shared = share(replace(brief, reports=(first, *brief.reports[1:])))
    for written in (render_html(shared), render_json(shared).decode()):
        assert "example suspect" not in written.casefold().replace("-", " ")
        assert "example attacker" not in written.casefold()
        assert "Province Front" in written
        assert "[name withheld 1]" in written
        assert "[name withheld 2]" in written


def test_full_texts_become_excerpts_and_the_hash_stays() -> None:
    brief, shared = constructed(), share(constructed())
    before = {each.id: each for each in brief.reports}
    for each in shared.reports:
        assert each.sha256 == before[each.id].sha256
    wire = next(each for each in shared.reports if each.id == "rwire")
    assert "Rescue workers searched" not in wire.text
    assert "excerpts" in (wire.note or "")


def test_offsets_still_point_at_the_very_words() -> None:
    shared = share(constructed())
    jsonschema.validate(json.loads(render_json(shared)), brief_schema())
    texts = {each.id: each.text for each in shared.reports}
    for statement in shared.statements:
        spans = [*statement.content.spans, *statement.asserts, *([statement.cue] if statement.cue else [])]
        for span in spans:
            if span.start is not None:
                assert texts[statement.report][span.start : span.end] == span.text
        assert statement.content.text == " … ".join(span.text for span in statement.content.spans)
    for each in shared.unread:
        assert texts[each.report][each.start : each.end].startswith("A second blast")


def test_sharing_twice_changes_nothing_more() -> None:
    once = share(constructed())
    assert share(once) == once


def test_channel_links_are_defanged_and_others_stay() -> None:
    text = "Group A posted it at https://t.me/example_channel/12 (see https://wire.example/a)."
    brief = constructed()
    channel = report(
        "channel",
        "We did it: https://files.example/video.mp4",
        publisher="Group A",
        publisher_type=SourceType.CLAIMANT,
        url="https://site.example/statement",
    )
    shared = share(replace(brief, reports=(*brief.reports, channel, report("links", text, title=text))))
    by_id = {each.id: each for each in shared.reports}
    assert by_id["rchannel"].url == "hxxps://site[.]example/statement"
    assert by_id["rlinks"].title == (
        "Group A posted it at hxxps://t[.]me/example_channel/12 (see https://wire.example/a)."
    )
    assert by_id["rwire"].url == "https://wire.example/2031/03/lantern-market"
    assert 'href="https://site.example' not in render_html(shared)


def test_defang_knows_subdomains_and_bare_hosts() -> None:
    assert defang("t.me/x and www.justpaste.it/y", everything=False) == "t[.]me/x and www[.]justpaste[.]it/y"
    assert defang("https://not-t.me.example/x", everything=False) == "https://not-t.me.example/x"


@given(
    st.text("abc ", max_size=30),
    st.lists(st.tuples(st.integers(0, 30), st.integers(0, 30), st.sampled_from(["", "X", "long one"]))),
)
def test_what_no_edit_touches_keeps_its_words(text: str, raw: list[tuple[int, int, str]]) -> None:
    edits: list[tuple[int, int, str]] = []
    for a, b, new in sorted((min(a, b), max(a, b), new) for a, b, new in raw):
        if a < b <= len(text) and (not edits or a >= edits[-1][1]):
            edits.append((a, b, new))
    moved = Rewritten.of(text, edits)
    for a in range(len(text)):
        for b in range(a + 1, len(text) + 1):
            if not any(start < b and a < end for start, end, _ in edits):
                assert moved.text[moved.start(a) : moved.end(b)] == text[a:b]
