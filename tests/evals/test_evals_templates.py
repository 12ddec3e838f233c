"""Template mapping and entity scores against brute force and by hand."""

from __future__ import annotations

import itertools

import pytest
from evals.templates import (
    ROLES,
    Counts,
    GoldTemplate,
    PredictedTemplate,
    best_mapping,
    gtt_counts,
    merge_entities,
    normalize,
    ree_counts,
)
from hypothesis import given, settings
from hypothesis import strategies as st

from evals import templates

types = st.sampled_from(["attack", "bombing"])
mention = st.sampled_from(["a", "b", "c", "d", "e"])


@st.composite
def gold_templates(draw: st.DrawFn) -> GoldTemplate:
    roles = {}
    for role in ROLES[:2]:
        forms = draw(st.lists(mention, unique=True, max_size=4))
        cut = draw(st.integers(0, len(forms)))
        roles[role] = tuple(group for group in (tuple(forms[:cut]), tuple(forms[cut:])) if group)
    accepted = tuple(draw(st.lists(types, min_size=1, max_size=2, unique=True)))
    return GoldTemplate(accepted, roles)


@st.composite
def predicted_templates(draw: st.DrawFn) -> PredictedTemplate:
    roles = {role: tuple(draw(st.lists(mention, unique=True, max_size=3))) for role in ROLES[:2]}
    return PredictedTemplate(draw(types), roles)


def total(counts: dict[str, Counts]) -> Counts:
    return sum(counts.values(), Counts())


def brute_force(pred: list[PredictedTemplate], gold: list[GoldTemplate]) -> float:
    """Best document F1 over every pairing, by permutations of the longer side; counts by definition."""
    said = sum(1 + sum(map(len, p.roles.values())) for p in pred)
    true = sum(1 + sum(map(len, g.roles.values())) for g in gold)
    best = 0.0
    slots: list[int | None] = [*range(len(gold)), *[None] * len(pred)]
    for order in set(itertools.permutations(slots, len(pred))):
        right = found = 0
        for p, j in zip(pred, order, strict=True):
            if j is None or p.type not in gold[j].types:
                continue
            right, found = right + 1, found + 1
            for role, entities in gold[j].roles.items():
                right += sum(any(m in e for e in entities) for m in p.roles[role])
                found += sum(any(m in e for m in p.roles[role]) for e in entities)
        if right and found:
            precision, recall = right / said, found / true
            best = max(best, 2 * precision * recall / (precision + recall))
    return best


@settings(max_examples=150, deadline=None)
@given(st.lists(predicted_templates(), max_size=3), st.lists(gold_templates(), max_size=3))
def test_mapping_is_as_good_as_brute_force(pred: list[PredictedTemplate], gold: list[GoldTemplate]) -> None:
    if pred or gold:
        assert total(gtt_counts(pred, gold)).f1 == pytest.approx(brute_force(pred, gold))
    pairs = best_mapping(pred, gold)
    assert len({i for i, _ in pairs}) == len({j for _, j in pairs}) == len(pairs)
    assert all(pred[i].type in gold[j].types for i, j in pairs)


@settings(max_examples=100, deadline=None)
@given(st.data())
def test_assignment_agrees_where_no_filler_is_shared(data: st.DataObject) -> None:
    """The solver for large documents has the same optimum when every gold filler has one form."""
    gold = [
        GoldTemplate((data.draw(types),), {"PerpInd": tuple((m,) for m in data.draw(st.sets(mention, max_size=3)))})
        for _ in range(data.draw(st.integers(1, 4)))
    ]
    pred = data.draw(st.lists(predicted_templates(), min_size=1, max_size=4))
    exact = total(gtt_counts(pred, gold)).f1
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(templates, "_EXHAUSTIVE", 0)
        assert total(gtt_counts(pred, gold)).f1 == pytest.approx(exact)


@given(st.permutations(range(3)))
def test_order_of_templates_does_not_matter(order: list[int]) -> None:
    gold = [
        GoldTemplate(("attack",), {"PerpInd": (("a",), ("b",))}),
        GoldTemplate(("attack",), {"PerpInd": (("c",),)}),
        GoldTemplate(("bombing",), {"Weapon": (("d", "e"),)}),
    ]
    pred = [
        PredictedTemplate("attack", {"PerpInd": ("c", "a")}),
        PredictedTemplate("bombing", {"Weapon": ("e",)}),
        PredictedTemplate("attack", {"PerpInd": ("b",)}),
    ]
    counts = total(gtt_counts([pred[i] for i in order], gold))
    assert (counts.p_num, counts.p_den, counts.r_num, counts.r_den) == (6, 7, 6, 7)


def test_missed_and_invented_templates_count_in_full() -> None:
    gold = [GoldTemplate(("attack",), {"Victim": (("a",),)})]
    pred = [PredictedTemplate("bombing", {"Victim": ("a",)})]
    assert total(gtt_counts(pred, gold)) == Counts(0, 2, 0, 2)
    assert total(gtt_counts([], gold)) == Counts(0, 0, 0, 2)
    assert total(gtt_counts([], [])).f1 == 1.0


def test_entities_merge_over_templates() -> None:
    gold = [
        GoldTemplate(("attack",), {"Target": (("office", "big office"),)}),
        GoldTemplate(("bombing",), {"Target": (("office",), ("bridge",))}),
    ]
    assert merge_entities(gold, "Target") == [("office", "big office"), ("bridge",)]
    pred = [PredictedTemplate("robbery", {"Target": ("big office", "office", "car")})]
    assert ree_counts(pred, gold)["Target"] == Counts(1, 3, 1, 2)


def test_normalisation() -> None:
    assert normalize('THE "HOME-MADE"  bombs, a') == "homemade bombs"
