import pytest
from weighing_cases import TABLE, TABLE_TEXT

from rashomon.errors import UsageError
from rashomon.model import Act, Facet, Modality, SourceType
from rashomon.weigh import parse_table


def test_every_act_of_every_source_has_a_row_with_a_reason() -> None:
    for act in Act:
        for kind in SourceType:
            row = TABLE.act(act, kind)
            assert row.low <= row.best <= row.high
            assert row.reason
            assert row.basis
            assert row.label


def test_ranges_are_wide() -> None:
    for row in TABLE.rows.values():
        if row.kind in ("act", "facet"):
            assert row.high - row.low >= 0.15, row.row


def test_motive_and_timing_stay_within_a_factor_of_two() -> None:
    for name, row in TABLE.rows.items():
        if name.startswith(("motive", "coincidence", "finding/motive", "finding/coincidence")):
            assert abs(row.low) <= 0.301
            assert abs(row.high) <= 0.301


def test_states_and_groups_are_read_by_the_same_rows() -> None:
    assert TABLE.act(Act.CLAIM, SourceType.GOVERNMENT) == TABLE.act(Act.CLAIM, SourceType.CLAIMANT)
    assert TABLE.facet(Facet.ACCESS, "lacks", SourceType.EXPERT) == TABLE.facet(
        Facet.ACCESS, "lacks", SourceType.GOVERNMENT
    )


def test_what_says_nothing_about_who_has_no_row() -> None:
    assert TABLE.facet(Facet.TACTIC, "bombing", SourceType.EXPERT) is None
    assert TABLE.modality(Modality.ASSERTED) is None


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("row,kind,low", "name,kind,low", "header"),
        ("claim/*,act,-0.1,0.3,0.65", "claim/*,act,-0.1,0.9,0.65", "low ≤ best ≤ high"),
        ("claim/*,act,-0.1,0.3,0.65", "claim/*,act,-0.1,much,0.65", "three numbers"),
        ("claim/*,act,-0.1,0.3,0.65", "claim/*,act,-0.1,0.3,nan", "low ≤ best ≤ high"),
        ("claim/*,act,", "claim/*,guess,", "unknown kind"),
        ("admit/*,act,", "claim/*,act,", "twice"),
        ("retract/*,act,", "withdraw/*,act,", "no row retract/\\*"),
        ("times/hedged,times,0.2,0.6,0.9", "times/hedged,times,0.2,0.6,1.9", "0–1"),
        ("prior/unknown_other,parameter,0.2", "prior/unknown_other,parameter,0", "strictly between"),
        ("|always|leader", "|sometimes|leader", "why\\|when\\|whom"),
        ("condemn/*,act,-0.05,0.04,0.2,", "condemn/*,act,-0.05,0.04,0.2,extra,", "columns"),
    ],
)
def test_a_malformed_table_names_its_fault(old: str, new: str, message: str) -> None:
    assert old in TABLE_TEXT
    with pytest.raises(UsageError, match=message):
        parse_table(TABLE_TEXT.replace(old, new))


def test_a_fault_names_its_line() -> None:
    number = next(n for n, line in enumerate(TABLE_TEXT.splitlines(), 1) if line.startswith("claim/*"))
    with pytest.raises(UsageError, match=f"line {number}"):
        parse_table(TABLE_TEXT.replace("claim/*,act,-0.1", "claim/*,act,x"))


def test_an_empty_table_is_none() -> None:
    with pytest.raises(UsageError, match="header"):
        parse_table("")
