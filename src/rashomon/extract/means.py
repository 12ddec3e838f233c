"""How it was done, with what, on whom, and with which toll."""

from __future__ import annotations

import re
from collections.abc import Iterator

from rashomon.extract.lexicon import objects
from rashomon.extract.spotting import DEEDS, Spotter
from rashomon.extract.tolls import find_tolls
from rashomon.model import Assertion, Effect, Facet, Polarity, Range

_ACCIDENT = re.compile(
    r"\b(?:gas leak|gas cylinder|gas explosion|accidental(?:ly)?|was an accident|electrical fault|short circuit|"
    r"technical fault)\b"
)


class Means(Spotter):
    """How it was done, with what, on whom, and with which toll."""

    def find(self) -> Iterator[Assertion]:
        """All of them, in no particular order."""
        yield from self._tactics_weapons_targets()
        yield from self._tolls()

    def _tactics_weapons_targets(self) -> Iterator[Assertion]:
        page, text = self.page, self.page.lower_text
        known = objects()
        for m in self._events.phrases.finditer(text):
            word = self._events.by_phrase.get(re.sub(r"\s+", " ", m.group()))
            if word and word.tactic and not word.weak:
                yield self._made(Facet.TACTIC, word.tactic, *m.span(), polarity=self._polarity_at(m.start()))
        for i, w in enumerate(page.words):
            word = (
                self._events.words.get(w)
                if page.tags[i].startswith("NN")
                else self._events.verbs.get(w)
                if page.is_verb(i)
                else None
            )
            if word and page.deps[i] == "compound" and page.words[page.heads[i]] not in self._events.words:
                continue  # "detonation points", "murder suspect"
            if word and word.tactic and not word.weak:
                yield self._made(
                    Facet.TACTIC, word.tactic, page.starts[i], page.ends[i], polarity=self._polarity_at(page.starts[i])
                )
        for m in known.weapon.finditer(text):
            name = known.weapon_of[re.sub(r"\s+", " ", m.group())]
            polarity = self._polarity_at(m.start())
            yield self._made(Facet.WEAPON, name, *m.span(), polarity=polarity)
            if name in ("explosive_device", "dynamite"):
                yield self._made(Facet.TACTIC, "bombing", *m.span(), polarity=polarity)
            if name in known.weapon_tactic:
                yield self._made(Facet.TACTIC, known.weapon_tactic[name], *m.span(), polarity=polarity)
        for m in known.planted.finditer(text):
            yield self._made(Facet.TACTIC, "planted_device", *m.span(), polarity=self._polarity_at(m.start()))
        for m in _ACCIDENT.finditer(text):
            yield self._made(Facet.TACTIC, "accident", *m.span(), polarity=self._polarity_at(m.start()))
        yield from self._targets()

    def _targets(self) -> Iterator[Assertion]:
        page = self.page
        known = objects()
        for m in known.target.finditer(page.lower_text):
            first, after = page.token_range(*m.span())
            noun = after - 1
            if noun < 0 or noun >= len(page) or not page.tags[noun].startswith("NN"):
                continue
            hit = page.name_at[noun]
            if hit is not None and hit.kind != "place":
                continue  # a group's name may hold the word ("… Brigades")
            if self._is_hit(noun):
                start = page.starts[first]
                for c in page.children[noun]:
                    if c < first and page.deps[c] in ("compound", "amod", "nmod") and c == first - 1:
                        first = page.left[c]
                        start = page.starts[first]
                yield self._made(Facet.TARGET, known.target_of[re.sub(r"\s+", " ", m.group())], start, page.ends[noun])

    def _is_hit(self, noun: int) -> bool:
        """Whether a noun stands where an attack's target stands: object of an attack word, or the place of an explosion."""
        page = self.page
        seen = 0
        i = noun
        while seen < 5:
            dep, head = page.deps[i], page.heads[i]
            if head == i:
                return False
            if dep in ("dobj", "nsubjpass") and (page.words[head] in self._events.verbs or page.words[head] in DEEDS):
                return True
            if dep == "pobj" and page.words[head] in (
                "on",
                "against",
                "at",
                "in",
                "near",
                "inside",
                "outside",
                "of",
                "to",
                "with",
                "between",
                "under",
                "beneath",
                "beside",
            ):
                anchor = page.heads[head]
                if (
                    page.words[anchor] in self._events.words
                    or page.words[anchor] in self._events.verbs
                    or page.words[anchor] in DEEDS
                ):
                    return True
                if page.words[anchor] in (
                    "up",
                    "off",
                    "fire",
                    "bomb",
                    "device",
                    "went",
                    "go",
                    "responsibility",
                    "killed",
                    "occurred",
                    "took",
                    "place",
                ):
                    return True
                i = anchor
            elif dep in ("conj", "compound", "nmod", "appos", "pobj", "prep"):
                if dep in ("compound", "nmod") and page.words[head] in self._events.words:
                    return True
                i = head
            else:
                return False
            seen += 1
        return False

    def _polarity_at(self, offset: int) -> Polarity:
        """Negated when the clause says "not a suicide bombing", "there was no bomb"."""
        before = self.page.lower_text[max(0, offset - 28) : offset]
        clause = re.split(r"[,;.:]| but ", before)[-1]
        return (
            Polarity.NEGATED
            if re.search(
                r"(?:\b(?:not|no|never|neither|nor|without|rather than|instead of)\b|n't)[^,;.]{0,24}$", clause
            )
            else Polarity.AFFIRMED
        )

    def _tolls(self) -> Iterator[Assertion]:
        page = self.page
        for first, after in page.sentences:
            for hit in find_tolls(page.lower_text, page.starts[first], page.ends[after - 1]):
                yield self._toll(hit.effect, hit.quantity, hit.party, hit.wording, hit.start, hit.end)

    def _toll(self, effect: Effect, quantity: Range, party: str, wording: str, start: int, end: int) -> Assertion:
        ends = ["" if v is None else str(int(v)) for v in (quantity.low, quantity.high)]
        return Assertion(
            facet=Facet.TOLL,
            value=f"{effect.value}:{ends[0]}-{ends[1]}",
            text=self.page.text[start:end],
            start=start,
            end=end,
            quantity=quantity,
            effect=effect,
            party=party,
            wording=wording,
        )
