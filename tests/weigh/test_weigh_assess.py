from collections.abc import Sequence
from dataclasses import replace
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from weighing_cases import ACTORS, TABLE, TABLE_TEXT, by_actor, incident, leaves, says, statement, weighed

from rashomon.model import (
    Account,
    Act,
    Actor,
    ActorType,
    Assertion,
    Assessment,
    Contradiction,
    ContradictionKind,
    Facet,
    Finding,
    FindingBasis,
    Hypothesis,
    HypothesisKind,
    Modality,
    Mode,
    Range,
    Source,
    SourceType,
    Statement,
    fold,
)
from rashomon.weigh import assess, parse_table

GUILTY = ("guilty", "culprit", "is responsible", "terrorist")

perpetrators = st.builds(
    lambda actor, negated: says(Facet.PERPETRATOR, actor, negated=negated),
    st.sampled_from(["a", "b", "c", "u", "m1", "m2", "s", "p", "gunmen"]),
    st.booleans(),
)
contexts = st.builds(
    lambda row, about, negated: says(Facet(row[0]), value=row[1], about=about, negated=negated),
    st.sampled_from(
        [
            ("access", "has"),
            ("access", "lacks"),
            ("motive", "benefit"),
            ("track_record", "false_claims"),
            ("capability", "has"),
        ]
    ),
    st.sampled_from(["a", "b", "u", "m1", "s"]),
    st.booleans(),
)
claims = st.builds(lambda actor: says(Facet.CLAIMANT, actor), st.sampled_from(["a", "b", "u"]))
accidents = st.builds(lambda negated: says(Facet.TACTIC, value="accident", negated=negated), st.booleans())


@st.composite
def told(draw: st.DrawFn, most_origins: int = 4) -> dict[str, list[Statement]]:
    """Up to eight statements by up to four speakers or the outlets, in up to ``most_origins`` origins."""
    by_origin: dict[str, list[Statement]] = {}
    for n in range(draw(st.integers(0, 8))):
        origin = f"o{draw(st.integers(1, most_origins))}"
        speaker = draw(st.sampled_from([None, "one", "two", "three", "four"]))
        said = statement(
            f"s{n}",
            draw(st.sampled_from(list(Act))),
            *draw(st.lists(st.one_of(perpetrators, contexts, claims, accidents), min_size=1, max_size=3)),
            speaker=speaker,
            actor=draw(st.sampled_from([None, "a", "ministry", "police", "s"])) if speaker else None,
            kind=draw(st.sampled_from(list(SourceType))),
            modality=draw(st.sampled_from(list(Modality))),
            hearsay=draw(st.integers(0, 3)),
        )
        by_origin.setdefault(origin, []).append(said)
    return by_origin


def numbers(hypotheses: Sequence[Hypothesis]) -> list[tuple[object, ...]]:
    return [(one.id, one.probability, one.bounds, one.words) for one in hypotheses]


@settings(max_examples=40, deadline=None)
@given(told())
def test_answers_are_coherent(by_origin: dict[str, list[Statement]]) -> None:
    hypotheses, found = weighed(by_origin, draws=100)
    assert sum(one.probability.best or 0 for one in leaves(hypotheses)) == pytest.approx(1, abs=1e-6)
    assert sum(one.kind is HypothesisKind.UNKNOWN_OTHER for one in hypotheses) == 1
    for one in hypotheses:
        low, best, high = one.probability.low or 0, one.probability.best or 0, one.probability.high or 0
        assert 0 <= one.bounds.low <= low <= best <= high <= one.bounds.high <= 1
        inside = [other for other in hypotheses if other.parent == one.id]
        if inside:
            assert sum(other.probability.best or 0 for other in inside) == pytest.approx(best, abs=1e-6)
    ids = {one.id for one in hypotheses}
    assert len(ids) == len(hypotheses)
    assert found.leader in ids
    items = {one.item for one in found.contributions}
    assert len(items) == len(found.contributions)
    assert set(found.flip_set) <= items
    said = {one.id for some in by_origin.values() for one in some}
    for part in found.contributions:
        assert set(part.statements) <= said
        assert set(part.supports) <= ids
        assert 0 <= part.weight <= 1
        low, best, high = part.log10_lr.low or 0, part.log10_lr.best or 0, part.log10_lr.high or 0
        assert low <= best <= high


