"""Entry: ``python -m evals.modern check FOLDER`` compiles one coder's codings and names every line that does not fit."""

from __future__ import annotations

import sys
from pathlib import Path

from evals.corpora import CorpusError
from evals.modern.coding import read_codings
from evals.modern.texts import read_texts


def check(folder: Path) -> int:
    """0 where every coding of ``folder`` (beside ``texts``) fits its text, 1 where one does not, 3 where nothing is readable."""
    try:
        texts = read_texts(folder.parent)
        codings = read_codings(folder, texts)
    except CorpusError as error:
        print(error, file=sys.stderr)
        return 1
    statements = sum(len(c.statements) for c in codings.values())
    print(f"{folder}: {len(codings)} of {len(texts)} texts coded, {statements} statements, all quotes found")
    return 0 if codings else 3


if __name__ == "__main__":
    sys.exit(check(Path(sys.argv[2])))
