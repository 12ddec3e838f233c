"""Accounts by source, and what becomes of claims."""

from __future__ import annotations

from dataclasses import replace

from compare_builders import asserts, by_id, incident, report, says, told, toll

from rashomon.compare import accounts, claims
from rashomon.model import Act, Claim, Facet, Modality, Source, SourceType, Statement

BY_A = asserts(Facet.PERPETRATOR, "Group A", actor="group-a")
NOT_A = asserts(Facet.PERPETRATOR, "Group A", actor="group-a", not_so=True)
CLAIM = says("group-a", BY_A, asserts(Facet.TACTIC, "suicide_bombing"), act=Act.CLAIM, channel="a channel")


def status(*said: Statement) -> list[Claim]:
    return list(claims(incident(said), statements=by_id(said), sources={}))


def test_one_account_per_source_and_the_outlets_own_voice_is_one() -> None:
    said = [
        says("police", toll(30)),
        says("police", toll(30), report="r2"),
        says("outlet:x", BY_A),
        says("analyst", BY_A),
    ]
    found = told(said)
    assert [a.source for a in found] == ["analyst", "outlet:x", "police"]
    police = found[2]
    assert len(police.statements) == 2
    assert [(f.facet, f.statements) for f in police.facets] == [(Facet.TOLL, tuple(sorted(police.statements)))]
    assert police.source_type is SourceType.POLICE


def test_the_origin_is_where_the_words_came_first() -> None:
    said = [
        says("police", toll(30), report="r2", on="2021-07-20"),
        says("police", toll(36), report="r3", on="2021-07-21"),
    ]
    assert told(said, {"r2": "r1", "r3": "r3"})[0].origin == "r1"


def test_the_day_of_publication_orders_origins_where_nothing_was_dated() -> None:
    said = [says("police", toll(30), report="r1", on=None), says("police", toll(30), report="r2", on=None)]
    reports = {"r1": report("r1", published="2021-07-22"), "r2": report("r2", published="2021-07-20")}
    found = accounts(incident(said), statements=by_id(said), sources={}, origins={}, reports=reports)
    assert [a.origin for a in found] == ["r2"]


def test_unnamed_speakers_of_two_reports_are_not_one_source() -> None:
    said = [says("witness", toll(30), report=r) for r in ("r1", "r2")]
    nameless = [replace(s, speaker=replace(s.speaker, source=None, role="a witness")) for s in said if s.speaker]
    found = accounts(incident(nameless), statements=by_id(nameless), sources={}, origins={})
    assert len({a.source for a in found}) == 2


def test_hypotheses_give_no_facet_but_stay_the_sources_words() -> None:
    said = [says("analyst", BY_A, modality=Modality.HYPOTHETICAL)]
    assert [(len(a.statements), a.facets) for a in told(said)] == [(1, ())]


def test_an_uncontested_claim_keeps_channel_and_named_attacker() -> None:
    named = says("group-a", BY_A, asserts(Facet.ATTACKER, "Abu Sample"), act=Act.CLAIM, report="r2", on="2021-07-21")
    found = status(CLAIM, named)
    assert [(c.claimant, c.statement, c.channel, c.named_attacker, c.status) for c in found] == [
        ("group-a", CLAIM.id, "a channel", "Abu Sample", "uncontested")
    ]


def test_a_claim_is_contested_by_other_perpetrators_by_the_manner_and_by_the_word_adopter() -> None:
    other = asserts(Facet.PERPETRATOR, "Group B", actor="group-b")
    planted = asserts(Facet.TACTIC, "planted_device")
    adopter = asserts(Facet.ADOPTER, "Group A", actor="group-a")
    for assertion in (other, planted, adopter):
        assert [c.status for c in status(CLAIM, says("police", assertion))] == ["contested"]
    assert [c.status for c in status(CLAIM, says("police", asserts(Facet.PERPETRATOR, "gunmen")))] == ["uncontested"]


def test_two_claims_contest_each_other() -> None:
    rival = says("group-b", asserts(Facet.PERPETRATOR, "Group B", actor="group-b"), act=Act.CLAIM)
    assert [(c.claimant, c.status) for c in status(CLAIM, rival)] == [
        ("group-a", "contested"),
        ("group-b", "contested"),
    ]


def test_contested_by_others_denied_and_withdrawn_by_oneself() -> None:
    assert [c.status for c in status(CLAIM, says("police", NOT_A))] == ["contested"]
    later = says("group-a", NOT_A, act=Act.DENY, on="2021-08-01")
    assert [c.status for c in status(CLAIM, later)] == ["withdrawn"]
    undated = says("group-a", NOT_A, act=Act.DENY, on=None)
    assert [c.status for c in status(CLAIM, undated)] == ["denied"]


def test_a_claim_that_is_only_reported_counts_where_there_is_no_own_word() -> None:
    reported = says("outlet:x", asserts(Facet.CLAIMANT, "Group A", actor="group-a"))
    assert [(c.claimant, c.statement) for c in status(reported)] == [("group-a", reported.id)]
    assert [c.statement for c in status(reported, CLAIM)] == [CLAIM.id]


def test_an_accusation_is_no_claim() -> None:
    assert status(says("police", BY_A, act=Act.ACCUSE)) == []


def test_the_claimant_falls_back_to_the_speakers_actor_through_the_source() -> None:
    bare = says("somebody", act=Act.CLAIM)
    sources = {"somebody": Source(id="somebody", name="Channel", type=SourceType.CLAIMANT, actor="group-z")}
    assert [c.claimant for c in claims(incident([bare]), statements=by_id([bare]), sources=sources)] == ["group-z"]
