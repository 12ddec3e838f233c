from __future__ import annotations

import json
import shutil
import sys
from pathlib import Path

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from rashomon.errors import MissingExtra, WeightsError
from rashomon.extract.encoder import ROLES, STATUSES, TYPES, Encoder, EncoderScores, role_spans
from rashomon.extract.encoder.layout import FORMAT, N_WORD
from rashomon.extract.encoder.weights import MANIFEST, NETWORK, SHIPPED, TOKENIZER, write_manifest

pytest.importorskip("onnxruntime", reason="the extra onnx is not installed")
pytest.importorskip("tokenizers", reason="the extra onnx is not installed")

ATTACK = (
    "Gunmen of the Red River Front set off a bomb under a bus near the capital on Monday, police said. "
    "The blast killed the mayor, Ana Torres, and two farmers. The group claimed responsibility in a statement."
)
FAIR = "The weather was sunny when the fair opened, and visitors praised the cheese. Prices rose by two percent."
SEVERAL = settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])


@pytest.fixture(scope="module")
def encoder() -> Encoder:
    return Encoder.load()


@pytest.fixture
def copied(tmp_path: Path) -> Path:
    """A copy of the shipped weights that may be spoilt."""
    return Path(shutil.copytree(SHIPPED, tmp_path / "weights"))


def same(one: EncoderScores, other: EncoderScores) -> bool:
    equal = (one.words, one.relevance, one.types) == (other.words, other.relevance, other.types)
    return equal and one.logits.tobytes() == other.logits.tobytes()


# what is said of a text


@SEVERAL
@given(
    text=st.lists(st.sampled_from([*ATTACK.split(), "É", "“Así”", "\n\n", "д", "🙂", "\u200b", "İ"]), max_size=80).map(
        " ".join
    )
)
def test_every_word_is_the_very_words_of_the_text(encoder: Encoder, text: str) -> None:
    scores = encoder.scores(text)
    at = 0
    for start, end in scores.words:
        assert at <= start < end <= len(text)
        assert not any(c.isspace() for c in text[start:end])
        at = end
    assert scores.logits.shape == (len(scores.words), N_WORD)
    for role in ROLES:
        assert np.allclose(scores.role(role).sum(axis=1), 1, atol=1e-3)
    for span in role_spans(text, scores, 0.1, 0.1):
        assert text[span.start : span.end].strip() == text[span.start : span.end] != ""


def test_an_attack_is_relevant_and_a_fair_is_not(encoder: Encoder) -> None:
    attack, fair = encoder.scores(ATTACK), encoder.scores(FAIR)
    assert attack.relevance > 0.5 > fair.relevance
    assert max(attack.types, key=lambda name: attack.types[name]) == "bombing"
    found = {(span.role, ATTACK[span.start : span.end]) for span in role_spans(ATTACK, attack)}
    assert {("individual", "Gunmen"), ("weapon", "bomb"), ("target", "bus"), ("victim", "Ana Torres")} <= found
    assert role_spans(FAIR, fair) == []


def test_a_status_is_a_distribution_over_what_all_spans_say_together(encoder: Encoder) -> None:
    scores = encoder.scores(ATTACK)
    spans = [(ATTACK.index(words), ATTACK.index(words) + len(words)) for words in ("Red River Front", "The group")]
    both, turned = scores.status(spans), scores.status(spans[::-1])
    assert set(both) == set(STATUSES)
    assert sum(both.values()) == pytest.approx(1, abs=1e-3)
    assert both == turned
    assert both != scores.status(spans[:1])


def test_capitals_say_nothing(encoder: Encoder) -> None:
    assert same(encoder.scores(ATTACK), encoder.scores(ATTACK.upper()))


def test_a_text_without_a_word_has_no_scores(encoder: Encoder) -> None:
    for text in ("", " \n\t "):
        scores = encoder.scores(text)
        assert (scores.words, scores.relevance, role_spans(text, scores)) == ((), 0.0, [])
        assert scores.types_of(0, 10) == dict.fromkeys(TYPES, 0.0)
        with pytest.raises(ValueError, match="no word"):
            scores.status([(0, 1)])


