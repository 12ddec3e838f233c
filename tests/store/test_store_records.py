"""What goes into a workspace comes out of it, once, and nothing is ever overwritten."""

import sqlite3
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import text
from store_samples import TOOL, WHEN, a_reading, a_report

from rashomon.errors import InvalidDecision, UnknownSubject, UsageError, WorkspaceError
from rashomon.model import Issue, Level, Report, Verdict
from rashomon.store import Store

Add = Callable[..., Report]


def test_a_report_is_kept_once(store: Store) -> None:
    report, raw = a_report("An explosion was heard.")
    assert store.add_report(report, raw=raw, captured_at=WHEN, by=TOOL)
    assert not store.add_report(report, raw=raw, captured_at="2024-05-02T10:00:00+00:00", by=TOOL)
    assert list(store.reports()) == [report]
    assert store.report(report.id) == report
    assert store.raw(report.id) == raw
    assert [event.event for event in store.custody()] == ["captured", "seen_again"]


def test_an_unknown_report_is_none(store: Store) -> None:
    assert store.report("r0") is None
    assert store.raw("r0") is None
    assert store.reading("r0", "e") is None
    assert list(store.reports()) == []


def test_bytes_are_optional(store: Store) -> None:
    report, _ = a_report("Text only.")
    store.add_report(report, raw=None, captured_at=WHEN, by=TOOL)
    assert store.raw(report.id) is None
    assert [event.size for event in store.custody()] == [None]
    assert store.verify_custody() == []


def test_bytes_that_are_not_the_reports_are_refused(store: Store) -> None:
    report, _ = a_report("One text.")
    with pytest.raises(UsageError, match=report.id):
        store.add_report(report, raw=b"another", captured_at=WHEN, by=TOOL)
    assert list(store.reports()) == []


def test_the_same_occasion_is_one_event(store: Store, add: Add) -> None:
    for _ in range(3):
        add("The same capture, tried again.")
    assert [event.event for event in store.custody()] == ["captured"]


def test_what_becomes_known_later_is_a_new_version(store: Store, add: Add) -> None:
    add("A report.", origin="a.txt", title="Title")
    add("A report.", origin="b.txt", published="2024-04-30", published_basis="given")
    (report,) = store.reports()
    assert (report.title, report.published, report.published_basis, report.origin) == (
        "Title",
        "2024-04-30",
        "given",
        "a.txt",
    )
    add("A report.", origin="a.txt")  # knows less, changes nothing
    assert list(store.reports()) == [report]
    assert [event.event for event in store.custody()] == ["captured", "amended", "seen_again"]
    assert [event.version for event in store.custody()] == [1, 2, 2]
    assert store.verify_custody() == []


@settings(max_examples=20, deadline=None)
@given(st.lists(st.text("abc", min_size=1, max_size=4), max_size=8, unique=True), st.randoms(), st.integers(1, 4))
def test_order_and_batches_are_irrelevant(texts: list[str], random: object, size: int) -> None:
    found = []
    for order in (texts, random.sample(texts, len(texts))):  # type: ignore[attr-defined]
        with Store.temporary() as store:
            with store.batch(size):
                new = [store.add_report(a_report(t)[0], raw=None, captured_at=WHEN, by=TOOL) for t in [*order, *order]]
            assert new == [True] * len(texts) + [False] * len(texts)
            found.append((list(store.reports()), list(store.report_ids())))
    assert found[0] == found[1]
    assert found[0][1] == sorted(found[0][1])


def test_more_than_one_page_is_streamed(store: Store) -> None:
    with store.batch():
        for number in range(1203):
            store.add_report(a_report(str(number))[0], raw=None, captured_at=WHEN, by=TOOL)
    ids = [report.id for report in store.reports()]
    assert len(ids) == 1203
    assert ids == sorted(set(ids))


def test_writing_while_reading(store: Store, add: Add) -> None:
    for text_ in "abcdef":
        add(text_)
    with store.batch(2):
        for report in store.reports_without("e"):
            store.put_reading(a_reading(report.id), "e", of=report)
    assert [reading.report for reading in store.readings("e")] == list(store.report_ids())
    assert list(store.reports_without("e")) == []


def test_a_batch_sees_its_own_writes(store: Store) -> None:
    report, raw = a_report("Unwritten yet.")
    with store.batch():
        store.add_report(report, raw=raw, captured_at=WHEN, by=TOOL)
        store.put_reading(a_reading(report.id), "e")
        assert store.reading(report.id, "e") == a_reading(report.id)
        assert store.report(report.id) == report


def test_an_exception_inside_a_batch_loses_nothing(store: Store) -> None:
    report, raw = a_report("Handed over before the trouble.")
    with pytest.raises(KeyboardInterrupt), store.batch():  # noqa: PT012
        store.add_report(report, raw=raw, captured_at=WHEN, by=TOOL)
        raise KeyboardInterrupt
    assert list(store.reports()) == [report]


def test_readings_are_kept_by_engine_and_the_first_stays(store: Store, add: Add) -> None:
    report = add("A report.")
    store.put_reading(a_reading(report.id, 1), "e/1")
    store.put_reading(a_reading(report.id, 2), "e/1")
    store.put_reading(a_reading(report.id, 3), "e/2")
    assert [len(r.statements) for r in store.readings("e/1")] == [1]
    assert [len(r.statements) for r in store.readings("e/2")] == [3]
    assert list(store.readings("e/3")) == []


