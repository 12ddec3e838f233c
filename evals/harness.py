"""What every evaluation shares: its command line, its JSON, and intervals by resampling documents.

A document's result is a dictionary from the name of a figure to counts: two counts are right and all (a share), four are
right predicted, predicted, gold found and gold (an F1). Counts add up over documents, so a figure over any sample of documents
is the figure of the summed counts.
"""

from __future__ import annotations

import argparse
import json
import sys
import tomllib
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from evals.corpora import CorpusError, data_sha256

Stat = tuple[float, ...]
_RESAMPLES = 1000
FLOORS = Path(__file__).with_name("floors.toml")


@dataclass(frozen=True, slots=True)
class Scored:
    """The counts of one document, and the slices (``name=value``) that it belongs to."""

    id: str
    stats: Mapping[str, Stat]
    slices: tuple[str, ...] = ()


@dataclass(slots=True)
class Outcome:
    """All documents of an evaluation, and the same for its baselines."""

    scored: Sequence[Scored]
    baselines: Mapping[str, Sequence[Scored]] = field(default_factory=dict)
    extra: Mapping[str, Any] = field(default_factory=dict)


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


def result(name: str, data: Path, outcome: Outcome, seed: int) -> dict[str, Any]:
    """The public JSON form of an evaluation."""
    return {
        "eval": name,
        "data_sha256": data_sha256(data),
        "n": len(outcome.scored),
        "figures": figures(outcome.scored),
        "intervals": intervals(outcome.scored, seed),
        "baselines": {key: figures(scored) for key, scored in outcome.baselines.items()},
        "slices": by_slice(outcome.scored),
        **outcome.extra,
    }


def fallen(out: Mapping[str, Any], floors: Mapping[str, Any]) -> list[str]:
    """The figures that lie below their floor, in words; none where the floors speak of other data."""
    of_this = floors.get(out["eval"], {})
    if of_this.get("data_sha256") != out["data_sha256"]:
        return []
    return [
        f"{name} {out['figures'].get(name)} is below its floor {floor}"
        for name, floor in of_this["figures"].items()
        if (out["figures"].get(name) or 0.0) < floor
    ]


def _table(out: Mapping[str, Any]) -> str:
    """The figures as text, with intervals and baselines."""
    lines = [f"{out['eval']}: {out['n']} documents"]
    for name, value in out["figures"].items():
        low, high = out["intervals"][name]
        shown = "   --" if value is None else f"{value:.4f}  [{low:.4f}, {high:.4f}]"
        others = ", ".join(f"{key} {base[name]:.4f}" for key, base in out["baselines"].items() if base.get(name))
        lines.append(f"  {name:<28} {shown}{'   ' + others if others else ''}")
    return "\n".join(lines)


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
    try:
        outcome = evaluate(options)
    except CorpusError as error:
        print(error, file=sys.stderr)
        return 3
    if not outcome.scored:
        print(f"{options.data}: no document in the layout of {name}", file=sys.stderr)
        return 3
    out = result(name, options.data, outcome, options.seed)
    print(_table(out))
    if options.documents:
        lines = (json.dumps({"id": d.id, "figures": figures([d]), "stats": d.stats}) for d in outcome.scored)
        options.documents.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")
    if options.json:
        options.json.write_text(json.dumps(out, ensure_ascii=False, indent=1, sort_keys=True) + "\n", encoding="utf-8")
    if options.split != splits or options.limit is not None:
        return 0  # a floor is of the whole default split
    below = fallen(out, tomllib.loads(FLOORS.read_text(encoding="utf-8")))
    print(*below, sep="\n", end="\n" if below else "", file=sys.stderr)
    return int(bool(below))
