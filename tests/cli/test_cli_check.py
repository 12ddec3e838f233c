"""``rashomon check``: whether the chain of custody holds."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

Run = Callable[..., Any]


@pytest.fixture
def kept(run: Run, good: Path) -> Path:
    run("brief", good, "--workspace", "kept")
    return Path("kept/workspace.sqlite")


def tampered(database: Path, *statements: str) -> None:
    with closing(sqlite3.connect(database)) as connection:
        for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall():
            connection.execute(f"DROP TRIGGER {name}")
        for statement in statements:
            connection.execute(statement)
        connection.commit()


def test_all_holds_and_the_last_hash_is_printed(run: Run, kept: Path, good: Path) -> None:
    ended = run("check", "--workspace", "kept")
    assert ended.code == 0
    assert len(ended.out.strip()) == 64
    assert "2 events" in ended.err
    Path("more.txt").write_text("A bomb exploded in Kabul on Monday, police said.", "utf-8")
    run("brief", "more.txt", "--workspace", "kept")
    assert run("check", "--workspace", "kept", "--noted", ended.out.strip()).code == 0
    assert run("check", "--workspace", "kept").out != ended.out


def test_a_changed_report_is_named(run: Run, kept: Path) -> None:
    tampered(kept, "UPDATE reports SET body = (SELECT body FROM reports WHERE id = 'wire') WHERE id = 'claim'")
    ended = run("check", "--workspace", "kept")
    assert (ended.code, ended.out) == (1, "")
    assert "record_altered: claim" in ended.err


def test_a_changed_event_is_named(run: Run, kept: Path) -> None:
    tampered(kept, "UPDATE captures SET body = replace(body, 'jsonl', 'other') WHERE sequence = 1")
    assert "custody_broken: capture 1" in run("check", "--workspace", "kept").err


def test_a_chain_cut_off_is_seen_by_the_hash_that_was_noted(run: Run, kept: Path, good: Path) -> None:
    noted = run("check", "--workspace", "kept").out.strip()
    tampered(
        kept,
        "DELETE FROM captures WHERE sequence = 2",
        "DELETE FROM readings WHERE report = 'claim'",
        "DELETE FROM reports WHERE id = 'claim'",
    )
    assert run("check", "--workspace", "kept").code == 0
    ended = run("check", "--workspace", "kept", "--noted", noted)
    assert (ended.code, ended.out) == (1, "")
    assert "custody_cut_off" in ended.err


def test_a_reference_to_nothing_is_damage(run: Run, kept: Path) -> None:
    tampered(kept, "PRAGMA foreign_keys = OFF", "DELETE FROM reports WHERE id = 'claim'")
    ended = run("check", "--workspace", "kept")
    assert ended.code == 2
    assert "refers to nothing" in ended.err


def test_where_there_is_no_workspace_none_is_made(run: Run) -> None:
    assert run("check", "--workspace", "missing").code == 2
    Path("empty").mkdir()
    assert run("check", "--workspace", "empty").code == 2
    assert list(Path("empty").iterdir()) == []
    assert not Path("missing").exists()