def test_a_reading_belongs_to_the_version_that_was_read(store: Store, add: Add) -> None:
    first = add("A report.")
    store.put_reading(a_reading(first.id, 1), "e")
    add("A report.", published="2024-04-30")
    assert store.reading(first.id, "e") is None
    assert [r.published for r in store.reports_without("e")] == ["2024-04-30"]
    store.put_reading(a_reading(first.id, 2), "e", of=first)  # read before the amendment, written after it
    assert store.reading(first.id, "e") is None
    store.put_reading(a_reading(first.id, 3), "e")
    assert [len(r.statements) for r in store.readings("e")] == [3]


def test_a_reading_of_no_report_is_refused(store: Store, add: Add) -> None:
    report = add("A report.")
    with pytest.raises(UsageError, match="no such report"):
        store.put_reading(a_reading("r0"), "e")
    with pytest.raises(UsageError, match="not of a report"):
        store.put_reading(a_reading(report.id), "e", of=replace(report, title="never stored"))


def test_issues_are_kept_once_and_in_order(store: Store) -> None:
    issues = [
        Issue(code="empty", level=Level.ERROR, subject=name, message="m") for name in ("b.txt", "a.txt", "caf\udce9")
    ]
    store.add_issues(issues)
    store.add_issues(reversed(issues))
    store.add_issues([])
    assert [issue.subject for issue in store.issues()] == ["a.txt", "b.txt", "caf\udce9"]


def decide(store: Store, verdict: str, subject: str = "s1", **fields: str) -> str:
    fields = {"reason": "a reason", "by": "A. Person", "made_on": WHEN, **fields}
    return store.add_decision(subject=subject, verdict=verdict, **fields).id  # type: ignore[arg-type]


def test_decisions_come_back_in_their_order(store: Store) -> None:
    made = [decide(store, "reject"), decide(store, "accept"), decide(store, "change", field="act", value="claim")]
    found = store.decisions()
    assert [d.id for d in found] == made
    assert len(set(made)) == 3
    assert [d.sequence for d in found] == [1, 2, 3]
    assert found[0].verdict is Verdict.REJECT


def test_an_undo_names_what_it_undoes(store: Store) -> None:
    first, second = decide(store, "reject"), decide(store, "accept")
    decide(store, "undo")
    decide(store, "undo")
    assert [d.undoes for d in store.decisions()][2:] == [second, first]
    with pytest.raises(InvalidDecision, match="nothing"):
        decide(store, "undo")


@pytest.mark.parametrize(
    ("verdict", "fields"),
    [
        ("maybe", {}),
        ("accept", {"reason": " "}),
        ("accept", {"by": ""}),
        ("accept", {"made_on": "2024-05-01"}),
        ("accept", {"made_on": "yesterday"}),
        ("accept", {"field": "act"}),
        ("accept", {"undoes": "c1"}),
        ("accept", {"reason": "\ud800"}),
        ("change", {}),
        ("change", {"field": "id", "value": "s2"}),
        ("change", {"field": "act", "value": "boast"}),
        ("undo", {}),
        ("undo", {"undoes": "c0"}),
    ],
)
def test_a_decision_that_cannot_be_applied_is_not_recorded(store: Store, verdict: str, fields: dict[str, str]) -> None:
    with pytest.raises(InvalidDecision):
        decide(store, verdict, **fields)
    assert store.decisions() == ()


def test_a_malformed_subject_is_unknown(store: Store) -> None:
    with pytest.raises(UnknownSubject):
        decide(store, "accept", subject="s1.no_such_facet")


def test_undoing_what_is_about_something_else(store: Store) -> None:
    first = decide(store, "accept")
    with pytest.raises(InvalidDecision, match="s1"):
        decide(store, "undo", subject="s2", undoes=first)


@pytest.fixture
def database(tmp_path: Path) -> Path:
    """A workspace with a row in every table."""
    with Store.open(tmp_path) as store:
        report, raw = a_report("A report.")
        store.add_report(report, raw=raw, captured_at=WHEN, by=TOOL)
        store.put_reading(a_reading(report.id), "e")
        store.add_issues([Issue(code="empty", level=Level.ERROR, subject="x", message="m")])
        decide(store, "accept")
    return tmp_path / "workspace.sqlite"


@pytest.mark.parametrize("table", ["reports", "captures", "readings", "decisions", "issues"])
@pytest.mark.parametrize(
    "attempt",
    [
        "DELETE FROM {table}",
        "UPDATE {table} SET {column} = {column}",
        "INSERT OR REPLACE INTO {table} SELECT * FROM {table}",
        "REPLACE INTO {table} SELECT * FROM {table}",
    ],
)
def test_nothing_is_overwritten_even_by_another_program(database: Path, table: str, attempt: str) -> None:
    connection = sqlite3.connect(database)
    column = connection.execute(f"SELECT name FROM pragma_table_info('{table}')").fetchone()[0]
    before = connection.execute(f"SELECT * FROM {table}").fetchall()
    with pytest.raises(sqlite3.IntegrityError, match=f"append-only: {table}"):
        connection.execute(attempt.format(table=table, column=column))
    assert connection.execute(f"SELECT * FROM {table}").fetchall() == before != []
    connection.close()


def test_a_reading_cannot_hang_in_the_air(store: Store) -> None:
    with pytest.raises(WorkspaceError, match="FOREIGN KEY"), store._database.connected() as connection:
        connection.execute(text("INSERT INTO readings VALUES ('r0', 1, 'e', x'00')"))


def test_a_temporary_workspace_is_removed() -> None:
    store = Store.temporary()
    directory = store.directory
    report, raw = a_report("Gone soon.")
    store.add_report(report, raw=raw, captured_at=WHEN, by=TOOL)
    assert directory.is_dir()
    store.close()
    store.close()
    assert not directory.exists()
