"""How firmly something is put forward: hedged, conditional, unsaid, or rejected. A denial or a refusal to say never turns into a fact."""

from __future__ import annotations

import re
from collections.abc import Sequence

from rashomon.extract.attribution import Attribution
from rashomon.extract.inflection import inflect
from rashomon.extract.lexicon import cues
from rashomon.extract.page import Page
from rashomon.model import Modality

_DOUBTS = frozenset({"doubt", "doubts"})
_HELD_BACK = frozenset(form for verb in ("refuse", "decline", "fail", "hesitate", "avoid", "stop") for form in inflect(verb)) | {
    "unable", "unwilling", "reluctant"
}  # fmt: skip
"""What governs a verb of speech whose content is then not said ("refused to say that")."""
_NOT_SO = frozenset({"believe", "think", "expect", "suspect", "consider", "agree"})
"""Verbs whose negation speaks against their content ("does not believe that")."""
_STEPS = 3


def rejects(page: Page, a: Attribution) -> bool:
    """Whether the speaker speaks against the content: "doubted that", "ruled out that", "does not believe that"."""
    negated = a.verb is not None and page.negated(a.verb)
    if a.base in _DOUBTS or _rules_out(page, a):
        return not negated and not _held_back(page, a)
    return negated and a.base in _NOT_SO


def unsaid(page: Page, a: Attribution) -> bool:
    """Whether the speaker is said not to say it: "did not say that", "refused to confirm that", "did not deny that"."""
    if a.verb is None or a.base in _DOUBTS or a.base in _NOT_SO or _rules_out(page, a):
        return False
    return page.negated(a.verb) or _held_back(page, a)


def firmness(page: Page, a: Attribution) -> Modality:
    """The modality of an attribution: the cue's own, that of what is left unsaid or open, else that of the content."""
    if a.modality is not None:
        return a.modality
    if unsaid(page, a):
        return Modality.HYPOTHETICAL
    if _rules_out(page, a):
        return Modality.HEDGED
    return modality_of(page, a.content, a.base)


def _rules_out(page: Page, a: Attribution) -> bool:
    return a.base == "rule" and a.cue is not None and page.words[a.cue[1]] == "out"


def _held_back(page: Page, a: Attribution) -> bool:
    i = a.verb
    for _ in range(_STEPS):
        if i is None or page.heads[i] == i or page.deps[i] not in ("xcomp", "pcomp", "prep", "ccomp"):
            return False
        if page.deps[i] == "ccomp" and page.child(i, "nsubj") is not None:
            return False
        i = page.heads[i]
        if page.words[i] in _HELD_BACK:
            return True
    return False


def modality_of(page: Page, spans: Sequence[tuple[int, int]], base: str | None) -> Modality:
    """How firmly the words of some spans are put forward: see ``modality_in``."""
    return modality_in(" ".join(page.lower_text[s:e] for s, e in spans), base)


def modality_in(text: str, base: str | None) -> Modality:
    """How firmly: a question, a condition, a hypothesis, hedging words at the head of the content or in the cue, else asserted.

    ``text`` is the content in lower case, ``base`` the base form of its cue.
    """
    known = cues()
    if text.rstrip(' "”').endswith("?") or base == "ask" or base == "question":
        return Modality.QUESTION
    words = re.findall(r"[\w']+", text)[:14]
    if words and words[0] in known.conditional:
        return Modality.CONDITIONAL
    if base in known.hedging_verbs or any(w in known.hedged for w in words):
        return Modality.HEDGED
    if any(w in known.hypothetical for w in words[:8]) and "have" in words:
        return Modality.HYPOTHETICAL
    return Modality.ASSERTED
