"""The readers on the corpora themselves, where they are on disk: numbers of things and offsets that hold."""

from __future__ import annotations

from pathlib import Path

import pytest
from evals.corpora import muc4_documents, muc4_keys, polnear_documents, re3d_documents
from evals.templates import Counts, PredictedTemplate, gtt_counts, normalize

from evals import muc_gold

pytestmark = pytest.mark.data


def part(corpora: Path, name: str) -> Path:
    if not (corpora / name).exists():
        pytest.skip(f"no {name} at {corpora}")
    return corpora / name


def test_muc4_messages_and_keys_belong_together(corpora: Path) -> None:
    path = part(corpora, "muc34")
    documents, keys = list(muc4_documents(path)), muc4_keys(path)
    assert {d["id"] for d in documents} == set(keys)
    assert len({d["id"] for d in documents}) == len(documents)
    assert sum(d["published"] is not None for d in documents) > 0.9 * len(documents)
    assert all(d["text"] == d["text"].strip() and d["text"] for d in documents)


def test_muc4_keys_are_understood(corpora: Path) -> None:
    path = part(corpora, "muc34")
    texts = {d["id"]: normalize(" ".join(d["text"].split())) for d in muc4_documents(path)}
    templates = [t for found in muc4_keys(path).values() for t in found]
    forms = [f for t in templates for s in (6, 9, 10, 12, 18, 19) for fill in t.fills(s) for f in fill.alternatives]
    held = sum(
        normalize(form) in texts[t.message]
        for t in templates
        for s in (6, 9, 10, 12, 18, 19)
        for fill in t.fills(s)
        for form in fill.alternatives
    )
    assert held / len(forms) > 0.98
    assert all(len(t.fills(4)) == 1 for t in templates)
    assert sum(bool(muc_gold.days(t)) for t in templates) > 0.95 * len(templates)
    assert sum(bool(muc_gold.countries(t)) for t in templates) > 0.99 * len(templates)
    statuses = {s for fill in (f for t in templates for f in t.fills(11)) for s in fill.alternatives}
    assert statuses == set(muc_gold.STATUS)


def test_gold_against_itself_is_perfect(corpora: Path) -> None:
    """The gold read back as a prediction, one mention per entity, scores 1 with the assignment solver, too."""
    path = part(corpora, "muc34")
    texts = {d["id"]: normalize(" ".join(d["text"].split())) for d in muc4_documents(path / "tst1")}
    total = Counts()
    for message, templates in muc4_keys(path / "tst1").items():
        gold = [muc_gold.gold_template(t, texts[message], described=True) for t in templates]
        pred = [PredictedTemplate(g.types[0], {r: tuple(e[0] for e in es) for r, es in g.roles.items()}) for g in gold]
        total = sum(gtt_counts(pred, gold).values(), total)
    assert total.f1 == 1.0


def test_polnear_spans_lie_in_their_texts(corpora: Path) -> None:
    documents = list(polnear_documents(part(corpora, "polnear") / "data" / "dev"))
    assert documents
    for document in documents:
        for attribution in document["attributions"]:
            for spans in attribution.values():
                assert all(0 <= a < b <= len(document["text"]) for a, b in spans)
    cues = [document["text"][a:b] for document in documents for x in document["attributions"] for a, b in x["cue"]]
    assert sum(cue == "said" for cue in cues) > 0.1 * len(cues)


def test_re3d_entities_are_the_very_words(corpora: Path) -> None:
    documents = list(re3d_documents(part(corpora, "re3d")))
    entities = [(d["text"][e["begin"] : e["end"]], e["value"]) for d in documents for e in d["entities"]]
    assert len({d["id"] for d in documents}) == len(documents)
    assert sum(words == value for words, value in entities) > 0.99 * len(entities)
