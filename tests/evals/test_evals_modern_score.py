"""The scorer of modern reports on codings written for the test."""

from __future__ import annotations

import json
import tomllib
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from evals.floors import FLOORS
from evals.harness import figure, figures
from evals.modern.__main__ import CORPUS, corpus_sha256, main, scored
from evals.modern.agreement import agreement, kappa
from evals.modern.baseline import sentence_reader, sentences
from evals.modern.coding import Asserted, CodedIncident, CodedStatement, Coding, Count, Party
from evals.modern.matching import assigned, merged, shared
from evals.modern.reading import as_coding
from evals.modern.score import gold_of, score, trimmed
from evals.modern.texts import ModernText, read_texts
from hypothesis import given
from hypothesis import strategies as st

from rashomon.model import (
    Act,
    Effect,
    Facet,
    IncidentType,
    Modality,
    Mode,
    ParticipantKind,
    Polarity,
    Stage,
    Status,
)

WORDS = "Police said the Front bombed a bus in Arden, killing 6. The Front denied it."


def at(words: str) -> tuple[int, int]:
    return WORDS.index(words), WORDS.index(words) + len(words)


ACCUSATION = CodedStatement(
    id="S1",
    incidents=("I1",),
    act=Act.ACCUSE,
    status=Status.ACCUSED_BY_AUTHORITIES,
    polarity=Polarity.AFFIRMED,
    modality=Modality.ASSERTED,
    mode=Mode.INDIRECT,
    depth=1,
    speaker=at("Police"),
    via=(),
    cue=at("said"),
    content=(at("the Front bombed a bus in Arden, killing 6"),),
    asserts=(
        Asserted(facet=Facet.PERPETRATOR, value="Front", span=at("Front")),
        Asserted(facet=Facet.TACTIC, value="bombing", span=at("bombed")),
        Asserted(facet=Facet.TOLL, value="killed:6-6", span=at("6")),
    ),
)
DENIAL = replace(
    ACCUSATION,
    id="S2",
    act=Act.DENY,
    status=Status.ACQUITTED,
    polarity=Polarity.NEGATED,
    speaker=at("The Front"),
    cue=at("denied"),
    content=(at("it"),),
    asserts=(Asserted(facet=Facet.PERPETRATOR, value="The Front", span=at("The Front"), negated=True),),
)
INCIDENT = CodedIncident(
    id="I1",
    type=IncidentType.BOMBING,
    stage=Stage.ACCOMPLISHED,
    date=("2015-03-03", "2015-03-03"),
    places=(at("Arden"),),
    country="XX",
    perpetrators=(
        Party(span=at("the Front"), kind=ParticipantKind.ORGANIZATION, status=Status.ACCUSED_BY_AUTHORITIES),
    ),
    victims=(),
    targets=(Party(span=at("a bus")),),
    weapons=(),
    toll=(Count(effect=Effect.KILLED, low=6, high=6, attackers=None),),
)
GOLD = Coding(text="001", attack=True, incidents=(INCIDENT,), statements=(ACCUSATION, DENIAL))
NOTHING = Coding(text="001", attack=False, incidents=(), statements=())


def got(said: Coding, *coded: Coding) -> dict[str, float | None]:
    return {name: figure(stat) for name, stat in score(WORDS, said, gold_of(*coded)).items()}


def statements(**change: Any) -> Coding:
    return replace(GOLD, statements=(replace(ACCUSATION, **change), DENIAL))


def test_the_gold_against_itself_is_right_in_everything() -> None:
    assert {value for value in got(GOLD, GOLD).values() if value is not None} == {1.0}


def test_nothing_said_finds_nothing() -> None:
    values = got(NOTHING, GOLD)
    assert values["relevance_accuracy"] == values["statement_f1"] == values["facet_f1"] == values["incident_f1"] == 0.0
    assert values["act_accuracy"] is None


def test_a_wrong_act_costs_detection_and_the_act_alone() -> None:
    values = got(statements(act=Act.FIND), GOLD)
    assert values["statement_f1"] == values["act_accuracy"] == 0.5
    assert values["content_f1"] == values["status_accuracy"] == values["speaker_f1"] == 1.0


def test_a_shorter_content_overlaps_but_is_not_exact() -> None:
    values = got(statements(content=(at("the Front bombed"),)), GOLD)
    assert (values["content_f1"], values["content_half_f1"], values["content_exact"]) == (1.0, 0.5, 0.5)


def test_closing_punctuation_and_quotation_marks_are_no_difference() -> None:
    quoted = 'He said: "We saw it."'
    assert trimmed(quoted, [(9, 21)]) == trimmed(quoted, [(10, 19)]) == ((10, 19),)


