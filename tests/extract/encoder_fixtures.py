"""Small stand-ins for trained weights: examples written for these tests, and a tiny tokenizer."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

WORDS = (
    "the a in of by and was were said on at town market bus soldiers farmers gunmen rebels group red river front claimed "
    "bomb exploded killed kidnapped burned judge teacher pipeline mayor police accused denied weather sunny fair opened"
).split()


def row(
    number: int, text: str, relevant: bool | None, types: list[str], marked: list[tuple[str, str]]
) -> dict[str, Any]:
    """An example line; ``marked`` are (words, role) that stand once in the text."""
    spans = []
    for entity, (words, role) in enumerate(marked):
        start = text.index(words)
        span = {"start": start, "end": start + len(words), "role": role, "entity": entity, "types": types}
        spans.append(span | ({"status": ["claimed"]} if role == "organization" else {}))
    return {"id": f"D{number}", "text": text, "relevant": relevant, "types": types, "spans": spans}


def rows() -> list[dict[str, Any]]:
    """A handful of texts, written for these tests: attacks and a fair."""
    out = []
    for n, (target, victim) in enumerate(
        [("bus", "judge"), ("market", "teacher"), ("pipeline", "mayor"), ("town", "farmers")]
    ):
        text = (
            f"The Red River Front claimed the bomb. Gunmen of the group burned the {target}. The {victim} was killed."
        )
        marked = [("Red River Front", "organization"), ("bomb", "weapon"), ("Gunmen", "individual")]
        out.append(row(n, text, True, ["bombing"], [*marked, (target, "target"), (victim, "described_victim")]))
        out.append(
            row(10 + n, f"The fair opened in the {target}. The weather was sunny, the {victim} said.", False, [], [])
        )
    return out


def write_rows(file: Path, lines: list[Any]) -> Path:
    """JSON Lines; a string is written as it is."""
    text = "".join((line if isinstance(line, str) else json.dumps(line)) + "\n" for line in lines)
    file.write_text(text, encoding="utf-8")
    return file


def tiny_tokenizer() -> Any:
    """An uncased word-piece tokenizer over ``WORDS`` and single letters."""
    from tokenizers import Tokenizer, models, normalizers, pre_tokenizers

    letters = "abcdefghijklmnopqrstuvwxyz0123456789.,"
    pieces = [
        "[PAD]",
        "[UNK]",
        "[CLS]",
        "[SEP]",
        "[MASK]",
        *WORDS,
        *letters,
        *(f"##{c}" for c in letters),
        "[unused1]",
        "д",
    ]
    vocabulary = {piece: n for n, piece in enumerate(dict.fromkeys(pieces))}
    tokenizer = Tokenizer(models.WordPiece(vocabulary, unk_token="[UNK]"))
    tokenizer.add_special_tokens(["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]"])
    tokenizer.normalizer = normalizers.BertNormalizer(lowercase=True)
    tokenizer.pre_tokenizer = pre_tokenizers.BertPreTokenizer()
    return tokenizer


SHAPE = {
    "vocab_size": 150,
    "hidden_size": 32,
    "num_hidden_layers": 1,
    "num_attention_heads": 2,
    "intermediate_size": 64,
    "max_position_embeddings": 512,
    "attention_probs_dropout_prob": 0.0,
}
"""A network that trains in seconds."""
