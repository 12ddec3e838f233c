from __future__ import annotations

from dataclasses import replace

import pytest
from constructed_brief import ASSESSMENT, CONTRADICTIONS, constructed

from rashomon.brief.arrange import arranged, origins
from rashomon.brief.index import Index, Ref
from rashomon.brief.sides import sides
from rashomon.brief.voices import named
from rashomon.brief.weighing import weighing
from rashomon.brief.words import day, days_basis, number, percent, place_basis, span_of, value_words
from rashomon.model import (
    Brief,
    Contradiction,
    ContradictionKind,
    Facet,
    Incident,
    Lineage,
    Place,
    PlacePrecision,
    Range,
    TimeBasis,
    TimePrecision,
    TimeSpan,
)


def shown(brief: Brief) -> tuple[Index, Incident]:
    index = Index(arranged(brief))
    return index, index.brief.incidents[0]


def test_each_side_of_a_contradiction_has_its_own_words() -> None:
    index, incident = shown(constructed())
    for turned in (False, True):
        disputed = [
            replace(c, values=c.values[::-1], accounts=c.accounts[::-1], statements=c.statements[::-1]) if turned else c
            for c in CONTRADICTIONS
        ]
        found = sides(replace(incident, contradictions=tuple(disputed)), index)
        told = {
            side.value: [index.statements[q.ref.href.removeprefix("#s-")].id for q in side.quotes]
            for dispute in (*found.contradictions, *found.differences)
            for side in dispute.sides
        }
        assert told == {
            "Province Front": ["Sa2"],
            "not Province Front": ["Sw4"],
            "planted device": ["Sw2"],
            "suicide bombing": ["Sw3"],
            "at least 30 killed": ["Sw1"],
            "at least 36 killed": ["Ss1"],
        }


def test_the_words_at_issue_are_marked_in_the_quotation() -> None:
    index, incident = shown(constructed())
    tactic = next(d for d in sides(incident, index).contradictions if d.facet == "tactic")
    assert [side.quotes[0].words for side in tactic.sides] == ["left under a stall", "blown himself up"]


def test_cells_are_tied_to_the_contradictions_below() -> None:
    index, incident = shown(constructed())
    found = sides(incident, index)
    at = found.columns.index("tactic")
    ministry = next(row for row in found.rows if row.source == "Interior Ministry")
    assert ministry.cells[at].contested
    assert [m.n for m in ministry.cells[at].marks] == [d.n for d in found.contradictions if d.facet == "tactic"]
    toll = ministry.cells[found.columns.index("toll")]
    assert not toll.contested
    assert toll.marks[0].difference


def test_who_is_named_keeps_claims_denials_and_accusations_apart() -> None:
    index, incident = shown(constructed())
    rows = {row.name: row for row in named([index.statements[k] for k in incident.statements], index)}
    front = {(s.act, s.verb): s.speakers for s in rows["Province Front"].sayings}
    assert front["deny", "is said not to have done it"] == ("Province Front",)
    assert front["accuse", "is said to have done it"] == ("Analyst One (constructed)",)
    group = {(s.act, s.verb) for s in rows["Group A"].sayings}
    assert ("claim", "claims it") in group
    assert ("assess", "is said to have adopted what another did") in group
    assert ("accuse", "is said to have done it (hedged)") in {(s.act, s.verb) for s in rows["Coastal Republic"].sayings}


def test_umbrellas_stand_above_their_members_and_every_hypothesis_once() -> None:
    index, incident = shown(constructed())
    found = weighing(incident, index)
    assert found is not None
    assert [(row.key, row.depth) for row in found.rows] == [
        ("H0", 0),
        ("H1", 1),
        ("H2", 1),
        ("H3", 0),
        ("H4", 0),
        ("H5", 0),
    ]
    assert [row.key for row in found.leaves][:2] == ["H1", "H3"]


def test_parents_in_a_circle_still_end() -> None:
    index, incident = shown(constructed())
    one, two = replace(incident.hypotheses[0], parent="H1"), incident.hypotheses[1]
    two = replace(two, parent="H0")
    found = weighing(replace(incident, hypotheses=(one, two)), index)
    assert found is not None
    assert {row.key for row in found.rows} == {"H0", "H1"}


def test_an_item_that_is_a_mere_id_is_called_by_who_stands_behind_it() -> None:
    index, incident = shown(constructed())
    first = replace(ASSESSMENT.contributions[0], item="E0123456789", why="Group A — its own claim, never checked.")
    assessment = replace(ASSESSMENT, contributions=(first,), flip_set=("E0123456789",))
    found = weighing(replace(incident, assessment=assessment), index)
    assert found is not None
    assert found.flip_set[0][0] == "Group A"
    assert found.groups[0].items[0].why == "its own claim, never checked."


