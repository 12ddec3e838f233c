import pytest
from hypothesis import given
from hypothesis import strategies as st

from rashomon.extract.tolls import find_tolls, number
from rashomon.model import Effect, Range


def tolls(sentence: str):
    return [(h.effect.value, h.quantity, h.party) for h in find_tolls(sentence, 0, len(sentence))]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        (
            "at least 30 people were killed and more than 60 wounded",
            [("killed", Range(30, 30, None), "people"), ("injured", Range(61, None, None), "people")],
        ),
        ("the blast killed some 35 civilians", [("killed", Range(31, 35, 39), "civilians")]),
        (
            "killing 12 soldiers and wounding dozens",
            [("killed", Range(12, 12, 12), "soldiers"), ("injured", Range(24, None, None), "people")],
        ),
        ("the death toll rose to 36", [("killed", Range(36, 36, 36), "people")]),
        ("between 30 and 35 people died", [("killed", Range(30, None, 35), "people")]),
        ("up to twenty-two people were injured", [("injured", Range(None, None, 22), "people")]),
        (
            "two policemen and three children were killed",
            [("killed", Range(2, 2, 2), "policemen"), ("killed", Range(3, 3, 3), "children")],
        ),
        ("the attack claimed 30 lives", [("killed", Range(30, 30, 30), "people")]),
        ("on 19 july 2021 at 8 pm the market was full", []),
        ("killed 300 km from the border", []),
        (
            "ten bombs tore through four trains, killing at least 173 people",
            [("killed", Range(173, 173, None), "people")],
        ),
        ("bombs hit two buses and three shops, killing 12 people", [("killed", Range(12, 12, 12), "people")]),
        (
            "30 were killed and 60 more wounded",
            [("killed", Range(30, 30, 30), "people"), ("injured", Range(60, 60, 60), "people")],
        ),
    ],
)
def test_wording_decides_the_range(sentence, expected):
    assert tolls(sentence) == expected


@given(st.integers(1, 9999))
def test_numbers_in_digits_are_read_exactly(n):
    assert number(str(n)) == n
    assert number(f"{n:,}") == n


@given(st.integers(1, 9999))
def test_about_is_ten_per_cent_to_the_whole_number_outside(n):
    ((_, quantity, _),) = tolls(f"about {n} people were killed")
    assert 10 * quantity.low <= 9 * n < 10 * (quantity.low + 1)
    assert 10 * (quantity.high - 1) < 11 * n <= 10 * quantity.high


# Drawn from words, not letters: of random letters next to none are a toll, and nothing would be checked.
WORDS = st.lists(
    st.sampled_from(
        "at least 30 1,200 twenty two dozen dozens no 5-7 people civilians soldiers were was killed wounded dead injured and "
        "more than , . - kill".split()
    ),
    max_size=20,
).map(" ".join)


@given(WORDS | st.just("at least 30 people were killed and dozens wounded"))
def test_any_text_is_read_within_its_bounds(text):
    for hit in find_tolls(text, 0, len(text)):
        assert 0 <= hit.start < hit.end <= len(text)
        assert isinstance(hit.effect, Effect)
        low, high = hit.quantity.low, hit.quantity.high
        assert low is None or high is None or low <= high