@pytest.mark.parametrize(
    ("change", "left"),
    [
        ({"negated": True}, 0.5),
        ({"span": at("Arden")}, 0.5),
        ({"facet": Facet.CLAIMANT}, 2 / 3),
    ],
)
def test_a_wrong_perpetrator_is_an_error_of_that_facet(change: dict[str, Any], left: float) -> None:
    first, *rest = ACCUSATION.asserts
    values = got(statements(asserts=(replace(first, **change), *rest)), GOLD)
    assert values["facet_perpetrator_f1"] == pytest.approx(left)
    assert values["facet_tactic_f1"] == values["facet_toll_f1"] == 1.0


def test_a_toll_is_right_by_its_numbers_not_by_its_words() -> None:
    *rest, toll = ACCUSATION.asserts
    assert got(statements(asserts=(*rest, replace(toll, span=at("killing")))), GOLD)["facet_toll_f1"] == 1.0
    assert got(statements(asserts=(*rest, replace(toll, value="killed:6-"))), GOLD)["facet_toll_f1"] == 0.0


@pytest.mark.parametrize(
    ("change", "figure_name", "left"),
    [
        ({"type": IncidentType.ATTACK}, "type_accuracy", 0.0),
        ({"date": ("2015-03-01", "2015-03-03")}, "date_exact", 0.0),
        ({"places": (at("a bus"),)}, "place_accuracy", 0.0),
        ({"country": None}, "country_accuracy", 0.0),
        ({"toll": ()}, "toll_f1", 0.0),
        ({"targets": ()}, "targets_f1", 0.0),
        ({"perpetrators": ()}, "perpetrators_f1", 0.0),
    ],
)
def test_each_part_of_an_incident_has_its_figure(change: dict[str, Any], figure_name: str, left: float) -> None:
    values = got(replace(GOLD, incidents=(replace(INCIDENT, **change),)), GOLD)
    assert values[figure_name] == left
    assert values["incident_f1"] == values["incident_count_exact"] == 1.0


def test_what_one_coder_alone_has_counts_neither_way() -> None:
    other = replace(GOLD, statements=(ACCUSATION,))
    for said in (GOLD, other):
        values = got(said, GOLD, other)
        assert {values[name] for name in ("statement_f1", "content_f1", "speaker_f1", "facet_f1")} == {1.0}
    assert got(replace(GOLD, statements=(DENIAL,)), GOLD, other)["content_f1"] == 0.0


def test_either_label_of_two_coders_is_right() -> None:
    other = statements(act=Act.FIND, status=Status.FACT)
    for said in (GOLD, other):
        assert got(said, GOLD, other)["act_accuracy"] == got(said, GOLD, other)["status_accuracy"] == 1.0
    assert got(statements(act=Act.ASSESS), GOLD, other)["act_accuracy"] == 0.5


def test_disputed_attacks_and_numbers_of_attacks_accept_both() -> None:
    for said in (GOLD, NOTHING):
        values = got(said, GOLD, NOTHING)
        assert values["relevance_accuracy"] == values["incident_count_exact"] == 1.0
        assert values["incident_f1"] in (None, 0.0) or said is NOTHING


def test_a_speaker_that_one_coder_alone_marks_counts_neither_way() -> None:
    silent = statements(speaker=None)
    for said in (GOLD, silent):
        assert got(said, GOLD, silent)["speaker_f1"] == 1.0
    assert got(silent, GOLD)["speaker_f1"] == pytest.approx(2 / 3)


spans = st.lists(
    st.tuples(st.integers(0, 60), st.integers(1, 15)).map(lambda ab: (ab[0], ab[0] + ab[1])), min_size=1, max_size=2
)
coded = st.builds(
    lambda content, act, status, speaker: replace(
        ACCUSATION, content=tuple(content), act=act, status=status, speaker=speaker, asserts=()
    ),
    spans,
    st.sampled_from(Act),
    st.sampled_from(Status),
    st.none() | st.just(at("Police")),
)
codings = st.lists(coded, max_size=4).map(
    lambda found: replace(GOLD, statements=tuple(replace(s, id=f"S{n}") for n, s in enumerate(found)))
)


@given(codings, codings, codings)
def test_no_figure_leaves_its_bounds_and_the_order_of_statements_does_not_matter(
    a: Coding, b: Coding, said: Coding
) -> None:
    values = got(said, a, b)
    assert all(0.0 <= value <= 1.0 for value in values.values() if value is not None)
    turned = got(replace(said, statements=said.statements[::-1]), a, b)
    assert turned["content_f1"] == values["content_f1"]


@given(codings, codings)
def test_each_coder_is_right_where_both_are_accepted(a: Coding, b: Coding) -> None:
    values = got(a, a, b)
    assert values["content_f1"] in (None, 1.0)


@given(spans, spans)
def test_overlap_is_symmetric_and_one_only_for_the_same_characters(one: Any, other: Any) -> None:
    a, b = tuple(one), tuple(other)
    assert shared(a, b) == shared(b, a)
    assert shared(a, a) == 1.0


