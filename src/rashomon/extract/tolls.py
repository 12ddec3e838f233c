"""Counts of victims: the number as a range, its wording, whom it counts and what happened to them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from rashomon.model import Effect, Range

_UNITS = {
    word: n
    for n, word in enumerate(
        "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
        "eighteen nineteen".split()
    )
}
_TENS = {word: 10 * n for n, word in enumerate("twenty thirty forty fifty sixty seventy eighty ninety".split(), 2)}
_TEN_WORDS = "|".join(_TENS)
_UNIT_WORDS = "|".join(w for w in _UNITS if w != "zero")
# Vague words say a lower end and nothing more (a dozen is 12; "dozens" is at least two of them).
_VAGUE = {
    "dozens": 24,
    "scores": 40,
    "hundreds": 200,
    "thousands": 2000,
    "several": 3,
    "a few": 2,
    "many": 3,
    "a number of": 2,
}
_NUMBER = (
    r"(?P<{0}>\d{{1,3}}(?:,\d{{3}})+|\d{{1,6}}|(?:" + _TEN_WORDS + r")(?:[- ](?:" + _UNIT_WORDS + r"))?|"
    r"(?:" + _UNIT_WORDS + r")(?: hundred)?|a hundred|a dozen|two dozen|three dozen)"
)
_MODIFIER = (
    r"(?P<mod>at least|no fewer than|no less than|not less than|a minimum of|more than|over|upwards? of|some|about|around|"
    r"approximately|roughly|nearly|almost|close to|up to|as many as|a maximum of|fewer than|less than|under|an estimated)\s+"
)
_EXPRESSION = re.compile(
    r"(?<![\w.,-])(?:"
    + _MODIFIER
    + r")?(?:between\s+"
    + _NUMBER.format("low")
    + r"\s+and\s+"
    + _NUMBER.format("high")
    + r"|"
    + _NUMBER.format("from")
    + r"(?:\s*–\s*|\s+(?:to|or)\s+|(?<=\d)-(?=\d))"
    + _NUMBER.format("to")
    + r"|"
    + _NUMBER.format("one")
    + r"|(?P<vague>dozens|scores|hundreds|thousands|several|a few|many|a number of))(?![\w-])(?!\s*(?:%|percent|"
    r"per cent|km|kilom|years?\b|"
    r"meters?|metres?|hours?|days?|minutes?|months?|weeks?|o'clock|p\.?m|a\.?m|[ap]m|gmt|dollars|kg|kilos?|blocks|"
    r"rounds|times|august|"
    r"january|february|march|april|may\b|june|july|september|october|november|december|houses|homes|vehicles|cars|"
    r"buildings|bombs|"
    r"rockets|explosions|attacks|bombings|blasts|suspects|:\d))"
)
_EFFECTS: tuple[tuple[Effect, str], ...] = (
    (
        Effect.KILLED,
        r"kill(?:s|ed|ing)?|dead|died|dying|deaths?|death toll|toll|fatalit(?:y|ies)|lives|murdered|assassinated|"
        r"massacred|slain|martyred|lost their lives|executed|shot dead|corpses|bodies",
    ),
    (Effect.INJURED, r"injur(?:ed|ing|ies|y)|wound(?:ed|ing|s)?|hurt"),
    (Effect.MISSING, r"missing|disappeared|unaccounted"),
    (Effect.KIDNAPPED, r"kidnapped|kidnapping|abducted|abducting|hostages?"),
)
_EFFECT = re.compile(r"\b(?:" + "|".join(f"(?P<{effect.value}>{words})" for effect, words in _EFFECTS) + r")\b")
_PARTY = re.compile(
    r"\s+(?:(?:of (?:the|them)|other|more|unarmed|innocent|iraqi|syrian|local|salvadoran|colombian|peruvian|guatemalan|"
    r"young)\s+)*"
    r"(?P<party>(?:police|army|security|government|rebel|national|civil)?\s?"
    r"(?:civilians?|people|persons?|soldiers?|policemen|policeman|officers?|members|guerrillas?|rebels?|militants?|"
    r"terrorists?|fighters?|women|"
    r"children|peasants?|workers?|students?|troops|attackers?|bombers?|gunmen|passengers?|worshippers|pilgrims|shoppers|"
    r"men|priests|jesuits|"
    r"insurgents|combatants|militiamen|guards?|journalists?|residents|bystanders|victims|individuals|others|personnel))\b"
)
_LEFT_VERB = re.compile(
    r"\b(?:killing|killed|kills|kill|wounding|wounded|injuring|injured|murdering|murdered|leaving|left|claimed|claiming|"
    r"claims|claim|toll (?:has )?(?:rose|risen|rising|climbed|"
    r"increased|went up|stood|stands|reached|of|to|at|was|is)(?: to| at)?|raising the (?:death )?toll to|kidnapped|"
    r"kidnapping|abducted|massacred|deaths? of|death toll (?:at|to|of)|"
    r"toll\b[^.;]{0,60}?\b(?:risen|rose|rising|climbed|increased|grown|stood|stands|reached)(?: to| at)?)\s*$"
)
_MONTH_BEFORE = re.compile(
    r"\b(?:january|february|march|april|may|june|july|august|september|october|november|december|jan|feb|mar|apr|jun|jul|aug|sept?|oct|"
    r"nov|dec)\.?\s+(?:of\s+)?$"
)
_COORDINATED = re.compile(r"^\s+\w+(?: \w+)?(?:,| and|, and)\s*$")
_COUNTED = re.compile(
    r"^\s*(?:$|[,.;:)]|(?:others?|more|additional|were|was|are|is|have|has|had|died|dead|killed|wounded|injured|hurt|missing|lives|deaths|"
    r"fatalities|of|and|or|in|on|when|after|as|including|among|confirmed|so far)\b)"
)
_DEAD_AFTER = re.compile(r"^[^.;]{0,30}\b(?:dead|wounded|injured|missing|lives)\b")


@dataclass(frozen=True, slots=True)
class TollHit:
    """A count in a text: ``text[start:end]`` is the expression with its modifier."""

    start: int
    end: int
    effect: Effect
    quantity: Range
    party: str
    wording: str


def number(words: str) -> int:
    """The value of a numeral in digits or words (under a thousand in words)."""
    words = words.strip().lower()
    if words[:1].isdigit():
        return int(words.replace(",", ""))
    fixed = {"a hundred": 100, "a dozen": 12, "two dozen": 24, "three dozen": 36}
    if words in fixed:
        return fixed[words]
    if words.endswith(" hundred"):
        return 100 * _UNITS[words.split()[0]]
    return sum(_TENS.get(w, _UNITS.get(w, 0)) for w in re.split(r"[- ]", words))


def whole_number(word: str) -> int | None:
    """The value of one word that is a number, in digits or letters; ``None`` for any other."""
    if not re.fullmatch(_NUMBER.format("n"), word):
        return None
    return number(word)


def quantity(match: re.Match[str]) -> Range:
    """A numeral with its modifier as a range; an end that the words do not give is ``None``.

    "Some", "about" and the like are read as ±10 %; "more than n" starts at n + 1; "dozens" at 24 with no upper end.
    """
    if match["vague"]:
        return Range(_VAGUE[match["vague"]], None, None)
    if match["low"] or match["from"]:
        low, high = sorted((number(match["low"] or match["from"]), number(match["high"] or match["to"])))
        return Range(low, None, high)
    n = number(match["one"])
    modifier = match["mod"] or ""
    if modifier in ("at least", "no fewer than", "no less than", "not less than", "a minimum of"):
        return Range(n, n, None)
    if modifier in ("more than", "over", "upwards of", "upward of"):
        return Range(n + 1, None, None)
    if modifier in ("up to", "as many as", "a maximum of"):
        return Range(None, None, n)
    if modifier in ("fewer than", "less than", "under"):
        return Range(None, None, n - 1)
    if modifier in ("nearly", "almost", "close to"):
        return Range(9 * n // 10, None, n)
    if modifier:
        return Range(9 * n // 10, n, -(-11 * n // 10))
    return Range(n, n, n)


def find_tolls(lower: str, start: int, end: int) -> Iterator[TollHit]:
    """Counts of victims in ``lower[start:end]`` (one sentence, lower-case)."""
    sentence = lower[start:end]
    if not _EFFECT.search(sentence):
        return
    matches = list(_EXPRESSION.finditer(sentence))
    for n, m in enumerate(matches):
        before = sentence[matches[n - 1].end() if n else 0 : m.start()]
        if _MONTH_BEFORE.search(before):
            continue  # "January 21": a day
        after = sentence[m.end() : matches[n + 1].start() if n + 1 < len(matches) else len(sentence)]
        found = _effect_of(before, after)
        if found is None and n + 1 < len(matches) and _COORDINATED.match(after):
            rest = sentence[matches[n + 1].end() : matches[n + 2].start() if n + 2 < len(matches) else len(sentence)]
            found = _effect_of("", rest)
        if found is None:
            continue
        party = _PARTY.match(sentence, m.end())
        if party is None and not _LEFT_VERB.search(before) and not _COUNTED.match(after):
            continue  # "four trains": a number of things
        if m["one"] == "one" and party is None and not _DEAD_AFTER.match(after):
            continue
        yield TollHit(
            start + m.start(),
            start + m.end(),
            found,
            quantity(m),
            _party(party),
            re.sub(r"\s+", " ", m.group().strip()),
        )


def counts_in(lower: str, effect: Effect) -> Iterator[TollHit]:
    """Every count in ``lower``, lower-case words of which another says that they count victims of ``effect``."""
    for m in _EXPRESSION.finditer(lower):
        party = _party(_PARTY.match(lower, m.end()))
        yield TollHit(m.start(), m.end(), effect, quantity(m), party, re.sub(r"\s+", " ", m.group().strip()))


def _effect_of(before: str, after: str) -> Effect | None:
    left = _LEFT_VERB.search(before)
    if left:
        word = left.group()
        if word.startswith(("wound", "injur")):
            return Effect.INJURED
        if word.startswith(("kidnap", "abduct")):
            return Effect.KIDNAPPED
        if word.startswith(("leav", "left", "claim")):
            state = _EFFECT.search(after)
            return _named(state) if state else None
        return Effect.KILLED
    clause = re.split(r"[;:]|, (?:and|but|while)\b|\bwhile\b", after)[0]
    right = _EFFECT.search(clause)
    if right and right.start() <= 70:
        return _named(right)
    return None


def _named(match: re.Match[str]) -> Effect:
    return Effect(match.lastgroup or "unknown")


def _party(match: re.Match[str] | None) -> str:
    if match is None:
        return "people"
    words = match["party"].strip()
    return (
        "people"
        if words in ("people", "persons", "person", "others", "victims", "individuals", "members", "men")
        else words
    )
