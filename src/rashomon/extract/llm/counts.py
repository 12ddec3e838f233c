"""The number that a quote gives for victims, read off its words by the rules of ``tolls`` (or in digits, in any script)."""

from __future__ import annotations

from rashomon.extract.tolls import TollHit, counts_in, find_tolls
from rashomon.model import Effect


def count_of(quote: str, effect: Effect) -> TollHit | None:
    """The one count in a quote that is of ``effect``, with offsets into the quote; ``None`` when there is none, or several.

    A quote that says what happened ("killing at least 30 people") is read as a sentence is; one that does not
    ("at least 30 people") has the count alone.
    """
    lower = quote.lower()
    if len(lower) != len(quote):
        lower = "".join(c.lower()[0] for c in quote)
    told = list(find_tolls(lower, 0, len(lower)))
    if told:
        fitting = [hit for hit in told if hit.effect is effect]
        return fitting[0] if len(fitting) == 1 else None
    alone = list(counts_in(lower, effect))
    return alone[0] if len(alone) == 1 else None
