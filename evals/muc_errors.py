"""What goes wrong on MUC-4, by kind: fillers said wrongly and fillers missed, roles merged per message.

    python -m evals.muc_errors --data PATH [--split tst1,tst2] [--limit N]

Said wrongly: in a message that tells nothing relevant; with other words for a participant of the role (``extent``); one of another
role; anything else. Missed: in a message taken for irrelevant; said with other words; found in another role; not found at all.
Victims by name. The last lines give the F1 that would be reached if all errors of one kind were gone: what the next gain would be.
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from evals import muc_gold
from evals.corpora import muc4_documents, muc4_keys
from evals.engine import readings, report_of
from evals.harness import chosen
from evals.muc4 import predicted
from evals.muc_keys import Template
from evals.templates import ROLES, PredictedTemplate, merge_entities, normalize

_SMALL = frozenset({"of", "de", "la", "and", "in", "del", "for"})
Forms = tuple[str, ...]


def _share(one: str, entity: Forms) -> bool:
    words = set(one.split()) - _SMALL
    return any(words & (set(form.split()) - _SMALL) for form in entity)


def errors(said: dict[str, list[str]], gold: dict[str, list[Forms]], told: bool) -> Counter[tuple[str, str]]:
    """(side, kind) → count for one message; sides are ``right``, ``wrong`` and ``missed``."""
    found: Counter[tuple[str, str]] = Counter()
    for role in ROLES:
        others = [e for r in ROLES if r != role for e in gold[r]]
        for form in said[role]:
            if any(form in e for e in gold[role]):
                found["right", ""] += 1
            elif not told:
                found["wrong", "irrelevant message"] += 1
            elif any(_share(form, e) for e in gold[role]):
                found["wrong", "extent"] += 1
            elif any(form in e for e in others):
                found["wrong", "other role"] += 1
            else:
                found["wrong", "not in the key"] += 1
        elsewhere = [f for r in ROLES if r != role for f in said[r]]
        for entity in gold[role]:
            if any(f in entity for f in said[role]):
                continue
            if not any(said.values()):
                found["missed", "message taken for irrelevant"] += 1
            elif any(_share(f, entity) for f in said[role]):
                found["missed", "extent"] += 1
            elif any(f in entity for f in elsewhere):
                found["missed", "other role"] += 1
            else:
                found["missed", "not found"] += 1
    return found


def f1(right: int, wrong: int, missed: int) -> float:
    """F1 from counts."""
    return 2 * right / (2 * right + wrong + missed) if right else 0.0


def of_message(templates: Sequence[Template], said: Sequence[PredictedTemplate], text: str) -> Counter[tuple[str, str]]:
    """The errors of one message."""
    gold = [muc_gold.gold_template(t, text, described=False) for t in templates]
    merged = {role: merge_entities(gold, role) for role in ROLES}
    listed = {role: list(dict.fromkeys(m for t in said for m in t.roles[role])) for role in ROLES}
    return errors(listed, merged, bool(templates))


def main(arguments: Sequence[str] | None = None) -> int:
    """Print the counts."""
    parser = argparse.ArgumentParser(prog="python -m evals.muc_errors", description=__doc__.split("\n")[0])
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--split", default="tst1,tst2")
    parser.add_argument("--limit", type=int)
    options = parser.parse_args(arguments)
    keys = muc4_keys(options.data)
    documents = [d for d in chosen(muc4_documents(options.data), options.split, options.limit) if d["id"] in keys]
    total: Counter[tuple[str, str]] = Counter()
    for d, reading in zip(
        documents, readings([report_of(d["id"], d["text"], d["published"]) for d in documents]), strict=True
    ):
        said = [predicted(draft, described=False) for draft in reading.drafts if draft.muc_relevant]
        total += of_message(keys[d["id"]], said, normalize(" ".join(d["text"].split())))
    sides = {side: sum(n for (s, _), n in total.items() if s == side) for side in ("right", "wrong", "missed")}
    print(f"right {sides['right']}, wrong {sides['wrong']}, missed {sides['missed']}, F1 {f1(**sides):.3f}")
    for (side, kind), n in sorted(total.items(), key=lambda item: (item[0][0], -item[1])):
        if kind:
            without = f1(
                sides["right"], sides["wrong"] - n * (side == "wrong"), sides["missed"] - n * (side == "missed")
            )
            print(f"{side:7} {n:4}  {kind:30} F1 without these {without:.3f}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
