"""The attribution status of an organisation given its mentions. All sentences are our own."""

import pytest
from reading import rules

from rashomon.extract.roles import status_given
from rashomon.model import Report, Span, Status


def status(text: str, name: str = "FMLN") -> Status:
    page, statements, _ = rules().by_rules(Report(id="r1", text=text, sha256="", origin="r1", language="en"))
    starts = [i for i in range(len(text)) if text.startswith(name, i)]
    assert starts
    return status_given(page, statements, [Span(name, i, i + len(name)) for i in starts])


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The FMLN claimed responsibility for the bombing of the bank.", Status.CLAIMED),
        ("Responsibility for the bombing was claimed by the FMLN in a call to a radio station.", Status.CLAIMED),
        ("Police accused the FMLN of the bombing of the bank.", Status.ACCUSED_BY_AUTHORITIES),
        ("Neighbours blamed the FMLN for the bombing of the bank.", Status.ACCUSED),
        ("FMLN guerrillas bombed the bank last night.", Status.FACT),
        ("A flag of the FMLN was found near the bank.", Status.POSSIBLE),
    ],
)
def test_claimed_before_accused_before_possible(text: str, expected: Status) -> None:
    assert status(text) is expected


@pytest.mark.parametrize(
    "text",
    [
        "The FMLN did not claim responsibility for the bombing of the bank.",
        "The FMLN has never claimed responsibility for the bombing.",
        "No statement of the FMLN claimed responsibility for the bombing.",
    ],
)
def test_a_negated_claim_is_no_claim(text: str) -> None:
    assert status(text) is not Status.CLAIMED


def test_a_negated_accusation_is_no_accusation() -> None:
    assert status("Police did not accuse the FMLN of the bombing.") not in (
        Status.ACCUSED_BY_AUTHORITIES,
        Status.ACCUSED,
    )


def test_the_name_does_not_matter() -> None:
    for name in ("FMLN", "ETA", "Boko Haram"):
        assert status(f"Police accused the {name} of the bombing of the bank.", name) is Status.ACCUSED_BY_AUTHORITIES


def test_no_mention_is_no_status_but_what_is_taken_for_granted() -> None:
    page, statements, _ = rules().by_rules(
        Report(id="r1", text="A bomb went off.", sha256="", origin="r1", language="en")
    )
    assert status_given(page, statements, []) is Status.FACT
