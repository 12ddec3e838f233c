from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rashomon.extract.times import find_times

WORDS = st.lists(
    st.sampled_from(
        "The bomb exploded on in at since until of the last night Monday JULY 19 2021 , . 2030 [0230 GMT] evening early"
        " two days ago before election May may have and to 3/4/2021 10:30 a.m. \n \t overnight today this week".split(
            " "
        )
    ),
    max_size=20,
).map(" ".join)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("A bomb exploded on Monday in the city.", ["Monday"]),
        ("A BOMB EXPLODED LAST NIGHT, AT 2030 [0230 GMT] ON 4 FEB 90.", ["LAST NIGHT, AT 2030 [0230 GMT] ON 4 FEB 90"]),
        ("It was the evening of 19 July, the day before the holiday.", ["the evening of 19 July", "the day before the holiday"]),
        ("On Monday at 10 a.m., a day after the summit", ["Monday at 10 a.m.", "a day after the summit"]),
        ("Two days before the parliamentary election", ["Two days before the parliamentary election"]),
        ("In January, or earlier this year, or in 2019, or since 2014.", ["January", "earlier this year", "2019", "since 2014"]),
        ("Between 18-19 July and Oct. 15, on 2021-07-19, on 03/04/2021", ["18-19 July", "Oct. 15", "2021-07-19", "03/04/2021"]),
        ("Some 2 days ago, early this\nmorning, over the past two weeks", ["2 days ago", "early this\nmorning", "the past two weeks"]),
        ("They may have marched in the evening; the second man, 35 people, 1,989 homes.", []),
        ("Room 2030 and 1990 soldiers", []),
    ],
)  # fmt: skip
def test_expressions_are_found_with_their_words(text: str, found: list[str]) -> None:
    assert [words for _, _, words in find_times(text)] == found


@given(st.one_of(st.text(max_size=200), WORDS))
def test_offsets_point_back_at_the_words_in_order_without_overlap(text: str) -> None:
    found = find_times(text)
    assert all(text[start:end] == words and start < end for start, end, words in found)
    assert all(left[1] <= right[0] for left, right in pairwise(found))


@given(WORDS)
def test_case_does_not_matter(text: str) -> None:
    assert [span[:2] for span in find_times(text.upper())] == [span[:2] for span in find_times(text)]


@pytest.mark.parametrize("piece", ["a", " ", "1 ", "the ", "two days before the ", "early late ", "19 July, ", "\n"])
def test_long_monotonous_text_ends(piece: str) -> None:
    assert len(find_times(piece * 5_000)) <= 5_000
