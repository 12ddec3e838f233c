"""Baselines on MUC-4 that take no reading, on a message and a key written for the test."""

from __future__ import annotations

import pytest
from evals.harness import figure
from evals.muc_baselines import baselines, country_of, first_number_of_dead, status_by_patterns
from evals.muc_keys import parse_keys

from rashomon.model import Status

KEY = """\
0.  MESSAGE: ID                     DEV-MUC3-9001
1.  MESSAGE: TEMPLATE               1
2.  INCIDENT: DATE                  - 03 MAY 89
3.  INCIDENT: LOCATION              PERU: LIMA (CITY)
4.  INCIDENT: TYPE                  BOMBING
10. PERP: ORGANIZATION ID           "GROUP A"
                                    "GROUP B"
11. PERP: ORGANIZATION CONFIDENCE   CLAIMED OR ADMITTED: "GROUP A"
                                    SUSPECTED OR ACCUSED BY AUTHORITIES: "GROUP B"
19. HUM TGT: DESCRIPTION            "GUARD"
21. HUM TGT: NUMBER                 3: "GUARD"
23. HUM TGT: EFFECT OF INCIDENT     DEATH: "GUARD"
"""
DOCUMENT = {
    "id": "DEV-MUC3-9001",
    "text": "THREE GUARDS WERE KILLED. GROUP A CLAIMED RESPONSIBILITY. THE POLICE BLAMED GROUP B.",
    "published": "1989-05-03",
    "place": "LIMA (PERU)",
}


def test_every_baseline_answers() -> None:
    templates = list(parse_keys(KEY))
    found = baselines([DOCUMENT], {"DEV-MUC3-9001": templates}, [templates])
    values = {name: {key: figure(stat) for key, stat in scored[0].stats.items()} for name, scored in found.items()}
    assert values == {
        "always relevant, always fact": {"relevance_accuracy": 1.0, "status_accuracy": 0.0},
        "two patterns": {"status_accuracy": 1.0, "status_claim_f1": 1.0},
        "day of publication": {"date_exact": 0.0},
        "on or before publication": {"date_exact": 1.0},
        "dateline's country": {"country_accuracy": 1.0},
        "nobody dead": {"deaths_exact": 0.0},
        "first number of dead": {"deaths_exact": 1.0},
    }
    unpaired = baselines([DOCUMENT], {"DEV-MUC3-9001": templates}, [[]])
    assert unpaired["nobody dead"][0].stats["deaths_exact"] == (0, 0)


@pytest.mark.parametrize(
    ("text", "dead"),
    [
        ("12 people were killed and 4 hurt", 12),
        ("Two police officers were killed", 2),
        ("the seven unarmed young men found dead", 7),
        ("4 were hurt. A man was killed", 0),
        ("nobody came", 0),
    ],
)
def test_first_number_of_dead(text: str, dead: int) -> None:
    assert first_number_of_dead(text.upper()) == dead


@pytest.mark.parametrize(
    ("place", "code"),
    [("SAN SALVADOR", "SV"), ("BOGOTA", "CO"), ("CLANDESTINE (EL SALVADOR)", "SV"), ("XYZZY", None), (None, None)],
)
def test_country_of_a_dateline(place: str | None, code: str | None) -> None:
    assert country_of(place) == code


def test_status_looks_at_the_sentences_that_name_the_organisation() -> None:
    text = "The rebels claimed responsibility. Police blamed the front. The union met. The league marched."
    assert status_by_patterns(text, ["rebels"]) is Status.CLAIMED
    assert status_by_patterns(text, ["front"]) is Status.ACCUSED_BY_AUTHORITIES
    assert status_by_patterns(text, ["union"]) is Status.FACT
