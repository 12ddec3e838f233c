from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rashomon.extract.encoder.windows import speaking_window, split_pieces, windows

SIZES = st.tuples(st.integers(2, 60), st.integers(0, 40)).filter(lambda s: s[1] < s[0])


@given(st.integers(0, 2000), SIZES)
def test_windows_cover_every_piece_and_share_what_they_should(n: int, sizes: tuple[int, int]) -> None:
    size, overlap = sizes
    spans = windows(n, size, overlap)
    covered = {piece for start, end in spans for piece in range(start, end)}
    assert covered == set(range(n))
    assert all(end - start <= size for start, end in spans)
    for (_, end), (start, _) in pairwise(spans):
        assert end - start >= overlap


@given(st.integers(1, 5000))
def test_the_number_of_windows_grows_with_the_text_and_no_faster(n: int) -> None:
    assert sum(end - start for start, end in windows(n)) <= n * 510 / (510 - 96) + 510


@given(st.integers(1, 1500), SIZES)
def test_a_word_is_spoken_for_by_the_window_where_it_has_most_text_around_it(n: int, sizes: tuple[int, int]) -> None:
    spans = windows(n, *sizes)
    before = 0
    for piece in range(n):
        number = speaking_window(piece, spans, before)
        assert number >= before
        before = number
        start, end = spans[number]
        assert start <= piece < end

        def depth(k: int, piece: int = piece) -> int:
            start, end = spans[k]
            left = piece - start if k else 10**6
            right = end - 1 - piece if k < len(spans) - 1 else 10**6
            return min(left, right)

        assert depth(number) == max(depth(k) for k, (a, b) in enumerate(spans) if a <= piece < b)


@given(st.text(st.sampled_from("aZé İß ﬁ\u0301\u200b\n.,’ддж中🙂1-"), max_size=200))
def test_words_are_the_very_words_of_the_text(text: str) -> None:
    pytest.importorskip("tokenizers", reason="the extra onnx is not installed")
    from encoder_fixtures import tiny_tokenizer

    pieces = split_pieces(tiny_tokenizer(), text)
    at = 0
    for word in pieces.words:
        assert at <= word.start < word.end <= len(text)
        assert not any(c.isspace() for c in text[word.start : word.end])
        at = word.end
    assert [w.piece for w in pieces.words] == sorted({w.piece for w in pieces.words})
    left = "".join(text[a.end : b.start] for a, b in pairwise(pieces.words))
    assert not any(c.isascii() and c.isalnum() for c in left)
