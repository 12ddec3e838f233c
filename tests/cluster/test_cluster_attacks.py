"""Attacks that are one come together; attacks that are two stay apart."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from cluster_builders import CITY, EAST, FAR, MARKET, WEST, asserts, count, draft, on, report, says, toll_of

from rashomon.cluster import cluster, relabel
from rashomon.model import (
    Act,
    DraftIncident,
    Facet,
    Incident,
    IncidentType,
    Place,
    PlacePrecision,
    Stage,
    Statement,
    Status,
    TimeBasis,
    TimePrecision,
)

DAY = on("2021-07-19")


def run(
    *drafts: DraftIncident, said: Sequence[Statement] = (), published: str | None = "2021-07-20"
) -> tuple[Incident, ...]:
    reports = {d.report: report(d.report, published) for d in drafts}
    return cluster(drafts, reports=reports, statements={s.id: s for s in said})


def test_one_attack_told_with_two_tactics_is_one_and_the_tactic_is_left_general() -> None:
    found = run(
        draft("a", when=DAY, place=EAST, tactic="suicide_bombing", killed=count(30)),
        draft("b", when=DAY, place=EAST, tactic="planted_device", killed=count(35)),
    )
    assert len(found) == 1
    assert found[0].tactic == "bombing"
    assert found[0].reports == ("a", "b")


def test_the_manner_and_target_of_an_attack_are_told_by_voices_not_by_repetition() -> None:
    one = draft("a", when=DAY, place=EAST)
    said = [
        says((one,), asserts(Facet.TACTIC, "suicide_bombing"), asserts(Facet.TARGET, "market"), source="group-a"),
        says((one,), asserts(Facet.TACTIC, "planted_device"), asserts(Facet.TARGET, "civilians"), source="police"),
        says((one,), asserts(Facet.TACTIC, "assassination"), asserts(Facet.TARGET, "activist"), source="an analyst"),
        says((one,), asserts(Facet.TARGET, "market"), source="police", number=1),
        *(says((one,), asserts(Facet.TARGET, "activist"), source="an analyst", number=n) for n in range(5)),
    ]
    (found,) = run(one, said=said)
    assert (found.tactic, found.target) == ("bombing", "market")


def test_a_market_its_quarter_and_its_city_are_one_place() -> None:
    found = run(
        draft("a", when=DAY, place=MARKET, killed=count(30)),
        draft("b", when=DAY, place=EAST, killed=count(30)),
        draft("c", when=DAY, place=CITY, killed=count(31)),
    )
    assert len(found) == 1
    assert found[0].place is not None
    assert found[0].place.text == "Wahlat market"


def test_two_quarters_on_one_day_are_two_attacks() -> None:
    assert len(run(draft("a", when=DAY, place=EAST), draft("b", when=DAY, place=WEST))) == 2


def test_same_city_and_day_with_another_target_stay_apart() -> None:
    one, other = draft("a", when=DAY, place=CITY), draft("b", when=DAY, place=CITY)
    said = [says((one,), asserts(Facet.TARGET, "market")), says((other,), asserts(Facet.TARGET, "police"))]
    assert len(run(one, other, said=said)) == 2


def test_same_city_and_day_with_a_far_smaller_toll_stay_apart() -> None:
    found = run(draft("a", when=DAY, place=CITY, killed=count(30)), draft("b", when=DAY, place=CITY, killed=count(3)))
    assert len(found) == 2


def test_a_vague_telling_does_not_glue_two_attacks_together() -> None:
    east = draft("a", when=DAY, place=EAST, killed=count(30))
    west = draft("b", when=DAY, place=WEST, killed=count(28))
    vague = draft("c", when=DAY, place=CITY)
    found = run(east, west, vague)
    assert len(found) == 3
    alone = next(incident for incident in found if incident.drafts == (vague.id,))
    assert {link.relation for link in alone.links} == {"possibly_same"}


def test_neighbouring_quarters_need_more_than_a_day_in_common() -> None:
    beside = replace(EAST, name="Next Quarter", text="Next Quarter", gazetteer_id="g:next", lat=10.08)
    one = draft("a", when=DAY, place=EAST, tactic="vehicle_bomb", killed=count(30))
    assert len(run(one, draft("b", when=DAY, place=beside, tactic="vehicle_bomb", killed=count(18)))) == 2
    assert len(run(one, draft("b", when=DAY, place=beside, tactic="vehicle_bomb", killed=count(30)))) == 1


def test_an_assassination_is_not_the_market_bombing_of_that_day() -> None:
    found = run(
        draft("a", when=DAY, place=CITY, killed=count(30), tactic="suicide_bombing"),
        draft("b", when=DAY, place=CITY, kind=IncidentType.ASSASSINATION, tactic="shooting", victims=("Hashim Alpha",)),
    )
    assert len(found) == 2


def test_an_assassination_by_bomb_can_be_told_as_a_bombing() -> None:
    found = run(
        draft("a", when=DAY, place=EAST, killed=count(1), tactic="vehicle_bomb", victims=("Hashim Alpha",)),
        draft(
            "b",
            when=DAY,
            place=EAST,
            kind=IncidentType.ASSASSINATION,
            tactic="vehicle_bomb",
            victims=("al-Hashim Alpha",),
        ),
    )
    assert len(found) == 1


def test_neither_fifty_kilometres_nor_seven_days_merge() -> None:
    assert len(run(draft("a", when=on("2021-07-19"), place=EAST), draft("b", when=on("2021-07-24"), place=EAST))) == 2
    assert len(run(draft("a", when=DAY, place=FAR), draft("b", when=DAY, place=EAST))) == 2


def test_a_relative_date_may_be_a_day_off_but_a_stated_one_of_a_city_may_not() -> None:
    relative = on("2021-07-20", basis=TimeBasis.RELATIVE)
    assert len(run(draft("a", when=DAY, place=EAST), draft("b", when=relative, place=EAST))) == 1
    assert len(run(draft("a", when=DAY, place=CITY), draft("b", when=on("2021-07-20"), place=CITY))) == 2


def test_drafts_of_one_report_stay_apart_even_when_alike() -> None:
    one, other = (
        draft("a", when=DAY, place=EAST),
        draft("a", when=DAY, place=EAST, number=1, words="and a second one there"),
    )
    assert len(run(one, other)) == 2


def test_the_same_draft_given_twice_is_one() -> None:
    one = draft("a", when=DAY, place=EAST)
    assert run(one, one) == run(one)


def test_unknown_place_and_time_stay_alone_but_a_named_victim_ties() -> None:
    assert len(run(draft("a"), draft("b"))) == 2
    killing = {"kind": IncidentType.ASSASSINATION, "victims": ("Hashim Alpha",)}
    assert len(run(draft("a", when=DAY, place=EAST, **killing), draft("b", **killing))) == 1  # type: ignore[arg-type]


def test_transliterations_of_a_victim_are_one_person() -> None:
    found = run(
        draft("a", kind=IncidentType.ASSASSINATION, victims=("Hisham al-Hashimi",), when=DAY),
        draft("b", kind=IncidentType.ASSASSINATION, victims=("Hesham Al-Hashemi",), when=DAY),
    )
    assert len(found) == 1


def test_an_undated_telling_published_before_the_attack_is_not_of_it() -> None:
    killing = {"kind": IncidentType.ASSASSINATION, "victims": ("Hashim Alpha",)}
    dated = draft("a", when=DAY, place=EAST, **killing)  # type: ignore[arg-type]
    reports = {"a": report("a"), "b": report("b", "2021-07-01")}
    assert len(cluster([dated, draft("b", **killing)], reports=reports, statements={})) == 2  # type: ignore[arg-type]


def test_an_undated_report_of_a_named_quarter_is_news_when_it_is_fresh() -> None:
    dated, undated = draft("a", when=DAY, place=EAST), draft("b", place=EAST)
    assert len(run(dated, undated, published="2021-07-20")) == 1
    assert len(run(dated, undated, published="2021-07-29")) == 2
    assert len(run(draft("a", when=DAY, place=CITY), draft("b", place=CITY), published="2021-07-20")) == 2


def test_an_undated_report_of_a_named_site_needs_more_the_later_it_is() -> None:
    dated = draft("a", when=DAY, place=MARKET, tactic="suicide_bombing", killed=count(30))
    for published, together in (("2021-07-29", 1), ("2021-12-01", 1), ("2021-07-01", 2)):
        undated = draft("b", place=MARKET, tactic="suicide_bombing", killed=count(30))
        assert len(run(dated, undated, published=published)) == together
    assert len(run(dated, draft("b", place=MARKET), published="2021-12-01")) == 2


def test_a_time_without_a_beginning_is_no_date() -> None:
    dated = draft("a", when=DAY, place=CITY)
    before = replace(DAY, earliest=None, latest="2021-07-20", basis=TimeBasis.INFERRED)
    assert len(run(dated, draft("b", when=before, place=CITY))) == 2
    assert len(run(dated, draft("b", when=replace(before, latest="2021-07-01"), place=EAST))) == 2
    assert len(run(draft("a", when=DAY, place=EAST), draft("b", when=before, place=EAST))) == 1


def test_a_country_named_beside_the_spot_joins_nothing() -> None:
    country = Place(text="Alphaland", name="Alphaland", country="XA", precision=PlacePrecision.COUNTRY)
    one = replace(draft("a", when=DAY, place=EAST), places=(EAST, country))
    other = replace(draft("b", when=DAY, place=FAR), places=(FAR, country))
    assert len(run(one, other)) == 2
    vague = draft("c", when=DAY, place=country, tactic="bombing", killed=count(30))
    assert len(run(draft("a", when=DAY, place=EAST, tactic="bombing", killed=count(30)), vague)) == 2


def test_claimant_target_and_toll_together_tie_an_undated_telling() -> None:
    one, other = draft("a", when=DAY, place=EAST, killed=count(30)), draft("b", killed=count(30))
    said = [
        says((each,), asserts(Facet.CLAIMANT, "Group A", actor="group-a"), asserts(Facet.TARGET, "market"))
        for each in (one, other)
    ]
    assert len(run(one, other, said=said)) == 1
    assert len(run(one, other, said=said[:1])) == 2


def test_a_threat_is_not_the_deed() -> None:
    found = run(draft("a", when=DAY, place=CITY), draft("b", when=DAY, place=CITY, stage=Stage.THREATENED))
    assert len(found) == 2


def test_nought_dead_and_open_counts_do_not_crash() -> None:
    found = run(
        draft("a", when=DAY, place=EAST, killed=count(0)),
        draft("b", when=DAY, place=EAST, killed=count(None)),
        draft("c", when=DAY, place=EAST, killed=count(24, None)),
        draft("d"),
    )
    assert sum(len(incident.drafts) for incident in found) == 4


def test_times_narrow_and_contradicting_ones_give_their_hull() -> None:
    month = on("2021-07-01", "2021-07-31")
    narrowed = run(
        draft("a", when=month, place=EAST, killed=count(30)), draft("b", when=DAY, place=EAST, killed=count(30))
    )
    assert [(i.when.earliest, i.when.latest) for i in narrowed if i.when] == [("2021-07-19", "2021-07-19")]
    apart = run(
        draft("a", when=DAY, place=MARKET, killed=count(30)),
        draft("b", when=on("2021-07-20"), place=MARKET, killed=count(30)),
    )
    assert [(i.when.earliest, i.when.latest) for i in apart if i.when] == [("2021-07-19", "2021-07-20")]
    assert [i.when.precision for i in apart if i.when] == [TimePrecision.WEEK]


def test_a_place_told_elsewhere_is_kept_as_an_alternative() -> None:
    killing = {"kind": IncidentType.ASSASSINATION, "victims": ("Hashim Alpha",), "when": DAY}
    found = run(
        draft("a", place=EAST, **killing),  # type: ignore[arg-type]
        draft("b", place=EAST, **killing),  # type: ignore[arg-type]
        draft("c", place=FAR, **killing),  # type: ignore[arg-type]
    )
    assert len(found) == 1
    assert found[0].place is not None
    assert found[0].place.name == "East Quarter"
    assert [alternative.name for alternative in found[0].place.alternatives] == ["Omega Town"]


def test_counts_are_kept_by_source_and_never_averaged() -> None:
    found = run(draft("a", when=DAY, place=EAST, killed=count(30)), draft("b", when=DAY, place=EAST, killed=count(36)))
    assert [toll.killed.best for toll in found[0].toll if toll.killed] == [30, 36]


def test_a_count_is_given_for_the_day_it_was_first_said_and_repetition_adds_none() -> None:
    one, other = draft("a", when=DAY, place=EAST), draft("b", when=DAY, place=EAST)
    first, again = says((one,), toll_of(30)), replace(says((other,), toll_of(30)), said_on="2021-07-25")
    (toll,) = run(one, other, said=[again, first])[0].toll
    assert toll.as_of == "2021-07-20"
    assert toll.statements == tuple(sorted((first.id, again.id)))


def test_suspects_carry_status_and_affiliations_as_asserted() -> None:
    killing = draft("a", when=DAY, place=EAST, suspects=("Group B member",), kind=IncidentType.ASSASSINATION)
    said = [
        says((killing,), asserts(Facet.ATTACKER, "Abu Sample", about="group-a"), act=Act.CLAIM),
        says((killing,), asserts(Facet.AFFILIATION, "Group A", about="Abu Sample"), number=1),
    ]
    suspect = next(s for s in run(killing, said=said)[0].suspects if s.text == "Abu Sample")
    assert suspect.affiliations == ("Group A", "group-a")
    assert suspect.status is Status.FACT
    assert suspect.statements == tuple(sorted(s.id for s in said))


def test_a_statement_about_two_attacks_links_them_both_ways() -> None:
    one = draft("a", when=DAY, place=EAST)
    other = draft("a", kind=IncidentType.ASSASSINATION, when=on("2020-07-06"), victims=("Hashim Alpha",), number=1)
    plain = says((one, other))
    found = run(one, other, said=[plain])
    assert [[link.relation for link in incident.links] for incident in found] == [["mentioned_together"]] * 2
    assert {link.incident for incident in found for link in incident.links} == {incident.id for incident in found}
    timing = says((one, other), asserts(Facet.COINCIDENCE, "coincides"))
    found = run(one, other, said=[plain, timing])
    assert [[link.relation for link in incident.links] for incident in found] == [["coincides"]] * 2


def test_a_coincidence_that_names_the_other_victim_links_too() -> None:
    one = draft("a", when=DAY, place=EAST)
    other = draft("a", kind=IncidentType.ASSASSINATION, when=on("2020-07-06"), victims=("Hashim Alpha",), number=1)
    timing = says(
        (one,), asserts(Facet.COINCIDENCE, "coincides"), text="it came after news on the murder of Hashim Alpha"
    )
    assert [i.links[0].relation for i in run(one, other, said=[timing])] == ["coincides", "coincides"]


def test_labels_are_neutral_and_say_what_where_when() -> None:
    one = draft("a", when=DAY, place=EAST, tactic="suicide_bombing")
    found = run(one, said=[says((one,), asserts(Facet.TARGET, "market"), asserts(Facet.PERPETRATOR, "Group A"))])
    assert found[0].label == "suicide bombing, market, East Quarter, 19 July 2021"
    killing = draft("b", when=on("2020-07-06"), place=WEST, kind=IncidentType.ASSASSINATION, victims=("Hashim Alpha",))
    assert run(killing)[0].label == "assassination, Hashim Alpha, West Quarter, 6 July 2020"


def test_incidents_told_by_most_reports_come_first_and_statements_get_their_ids() -> None:
    single = draft("a", when=on("2021-01-01"), place=FAR)
    first, second = draft("b", when=DAY, place=EAST), draft("c", when=DAY, place=EAST)
    said = [says((single,)), says((first,)), says((second,))]
    found = run(single, first, second, said=said)
    assert [len(incident.reports) for incident in found] == [2, 1]
    renamed = relabel(said, found)
    assert [s.incidents for s in renamed] == [(found[1].id,), (found[0].id,), (found[0].id,)]
    assert relabel(renamed, found) == renamed


def test_an_unresolved_place_is_compared_by_its_name() -> None:
    first, second = Place(text="Wahlat bazaar"), Place(text="al-Wahilat Market")
    assert len(run(draft("a", when=DAY, place=first), draft("b", when=DAY, place=second))) == 1
    market = Place(text="a popular market")
    assert len(run(draft("a", place=market), draft("b", place=market))) == 2
