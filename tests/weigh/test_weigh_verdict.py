from dataclasses import replace

import numpy as np
import pytest
from weighing_cases import ACTORS, TABLE, incident, says, statement, weighed

from rashomon.model import (
    Act,
    Bounds,
    Facet,
    Hypothesis,
    HypothesisKind,
    Range,
    SourceType,
)
from rashomon.weigh.cast import cast_of
from rashomon.weigh.hypotheses import drafts_of
from rashomon.weigh.propositions import Setting
from rashomon.weigh.suggestions import suggestions
from rashomon.weigh.verdict import Footing, confidence, reasons_undetermined, summary

LEADER = Hypothesis(
    id="H1",
    label="Group A carried it out",
    perpetrator="a",
    adopter=None,
    kind=HypothesisKind.GROUP,
    parent=None,
    roles=(),
    probability=Range(0.7, 0.8, 0.9),
    bounds=Bounds(0.5, 0.95),
    words="likely to very likely",
)
FIRM = Footing(
    leader=LEADER,
    hypotheses=4,
    items=9,
    n_origins=5,
    n_eff=4.5,
    n_eff_leader=3.0,
    direct_share=0.6,
    lead_share=0.97,
    tie=False,
)


def test_a_firm_footing_decides_with_high_confidence() -> None:
    assert reasons_undetermined(FIRM) == []
    assert confidence(FIRM)[0] == "high"
    assert "Undetermined" not in summary(FIRM)
    assert "not a finding" in summary(FIRM)


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"n_origins": 1}, "one origin"),
        ({"n_eff_leader": 1.4}, "independent voices"),
        ({"lead_share": 0.899}, "89 of 100 draws"),
        ({"tie": True}, "equally probable"),
        ({"items": 0}, "no account"),
        ({"leader": replace(LEADER, kind=HypothesisKind.UNKNOWN_OTHER)}, "no one named"),
    ],
)
def test_each_weakness_alone_leaves_it_undetermined(change: dict[str, object], reason: str) -> None:
    weak = replace(FIRM, **change)  # type: ignore[arg-type]
    assert reason in reasons_undetermined(weak)[0]
    assert summary(weak).startswith("Undetermined: ")
    assert summary(weak).count(".") - summary(weak).count("0.") == 1


@pytest.mark.parametrize(
    ("change", "level"),
    [
        ({"n_eff": 3.9}, "moderate"),
        ({"n_eff": 1.9}, "low"),
        ({"direct_share": 0.4}, "moderate"),
        ({"direct_share": 0.1}, "low"),
        ({"leader": replace(LEADER, probability=Range(0.5, 0.8, 0.9))}, "moderate"),
        ({"leader": replace(LEADER, probability=Range(0.3, 0.8, 0.9))}, "low"),
        ({"n_origins": 1}, "low"),
    ],
)
def test_confidence_is_the_least_of_its_three_grounds(change: dict[str, object], level: str) -> None:
    found, reasons = confidence(replace(FIRM, **change))  # type: ignore[arg-type]
    assert found == level
    assert len(reasons) == 3


def _suggested(*conditions: str) -> dict[str, float]:
    asserts = [says(Facet.CLAIMANT, "a")]
    asserts += [says(Facet.ATTACKER, "p")] if "attacker" in conditions else []
    claim = statement("c", Act.CLAIM, *asserts, actor="a")
    accuse = statement("d", Act.ACCUSE, says(Facet.PERPETRATOR, "u"), speaker="d")
    own = [claim, accuse]
    if "enabled" in conditions:
        own.append(statement("e", Act.ACCUSE, says(Facet.PERPETRATOR, "u"), says(Facet.PERPETRATOR, "s"), speaker="e"))
    here = incident({"o": own})
    cast = cast_of(here, own, ACTORS)
    drafts = drafts_of("I", cast)
    setting = Setting(here, cast, drafts, {}, TABLE, {one.id: "o" for one in own}, {})
    probabilities = np.array([0.4, 0.35, 0.25])
    first = np.array([True, False, False])
    found = suggestions(setting, own, probabilities, first, first, 2)
    return {one.item: one.shift for one in found}


def test_what_would_help_is_the_expected_change() -> None:
    found = _suggested()
    right = 10**0.9 / (1 + 10**0.9)
    yes = right * 0.4 + (1 - right) * 0.6
    by_hand = yes * abs(right * 0.4 / yes - 0.4) + (1 - yes) * abs((1 - right) * 0.4 / (1 - yes) - 0.4)
    assert found["a court record or the finding of an inquiry"] == pytest.approx(by_hand, abs=1e-6)
    assert list(found.values()) == sorted(found.values(), reverse=True)


def test_suggestions_follow_what_the_accounts_hold() -> None:
    attacker = "independent confirmation of the attacker named in the claim"
    orders = "records of orders or supplies between those said to have enabled and carried it out"
    assert attacker not in _suggested()
    assert attacker in _suggested("attacker")
    assert orders not in _suggested()
    assert orders in _suggested("enabled")


def test_a_second_origin_is_suggested_when_there_is_one() -> None:
    said = statement("s", Act.ACCUSE, says(Facet.PERPETRATOR, "a"), kind=SourceType.POLICE)
    _, found = weighed({"o1": [said]})
    assert any("second independent origin" in one.item for one in found.would_help_most)
    assert all(one.shift > 0 and one.why for one in found.would_help_most)