@settings(max_examples=40, deadline=None)
@given(told())
def test_contributions_add_up_to_the_log_odds(by_origin: dict[str, list[Statement]]) -> None:
    hypotheses, found = weighed(by_origin, draws=10)
    ends = leaves(hypotheses)
    base, _ = weighed(
        {o: [replace(s, modality=Modality.ASSERTED) for s in said] for o, said in by_origin.items()},
        draws=10,
        table=FLAT,
    )
    prior = {one.id: one.probability.best or 0 for one in leaves(base)}
    total = {one.id: sum((c.log10_lr.best or 0) for c in found.contributions if one.id in c.supports) for one in ends}
    weight = {one.id: prior[one.id] * 10 ** total[one.id] for one in ends}
    for one in ends:
        assert weight[one.id] / sum(weight.values()) == pytest.approx(one.probability.best, abs=1e-6)


def _flat() -> str:
    """The table with every likelihood ratio set to 1, so that what remains is the prior."""
    lines = []
    for line in TABLE_TEXT.splitlines():
        parts = line.split(",", 5)
        if len(parts) == 6 and parts[1] in ("act", "facet", "item", "plus"):
            parts[2:5] = ["0", "0", "0"]
        lines.append(",".join(parts))
    return "\n".join(lines)


FLAT = parse_table(_flat())


@settings(max_examples=40, deadline=None)
@given(told(), st.randoms(use_true_random=False))
def test_order_carries_no_weight(by_origin: dict[str, list[Statement]], rng: Random) -> None:
    def shuffled(items: Sequence[object]) -> list[object]:
        return rng.sample(list(items), len(items))

    mixed = {origin: shuffled(by_origin[origin]) for origin in shuffled(list(by_origin))}  # type: ignore[misc]
    assert weighed(mixed, draws=50) == weighed(by_origin, draws=50)  # type: ignore[arg-type]


@settings(max_examples=15, deadline=None)
@given(told(), st.sampled_from([1, 2, 100]))
def test_an_article_copied_a_hundred_times_changes_no_probability(
    by_origin: dict[str, list[Statement]], times: int
) -> None:
    """Copies keep words, speakers and origin, and have report, statement ids and outlet of their own."""
    before, one = weighed(by_origin, draws=50)
    copied = {
        origin: [replace(s, id=f"{k}-{s.id}", report=f"copy{k}") for k in range(times) for s in said] + said
        for origin, said in by_origin.items()
    }
    base = incident(copied)
    split = tuple(
        Account(
            id=f"{a.id}-{s}",
            source=f"outlet-{s}",
            source_type=a.source_type,
            origin=a.origin,
            statements=(s,),
            facets=(),
        )
        for a in base.accounts
        for s in a.statements
    )
    after, other = weighed(copied, draws=50, accounts=split)
    assert numbers(after) == numbers(before)
    assert (other.n_origins, other.n_eff, other.lead_share) == (one.n_origins, one.n_eff, one.lead_share)
    assert (other.undetermined, other.confidence, other.flip_set) == (one.undetermined, one.confidence, one.flip_set)


@settings(max_examples=40, deadline=None)
@given(told(most_origins=1))
def test_one_article_decides_nothing(by_origin: dict[str, list[Statement]]) -> None:
    hypotheses, found = weighed(by_origin, draws=100)
    assert found.undetermined
    assert found.confidence == "low"
    for one in hypotheses:
        if one.kind is not HypothesisKind.UNKNOWN_OTHER:
            assert one.bounds.high < 0.95


def test_a_verdict_and_many_voices_through_one_outlet_stay_below_the_limit() -> None:
    many = [
        statement(f"s{n}", Act.FIND, says(Facet.PERPETRATOR, "a"), speaker=f"court {n}", kind=SourceType.COURT)
        for n in range(30)
    ]
    hypotheses, found = weighed({"o": many})
    assert max(one.bounds.high for one in hypotheses) < 0.95
    assert found.undetermined
    assert "one origin" in found.summary
    independent, decided = weighed({f"o{n}": [one] for n, one in enumerate(many)})
    assert (by_actor(independent)["a"].probability.best or 0) > 0.99
    assert not decided.undetermined


def _swap(value: str | None) -> str | None:
    return {"a": "b", "b": "a"}.get(value, value) if value else value


