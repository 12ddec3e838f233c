"""Asks an OpenAI-compatible endpoint over HTTP, within limits of time and size. What fails is named, and never with a key in it."""

from __future__ import annotations

import json
import time
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from rashomon.errors import UsageError
from rashomon.extract.llm.endpoint import Endpoint

if TYPE_CHECKING:
    import httpx

LONGEST_PAUSE_S = 30.0
"""No server's ``Retry-After`` makes a run wait longer than this at a time."""


class Failure(Exception):
    """One request that gave no usable answer.

    ``code`` is that of the issue on the report. ``for_all``: every other report would fail in the same way.
    ``passing``: the endpoint, not the report, may be at fault, and asking again may help.
    """

    def __init__(self, code: str, message: str, *, for_all: bool = False, passing: bool = False) -> None:
        super().__init__(message)
        self.code = code
        self.message = message
        self.for_all = for_all
        self.passing = passing
        self.wait_s: float | None = None


class Client:
    """One endpoint. Use from one thread. Each request has a connection of its own: a model takes longer than a handshake."""

    def __init__(self, endpoint: Endpoint, *, sleep: Callable[[float], None] = time.sleep) -> None:
        self._endpoint = endpoint
        self._sleep = sleep
        self._strict = True

    def ask(self, request: dict[str, Any]) -> str:
        """What the model wrote. Raises ``Failure``, and ``UsageError`` when httpx or the key is missing."""
        last: Failure | None = None
        for attempt in range(self._endpoint.attempts):
            if last is not None:
                pause = self._endpoint.backoff_s * 2 ** (attempt - 1)
                self._sleep(min(last.wait_s if last.wait_s is not None else pause, LONGEST_PAUSE_S))
            try:
                return self._once(request)
            except Failure as failure:
                if not failure.passing:
                    raise
                last = failure
        if last is None:
            raise UsageError("attempts: at least one")
        raise last

    def _once(self, request: dict[str, Any]) -> str:
        """One try; a server that does not take the schema is asked for plain JSON, from then on."""
        if not self._strict:
            request = {**request, "response_format": {"type": "json_object"}}
        status, wait_s, kind, body = self._post(request)
        if status in (400, 422) and self._strict:
            self._strict = False
            return self._once(request)
        failure = _refusal(status)
        if failure is not None:
            failure.wait_s = wait_s
            raise failure
        if "json" not in kind:
            raise Failure("answer_not_json", f"the endpoint answered with {kind[:60] or 'no content type'}, not JSON")
        return content_of(body)

    def _post(self, request: dict[str, Any]) -> tuple[int, float | None, str, bytes]:
        """Status, ``Retry-After`` in seconds, content type and body of one request."""
        httpx = _httpx()
        key = self._endpoint.api_key()
        headers = {"Accept-Encoding": "identity"}  # a small body that unpacks to a huge one would slip past the limit
        headers |= {"Authorization": f"Bearer {key}"} if key else {}
        deadline = time.monotonic() + self._endpoint.timeout_s
        try:
            with (
                # the environment's proxies would take a loopback request, and a report, elsewhere
                httpx.Client(timeout=self._endpoint.timeout_s, trust_env=False, verify=self._tls) as client,
                client.stream("POST", self._endpoint.chat_url, json=request, headers=headers) as response,
            ):
                body = self._body(response, deadline)
                kind = response.headers.get("content-type", "").partition(";")[0].strip().lower()
                return response.status_code, _seconds(response.headers.get("retry-after")), kind, body
        except httpx.TimeoutException:
            raise self._late() from None
        except (httpx.HTTPError, httpx.InvalidURL, OSError) as error:
            why = type(error).__name__  # an error's own words may hold a header
            raise Failure("endpoint_unreachable", f"no answer from {self._endpoint.url} ({why})",
                          for_all=isinstance(error, httpx.ConnectError), passing=True) from None  # fmt: skip

    def _body(self, response: httpx.Response, deadline: float) -> bytes:
        found = bytearray()
        for piece in response.iter_raw():
            found += piece
            if len(found) > self._endpoint.max_answer_bytes:
                raise Failure("answer_too_large", f"more than {self._endpoint.max_answer_bytes:,} bytes")
            if time.monotonic() > deadline:  # a server that drips keeps every single read within its limit
                raise self._late()
        return bytes(found)

    def _late(self) -> Failure:
        limit = self._endpoint.timeout_s
        return Failure("endpoint_timeout", f"no answer from {self._endpoint.url} within {limit:g} s", passing=True)

    @property
    def _tls(self) -> bool:
        return self._endpoint.url.startswith("https:")  # loading certificates takes long, and plain http needs none


def _httpx() -> Any:
    try:
        import httpx
    except ModuleNotFoundError as error:
        raise UsageError("--engine llm needs httpx: pip install 'rashomon[llm]'") from error
    return httpx


def _refusal(status: int) -> Failure | None:
    """What a status other than success means; the body is not shown, since some servers repeat the key in it."""
    if status == 200:
        return None
    if status == 429 or status >= 500 or status == 408:
        return Failure("endpoint_overloaded", f"the endpoint answered with status {status}, every time", passing=True)
    hints = {
        401: ": the key",
        403: ": the key",
        404: ": the address or the model",
        413: ": the report is too long for it",
    }
    why = hints.get(status, ": it sends elsewhere, which is not followed" if 300 <= status < 400 else "")
    return Failure("endpoint_refused", f"the endpoint refused with status {status}{why}",
                   for_all=status in (401, 403, 404) or status < 400)  # fmt: skip


def _seconds(header: str | None) -> float | None:
    try:
        wait = float(header or "")
    except ValueError:
        return None
    return wait if 0 <= wait < float("inf") else None


def content_of(body: bytes) -> str:
    """The words of the model in a response of the chat API. Raises ``Failure``; the words themselves are not checked."""
    try:
        answer = json.loads(body)
    except (ValueError, RecursionError):
        raise Failure("answer_not_json", "the endpoint's answer is no JSON, or breaks off") from None
    choices = answer.get("choices") if isinstance(answer, dict) else None
    choice = choices[0] if isinstance(choices, list) and choices else None
    message = choice.get("message") if isinstance(choice, dict) else None
    if not isinstance(choice, dict) or not isinstance(message, dict):
        raise Failure("answer_wrong_schema", "no answer of the chat API: no choices with a message")
    content, ended = message.get("content"), choice.get("finish_reason")
    if ended == "content_filter" or message.get("refusal"):
        raise Failure("answer_declined", "the model declined to answer")
    if ended == "length":
        raise Failure("answer_cut_off", "the answer breaks off at the limit of its length")
    if content is not None and not isinstance(content, str):
        raise Failure("answer_wrong_schema", "no answer of the chat API: its content is no text")
    if not content or not content.strip():
        raise Failure("answer_empty", "the model answered nothing")
    return content


def parsed(content: str) -> object:
    """The JSON that a model wrote, also where it put it into a code block. Raises ``Failure``."""
    words = content.strip()
    if words.startswith("```") and words.endswith("```"):
        words = words.removeprefix("```json").removeprefix("```").removesuffix("```")
    try:
        found: object = json.loads(words)
    except (ValueError, RecursionError):
        raise Failure("answer_not_json", "what the model wrote is no JSON, or breaks off") from None
    return found
