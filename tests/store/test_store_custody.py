"""Whoever tampers with a workspace leaves a trace."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from store_samples import TOOL, WHEN, a_report

from rashomon.errors import WorkspaceDamaged
from rashomon.store import Store
from rashomon.store.codec import pack
from rashomon.store.custody import GENESIS

TEXTS = ("First report.", "Second report.", "Third report.")


@pytest.fixture
def workspace(tmp_path: Path) -> Path:
    with Store.open(tmp_path / "w") as store:
        for number, text in enumerate(TEXTS):
            report, raw = a_report(text, origin=f"caf\udce9-{number}.txt")
            store.add_report(report, raw=raw, captured_at=WHEN, by=TOOL)
    return tmp_path / "w"


@contextmanager
def tampering(workspace: Path) -> Iterator[sqlite3.Connection]:
    """Somebody with the file and the patience to drop the triggers."""
    connection = sqlite3.connect(workspace / "workspace.sqlite")
    for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall():
        connection.execute(f"DROP TRIGGER {name}")
    yield connection
    connection.commit()
    connection.close()


def codes(workspace: Path) -> list[str]:
    with Store.open(workspace) as store:
        return sorted({issue.code for issue in store.verify_custody()})


def test_the_chain_holds(workspace: Path) -> None:
    with Store.open(workspace) as store:
        events = list(store.custody())
    assert [event.previous for event in events] == [GENESIS, *(event.hash for event in events[:-1])]
    assert [event.sequence for event in events] == [1, 2, 3]
    assert [event.size for event in events] == [len(text) for text in TEXTS]
    assert {(event.at, event.by) for event in events} == {(WHEN, TOOL)}
    assert events[0].origin == "caf\udce9-0.txt"
    assert codes(workspace) == []


@pytest.mark.parametrize(
    "sql",
    [
        "UPDATE captures SET body = replace(body, 'First', 'Zirst') || ' ' WHERE sequence = 1",
        "UPDATE captures SET body = CAST(replace(CAST(body AS TEXT), '2024', '2023') AS BLOB) WHERE sequence = 2",
        "UPDATE captures SET hash = 'x' WHERE sequence = 2",
        "UPDATE captures SET sequence = 9 WHERE sequence = 1",
        "UPDATE captures SET body = x'00' WHERE sequence = 3",
    ],
)
def test_a_changed_event_breaks_the_chain(workspace: Path, sql: str) -> None:
    with tampering(workspace) as connection:
        connection.execute(sql)
    assert "custody_broken" in codes(workspace)


@pytest.mark.parametrize("sequence", [1, 2])
def test_a_removed_event_breaks_the_chain(workspace: Path, sequence: int) -> None:
    with tampering(workspace) as connection:
        connection.execute("DELETE FROM captures WHERE sequence = ?", (sequence,))
    assert codes(workspace) == ["custody_broken", "record_without_custody"]


def test_a_report_without_its_event_is_named(workspace: Path) -> None:
    with tampering(workspace) as connection:
        connection.execute("DELETE FROM captures WHERE sequence = 3")
    assert codes(workspace) == ["record_without_custody"]


def test_a_changed_report_is_named(workspace: Path) -> None:
    with tampering(workspace) as connection:
        connection.execute("UPDATE reports SET body = ? WHERE id = (SELECT min(id) FROM reports)", (pack(b"{}"),))
    assert codes(workspace) == ["record_altered"]


def test_a_changed_report_with_a_fitting_digest_is_named(workspace: Path) -> None:
    with tampering(workspace) as connection:
        connection.execute("UPDATE reports SET (body, digest) = (SELECT body, digest FROM reports ORDER BY id LIMIT 1)")
    assert codes(workspace) == ["record_altered"]


def test_missing_and_changed_bytes_are_named(workspace: Path) -> None:
    first, second = (a_report(text)[0].sha256 for text in TEXTS[:2])
    (workspace / "raw" / first[:2] / first).unlink()
    place = workspace / "raw" / second[:2] / second
    place.chmod(0o644)
    place.write_bytes(b"forged")
    assert codes(workspace) == ["raw_altered", "raw_missing"]
    with Store.open(workspace) as store:
        assert store.raw(a_report(TEXTS[0])[0].id) is None
        with pytest.raises(WorkspaceDamaged, match=second):
            store.raw(a_report(TEXTS[1])[0].id)


def test_an_unreadable_record_is_damage(workspace: Path) -> None:
    with tampering(workspace) as connection:
        connection.execute("UPDATE reports SET body = x'00'")
        connection.execute("UPDATE captures SET body = x'00' WHERE sequence = 1")
    with Store.open(workspace) as store:
        with pytest.raises(WorkspaceDamaged):
            list(store.reports())
        with pytest.raises(WorkspaceDamaged):
            list(store.custody())


def test_captured_bytes_are_write_protected(workspace: Path) -> None:
    assert {path.stat().st_mode & 0o777 for path in (workspace / "raw").glob("*/*")} == {0o444}
