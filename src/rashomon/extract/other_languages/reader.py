"""What can be told of a passage in another language without a parse. No statement is made, no incident told."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence

from rashomon.extract.names import ARMED_KINDS, NameHit, NameIndex
from rashomon.extract.other_languages.dates import DateHit, find_dates
from rashomon.extract.other_languages.names import KnownNames
from rashomon.extract.other_languages.numbers import NumberHit, find_numbers
from rashomon.extract.other_languages.tokens import Token, tokens
from rashomon.extract.other_languages.words import Language, language
from rashomon.extract.passages import Passage
from rashomon.model import Issue, Level, Mention, MentionKind, Reading, Report, Unread

_SENTENCE_END = re.compile(r"[.!?؟。！？…]+[»”\"')\]]*(?=\s|$)|\n")
_PLACES = frozenset({"place", "state"})
_NAMED = {
    MentionKind.ACTOR: "name",
    MentionKind.PLACE: "place",
    MentionKind.NUMBER: "number",
    MentionKind.TIME: "date",
}

Hit = NameHit | DateHit | NumberHit


class OtherLanguages:
    """Reads passages that an engine's parse does not cover, against the names that the engine knows."""

    def __init__(self, names: NameIndex) -> None:
        self._names = KnownNames(names)

    def read(self, report: Report, passages: Sequence[Passage]) -> Reading:
        """Mentions, unread passages and one issue that says what was analysed and what was not; statements and drafts never."""
        mentions: list[Mention] = []
        unread: list[Unread] = []
        for passage in passages:
            lang = language(passage.language)
            words = tokens(report.text, passage.start, passage.end)
            hits = self._hits(report.text, words, lang)
            mentions += [_mention(report, hit, passage.language) for hit in hits]
            unread += _unread(report, passage, words, lang, hits)
        issues = (_issue(report, passages, mentions),) if passages else ()
        return Reading(
            report=report.id,
            statements=(),
            drafts=(),
            unread=tuple(unread),
            issues=issues,
            mentions=tuple(mentions),
        )

    def _hits(self, text: str, words: Sequence[Token], lang: Language) -> list[Hit]:
        """Names before dates before numbers where they overlap ("23 de Marzo" may be a movement), in the order of the text."""
        found: list[Hit] = list(self._names.find(text, words, lang))
        for more in (find_dates(text, words, lang), find_numbers(text, words, lang)):
            taken = {k for hit in found for k in range(hit.start, hit.end)}
            found += [hit for hit in more if taken.isdisjoint(range(hit.start, hit.end))]
        return sorted(found, key=lambda hit: (hit.start, hit.end))


def _mention(report: Report, hit: Hit, code: str | None) -> Mention:
    count, effect = (hit.count, hit.effect) if isinstance(hit, NumberHit) else (None, None)
    if isinstance(hit, NameHit):
        kind, value = (MentionKind.PLACE if hit.kind in _PLACES else MentionKind.ACTOR), hit.name
    else:
        kind, value = (MentionKind.TIME if isinstance(hit, DateHit) else MentionKind.NUMBER), str(hit.value)
    return Mention(
        report=report.id,
        text=report.text[hit.start : hit.end],
        start=hit.start,
        end=hit.end,
        kind=kind,
        language=code,
        value=value,
        count=count,
        effect=effect,
    )


def _unread(
    report: Report, passage: Passage, words: Sequence[Token], lang: Language, hits: Sequence[Hit]
) -> Iterator[Unread]:
    """Sentences with the language of an attack; where a language has no word list, those that name an armed group."""
    if lang.listed:
        telling = [word.start for word in words if lang.lists["attack"].word(word.forms)]
        why = f"text in {lang.name}: not analysed; names, numbers and dates only"
    else:
        telling = [hit.start for hit in hits if isinstance(hit, NameHit) and hit.kind in ARMED_KINDS]
        why = f"text in {lang.name}: not analysed; names an armed group, and there is no word list for this language"
    start = passage.start
    ends = [m.end() for m in _SENTENCE_END.finditer(report.text, passage.start, passage.end)]
    for end in dict.fromkeys([*ends, passage.end]):
        words_of = report.text[start:end]
        if bisect_left(telling, start) < bisect_left(telling, end):
            lead = len(words_of) - len(words_of.lstrip())
            yield Unread(report=report.id, start=start + lead, end=start + len(words_of.rstrip()), why=why)
        start = end


def _issue(report: Report, passages: Sequence[Passage], mentions: Sequence[Mention]) -> Issue:
    """One issue for the report: which of its text was not analysed, and what was kept of it."""
    names = list(dict.fromkeys(language(passage.language).name for passage in passages))
    kinds = Counter(mention.kind for mention in mentions)
    kept = ", ".join(f"{kinds[kind]} {word}{'s' * (kinds[kind] != 1)}" for kind, word in _NAMED.items())
    length = sum(passage.end - passage.start for passage in passages)
    whole = length == len(report.text)
    what = "the text" if whole else f"{length} of {len(report.text)} characters"
    return Issue(
        code="language_not_analysed",
        level=Level.INFO,
        subject=report.origin,
        message=f"{what} in {' and '.join(names)}: kept, but no statement was read from it; found there: {kept}",
        report=report.id,
        start=None if whole else passages[0].start,
        end=None if whole else passages[-1].end,
    )
