"""What every evaluation shares: its command line, its JSON, and intervals by resampling documents.

A document's result is a dictionary from the name of a figure to counts: two counts are right and all (a share), four are
right predicted, predicted, gold found and gold (an F1). Counts add up over documents, so a figure over any sample of documents
is the figure of the summed counts.
"""

from __future__ import annotations

import argparse
import json
import sys
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from evals import cost, floors
from evals.corpora import CorpusError, data_sha256

Stat = tuple[float, ...]
_RESAMPLES = 1000


@dataclass(frozen=True, slots=True)
class Scored:
    """The counts of one document, and the slices (``name=value``) that it belongs to."""

    id: str
    stats: Mapping[str, Stat]
    slices: tuple[str, ...] = ()


@dataclass(slots=True)
class Outcome:
    """All documents of an evaluation, and the same for its baselines.

    ``cpu_s``: user and system time of loading, reading and scoring, without baselines and the like; ``None``: the harness's own
    measure of all that the evaluation did. ``extra`` holds further parts of the JSON.
    """

    scored: Sequence[Scored]
    baselines: Mapping[str, Sequence[Scored]] = field(default_factory=dict)
    extra: Mapping[str, Any] = field(default_factory=dict)
    cpu_s: float | None = None


def figure(stat: Sequence[float]) -> float | None:
    """A share or an F1 from summed counts; ``None`` where there was nothing to count."""
    if len(stat) == 2:
        return stat[0] / stat[1] if stat[1] else None
    right, said, found, gold = stat
    if not said and not gold:
        return None
    p, r = right / said if said else 0.0, found / gold if gold else 0.0
    return 2 * p * r / (p + r) if p + r else 0.0


def totals(scored: Iterable[Scored]) -> dict[str, list[float]]:
    """Figure name → counts summed over documents."""
    sums: dict[str, list[float]] = {}
    for document in scored:
        for name, stat in document.stats.items():
            kept = sums.setdefault(name, [0.0] * len(stat))
            for k, value in enumerate(stat):
                kept[k] += value
    return sums


def figures(scored: Iterable[Scored]) -> dict[str, float | None]:
    """Figure name → value over all documents given."""
    return {name: _rounded(figure(stat)) for name, stat in totals(scored).items()}


def _rounded(value: float | None) -> float | None:
    return None if value is None else round(float(value), 4)


def intervals(scored: Sequence[Scored], seed: int) -> dict[str, list[float | None]]:
    """95 % intervals by the percentile bootstrap over documents (1,000 resamples, NumPy's PCG64 with ``seed``)."""
    import numpy as np

    rng = np.random.default_rng(seed)
    picks = rng.integers(0, len(scored), size=(_RESAMPLES, len(scored))) if scored else np.zeros((0, 0), dtype=int)
    weights = np.stack([np.bincount(pick, minlength=len(scored)) for pick in picks]) if scored else picks
    out: dict[str, list[float | None]] = {}
    for name, total in totals(scored).items():
        table = np.array([document.stats.get(name, (0.0,) * len(total)) for document in scored])
        values = [v for v in map(figure, (weights @ table).tolist()) if v is not None]
        out[name] = [_rounded(float(np.percentile(values, q))) if values else None for q in (2.5, 97.5)]
    return out


def by_slice(scored: Iterable[Scored]) -> dict[str, dict[str, Any]]:
    """Slice → its number of documents and figures."""
    groups: dict[str, list[Scored]] = {}
    for document in scored:
        for name in document.slices:
            groups.setdefault(name, []).append(document)
    return {name: {"n": len(group), "figures": figures(group)} for name, group in sorted(groups.items())}


def arguments(name: str, splits: str, data: Path | None = None) -> argparse.ArgumentParser:
    """The options that every evaluation takes (``splits``: the default, comma-separated; ``data``: where there is a default)."""
    parser = argparse.ArgumentParser(prog=f"python -m evals.{name}", description=f"Accuracy on {name}.")
    parser.add_argument(
        "--data", type=Path, required=data is None, default=data, help="folder or file in the corpus's layout"
    )
    parser.add_argument("--split", default=splits, help=f"comma-separated; default {splits!r}, where they exist")
    parser.add_argument("--seed", type=int, default=0, help="seed of the bootstrap")
    parser.add_argument("--json", type=Path, help="write the result here as JSON")
    parser.add_argument("--limit", type=int, help="only the first N documents")
    parser.add_argument("--documents", type=Path, help="write every document's figures here, one JSON line each")
    return parser