def _swapped(one: Assertion) -> Assertion:
    new = _swap(one.actor)
    name = ACTORS[new].name if new and new != one.actor else one.value
    return replace(one, actor=new, about=_swap(one.about), value=name, text=name if new != one.actor else one.text)


@settings(max_examples=40, deadline=None)
@given(told())
def test_swapping_two_actors_swaps_the_answer(by_origin: dict[str, list[Statement]]) -> None:
    def swapped(one: Statement) -> Statement:
        speaker = replace(one.speaker, actor=_swap(one.speaker.actor)) if one.speaker else None
        return replace(one, speaker=speaker, asserts=tuple(_swapped(a) for a in one.asserts))

    before, _ = weighed(by_origin, draws=400)
    after, _ = weighed({origin: [swapped(one) for one in said] for origin, said in by_origin.items()}, draws=400)
    first = {(one.perpetrator, one.kind, one.parent is None): one for one in before}
    second = {(_swap(one.perpetrator), one.kind, one.parent is None): one for one in after}
    assert first.keys() == second.keys()
    for key, one in first.items():
        other = second[key]
        assert other.probability.best == pytest.approx(one.probability.best, abs=1e-6)
        assert other.bounds.low == pytest.approx(one.bounds.low, abs=1e-6)
        assert other.bounds.high == pytest.approx(one.bounds.high, abs=1e-6)
        assert other.probability.low == pytest.approx(one.probability.low, abs=0.06)
        assert other.probability.high == pytest.approx(one.probability.high, abs=0.06)


def test_names_carry_no_weight() -> None:
    said = {"o1": [statement("s1", Act.ACCUSE, says(Facet.PERPETRATOR, "a"))]}
    renamed = {**ACTORS, "a": replace(ACTORS["a"], name="Another Name")}
    assert numbers(weighed(said, actors=renamed)[0]) == numbers(weighed(said)[0])


@settings(max_examples=30, deadline=None)
@given(told(), st.sampled_from(list(SourceType)))
def test_an_independent_denial_lowers(by_origin: dict[str, list[Statement]], kind: SourceType) -> None:
    accused = statement("accused", Act.ACCUSE, says(Facet.PERPETRATOR, "c"), speaker="accuser", words="c did it")
    base = {**by_origin, "o8": [accused]}
    denial = statement("no", Act.ASSESS, says(Facet.PERPETRATOR, "c", negated=True), speaker="nobody else", kind=kind)
    before, _ = weighed(base, draws=10)
    after, _ = weighed({**base, "o9": [denial]}, draws=10)
    assert (by_actor(after)["c"].probability.best or 0) < (by_actor(before)["c"].probability.best or 0)


@pytest.mark.parametrize("kind", list(SourceType))
def test_negating_an_accusation_turns_it_round(kind: SourceType) -> None:
    def best(negated: bool) -> float:
        one = statement("s", Act.FIND, says(Facet.PERPETRATOR, "a", negated=negated), kind=kind)
        other = statement("t", Act.CONDEMN, says(Facet.PERPETRATOR, "b"), speaker="x")
        return by_actor(weighed({"o1": [one], "o2": [other]}, draws=10)[0])["a"].probability.best or 0

    nothing = (
        by_actor(
            weighed(
                {
                    "o1": [statement("s", Act.FIND, says(Facet.PERPETRATOR, "a"))],
                    "o2": [statement("t", Act.CONDEMN, says(Facet.PERPETRATOR, "b"), speaker="x")],
                },
                draws=10,
                table=FLAT,
            )[0]
        )["a"].probability.best
        or 0
    )
    assert best(True) < nothing < best(False)


def test_naming_one_more_member_changes_nothing_outside_the_umbrella() -> None:
    said = [
        statement("s1", Act.ACCUSE, says(Facet.PERPETRATOR, "u"), speaker="one"),
        statement("s2", Act.ACCUSE, says(Facet.PERPETRATOR, "a"), speaker="two", kind=SourceType.POLICE),
    ]
    more = [statement(f"m{n}", Act.RETRACT, says(Facet.PERPETRATOR, f"m{n}"), speaker=f"m{n}") for n in (1, 2)]
    idle = parse_table(TABLE_TEXT.replace("retract/*,act,-0.6,-0.25,0,", "retract/*,act,0,0,0,"))
    before = by_actor(weighed({f"o{n}": [s] for n, s in enumerate(said)}, table=idle, draws=10)[0])
    for some in (more[:1], more):
        hypotheses, found = weighed({f"o{n}": [s] for n, s in enumerate([*said, *some])}, table=idle, draws=10)
        after = by_actor(hypotheses)
        assert len(leaves(hypotheses)) == 3 + len(some)
        assert found.leader == after["a"].id == before["a"].id
        for actor in ("a", "u", None):
            assert after[actor].probability.best == pytest.approx(before[actor].probability.best, abs=1e-8)
            assert after[actor].bounds.low == pytest.approx(before[actor].bounds.low, abs=1e-8)
            assert after[actor].bounds.high == pytest.approx(before[actor].bounds.high, abs=1e-8)


