"""Near-duplicates between splits, on texts written for the test."""

from __future__ import annotations

from evals.harness import Scored
from evals.leakage import JACCARD, leakage, near_duplicates
from hypothesis import given, settings
from hypothesis import strategies as st

WORDS = st.lists(st.sampled_from([f"word{k}" for k in range(400)]), min_size=60, max_size=60)


def jaccard(one: list[str], other: list[str]) -> float:
    """By the definition, on the triples themselves."""
    a, b = ({tuple(words[k : k + 3]) for k in range(len(words) - 2)} for words in (one, other))
    return len(a & b) / len(a | b)


@settings(max_examples=30, deadline=None)
@given(WORDS, WORDS, st.integers(0, 60))
def test_a_copy_with_a_changed_end_is_found_by_its_jaccard_index(
    words: list[str], others: list[str], kept: int
) -> None:
    changed = words[:kept] + others[kept:]
    index = jaccard(words, changed)
    near = near_duplicates({"x": " ".join(changed)}, ["something else altogether here", " ".join(words)])
    if index < JACCARD:  # MinHash proposes; it may miss a pair, yet never invents one
        assert near == {}
    elif index >= 0.8:
        assert round(near["x"], 6) == round(index, 6)


def test_case_and_line_breaks_do_not_matter_and_an_empty_text_is_like_none() -> None:
    assert near_duplicates({"x": "A BOMB WENT OFF\nIN LIMA"}, ["a bomb went off in Lima"]) == {"x": 1.0}
    assert near_duplicates({"x": ""}, ["", "a b c"]) == {}
    assert near_duplicates({"x": "a b c"}, []) == {}


def test_the_row_leaves_the_seen_out() -> None:
    scored = [Scored("a", {"share": (1, 1)}), Scored("b", {"share": (0, 1)}), Scored("c", {"share": (0, 1)})]
    row = leakage(scored, {"a": 0.9}, "dev")
    assert (row["n"], row["share"], row["figures_without"]) == (1, 0.3333, {"share": 0.0})
    assert leakage(scored, {}, "dev")["figures_without"] == {"share": 0.3333}
