"""The MUC-4 scorer on a message, a key and readings written for the test."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from evals.corpora import CorpusError, muc4_documents, muc4_keys
from evals.harness import figure
from evals.muc4 import predicted, said_days, score_reading, status_of
from evals.muc_keys import Template, parse_keys

from evals import muc4, muc_gold
from rashomon.model import (
    DraftIncident,
    Effect,
    IncidentType,
    Participant,
    ParticipantKind,
    Place,
    Range,
    Reading,
    Stage,
    Status,
    TimeSpan,
    Toll,
)

TEXT = """LIMA, 3 MAY 89 (AGENCY) -- [TEXT] A BOMB LEFT BY THREE MEN EXPLODED AT THE
POST OFFICE IN LIMA ON 2 MAY.  THE CLERK, JOHN DOE, AND A GUARD WERE KILLED.
GROUP A CLAIMED THE ATTACK.  GROUP B WAS BLAMED BY THE POLICE."""
MESSAGES = f"""DEV-MUC3-9001 (MAKER)

   {TEXT}


DEV-MUC3-9002

   LIMA, NO DATE -- [TEXT] THE WEATHER WAS FINE.
"""
KEY = """\
0.  MESSAGE: ID                     DEV-MUC3-9001 (MAKER)
1.  MESSAGE: TEMPLATE               1
2.  INCIDENT: DATE                  02 MAY 89
3.  INCIDENT: LOCATION              PERU: LIMA (CITY)
4.  INCIDENT: TYPE                  BOMBING
6.  INCIDENT: INSTRUMENT ID         "BOMB"
9.  PERP: INDIVIDUAL ID             "THREE MEN" / "MEN"
10. PERP: ORGANIZATION ID           "GROUP A"
                                    "GROUP B"
11. PERP: ORGANIZATION CONFIDENCE   CLAIMED OR ADMITTED: "GROUP A"
                                    SUSPECTED OR ACCUSED BY AUTHORITIES: "GROUP B"
12. PHYS TGT: ID                    "POST OFFICE"
18. HUM TGT: NAME                   "JOHN DOE"
19. HUM TGT: DESCRIPTION            "CLERK": "JOHN DOE"
                                    "GUARD"
21. HUM TGT: NUMBER                 1: "JOHN DOE"
                                    1: "GUARD"
23. HUM TGT: EFFECT OF INCIDENT     DEATH: "JOHN DOE"
                                    DEATH: "GUARD"