def test_the_same_word_by_one_voice_counts_once_wherever_printed() -> None:
    claim = statement("s1", Act.CLAIM, says(Facet.CLAIMANT, "a"), speaker="channel of A", actor="a")
    again = statement("s2", Act.CLAIM, says(Facet.CLAIMANT, "a"), speaker="channel of A", actor="a")
    reported = statement("s3", Act.REPORT, says(Facet.CLAIMANT, "a"), speaker=None)
    once, _ = weighed({"o1": [claim], "o2": [statement("x", Act.ACCUSE, says(Facet.PERPETRATOR, "b"))]})
    thrice, found = weighed(
        {"o1": [claim], "o2": [again, statement("x", Act.ACCUSE, says(Facet.PERPETRATOR, "b"))], "o3": [reported]}
    )
    assert [x.probability.best for x in once] == [x.probability.best for x in thrice]
    (item,) = (c for c in found.contributions if c.row == "claim/*")
    assert item.statements == ("s1", "s2", "s3")
    assert item.origin == "o1 + o2 + o3"


def test_the_same_words_in_one_origin_count_once_whoever_is_credited() -> None:
    def said(name: str, speaker: str, words: str) -> Statement:
        return statement(name, Act.ACCUSE, says(Facet.PERPETRATOR, "a"), speaker=speaker, words=words)

    first = said("s1", "an analyst", "“It was A”, he said.")
    once, found = weighed({"o1": [first]})
    twice, other = weighed({"o1": [first, said("s2", "the analyst X", "It was A, he said")]})
    assert numbers(twice) == numbers(once)
    assert (found.n_eff, other.n_eff) == (1.0, 1.0)
    assert other.contributions[0].statements == ("s1", "s2")
    _, apart = weighed({"o1": [first], "o2": [said("s2", "the analyst X", "It was A, he said")]})
    assert apart.n_eff == 2.0


def _for_a(*said: tuple[str, Statement]) -> float:
    by_origin: dict[str, list[Statement]] = {
        "z": [statement("z", Act.ACCUSE, says(Facet.PERPETRATOR, "b"), speaker="z")]
    }
    for origin, one in said:
        by_origin.setdefault(origin, []).append(one)
    return by_actor(weighed(by_origin, draws=10)[0])["a"].probability.best or 0


def test_independent_voices_count_more_than_voices_of_one_channel_or_one_government() -> None:
    def accuses(name: str, actor: str | None = None) -> Statement:
        return statement(
            name, Act.ACCUSE, says(Facet.PERPETRATOR, "a"), speaker=name, actor=actor, kind=SourceType.GOVERNMENT
        )

    one = _for_a(("o1", accuses("x")))
    channel = _for_a(("o1", accuses("x")), ("o1", accuses("y")))
    government = _for_a(("o1", accuses("x", "ministry")), ("o2", accuses("y", "police")))
    independent = _for_a(("o1", accuses("x")), ("o2", accuses("y")))
    assert one < channel < independent
    assert one < government < independent


def test_a_hedge_an_anonymous_voice_and_hearsay_count_for_less() -> None:
    base = statement("s", Act.ACCUSE, says(Facet.PERPETRATOR, "a"), kind=SourceType.POLICE)
    assert base.speaker
    full = _for_a(("o1", base))
    for weaker in (
        replace(base, modality=Modality.HEDGED),
        replace(base, modality=Modality.QUESTION),
        replace(base, hearsay_depth=2),
        replace(base, speaker=replace(base.speaker, anonymous=True)),
    ):
        assert _for_a(("o1", weaker)) < full


