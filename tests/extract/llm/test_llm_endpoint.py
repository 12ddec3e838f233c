"""The endpoint: which may be named, what is sent to it, and each way in which it fails."""

from __future__ import annotations

import json
import socket
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from asking import codes, engine, report
from fake_endpoint import NOTHING, Asked, Fake, Reply, chat, fake

from rashomon.errors import UsageError
from rashomon.extract import Endpoint, ModelEngine

TEXT = "A bomb killed five people in Kabul on Tuesday. The Taliban denied it."
KEY = "sk-a-secret-of-the-user"


@pytest.fixture
def endpoint() -> Iterator[Fake]:
    with fake() as running:
        yield running


# which


@pytest.mark.parametrize(
    "url",
    [
        "https://models.example.org/v1",
        "http://127.0.0.1:8080/v1",
        "http://localhost/v1/",
        "http://[::1]:8080/v1",
        "http://127.9.9.9/v1",
    ],
)
def test_addresses_that_may_be_asked(url: str) -> None:
    assert Endpoint(url=url, model="m").chat_url.endswith("/v1/chat/completions")


@pytest.mark.parametrize(
    "url",
    [
        "", "models.example.org", "ftp://example.org", "file:///etc/passwd", "http://", "https://user:pass@example.org/v1",
        "https://example.org/v1?key=secret", "https://example.org/v1#x", "http://example.org/v1", "http://localhost.example.org/v1",
        "http://10.0.0.1/v1", "https://exa mple.org", "https://example.org/\nv1", "http://[::1", "https://example.org:port/v1",
    ],
)  # fmt: skip
def test_addresses_that_may_not(url: str) -> None:
    with pytest.raises(UsageError) as refused:
        Endpoint(url=url, model="m")
    assert "secret" not in str(refused.value)
    assert "pass@" not in str(refused.value)


def test_plain_http_to_another_machine_only_when_allowed() -> None:
    assert Endpoint(url="http://10.0.0.1/v1", model="m", allow_plain_http=True)


@pytest.mark.parametrize("model", ["", "  ", "a\nb"])
def test_a_model_has_a_name(model: str) -> None:
    with pytest.raises(UsageError):
        Endpoint(url="http://127.0.0.1/v1", model=model)


