"""Who speaks: names, roles, bodies, and what pronouns and "the spokesman" stand for."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass, replace

from rashomon.extract.lexicon import cues, people
from rashomon.extract.names import ARMED_KINDS
from rashomon.extract.page import Page
from rashomon.model import fold

_SINGULAR_PRONOUNS = frozenset({"he", "she", "him", "her"})
_PLURAL_PRONOUNS = frozenset({"they", "them"})
OFFICE = re.compile(
    r"^(?:spokes\w+|officials?|sources?|chiefs?|heads?|commanders?|ministers?|leaders?|members?|officers?|directors?|secretary|"
    r"analysts?|researchers?|experts?|representatives?|prosecutors?|judges?|doctors?|president|premier|minister|mayor|governor|"
    r"bishop|ambassador|colonel|general|captain|lieutenant|major|investigators?|correspondents?|authorities|services|forces)$"
)
"""Last words of roles: who holds an office, or a body that speaks."""
_ANONYMOUS = re.compile(
    r"\b(?:sources?|officials?|anonymous\w*|unnamed|unidentified|condition of anonymity|witness(?:es)?)\b"
)
_MESSAGES = frozenset(
    {
        "letter",
        "letters",
        "video",
        "videotape",
        "recording",
        "leaflet",
        "leaflets",
        "note",
        "caller",
        "e-mail",
        "email",
        "statement",
        "message",
    }
)
_NAME_KINDS = frozenset({"PERSON", "ORG", "GPE", "NORP", "FAC"})


@dataclass(frozen=True, slots=True)
class Voice:
    """A speaker in one report. ``first``/``last`` are tokens, ``head`` its noun; ``kinds`` come from the word list."""

    first: int
    last: int
    head: int
    name: str | None
    role: str | None
    organization: str | None
    kinds: frozenset[str]
    anonymous: bool
    pronoun: bool = False


def _space(match: re.Match[str]) -> str:
    """White space as one space; a remark in brackets as nothing."""
    return "" if "(" in match.group() else " "


class Voices:
    """Turns a noun into a ``Voice``; remembers who spoke, for pronouns and repeated names."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.full_names = self._full_names()
        self.spoken: list[Voice] = []
        self.known: dict[str, Voice] = {}

    def _full_names(self) -> dict[str, list[str]]:
        """Folded last word of a person's name → the longest names that end so."""
        found: dict[str, list[str]] = {}
        for first, after, label in self.page.entities:
            if label == "PERSON":
                name = self._clean(first, after)
                if len(name) > 2:
                    found.setdefault(fold(name).split(" ")[-1] if fold(name) else "", []).append(name)
        return {last: sorted(set(names), key=lambda n: (-len(n), n)) for last, names in found.items()}

    def _clean(self, first: int, after: int) -> str:
        page = self.page
        while first < after and (page.words[first] in ("the", " ", '"') or page.kinds(first) & {"authority"}):
            first += 1
        text = page.text[page.starts[first] : page.ends[after - 1]] if first < after else ""
        text = re.sub(r"\s+", " ", text).strip(" ,.\"'“”")
        return re.sub(r"['’]s?$", "", text)

    def plausible(self, i: int) -> bool:
        """Whether a noun can speak: a name, a pronoun, a person or body of the word list."""
        page = self.page
        if page.words[i] in _SINGULAR_PRONOUNS | _PLURAL_PRONOUNS | {"i", "we", "who"}:
            return True
        hit = page.name_at[i]
        if hit is not None and hit.kind == "place":
            return False
        return bool(page.entity_of[i] in _NAME_KINDS or (hit and hit.kind != "place") or page.kinds(i) or self.owner(i))

    def owner(self, i: int) -> int | None:
        """Whose statement a noun such as "statement" is: the possessor, the compound, or the "of"/"by" phrase."""
        page = self.page
        if page.words[i] not in cues().nouns:
            return None
        for c in page.children[i]:
            if page.deps[c] == "poss" and page.words[c] not in ("his", "her", "their", "its"):
                return c
        for c in page.children[i]:
            if page.words[c] in ("of", "by", "from") and page.deps[c] in ("prep", "agent"):
                pobj = page.child(c, "pobj")
                if pobj is not None and (page.entity_of[pobj] in _NAME_KINDS or page.kinds(pobj)):
                    return pobj
        if page.words[i] in _MESSAGES:  # "a letter in the name of X"
            after = min(page.right[i], page.heads[i] if page.heads[i] > i else page.right[i])
            for t in range(i + 1, after + 1):
                named = page.name_at[t]
                if named is not None and named.kind in ARMED_KINDS:
                    return t
        for c in page.children[i]:
            hit = page.name_at[c]
            if page.deps[c] in ("compound", "amod", "nmod") and (
                page.entity_of[c] in ("ORG", "NORP", "GPE", "PERSON") or page.kinds(c) or (hit and hit.kind != "place")
            ):
                return c
        return None

    def of(self, i: int | None) -> Voice | None:
        """The voice of a noun; pronouns and bare roles are traced back."""
        page = self.page
        if i is None:
            return None
        if page.words[i] in cues().nouns:
            owner = self.owner(i)
            group = page.name_at[owner] if owner is not None else None
            if owner is not None and page.words[i] in _MESSAGES and group is not None and owner > i:
                return self._plain(owner)
            if owner is not None and page.deps[owner] in ("compound", "amod", "nmod"):
                return self._compound(i)
            if owner is not None:
                return self.of(owner)
            verb = page.heads[i]
            if page.deps[i] in ("dobj", "pobj") and verb != i:
                issuer = page.subject(verb if page.is_verb(verb) else page.heads[verb])
                if issuer is not None and issuer != i and page.words[issuer] not in cues().nouns:
                    return self.of(issuer)
        if page.words[i] in _SINGULAR_PRONOUNS | _PLURAL_PRONOUNS | {"it", "i", "we", "who"}:
            return self._pronoun(i)
        voice = self._plain(i)
        return self._same_as_before(voice) if voice.name is None else self._fullest(voice)

    def _compound(self, i: int) -> Voice:
        """ "Iraqi security versions": the words before the noun name the body."""
        page = self.page
        first = page.left[i]
        while first < i - 1 and page.words[first] in ("the", "a", "an", "while", "recent", "official"):
            first += 1
        entity = self._entity_around(i - 1)
        name = self._clean(*entity[:2]) if entity and entity[0] <= first and entity[1] >= i else None
        role = self._words(first, i - 1)
        kinds = self._role_kinds(role)
        voice = Voice(first, i - 1, i - 1, name, None if name else role, None, kinds, is_anonymous(name, role))
        return self._fullest(voice) if name else voice

    def _pronoun(self, i: int) -> Voice | None:
        """Whom a pronoun stands for; nobody by name where the text does not say."""
        word = self.page.words[i]
        if word == "who" and self.page.deps[self.page.heads[i]] == "relcl":
            return self.of(self.page.heads[self.page.heads[i]])
        singular = word in _SINGULAR_PRONOUNS or word == "i"
        for voice in reversed(self.spoken):
            if (not singular and word != "it") or self._is_person(voice) == singular:
                return replace(voice, first=i, last=i, head=i, pronoun=True)
        person = self._last_person(i) if singular else None
        return person or Voice(i, i, i, None, None, None, frozenset(), False, pronoun=True)

    def _is_person(self, voice: Voice) -> bool:
        if voice.name is not None and voice.role is None:
            return self.page.entity_of[voice.head] not in ("ORG", "GPE", "NORP") and "group" not in voice.kinds
        last = (voice.role or "").lower().split(" ")
        return bool(voice.name and "group" not in voice.kinds) or any(OFFICE.match(word) for word in last)

    def _last_person(self, i: int) -> Voice | None:
        near = [e for e in self.page.entities if e[2] == "PERSON" and e[1] <= i]
        if near and self.page.sentence_of[i] - self.page.sentence_of[near[-1][0]] <= 2:
            return replace(self._fullest(self._plain(near[-1][1] - 1)), first=i, last=i, head=i, pronoun=True)
        return None

    def _plain(self, i: int) -> Voice:
        page = self.page
        first, last = page.noun_phrase(i)
        introduced = self._introduced(i, first, last)
        if introduced is not None:
            return introduced
        entity = self._entity_around(i)
        name = None
        role = None
        if entity is not None:
            name = self._clean(entity[0], entity[1]) or None
            role = self._role(i, entity)
        elif page.name_at[i] is not None and page.name_at[i].kind != "place":  # type: ignore[union-attr]
            hit = page.name_at[i]
            name = re.sub(r"\s+", " ", page.text[hit.start : hit.end]) if hit else None
        else:
            role = self._words(first, last)
        kinds = self._role_kinds(role) if role else frozenset()
        if "political" not in kinds:
            kinds |= page.kinds(i)
        label = entity[2] if entity else ""
        if page.kinds(i) and label != "PERSON":
            # "Iraqi government", "Interior Ministry": a body, named by its whole phrase
            role = role or self._words(first, last)
        return Voice(first, last, i, name, role, self._organization(i, role), kinds, is_anonymous(name, role))

    def _introduced(self, i: int, first: int, last: int) -> Voice | None:
        """ "A Syrian minister, John Doe, said": the role first and the name in apposition."""
        page = self.page
        named = page.child(i, "appos")
        if not page.kinds(i) or named is None or self._entity_around(i) is not None:
            return None
        hit = page.name_at[named]
        if hit is not None and hit.kind in ARMED_KINDS:  # "the militant group X said"
            role = self._words(page.left[i], i)
            return Voice(first, last, i, page.text[hit.start : hit.end], role, None, page.kinds(i) | {"group"}, False)
        if page.entity_of[named] != "PERSON":
            return None
        person = self._entity_around(named)
        name = self._clean(*person[:2]) if person else ""
        role = self._words(page.left[i], i)
        kinds = self._role_kinds(role) | page.kinds(i)
        anonymous = is_anonymous(name or None, role)
        return Voice(first, last, i, name or None, role, self._organization(i, role), kinds, anonymous)

    def _entity_around(self, i: int) -> tuple[int, int, str] | None:
        entity = self.page.entity_at[i]
        if entity is None or entity[2] not in _NAME_KINDS or self.page.kinds(i) & {"authority", "source", "expert"}:
            return None
        return entity

    def _role(self, i: int, entity: tuple[int, int, str]) -> str | None:
        page = self.page
        appositive = page.child(i, "appos")
        if appositive is not None and appositive > i and page.kinds(appositive):
            return self._words(*page.noun_phrase(appositive))
        before = [t for t in range(page.left[i], entity[0]) if not page.words[t].isspace()]
        while before and page.words[before[0]] in ("the", "a", "an", "and", '"', ","):
            before.pop(0)
        if before and any(page.kinds(t) for t in before):
            return self._words(before[0], before[-1])
        if page.deps[i] == "appos" and page.kinds(page.heads[i]):
            return self._words(page.left[page.heads[i]], page.heads[i])
        return None

    def _words(self, first: int, last: int) -> str:
        while first < last and self.page.words[first] in ("the", "a", "an"):
            first += 1
        return re.sub(r"['’]s?$", "", re.sub(r"\s*\([^)]*\)?|\s+", _space, self.page.span(first, last).text))

    @staticmethod
    def _role_kinds(role: str) -> frozenset[str]:
        listed = people().kinds
        words = re.findall(r"[\w'-]+", role.lower())
        found: set[str] = set()
        for a, b in zip(words, [*words[1:], ""], strict=False):
            found |= listed.get(f"{a} {b}", frozenset()) | listed.get(a, frozenset())
        if words and words[0] in ("former", "ex", "retired", "then-") and "authority" in found:
            found = (found - {"authority"}) | {"political"}  # out of office, nobody speaks for it
        return frozenset(found)

    def _organization(self, i: int, role: str | None) -> str | None:
        """The body somebody speaks for: before the office ("Interior Ministry spokesman") or after "of"/"for"/"in"."""
        page = self.page
        appositive = page.child(i, "appos")
        for noun in (i, appositive):
            if noun is None or not OFFICE.match(page.words[noun]):
                continue
            for c in page.children[noun]:
                if page.words[c] in ("of", "for", "from", "at", "in") and page.deps[c] == "prep":
                    pobj = page.child(c, "pobj")
                    if pobj is not None and (page.entity_of[pobj] in ("ORG", "GPE", "NORP", "FAC") or page.kinds(pobj)):
                        return self._words(*page.noun_phrase(pobj))
            before = [
                t for t in range(page.left[noun], noun) if page.words[t] not in ("the", "a", "an", "former", " ", "one")
            ]
            if before and any(
                page.kinds(t) or page.entity_of[t] in ("ORG", "GPE", "NORP") or page.name_at[t] for t in before
            ):
                return self._words(before[0], before[-1])
        if role:
            m = re.search(
                r"^(.*\b(?:ministry|army|police|forces|command|government|agency))\s+(?:\w+\s)?spokes\w+", role, re.I
            )
            if m:
                return m.group(1)
        return None

    def _fullest(self, voice: Voice) -> Voice:
        if not voice.name:
            return voice
        last = fold(voice.name).split(" ")[-1]
        full = [n for n in self.full_names.get(last, ()) if fold(n).endswith(fold(voice.name)) or fold(n) == last]
        name = full[0] if full and len(fold(full[0])) > len(fold(voice.name)) else voice.name
        known = self.known.get(fold(name))
        if known is not None:
            return replace(
                voice,
                name=name,
                role=voice.role or known.role,
                organization=voice.organization or known.organization,
                kinds=voice.kinds | known.kinds,
            )
        return replace(voice, name=name)

    def _same_as_before(self, voice: Voice) -> Voice:
        """ "The former Iranian president" is the person introduced as such; "the organization" the group last named."""
        page = self.page
        definite = page.words[page.left[voice.head]] in ("the", "that", "this") or voice.first == voice.head
        if not definite or not voice.role:
            return voice
        role = fold(voice.role)
        for known in reversed(list(self.known.values())):
            if known.role and len(role.split()) > 1 and role in fold(known.role):
                return replace(known, first=voice.first, last=voice.last, head=voice.head)
        for spoken in reversed(self.spoken):
            if spoken.role and (role in fold(spoken.role).split() or (" " in role and role in fold(spoken.role))):
                return replace(spoken, first=voice.first, last=voice.last, head=voice.head)
        if page.words[voice.head] in people().anaphors:
            group = self.last_group(voice.first)
            if group is not None:
                return replace(voice, name=group, kinds=voice.kinds | {"group"})
        return voice

    def last_group(self, before: int) -> str | None:
        """The armed group or force named last before a token (states and outlets apart)."""
        page = self.page
        n = bisect_left(page.groups, page.starts[before], key=lambda hit: hit.start)
        if n == 0:
            return None
        hit = page.groups[n - 1]
        return re.sub(r"\s+", " ", page.text[hit.start : hit.end])

    def introduce(self) -> None:
        """Remember everybody whom the text introduces with a role, before anybody speaks."""
        for _first, after, label in self.page.entities:
            if label != "PERSON":
                continue
            head = after - 1
            while self.page.heads[head] in range(_first, after) and self.page.heads[head] != head:
                head = self.page.heads[head]
            voice = self._plain(head)
            if voice.name and voice.role:
                full = self._fullest(voice)
                self.known.setdefault(fold(full.name or ""), full)

    def remember(self, voice: Voice) -> None:
        """Note that somebody spoke."""
        self.spoken.append(voice)
        if voice.name and voice.role:
            self.known.setdefault(fold(voice.name), voice)


def is_anonymous(name: str | None, role: str | None) -> bool:
    """Whether a role without a name keeps its bearer hidden ("a security source")."""
    return name is None and bool(role and _ANONYMOUS.search(role.lower()))
