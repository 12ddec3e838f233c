"""An OpenAI-compatible endpoint on a loopback port, in a thread of the test: it answers as it is told, well or badly."""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any


@dataclass
class Reply:
    """One HTTP answer. ``pause_s`` before it; ``drip_s`` between its bytes; ``cut``: fewer bytes than announced."""

    body: bytes = b""
    status: int = 200
    headers: dict[str, str] = field(default_factory=lambda: {"Content-Type": "application/json"})
    pause_s: float = 0.0
    drip_s: float = 0.0
    cut: bool = False


@dataclass
class Asked:
    """What came in: the path, the headers in lower case, the body as JSON."""

    path: str
    headers: dict[str, str]
    body: dict[str, Any]

    @property
    def message(self) -> str:
        """What was sent of the report, in its fence."""
        return str(self.body["messages"][1]["content"])


@dataclass
class Fake:
    """The endpoint: its address, what it was asked, and what it answers next."""

    url: str
    answer: Callable[[Asked], Reply]
    asked: list[Asked] = field(default_factory=list)


def chat(content: object, **choice: object) -> Reply:
    """A chat completion whose message holds ``content``, as JSON unless it is text already."""
    words = content if isinstance(content, str) else json.dumps(content)
    whole = {
        "choices": [{"index": 0, "finish_reason": "stop", "message": {"role": "assistant", "content": words}, **choice}]
    }
    return Reply(json.dumps(whole).encode())


NOTHING = {"incidents": [], "statements": []}


@contextmanager
def fake(answer: Callable[[Asked], Reply] = lambda _: chat(NOTHING)) -> Iterator[Fake]:
    """A running endpoint; gone at the end of the block."""

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_POST(self) -> None:
            raw = self.rfile.read(int(self.headers["Content-Length"]))
            asked = Asked(self.path, {k.lower(): v for k, v in self.headers.items()}, json.loads(raw))
            running.asked.append(asked)
            reply = running.answer(asked)
            with suppress(OSError):  # the client may have gone: it does not wait for ever, nor read without end
                self.send(reply)

        do_GET = do_POST

        def send(self, reply: Reply) -> None:
            time.sleep(reply.pause_s)
            self.send_response(reply.status)
            for name, value in reply.headers.items():
                self.send_header(name, value)
            self.send_header("Content-Length", str(len(reply.body) + (10 if reply.cut else 0)))
            self.end_headers()
            if not reply.drip_s:
                self.wfile.write(reply.body)
            for n in range(len(reply.body) if reply.drip_s else 0):
                self.wfile.write(reply.body[n : n + 1])
                self.wfile.flush()
                time.sleep(reply.drip_s)
            self.close_connection = True

        def log_message(self, format: str, *args: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    running = Fake(f"http://127.0.0.1:{server.server_port}/v1", answer)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    try:
        yield running
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
