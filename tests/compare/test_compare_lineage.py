"""Copies, rewrites and citations; where information enters the record; and what it costs."""

from __future__ import annotations

import random
from dataclasses import replace

import pytest
from compare_builders import report
from hypothesis import given, settings
from hypothesis import strategies as st

from rashomon.compare import lineage, origins
from rashomon.compare.citations import Publishers, publisher_key
from rashomon.compare.lineage import compared
from rashomon.model import Report

WORDS = [
    f"{a}{b}{c}"
    for a in ("ba", "do", "ki", "mu", "re", "so")
    for b in ("lan", "tor", "ves", "min", "gar")
    for c in "aeiou"
]


def prose(seed: int, words: int = 160) -> str:
    return " ".join(random.Random(seed).choices(WORDS, k=words))


def reworded(text: str, every: int, seed: int = 0) -> str:
    words = text.split()
    for i in range(seed % every, len(words), every):
        words[i] = f"other{i}"
    return " ".join(words)


def edges(*reports: Report) -> list[tuple[str, str, str]]:
    return [(e.report, e.parent, e.how) for e in lineage(reports)]


FIRST = report("b", prose(1), published="2021-07-19T10:00:00+00:00", publisher="Wire A")


def test_a_copy_points_to_what_was_published_earlier_whatever_the_ids() -> None:
    copy = report("a", prose(1).upper(), published="2021-07-19T14:00:00+00:00")
    assert edges(FIRST, copy) == edges(copy, FIRST) == [("a", "b", "copy")]


def test_time_zones_count() -> None:
    copy = report("a", prose(1), published="2021-07-19T12:30:00+03:00")  # half an hour before FIRST
    assert edges(FIRST, copy) == [("b", "a", "copy")]


def test_undated_reports_come_last_and_go_by_id_among_themselves() -> None:
    assert edges(report("c", prose(1)), report("d", prose(1)), FIRST) == [("c", "b", "copy"), ("d", "b", "copy")]
    assert edges(report("d", prose(1)), report("c", prose(1))) == [("d", "c", "copy")]


def test_a_rewrite_is_found_and_another_text_is_not() -> None:
    rewrite = report("r", reworded(prose(1), 7), published="2021-07-20")
    assert edges(FIRST, rewrite, report("x", prose(2), published="2021-07-20")) == [("r", "b", "rewrite")]


def test_an_extract_is_a_copy_and_a_long_report_that_quotes_a_short_one_is_not() -> None:
    long = report("l", prose(1, 900), published="2021-07-19")
    extract = report("e", " ".join(prose(1, 900).split()[300:420]), published="2021-07-20")
    assert edges(long, extract) == [("e", "l", "copy")]
    assert edges(replace(extract, published="2021-07-18"), long) == []


def test_a_few_words_in_common_are_no_copy_and_empty_texts_are_nothing() -> None:
    assert (
        edges(report("a", "a bomb went off"), report("b", "a bomb went off there"), report("c", ""), report("d", ""))
        == []
    )
    assert edges(report("a", "a bomb went off"), report("b", "A bomb went off!")) == [("b", "a", "copy")]


@pytest.mark.parametrize(
    "words",
    [
        "Reuters reported that a device went off.",
        "A device went off, according to Reuters.",
        "A device went off (Reuters).",
        "ALPHA CITY — Reuters — A device went off.",
        "The Reuters news agency said a device went off.",
        "Police told Reuters In Alpha City that it went off.",
    ],
)
def test_ways_to_cite(words: str) -> None:
    known = Publishers([report("x", publisher="Reuters"), report("y", publisher="AFP"), report("z")])
    assert known.cited(report("a", words, publisher="Outlet A")) == {"reuters"}


def test_an_agency_is_known_by_both_its_names_and_nobody_cites_itself() -> None:
    assert publisher_key("Agence France-Presse") == publisher_key("AFP") == "afp"
    known = Publishers([report("x", publisher="Reuters"), report("y", publisher="AFP")])
    assert known.cited(report("a", "Reuters reported it.", publisher="Reuters")) == frozenset()
    assert known.cited(report("a", "Agence France Presse reported it.")) == {"afp"}
    assert known.cited(report("a", "He reads Reuters and AFP.")) == frozenset()


def test_who_cites_comes_after_whom_it_cites_on_one_day() -> None:
    wire = report("z", prose(1), published="2021-07-19", publisher="Reuters")
    outlet = report("a", prose(1) + " (Reuters)", published="2021-07-19", publisher="Outlet A")
    assert edges(outlet, wire) == [("a", "z", "copy")]


def test_a_citation_alone_is_an_edge_but_not_the_same_origin() -> None:
    wire = report("w", prose(1, 60), published="2021-07-19", publisher="Reuters")
    shuffled = prose(1, 60).split()[::-1]
    own = report(
        "o",
        "Reuters reported: " + " ".join(sorted(shuffled)[:30]) + prose(9, 60).replace("a", "y"),
        published="2021-07-20",
    )
    nothing_own = report("n", "Reuters reported: " + " ".join(shuffled), published="2021-07-20")
    found = lineage([wire, own, nothing_own])
    assert {(e.report, e.parent, e.how) for e in found} == {("o", "w", "cites"), ("n", "w", "cites")}
    assert origins([wire, own, nothing_own], found) == {"w": "w", "o": "o", "n": "w"}


def test_a_cited_publishers_report_about_something_else_is_no_parent() -> None:
    wire = report("w", prose(1), published="2021-07-19", publisher="Reuters")
    assert edges(wire, report("o", "Reuters reported that xylophones quietly vanished", published="2021-07-20")) == []


def test_a_chain_of_copies_has_one_origin() -> None:
    texts = [prose(1), reworded(prose(1), 9), reworded(reworded(prose(1), 9), 11, 3)]
    chain = [report(f"r{n}", text, published=f"2021-07-2{n}") for n, text in enumerate(texts)]
    assert set(origins(chain, lineage(chain)).values()) == {"r0"}


def test_texts_without_spaces_are_compared_too() -> None:
    text = "".join(chr(0x4E00 + (i * 37) % 500) for i in range(200))
    assert edges(report("a", text), report("b", text + "。")) == [("b", "a", "copy")]


@settings(max_examples=25, deadline=None)
@given(
    st.lists(st.tuples(st.integers(0, 3), st.sampled_from([0, 5, 9])), min_size=1, max_size=7),
    st.randoms(use_true_random=False),
)
def test_order_never_matters_and_a_copy_adds_no_origin(made: list[tuple[int, int]], shuffle) -> None:  # type: ignore[no-untyped-def]
    reports = [
        report(f"r{n}", reworded(prose(seed), every) if every else prose(seed), published=f"2021-07-{20 + n % 3}")
        for n, (seed, every) in enumerate(made)
    ]
    found = lineage(reports)
    shuffled = list(reports)
    shuffle.shuffle(shuffled)
    assert lineage(shuffled) == found
    before = origins(reports, found)
    copied = [*reports, replace(reports[0], id="zz", published="2021-07-30")]
    after = origins(copied, lineage(copied))
    assert set(after.values()) == set(before.values())
    assert {rid: after[rid] for rid in before} == before


def test_the_work_grows_with_the_reports_not_their_square() -> None:
    different = [report(f"r{n:04}", prose(n, 90), published="2021-07-20") for n in range(120)]
    copies = [report(f"r{n:04}", prose(1, 90), published="2021-07-20") for n in range(120)]
    assert compared(copies[:60]) * 2 <= compared(copies) <= 2.2 * compared(copies[:60]) + 4
    assert compared(different) <= 2.5 * compared(different[:60]) + 120