def test_a_stake_counts_for_a_state_as_for_a_group() -> None:
    def accuses(actor: str) -> Statement:
        return statement("s", Act.ACCUSE, says(Facet.PERPETRATOR, "a"), actor=actor, kind=SourceType.GOVERNMENT)

    def row(actor: str) -> str:
        blamed = statement("z", Act.ACCUSE, says(Facet.PERPETRATOR, actor), speaker="z")
        _, found = weighed({"o1": [accuses(actor)], "o2": [blamed]}, draws=10)
        return next(c.row for c in found.contributions if c.statements == ("s",))

    assert row("s") == row("b") == "accuse/government times/stake"
    _, found = weighed({"o1": [accuses("b")]}, draws=10)
    assert found.contributions[0].row == "accuse/government"


def test_a_source_with_a_stake_and_a_bad_rating_counts_for_less() -> None:
    source = Source(id="src:expert", name="x", type=SourceType.EXPERT, reliability="E", stake="a rival of A")
    _, found = weighed({"o1": [statement("s", Act.ACCUSE, says(Facet.PERPETRATOR, "a"))]}, sources={source.id: source})
    assert found.contributions[0].row == "accuse/expert times/reliability_e times/stake"


def test_hot_potato_counts_the_denial_and_the_blame_apart() -> None:
    said = statement(
        "s",
        Act.DENY,
        says(Facet.PERPETRATOR, "a", negated=True),
        says(Facet.PERPETRATOR, "b"),
        speaker="spokesman",
        actor="a",
    )
    hypotheses, found = weighed({"o1": [said]}, draws=10)
    assert {c.row for c in found.contributions} == {"deny/accused", "accuse/accused times/stake"}
    assert (by_actor(hypotheses)["a"].probability.best or 0) < (by_actor(hypotheses)["b"].probability.best or 0)


def test_a_persons_admission_is_no_claim_of_its_group_and_supports_it() -> None:
    member = statement("m", Act.REPORT, says(Facet.AFFILIATION, "a", about="p"), speaker=None)
    for asserts in ((says(Facet.ATTACKER, "p"),), ()):
        admits = statement("s", Act.ADMIT, *asserts, speaker="the suspect", actor="p")
        hypotheses, found = weighed({"o1": [admits, member]}, draws=10)
        assert by_actor(hypotheses)["a"].label == "Group A carried it out"
        assert [c.row for c in found.contributions] == ["admit/*"]
        alone, _ = weighed({"o1": [admits]}, draws=10)
        assert by_actor(alone)["p"].kind is HypothesisKind.LONE_ACTOR


def test_context_moves_whom_it_is_about() -> None:
    claim = statement("c", Act.CLAIM, says(Facet.CLAIMANT, "a"), speaker="a", actor="a")
    accuse = statement("u", Act.ACCUSE, says(Facet.PERPETRATOR, "u"), speaker="u")
    base = by_actor(weighed({"o1": [claim], "o2": [accuse]}, draws=10)[0])
    for facet, value, about, rises in (
        ("access", "lacks", "a", "u"),
        ("track_record", "false_claims", "a", "u"),
        ("access", "has", "u", "u"),
        ("access", "has", "m1", "u"),
        ("motive", "benefit", "a", "a"),
    ):
        context = statement("x", Act.ASSESS, says(Facet(facet), value=value, about=about), speaker="x")
        after = by_actor(weighed({"o1": [claim], "o2": [accuse], "o3": [context]}, draws=10)[0])
        assert (after[rises].probability.best or 0) > (base[rises].probability.best or 0), (facet, value)


def test_a_negated_context_assertion_turns_round() -> None:
    def best(negated: bool) -> float:
        one = statement("s", Act.ASSESS, says(Facet.ACCESS, value="lacks", about="a", negated=negated))
        return _for_a(("o1", one), ("o2", statement("t", Act.ACCUSE, says(Facet.PERPETRATOR, "a"), speaker="t")))

    neither = _for_a(("o2", statement("t", Act.ACCUSE, says(Facet.PERPETRATOR, "a"), speaker="t")))
    assert best(False) < neither < best(True)


def test_timing_said_of_nobody_favours_nobody_and_is_listed_as_left_out() -> None:
    timing = statement("x", Act.ASSESS, says(Facet.COINCIDENCE, value="coincides"))
    _, found = weighed({"o1": [timing, statement("s", Act.ACCUSE, says(Facet.PERPETRATOR, "a"), speaker="y")]})
    assert len(found.contributions) == 1
    assert any("timing" in one for one in found.limitations)


