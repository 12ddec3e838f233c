"""Verbs by which somebody says, claims, denies or accuses ("said that", "was blamed on"), with what they say."""

from __future__ import annotations

from rashomon.extract.attribution import Attribution
from rashomon.extract.lexicon import cues
from rashomon.extract.page import Page
from rashomon.extract.phrasing import Phrasing
from rashomon.extract.quotations import Quotations
from rashomon.extract.subjects import Subjects
from rashomon.extract.voices import Voice, Voices

# Cues that take an object ("claimed responsibility", "blamed X for Y"), not only a clause.
_OBJECT_CUES = frozenset(
    "claim adopt deny reject refute dismiss disclaim accuse blame charge allege attribute implicate denounce condemn deplore "
    "decry repudiate admit confess acknowledge retract withdraw recant threaten confirm announce report reveal identify "
    "describe link tie trace disavow question doubt suspect".split()
)
_NEED_CLAUSE = frozenset(
    "see feel fear expect hold go make show find discover order urge call demand promise swear prove rule".split()
)
_LIVES = frozenset({"lives", "life", "victims", "people", "casualties", "dead", "victory", "territory", "land"})
_EMPTY_SUBJECTS = frozenset({"it", "there"})


class Saying:
    """Reads the verbs of ``data/cues.toml`` on one page."""

    def __init__(self, page: Page, voices: Voices, phrasing: Phrasing, quotations: Quotations) -> None:
        self.page = page
        self.voices = voices
        self.phrasing = phrasing
        self.quotations = quotations
        self._subjects = Subjects(page, voices, phrasing)
        self._cues = cues()

    def silent(self, i: int) -> bool:
        """Whether nothing less may be read into it: "should have claimed responsibility" is no claim, "did not accuse" no accusation."""
        act = self._cues.verbs[self.page.words[i]][1]
        return act == "claim" or (act == "accuse" and self.page.negated(i))

    def _cue(self, i: int) -> tuple[int, int]:
        """The verb's group, with "responsibility" in "claimed responsibility"."""
        first, last = self.phrasing.group(i)
        dobj = self.page.child(i, "dobj")
        if dobj is not None and self.page.words[dobj] == "responsibility" and dobj - i <= 3:
            last = dobj
        return first, last

    def at(self, i: int) -> Attribution | None:
        """The attribution of one listed verb; ``None`` where it does not introduce somebody's words."""
        page = self.page
        base, act = self._cues.verbs[page.words[i]]
        if base in ("point", "go", "make", "spell") and self.phrasing.particle(i) is None:
            return None
        if page.child(i, "nsubjpass") is not None or page.child(i, "auxpass") is not None:
            return self._passive(i, base, act)
        infinitive = page.tags[i] == "VB" and any(page.words[c] == "to" for c in page.children[i])
        if infinitive and page.child(i, "ccomp") is None:
            return None
        if act in ("claim", "accuse") and page.negated(i):
            return None  # "no group has claimed responsibility", "did not accuse anybody"
        subject = page.subject(i)
        if subject is None or subject == i or not self.voices.plausible(subject):
            if page.child(i, "ccomp") is None or (subject is not None and page.words[subject] not in self._cues.nouns):
                return None
        content = (
            self.phrasing.at_the_end(i)
            or self._complement(i)
            or self.phrasing.parenthetical(i)
            or (self._object(i, base) if base not in _NEED_CLAUSE else [])
        )
        if base == "hold":
            content = self._responsible(i)
        if not content and base in _NEED_CLAUSE:
            return None
        voice = self.voices.of(subject) if subject is not None and page.words[subject] not in _EMPTY_SUBJECTS else None
        voice = self._subjects.named_by_pronoun(i, voice)
        if not content:
            quoted = self.quotations.beside(i)
            content = [self.quotations.inside(quoted)] if quoted is not None else self.phrasing.after_colon(i)
            if not content:
                return None
        act = "claim" if base == "take" else act
        return Attribution(base, act, self._cue(i), i, voice, content, via=self._via(i))

    def _complement(self, i: int) -> list[tuple[int, int]]:
        """The complement clause of a verb, also where the parser hangs it on "in a statement"."""
        page = self.page
        clause = page.child(i, "ccomp")
        if clause is None:
            for c in page.children[i]:
                if page.deps[c] in ("prep", "dobj"):
                    noun = c if page.deps[c] == "dobj" else page.child(c, "pobj")
                    if noun is not None and page.words[noun] in self._cues.nouns:
                        clause = next(
                            (a for a in page.children[noun] if page.deps[a] in ("acl", "ccomp", "relcl") and a > noun),
                            None,
                        )
                        if clause is not None and page.tags[clause] in ("VBG", "VBN"):
                            clause = None  # "a statement saying": the participle is a cue of its own
                    if clause is not None:
                        break
        if clause is None:
            clause = page.child(i, "xcomp") if page.words[i] not in ("ordered",) and self._says_to(i) else None
        if clause is None or (page.words[clause] in self._cues.verbs and page.words[clause] == page.words[i]):
            return []
        return self.phrasing.clause(i, clause)

    def _says_to(self, i: int) -> bool:
        base = self._cues.verbs[self.page.words[i]][0]
        return base in ("claim", "deny", "admit", "threaten", "vow", "swear", "confess", "promise")

    def _object(self, i: int, base: str) -> list[tuple[int, int]]:
        """Everything after the verb, for cues that take an object."""
        page = self.page
        if base not in _OBJECT_CUES:
            return []
        dobj = page.child(i, "dobj")
        prep = next((c for c in page.children[i] if page.deps[c] == "prep" and c > i), None)
        if dobj is None and (prep is None or base not in ("confess", "admit")):
            return []
        if base in ("claim", "adopt") and dobj is not None and (page.words[dobj] in _LIVES or self._at_large(i, dobj)):
            return []
        if base in (
            "identify",
            "describe",
            "link",
            "tie",
            "trace",
            "report",
            "reject",
            "question",
        ) and not self.phrasing.about_people(i):
            return []
        last = page.right[i]
        for c in page.children[i]:
            if c > i and page.deps[c] in ("conj", "advcl", "parataxis", "ccomp") and page.is_verb(c):
                last = min(last, page.left[c] - 1)
        while last > i and page.words[last] in ("and", "but", ","):
            last -= 1
        first = self._cue(i)[1] + 1
        if dobj is not None and dobj < first and first > last:
            first = dobj
        span = self.phrasing.trim(first, last)
        if span is None and dobj is not None:
            span = self.phrasing.trim(dobj, dobj)  # "denied responsibility."
        return [span] if span else []

    def _at_large(self, i: int, dobj: int) -> bool:
        """ "Has falsely claimed many attacks": about a habit, not an act of speech."""
        page = self.page
        if any(page.words[c] in ("falsely", "often", "repeatedly", "previously", "usually") for c in page.children[i]):
            return True
        definite = any(
            page.words[c] in ("the", "these", "those", "both", "all", "two", "three") for c in page.children[dobj]
        )
        return page.tags[dobj] == "NNS" and not definite

    def _responsible(self, i: int) -> list[tuple[int, int]]:
        """ "Hold X responsible for Y"."""
        page = self.page
        if not any(page.words[t] in ("responsible", "accountable") for t in page.subtree(i) if t > i):
            return []
        span = self.phrasing.trim(i + 1, page.right[i])
        return [span] if span else []

    def _passive(self, i: int, base: str, act: str) -> Attribution | None:
        """ "Was claimed by X", "was blamed on X", "X was accused of", "it was reported that"."""
        page = self.page
        agent = page.child(i, "agent")
        by = page.child(agent, "pobj") if agent is not None else None
        patient = page.child(i, "nsubjpass")
        clause = page.child(i, "ccomp")
        if clause is not None and (patient is None or page.words[patient] in _EMPTY_SUBJECTS):
            return Attribution(
                base, act, self.phrasing.group(i), i, self.voices.of(by), self.phrasing.clause(i, clause), passive=True
            )
        if base not in _OBJECT_CUES or patient is None or (by is not None and not self.voices.plausible(by)):
            return None
        if base in ("link", "tie", "trace", "charge", "report", "identify", "describe", "confirm") and act != "claim":
            if not self.phrasing.about_people(i):
                return None
        if act in ("claim",) and by is None:
            return None
        low, high = page.left[i], page.right[i]
        if page.deps[i] in ("relcl", "acl"):
            return Attribution(
                base,
                act,
                self.phrasing.group(i),
                i,
                self.voices.of(by),
                [self.phrasing.trim(i, high) or (0, 0)],
                passive=True,
            )
        parts: list[tuple[int, int] | None] = []
        if agent is not None and act in ("claim", "condemn", "accuse", "deny", "threaten"):
            parts = [
                self.phrasing.trim(low, i - 1),
                self.phrasing.trim(i + 1, page.left[agent] - 1),
                self.phrasing.trim(page.right[agent] + 1, high),
            ]
        else:
            parts = [self.phrasing.trim(low, high)]
        return Attribution(
            base, act, self.phrasing.group(i), i, self.voices.of(by), [p for p in parts if p], passive=True
        )

    def _via(self, i: int) -> list[Voice]:
        """ "Told AFP", "in a statement to Reuters": the outlet that heard it."""
        page = self.page
        for c in page.children[i]:
            noun = (
                c
                if page.deps[c] in ("dobj", "dative")
                else page.child(c, "pobj")
                if page.words[c] in ("to", "by")
                else None
            )
            if noun is None or page.is_verb(noun):
                continue
            hit = page.name_at[noun]
            if (hit is not None and hit.kind == "media") or "media" in page.kinds(noun):
                voice = self.voices.of(noun)
                return [voice] if voice else []
        return []
