"""Running the encoder: a text in, ``EncoderScores`` out. Runs on onnxruntime, without torch."""

from __future__ import annotations

import importlib
from pathlib import Path
from types import ModuleType
from typing import Any

import numpy as np

from rashomon.errors import MissingExtra, WeightsError
from rashomon.extract.encoder.layout import N_WINDOW, N_WORD, TYPES
from rashomon.extract.encoder.scores import DIGITS, Array, EncoderScores, logistic
from rashomon.extract.encoder.weights import SHIPPED, Weights, read_weights
from rashomon.extract.encoder.windows import Pieces, speaking_window, split_pieces, windows


def _needed(name: str) -> ModuleType:
    try:
        return importlib.import_module(name)
    except ImportError as error:
        raise MissingExtra(
            f"the encoder needs {name}, which cannot be imported here; --engine rules does without"
        ) from error


class Encoder:
    """A trained encoder. Same text, same scores: one thread, one window at a time, rounded numbers.

    ``key`` changes with the weights, so that what was read with others can be told apart. An ``Encoder`` may be shared by threads.
    """

    def __init__(self, weights: Weights) -> None:
        runtime, tokenizers = _needed("onnxruntime"), _needed("tokenizers")
        self.key = weights.key
        self.made = weights.made
        self._tokenizer: Any = tokenizers.Tokenizer.from_str(weights.tokenizer.decode("utf-8"))
        self._tokenizer.no_truncation()
        self._tokenizer.no_padding()
        self._begin, self._end = (self._tokenizer.token_to_id(mark) for mark in ("[CLS]", "[SEP]"))
        options = runtime.SessionOptions()
        options.intra_op_num_threads = options.inter_op_num_threads = 1
        options.log_severity_level = 3
        self._session: Any = runtime.InferenceSession(weights.network, options, providers=["CPUExecutionProvider"])

    @classmethod
    def load(cls, folder: Path = SHIPPED) -> Encoder:
        """The encoder of a folder, by default the one that comes with the package.

        Raises ``MissingExtra`` without onnxruntime or tokenizers, ``WeightsError`` for weights that are missing, changed, of another
        version, or that onnxruntime cannot run.
        """
        _needed("onnxruntime")
        weights = read_weights(folder)
        try:
            return cls(weights)
        except MissingExtra:
            raise
        except Exception as error:  # both libraries raise plain Exceptions of their own
            raise WeightsError(f"{folder}: cannot be run: {error}") from error

    def scores(self, text: str) -> EncoderScores:
        """The scores of a text of any length, in time that grows with its length and no faster."""
        pieces = split_pieces(self._tokenizer, text)
        spans = windows(len(pieces.ids))
        if not spans:
            return EncoderScores((), np.zeros((0, N_WORD)), 0.0, dict.fromkeys(TYPES, 0.0))
        logits, whole = self._run(pieces, spans)
        document = np.round(logistic(np.logaddexp.reduce(whole, axis=0)), DIGITS).tolist()
        return EncoderScores(
            words=tuple((word.start, word.end) for word in pieces.words),
            logits=np.round(logits, DIGITS),
            relevance=document[0],
            types=dict(zip(TYPES, document[1:], strict=True)),
        )

    def _run(self, pieces: Pieces, spans: list[tuple[int, int]]) -> tuple[Array, Array]:
        """Logits of the words (n, ``N_WORD``), each from the window that speaks for it, and of the windows."""
        logits = np.zeros((len(pieces.words), N_WORD))
        whole = np.zeros((len(spans), N_WINDOW))
        speaker, chosen = 0, []
        for word in pieces.words:
            speaker = speaking_window(word.piece, spans, speaker)
            chosen.append(speaker)
        speakers = np.array(chosen)
        firsts = np.array([word.piece for word in pieces.words])
        for number, (start, end) in enumerate(spans):
            ids = np.array([[self._begin, *pieces.ids[start:end], self._end]], dtype=np.int64)
            words, window = self._session.run(None, {"ids": ids, "mask": np.ones_like(ids)})
            mine = np.flatnonzero(speakers == number)
            logits[mine] = words[0, firsts[mine] - start + 1]
            whole[number] = window[0]
        return logits, whole