def test_pairs_of_weight_nought_are_none() -> None:
    assert assigned([[0.0, 1.0], [0.0, 0.0]]) == [(0, 1)]
    assert assigned([]) == []
    assert [w.required for w in merged([1, 2], [2, 3], lambda a, b: float(a == b))] == [True, False, False]


def test_kappa_of_the_textbook() -> None:
    pairs = [("yes", "yes")] * 20 + [("yes", "no")] * 5 + [("no", "yes")] * 10 + [("no", "no")] * 15
    assert kappa(pairs) == pytest.approx(0.4)
    assert kappa([]) is None
    assert kappa([("a", "a")]) is None


@given(st.lists(st.tuples(st.sampled_from("abc"), st.sampled_from("abc")), min_size=1))
def test_kappa_is_symmetric_and_bounded(pairs: list[tuple[str, str]]) -> None:
    one, other = kappa(pairs), kappa([(b, a) for a, b in pairs])
    assert one == other
    assert one is None or -1 <= one <= 1


def modern_text() -> ModernText:
    return ModernText(
        id="001",
        kind="digest",
        form="agency",
        region="europe",
        published="2015-03-05",
        split="test",
        tags=("disputed_claim",),
        constructed=(),
        notes=(),
        text=WORDS,
    )


def test_agreement_counts_the_texts_that_both_did() -> None:
    same = agreement([modern_text()], {"001": GOLD}, {"001": GOLD}, 0)
    assert same["n"] == 1
    assert same["figures"]["statement_f1"] == 1.0
    assert same["kappa"]["act"] == 1.0
    assert agreement([modern_text()], {"001": GOLD}, {}, 0)["n"] == 0


def test_the_trivial_reader_calls_every_violent_sentence_a_report() -> None:
    assert [WORDS[a:b] for a, b in sentences(WORDS)] == [
        "Police said the Front bombed a bus in Arden, killing 6.",
        "The Front denied it.",
    ]
    read = sentence_reader(modern_text())
    assert read.attack
    assert len(read.statements) == 1
    assert not sentence_reader(replace(modern_text(), text="It rained.")).attack


def test_slices_are_region_form_and_tags() -> None:
    one = scored(modern_text(), GOLD, [GOLD])
    assert one.slices == ("region=europe", "form=agency", "tag=disputed_claim")
    assert figures([one])["statement_f1"] == 1.0


def write_corpus(folder: Path) -> None:
    (folder / "texts").mkdir()
    (folder / "coding-a").mkdir()
    row = {name: getattr(modern_text(), name) for name in ModernText.__dataclass_fields__}
    (folder / "texts" / "001.json").write_text(json.dumps(row), encoding="utf-8")
    rows = [
        {"report": {"attack": True}},
        {"incident": "I1", "type": "bombing", "places": ["Arden"]},
        {
            "statement": "S1",
            "act": "accuse",
            "status": "accused_by_authorities",
            "speaker": "Police",
            "cue": "said",
            "content": ["the Front [...] 6"],
        },
    ]
    (folder / "coding-a" / "001.jsonl").write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")


def test_the_command_reads_with_the_engine_and_writes_the_public_form(tmp_path: Path) -> None:
    write_corpus(tmp_path)
    out = tmp_path / "out.json"
    before = corpus_sha256(tmp_path)
    assert main(["--data", str(tmp_path), "--json", str(out)]) == 0
    result = json.loads(out.read_text(encoding="utf-8"))
    assert (result["eval"], result["n"], result["data_sha256"]) == ("modern", 1, before)
    assert result["figures"]["relevance_accuracy"] == 1.0
    assert 0 < result["figures"]["content_f1"] <= 1
    assert set(result["baselines"]) == {"sentences"}
    assert result["agreement"]["n"] == 0
    assert "region=europe" in result["slices"]


def test_a_coding_that_does_not_fit_stops_the_evaluation(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write_corpus(tmp_path)
    (tmp_path / "coding-a" / "001.jsonl").write_text('{"report": {"attack": true}}', encoding="utf-8")
    assert main(["--data", str(tmp_path)]) == 3
    assert "001.jsonl:1" in capsys.readouterr().err


def test_readings_of_the_engine_point_back_at_the_words() -> None:
    from evals.engine import readings, report_of

    text = next(t for t in read_texts(CORPUS) if t.split == "tune")
    (reading,) = readings([report_of(text.id, text.text, text.published)])
    coding = as_coding(reading)
    assert coding.attack == bool(reading.drafts)
    for mine, theirs in zip(coding.statements, reading.statements, strict=True):
        assert [text.text[a:b] for a, b in mine.content] == [span.text for span in theirs.content.spans]


def test_the_floors_are_of_this_corpus() -> None:
    floors = tomllib.loads(FLOORS.read_text(encoding="utf-8"))["modern"]
    assert floors["data_sha256"] == corpus_sha256(CORPUS)
