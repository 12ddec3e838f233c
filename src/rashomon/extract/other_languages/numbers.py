"""Numbers in a passage, in digits of any script or in words, with how exactly they are given and whom the words beside count."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from rashomon.extract.other_languages.tokens import Token
from rashomon.extract.other_languages.words import Language, WordList
from rashomon.model import Effect, Range

_GROUP = re.compile(r"[.,  ٬'’ ]")
_SENTENCE = re.compile(r"[.!?؟。…;؛:\n]")
_CLOCK = re.compile(r"\d{1,2}[:٫h]\d{2}\b")
_SPACE = re.compile(r"[\s\-–]{1,2}")
_LARGEST_DIGITS = 7
_REACH = 6
_BARE_REACH = 3
_QUALIFIERS = ("at_least", "more_than", "about", "up_to")


@dataclass(frozen=True, slots=True)
class NumberHit:
    """``text[start:end]`` is a number."""

    start: int
    end: int
    value: int
    count: Range
    effect: Effect | None


def find_numbers(text: str, words: Sequence[Token], lang: Language) -> Iterator[NumberHit]:
    """Numbers from left to right. "One" in words counts only beside the dead or hurt: it is the article of most languages."""
    i = 0
    while i < len(words):
        found = _digits(text, words, i) or _spelled(text, words, i, lang) or _round(words, i, lang)
        if found is None:
            i += 1
            continue
        after, value = found
        effect = _effect(text, words, i, after, lang)
        if value != 1 or words[i].text.isdecimal() or _beside(words, i, after, lang):
            cut = _cut(words[i], lang)
            yield NumberHit(words[i].start + cut, words[after - 1].end, value, _range(words, i, value, lang), effect)
        i = after


def _digits(text: str, words: Sequence[Token], i: int) -> tuple[int, int] | None:
    """A number in digits with its groups of thousands ("1.200", "1 200", "١٬٢٠٠"); no clock time."""
    if not words[i].text.isdecimal() or _CLOCK.match(text, words[i].start):
        return None
    if (
        i
        and _CLOCK.match(text, words[i - 1].start)
        and words[i].end <= words[i - 1].end + 3
        and words[i - 1].text.isdecimal()
    ):
        return None
    digits, after = words[i].text, i + 1
    while (
        after < len(words)
        and len(digits) <= _LARGEST_DIGITS
        and len(words[i].text) <= 3
        and len(words[after].text) == 3
        and words[after].text.isdecimal()
        and _GROUP.fullmatch(text, words[after - 1].end, words[after].start)
    ):
        digits += words[after].text
        after += 1
    return (after, int(digits)) if len(digits) <= _LARGEST_DIGITS else None


def _value(words: Sequence[Token], i: int, lang: Language) -> tuple[int, int] | None:
    """The number word that begins at ``i``: (index after it, value); two words first ("خمسة عشر" is listed by its parts)."""
    for n in (2, 1):
        rest = tuple(token.folded for token in words[i + 1 : i + n])
        for form in words[i].forms if len(rest) == n - 1 else ():
            if (form, *rest) in lang.numbers:
                return i + n, lang.numbers[form, *rest]
    return None


def _spelled(text: str, words: Sequence[Token], i: int, lang: Language) -> tuple[int, int] | None:
    """A number in words, as far as its parts fit: "treinta y dos", "quatre-vingt-dix", "خمسة وعشرون", "две тысячи"."""
    first = _value(words, i, lang)
    if first is None:
        return None
    after, value = first
    whole, part = 0, value
    while True:
        at = after
        if at < len(words) and words[at].folded in lang.joiners:
            at += 1
        following = (
            _value(words, at, lang)
            if at < len(words) and _SPACE.fullmatch(text, words[at - 1].end, words[at].start)
            else None
        )
        if following is None:
            return after, whole + part
        beyond, more = following
        if more in (100, 1000) and part < more:
            part *= more
            whole, part = (whole + part, 0) if more == 1000 else (whole, part)
        elif more == 20 and part == 4 and lang.code == "fr":
            part = 80
        elif _fits(part, more, lang):
            part += more
        else:
            return after, whole + part
        after = beyond


def _round(words: Sequence[Token], i: int, lang: Language) -> tuple[int, int] | None:
    """A round number: "une dizaine", "decena"."""
    value = lang.round.get((words[i].folded,))
    return None if value is None else (i + 1, value)


def _fits(part: int, more: int, lang: Language) -> bool:
    """Whether a number word goes on with a smaller one: tens with ones, hundreds with tens; Arabic says the ones first."""
    if part == 0 or (part % 100 == 0 and more < 100):
        return True
    if part % 100 in range(20, 100, 10) and (more < 10 or (lang.code == "fr" and part % 100 in (60, 80) and more < 20)):
        return True
    if lang.code == "fr" and part % 100 == 10 and 7 <= more <= 9:
        return True
    return lang.code == "ar" and 0 < part % 100 < 10 and more in range(10, 100, 10)


def _cut(token: Token, lang: Language) -> int:
    return next((cut for form, cut in zip(token.forms, token.cut, strict=True) if (form,) in lang.numbers), 0)


def _said(words: Sequence[Token], i: int, listed: WordList) -> bool:
    """Whether a phrase of the list ends right before the ``i``-th word."""
    return any(
        (form, *(token.folded for token in words[i - n + 1 : i])) in listed.phrases
        for n in range(1, min(listed.longest, i) + 1)
        for form in words[i - n].forms
    )


def _range(words: Sequence[Token], i: int, value: int, lang: Language) -> Range:
    """The count with what is said of it before ("al menos", "около") or, in Arabic, right after the people ("على الأقل")."""
    at_least, more_than, about, up_to = (_said(words, i, lang.lists[name]) for name in _QUALIFIERS)
    after = any(
        tuple(t.folded for t in words[k : k + n]) in lang.lists["at_least"].phrases
        for k in range(i + 1, min(i + 4, len(words)))
        for n in range(2, lang.lists["at_least"].longest + 1)
    )
    if at_least or after:
        return Range(value, value, None)
    if more_than:
        return Range(value + 1, None, None)
    if up_to:
        return Range(None, None, value)
    if about or (words[i].folded,) in lang.round:
        return Range(9 * value // 10, value, -(-11 * value // 10))
    return Range(value, value, value)


def _beside(words: Sequence[Token], i: int, after: int, lang: Language) -> bool:
    """Whether a word of the dead or hurt stands right before or after a number."""
    neighbours = [*words[max(0, i - 1) : i], *words[after : after + 1]]
    return any(_kind_of(token, lang) is not None for token in neighbours)


def _effect(text: str, words: Sequence[Token], i: int, after: int, lang: Language) -> Effect | None:
    """What the nearest word of the dead or hurt says of a number that counts people, or that counts nothing by name.

    The number's own word goes first ("قتيلان", two dead), then the word right after it, then the nearest one of the clause
    within six words, yet none before an "and"; what follows goes before what precedes. A number of anything but people
    has none ("200 kilos").
    """
    own = _kind_of(words[i], lang) or (_kind_of(words[after], lang) if _joined(text, words, after) else None)
    if own is not None:
        return own
    people = any(
        lang.lists["people"].word(words[k].forms)
        for k in range(i, min(len(words), after + 2))
        if k < after or _joined(text, words, k)
    )
    bare = not _joined(text, words, after) or len(words[after].text) <= 2
    reach = _REACH if people else _BARE_REACH if bare else 0
    near = [
        (k - after + 1 if k >= after else i - k, k < i, effect)
        for k in range(max(0, i - reach), min(len(words), after + reach))
        if not i <= k < after
        and (effect := _kind_of(words[k], lang)) is not None
        and not any(lang.lists["breaks"].word(token.forms) for token in words[k + 1 : i])
        and not _SENTENCE.search(text, min(words[k].start, words[i].start), max(words[k].end, words[after - 1].end))
    ]
    return min(near, key=lambda found: found[:2])[2] if near else None


def _joined(text: str, words: Sequence[Token], k: int) -> bool:
    """Whether the ``k``-th word follows the one before with nothing but space between."""
    return 0 < k < len(words) and not text[words[k - 1].end : words[k].start].strip()


def _kind_of(token: Token, lang: Language) -> Effect | None:
    kinds = ((Effect.KILLED, lang.lists["killed"]), (Effect.INJURED, lang.lists["injured"]))
    return next((effect for effect, listed in kinds if listed.word(token.forms)), None)