# the same bytes


@SEVERAL
@given(order=st.permutations([ATTACK, FAIR, ATTACK + " " + FAIR, FAIR * 40]))
def test_neither_the_order_nor_the_company_of_documents_matters(encoder: Encoder, order: list[str]) -> None:
    alone = {text: Encoder.load().scores(text) for text in order[:1]}
    together = {text: encoder.scores(text) for text in order}
    assert all(same(scores, together[text]) for text, scores in alone.items())


# long texts


@pytest.mark.parametrize("copies", [12, 13, 30])
def test_seams_of_windows_lose_and_double_nothing(encoder: Encoder, copies: int) -> None:
    text = "\n\n".join([ATTACK, FAIR] * copies)
    scores = encoder.scores(text)
    assert "".join(text[a:b] for a, b in scores.words) == "".join(text.split())
    assert np.isfinite(scores.logits).all()
    assert all(np.abs(scores.logits).sum(axis=1) > 0)  # every word was spoken for
    bombs = [text[s.start : s.end] for s in role_spans(text, scores) if s.role == "weapon"]
    assert bombs.count("bomb") == copies


def test_a_text_of_any_length_is_read_window_by_window(encoder: Encoder, monkeypatch: pytest.MonkeyPatch) -> None:
    real, seen = encoder._session, []

    class Counted:
        def run(self, outputs: None, inputs: dict[str, np.ndarray]) -> list[np.ndarray]:
            seen.append(inputs["ids"].shape)
            return real.run(outputs, inputs)

    monkeypatch.setattr(encoder, "_session", Counted())
    encoder.scores("\n\n".join([FAIR] * 100))
    assert all(rows == 1 and pieces <= 512 for rows, pieces in seen)
    assert 4 <= len(seen) <= 7


# weights


def test_shipped_weights_are_whole_and_say_how_they_came_about() -> None:
    encoder = Encoder.load()
    assert encoder.key.startswith(f"encoder/{FORMAT} ")
    assert {"base", "examples", "examples_sha256", "plan"} <= set(encoder.made)


@pytest.mark.parametrize("name", [NETWORK, TOKENIZER])
def test_a_changed_file_is_named(copied: Path, name: str) -> None:
    spoilt = bytearray((copied / name).read_bytes())
    spoilt[len(spoilt) // 2] ^= 1
    (copied / name).write_bytes(spoilt)
    with pytest.raises(WeightsError, match=name):
        Encoder.load(copied)


@pytest.mark.parametrize("name", [NETWORK, TOKENIZER, MANIFEST])
def test_a_missing_file_is_named(copied: Path, name: str) -> None:
    (copied / name).unlink()
    with pytest.raises(WeightsError, match=name):
        Encoder.load(copied)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("{", "no JSON"),
        ("[]", "hash"),
        ('{"format": 1}', "hash"),
        ('{"format": 99, "sha256": {}}', f"format 99, this version reads format {FORMAT}"),
    ],
)
def test_another_manifest_is_refused(copied: Path, text: str, message: str) -> None:
    (copied / MANIFEST).write_text(text)
    with pytest.raises(WeightsError, match=rf"{MANIFEST}.*{message}"):
        Encoder.load(copied)


@pytest.mark.parametrize(("name", "content"), [(NETWORK, b"no network"), (TOKENIZER, b"{}")])
def test_whole_files_that_are_no_encoder_are_refused(copied: Path, name: str, content: bytes) -> None:
    (copied / name).write_bytes(content)
    write_manifest(copied, json.loads((copied / MANIFEST).read_text())["made"])
    with pytest.raises(WeightsError, match="cannot be run"):
        Encoder.load(copied)


@pytest.mark.parametrize("name", ["onnxruntime", "tokenizers"])
def test_a_missing_library_is_named_with_the_way_around_it(monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    monkeypatch.setitem(sys.modules, name, None)
    with pytest.raises(MissingExtra, match=rf"{name}.*--engine rules"):
        Encoder.load()
