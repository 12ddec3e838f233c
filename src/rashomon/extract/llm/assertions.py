"""What a statement asserts: quotes inside its own words, and values that these words bear out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from rashomon.extract.actors import clean_name
from rashomon.extract.llm import words
from rashomon.extract.llm.answer import CODED, AnsweredAssertion
from rashomon.extract.llm.counts import count_of
from rashomon.extract.llm.locating import Dropped, Locator, Place, shown
from rashomon.model import Act, Assertion, Facet, Polarity

NAMING = frozenset({Facet.PERPETRATOR, Facet.ADOPTER, Facet.CLAIMANT, Facet.AFFILIATION, Facet.ATTACKER})
_BLAMED = frozenset({Facet.PERPETRATOR, Facet.ATTACKER})
_BESIDE = 60
"""How far, in characters, words beside a name are looked at."""


class Asserted:
    """Turns the assertions of an answer into assertions of the model; what it does not take goes to ``dropped``."""

    def __init__(self, locator: Locator, dropped: list[Dropped]) -> None:
        self._locator = locator
        self._dropped = dropped

    def all(
        self,
        given: Sequence[AnsweredAssertion],
        content: Sequence[Place],
        speaker: Place | None,
        act: Act,
        drafts: Mapping[int, str],
    ) -> list[Assertion]:
        """Those that hold, in reading order, each facet and value once per spot. ``drafts``: ids by ref of the statement's attacks."""
        found: dict[tuple[Facet, str, int | None], Assertion] = {}
        for one in given:
            made = self._one(one, content, speaker, act, drafts)
            if isinstance(made, Dropped):
                self._dropped.append(made)
            else:
                found.setdefault((made.facet, made.value, made.start), made)
        return sorted(found.values(), key=lambda a: (a.start or 0, a.end or 0, a.facet, a.value))

    def _one(
        self,
        one: AnsweredAssertion,
        content: Sequence[Place],
        speaker: Place | None,
        act: Act,
        drafts: Mapping[int, str],
    ) -> Assertion | Dropped:
        place = self._place(one, content, speaker)
        if isinstance(place, Dropped):
            return place
        made = self._value(one, place)
        if isinstance(made, Dropped):
            return made
        if one.facet in _BLAMED and one.polarity is Polarity.AFFIRMED:
            if self._denied(place, act):
                return Dropped("answer_contradicts_words", f"the words reject that it was {shown(made.value)}", *place)
            if speaker is None and act is not Act.ACCUSE and self._said(place):
                return Dropped(
                    "answer_contradicts_words", f"somebody says that it was {shown(made.value)}, not the outlet", *place
                )
        return self._completed(made, one, drafts)

    def _place(self, one: AnsweredAssertion, content: Sequence[Place], speaker: Place | None) -> Place | Dropped:
        own = [speaker] if speaker is not None and one.facet in NAMING else []
        for within in (*content, *own):
            place = next(self._locator.places(one.quote, within), None)
            if place is not None:
                return self._locator.trimmed(place)
        return Dropped("quote_not_found", f"{one.facet.value}: not in what the statement says: {shown(one.quote)}")

    def _value(self, one: AnsweredAssertion, place: Place) -> Assertion | Dropped:
        text = self._locator.text[place[0] : place[1]]
        if one.facet is Facet.TOLL:
            return self._toll(one, place)
        if one.facet in CODED:
            return _coded(one, text, place)
        value = " ".join(text.split())
        if one.facet in NAMING:
            named = self._named(one, value)
            if isinstance(named, Dropped):
                return named
            value = named
        return Assertion(facet=one.facet, value=value, text=text, start=place[0], end=place[1])

    def _named(self, one: AnsweredAssertion, quote: str) -> str | Dropped:
        """The name in the quote, or the one that a pronoun or description stands for, which must be in the report too."""
        other = " ".join((one.stands_for or "").split())
        if other and other != quote:
            if not self._locator.has(other):
                return Dropped("value_not_in_quote", f"{shown(other)} is in neither the quote nor the report")
            if not words.may_stand_for(quote, other):
                return Dropped("answer_contradicts_words", f"{shown(quote)} is no {shown(other)}")
        name = clean_name(other or quote)
        if not name or words.names_nobody(name):
            return Dropped("value_not_in_quote", f"{one.facet.value}: {shown(quote)} names nobody")
        return name

    def _toll(self, one: AnsweredAssertion, place: Place) -> Assertion | Dropped:
        quote = self._locator.text[place[0] : place[1]]
        hit = count_of(quote, one.effect) if one.effect is not None else None
        if hit is None:
            return Dropped(
                "value_not_in_quote", f"no count of the {one.effect or 'dead or hurt'} in {shown(quote)}", *place
            )
        low, high = ("" if v is None else str(int(v)) for v in (hit.quantity.low, hit.quantity.high))
        start, end = place[0] + hit.start, place[0] + hit.end
        return Assertion(
            facet=Facet.TOLL, value=f"{hit.effect.value}:{low}-{high}", text=self._locator.text[start:end], start=start, end=end,
            quantity=hit.quantity, effect=hit.effect, party=hit.party, wording=hit.wording,
        )  # fmt: skip

    def _denied(self, place: Place, act: Act) -> bool:
        text = self._locator.text
        before, after = text[max(0, place[0] - _BESIDE) : place[0]], text[place[1] : place[1] + _BESIDE]
        return act is Act.DENY or words.rejected(before, after)

    def _said(self, place: Place) -> bool:
        start, end = self._locator.around(*place, reach=0)
        return words.speaks(self._locator.text[start:end])

    def _completed(self, made: Assertion, one: AnsweredAssertion, drafts: Mapping[int, str]) -> Assertion:
        about = " ".join((one.about or "").split()) or None
        if about is not None and not self._locator.has(about):
            self._dropped.append(Dropped("quote_not_found", f"not in the report: {shown(about)}"))
            about = None
        several = len(set(drafts.values())) > 1 and one.incident is not None
        return Assertion(
            facet=made.facet, value=made.value, text=made.text, start=made.start, end=made.end, polarity=one.polarity,
            about=clean_name(about) if about else None, quantity=made.quantity, effect=made.effect, party=made.party,
            wording=made.wording, incident=drafts.get(one.incident) if several and one.incident is not None else None,
        )  # fmt: skip


def _coded(one: AnsweredAssertion, text: str, place: Place) -> Assertion | Dropped:
    code = one.code.value if one.code is not None else None
    if code is None or code not in CODED[one.facet]:
        return Dropped("bad_answer_value", f"{one.facet.value} is never {code or 'without a code'}", *place)
    if not words.fits(one.facet, code, text):
        return Dropped("answer_contradicts_words", f"{shown(text)} is no {code}", *place)
    return Assertion(facet=one.facet, value=code, text=text, start=place[0], end=place[1])
