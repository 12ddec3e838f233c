"""How much of an input is read before it is refused, so that no single input takes the machine with it."""

from __future__ import annotations

from dataclasses import dataclass

MIB = 1024 * 1024


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """Upper bounds on one input; whatever exceeds them gives one ``too_large`` or ``too_deep`` issue.

    ``max_bytes``: bytes of one text, Markdown or HTML document (a wire story has some 3 kB, a book 1 MB).
    ``max_line_bytes``: bytes of one line of a record file (JSONL, CSV); the file itself may be of any size.
    ``max_records``: records of one record file.
    ``max_depth``: HTML elements inside one another; the pages of news sites stay below 60.
    ``max_elements``: HTML elements of one page (100,000 take about three seconds).
    ``max_attributes``: attributes of one HTML element (the time to build a tree grows with their square).
    ``max_field_chars``: characters of one piece of metadata (a title, a publisher).
    """

    max_bytes: int = 8 * MIB
    max_line_bytes: int = 8 * MIB
    max_records: int = 1_000_000
    max_depth: int = 200
    max_elements: int = 100_000
    max_attributes: int = 1_000
    max_field_chars: int = 2_000


DEFAULT_LIMITS = Limits()
