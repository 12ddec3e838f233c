"""Modern reports: statements, what they assert, and attacks, against people's rubric.

    python -m evals.modern [--data PATH] [--split test] [--json FILE]
    python -m evals.modern check FOLDER

``--data`` is a folder with ``texts``, ``coding-a`` and, if there is one, ``coding-b``; default: the corpus beside this file.
``check`` compiles one coder's folder and names every line that does not fit its text.

Gold of two coders: what both have is required, with either's labels; what one has alone is accepted, and counts neither way.
Predicted and gold statements are paired one to one by their contents.

- ``relevance_accuracy``: whether an attack is told. ``incident_count_exact``: texts with the right number of attacks.
- ``statement_f1``: contents overlap and the act is the same; ``content_f1``: contents overlap; ``content_half_f1``: they share at
  least half of all characters in either. ``speaker_f1``, ``cue_f1``: they overlap in paired statements.
- ``act_accuracy``, ``status_accuracy``, …: over the paired statements; ``status_attributed_accuracy``: over those that the gold does not
  call a fact. ``content_exact``, ``speaker_exact``, ``cue_exact``: the very offsets where both sides have the span, quotation marks
  and closing punctuation of contents aside.
- ``facet_<name>_f1``: assertions of the same polarity: names, places and times by overlapping words, all others by the same value
  in overlapping contents; ``facet_f1`` sums them all.
- ``incident_f1``: incidents that the best mapping of predicted to gold pairs; ``type_accuracy``, ``date_exact``, ``place_accuracy``,
  ``toll_f1``, ``perpetrators_f1`` and the like are over these pairs.
"""

from __future__ import annotations

import argparse
import hashlib
import sys
from collections.abc import Sequence
from pathlib import Path

from evals.corpora import CorpusError, data_sha256
from evals.harness import Outcome, Scored, chosen, run
from evals.modern.agreement import agreement
from evals.modern.baseline import sentence_reader
from evals.modern.coding import Coding, read_codings
from evals.modern.reading import as_coding
from evals.modern.score import gold_of, score
from evals.modern.texts import ModernText, read_texts

CORPUS = Path(__file__).parent
_FOLDERS = ("coding-a", "coding-b")


def corpus_sha256(data: Path) -> str:
    """One hash over the texts and codings of a corpus folder; code beside them does not enter it."""
    parts = [part for part in (data / name for name in ("texts", *_FOLDERS)) if part.is_dir()]
    return hashlib.sha256("".join(f"{part.name} {data_sha256(part)}\n" for part in parts).encode()).hexdigest()


def scored(text: ModernText, said: Coding, coded: Sequence[Coding]) -> Scored:
    """One text: what was said of it against its one or two codings."""
    slices = (f"region={text.region}", f"form={text.form}", *(f"tag={tag}" for tag in text.tags))
    return Scored(text.id, score(text.text, said, gold_of(*coded)), slices)


def evaluate(options: argparse.Namespace) -> Outcome:
    """Read every coded text with the default engine and score it."""
    from evals.engine import readings, report_of

    texts = read_texts(options.data)
    coders = [read_codings(options.data / name, texts) for name in _FOLDERS]
    gold = {t.id: [coder[t.id] for coder in coders if t.id in coder] for t in texts}
    rows = chosen([{"split": t.split, "text": t} for t in texts if gold[t.id]], options.split, options.limit)
    picked: list[ModernText] = [row["text"] for row in rows]
    reports = [report_of(t.id, t.text, t.published) for t in picked]
    read = [scored(t, as_coding(reading), gold[t.id]) for t, reading in zip(picked, readings(reports), strict=True)]
    trivial = [scored(t, sentence_reader(t), gold[t.id]) for t in picked]
    extra = {
        "data_sha256": corpus_sha256(options.data),
        "agreement": agreement(texts, coders[0], coders[1], options.seed),
    }
    return Outcome(read, {"sentences": trivial}, extra)


def check(folder: Path) -> int:
    """0 where every coding of ``folder`` (beside ``texts``) fits its text, 1 where one does not, 3 where nothing is readable."""
    try:
        texts = read_texts(folder.resolve().parent)
        codings = read_codings(folder, texts)
    except CorpusError as error:
        print(error, file=sys.stderr)
        return 1
    statements = sum(len(c.statements) for c in codings.values())
    print(f"{folder}: {len(codings)} of {len(texts)} texts coded, {statements} statements, all quotes found")
    return 0 if codings else 3


def main(argv: Sequence[str]) -> int:
    """Exit code of the command line (see the module)."""
    if argv[:1] == ["check"]:
        if len(argv) != 2:
            print("usage: python -m evals.modern check FOLDER", file=sys.stderr)
            return 2
        return check(Path(argv[1]))
    return run("modern", "test", evaluate, argv, data=CORPUS)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
