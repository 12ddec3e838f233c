"""Floors: setting and lowering them, the best before, and that no commit lowered one in silence."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tomllib
from pathlib import Path
from typing import Any

import pytest
from evals.corpora import data_sha256
from evals.floors import fallen, load, lowered, main, previous_best, record, worse

FLOORS = """\
# a remark

[demo]
data = "demo"
data_sha256 = "a"

[demo.figures]
share = 0.5  # of these
log_loss = 0.7

[other]
data_sha256 = "b"
figures = { share = 0.1 }
"""
CHANGELOG = """\
# Changelog

## [Unreleased]

### Added

- A thing.

## [0.1.0]

- The first.
"""


@pytest.fixture
def files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for name, text in (("floors.toml", FLOORS), ("CHANGELOG.md", CHANGELOG)):
        (tmp_path / name).write_text(text, encoding="utf-8")
    for attribute, name in (("FLOORS", "floors.toml"), ("HISTORY", "history.toml"), ("CHANGELOG", "CHANGELOG.md")):
        monkeypatch.setattr(f"evals.floors.{attribute}", tmp_path / name)
    return tmp_path


def floors(files: Path) -> dict[str, Any]:
    return load(files / "floors.toml")


def test_a_floor_rises_and_remarks_and_other_floors_stay(files: Path) -> None:
    assert main(["set", "demo", "share", "0.6"]) == 0
    assert main(["set", "demo", "added", "0.3"]) == 0
    assert main(["set", "demo", "log_loss", "0.6"]) == 0
    assert floors(files)["demo"]["figures"] == {"share": 0.6, "log_loss": 0.6, "added": 0.3}
    assert floors(files)["other"] == tomllib.loads(FLOORS)["other"]
    assert (files / "floors.toml").read_text().startswith("# a remark\n")
    assert (files / "CHANGELOG.md").read_text() == CHANGELOG


@pytest.mark.parametrize(("figure", "value"), [("share", "0.49"), ("log_loss", "0.71")])
@pytest.mark.parametrize("options", [[], ["--lower"], ["--reason", "x"], ["--lower", "--reason", " "]])
def test_lowering_takes_the_flag_and_a_reason(
    files: Path, figure: str, value: str, options: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["set", "demo", figure, value, *options]) == 2
    assert "--lower and --reason" in capsys.readouterr().err
    assert (files / "floors.toml").read_text() == FLOORS
    assert (files / "CHANGELOG.md").read_text() == CHANGELOG


def test_a_lowered_floor_is_in_the_changelog(files: Path) -> None:
    assert main(["set", "demo", "share", "0.4", "--lower", "--reason", "the gold was\nmended"]) == 0
    assert main(["set", "demo", "log_loss", "0.9", "--lower", "--reason", "honest"]) == 0
    assert floors(files)["demo"]["figures"] == {"share": 0.4, "log_loss": 0.9}
    unreleased, released = (files / "CHANGELOG.md").read_text().split("## [0.1.0]")
    assert released == CHANGELOG.split("## [0.1.0]")[1]
    assert unreleased.count("### Floors lowered") == 1
    assert "- floor of demo share lowered from 0.5 to 0.4: the gold was mended\n" in unreleased
    assert "- floor of demo log_loss lowered from 0.7 to 0.9: honest\n" in unreleased


def test_a_new_evaluation_names_its_data(files: Path) -> None:
    data = files / "data"
    data.write_text("1")
    assert main(["set", "new", "share", "0.2"]) == 2
    assert main(["set", "new", "share", "0.2", "--data", str(data)]) == 0
    assert floors(files)["new"] == {"data_sha256": data_sha256(data), "figures": {"share": 0.2}}
    assert main(["set", "new", "share", "0.2", "--data", str(files / "absent")]) == 2
    assert main(["set", "demo", "not a name", "0.2"]) == 2


def test_losses_are_better_when_lower() -> None:
    assert worse("log_loss_1d", 0.8, 0.7)
    assert worse("fpr_poisson", 0.06, 0.05)
    assert worse("top1", 0.7, 0.8)
    assert not worse("top1", 0.8, 0.8)
    out = {"eval": "demo", "data_sha256": "a", "figures": {"share": 0.5, "log_loss": 0.71}}
    assert [line.split()[0] for line in fallen(out, tomllib.loads(FLOORS))] == ["log_loss"]


def result(**figures: float | None) -> dict[str, Any]:
    return {"eval": "demo", "data_sha256": "a", "whole": True, "figures": figures}


def test_the_history_keeps_what_is_better(files: Path) -> None:
    assert record(result(share=0.5, log_loss=0.7, none=None), "2001-01-01") == ["share", "log_loss"]
    assert record(result(share=0.4, log_loss=0.6), "2001-01-02") == ["log_loss"]
    (files / "out.json").write_text(json.dumps(result(share=0.6)))
    assert main(["record", str(files / "out.json"), "--date", "2001-01-03"]) == 0
    history = load(files / "history.toml")
    assert len(history["demo"]) == 3
    best = previous_best(result(), history)
    assert {name: (b["value"], b["date"]) for name, b in best.items()} == {
        "share": (0.6, "2001-01-03"),
        "log_loss": (0.6, "2001-01-02"),
    }
    assert previous_best({**result(), "data_sha256": "b"}, history) == {}


def test_a_part_and_what_is_no_result_are_not_recorded(files: Path) -> None:
    (files / "part.json").write_text(json.dumps({**result(share=0.6), "whole": False}))
    (files / "broken.json").write_text("{")
    assert main(["record", str(files / "part.json")]) == 2
    assert main(["record", str(files / "broken.json")]) == 3
    assert main(["record", str(files / "absent.json")]) == 3
    assert not (files / "history.toml").exists()


def git(repository: Path, *arguments: str) -> str:
    done = subprocess.run(["git", *arguments], cwd=repository, capture_output=True, text=True, check=False)
    if done.returncode:
        pytest.skip(f"no history here: {done.stderr.strip()}")
    return done.stdout


def figures_at(repository: Path, commit: str) -> dict[str, Any]:
    found = git(repository, "ls-tree", "--name-only", commit, "evals/floors.toml")
    return tomllib.loads(git(repository, "show", f"{commit}:evals/floors.toml")) if found.strip() else {}


def test_no_commit_lowered_a_floor_without_a_word(repository: Path) -> None:
    log = git(repository, "log", "--full-history", "--format=%H %P", "--", "evals/floors.toml")
    pairs = [(figures_at(repository, "HEAD"), load(repository / "evals" / "floors.toml"))]
    for line in log.splitlines():
        commit, *parents = line.split()
        pairs += [(figures_at(repository, parent), figures_at(repository, commit)) for parent in parents]
    said = (repository / "CHANGELOG.md").read_text(encoding="utf-8")
    assert pairs
    for before, after in pairs:
        for name in before.keys() & after.keys():
            if before[name]["data_sha256"] != after[name]["data_sha256"]:
                continue  # floors of other data are other floors
            for figure, old in before[name]["figures"].items():
                new = after[name]["figures"].get(figure)
                assert new is not None, f"the floor of {name} {figure} was removed"
                assert not worse(figure, new, old) or lowered(name, figure, old, new) in said


def named(repository: Path, corpora: Path | None, where: str) -> Path | None:
    """Where the data of a floor lie: a path of the repository, or a folder among the corpora."""
    if where.startswith("evals/"):
        return repository / where
    return corpora / where if corpora is not None and (corpora / where).exists() else None


@pytest.mark.data
@pytest.mark.slow
@pytest.mark.parametrize("name", sorted(load(Path(__file__).parents[2] / "evals" / "floors.toml")))
def test_no_figure_is_below_its_floor(name: str, repository: Path, corpora_if_any: Path | None, tmp_path: Path) -> None:
    """The very command of the README, in a process of its own, on the very data that the floors speak of."""
    of_this = load(repository / "evals" / "floors.toml")[name]
    data = named(repository, corpora_if_any, of_this["data"])
    if data is None:
        pytest.skip(f"no {of_this['data']} among the public corpora")
    command = [sys.executable, "-m", f"evals.{name}", "--data", str(data), "--json", str(tmp_path / "out.json")]
    environment = {**os.environ, "OMP_NUM_THREADS": "1"}
    done = subprocess.run(command, cwd=repository, capture_output=True, text=True, env=environment, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    out = json.loads((tmp_path / "out.json").read_text(encoding="utf-8"))
    assert out["data_sha256"] == of_this["data_sha256"], (
        "the data have changed: python -m evals.floors set … --data PATH"
    )
    assert out["figures"].keys() >= of_this["figures"].keys()
