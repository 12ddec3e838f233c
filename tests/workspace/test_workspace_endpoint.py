"""A workspace whose reports a language model reads: what is kept, what is asked again, and what a dead endpoint does."""

from __future__ import annotations

import io
import json
import re
import sys
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from constructed_reports import POOL, jsonl, reader

sys.path.insert(0, str(Path(__file__).parents[1] / "extract" / "llm"))
from fake_endpoint import NOTHING, Asked, Fake, Reply, chat, fake
from hypothesis import HealthCheck, given, settings
from scripted import answer_of
from test_llm_answers import TEXT, answers, check

import rashomon.workspace
from rashomon import Workspace
from rashomon.cli import main
from rashomon.errors import EngineUnavailable
from rashomon.extract import Endpoint, ModelEngine
from rashomon.model import Report
from rashomon.pipeline import Reader

DOWN = Reply(status=401)


def script(asked: Asked) -> Reply:
    """What the rules read off the report whose words came in."""
    sent = re.sub(r"^\[\d+\] ", "", asked.message, flags=re.MULTILINE)
    for record in POOL.values():
        text = record["text"]
        if " ".join(text.split())[:60] in " ".join(sent.split()):
            report = Report(id="r0", text=text, sha256="", origin="")
            return chat(answer_of(reader().engine.read(report), report))
    return chat(NOTHING)


@pytest.fixture
def endpoint(monkeypatch: pytest.MonkeyPatch) -> Iterator[Fake]:
    """A model that reads well, and readers that share one registry and gazetteer."""

    def shared(*, endpoint: Endpoint | None = None, answers: Path | None = None, **_: Any) -> Reader:
        known = reader()
        return Reader(
            known.registry, known.gazetteer, None if endpoint else known.engine, endpoint=endpoint, answers=answers
        )

    monkeypatch.setattr(rashomon.workspace, "Reader", shared)
    with fake(script) as running:
        yield running


def named(endpoint: Fake, **given: Any) -> Endpoint:
    return Endpoint(**{"url": endpoint.url, "model": "m", "attempts": 1, "backoff_s": 0.0, **given})


def test_a_brief_by_a_language_model(endpoint: Fake, tmp_path: Path) -> None:
    good = jsonl(tmp_path / "r.jsonl", *(POOL[n] for n in ("wire", "claim", "analyst", "kabul", "recipe")))
    with Workspace.open(tmp_path / "w", endpoint=named(endpoint)) as opened:
        opened.add(good)
        brief = opened.brief().data
    assert len(endpoint.asked) == 5
    assert len(brief.incidents) == 2
    assert {s.extracted_by for s in brief.statements} == {"llm/1 m"}
    assert {"claim", "deny", "accuse"} & {s.act.value for s in brief.statements}
    texts = {r.id: r.text for r in brief.reports}
    for s in brief.statements:
        for span in s.content.spans:
            assert texts[s.report][span.start : span.end] == span.text
    assert not [i for i in brief.issues if i.level == "error"]


def test_what_is_read_is_not_asked_again(endpoint: Fake, tmp_path: Path) -> None:
    good = jsonl(tmp_path / "r.jsonl", POOL["wire"], POOL["claim"])
    for _ in range(2):
        with Workspace.open(tmp_path / "w", endpoint=named(endpoint)) as opened:
            opened.add(good)
            opened.brief()
    assert len(endpoint.asked) == 2


def test_two_engines_live_in_one_workspace(endpoint: Fake, tmp_path: Path) -> None:
    good = jsonl(tmp_path / "r.jsonl", POOL["claim"])
    with Workspace.open(tmp_path / "w") as opened:
        opened.add(good)
        ((_, by_rules),) = opened.readings()
    with Workspace.open(tmp_path / "w", endpoint=named(endpoint)) as opened:
        ((_, by_model),) = opened.readings()
    assert {s.extracted_by for s in by_model.statements} == {"llm/1 m"}
    assert {s.id for s in by_model.statements} & {s.id for s in by_rules.statements}, "a decision holds for either"
    with Workspace.open(tmp_path / "w") as opened:
        assert [r for _, r in opened.readings()] == [by_rules]


