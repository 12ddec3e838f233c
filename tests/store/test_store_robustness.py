"""Killed at any moment, or written to by two at once, a workspace stays whole."""

import multiprocessing
import os
import random
import signal
import sqlite3
import sys
import threading
import time
from contextlib import closing
from pathlib import Path

import pytest
from store_samples import TOOL, WHEN, a_reading, a_report

from rashomon.model import Report
from rashomon.store import Store

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="needs fork and SIGKILL")
TEXTS = [f"Report number {number}. " + "words " * (number % 50) for number in range(240)]


def writer(directory: Path, texts: list[str], progress: Path, tool: str, rounds: int = 1) -> None:
    """Adds reports and readings in batches and notes, after each batch, what is now on disk."""
    with Store.open(directory) as store, progress.open("a", buffering=1) as done:
        for start in [*range(0, len(texts), 20)] * rounds:
            reports = [a_report(text) for text in texts[start : start + 20]]
            with store.batch(7):
                for report, raw in reports:
                    store.add_report(report, raw=raw, captured_at=WHEN, by=tool)
                    store.put_reading(a_reading(report.id), "e")
            made = store.add_decision(subject=f"s{start}", verdict="accept", reason="r", by=tool, made_on=WHEN)
            done.write("".join(f"{report.id}\n" for report, _ in reports) + f"{made.id}\n")


def started(*arguments: object) -> multiprocessing.process.BaseProcess:
    process = multiprocessing.get_context("fork").Process(target=writer, args=arguments)
    process.start()
    return process


def whole(directory: Path) -> tuple[list[Report], set[str]]:
    """Reports and every id on disk, after checking that the database and the chain hold and nothing is doubled."""
    with Store.open(directory) as store:
        reports, decisions = list(store.reports()), store.decisions()
        events = [(event.report, event.event, event.by) for event in store.custody()]
        assert store.verify_custody() == []
        assert len({report.id for report in reports}) == len(reports)
        assert len(set(events)) == len(events)
        assert {report for report, event, _ in events if event == "captured"} == {report.id for report in reports}
        assert [d.sequence for d in decisions] == list(range(1, len(decisions) + 1))
        read = [reading.report for reading in store.readings("e")]
        assert len(set(read)) == len(read)
    with closing(sqlite3.connect(directory / "workspace.sqlite")) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        assert connection.execute("PRAGMA foreign_key_check").fetchall() == []
    return reports, set(read) | {d.id for d in decisions}


def wait_for_more(progress: Path, process: multiprocessing.process.BaseProcess) -> None:
    before = progress.stat().st_size if progress.exists() else 0
    while process.is_alive() and (not progress.exists() or progress.stat().st_size <= before):
        time.sleep(0.005)


def test_killed_at_any_moment(tmp_path: Path) -> None:
    moments = random.Random(7)
    progress = tmp_path / "progress"
    for attempt in range(10):
        process = started(tmp_path / "w", TEXTS, progress, TOOL, 10_000)  # never done by itself
        if attempt >= 3:  # the first ones may be killed while they create the workspace
            wait_for_more(progress, process)
        time.sleep(moments.uniform(0.0, 0.2))
        os.kill(process.pid or 0, signal.SIGKILL)
        process.join()
        assert process.exitcode == -signal.SIGKILL
        _, there = whole(tmp_path / "w")
        # The last line may be cut off: the note itself was being written.
        noted = progress.read_text().splitlines(keepends=True) if progress.exists() else []
        assert {line.strip() for line in noted if line.endswith("\n")} <= there
    writer(tmp_path / "w", TEXTS, progress, TOOL)
    reports, there = whole(tmp_path / "w")
    expected = sorted((a_report(text)[0] for text in TEXTS), key=lambda report: report.id)
    assert reports == expected
    assert {report.id for report in expected} <= there


def test_two_at_once(tmp_path: Path) -> None:
    directory = tmp_path / "w"  # which does not exist yet, so they create it together as well
    both = [
        started(directory, TEXTS[:160], tmp_path / "one", "tool one"),
        started(directory, TEXTS[80:], tmp_path / "two", "tool two"),
    ]
    for process in both:
        process.join()
    assert [process.exitcode for process in both] == [0, 0]
    reports, there = whole(directory)
    assert {report.text for report in reports} == set(TEXTS)
    assert {report.id for report in reports} <= there


def test_creating_waits_for_another_process(tmp_path: Path) -> None:
    other = sqlite3.connect(tmp_path / "workspace.sqlite", check_same_thread=False, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    release = threading.Timer(0.3, other.execute, ["ROLLBACK"])
    release.start()
    with Store.open(tmp_path) as store:
        assert list(store.reports()) == []
    release.join()
    other.close()


def test_a_slow_batch_keeps_nobody_waiting(tmp_path: Path) -> None:
    with Store.open(tmp_path) as slow, Store.open(tmp_path) as quick, slow.batch():
        first, raw = a_report("Waiting in the batch.")
        slow.add_report(first, raw=raw, captured_at=WHEN, by=TOOL)
        second, raw = a_report("Written meanwhile.")
        quick.add_report(second, raw=raw, captured_at=WHEN, by=TOOL)  # would wait out the busy timeout and fail
        assert [report.id for report in quick.reports()] == [second.id]
        assert {report.id for report in slow.reports()} == {first.id, second.id}


def test_a_stream_survives_another_process_writing(tmp_path: Path) -> None:
    with Store.open(tmp_path) as one, Store.open(tmp_path) as other:
        for text in TEXTS[:5]:
            report, raw = a_report(text)
            one.add_report(report, raw=raw, captured_at=WHEN, by=TOOL)
        stream = one.reports()
        next(stream)
        report, raw = a_report("From the other.")
        other.add_report(report, raw=raw, captured_at=WHEN, by=TOOL)
        assert len(list(stream)) in (4, 5)
