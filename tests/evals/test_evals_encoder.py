"""Keys as training examples, and the encoder's scores as templates, on a message, a key and scores written for the test."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest
from evals.encoder import Thresholds, entities, same, score_document, templates
from evals.harness import figure
from evals.muc_keys import parse_keys
from evals.muc_training import example, main, occurrences
from evals.templates import normalize

from rashomon.extract.encoder import ROLES, STATUSES, TYPES, EncoderScores, RoleSpan
from rashomon.extract.encoder.layout import N_WORD, STATUS_AT, TYPE_AT
from rashomon.extract.training.examples import parse_example

TEXT = 'A BOMB LEFT BY\nMEN OF THE "GROUP A" EXPLODED AT THE POST\nOFFICE. JOHN DOE WAS KILLED. GROUP A CLAIMED IT.'
KEY = """\
0.  MESSAGE: ID                     DEV-MUC3-9001 (MAKER)
1.  MESSAGE: TEMPLATE               1
4.  INCIDENT: TYPE                  BOMBING
6.  INCIDENT: INSTRUMENT ID         "BOMB"
9.  PERP: INDIVIDUAL ID             "MEN OF THE \\"GROUP A\\"" / "MEN"
10. PERP: ORGANIZATION ID           "GROUP A"
11. PERP: ORGANIZATION CONFIDENCE   CLAIMED OR ADMITTED: "GROUP A"
12. PHYS TGT: ID                    "POST OFFICE"
18. HUM TGT: NAME                   "JOHN DOE"
"""
MESSAGES = f"DEV-MUC3-9001 (MAKER)\n\n{TEXT}\n\n\nDEV-MUC3-9002\n\n   THE WEATHER WAS FINE.\n"
NO_ATTACK = "\n0.  MESSAGE: ID                     DEV-MUC3-9002\n1.  MESSAGE: TEMPLATE               *\n"
(TEMPLATE,) = parse_keys(KEY)
DOCUMENT = {"id": "DEV-MUC3-9001", "text": TEXT, "split": "dev"}


def words_of(role: str) -> list[str]:
    return [TEXT[s["start"] : s["end"]] for s in example(DOCUMENT, [TEMPLATE])["spans"] if s["role"] == role]


def test_every_occurrence_of_every_form_is_a_span_and_the_longer_one_stays() -> None:
    assert words_of("organization") == ["GROUP A", "GROUP A"]
    assert words_of("individual") == ['MEN OF THE "GROUP A']
    assert words_of("target") == ["POST\nOFFICE"]
    assert parse_example(example(DOCUMENT, [TEMPLATE])).types == ("bombing",)


def test_a_form_is_found_by_whole_words_only() -> None:
    assert occurrences("MEN", "WOMEN AND men, MEN'S") == [(10, 13), (15, 18)]
    assert occurrences("-", "A - B") == []


def test_messages_become_lines_that_the_trainer_reads(tmp_path: Path) -> None:
    folder = tmp_path / "dev"
    folder.mkdir()
    (folder / "dev-muc3-9001").write_text(MESSAGES)
    (folder / "key-dev.muc4").write_text(KEY + NO_ATTACK)
    assert main(["--data", str(folder), "--out", str(tmp_path / "train.jsonl")]) == 0
    attack, fine = (json.loads(line) for line in (tmp_path / "train.jsonl").read_text().splitlines())
    assert (attack["relevant"], fine["relevant"], fine["spans"]) == (True, False, [])
    status = {tuple(s["status"]) for s in attack["spans"] if s["role"] == "organization"}
    assert status == {("claimed",)}
    assert parse_example(attack).text == TEXT


def scored(relevance: float = 0.9, bombing: float = 0.9) -> EncoderScores:
    """Scores as a perfect reader would give them."""
    at, words = 0, []
    for word in TEXT.split():
        start = TEXT.index(word, at)
        at = start + len(word)
        words.append((start, at))
    logits = np.full((len(words), N_WORD), -6.0)
    logits[:, :TYPE_AT:3] = 6.0
    logits[:, TYPE_AT + TYPES.index("bombing")] = 6.0
    logits[:, STATUS_AT + STATUSES.index("claimed")] = 6.0
    for span in example(DOCUMENT, [TEMPLATE])["spans"]:
        inside = [i for i, (a, b) in enumerate(words) if a < span["end"] and span["start"] < b]
        role = 3 * ROLES.index(span["role"])
        logits[inside, role] = -6.0
        logits[inside[0], role + 1] = 6.0
        logits[inside[1:], role + 2] = 6.0
    types = dict.fromkeys(TYPES, 0.0) | {"bombing": bombing}
    return EncoderScores(tuple(words), logits, relevance, types)


def test_perfect_scores_give_perfect_figures() -> None:
    document = score_document(scored(), DOCUMENT, [TEMPLATE], Thresholds())
    names = ("gtt_f1", "ree_micro_f1", "gtt_described_f1", "relevance_accuracy", "status_accuracy", "status_claim_f1")
    assert {name: figure(document.stats[name]) for name in names} == dict.fromkeys(names, 1.0)


def test_an_irrelevant_text_has_no_template_and_a_relevant_one_at_least_one() -> None:
    assert templates(scored(relevance=0.1), TEXT, Thresholds(), described=True) == []
    (only,) = templates(scored(bombing=0.01), TEXT, Thresholds(), described=True)
    assert only.type == "bombing"


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("red river front", "rrf", True),
        ("doe", "john doe", True),
        ("front of the poor of lima", "fol", False),
        ("john doe", "jane doe", False),
    ],
)
def test_mentions_are_joined_by_words_and_initials(one: str, other: str, expected: bool) -> None:
    assert same(one, other) is same(other, one) is expected
    text = f"{one}. {other}."
    spans = [RoleSpan(0, len(one), "organization", 0.9), RoleSpan(len(one) + 2, len(text) - 1, "organization", 0.8)]
    assert len(entities(spans, text)) == (1 if expected else 2)
    assert entities(spans, text)[0].names[0] == normalize(one)