0.  MESSAGE: ID                     DEV-MUC3-9002
1.  MESSAGE: TEMPLATE               *
"""


def one(words: str, **fields: object) -> Participant:
    start = TEXT.index(words)
    return replace(Participant(text=words, start=start, end=start + len(words)), **fields)  # type: ignore[arg-type]


def draft(**fields: object) -> DraftIncident:
    organization = ParticipantKind.ORGANIZATION
    whole = DraftIncident(
        id="d1",
        report="DEV-MUC3-9001",
        type=IncidentType.BOMBING,
        stage=Stage.ACCOMPLISHED,
        date=TimeSpan(text="2 MAY", earliest="1989-05-02", latest="1989-05-02"),
        location=Place(text="LIMA", country="PE"),
        muc_relevant=True,
        perpetrators=(
            one("THREE MEN", kind=ParticipantKind.INDIVIDUAL),
            one("GROUP A", kind=organization, status=Status.CLAIMED),
            one("GROUP B", kind=organization, status=Status.ACCUSED_BY_AUTHORITIES),
        ),
        targets=(one("POST OFFICE"),),
        victims=(
            one("JOHN DOE", effect=Effect.KILLED, named=True, number=1),
            one("GUARD", effect=Effect.KILLED, named=False, number=1),
        ),
        weapons=(one("A BOMB"),),
    )
    return replace(whole, **fields)  # type: ignore[arg-type]


def reading(*drafts: DraftIncident) -> Reading:
    return Reading(report="DEV-MUC3-9001", statements=(), drafts=drafts, unread=(), issues=())


@pytest.fixture
def templates() -> list[Template]:
    return [t for t in parse_keys(KEY) if t.number is not None]


def values(read: Reading, templates: list[Template], text: str = TEXT) -> dict[str, float | None]:
    document = {"id": "DEV-MUC3-9001", "text": text, "published": "1989-05-03", "split": "dev"}
    return {name: figure(stat) for name, stat in score_reading(read, document, templates).stats.items()}


def test_a_perfect_reading_scores_one_everywhere(templates: list[Template]) -> None:
    assert {name: v for name, v in values(reading(draft()), templates).items() if v != 1.0} == {}


def test_a_described_victim_is_wanted_by_one_definition_and_free_in_the_other(templates: list[Template]) -> None:
    named = values(reading(draft(victims=(one("JOHN DOE"),))), templates)
    assert named["gtt_f1"] == 1.0
    assert named["gtt_described_f1"] != 1.0
    wrong = values(reading(draft(victims=(one("JOHN DOE"), one("THE CLERK, JOHN DOE")))), templates)
    assert wrong["gtt_Victim_f1"] == pytest.approx(2 / 3)


def test_irrelevant_drafts_take_no_part(templates: list[Template]) -> None:
    found = values(reading(draft(muc_relevant=False)), templates)
    assert (found["gtt_f1"], found["relevance_accuracy"], found["mapped"]) == (0.0, 0.0, 0.0)
    assert values(reading(draft(muc_relevant=False)), [], "FINE")["relevance_accuracy"] == 1.0


def test_the_engine_is_asked_for_an_organisation_that_no_incident_names(
    templates: list[Template], monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = []

    def given(_: object, forms: tuple[str, ...]) -> Status:
        asked.append(forms)
        return Status.CLAIMED if forms == ("group",) else Status.FACT

    monkeypatch.setattr(muc4, "_given", given)
    found = values(reading(draft(perpetrators=())), templates)
    assert (found["status_accuracy"], found["status_found"], found["status_claim_f1"]) == (0.5, 0.0, 1.0)
    assert asked == [("group",), ("group b",)]  # an article is no part of a form


def test_status_wrong_missing_and_by_decision_tree(templates: list[Template], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(muc4, "_given", lambda *_: None)
    swapped = draft(perpetrators=(one("GROUP A", kind=ParticipantKind.ORGANIZATION, status=Status.FACT),))
    found = values(reading(swapped), templates)
    assert (found["status_accuracy"], found["status_found"], found["status_claim_f1"]) == (0.0, 0.5, 0.0)
    possible = parse_keys(
        KEY.replace("CLAIMED OR ADMITTED:", "POSSIBLE:").replace("SUSPECTED OR ACCUSED BY AUTHORITIES:", "POSSIBLE:")
    )
    assert values(reading(draft(perpetrators=())), [t for t in possible if t.number])["status_accuracy"] == 1.0
    assert status_of(reading(draft()), ["group z"]) is None


def test_an_optional_template_is_right_either_way() -> None:
    (optional,) = [
        t
        for t in parse_keys(KEY.replace("TEMPLATE               1", "TEMPLATE               1 (OPTIONAL)"))
        if t.number
    ]
    assert muc_gold.relevant([optional]) is None
    assert (
        "relevance_accuracy"
        not in score_reading(reading(), {"id": "x", "text": TEXT, "published": None, "split": "dev"}, [optional]).stats
    )


def test_days(templates: list[Template]) -> None:
    assert muc_gold.days(templates[0]) == [("1989-05-02", "1989-05-02")]
    key = KEY.replace("02 MAY 89", "- 04 MAY 89 / (01 MAY 89 - 31 SEP 89) / 1 MAY 89 - 2 MAY 89")
    assert muc_gold.days(next(parse_keys(key))) == [(None, "1989-05-04"), ("1989-05-01", "1989-05-02")]
    assert said_days(draft(date=None), "1989-05-03") == [(None, "1989-05-03")]
    assert said_days(draft(date=None), None) == []
    weekday = TimeSpan(text="on Monday", earliest="1989-05-01", latest="1989-05-01")
    assert said_days(draft(date=weekday), "1989-05-03") == [("1989-05-01", "1989-05-01"), (None, "1989-05-03")]


@pytest.mark.parametrize(
    ("old", "new", "dead"),
    [
        ("", "", 2),
        ('1: "GUARD"', 'PLURAL: "GUARD"', None),
        ('1: "GUARD"', '~7: "GUARD"', None),
        ('1: "GUARD"', '7: "GUARD"', 8),
        ('DEATH: "GUARD"', 'INJURY: "GUARD"', 1),
        ('DEATH: "GUARD"', 'INJURY / DEATH: "GUARD"', None),
    ],
)
def test_deaths(old: str, new: str, dead: int | None) -> None:
    assert muc_gold.deaths(next(parse_keys(KEY.replace(old, new) if old else KEY))) == dead


def test_deaths_from_the_toll_come_first(templates: list[Template]) -> None:
    toll = Toll(party="civilians", killed=Range(3, 3, 3), injured=None, wording="three")
    assert values(reading(draft(toll=(toll,))), templates)["deaths_exact"] == 0.0
    vague = replace(toll, killed=Range(2, 2, None))
    assert values(reading(draft(toll=(vague,))), templates)["deaths_exact"] == 0.0


def test_types_outside_the_set_list_count_as_attack() -> None:
    assert predicted(draft(type=IncidentType.ASSASSINATION)).type == "attack"
    assert predicted(draft(type=IncidentType.FORCED_WORK_STOPPAGE)).type == "forced work stoppage"


def test_reading_messages_and_keys(tmp_path: Path) -> None:
    folder = tmp_path / "dev"
    folder.mkdir()
    (folder / "dev-muc3-9001-9002").write_text(MESSAGES, encoding="latin-1")
    (folder / "key-dev-9001.muc4").write_text(KEY, encoding="latin-1")
    first, second = muc4_documents(tmp_path)
    assert first["text"] == TEXT
    assert (first["id"], first["published"], first["place"], first["agency"], first["split"]) == (
        "DEV-MUC3-9001",
        "1989-05-03",
        "LIMA",
        "AGENCY",
        "dev",
    )
    assert (second["id"], second["published"]) == ("DEV-MUC3-9002", None)
    keys = muc4_keys(tmp_path)
    assert [len(keys[name]) for name in ("DEV-MUC3-9001", "DEV-MUC3-9002")] == [1, 0]
    (folder / "dev-muc3-9003").write_text("no message here", encoding="latin-1")
    with pytest.raises(CorpusError, match="9003"):
        list(muc4_documents(folder / "dev-muc3-9003"))
