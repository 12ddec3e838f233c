"""Killed at any of a hundred moments, a workspace opens again with nothing lost and nothing doubled."""

from __future__ import annotations

import gc
import random
import shutil
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from constructed_reports import POOL, jsonl, reader
from killed import kept_reader, kill_at, kill_when, moments_of

import rashomon.workspace
from rashomon import Workspace
from rashomon.model import Decision
from rashomon.pipeline import Reader
from rashomon.store import Store

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="needs fork and SIGKILL")


class Desk:
    """A case as it was yesterday (two reports, two decisions), the reports of today, and what an undisturbed day gives."""

    def __init__(self, folder: Path, reading: Reader) -> None:
        self.folder, self.reader = folder, reading
        self.yesterday, self.workspace, self.out = folder / "yesterday", folder / "w", folder / "out"
        first = jsonl(folder / "first.jsonl", POOL["claim"], POOL["kabul"])
        self.source = jsonl(folder / "all.jsonl", *(POOL[n] for n in ("wire", "claim", "analyst", "kabul", "later")))
        with Workspace(Store.open(self.yesterday), reader=reading) as opened:
            opened.add(first)
            self.claim = next(s.id for s in opened.brief().data.statements if s.act == "claim")
            opened.correct(self.claim, "accept", reason="constructed", by="one")
            opened.correct(f"{self.claim}.perpetrator", "reject", reason="constructed", by="two")
            self.decided = opened.decisions
        self.brief = ["brief", str(self.source), "--workspace", str(self.workspace), "--out", str(self.out)]
        self.correct = ["correct", self.claim, "--undo", "--reason", "constructed", "--workspace", str(self.workspace)]

    def fresh(self, *, empty: bool = False) -> None:
        shutil.rmtree(self.workspace, ignore_errors=True)
        shutil.rmtree(self.out, ignore_errors=True)
        if not empty:
            shutil.copytree(self.yesterday, self.workspace)

    def whole(self) -> tuple[Decision, ...]:
        """Open what the dead process left; nothing in it may be broken, lost or doubled."""
        with Workspace(Store.open(self.workspace), reader=self.reader) as opened:
            assert opened.check() == ()
            kept = [r.id for r in opened.reports()]
            events = [e.report for e in opened.custody() if e.event == "captured"]
            read = [r.report for r in opened._store.readings(self.reader.key)]
            assert len(set(kept)) == len(kept)
            assert sorted(events) == kept
            assert len(set(read)) == len(read) <= len(kept)
            return opened.decisions

    def again(self) -> tuple[bytes, str]:
        """The same work once more, undisturbed."""
        with Workspace(Store.open(self.workspace), reader=self.reader) as opened:
            opened.add(self.source)
            brief = opened.brief()
            assert len(brief.data.reports) == 5
            return brief.json(), brief.html()

    def written(self, expected: tuple[bytes, str]) -> None:
        """What lies in the output folder is whole or not there."""
        for name, data in (("brief.json", expected[0]), ("brief.html", expected[1].encode())):
            path = self.out / name
            assert not path.exists() or path.read_bytes() == data


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Desk]:
    reading = kept_reader(reader())
    monkeypatch.setattr(rashomon.workspace, "Reader", lambda **_: reading)
    made = Desk(tmp_path, reading)
    made.fresh()
    made.again()  # everything is loaded before the first fork
    gc.collect()
    gc.freeze()
    yield made
    gc.unfreeze()


def spread(moments: int, n: int) -> list[int]:
    """``n`` moments from the first to the last."""
    return sorted({1 + round(k * (moments - 1) / (n - 1)) for k in range(n)})


def test_a_brief_killed_at_any_moment(desk: Desk) -> None:
    desk.fresh()
    expected = desk.again()
    desk.fresh()
    moments = moments_of(desk.brief, desk.folder / "moments")
    assert moments > 60
    desk.written(expected)
    assert (desk.out / "brief.json").is_file()
    for moment in spread(moments, 60):
        desk.fresh()
        kill_at(desk.brief, moment)
        assert desk.whole() == desk.decided, moment
        desk.written(expected)
        assert desk.again() == expected, moment
        assert desk.whole() == desk.decided


def test_a_workspace_killed_while_it_is_made(desk: Desk) -> None:
    desk.fresh(empty=True)
    expected = desk.again()
    desk.fresh(empty=True)
    moments = moments_of(desk.brief, desk.folder / "moments")
    for moment in spread(moments // 2, 20):
        desk.fresh(empty=True)
        kill_at(desk.brief, moment)
        assert desk.whole() == ()
        assert desk.again() == expected, moment


def test_a_brief_killed_again_and_again_gets_there(desk: Desk) -> None:
    desk.fresh()
    start = time.monotonic()
    expected = desk.again()
    usual = time.monotonic() - start
    chance = random.Random(5)
    desk.fresh()
    for _ in range(10):  # nothing is made anew in between
        kill_when(desk.brief, lambda: time.sleep(chance.uniform(0, 1.5 * usual)))
        assert desk.whole() == desk.decided
    assert desk.again() == expected


def test_a_decision_killed_at_any_moment_is_there_or_not(desk: Desk) -> None:
    desk.fresh()
    moments = moments_of(desk.correct, desk.folder / "moments")
    outcomes = set()
    for moment in spread(moments, 10):
        desk.fresh()
        kill_at(desk.correct, moment)
        now = desk.whole()
        assert now[: len(desk.decided)] == desk.decided
        outcomes.add(len(now) - len(desk.decided))
    assert outcomes == {0, 1}
