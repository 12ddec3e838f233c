"""The command line: exit codes, what goes where, and what wrong usage does (nothing)."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

sys.path.insert(0, str(Path(__file__).parents[1] / "workspace"))
from constructed_reports import POOL, jsonl

import rashomon.workspace
from rashomon import __version__

Run = Callable[..., Any]


def test_done_is_0_and_prints_two_paths(run: Run, good: Path, tmp_path: Path) -> None:
    out = tmp_path / "new" / "out"
    ended = run("brief", good, "--out", out)
    assert (ended.code, ended.out) == (0, f"{out / 'brief.html'}\n{out / 'brief.json'}\n")
    assert "2 reports" in ended.err
    assert "\r" not in ended.err  # no progress: this is no terminal
    assert json.loads((out / "brief.json").read_bytes())["schema"] == "rashomon.brief/1"


def test_out_is_a_folder_of_the_working_directory_by_default(run: Run, good: Path) -> None:
    assert run("brief", good).out == "out/brief.html\nout/brief.json\n"
    assert Path("out/brief.html").is_file()


def test_two_runs_write_the_same_bytes(run: Run, good: Path) -> None:
    run("brief", good, "--out", "a")
    run("brief", good, "--out", "b")
    assert Path("a/brief.json").read_bytes() == Path("b/brief.json").read_bytes()
    assert Path("a/brief.html").read_bytes() == Path("b/brief.html").read_bytes()


def test_some_unreadable_is_1_and_named(run: Run, good: Path) -> None:
    ended = run("brief", good, "missing.txt")
    assert ended.code == 1
    assert "error: not_found: missing.txt" in ended.err
    assert "missing" not in ended.out
    whole = json.loads(Path("out/brief.json").read_bytes())
    assert [(i["code"], i["subject"]) for i in whole["issues"] if i["level"] == "error"] == [
        ("not_found", "missing.txt")
    ]
    assert len(whole["reports"]) == 2


def test_nothing_readable_is_3_and_writes_nothing(run: Run) -> None:
    Path("empty.txt").write_bytes(b"")
    for command in ("brief", "extract"):
        ended = run(command, "empty.txt", "missing.txt")
        assert (ended.code, ended.out) == (3, "")
        assert "empty.txt" in ended.err
        assert "missing.txt" in ended.err
    assert not Path("out").exists()


def test_without_an_attack_is_0(run: Run, tmp_path: Path) -> None:
    ended = run("brief", jsonl(tmp_path / "a.jsonl", POOL["recipe"]))
    assert ended.code == 0
    issues = json.loads(Path("out/brief.json").read_bytes())["issues"]
    assert [(i["code"], i["level"]) for i in issues] == [("no_attack", "info")]


@pytest.mark.parametrize(
    "args",
    [
        ("brief",),
        ("brief", "--nonsense", "x.txt"),
        ("nonsense",),
        ("brief", "GOOD", "--as-of", "soon"),
        ("brief", "GOOD", "--as-of", "2020-02-30"),
        ("brief", "GOOD", "--published", "soon"),
        ("brief", "GOOD", "--about", "Reykjavik"),
        ("brief", "GOOD", "--out", "GOOD"),
        ("brief", "GOOD", "--out", "GOOD/below"),
        ("brief", ""),
        ("extract", "GOOD", "--out", "."),
        ("extract", "GOOD", "--published", "2020-13-01"),
        ("brief", "GOOD", "--workspace", "GOOD"),
        ("correct", "s0", "--reason", "x", "--workspace", "nowhere"),
    ],
)
def test_wrong_usage_is_2_and_does_nothing(run: Run, good: Path, args: tuple[str, ...]) -> None:
    ended = run(*(a.replace("GOOD", str(good)) for a in args))
    assert ended.code == 2, ended.err
    assert ended.out == ""
    assert ended.err.strip()
    assert "Traceback" not in ended.err
    assert not Path("out").exists()


def test_wrong_usage_leaves_no_report_in_the_workspace(run: Run, good: Path) -> None:
    assert run("brief", good, "--as-of", "soon", "--workspace", "kept").code == 2
    assert not Path("kept").exists()


def test_version_and_help(run: Run) -> None:
    assert run("--version").out == f"rashomon {__version__}\n"
    shown = run("brief", "--help")
    assert shown.code == 0
    for option in ("--about", "--published", "--as-of", "--events", "--calendar", "--workspace", "--share", "--out"):
        assert option in shown.out


def test_standard_input(run: Run) -> None:
    ended = run("brief", "-", "--published", "2020-03-04", stdin=POOL["claim"]["text"].encode())
    assert ended.code == 0
    (report,) = json.loads(Path("out/brief.json").read_bytes())["reports"]
    assert (report["captured_from"], report["published"]) == ("-", "2020-03-04")
    assert run("brief", "-", stdin=b"").code == 3


def test_extract_writes_one_line_per_report(run: Run, good: Path, tmp_path: Path) -> None:
    ended = run("extract", good)
    lines = [json.loads(line) for line in ended.out.splitlines()]
    assert ended.code == 0
    assert {line["report"]["id"] for line in lines} == {"wire", "claim"}
    assert all(line["statements"] for line in lines)
    out = tmp_path / "deep" / "x.jsonl"
    assert run("extract", good, "--out", out).out == ""
    assert out.read_text("utf-8") == ended.out
    assert run("extract", good, "missing.txt").code == 1


def test_share_holds_excerpts_with_the_hash_of_the_whole(run: Run, tmp_path: Path) -> None:
    padded = {**POOL["wire"], "text": POOL["wire"]["text"] + "\n" + POOL["recipe"]["text"]}
    good = jsonl(tmp_path / "padded.jsonl", padded, POOL["claim"])
    run("brief", good, "--out", "own")
    own = {r["id"]: r for r in json.loads(Path("own/brief.json").read_bytes())["reports"]}
    assert run("brief", good, "--share").code == 0
    shared = Path("out/brief.json").read_text("utf-8")
    assert "potatoes" not in shared + Path("out/brief.html").read_text("utf-8")
    whole = json.loads(shared)
    texts = {r["id"]: r for r in whole["reports"]}
    assert texts["wire"]["sha256"] == own["wire"]["sha256"]
    for s in whole["statements"]:
        for span in s["content"]["spans"]:
            if span["start"] is not None:
                assert texts[s["report"]]["text"][span["start"] : span["end"]] == span["text"]


def test_events_and_calendar(run: Run, good: Path) -> None:
    Path("e.csv").write_text("date,actor,lat,lon\n2020-01-05,Islamic State,33.39,44.46\n", "utf-8")
    Path("c.csv").write_text("date,label\n2020-03-01,Constructed day\n", "utf-8")
    assert run("brief", good, "--events", "e.csv", "--calendar", "c.csv").code == 0
    (incident,) = json.loads(Path("out/brief.json").read_bytes())["incidents"]
    tests = {f["test"] for f in incident["findings"]}
    assert {"reach", "coincidence"} <= tests
    assert all(f["log10_lr"] is None for f in incident["findings"])


def test_bad_events_and_calendar_are_named(run: Run, good: Path) -> None:
    Path("e.csv").write_text("date,actor,lat,lon\nsoon,Islamic State,33.39,44.46\n", "utf-8")
    ended = run("brief", good, "--events", "e.csv", "--events", "missing.csv", "--calendar", ".")
    assert ended.code == 1
    for name in ("e.csv:2", "missing.csv", "special_file"):
        assert name in ended.err, ended.err
    assert Path("out/brief.json").is_file()


def test_correct_and_brief_again(run: Run, good: Path) -> None:
    run("brief", good, "--workspace", "kept")
    statements = json.loads(Path("out/brief.json").read_bytes())["statements"]
    claim = next(s["id"] for s in statements if s["act"] == "claim" and s["report"] == "claim")
    ended = run("correct", claim, "--reject", "--reason", "constructed", "--workspace", "kept")
    assert ended.code == 0
    assert len(ended.out.split()) == 1
    run("brief", good, "--workspace", "kept")
    assert claim not in Path("out/brief.json").read_text("utf-8")
    assert run("correct", claim, "--undo", "--reason", "constructed", "--workspace", "kept").code == 0
    run("brief", good, "--workspace", "kept")
    assert claim in Path("out/brief.json").read_text("utf-8")


@pytest.mark.parametrize(
    "args",
    [
        ("s0000000000", "--reason", "x"),
        ("CLAIM", "--reason", " "),
        ("CLAIM", "--reason", "x", "--change", "act"),
        ("CLAIM", "--reason", "x", "--change", "act=sing"),
        ("CLAIM", "--reason", "x", "--reject", "--undo"),
        ("CLAIM", "--reason", "x", "--undo"),
        ("CLAIM",),
    ],
)
def test_bad_corrections_are_2_and_record_nothing(run: Run, good: Path, args: tuple[str, ...]) -> None:
    run("brief", good, "--workspace", "kept")
    statements = json.loads(Path("out/brief.json").read_bytes())["statements"]
    claim = next(s["id"] for s in statements if s["act"] == "claim")
    ended = run("correct", *(a.replace("CLAIM", claim) for a in args), "--workspace", "kept")
    assert (ended.code, ended.out) == (2, "")
    with rashomon.workspace.Workspace.open("kept") as opened:
        assert opened.decisions == ()


def test_several_corrections_are_all_or_nothing(run: Run, good: Path) -> None:
    run("brief", good, "--workspace", "kept")
    claim = json.loads(Path("out/brief.json").read_bytes())["statements"][0]["id"]
    assert run("correct", claim, "s0000000000", "--reason", "x", "--workspace", "kept").code == 2
    with rashomon.workspace.Workspace.open("kept") as opened:
        assert opened.decisions == ()


def test_a_past_failure_is_told_but_is_no_failure_of_this_run(run: Run, good: Path) -> None:
    assert run("brief", good, "missing.txt", "--workspace", "kept").code == 1
    ended = run("brief", good, "--workspace", "kept")
    assert ended.code == 0
    issues = json.loads(Path("out/brief.json").read_bytes())["issues"]
    assert "not_found" in {i["code"] for i in issues}
    assert run("brief", good, "missing.txt", "--workspace", "kept").code == 1


def test_a_damaged_workspace_is_named(run: Run, good: Path) -> None:
    run("brief", good, "--workspace", "kept")
    (database,) = (p for p in Path("kept").iterdir() if p.is_file() and p.suffix not in (".db-wal", ".db-shm"))
    database.write_bytes(b"not a database at all" * 100)
    ended = run("brief", good, "--workspace", "kept")
    assert ended.code == 2
    assert "Traceback" not in ended.err


def test_messages_carry_no_control_characters(run: Run, good: Path) -> None:
    Path("\x1b[31mred\u202e.txt").write_bytes(b"")
    ended = run("brief", good, "\x1b[31mred\u202e.txt")
    assert ended.code == 1
    assert "\x1b" not in ended.err
    assert "\u202e" not in ended.err
    assert "\x1b" not in run("brief", good, "--about", "\x1b[31m\u202ered").err
