"""Names, numbers and dates of passages that no statement was read from."""

from __future__ import annotations

from dataclasses import dataclass

from rashomon.model.quantity import Range
from rashomon.model.spacetime import Place, TimeSpan
from rashomon.model.vocabulary import Effect, MentionKind


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """Words of a passage that was not analysed: ``report.text[start:end] == text``, in that passage's ``language``.

    It says that the words are there and what they can mean, never who did, said or suffered anything. ``value`` is what they
    stand for, written the same in all languages: the name as the registry or the gazetteer lists it, a number in digits, a
    date in English words ("3 February 2021", "yesterday"). What ``resolve`` makes of it: ``actor`` (an id; also set for the state
    that a country's name stands for), ``place``, ``when``. ``count`` is a number with how exactly it is given, ``effect`` what
    the nearest words about people say of it, ``None`` where there are none; not checked by a parse.
    """

    report: str
    text: str
    start: int
    end: int
    kind: MentionKind
    language: str | None
    value: str
    actor: str | None = None
    place: Place | None = None
    when: TimeSpan | None = None
    count: Range | None = None
    effect: Effect | None = None
