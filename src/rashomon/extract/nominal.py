"""Who is named as a source without a verb of speech: "according to the police", "the ministry's statement that"."""

from __future__ import annotations

from rashomon.extract.attribution import Attribution
from rashomon.extract.lexicon import cues
from rashomon.extract.page import Page
from rashomon.extract.phrasing import Phrasing
from rashomon.extract.voices import Voices


class Nominal:
    """Reads "according to" and the nouns of ``data/cues.toml`` on one page."""

    def __init__(self, page: Page, voices: Voices, phrasing: Phrasing) -> None:
        self.page = page
        self.voices = voices
        self.phrasing = phrasing
        self._cues = cues()

    def according(self, i: int) -> Attribution | None:
        """ "According to X": what stands around it in its clause."""
        page = self.page
        to = page.child(i, "prep")
        noun = page.child(to, "pobj") if to is not None else page.child(i, "pobj")
        if noun is None:
            return None
        head = page.heads[i]
        while page.deps[head] in ("prep", "pobj", "nummod", "amod") and page.heads[head] != head:
            head = page.heads[head]
        if not page.is_verb(head) and not any(page.is_verb(t) for t in page.subtree(head)):
            while page.heads[head] != head and not page.is_verb(head):
                head = page.heads[head]
        low, high = page.left[i], page.right[i]
        first = page.left[head]
        if page.words[first] == "that":
            first += 1
        parts = (self.phrasing.trim(first, low - 1), self.phrasing.trim(high + 1, page.right[head]))
        voice = self.voices.of(noun)
        last = to if to is not None else i + 1
        return Attribution("according", "report", (i, last), None, voice, [p for p in parts if p])

    def at(self, i: int) -> Attribution | None:
        """ "The cell's statement that …", "the group's adoption of the attack", "a claim of responsibility by …"."""
        page = self.page
        word = page.words[i]
        act = self._cues.nouns[word]
        head = page.heads[i]
        if word in ("doubt", "doubts") and any(page.words[c] in ("no", "little", "any") for c in page.children[i]):
            return None  # "had no doubt that": what follows is held, not doubted
        if page.deps[i] == "pobj" and page.deps[head] == "prep":
            head = page.heads[head]
        if (
            page.is_verb(head)
            and self._cues.verbs.get(page.words[head], ("", ""))[1] == "report"
            and page.child(head, "ccomp") is not None
        ):
            return None
        if page.is_verb(head) and self._cues.verbs.get(page.words[head], ("", ""))[0] in (
            "claim",
            "deny",
            "admit",
            "adopt",
            "say",
        ):
            return None
        clause = next(
            (
                c
                for c in page.children[i]
                if page.deps[c] in ("acl", "ccomp")
                and c > i
                and page.tags[c] not in ("VBG",)
                and any(page.words[m] == "that" for m in page.children[c])
            ),
            None,
        )
        owner = self.voices.owner(i)
        voice = self.voices.of(owner) if owner is not None else None
        if clause is not None:
            return Attribution(word, act, (i, i), None, voice, self.phrasing.clause(i, clause))
        of = next((c for c in page.children[i] if page.words[c] == "of" and page.deps[c] == "prep"), None)
        if voice is not None and word in ("adoption", "claim", "claims") and (of is not None or word == "adoption"):
            span = (
                self.phrasing.trim(page.left[of], page.right[of]) if of is not None else (page.starts[i], page.ends[i])
            )
            return Attribution(word, "claim", (i, i), None, voice, [span] if span else [])
        if (
            voice is not None
            and word in ("statements", "remarks", "comments")
            and page.deps[i] == "nsubj"
            and page.is_verb(head)
        ):
            dobj = page.child(head, "dobj")
            if page.words[head] not in self._cues.verbs and dobj is not None and self.phrasing.about_people(head):
                span = self.phrasing.trim(head, page.right[head])
                return Attribution(word, act, (i, i), None, voice, [span] if span else [])
        return None
