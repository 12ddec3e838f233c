"""Two names of the same kind change places in a report: what has to change in the brief, and what must not."""

from __future__ import annotations

import json
import re
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parents[1] / "workspace"))
from constructed_reports import jsonl, reader, record, workspace

from rashomon import BriefDocument

ID = re.compile(r"\b[siadHEr][0-9a-f]{10}\b")
OFFSETS = {"start", "end", "sha256", "characters", "captured_from"}
DRAWN = 0.02
"""How far the ends of a range may lie apart: they come from 2,000 draws, which names that sort otherwise get in another order."""
OF_THE_ENTRY = {"aliases", "identifiers", "country", "active_from", "active_to"}
"""What the registry holds of an actor: it differs from name to name and decides nothing here."""


@dataclass(frozen=True)
class Named:
    """A name as written in a report."""

    text: str

    @property
    def forms(self) -> tuple[str, ...]:
        """Every form in which the brief may write it: as written, and by the registry's name and id."""
        known = reader().registry.find(self.text.removeprefix("the ").removeprefix("The "))
        bare = self.text.removeprefix("the ")
        return (bare, known.actor.name, known.actor.id) if known else (bare, bare, bare.casefold().replace(" ", "-"))


def document_of(template: str, one: str, other: str, folder: Path) -> BriefDocument:
    """The brief of a report of ours in which the two are named (``{A}`` and ``{B}``)."""
    text = template.replace("{A}", one).replace("{B}", other)
    text = re.sub(r"(?m)(^|[.!?] )the ", r"\1The ", text)
    with workspace() as opened:
        opened.add(jsonl(folder / "r.jsonl", record("report", text, "2020-03-04", "Constructed Wire")))
        return opened.brief()


def brief_of(template: str, one: Named, other: Named, folder: Path) -> dict[str, Any]:
    """The same as ``brief.json``."""
    found: dict[str, Any] = json.loads(document_of(template, one.text, other.text, folder).json())
    return found


def told(brief: dict[str, Any], one: Named, other: Named) -> dict[str, Any]:
    """A brief with ⟨1⟩ and ⟨2⟩ for the names, without what merely follows from their length and alphabet.

    Ids stand for what they name, lists have no order, neither have the two names in a sentence of ours.
    """
    forms = {f.casefold(): mark for mark, name in (("⟨1⟩", one), ("⟨2⟩", other)) for f in name.forms}
    longest = sorted(forms, key=lambda f: (-len(f), f))
    pattern = re.compile(rf"(?<![\w-])(?:the )?({'|'.join(map(re.escape, longest))})(?![\w-])", re.IGNORECASE)
    means = _meanings(brief)

    def words(text: str) -> str:
        text = ID.sub(lambda m: f"<{means.get(m[0], '')}>", text)
        text = re.sub(r"characters [\d–, ]+|SHA-256 \w+…|\d+ points wide", "", text)
        text = pattern.sub(lambda m: forms[m[1].casefold()], text)
        return re.sub(r"“(.*?)” and “(.*?)”", lambda m: "“{}” and “{}”".format(*sorted(m.groups())), text)

    def plain(thing: Any) -> Any:
        if isinstance(thing, dict):
            return {words(k): plain(v) for k, v in thing.items() if k not in OFFSETS | OF_THE_ENTRY}
        if isinstance(thing, list):
            return sorted((plain(v) for v in thing), key=lambda v: json.dumps(v, sort_keys=True))
        return words(thing) if isinstance(thing, str) else thing

    found: dict[str, Any] = plain(brief)
    return found


def _meanings(brief: dict[str, Any]) -> dict[str, str]:
    found = {s["id"]: s["content"]["text"] for s in brief["statements"]}
    for incident in brief["incidents"]:
        found[incident["id"]] = incident["label"]
        found |= {h["id"]: h["label"] for h in incident["hypotheses"]}
        found |= {a["id"]: "account" for a in incident["accounts"]}
    return found


def differences(one: Any, other: Any, path: str = "") -> list[str]:
    """Where two such briefs differ, by path."""
    if isinstance(one, dict) and isinstance(other, dict):
        keys = sorted({*one, *other})
        return [d for k in keys for d in differences(one.get(k, "—"), other.get(k, "—"), f"{path}.{k}")]
    if isinstance(one, list) and isinstance(other, list) and len(one) == len(other):
        return [d for n, (a, b) in enumerate(zip(one, other, strict=True)) for d in differences(a, b, f"{path}[{n}]")]
    if isinstance(one, float | int) and isinstance(other, float | int) and not isinstance(one, bool):
        drawn = DRAWN if any(part in path for part in ("probability", "lead_share")) else 1e-9
        return [] if abs(one - other) <= drawn else [f"{path}: {one} / {other}"]
    return [] if one == other else [f"{path}: {one!r} / {other!r}"]


TEXTS = {
    "claim and denial": """BAGHDAD, March 3, 2020 (Constructed Wire) - A bomb exploded in a market in Sadr City on Tuesday, killing at least 12 people and wounding 30, police said.

{A} claimed responsibility for the attack in a statement. {B} denied any involvement.

A political analyst said that {B} carried out the bombing and that {A} had merely adopted it.
""",
    "accusations": """Gunmen killed four soldiers at a checkpoint near Mosul on Monday. The interior ministry blamed {A} for the attack. An army spokesman said that fighters of {B} had attacked the checkpoint.

{A} said that {B} was behind the attack. "We had nothing to do with it," a spokesman for {A} said.
""",
    "hedged": """A car bomb exploded outside a police station in Kirkuk on March 2, killing six policemen. Officials said that {A} may have carried out the attack. {B} condemned the bombing.

No group has claimed responsibility, but {B} has attacked police stations in the past, an expert said.
""",
    "court": """A court in Baghdad sentenced a member of {A} to death on Monday for the attack on a convoy near Tikrit in which three people were killed. {B} had claimed the attack.
""",
}  # fmt: skip
"""Reports of ours about attacks that never were."""