@pytest.mark.parametrize("key", [None, "", "two words", "new\nline", "schlüssel"])
def test_a_key_that_is_named_has_to_be_there(key: str | None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("A_KEY", raising=False)
    if key is not None:
        monkeypatch.setenv("A_KEY", key)
    with pytest.raises(UsageError) as refused:
        ModelEngine(Endpoint(url="http://127.0.0.1/v1", model="m", api_key_env="A_KEY"))
    assert not key or key not in str(refused.value)


# what is sent


def test_nothing_about_the_source_is_sent(endpoint: Fake) -> None:
    told = {
        "title": "A title apart", "publisher": "Daily Constructed", "author": "Some Author", "url": "https://example.org/report",
        "published": "2020-03-04", "note": "constructed voice",
    }  # fmt: skip
    engine(endpoint).read(report(TEXT, "secret-id", **told))
    (asked,) = endpoint.asked
    sent = json.dumps(asked.body) + json.dumps(asked.headers) + asked.path
    for words in (*told.values(), "secret-id"):
        assert words not in sent
    assert "A bomb killed five people in Kabul on Tuesday." in asked.message
    assert "2020" not in asked.message


def test_the_same_request_whatever_surrounds_the_text(endpoint: Fake) -> None:
    engine(endpoint).read(report(TEXT, "one", publisher="A"))
    engine(endpoint).read(report(TEXT, "two", publisher="B", language="es"))
    assert endpoint.asked[0].body == endpoint.asked[1].body


def test_a_request_is_as_strict_as_can_be(endpoint: Fake) -> None:
    engine(endpoint).read(report(TEXT))
    (asked,) = endpoint.asked
    assert asked.path == "/v1/chat/completions"
    assert (asked.body["temperature"], asked.body["seed"], asked.body["model"]) == (0, 0, "m")
    form = asked.body["response_format"]
    assert form["type"] == "json_schema"
    assert form["json_schema"]["strict"] is True
    objects = [form["json_schema"]["schema"], *form["json_schema"]["schema"]["$defs"].values()]
    for part in objects:
        if part["type"] == "object":
            assert part["additionalProperties"] is False
            assert set(part["required"]) == set(part["properties"])


def test_the_key_goes_into_its_header_and_nowhere_else(
    endpoint: Fake,
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
    capfd: pytest.CaptureFixture[str],
    caplog: pytest.LogCaptureFixture,
) -> None:
    monkeypatch.setenv("A_KEY", KEY)
    caplog.set_level(0)
    endpoint.answer = lambda asked: (
        Reply(f"wrong key {KEY}".encode(), status=401) if len(endpoint.asked) > 1 else chat(NOTHING)
    )
    asking = engine(endpoint, api_key_env="A_KEY", answers=tmp_path)
    good, bad = asking.read(report(TEXT)), asking.read(report("Another text."))
    assert [asked.headers["authorization"] for asked in endpoint.asked] == [f"Bearer {KEY}"] * 2
    said = capfd.readouterr()
    kept = "".join(p.read_text("utf-8") for p in tmp_path.rglob("*") if p.is_file())
    assert kept
    for words in (repr(good), repr(bad), asking.key, said.out, said.err, kept, caplog.text, repr(asking.endpoint)):
        assert KEY not in words


def test_no_key_no_header(endpoint: Fake) -> None:
    engine(endpoint).read(report(TEXT))
    assert "authorization" not in endpoint.asked[0].headers


def test_proxies_of_the_environment_are_not_used(endpoint: Fake, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("HTTP_PROXY", "http_proxy", "ALL_PROXY", "all_proxy"):
        monkeypatch.setenv(name, "http://127.0.0.1:1")
    assert engine(endpoint).read(report(TEXT)).complete


# how it fails


HTML = {"Content-Type": "text/html"}
GOOD = chat(NOTHING).body
FAILURES: dict[str, tuple[Reply, str]] = {
    "no key": (Reply(status=401), "endpoint_refused"),
    "forbidden": (Reply(status=403), "endpoint_refused"),
    "no such model": (Reply(status=404), "endpoint_refused"),
    "too long": (Reply(status=413), "endpoint_refused"),
    "redirect": (Reply(status=307, headers={"Location": "https://example.org/"}), "endpoint_refused"),
    "rate": (Reply(status=429, headers={"Retry-After": "0"}), "endpoint_overloaded"),
    "server error": (Reply(status=500), "endpoint_overloaded"),
    "gateway": (Reply(status=503, body=b"<html>", headers=HTML), "endpoint_overloaded"),
    "time-out": (Reply(GOOD, pause_s=1.5), "endpoint_timeout"),
    "drip": (Reply(GOOD, drip_s=0.05), "endpoint_timeout"),
    "breaks off": (Reply(GOOD, cut=True), "endpoint_unreachable"),
    "huge": (Reply(b" " * 300_000), "answer_too_large"),
    "content type": (Reply(GOOD, headers=HTML), "answer_not_json"),
    "no content type": (Reply(GOOD, headers={}), "answer_not_json"),
    "packed": (Reply(GOOD, headers={"Content-Type": "application/json", "Content-Encoding": "gzip"}), "GOOD"),
    "no json": (Reply(b"{"), "answer_not_json"),
    "deep json": (Reply(b"[" * 100_000), "answer_not_json"),
    "no chat": (Reply(b"{}"), "answer_wrong_schema"),
    "no choice": (Reply(b'{"choices": []}'), "answer_wrong_schema"),
    "content is no text": (Reply(b'{"choices": [{"message": {"content": 5}}]}'), "answer_wrong_schema"),
    "null": (Reply(b'{"choices": [{"message": {"content": null}}]}'), "answer_empty"),
    "blank": (chat("  \n"), "answer_empty"),
    "prose": (chat("I would rather talk about the weather."), "answer_not_json"),
    "truncated": (chat('{"incidents": [], "statements": [{"pass'), "answer_not_json"),
    "at its length": (chat('{"incidents": []', finish_reason="length"), "answer_cut_off"),
    "filtered": (chat("", finish_reason="content_filter"), "answer_declined"),
    "declined": (chat(None, message={"content": None, "refusal": "no"}), "answer_declined"),
    "another form": (chat({"attacks": []}), "answer_wrong_schema"),
    "a list": (chat([]), "answer_wrong_schema"),
}


@pytest.mark.parametrize("name", FAILURES)
def test_each_failure_is_one_named_issue_on_its_report(endpoint: Fake, name: str) -> None:
    reply, code = FAILURES[name]
    endpoint.answer = lambda _: reply
    limit = 0.3 if code == "endpoint_timeout" else 30.0
    reading = engine(endpoint, timeout_s=limit, max_answer_bytes=200_000).read(report(TEXT))
    if code == "GOOD":  # the body is read as it came, whatever it calls itself
        assert reading.complete
        return
    (issue,) = reading.issues
    assert (issue.code, issue.level, issue.report, issue.subject) == (code, "error", "r0", "r0.txt")
    assert (issue.start, issue.end) == (0, len(TEXT))
    assert not reading.complete
    assert not reading.statements


def test_a_closed_port_is_unreachable() -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    reading = engine(Fake(f"http://127.0.0.1:{port}/v1", lambda _: Reply())).read(report(TEXT))
    assert codes(reading) == ["endpoint_unreachable"]


@pytest.mark.parametrize("bad", ["rate", "server error", "breaks off", "time-out"])
def test_what_may_pass_is_tried_again(endpoint: Fake, bad: str) -> None:
    endpoint.answer = lambda _: FAILURES[bad][0] if len(endpoint.asked) < 3 else chat(NOTHING)
    waited: list[float] = []
    limit = 1.0 if bad == "time-out" else 30.0
    reading = engine(endpoint, attempts=4, backoff_s=2.0, sleep=waited.append, timeout_s=limit).read(report(TEXT))
    assert codes(reading) == ["no_attack"]
    assert waited == ([0.0, 0.0] if bad == "rate" else [2.0, 4.0])


@pytest.mark.parametrize("bad", ["no key", "too long", "prose", "content type", "huge"])
def test_what_will_not_pass_is_not(endpoint: Fake, bad: str) -> None:
    endpoint.answer = lambda _: FAILURES[bad][0]
    engine(endpoint, attempts=4, max_answer_bytes=200_000).read(report(TEXT))
    assert len(endpoint.asked) == 1


def test_no_server_makes_a_run_wait_for_long(endpoint: Fake) -> None:
    endpoint.answer = lambda _: Reply(status=429, headers={"Retry-After": "86400"})
    waited: list[float] = []
    engine(endpoint, attempts=3, sleep=waited.append).read(report(TEXT))
    assert waited == [30.0, 30.0]


def test_a_server_without_schemas_is_asked_for_plain_json_once_and_from_then_on(endpoint: Fake) -> None:
    def answer(asked: Asked) -> Reply:
        strict = asked.body["response_format"]["type"] == "json_schema"
        return Reply(status=400) if strict else chat("```json\n" + json.dumps(NOTHING) + "\n```")

    endpoint.answer = answer
    asking = engine(endpoint)
    assert asking.read(report(TEXT)).complete
    assert asking.read(report("Another text.")).complete
    assert [a.body["response_format"]["type"] for a in endpoint.asked] == ["json_schema", "json_object", "json_object"]


def test_a_server_that_refuses_both_forms_is_asked_twice(endpoint: Fake) -> None:
    endpoint.answer = lambda _: Reply(status=400)
    assert codes(engine(endpoint).read(report(TEXT))) == ["endpoint_refused"]
    assert len(endpoint.asked) == 2


# when it stays away


@pytest.mark.parametrize(("bad", "asked"), [("no key", 1), ("no such model", 1), ("server error", 6), ("time-out", 6)])
def test_an_endpoint_that_is_down_is_left_alone_for_the_rest_of_the_run(endpoint: Fake, bad: str, asked: int) -> None:
    endpoint.answer = lambda _: FAILURES[bad][0]
    asking = engine(endpoint, timeout_s=0.2 if bad == "time-out" else 30.0)
    found = [codes(asking.read(report(f"Report {n}.", f"r{n}"))) for n in range(8)]
    assert len(endpoint.asked) == asked
    down = FAILURES[bad][1]
    before = 1 if asked == 1 else 3
    assert found == [[down]] * before + [["endpoint_not_asked"]] * (8 - before)


def test_single_failures_do_not_end_a_run(endpoint: Fake) -> None:
    def flaky(asked: Asked) -> Reply:
        return Reply(status=500) if "7" in asked.message.splitlines()[1] else chat(NOTHING)

    endpoint.answer = flaky
    asking = engine(endpoint, attempts=1)
    found = [asking.read(report(f"Report {n}.", f"r{n}")) for n in range(69)]
    assert [n for n, reading in enumerate(found) if not reading.complete] == [7, 17, 27, 37, 47, 57, 67]
    assert codes(asking.read(report("Report 69."))) == ["no_attack"]


# answers on disk


def test_an_answer_is_asked_for_once(endpoint: Fake, tmp_path: Path) -> None:
    first = engine(endpoint, answers=tmp_path).read(report(TEXT))
    endpoint.answer = lambda _: Reply(status=500)
    assert engine(endpoint, answers=tmp_path).read(report(TEXT)) == first
    assert engine(endpoint, answers=tmp_path).read(report(TEXT, "the-same-words-elsewhere")).complete
    assert len(endpoint.asked) == 1


@pytest.mark.parametrize("changed", [{"model": "n"}, {"seed": 1}, {"max_tokens": 100}])
def test_what_changes_an_answer_changes_its_name_and_the_engine_s_key(
    endpoint: Fake, tmp_path: Path, changed: dict[str, Any]
) -> None:
    one, other = engine(endpoint, answers=tmp_path), engine(endpoint, answers=tmp_path, **changed)
    assert one.key != other.key
    for asking in (one, other, one, other):
        asking.read(report(TEXT))
    assert len(endpoint.asked) == 2


def test_a_prompt_changes_the_key(endpoint: Fake, monkeypatch: pytest.MonkeyPatch) -> None:
    from rashomon.extract.llm import prompt

    before = engine(endpoint).key
    monkeypatch.setattr(prompt, "PROMPT", prompt.PROMPT + "Be brief.")
    assert engine(endpoint).key != before


@pytest.mark.parametrize("bad", ["prose", "truncated", "another form", "blank", "at its length"])
def test_an_answer_that_cannot_be_used_is_not_kept(endpoint: Fake, tmp_path: Path, bad: str) -> None:
    endpoint.answer = lambda _: FAILURES[bad][0]
    assert not engine(endpoint, answers=tmp_path).read(report(TEXT)).complete
    assert not [p for p in tmp_path.rglob("*") if p.is_file()]
    endpoint.answer = lambda _: chat(NOTHING)
    assert engine(endpoint, answers=tmp_path).read(report(TEXT)).complete


@pytest.mark.parametrize("body", [b"", b"{", b"[]", b'{"content": 5}', b"\xff"])
def test_a_damaged_answer_is_asked_for_anew(endpoint: Fake, tmp_path: Path, body: bytes) -> None:
    engine(endpoint, answers=tmp_path).read(report(TEXT))
    (kept,) = [p for p in tmp_path.rglob("*") if p.is_file()]
    kept.write_bytes(body)
    assert engine(endpoint, answers=tmp_path).read(report(TEXT)).complete
    assert len(endpoint.asked) == 2