def test_after_a_crash_the_answers_that_came_are_not_asked_again(endpoint: Fake, tmp_path: Path) -> None:
    good = jsonl(tmp_path / "r.jsonl", *(POOL[n] for n in ("wire", "claim", "analyst")))

    with Workspace.open(tmp_path / "w", endpoint=named(endpoint)) as opened:
        engine = opened._reader.engine
        assert isinstance(engine, ModelEngine)
        read, left = engine.read, iter([1, 1])

        def dying(report: Report) -> Any:
            found = read(report)
            if next(left, None) is None:
                raise KeyboardInterrupt
            return found

        engine.read = dying  # type: ignore[method-assign]
        with pytest.raises(KeyboardInterrupt):
            opened.add(good)
    assert len(endpoint.asked) == 3
    with Workspace.open(tmp_path / "w", endpoint=named(endpoint)) as opened:
        assert len(list(opened.readings())) == 3
    assert len(endpoint.asked) == 3


def test_a_report_that_fails_is_named_kept_and_asked_again_next_time(endpoint: Fake, tmp_path: Path) -> None:
    good = jsonl(tmp_path / "r.jsonl", *(POOL[n] for n in ("wire", "claim", "analyst")))
    endpoint.answer = lambda asked: chat("no json") if "Abu Example" in asked.message else script(asked)
    with Workspace.open(tmp_path / "w", endpoint=named(endpoint)) as opened:
        opened.add(good)
        brief = opened.brief().data
        assert [(i.code, i.report) for i in brief.issues if i.level == "error"] == [("answer_not_json", "claim")]
        assert len(brief.reports) == 3
        assert {s.report for s in brief.statements} == {"wire", "analyst"}
    assert len(endpoint.asked) == 3, "in one run a report is asked once"
    endpoint.answer = script
    with Workspace.open(tmp_path / "w", endpoint=named(endpoint)) as opened:
        assert {s.report for s in opened.brief().data.statements} == {"wire", "claim", "analyst"}
    assert len(endpoint.asked) == 4


def test_an_endpoint_that_is_down_for_all_is_one_clear_error_and_loses_nothing(endpoint: Fake, tmp_path: Path) -> None:
    good = jsonl(tmp_path / "r.jsonl", *(POOL[n] for n in ("wire", "claim", "analyst")))
    endpoint.answer = lambda _: DOWN
    with Workspace.open(tmp_path / "w", endpoint=named(endpoint)) as opened:
        with pytest.raises(EngineUnavailable, match="401"):
            opened.add(good)
        assert [r.id for r in opened.reports()] == ["analyst", "claim", "wire"]
    assert len(endpoint.asked) == 1
    endpoint.answer = script
    with Workspace.open(tmp_path / "w", endpoint=named(endpoint)) as opened:
        assert len(opened.brief().data.statements) > 3


def test_an_endpoint_that_goes_down_leaves_what_was_read(endpoint: Fake, tmp_path: Path) -> None:
    good = jsonl(tmp_path / "r.jsonl", *(POOL[n] for n in ("wire", "claim", "analyst", "kabul")))
    endpoint.answer = lambda asked: script(asked) if len(endpoint.asked) == 1 else DOWN
    with Workspace.open(tmp_path / "w", endpoint=named(endpoint)) as opened:
        opened.add(good)
        issues = [i.code for i in opened.brief().issues if i.level == "error"]
    assert issues == ["endpoint_not_asked", "endpoint_not_asked", "endpoint_refused"]
    assert len(endpoint.asked) == 2


def test_the_order_of_reports_does_not_matter(endpoint: Fake, tmp_path: Path) -> None:
    names = ["wire", "claim", "analyst", "kabul"]
    found = []
    for n, order in enumerate((names, names[::-1])):
        with Workspace.temporary(endpoint=named(endpoint)) as opened:
            for name in order:
                opened.add(jsonl(tmp_path / f"{n}-{name}.jsonl", POOL[name]))
            found.append([replace(r, issues=()) for _, r in opened.readings()])
    assert found[0] == found[1]


@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture]
)
@given(answers(odd=False))
def test_any_answer_goes_through_the_whole_way(endpoint: Fake, value: dict[str, Any]) -> None:
    endpoint.answer = lambda _: chat(value)
    known = reader()
    asking = Reader(known.registry, known.gazetteer, endpoint=named(endpoint))
    report = Report(id="r0", text=TEXT, sha256="0" * 64, origin="t", published="2020-03-04")
    reading = asking.read(report)
    assert "reading_failed" not in {i.code for i in reading.issues}
    check(asking.engine.read(report), TEXT)


