"""The command line as a process of its own: what only shows there."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1] / "workspace"))
from constructed_reports import POOL, jsonl

HEAVY = ("spacy", "pandas", "numpy", "sqlalchemy", "lxml", "jinja2", "rashomon.extract", "rashomon.store")


def rashomon(*args: object, stdin: bytes = b"") -> subprocess.CompletedProcess[bytes]:
    return subprocess.run([sys.executable, "-m", "rashomon", *map(str, args)], input=stdin, capture_output=True)


def test_some_unreadable_through_a_pipe(tmp_path: Path) -> None:
    ended = rashomon(
        "brief", "-", tmp_path / "missing.txt", "--out", tmp_path / "out", stdin=POOL["claim"]["text"].encode()
    )
    assert ended.returncode == 1
    assert ended.stdout.decode().split() == [str(tmp_path / "out" / n) for n in ("brief.html", "brief.json")]
    assert b"not_found: missing.txt" in ended.stderr
    assert b"\r" not in ended.stderr
    assert str(tmp_path).encode() not in ended.stderr
    assert len(json.loads((tmp_path / "out" / "brief.json").read_bytes())["reports"]) == 1


def test_a_reader_that_goes_away_is_no_traceback(tmp_path: Path) -> None:
    many = jsonl(tmp_path / "r.jsonl", *({**POOL["recipe"], "id": f"r{n}"} for n in range(120)))
    command = [sys.executable, "-m", "rashomon", "extract", str(many)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.close()
        said = process.stderr.read()
    assert b"Traceback" not in said
    assert b"Exception ignored" not in said


def test_help_loads_nothing_heavy() -> None:
    code = (
        "import sys; sys.argv = ['rashomon', 'brief', '--help']\n"
        "from rashomon.cli import main\n"
        "try:\n    main()\nexcept SystemExit:\n    pass\n"
        f"print([m for m in {HEAVY!r} if m in sys.modules], file=sys.stderr)"
    )
    ended = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True)
    assert ended.stderr.decode().strip().splitlines()[-1] == "[]"