def test_the_bars_of_a_group_lie_end_to_end() -> None:
    index, incident = shown(constructed())
    found = weighing(incident, index)
    assert found is not None
    group = next(g for g in found.groups if g.supports.startswith("The Province Front"))
    first, second = group.items[0].bar, group.items[1].bar
    assert first.inner_x + first.inner_w == pytest.approx(second.inner_x, abs=0.02)
    assert group.total == "+0.35"


def test_ids_of_statements_in_a_sentence_become_references() -> None:
    brief = constructed()
    known = replace(brief.statements[0], id="S0123456789")
    index = Index(replace(brief, statements=(known,)))
    parts = index.tied("said to coincide (S0123456789, Sffffffffff)")
    assert parts[0] == "said to coincide ("
    assert isinstance(parts[1], Ref)
    assert "".join(p for p in parts if isinstance(p, str)).endswith(", Sffffffffff)")


def test_lineage_in_a_circle_still_has_an_origin() -> None:
    brief = constructed()
    circle = (
        Lineage(report="rwire", parent="rstate", how="copy", score=1.0, why=""),
        Lineage(report="rstate", parent="rwire", how="rewrite", score=1.0, why=""),
    )
    assert set(origins(brief.reports, circle)) == {r.id for r in brief.reports}


@pytest.mark.parametrize(
    ("quantity", "words"),
    [
        (Range(30, None, None), "at least 30"),
        (Range(None, None, 12), "up to 12"),
        (Range(30, 30, 30), "30"),
        (Range(30, 33, 36), "30–36, best 33"),
        (Range(None, 35, None), "about 35"),
        (Range(None, None, None), "number not given"),
        (None, "number not given"),
        (Range(1200, None, 1500), "1\u202f200–1\u202f500"),
    ],
)
def test_ranges_of_counts(quantity: Range | None, words: str) -> None:
    assert span_of(quantity) == words


def test_small_words() -> None:
    assert number(1.5) == "1.5"
    assert number(100) == "100"
    assert percent(0.001) == "under\u00a01\u202f%"
    assert percent(0.9999) == "over\u00a099\u202f%"
    assert percent(0) == "0\u202f%"
    assert day("2021-07-19") == "19 July 2021"
    assert day("2021-07-19T20:05:00+03:00") == "19 July 2021, 20:05 +03:00"
    assert day(None) == "undated"
    assert day("soon") == "soon"
    assert value_words(Facet.TOLL, "killed:30-") == "at least 30 killed"
    assert value_words(Facet.TACTIC, "suicide_bombing") == "suicide bombing"


def test_an_inferred_day_says_so_and_an_unresolved_place_too() -> None:
    when = TimeSpan(
        text="", earliest="2021-07-19", latest="2021-07-19", precision=TimePrecision.DAY, basis=TimeBasis.INFERRED
    )
    assert "not stated: inferred" in days_basis(when)
    assert place_basis(Place(text="somewhere")) == "not found in the gazetteer"
    assert (
        place_basis(Place(text="x", precision=PlacePrecision.SITE, radius_m=300.0)) == "known to the site, within 300 m"
    )


def test_pairs_that_share_a_value_are_one_point_with_every_side_once() -> None:
    index, incident = shown(constructed())

    def pair(one: str, other: str, *statements: str) -> Contradiction:
        return Contradiction(
            facet=Facet.PERPETRATOR,
            kind=ContradictionKind.INCOMPATIBLE,
            accounts=("A2", "A4"),
            values=(one, other),
            statements=statements,
            why=f"{one} or {other}",
        )

    group, front, republic = "Group A", "Province Front", "Coastal Republic"
    every = (
        pair(front, group, "Sa2", "Sw3"),
        pair(republic, group, "Sa5", "Sw3"),
        pair(republic, front, "Sa5", "Sa2"),
    )
    found = sides(replace(incident, contradictions=every), index)
    (point,) = found.contradictions
    assert found.pairs == 3
    assert {side.value: len(side.quotes) for side in point.sides} == {group: 1, front: 1, republic: 1}
    assert point.kind_words == "Not all of these can be true"
    assert point.pairs == ()
    (partly,) = sides(replace(incident, contradictions=every[:2]), index).contradictions
    assert partly.pairs == ("Coastal Republic / Group A", "Province Front / Group A")


def test_pairs_without_a_value_in_common_stay_apart() -> None:
    index, incident = shown(constructed())
    other = replace(CONTRADICTIONS[0], values=("air_strike", "stabbing"), statements=())
    found = sides(replace(incident, contradictions=(CONTRADICTIONS[0], other)), index)
    assert len(found.contradictions) == 2


def test_items_that_add_nothing_are_listed_apart() -> None:
    index, incident = shown(constructed())
    idle = replace(ASSESSMENT.contributions[1], log10_lr=Range(0.0, 0.0, 0.0), item="said before")
    assessment = replace(ASSESSMENT, contributions=(*ASSESSMENT.contributions, idle))
    found = weighing(replace(incident, assessment=assessment), index)
    assert found is not None
    assert [item.item for group in found.groups for item in group.idle] == ["said before"]
    assert "said before" not in [item.item for group in found.groups for item in group.items]
