"""Learn ``data/case.txt`` from mixed-case news: ``python -m rashomon.extract.training.truecase OUT TEXT...``

Each TEXT is a UTF-8 file of running text, one sentence or paragraph per line. A word that occurs at least twice away from a
sentence's start is listed in the case it mostly has there; ties and mixtures are left out.
"""

from __future__ import annotations

import re
import sys
from collections import Counter
from collections.abc import Iterable
from itertools import pairwise
from pathlib import Path

_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")


def learn(lines: Iterable[str], *, least: int = 2, share: float = 0.8) -> tuple[list[str], list[str]]:
    """Words that are mostly lower-case, and words that mostly have a capital, both sorted."""
    lower: Counter[str] = Counter()
    title: Counter[str] = Counter()
    for line in lines:
        words = list(_WORD.finditer(line))
        if sum(w.group()[0].isupper() for w in words) > 0.5 * len(words):
            continue  # a headline: its capitals say nothing
        for previous, word in pairwise(words):
            between = line[previous.end() : word.start()]
            if between.strip(" ,-'’"):
                continue
            (title if word.group()[0].isupper() else lower)[word.group().lower()] += 1
    every = lower.keys() | title.keys()
    kept = [w for w in every if lower[w] + title[w] >= least]
    return (
        sorted(w for w in kept if lower[w] >= share * (lower[w] + title[w])),
        sorted(w for w in kept if title[w] >= share * (lower[w] + title[w])),
    )


def main(arguments: list[str]) -> None:
    """Write the list to the first argument from the texts in the others."""
    out, *texts = arguments
    lines = [line for name in texts for line in Path(name).read_text("utf-8").splitlines()]
    lower, title = learn(lines)
    head = "# Usual case of words in mixed-case news; made by rashomon.extract.training.truecase (see docs/models/truecase.md)\n"
    Path(out).write_text(head + "\n".join([*lower, *(w[:1].upper() + w[1:] for w in title)]) + "\n", "utf-8")


if __name__ == "__main__":
    main(sys.argv[1:])