# the command line


Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def run(endpoint: Fake, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path) -> Run:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("rashomon.extract.llm.client.LONGEST_PAUSE_S", 0.0)

    def running(*args: object) -> tuple[int, str, str]:
        monkeypatch.setattr(sys, "argv", ["rashomon", *map(str, args)])
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b""), "utf-8"))
        with pytest.raises(SystemExit) as ended:
            main()
        said = capsys.readouterr()
        return int(ended.value.code or 0), said.out, said.err

    return running


@pytest.fixture
def two(tmp_path: Path) -> Path:
    return jsonl(tmp_path / "two.jsonl", POOL["wire"], POOL["claim"])


def test_extract_and_brief_by_a_named_endpoint(run: Run, endpoint: Fake, two: Path) -> None:
    asked = ("--engine", "llm", "--endpoint", endpoint.url, "--model", "m", "--workspace", "kept")
    code, out, err = run("extract", two, *asked)
    assert (code, err) == (0, "")
    lines = [json.loads(line) for line in out.splitlines()]
    assert all(s["extracted_by"] == "llm/1 m" for line in lines for s in line["statements"])
    assert run("brief", two, *asked)[0] == 0
    statement = json.loads(Path("out/brief.json").read_bytes())["statements"][0]["id"]
    assert run("correct", statement, "--reject", "--reason", "constructed", *asked)[0] == 0
    run("brief", two, *asked)
    assert statement not in Path("out/brief.json").read_text("utf-8")
    assert len(endpoint.asked) == 2


def test_nothing_is_sent_unless_an_endpoint_is_named(run: Run, endpoint: Fake, two: Path) -> None:
    assert run("extract", two)[0] == 0
    assert not endpoint.asked


@pytest.mark.parametrize(
    "options",
    [
        ("--engine", "llm"),
        ("--engine", "llm", "--endpoint", "http://127.0.0.1:1/v1"),
        ("--engine", "llm", "--model", "m"),
        ("--engine", "best"),
        ("--endpoint", "http://127.0.0.1:1/v1", "--model", "m"),
        ("--engine", "llm", "--endpoint", "http://example.org/v1", "--model", "m"),
        ("--engine", "llm", "--endpoint", "http://127.0.0.1:1/v1", "--model", "m", "--api-key-env", "NOT_THERE_AT_ALL"),
    ],
)
def test_wrong_usage_is_2_and_does_nothing(run: Run, endpoint: Fake, two: Path, options: tuple[str, ...]) -> None:
    code, out, err = run("brief", two, "--workspace", "kept", *options)
    assert (code, out) == (2, "")
    assert err.startswith("rashomon: ")
    assert not Path("kept").exists()
    assert not endpoint.asked


def test_down_for_all_is_3_with_one_line(run: Run, endpoint: Fake, two: Path) -> None:
    endpoint.answer = lambda _: DOWN
    code, out, err = run("extract", two, "--engine", "llm", "--endpoint", endpoint.url, "--model", "m")
    assert (code, out) == (3, "")
    assert err.splitlines() == [
        "rashomon: not read by the model: the endpoint refused with status 401: the key; what was given is kept in the workspace, "
        "if one was named"
    ]


def test_some_failed_is_1_and_named_once(run: Run, endpoint: Fake, tmp_path: Path) -> None:
    many = jsonl(
        tmp_path / "m.jsonl",
        *({**POOL["wire"], "id": f"r{n}", "text": f"{n}. {POOL['wire']['text']}"} for n in range(6)),
    )
    endpoint.answer = lambda asked: chat(NOTHING) if len(endpoint.asked) == 1 else DOWN
    code, out, err = run("extract", many, "--engine", "llm", "--endpoint", endpoint.url, "--model", "m")
    assert code == 1
    assert len(out.splitlines()) == 6
    assert [line.split(":")[1].strip() for line in err.splitlines()] == ["endpoint_refused", "endpoint_not_asked"]
    assert "4 reports" in err.splitlines()[1]