def test_a_claim_contradicted_on_the_method_is_worth_less() -> None:
    claim = statement("c", Act.CLAIM, says(Facet.CLAIMANT, "a"), says(Facet.TACTIC, value="suicide_bombing"), actor="a")
    other = statement("d", Act.FIND, says(Facet.TACTIC, value="planted_device"), speaker="cell", kind=SourceType.POLICE)
    accuse = statement("u", Act.ACCUSE, says(Facet.PERPETRATOR, "b"), speaker="u")
    differs = Contradiction(
        facet=Facet.TACTIC,
        kind=ContradictionKind.INCOMPATIBLE,
        accounts=(),
        values=("suicide_bombing", "planted_device"),
        statements=("c", "d"),
        why="",
    )
    said = {"o1": [claim], "o2": [other], "o3": [accuse]}
    before = by_actor(weighed(said, draws=10)[0])["a"].probability.best or 0
    after, found = weighed(said, draws=10, contradictions=(differs,))
    assert (by_actor(after)["a"].probability.best or 0) < before
    assert any(c.row == "contradiction/claim" and c.statements == ("c", "d") for c in found.contributions)
    assert any("forensic" in one.item for one in found.would_help_most)
    doubts = statement("e", Act.ASSESS, says(Facet.PERPETRATOR, "a", negated=True), speaker="e", kind=SourceType.POLICE)
    _, beside = weighed({"o1": [claim, other, accuse, doubts]}, draws=10, contradictions=(differs,))
    assert next(c for c in beside.contributions if c.row == "contradiction/claim").weight > 0.5
    update = replace(differs, kind=ContradictionKind.UPDATE)
    assert weighed(said, draws=10, contradictions=(update,))[0] == weighed(said, draws=10)[0]


def _finding(log10_lr: Range | None, basis: FindingBasis = FindingBasis.MEASURED, test: str = "coincidence") -> Finding:
    return Finding(
        test=test, actor="a", against=None, log10_lr=log10_lr, basis=basis, data="set", n=10, null_model=None, detail="",
        diagnostics=(), limitation="",
    )  # fmt: skip


def test_findings_count_only_with_a_number_and_within_their_limit() -> None:
    said = {"o1": [statement("s", Act.ACCUSE, says(Facet.PERPETRATOR, "a"))]}
    plain = weighed(said)
    for idle in (_finding(None), _finding(Range(0, 1, 2), FindingBasis.ASSERTED), _finding(Range(None, 1, 2))):
        assert weighed(said, findings=(idle,)) == plain
    hypotheses, found = weighed(said, findings=(_finding(Range(0.2, 2, 5)),))
    part = next(c for c in found.contributions if c.row == "finding/coincidence")
    assert part.log10_lr == Range(0.2, 0.3, 0.3)
    assert found.n_origins == 1
    assert found.undetermined
    assert numbers(hypotheses) != numbers(plain[0])


def test_joint_accusation_supports_the_group_with_the_state_as_enabler() -> None:
    said = statement("s", Act.ASSESS, says(Facet.PERPETRATOR, "s"), says(Facet.PERPETRATOR, "u"))
    hypotheses, found = weighed({"o1": [said]})
    assert found.contributions[0].supports == (by_actor(hypotheses)["u"].id,)
    assert any("enabled" in one for one in found.limitations)


def test_an_umbrella_competes_as_a_whole() -> None:
    said = {
        f"o{n}": [
            statement(f"s{n}", Act.ACCUSE, says(Facet.PERPETRATOR, actor), speaker=f"x{n}", kind=SourceType.POLICE)
        ]
        for n, actor in enumerate(["u", "m1", "m2", "a"])
    }
    hypotheses, found = weighed(said)
    assert found.leader == by_actor(hypotheses)["u"].id
    assert found.leader in {one.parent for one in hypotheses}


