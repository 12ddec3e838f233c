"""Constructed reports of constructed attacks, and one reader per process for all tests that run the whole path."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any

from rashomon import Workspace
from rashomon.pipeline import Reader
from rashomon.store import Store

WIRE = """BAGHDAD, March 3, 2020 (Constructed Wire) - A bomb exploded in a market in Sadr City on Tuesday, killing at least 12 people and wounding 30, police said.

The Security Media Cell said that an explosive device had been planted in the market.

No group has claimed responsibility for the attack.
"""

CLAIM = """The Islamic State claimed responsibility for the bombing of a market in Sadr City on Tuesday. The group said in a statement that one of its members, whom it named as Abu Example, blew himself up among shoppers.

Iraqi officials denied that a suicide bomber had been used.
"""

ANALYST = """A political analyst said that Iran-backed militias carried out the bombing of the market in Sadr City on Tuesday and that ISIS had merely adopted it. "ISIS has no access to such guarded areas," he said.

Fifteen people were killed in the attack, a hospital official said.
"""

KABUL = """A gunman opened fire at a checkpoint in Kabul on Monday, killing four soldiers, the Afghan interior ministry said. The Taliban denied that it was behind the attack.
"""

RECIPE = """Peel the potatoes and boil them for twenty minutes. Add butter, salt and a little milk, and serve warm with parsley.
"""

LATER = """The toll of the bombing of the market in Sadr City on March 3 has risen to 18, medical sources said. The Islamic State, which had claimed the attack, withdrew its claim.
"""


def record(name: str, text: str, published: str | None = "2020-03-04", publisher: str | None = None) -> dict[str, Any]:
    """One report as a line of JSONL holds it."""
    fields = {"id": name, "text": text, "published": published, "publisher": publisher or f"Constructed outlet {name}"}
    return {key: value for key, value in fields.items() if value is not None}


POOL: dict[str, dict[str, Any]] = {
    "wire": record("wire", WIRE, "2020-03-03", "Constructed Wire"),
    "claim": record("claim", CLAIM, "2020-03-04"),
    "analyst": record("analyst", ANALYST, "2020-03-05"),
    "kabul": record("kabul", KABUL, "2020-03-10"),
    "recipe": record("recipe", RECIPE, "2020-03-06"),
    "later": record("later", LATER, "2020-03-20"),
}
"""Reports by name; the first three and ``later`` tell of one attack, ``kabul`` of another, ``recipe`` of none."""


def jsonl(path: Path, *records: dict[str, Any]) -> Path:
    """A file of these records."""
    path.write_text("".join(json.dumps(r, ensure_ascii=False) + "\n" for r in records), "utf-8")
    return path


@cache
def reader() -> Reader:
    """The reader of the product; loading it takes seconds, so that every test of a process shares it."""
    return Reader()


def workspace() -> Workspace:
    """A temporary workspace that uses the shared reader."""
    return Workspace(Store.temporary(), reader=reader())
