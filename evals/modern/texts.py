"""The texts: one JSON file each, digests of public facts in the project's own words.

``split`` was set before anything was coded: texts sorted by region, form and the SHA-256 of ``modern/1:ID``, every fourth
(positions 3, 7, 11, …) for tuning. Whoever adds a text puts it into ``test``; a text never changes its split.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from pathlib import Path

from evals.corpora import CorpusError

FORMS = frozenset({"agency", "analysis", "claim", "communique", "court", "liveblog", "ngo", "wire_caps"})
REGIONS = frozenset(
    {
        "asia_pacific",
        "central_africa",
        "east_africa",
        "europe",
        "latin_america",
        "middle_east",
        "north_africa",
        "north_america",
        "russia_caucasus",
        "south_asia",
        "west_africa",
    }
)
SPLITS = frozenset({"tune", "test"})
TAGS = frozenset({"conflicting_versions", "disputed_claim", "no_attack"})


@dataclass(frozen=True, slots=True, kw_only=True)
class ModernText:
    """One text. ``constructed`` names the voices whose words are made up; ``notes`` say what it was written to try."""

    id: str
    kind: str
    form: str
    region: str
    published: str
    split: str
    tags: tuple[str, ...]
    constructed: tuple[str, ...]
    notes: tuple[str, ...]
    text: str


def _wrong(row: dict[str, object], stem: str) -> str | None:
    """What a text's record has that the layout forbids, or ``None``."""
    fields = set(ModernText.__dataclass_fields__)
    if set(row) != fields:
        return f"keys differ from the layout: {', '.join(sorted(set(row) ^ fields))}"
    if row["id"] != stem:
        return f"id {row['id']!r} is not the file's name"
    closed = {"form": FORMS, "region": REGIONS, "split": SPLITS, "kind": {"digest"}}
    for key, allowed in closed.items():
        if row[key] not in allowed:
            return f"{key} {row[key]!r} is none of {', '.join(sorted(allowed))}"
    if not isinstance(row["tags"], list) or set(row["tags"]) - TAGS:
        return f"tags {row['tags']!r} are not all among {', '.join(sorted(TAGS))}"
    if not re.fullmatch(r"\d{4}-\d\d-\d\d", str(row["published"])):
        return f"published {row['published']!r} is no day (YYYY-MM-DD)"
    return None if isinstance(row["text"], str) and row["text"].strip() else "text is empty"


def read_text(file: Path) -> ModernText:
    """One text. ``CorpusError`` names the file, and the line where the JSON is broken."""
    try:
        row = json.loads(file.read_text(encoding="utf-8"))
    except json.JSONDecodeError as error:
        raise CorpusError(f"{file}:{error.lineno}: {error.msg}") from error
    if not isinstance(row, dict):
        raise CorpusError(f"{file}:1: not one JSON object")
    wrong = _wrong(row, file.stem)
    if wrong:
        raise CorpusError(f"{file}:1: {wrong}")
    lists = {key: tuple(row[key]) for key in ("tags", "constructed", "notes")}
    return ModernText(**{**row, **lists})


def read_texts(data: Path) -> list[ModernText]:
    """All texts of a corpus folder (``data/texts/*.json``), ordered by id."""
    return [read_text(file) for file in sorted((data / "texts").glob("*.json"))]
