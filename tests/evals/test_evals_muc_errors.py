"""Errors by kind on messages of our own."""

from evals.muc_errors import errors, f1
from evals.templates import ROLES


def listed(**given):
    return {role: given.get(role, []) for role in ROLES}


GOLD = listed(PerpOrg=[("red front", "rf")], Victim=[("x y",)], Weapon=[("bomb",)])


def test_what_is_right_is_no_error():
    said = listed(PerpOrg=["rf"], Victim=["x y"], Weapon=["bomb"])
    assert errors(said, GOLD, True) == {("right", ""): 3}


def test_kinds_of_wrong_and_missed():
    said = listed(PerpOrg=["front"], Victim=["bomb"], Target=["house"])
    assert errors(said, GOLD, True) == {
        ("wrong", "extent"): 1, ("missed", "extent"): 1, ("wrong", "other role"): 1, ("wrong", "not in the key"): 1,
        ("missed", "not found"): 1, ("missed", "other role"): 1,
    }  # fmt: skip


def test_an_irrelevant_message_and_silence():
    assert errors(listed(Weapon=["bomb"]), listed(), False) == {("wrong", "irrelevant message"): 1}
    assert errors(listed(), GOLD, True) == {("missed", "message taken for irrelevant"): 3}


def test_f1_of_counts():
    assert f1(2, 1, 1) == 2 / 3
    assert f1(0, 5, 5) == 0.0
