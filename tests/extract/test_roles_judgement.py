"""The trained judgement on reports of our own: offsets, neutrality between names, one participant told once, honest silence."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from reading import rules

from rashomon.extract.encoder.layout import ROLES
from rashomon.extract.page import Page
from rashomon.extract.roles import Judges, read_weights, revise
from rashomon.extract.roles.candidates import name_run, spans_of
from rashomon.extract.roles.choosing import Thresholds, participants, told_types
from rashomon.extract.roles.fillers import Filler, Occurrence, form_of
from rashomon.extract.roles.heads import Evidence, features, nominal_heads
from rashomon.extract.roles.scoring import RoleScores, score
from rashomon.model import Report

BOMB = (
    "SAN SALVADOR, 3 JAN 90 -- [TEXT] URBAN GUERRILLAS OF THE FMLN SET OFF A BOMB AT THE CENTRAL BANK LAST NIGHT. THE EXPLOSION DESTROYED "
    "THE ENTRANCE AND KILLED A WATCHMAN. POLICE ACCUSED THE FMLN."
)
SPORT = "The national team won the match by two goals. The coach said that the players had trained well for the final."


def report(text: str, name: str = "r1") -> Report:
    return Report(id=name, text=text, sha256="", origin=name, language="en")


def scores_of(text: str) -> tuple[Page, RoleScores]:
    page, statements, drafts = rules().by_rules(report(text))
    return page, score(page, statements, drafts, read_weights())


def test_a_bombing_is_told_with_its_weapon_and_target():
    page, scores = scores_of(BOMB)
    assert told_types(scores, Thresholds())[0] == "bombing"
    parts = {(p.role, p.lead.form) for p in participants(scores.fillers, Thresholds())}
    assert ("weapon", "bomb") in parts
    assert any(role == "target" and "bank" in form for role, form in parts)
    assert any(role == "organization" and form == "fmln" for role, form in parts)
    assert page.text == BOMB


def test_a_match_is_no_attack():
    assert told_types(scores_of(SPORT)[1], Thresholds()) == []


def test_nothing_to_read_is_no_attack_either():
    assert told_types(scores_of("...")[1], Thresholds()) == []


words = st.sampled_from(
    "bomb exploded killed the mayor of Kabul Taliban said police FMLN Reuters two soldiers , . \n\n “ ” (car) attack José 12 — 炸弹".split(
        " "
    )
)


@settings(max_examples=40, deadline=None)
@given(st.lists(words, min_size=1, max_size=40))
def test_participants_are_the_very_words_whatever_the_text(listed):
    text = " ".join(listed)
    page, statements, drafts = rules().by_rules(report(text))
    for draft in revise(page, statements, drafts, Judges(read_weights(), at=Thresholds(relevance=0.0))):
        for part in (*draft.perpetrators, *draft.targets, *draft.victims, *draft.weapons):
            assert part.text == text[part.start : part.end]
            assert all(m.text == text[m.start : m.end] for m in part.mentions)


@pytest.mark.parametrize(
    ("a", "b"),
    [("FMLN", "ETA"), ("Islamic Jihad", "Red Brigades"), ("Al-Shabaab", "Boko Haram"), ("FMLN", "Red Brigades")],
)
def test_the_models_see_kinds_and_no_names(a, b):
    template = (
        "Gunmen of the {a} killed a judge in Madrid on Monday. The {b} denied that it had taken part, Reuters reported."
    )

    def seen(one: str, other: str) -> list[list[str]]:
        page, statements, drafts = rules().by_rules(report(template.format(a=one, b=other)))
        e = Evidence(page, statements, drafts)
        firsts = [i for i in nominal_heads(page) if e.unit_first[i] == i]
        return [
            [f for f in features(e, i) if f.split("=")[0] in ("w", "b", "a", "bb", "aa", "n", "p5", "s4")]
            for i in firsts
        ]

    one, other = seen(a, b), seen(b, a)
    assert one == other
    assert any("w=<group>" in listed for listed in one)


def test_a_name_is_one_unit_however_long_it_is():
    page, statements, drafts = rules().by_rules(report("The Red Brigades and ETA attacked a bank in Madrid."))
    e = Evidence(page, statements, drafts)
    red = page.words.index("red")
    assert (e.unit_first[red], e.unit_last[red]) == (red, red + 1)
    assert e.units(red, red + 1) == 1
    assert e.word_after(red) == ("and", red + 2)
    assert e.word_before(red + 1) == ("the", red - 1)
    assert e.word_before(0) == ("<s>", -1)
    assert e.word_after(len(page) - 1)[0] == "</s>"


def test_the_spans_around_a_noun_hold_it_and_stay_in_the_text():
    page = rules().by_rules(report(BOMB))[0]
    for i in nominal_heads(page):
        for a, b in spans_of(page, i):
            assert 0 <= a <= i <= b < len(page)


def test_a_run_of_capitals_does_not_leave_its_sentence():
    page = rules().by_rules(report("The judge is Maria de la Cruz. Police came."))[0]
    a, b = name_run(page, page.words.index("maria"))
    assert page.words[a : b + 1] == ["maria", "de", "la", "cruz"]
    assert name_run(page, page.words.index("judge")) is None


def filler(role: str, form: str, score: float, *heads: int) -> Filler:
    spans = tuple(Occurrence(h, h, h, 1.0, 1.0, True) for h in heads)
    return Filler(role, form, spans, spans[0], (), score)


def test_each_participant_is_told_once_by_its_surest_words():
    listed = [
        filler("victim", "x y", 0.9, 4),
        filler("victim", "y", 0.5, 4, 9),
        filler("described_victim", "mayor", 0.8, 4),
    ]
    (only,) = participants(listed, Thresholds())
    assert only.lead.form == "x y"
    assert {f.form for f in only.others} == {"y", "mayor"}


@given(st.permutations(range(6)), st.lists(st.floats(0, 1), min_size=6, max_size=6))
def test_the_order_of_fillers_never_matters(order, values):
    listed = [filler(ROLES[k % 3], f"w{k // 2}", v, k) for k, v in enumerate(values)]
    assert participants([listed[k] for k in order], Thresholds()) == participants(listed, Thresholds())


def test_raising_a_threshold_never_adds_a_participant():
    scores = scores_of(BOMB)[1]
    low = participants(scores.fillers, Thresholds(role=dict.fromkeys(ROLES, 0.1)))
    high = participants(scores.fillers, Thresholds(role=dict.fromkeys(ROLES, 0.5)))
    assert {p.lead.form for p in high} <= {p.lead.form for p in low}


def test_a_form_leaves_articles_and_punctuation_out():
    page = rules().by_rules(report('The "Popular" front\'s office.'))[0]
    assert form_of(page, 0, len(page) - 1) == "popular front s office"


def test_same_report_same_scores_and_id_says_nothing():
    one = scores_of(BOMB)[1]
    page, statements, drafts = rules().by_rules(replace(report(BOMB), id="r2", origin="elsewhere"))
    other = score(page, statements, drafts, read_weights())
    assert one.fillers == other.fillers
    assert (one.relevance, one.types) == (other.relevance, other.types)