def test_two_independent_voices_can_decide_and_one_cannot() -> None:
    claim = statement("c", Act.ADMIT, says(Facet.CLAIMANT, "a"), speaker="a", actor="a", kind=SourceType.CLAIMANT)
    court = statement("d", Act.FIND, says(Facet.PERPETRATOR, "a"), speaker="court", kind=SourceType.COURT)
    noise = statement("x", Act.ACCUSE, says(Facet.PERPETRATOR, "b"), speaker="x", kind=SourceType.POLITICAL_ACTOR)
    _, both = weighed({"o1": [claim], "o2": [court], "o3": [noise]}, draws=1000)
    assert not both.undetermined
    assert both.flip_set
    assert not both.summary.startswith("Undetermined")
    _, one = weighed({"o1": [claim], "o2": [replace(claim, id="e")], "o3": [noise]}, draws=1000)
    assert one.undetermined


def test_equal_evidence_is_undetermined_with_nothing_to_flip() -> None:
    said = {
        f"o{a}": [statement(f"s{a}", Act.FIND, says(Facet.PERPETRATOR, a), speaker=a, kind=SourceType.COURT)]
        for a in ("a", "b")
    }
    _, found = weighed(said)
    assert found.undetermined
    assert found.flip_set == ()


def test_unnamed_perpetrators_support_nobody() -> None:
    named = statement("s", Act.ACCUSE, says(Facet.PERPETRATOR, "a"))
    nameless = statement("t", Act.REPORT, says(Facet.PERPETRATOR, "gunmen"), speaker="y")
    with_them, found = weighed({"o1": [named], "o2": [nameless]})
    assert numbers(with_them) == numbers(weighed({"o1": [named]})[0])
    assert any("without a name" in one for one in found.limitations)


def test_an_incident_nobody_is_named_for_says_so() -> None:
    hypotheses, found = weighed({"o1": [statement("s", Act.CONDEMN)]})
    assert [one.kind for one in hypotheses] == [HypothesisKind.UNKNOWN_OTHER]
    assert found.undetermined
    assert found.summary.startswith("Undetermined: no account")
    assert found.would_help_most == ()


def test_copies_of_an_outlets_own_voice_are_one_voice() -> None:
    own = [statement(f"s{n}", Act.ACCUSE, says(Facet.PERPETRATOR, "a"), speaker=None, words=f"w{n}") for n in range(3)]
    _, found = weighed({"o1": own})
    assert len(found.contributions) == 1
    assert found.n_eff == 1.0


def test_the_seed_gives_the_stream_and_the_id_of_the_incident_nothing() -> None:
    said = {"o1": [statement("s", Act.ACCUSE, says(Facet.PERPETRATOR, "a"))]}
    known = {one.id: one for one in said["o1"]}

    def run(seed: int, name: str = "I") -> Range:
        hypotheses, _ = assess(
            incident(said, id=name), statements=known, sources={}, actors=ACTORS, table=TABLE, seed=seed, draws=200
        )
        return hypotheses[0].probability

    assert run(1) == run(1)
    assert run(1) != run(2)
    assert run(1) == run(1, "J")


@settings(max_examples=30, deadline=None)
@given(told())
def test_words_stay_neutral_and_confidence_apart(by_origin: dict[str, list[Statement]]) -> None:
    hypotheses, found = weighed(by_origin, draws=20)
    text = " ".join([found.summary, *found.limitations, *(one.label for one in hypotheses)])
    assert not any(word in fold(text) for word in GUILTY)
    likelihood = ("likely", "chance", "certain")
    assert not any(word in reason for reason in found.confidence_reasons for word in likelihood)
    assert "confiden" not in found.summary
    assert found.confidence in ("low", "moderate", "high")


def _rows(one: Assessment) -> tuple[str, ...]:
    return tuple(c.row for c in one.contributions)


def test_a_state_a_militia_and_a_movement_are_weighed_alike() -> None:
    answers = []
    for kind in (ActorType.STATE, ActorType.MILITARY, ActorType.GROUP, ActorType.FACTION):
        actors = {**ACTORS, "x": Actor(id="x", name="X", type=kind)}
        accuse = statement(
            "s", Act.ACCUSE, replace(says(Facet.PERPETRATOR, value="X"), actor="x"), kind=SourceType.POLICE
        )
        deny = statement("d", Act.DENY, replace(says(Facet.PERPETRATOR, value="X", negated=True), actor="x"), actor="x",
                         speaker="of X", mode=Mode.DIRECT)  # fmt: skip
        hypotheses, found = weighed({"o1": [accuse], "o2": [deny]}, actors=actors)
        answers.append((hypotheses[0].probability, hypotheses[0].label, _rows(found)))
    assert all(one == answers[0] for one in answers)
