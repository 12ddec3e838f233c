"""Whether a page can be given to a parser that builds a tree: depth and size, counted by the same parser without a tree."""

from __future__ import annotations

from typing import Any

from lxml import etree

from rashomon.ingest.draft import Refusal
from rashomon.ingest.limits import Limits

_CHUNK_CHARS = 1 << 16


class _Counter:
    """Target of lxml's event parser: depth and number of elements as libxml2 sees them, whatever comments may pretend."""

    def __init__(self) -> None:
        self.depth = 0
        self.deepest = 0
        self.elements = 0
        self.attributes = 0

    def start(self, _tag: str, attributes: Any) -> None:
        self.depth += 1
        self.elements += 1
        self.deepest = max(self.deepest, self.depth)
        self.attributes = max(self.attributes, len(attributes))

    def end(self, _tag: str) -> None:
        self.depth -= 1

    def data(self, _text: str) -> None:
        """Text has no depth."""

    def close(self) -> None:
        """Nothing to give back: the counts are read from the object."""


def refusal_of(html: str, limits: Limits) -> Refusal | None:
    """Why a page must not be parsed into a tree, or ``None``. Stops at the first chunk of 65,536 characters too many."""
    counter = _Counter()
    parser = etree.HTMLParser(target=counter, huge_tree=True)
    for begin in range(0, len(html), _CHUNK_CHARS):
        try:
            parser.feed(html[begin : begin + _CHUNK_CHARS])
        except etree.LxmlError as error:
            return Refusal("broken_markup", f"not parseable as HTML: {error}"[:200])
        if counter.deepest > limits.max_depth:
            return Refusal("too_deep", f"more than {limits.max_depth} HTML elements inside one another")
        if counter.attributes > limits.max_attributes:
            return Refusal("too_large", f"an HTML element with more than {limits.max_attributes:,} attributes")
        if counter.elements > limits.max_elements:
            return Refusal("too_large", f"more than {limits.max_elements:,} HTML elements")
    return None
