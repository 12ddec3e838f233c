"""An OpenAI-compatible endpoint as the user names it, checked before anything is sent."""

from __future__ import annotations

import ipaddress
import os
import re
from dataclasses import dataclass
from urllib.parse import urlsplit

from rashomon.errors import UsageError

_PRINTABLE = re.compile(r"[\x21-\x7e]+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Endpoint:
    """Where to ask which model, and within which limits.

    ``url`` is the base (``http://127.0.0.1:8080/v1``); ``/chat/completions`` is asked below it. ``api_key_env`` names the
    environment variable that holds the key; the key itself is kept nowhere. Plain ``http`` is for loopback addresses, unless
    ``allow_plain_http``. ``timeout_s`` bounds one whole request, ``attempts`` how often it is made, ``backoff_s`` the first
    pause between two. ``max_answer_bytes`` bounds what is accepted, ``max_tokens`` what the model may write,
    ``part_chars`` how much of a report is sent at once, ``max_parts`` how many parts of it. Raises ``UsageError``.
    """

    url: str
    model: str
    api_key_env: str | None = None
    allow_plain_http: bool = False
    timeout_s: float = 120.0
    attempts: int = 4
    backoff_s: float = 1.0
    max_answer_bytes: int = 2**20
    max_tokens: int = 8192
    part_chars: int = 4000
    max_parts: int = 32
    seed: int = 0

    def __post_init__(self) -> None:
        if not self.model.strip() or not self.model.isprintable():
            raise UsageError("--model: the endpoint's name of a model")
        try:
            parts = urlsplit(self.url)
            host, _ = parts.hostname, parts.port
        except ValueError as error:
            raise UsageError("--endpoint: no address") from error
        if parts.scheme not in ("http", "https") or not host or not _PRINTABLE.fullmatch(self.url):
            raise UsageError("--endpoint takes the base of an address, such as http://127.0.0.1:8080/v1")
        if parts.username is not None or parts.password is not None or parts.query or parts.fragment:
            raise UsageError("--endpoint takes no user, query or fragment; a key belongs into --api-key-env")
        if parts.scheme == "http" and not _is_loopback(host) and not self.allow_plain_http:
            raise UsageError(
                f"--endpoint: plain http to {host} sends reports unencrypted; use https or --allow-plain-http"
            )

    @property
    def chat_url(self) -> str:
        """The address that is asked."""
        return f"{self.url.rstrip('/')}/chat/completions"

    def api_key(self) -> str | None:
        """The key, read from the environment at this moment; raises ``UsageError`` when it is named and not there."""
        if self.api_key_env is None:
            return None
        key = os.environ.get(self.api_key_env, "").strip()
        if not _PRINTABLE.fullmatch(key):  # also what would break out of a header; its words are never shown
            raise UsageError(f"--api-key-env {self.api_key_env}: no usable key in that variable")
        return key


def _is_loopback(host: str) -> bool:
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False
