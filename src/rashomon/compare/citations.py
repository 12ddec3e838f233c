"""Which publishers a report says it takes its words from."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

from rashomon.model import Report, fold

AGENCIES: dict[str, str] = {
    "agence france presse": "afp",
    "associated press": "ap",
    "united press international": "upi",
    "deutsche presse agentur": "dpa",
    "islamic republic news agency": "irna",
    "syrian arab news agency": "sana",
    "iraqi news agency": "ina",
    "xinhua news agency": "xinhua",
    "tass news agency": "tass",
    "reuters news agency": "reuters",
    "british broadcasting corporation": "bbc",
}
"""Agencies known by two names; both fold to the short one."""

_KIND = r"(?:\s+(?:news\s+)?(?:agency|newspaper|television|tv|network|channel|wire|service))?"
_BEFORE = r"(?:according\s+to|quoting|citing|cited\s+by|quoted\s+by|reported\s+by|told|via|source:|by)\s+(?:the\s+)?"
_AFTER = r"(?:has\s+|had\s+|is\s+)?(?:reported|reports|reporting|said|says|quoted|cited|wrote|writes|told)\b"
_COMBINING = re.compile("[\u0300-\u036f]+")


def publisher_key(name: str) -> str:
    """A publisher's name for comparison: folded, without "the", agencies by their short name."""
    plain = fold(name).removeprefix("the ")
    return AGENCIES.get(plain, plain.removesuffix(" news agency"))


def plain(text: str) -> str:
    """``text`` without case and accents, for searching."""
    return _COMBINING.sub("", unicodedata.normalize("NFKD", text)).casefold()


class Publishers:
    """The publishers among some reports, ready to be looked for in each of them."""

    def __init__(self, reports: Iterable[Report]) -> None:
        keys = {publisher_key(report.publisher) for report in reports if report.publisher} - {""}
        names = [(key, key) for key in keys] + [(long, key) for long, key in AGENCIES.items() if key in keys]
        self._by_first: dict[str, list[tuple[str, str]]] = {}
        for name, key in sorted(names):
            self._by_first.setdefault(name.split()[0], []).append((name, key))
        self._patterns: dict[str, re.Pattern[str]] = {}

    def cited(self, report: Report) -> frozenset[str]:
        """Keys (see ``publisher_key``) of the publishers that the text names as where it has something from, never its own.

        Only names whose first word is in the text are searched for, so the cost does not grow with the publishers.
        """
        if not self._by_first:
            return frozenset()
        text = plain(report.text)
        own = publisher_key(report.publisher) if report.publisher else None
        found: set[str] = set()
        for word in sorted(self._by_first.keys() & set(re.findall(r"\w+", text))):
            for name, key in self._by_first[word]:
                if key != own and key not in found and self._pattern(name).search(text):
                    found.add(key)
        return frozenset(found)

    def _pattern(self, name: str) -> re.Pattern[str]:
        """Ways to cite ``name``: told to it, said by it, in brackets, in a dateline."""
        if name not in self._patterns:
            words = r"\W{1,3}".join(re.escape(word) for word in name.split())
            self._patterns[name] = re.compile(
                rf"\b{_BEFORE}{words}\b|\b{words}{_KIND},?\s+{_AFTER}"
                rf"|[(\[]\s*{words}\s*[)\]]|[—–-]\s*{words}\s*[—–-]"
            )
        return self._patterns[name]
