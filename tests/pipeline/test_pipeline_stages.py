"""Stages say what they read and write, and that is checked before anything runs."""

from __future__ import annotations

import inspect
import io

import pytest

from rashomon.errors import PipelineError
from rashomon.pipeline import Silent, Stage, Terminal, check, run
from rashomon.pipeline.weave import stages

GIVEN = ("reports", "readings", "registered", "events", "calendar", "named")


def test_a_missing_read_is_refused() -> None:
    with pytest.raises(PipelineError, match="'b' reads y"):
        check([Stage("a", ("x",), ("z",), lambda x: {"z": x}), Stage("b", ("y",), (), lambda y: {})], ["x"])


def test_what_a_later_stage_writes_is_not_there_yet() -> None:
    later = [Stage("a", ("y",), (), lambda y: {}), Stage("b", (), ("y",), lambda: {"y": 1})]
    with pytest.raises(PipelineError):
        check(later, [])
    check(later[::-1], [])


def test_two_of_one_name_are_refused() -> None:
    with pytest.raises(PipelineError, match="two stages"):
        check([Stage("a", (), (), dict), Stage("a", (), (), dict)], [])


@pytest.mark.parametrize("written", [{"x": 1, "y": 2}, {}, {"y": 2}])
def test_a_stage_writes_what_it_declared(written: dict[str, int]) -> None:
    with pytest.raises(PipelineError, match="declared"):
        run([Stage("a", (), ("x",), lambda: written)], {}, Silent())


def test_nothing_runs_when_the_order_is_wrong() -> None:
    ran: list[str] = []

    def note() -> dict[str, int]:
        ran.append("a")
        return {}

    with pytest.raises(PipelineError):
        run([Stage("a", (), (), note), Stage("b", ("y",), (), lambda y: {})], {}, Silent())
    assert ran == []


def test_the_bench_given_is_left_alone_and_progress_ends_complete() -> None:
    told: list[tuple[str, int, int | None]] = []
    bench = {"x": 1}
    done = run([Stage("a", ("x",), ("y",), lambda x: {"y": x + 1})], bench, lambda *step: told.append(step))
    assert (bench, done) == ({"x": 1}, {"x": 1, "y": 2})
    assert told == [("a", 0, 1), ("a", 1, 1)]


def test_the_real_order_holds_and_every_declaration_is_its_signature() -> None:
    check(stages(0), GIVEN)
    for stage in stages(0):
        assert tuple(inspect.signature(stage.run).parameters) == stage.reads, stage.name


def test_no_real_stage_can_be_left_out() -> None:
    whole = stages(0)
    for n in range(len(whole) - 1):
        with pytest.raises(PipelineError):
            check(whole[:n] + whole[n + 1 :], GIVEN)


class Screen(io.StringIO):
    def isatty(self) -> bool:
        return True


def test_terminal_is_silent_where_there_is_none() -> None:
    stream = io.StringIO()
    Terminal(stream)("extract", 1, 2)
    assert stream.getvalue() == ""


def test_terminal_rewrites_one_line_and_clears_it() -> None:
    stream = Screen()
    show = Terminal(stream)
    for n in range(3):
        show("extract", n, 2)
    shown = stream.getvalue()
    assert "\n" not in shown
    assert "extract: 1 of 2" in shown
    assert shown.endswith(" \r")
    show("ingest", 7, None)
    assert stream.getvalue().endswith("ingest: 7")
