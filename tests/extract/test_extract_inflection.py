"""The forms of verbs and nouns."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rashomon.extract.inflection import inflect, plural
from rashomon.extract.lexicon import attitudes, cues
from rashomon.extract.spotting import DEEDS


@pytest.mark.parametrize(
    ("verb", "forms"),
    [
        ("commit", {"commits", "committed", "committing"}),
        ("plan", {"plans", "planned", "planning"}),
        ("rebut", {"rebuts", "rebutted", "rebutting"}),
        ("machinegun", {"machineguns", "machinegunned", "machinegunning"}),
        ("undertake", {"undertakes", "undertook", "undertaken", "undertaking"}),
        ("tie", {"ties", "tied", "tying"}),
        ("agree", {"agrees", "agreed", "agreeing"}),
        ("deny", {"denies", "denied", "denying"}),
        ("stress", {"stresses", "stressed", "stressing"}),
        ("target", {"targets", "targeted", "targeting"}),
        ("order", {"orders", "ordered", "ordering"}),
        ("quip", {"quips", "quipped", "quipping"}),
        ("see", {"sees", "saw", "seen", "seeing"}),
        ("set", {"sets", "set", "setting"}),
    ],
)
def test_forms(verb: str, forms: set[str]):
    assert set(inflect(verb)) == forms | {verb}


@given(st.sampled_from(sorted({base for base, _ in (*cues().verbs.values(), *attitudes().verbs.values())})))
def test_a_verb_is_one_of_its_forms_and_no_form_comes_twice(verb: str):
    forms = inflect(verb)
    assert forms[0] == verb
    assert len(set(forms)) == len(forms)
    assert any(form.endswith("ing") for form in forms)


def test_deeds_have_english_forms_only():
    assert {"committed", "committing", "undertaken", "undertook", "blown", "struck", "buried"} <= DEEDS
    assert not {"commited", "commiting", "undertaked", "executeed", "bloied"} & DEEDS


def test_plurals():
    assert [plural(noun) for noun in ("army", "clash", "day", "news agency")] == [
        "armies",
        "clashes",
        "days",
        "news agencies",
    ]
