"""Figures, intervals and the JSON that all evaluations share."""

from __future__ import annotations

import argparse
import json
from pathlib import Path

import pytest
from evals.corpora import CorpusError, data_sha256
from evals.floors import fallen
from evals.harness import Outcome, Scored, chosen, figure, figures, intervals, run
from hypothesis import given
from hypothesis import strategies as st

DOCUMENTS = [Scored(str(k), {"share": (k % 2, 1), "f1": (k % 2, 1, k % 2, 1)}, (f"odd={k % 2}",)) for k in range(20)]


def test_figures_of_summed_counts() -> None:
    assert figure((1, 4)) == 0.25
    assert figure((1, 2, 1, 2)) == 0.5
    assert figure((0, 0)) is None
    assert figure((0, 0, 0, 0)) is None
    assert figure((0, 3, 0, 0)) == 0.0
    assert figures(DOCUMENTS) == {"share": 0.5, "f1": 0.5}


@given(st.permutations(range(20)))
def test_order_of_documents_changes_no_figure(order: list[int]) -> None:
    assert figures(DOCUMENTS[k] for k in order) == figures(DOCUMENTS)


def test_intervals_hold_the_figure_and_depend_on_the_seed_alone() -> None:
    low, high = intervals(DOCUMENTS, seed=1)["share"]
    assert low is not None
    assert high is not None
    assert low < 0.5 < high
    assert intervals(DOCUMENTS, seed=1) == intervals(DOCUMENTS, seed=1)
    sure = [Scored(str(k), {"share": (1, 1)}) for k in range(5)]
    assert intervals(sure, seed=1)["share"] == [1.0, 1.0]


def test_run_writes_the_public_form(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out, each = tmp_path / "out.json", tmp_path / "each.jsonl"
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "x").write_text("1")

    def evaluate(options: argparse.Namespace) -> Outcome:
        return Outcome(DOCUMENTS, {"none": [Scored("0", {"share": (0, 1)})]})

    assert (
        run("demo", "dev", evaluate, ["--data", str(tmp_path / "data"), "--json", str(out), "--documents", str(each)])
        == 0
    )
    lines = [json.loads(line) for line in each.read_text().splitlines()]
    assert [line["figures"]["share"] for line in lines[:2]] == [0.0, 1.0]
    written = json.loads(out.read_text())
    contract = {"eval", "data_sha256", "n", "figures", "intervals", "baselines", "slices"}
    assert set(written) == contract | {"whole", "cost", "previous_best"}
    assert written["whole"] is True
    assert (written["eval"], written["n"], written["figures"]["share"]) == ("demo", 20, 0.5)
    assert written["baselines"] == {"none": {"share": 0.0}}
    assert written["slices"]["odd=1"]["figures"]["share"] == 1.0
    assert written["data_sha256"] == data_sha256(tmp_path / "data")
    assert "share" in capsys.readouterr().out


def test_what_a_figure_costs_and_what_was_best_before_stand_beside_it(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    data, out, history = tmp_path / "data", tmp_path / "out.json", tmp_path / "history.toml"
    data.write_text("1")
    entry = f'[[demo]]\ndate = "2001-02-03"\nversion = "0.0.1"\ndata_sha256 = "{data_sha256(data)}"\n'
    history.write_text(entry + "figures = { share = 0.75 }\n")
    monkeypatch.setattr("evals.floors.HISTORY", history)
    extra = {"leakage": {"against": "dev", "jaccard": 0.5, "n": 1, "share": 0.05, "figures_without": {"share": 0.625}}}
    options = ["--data", str(data), "--json", str(out)]

    assert run("demo", "dev", lambda _: Outcome(DOCUMENTS, extra=extra, cpu_s=4.0), options) == 0
    written, printed = json.loads(out.read_text()), capsys.readouterr().out
    assert written["cost"]["documents_per_cpu_s"] == 5.0
    assert written["cost"]["peak_memory_mib"] > 1
    assert written["cost"]["models"]["truecase"]["bytes"] > 1000
    assert written["previous_best"] == {"share": {"value": 0.75, "date": "2001-02-03", "version": "0.0.1"}}
    (row,) = [line for line in printed.splitlines() if line.split()[0] == "share"]
    assert "best before 0.7500 (2001-02-03, 0.0.1)" in row
    assert "unseen 0.6250" in row
    assert "1 documents (5.0%) have a near-duplicate in dev" in printed
    assert "5.0 documents per CPU-second" in printed

    assert run("demo", "dev", lambda _: Outcome(DOCUMENTS), [*options, "--limit", "3"]) == 0
    part = json.loads(out.read_text())
    assert (part["whole"], part["previous_best"]) == (False, {})


def test_nothing_readable_is_exit_code_three(tmp_path: Path) -> None:
    def broken(options: argparse.Namespace) -> Outcome:
        raise CorpusError("x:1: broken")

    assert run("demo", "dev", broken, ["--data", str(tmp_path / "absent")]) == 3
    assert run("demo", "dev", broken, ["--data", str(tmp_path)]) == 3
    assert run("demo", "dev", lambda options: Outcome([]), ["--data", str(tmp_path)]) == 3


def test_splits() -> None:
    documents = [{"split": "a", "k": 1}, {"split": "b", "k": 2}, {"split": "b", "k": 3}]
    assert [d["k"] for d in chosen(documents, "b", None)] == [2, 3]
    assert [d["k"] for d in chosen(documents, "b", 1)] == [2]
    assert [d["k"] for d in chosen(documents, "elsewhere", None)] == [1, 2, 3]


def test_the_hash_names_the_bytes(tmp_path: Path) -> None:
    (tmp_path / "a").write_text("1")
    before = data_sha256(tmp_path)
    (tmp_path / "a").write_text("2")
    assert data_sha256(tmp_path) != before


def test_a_figure_below_its_floor_fails_and_other_data_has_no_floor(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    out = {"eval": "demo", "data_sha256": "a", "figures": {"share": 0.5, "none": None}}
    floors = {"demo": {"data_sha256": "a", "figures": {"share": 0.5, "none": 0.1, "absent": 0.1}}}
    assert [line.split()[0] for line in fallen(out, floors)] == ["none", "absent"]
    assert fallen({**out, "data_sha256": "b"}, floors) == []
    assert fallen({**out, "eval": "other"}, floors) == []

    data = tmp_path / "data"
    data.mkdir()
    (data / "x").write_text("1")
    file = tmp_path / "floors.toml"
    file.write_text(f'[demo]\ndata_sha256 = "{data_sha256(data)}"\nfigures = {{ share = 0.6 }}\n')
    monkeypatch.setattr("evals.floors.FLOORS", file)
    given = ["--data", str(data)]
    assert run("demo", "dev", lambda options: Outcome(DOCUMENTS), given) == 1
    assert "share 0.5 is below its floor 0.6" in capsys.readouterr().err
    assert run("demo", "dev", lambda options: Outcome(DOCUMENTS), [*given, "--limit", "9"]) == 0