def chosen(documents: Iterable[dict[str, Any]], split: str, limit: int | None) -> list[dict[str, Any]]:
    """The documents of the named splits; all of them where none of these splits is there."""
    found = list(documents)
    wanted = {part.strip() for part in split.split(",") if part.strip()}
    kept = [d for d in found if d["split"] in wanted] or found
    return kept[:limit]


def result(name: str, options: argparse.Namespace, outcome: Outcome, *, whole: bool, cpu_s: float) -> dict[str, Any]:
    """The public JSON form of an evaluation; ``whole``: of its whole default split, so comparable with what is recorded."""
    out = {
        "eval": name,
        "data_sha256": data_sha256(options.data),
        "whole": whole,
        "n": len(outcome.scored),
        "figures": figures(outcome.scored),
        "intervals": intervals(outcome.scored, options.seed),
        "baselines": {key: figures(scored) for key, scored in outcome.baselines.items()},
        "slices": by_slice(outcome.scored),
        "cost": cost.cost(len(outcome.scored), cpu_s if outcome.cpu_s is None else outcome.cpu_s),
        **outcome.extra,
    }
    out["previous_best"] = floors.previous_best(out, floors.load(floors.HISTORY)) if whole else {}
    return out


def _row(name: str, out: Mapping[str, Any]) -> str:
    """One figure as text: value, interval, previous best, baselines, value without what was all but seen before."""
    value, (low, high) = out["figures"][name], out["intervals"][name]
    parts = ["   --" if value is None else f"{value:.4f}  [{low:.4f}, {high:.4f}]"]
    best = out["previous_best"].get(name)
    parts += [f"best before {best['value']:.4f} ({best['date']}, {best['version']})"] if best else []
    unseen = out.get("leakage", {}).get("figures_without", {}).get(name)
    parts += [f"unseen {unseen:.4f}"] if unseen is not None else []
    parts += [f"{key} {base[name]:.4f}" for key, base in out["baselines"].items() if base.get(name) is not None]
    return f"  {name:<28} {'   '.join(parts)}"


def table(out: Mapping[str, Any]) -> str:
    """The figures as text, with all that stands beside them."""
    lines = [f"{out['eval']}: {out['n']} documents", *(_row(name, out) for name in out["figures"])]
    if leak := out.get("leakage"):
        lines.append(
            f"  {leak['n']} documents ({leak['share']:.1%}) have a near-duplicate in {leak['against']} "
            f'(Jaccard index of word triples from {leak["jaccard"]}); "unseen": without them'
        )
    return "\n".join(lines + cost.in_words(out["cost"]))


def run(
    name: str,
    splits: str,
    evaluate: Callable[[argparse.Namespace], Outcome],
    argv: Sequence[str] | None = None,
    data: Path | None = None,
) -> int:
    """Parse the command line, evaluate, print the table and write the JSON. 0 done, 1 below a floor, 2 wrong use, 3 nothing readable.

    ``data``: the corpus where ``--data`` names none.
    """
    options = arguments(name, splits, data).parse_args(argv)
    if not options.data.exists():
        print(f"{options.data}: no such file or folder", file=sys.stderr)
        return 3
    began = time.process_time()
    try:
        outcome = evaluate(options)
    except CorpusError as error:
        print(error, file=sys.stderr)
        return 3
    if not outcome.scored:
        print(f"{options.data}: no document in the layout of {name}", file=sys.stderr)
        return 3
    whole = options.split == splits and options.limit is None
    out = result(name, options, outcome, whole=whole, cpu_s=time.process_time() - began)
    print(table(out))
    _write(options, outcome, out)
    if not whole:
        return 0  # a floor is of the whole default split
    below = floors.fallen(out, floors.load(floors.FLOORS))
    print(*below, sep="\n", end="\n" if below else "", file=sys.stderr)
    return int(bool(below))


def _write(options: argparse.Namespace, outcome: Outcome, out: Mapping[str, Any]) -> None:
    """The files that were asked for."""
    if options.documents:
        lines = (json.dumps({"id": d.id, "figures": figures([d]), "stats": d.stats}) for d in outcome.scored)
        options.documents.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")
    if options.json:
        options.json.write_text(json.dumps(out, ensure_ascii=False, indent=1, sort_keys=True) + "\n", encoding="utf-8")
