from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from rashomon.brief.passages import clip, inside, segments, sentence_windows, windows

SPANS = st.lists(
    st.tuples(st.integers(-3, 40), st.integers(-3, 40), st.sampled_from("abcdef")).map(
        lambda t: (min(t[:2]), max(t[:2]), t[2])
    ),
    max_size=12,
)


@given(st.integers(0, 35), SPANS)
def test_segments_cover_the_text_once_and_know_their_spans(length: int, spans: list[tuple[int, int, str]]) -> None:
    found = segments(length, spans)
    assert [s.start for s in found] == [0, *(s.end for s in found[:-1])][: len(found)]
    assert sum(s.end - s.start for s in found) == length
    for segment in found:
        for at in range(segment.start, segment.end):
            assert set(segment.keys) == {key for a, b, key in spans if a <= at < b}


@given(st.integers(1, 35), SPANS)
def test_every_span_starts_and_ends_in_a_segment(length: int, spans: list[tuple[int, int, str]]) -> None:
    found = segments(length, spans)
    for a, b, key in spans:
        a, b = max(0, a), min(length, b)
        if a < b:
            assert any(s.start == a and key in s.starts for s in found)
            assert any(s.end == b and key in s.ends for s in found)


def test_overlap_is_cut_at_every_boundary() -> None:
    found = segments(10, [(2, 6, "one"), (4, 8, "two")])
    assert [(s.start, s.end, s.keys) for s in found] == [
        (0, 2, ()),
        (2, 4, ("one",)),
        (4, 6, ("one", "two")),
        (6, 8, ("two",)),
        (8, 10, ()),
    ]


def test_many_spans_do_not_make_more_pieces_than_boundaries() -> None:
    spans = [(n, n + 3, f"k{n}") for n in range(0, 5000, 2)]
    assert len(segments(6000, spans)) <= 2 * len(spans) + 2


def test_windows_merge_and_keep_whole_words() -> None:
    text = "alpha beta gamma delta epsilon zeta"
    assert [text[a:b] for a, b in windows(text, [(11, 16)], 2)] == ["beta gamma delta"]
    assert len(windows(text, [(0, 5), (6, 10)], 3)) == 1


def test_sentence_windows_take_the_whole_sentence_with_its_closing_quote() -> None:
    text = 'First one. He said: "It was they." Third.\nFourth.'
    at = text.index("It was")
    assert [text[a:b] for a, b in sentence_windows(text, [(at, at + 6)])] == ['He said: "It was they."']


@given(st.text(max_size=60), st.lists(st.tuples(st.integers(0, 59), st.integers(0, 59)), max_size=5))
def test_sentence_windows_hold_their_spans_in_order(text: str, pairs: list[tuple[int, int]]) -> None:
    spans = [(min(a, b, len(text)), min(max(a, b), len(text))) for a, b in pairs]
    found = sentence_windows(text, spans)
    assert found == sorted(found)
    for a, b in spans:
        assert any(start <= a and b <= end for start, end in found)


def test_inside_alternates_shown_and_left_out() -> None:
    assert inside([(2, 4), (6, 8)], 10) == [(0, 2, False), (2, 4, True), (4, 6, False), (6, 8, True), (8, 10, False)]


def test_clip_says_that_it_cut() -> None:
    assert clip("short", 10) == "short"
    assert clip("one two three", 8) == "one two …"
