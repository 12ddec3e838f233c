"""The notation of the MUC keys, on fills written for the test."""

from __future__ import annotations

import pytest
from evals.muc_keys import CorpusError, Fill, parse_fill, parse_keys, parse_plain

KEYS = """\
;;; a remark
0.  MESSAGE: ID                     DEV-MUC3-9001 (MAKER)
1.  MESSAGE: TEMPLATE               1 (OPTIONAL)
2.  INCIDENT: DATE                  - 03 MAY 89 / (01 MAY 89 - 03 MAY 89)
3.  INCIDENT: LOCATION              PERU: LIMA (CITY / MUNICIPALITY)
4.  INCIDENT: TYPE                  BOMBING / ATTACK
6.  INCIDENT: INSTRUMENT ID         "BOMB" / "\\"HOME-MADE\\" BOMB"
                                    ? "GRENADE"
11. PERP: ORGANIZATION CONFIDENCE   POSSIBLE / ACQUITTED: "GROUP A" / "GA"
18. HUM TGT: NAME                   -
19. HUM TGT: DESCRIPTION            ("GUARD" / "NIGHT GUARD"): "-"
; another remark
21. HUM TGT: NUMBER                 -5: "GUARD"
24. HUM TGT: TOTAL NUMBER           *

0.  MESSAGE: ID                      DEV-MUC3-9002
1.  MESSAGE: TEMPLATE                *
2.  INCIDENT: DATE                   *
"""


def test_whole_file() -> None:
    first, second = parse_keys(KEYS)
    assert (first.message, first.number, first.optional) == ("DEV-MUC3-9001", 1, True)
    assert first.fills(2) == (Fill(("- 03 MAY 89", "01 MAY 89 - 03 MAY 89")),)
    assert first.fills(3) == (Fill(("PERU: LIMA (CITY / MUNICIPALITY)",)),)
    assert first.fills(4) == (Fill(("BOMBING", "ATTACK")),)
    assert first.fills(6) == (Fill(("BOMB", '"HOME-MADE" BOMB')), Fill(("GRENADE",), (), True))
    assert first.fills(11) == (Fill(("POSSIBLE", "ACQUITTED"), ("GROUP A", "GA")),)
    assert first.fills(18) == ()
    assert first.fills(19) == (Fill(("GUARD", "NIGHT GUARD")),)
    assert first.fills(21) == (Fill(("-5",), ("GUARD",)),)
    assert first.fills(24) == ()
    assert (second.message, second.number, second.slots) == ("DEV-MUC3-9002", None, {})


@pytest.mark.parametrize(
    ("line", "fill"),
    [
        ("-", None),
        ("*", None),
        ("", None),
        ('"A" / "B"', Fill(("A", "B"))),
        ('"A / B: C?"', Fill(("A / B: C?",))),
        ('? "A": "B"', Fill(("A",), ("B",), True)),
        ('A/B: "X"', Fill(("A", "B"), ("X",))),
        ('-: "X"', Fill((), ("X",))),
        ('"A" / "A"', Fill(("A",))),
    ],
)
def test_fill(line: str, fill: Fill | None) -> None:
    assert parse_fill(line) == fill


def test_plain_slots_keep_their_colons_and_brackets() -> None:
    assert parse_plain("(PERU: A (CITY)) / (PERU: B (CITY))") == Fill(("PERU: A (CITY)", "PERU: B (CITY)"))
    assert parse_plain("? PERU") == Fill(("PERU",), (), True)
    assert parse_plain("PERU: A (CITY) - B (CITY)") == Fill(("PERU: A (CITY) - B (CITY)",))


@pytest.mark.parametrize("broken", ["hello\n", "99. MESSAGE: ID   X\n", "0.  MESSAGE: ID    X\nwords\n"])
def test_what_is_no_key_names_the_line(broken: str) -> None:
    with pytest.raises(CorpusError, match=r"keys:\d"):
        list(parse_keys(broken))
