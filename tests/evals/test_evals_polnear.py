"""The attribution scorer on spans written for the test."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from evals.corpora import CorpusError, polnear_documents
from evals.harness import figure
from evals.polnear import attributions, by_kind, kind_of, matched, score, score_attributions, score_reading
from evals.polnear_baselines import other_annotators, ten_verbs
from evals.polnear_spans import Attribution, flat, overlaps, trimmed
from hypothesis import given
from hypothesis import strategies as st

from rashomon.extract.language import parse
from rashomon.model import (
    Act,
    Basis,
    Content,
    Modality,
    Mode,
    Polarity,
    Reading,
    Span,
    Speaker,
    Statement,
    Status,
)

TEXT = "A minister said the bridge was safe. It was not."

span = st.tuples(st.integers(0, 40), st.integers(1, 8)).map(lambda ab: (ab[0], ab[0] + ab[1]))
spans = st.lists(span, max_size=2).map(lambda found: tuple(sorted(found)))
attribution = st.fixed_dictionaries({"cue": spans, "source": spans, "content": spans})


def statement(mode: Mode = Mode.INDIRECT, shift: int = 0) -> Statement:
    def at(words: str) -> Span:
        start = TEXT.index(words)
        return Span(TEXT[start + shift : start + len(words)], start + shift, start + len(words))

    content, speaker = at("the bridge was safe"), at("A minister")
    return Statement(
        id=f"s{shift}{mode}",
        report="r",
        act=Act.REPORT,
        status=Status.FACT,
        polarity=Polarity.AFFIRMED,
        modality=Modality.ASSERTED,
        mode=mode,
        basis=Basis.UNKNOWN,
        hearsay_depth=1,
        said_on=None,
        speaker=Speaker(text=speaker.text, start=speaker.start, end=speaker.end),
        via=(),
        cue=at("said"),
        content=Content(text=content.text, spans=(content,)),
        incidents=(),
        asserts=(),
        extracted_by="test",
    )


GOLD = {"source": [(0, 10)], "cue": [(11, 15)], "content": [(16, 35)]}


def reading(*statements: Statement) -> Reading:
    return Reading(report="r", statements=statements, drafts=(), unread=(), issues=())


def values(read: Reading, *gold: dict[str, list[tuple[int, int]]]) -> dict[str, float]:
    document = {"id": "paper_2000-01-01_x", "split": "dev", "attributions": list(gold), "text": TEXT}
    found = {name: figure(stat) for name, stat in score_reading(read, document).stats.items()}
    return {name: value for name, value in found.items() if value is not None}


def test_the_same_is_right_in_every_figure() -> None:
    assert set(values(reading(statement()), GOLD).values()) == {1.0}


def test_a_span_off_by_one_overlaps_but_is_not_exact() -> None:
    found = values(reading(statement(shift=1)), GOLD)
    assert (found["content_exact"], found["content_overlap"], found["linked"]) == (0.0, 1.0, 1.0)


def test_the_outlet_is_no_attribution_and_equal_statements_count_once() -> None:
    assert attributions([statement(Mode.OUTLET)]) == []
    assert len(attributions([statement(), replace(statement(), id="again")])) == 1


def test_an_unsaid_source_must_be_left_out() -> None:
    without = {**GOLD, "source": []}
    assert values(reading(statement()), without)["linked"] == 0.0
    assert values(reading(replace(statement(), speaker=None)), without)["linked"] == 1.0


def test_a_long_span_finds_one_gold_span_only() -> None:
    pred: Attribution = {"cue": ((0, 40),), "source": (), "content": ()}
    gold: list[Attribution] = [{"cue": ((k, k + 2),), "source": (), "content": ()} for k in (1, 11, 21)]
    assert score([pred], gold)["cue_overlap"] == (1, 1, 1, 3)


@given(st.lists(attribution, max_size=5), st.lists(attribution, max_size=5))
def test_counts_hang_together(pred: list[Attribution], gold: list[Attribution]) -> None:
    stats = score(pred, gold)
    for role in ("cue", "source", "content"):
        exact, shared = stats[f"{role}_exact"], stats[f"{role}_overlap"]
        assert exact[0] <= shared[0] <= min(shared[1], shared[3])
    assert stats["linked"][0] <= min(len(pred), len(gold))
    assert score(gold, gold)["linked"][0] == len(gold)


@given(spans, spans)
def test_overlap_is_a_shared_character(one: tuple[tuple[int, int], ...], other: tuple[tuple[int, int], ...]) -> None:
    characters = [{k for a, b in side for k in range(a, b)} for side in (one, other)]
    assert overlaps(one, other) == bool(characters[0] & characters[1])


def test_matching_is_maximal() -> None:
    assert matched([[True, True], [True, False]]) == 2
    assert matched([]) == matched([[]]) == 0


def corpus(folder: Path, annotation: str) -> Path:
    for part in ("text", "attributions"):
        (folder / "dev" / part).mkdir(parents=True)
    (folder / "dev" / "text" / "paper_2000-01-01_x.txt").write_text(TEXT, encoding="utf-8")
    (folder / "dev" / "attributions" / "paper_2000-01-01_x_0001.ann").write_text(annotation, encoding="utf-8")
    return folder


def test_reading_the_stand_off_files(tmp_path: Path) -> None:
    lines = ["T1\tSource 0 10\tA minister", "T2\tCue 11 15\tsaid", "T3\tContent 16 26;31 35\tthe bridge", "", "safe"]
    lines += ["T4\tAttribution 11 15\tsaid", "E1\tAttribution:T4 Content:T3 Cue:T2 Source:T1"]
    (document,) = polnear_documents(corpus(tmp_path, "\n".join(lines)))
    assert document["attributions"] == [{"source": [(0, 10)], "cue": [(11, 15)], "content": [(16, 26), (31, 35)]}]
    assert (document["split"], document["annotator"]) == ("dev", "0001")


@pytest.mark.parametrize("line", ["T1\tSource 0 999\tx", "T1\tSource\tx", "T1\tCue a b\tx"])
def test_a_broken_annotation_names_file_and_line(tmp_path: Path, line: str) -> None:
    with pytest.raises(CorpusError, match=r"_0001\.ann:1"):
        list(polnear_documents(corpus(tmp_path, line)))


@pytest.mark.parametrize(
    ("text", "words", "kept"),
    [
        ('He said, "It is safe."', '"It is safe."', "It is safe"),
        ('He said, "It is safe."', "It is safe", "It is safe"),
        ("He said that it is safe.", "that it is safe.", "it is safe"),
        ("He said: that", ":", ":"),
        ("He wants 5% of $3 (net)", "$3 (net)", "$3 (net)"),
        ("He isn't safe", "isn't", "isn't"),
    ],
)
def test_what_conventions_differ_in_is_trimmed(text: str, words: str, kept: str) -> None:
    start = text.index(words)
    ((a, b),) = trimmed(text, ((start, start + len(words)),))
    assert text[a:b] == kept


def test_pieces_with_only_marks_between_them_are_one() -> None:
    assert trimmed('"Yes." "No."', ((0, 6), (7, 12))) == ((1, 10),)
    assert trimmed("Yes, he said, no.", ((0, 3), (14, 17))) == ((0, 3), (14, 16))


@given(st.text(alphabet="ab '\".,“”-", min_size=1, max_size=30), st.data())
def test_trimming_never_adds_a_word_and_is_done_once(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    kept = trimmed(text, ((start, end),))
    assert start <= kept[0][0] < kept[-1][1] <= end
    assert trimmed(text, kept) == kept
    words = "".join(text[a:b] for a, b in kept)
    assert sum(map(str.isalnum, words)) == sum(map(str.isalnum, text[start:end]))


def test_only_the_outermost_attribution_counts() -> None:
    outer: Attribution = {"cue": ((10, 14),), "source": ((0, 9),), "content": ((15, 60),)}
    inner: Attribution = {"cue": ((30, 34),), "source": ((20, 29),), "content": ((35, 60),)}
    assert flat([outer, inner]) == [outer]


@pytest.mark.parametrize(
    ("text", "cue", "kind"),
    [
        ("A minister has said it is safe.", "has said", "verbal"),
        ("According to the police it is safe.", "According to", "according"),
        ("Her support for the plan is known.", "support for", "nominal"),
        ("Smith: It is safe.", ":", "other"),
    ],
)
def test_kinds_of_cues(text: str, cue: str, kind: str) -> None:
    start = text.index(cue)
    assert kind_of(parse(text), ((start, start + len(cue)),)) == kind


@given(st.lists(attribution, max_size=4), st.lists(attribution, max_size=4))
def test_kinds_share_out_all_cues(pred: list[Attribution], gold: list[Attribution]) -> None:
    stats = by_kind(parse(TEXT), pred, gold)
    assert sum(stat[1] for stat in stats.values()) == sum(bool(a["cue"]) for a in pred)
    assert sum(stat[3] for stat in stats.values()) == sum(bool(a["cue"]) for a in gold)


def test_ten_verbs_take_the_subject_and_the_rest_of_the_sentence() -> None:
    (found,) = ten_verbs(TEXT)
    assert [TEXT[a:b] for role in ("cue", "source", "content") for a, b in found[role]] == [
        "said", "A minister", "the bridge was safe.",
    ]  # fmt: skip


def test_further_annotators_are_kept_apart(tmp_path: Path) -> None:
    lines = ["T1\tSource 0 10\tA minister", "T2\tCue 11 15\tsaid", "E1\tAttribution:T2 Cue:T2 Source:T1"]
    folder = corpus(tmp_path, "\n".join(lines))
    (folder / "dev" / "attributions" / "paper_2000-01-01_x_0002.ann").write_text("", encoding="utf-8")
    (document,) = polnear_documents(folder)
    assert (document["annotator"], list(other_annotators(document))) == ("0001", [[]])
    assert score_attributions([], document)["linked"] == (0, 0, 0, 1)
