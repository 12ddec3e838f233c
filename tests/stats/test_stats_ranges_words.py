from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rashomon.stats.dependence import effective_n, effective_n_of, increment
from rashomon.stats.ranges import product_ends, quantile
from rashomon.stats.words import BANDS, word, words

reals = st.floats(-3, 3)


@pytest.mark.parametrize(
    ("probability", "term"),
    [
        (0.0, "almost no chance"),
        (0.05, "very unlikely"),
        (0.1999, "very unlikely"),
        (0.2, "unlikely"),
        (0.5, "roughly even chance"),
        (0.55, "likely"),
        (0.8, "very likely"),
        (0.95, "almost certain"),
        (1.0, "almost certain"),
    ],
)
def test_words_follow_the_bands(probability: float, term: str) -> None:
    assert word(probability) == term


def test_bands_cover_everything_once() -> None:
    assert BANDS[0][0] == 0.0
    assert BANDS[-1][1] == 1.0
    assert all(one[1] == other[0] for one, other in pairwise(BANDS))


def test_a_range_of_words_only_across_bands() -> None:
    assert words(0.21, 0.44) == "unlikely"
    assert words(0.1, 0.6) == "very unlikely to likely"


@pytest.mark.parametrize("wrong", [-0.1, 1.1, float("nan")])
def test_no_word_for_what_is_no_probability(wrong: float) -> None:
    with pytest.raises(ValueError, match="not a probability"):
        word(wrong)


@settings(deadline=None)
@given(st.lists(reals, min_size=3, max_size=3).map(sorted), st.floats(0, 1))
def test_quantile_stays_inside_and_is_median_at_best(ends: list[float], u: float) -> None:
    low, best, high = (np.float64(one) for one in ends)
    assert low - 1e-12 <= quantile(low, best, high, np.float64(u)) <= high + 1e-12
    assert quantile(low, best, high, np.float64(0.5)) == best


def test_half_of_the_mass_lies_below_best() -> None:
    u = np.linspace(0, 1, 2001)
    drawn = quantile(np.float64(0), np.float64(0.1), np.float64(1), u)
    assert abs(np.mean(drawn < 0.1) - 0.5) < 0.001
    assert np.all(np.diff(drawn) >= 0)


@settings(deadline=None)
@given(reals, reals, reals, reals, st.floats(0, 1), st.floats(0, 1))
def test_product_ends_hold_every_product(a: float, b: float, c: float, d: float, u: float, v: float) -> None:
    (a, b), (c, d) = sorted((a, b)), sorted((c, d))
    low, high = product_ends(*(np.array([one]) for one in (a, b, c, d)))
    assert low[0] - 1e-9 <= (a + u * (b - a)) * (c + v * (d - c)) <= high[0] + 1e-9


@settings(deadline=None)
@given(st.integers(1, 12), st.floats(0, 0.95))
def test_effective_n_of_equal_correlation_is_the_closed_form(n: int, rho: float) -> None:
    matrix = np.full((n, n), rho)
    np.fill_diagonal(matrix, 1.0)
    assert effective_n(matrix) == pytest.approx(n / (1 + (n - 1) * rho))
    assert increment(np.arange(1.0, n + 1), rho).sum() == pytest.approx(n / (1 + (n - 1) * rho))


@settings(deadline=None)
@given(st.integers(1, 6), st.integers(2, 20), st.floats(0, 0.9))
def test_copies_add_no_voice(n: int, copies: int, rho: float) -> None:
    matrix = np.full((n, n), rho)
    np.fill_diagonal(matrix, 1.0)
    index = [0] * copies + list(range(1, n))
    assert effective_n(matrix[np.ix_(index, index)]) == pytest.approx(effective_n(matrix))


def test_effective_n_at_the_edges() -> None:
    assert effective_n(np.zeros((0, 0))) == 0.0
    assert effective_n(np.eye(3)) == pytest.approx(3)
    impossible = np.array([[1, 0.9, 0], [0.9, 1, 0.9], [0, 0.9, 1.0]])
    assert 1.0 <= effective_n(impossible) <= 3.0
    with pytest.raises(ValueError, match="square"):
        effective_n(np.ones((2, 3)))


@settings(deadline=None)
@given(st.integers(2, 30), st.floats(0.01, 0.98), st.floats(0, 0.01))
def test_increment_falls_with_rank_and_correlation(n: int, rho: float, more: float) -> None:
    assert increment(np.array([n + 1.0]), rho)[0] <= increment(np.array([float(n)]), rho)[0] < 1.0
    assert increment(np.array([float(n)]), rho + more)[0] <= increment(np.array([float(n)]), rho)[0] + 1e-12


@settings(deadline=None)
@given(st.lists(st.tuples(st.integers(0, 3), st.integers(0, 5)), min_size=1, max_size=10), st.sampled_from([0.4, 0.7]))
def test_working_out_connected_voices_apart_changes_nothing(voices: list[tuple[int, int]], rho: float) -> None:
    channel, principal = (np.array(one) for one in zip(*voices, strict=True))
    matrix = np.maximum(rho * (channel[:, None] == channel[None, :]), 0.5 * (principal[:, None] == principal[None, :]))
    np.fill_diagonal(matrix, 1.0)
    if np.linalg.eigvalsh(matrix)[0] > 1e-6:
        assert effective_n_of(channel, principal, rho, 0.5) == pytest.approx(effective_n(matrix))


def test_no_voice_is_worth_nothing() -> None:
    none = np.array([], dtype=np.int64)
    assert effective_n_of(none, none, 0.7, 0.6) == 0.0
