"""MUC-4 as examples for ``rashomon train encoder``: one JSON line per message, spans in code points of its text.

    python -m evals.muc_training --data PATH --out FILE.jsonl

A string fill (slots 6, 9, 10, 12, 18, 19) is looked for in the message by its words: blanks, line breaks and punctuation
between them do not count, capitals do not either. Every occurrence of every alternative form is a span; of two overlapping
spans of one role the longer stays. Fills of optional templates count as well, as they do in the template scores.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from evals.corpora import muc4_documents, muc4_keys
from evals.muc_gold import STATUS, relevant
from evals.muc_keys import Template
from evals.templates import normalize

ROLE_SLOTS = {"weapon": 6, "individual": 9, "organization": 10, "target": 12, "victim": 18, "described_victim": 19}


def occurrences(form: str, text: str) -> list[tuple[int, int]]:
    """Where the words of ``form`` stand in ``text`` one after the other, as (start, end)."""
    words = [re.escape(w) for w in re.findall(r"\w+", form)]
    if not words:
        return []
    pattern = r"(?<!\w)" + r"\W{1,8}".join(words) + r"(?!\w)"
    return [found.span() for found in re.finditer(pattern, text, re.IGNORECASE)]


def _types(template: Template) -> list[str]:
    named = template.fills(4)[0].alternatives if template.fills(4) else ()
    return [name.lower().replace(" ", "_") for name in named]


def _statuses(template: Template, forms: Sequence[str]) -> list[str]:
    known = {normalize(form) for form in forms}
    return [
        STATUS[s].value
        for said in template.fills(11)
        if not said.referents or known & {normalize(r) for r in said.referents}
        for s in said.alternatives
        if s in STATUS
    ]


def _entities(templates: Sequence[Template]) -> Iterator[dict[str, Any]]:
    """Each filler of a role once: ``role``, ``forms``, ``types`` and ``status`` over all templates that it fills."""
    found: dict[tuple[str, tuple[str, ...]], dict[str, Any]] = {}
    for template in templates:
        for role, slot in ROLE_SLOTS.items():
            for fill in template.fills(slot):
                entity = found.setdefault(
                    (role, fill.alternatives), {"role": role, "forms": fill.alternatives, "types": [], "status": []}
                )
                entity["types"] += _types(template)
                if role == "organization":
                    entity["status"] += _statuses(template, fill.alternatives)
    yield from found.values()


def _without_overlap(spans: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Of the spans of one role that share a character, the longest (the first of equals)."""
    kept: list[dict[str, Any]] = []
    for span in sorted(spans, key=lambda s: (s["start"] - s["end"], s["start"])):
        rivals = (k for k in kept if k["role"] == span["role"])
        if not any(k["start"] < span["end"] and span["start"] < k["end"] for k in rivals):
            kept.append(span)
    return sorted(kept, key=lambda s: (s["start"], s["end"], s["role"]))


def example(document: dict[str, Any], templates: Sequence[Template]) -> dict[str, Any]:
    """One message as the trainer wants it (see ``rashomon.extract.training.examples``)."""
    spans = []
    forms: dict[str, list[str]] = {}
    for number, entity in enumerate(_entities(templates)):
        forms.setdefault(entity["role"], []).extend(normalize(form) for form in entity["forms"])
        for start, end in {place for form in entity["forms"] for place in occurrences(form, document["text"])}:
            span = {"start": start, "end": end, "role": entity["role"], "entity": number}
            spans.append(span | {"types": sorted(set(entity["types"])), "status": sorted(set(entity["status"]))})
    return {
        "id": document["id"],
        "text": document["text"],
        "relevant": relevant(templates),
        "types": sorted({name for template in templates for name in _types(template)}),
        "spans": _without_overlap(spans),
        "forms": {role: sorted(set(listed) - {""}) for role, listed in sorted(forms.items())},
    }


def main(arguments: Sequence[str] | None = None) -> int:
    """Write the examples; one line on standard error says how many."""
    parser = argparse.ArgumentParser(prog="evals.muc_training", description=__doc__.split("\n")[0])
    parser.add_argument("--data", type=Path, required=True, help="the corpus, a split of it")
    parser.add_argument("--out", type=Path, required=True, help="a file to write")
    options = parser.parse_args(arguments)
    keys = muc4_keys(options.data)
    examples = [example(d, keys[d["id"]]) for d in muc4_documents(options.data) if d["id"] in keys]
    options.out.parent.mkdir(parents=True, exist_ok=True)
    options.out.write_text("".join(json.dumps(e, ensure_ascii=False) + "\n" for e in examples), encoding="utf-8")
    print(f"{len(examples)} examples, {sum(len(e['spans']) for e in examples)} spans", file=sys.stderr)
    return 0


if __name__ == "__main__":
    sys.exit(main())
