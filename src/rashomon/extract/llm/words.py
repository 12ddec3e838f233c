"""What quoted words themselves say, held against what a model says of them. English word lists; other languages pass."""

from __future__ import annotations

import re
from collections.abc import Sequence

from rashomon.extract.lexicon import cues, events, objects
from rashomon.extract.voices import OFFICE
from rashomon.model import Act, Facet, Modality, fold
from rashomon.model.taxonomy import tactic_relation

_NEGATION = re.compile(r"\b(?:not|never|neither|nor|no)\b|n['’]t\b", re.IGNORECASE)
_REJECTED_AFTER = re.compile(
    r"['’]?s?,?\s+(?:(?:had|have|has|was|were|is|are|did|does|do|could|would|can)(?:\s+(?:absolutely|certainly|simply))?\s+"
    r"(?:not\b(?!\s+(?:only|just|ruled?\b))|never\b|nothing\s+to\s+do\b|no\s+(?:part|role|hand|involvement|link|connection|responsibility)\b)"
    r"|(?:did|was|were|is|are|had|has|have|could|would|ca)n['’]t\b)",
    re.IGNORECASE,
)
_REJECTED_BEFORE = re.compile(
    r"(?:\bnot|\bnever|\bneither|\brather than|\binstead of|\bdeny(?:ing)?|\bdenie[sd]|\bden(?:y|ies) that)\s+"
    r"(?:(?:that|the|a|an|by|of|any)\s+){0,3}$",
    re.IGNORECASE,
)
_DENIAL = re.compile(r"(?:den(?:y|ie[sd]|ying)|reject|refut|dismiss|disavow|disclaim|rebut)", re.IGNORECASE)
_SPEECH = re.compile(
    r"\b(?:sa(?:y|ys|id|ying)|t(?:ell|ells|old)|according to|den(?:y|ies|ied|ying)|reject(?:s|ed|ing)?|refut(?:e[sd]?|ing)|"
    r"dismiss(?:es|ed|ing)?|disavow(?:s|ed)?|disclaim(?:s|ed)?|rebut(?:s|ted)?|claim(?:s|ed|ing)?|accus(?:e[sd]?|ing)|blam(?:e[sd]?|ing)|"
    r"alleg(?:e[sd]?|ing|edly)|announce[sd]?|reported(?:ly)?|believe[sd]?|suspect(?:s|ed)?|insist(?:s|ed)?|argue[sd]?|suggest(?:s|ed)?|"
    r"confirm(?:s|ed)?|add(?:s|ed)|wrote|attribut(?:e[sd]?|ing)|quot(?:e[sd]?|ing))\b",
    re.IGNORECASE,
)
"""Words that are somebody's saying and hardly ever anything else: fewer than the cues, which need a parse ("Islamic State")."""
_STANDS_FOR_OTHERS = frozenset(
    "he she it they we i him her them us who the this that these those its their his our a an".split()
)
_PRONOUNS = frozenset("he she it they we i him her them us who this that these those itself himself themselves".split())
_BODIES = frozenset({"authorities", "services", "forces"})
_MODALITY_FROM_WORDS = (Modality.QUESTION, Modality.CONDITIONAL, Modality.HEDGED, Modality.HYPOTHETICAL)


def act_of_cue(cue: str | None) -> tuple[str | None, Act | None]:
    """Base form and act of the verb or noun in a cue, by the word lists; ``None`` for words that they do not hold."""
    known = cues()
    for word in re.findall(r"[\w'-]+", (cue or "").lower()):
        if word in known.verbs:
            base, act = known.verbs[word]
            return base, Act(act)
        if word in known.nouns:
            return word, Act(known.nouns[word])
    return None, None


def negated(cue: str, before: str) -> bool:
    """Whether a cue is itself negated ("did not deny"), in its own words or those right before it."""
    return bool(_NEGATION.search(cue) or _NEGATION.search(before[-16:]))


def speaks(text: str) -> bool:
    """Whether a sentence reports what somebody says."""
    return bool(_SPEECH.search(text))


def denial_before(before: str) -> bool:
    """Whether the last word of saying in what stands before a content is a denial, and not itself negated."""
    said = list(_SPEECH.finditer(before))
    return bool(said and _DENIAL.match(said[-1].group()) and not _NEGATION.search(before[: said[-1].start()][-16:]))


def rejected(before: str, after: str) -> bool:
    """Whether the words beside a name say that it was not the one ("X did not", "not X", "X had nothing to do with")."""
    return bool(_REJECTED_AFTER.match(after) or _REJECTED_BEFORE.search(before))


def weaker(given: Modality, by_words: Modality) -> Modality:
    """The words outweigh a model that takes a hedge for an assertion; a model that sees a hedge is believed."""
    return by_words if given is Modality.ASSERTED and by_words in _MODALITY_FROM_WORDS else given


def may_stand_for(quote: str, name: str) -> bool:
    """Whether words can mean ``name``: they share a word with it, or are a pronoun or description without a name of their own."""
    words = quote.split()
    if set(fold(quote).split()) & set(fold(name).split()):
        return True
    if not words or len(words) > 8:
        return False
    if fold(quote) in _PRONOUNS or (OFFICE.match(fold(words[-1])) and fold(words[-1]) not in _BODIES):
        return True
    described = fold(words[0]) in _STANDS_FOR_OTHERS
    return (quote.isupper() and described) or not any(w[:1].isupper() for w in (words[1:] if described else words))


def names_nobody(quote: str) -> bool:
    """Whether a quote is a bare pronoun."""
    return fold(quote) in _PRONOUNS


def fits(facet: Facet, code: str, quote: str) -> bool:
    """Whether a code agrees with what the word lists know of the quote; what they do not know fits."""
    known = values_known(facet, quote)
    if facet is Facet.TACTIC:
        return not known or any(tactic_relation(code, other) != "incompatible" for other in known)
    return not known or code in known


def values_known(facet: Facet, quote: str) -> Sequence[str]:
    """The codes that the word lists find in a quote."""
    text = " ".join(quote.lower().split())
    listed = objects()
    if facet is Facet.WEAPON:
        return [listed.weapon_of[" ".join(m.group().split())] for m in listed.weapon.finditer(text)]
    if facet is Facet.TARGET:
        return [listed.target_of[" ".join(m.group().split())] for m in listed.target.finditer(text)]
    if facet is not Facet.TACTIC:
        return []
    told = [events().by_phrase[" ".join(m.group().split())] for m in events().phrases.finditer(text)]
    told += [w for word in re.findall(r"[\w-]+", text) if (w := events().words.get(word) or events().verbs.get(word))]
    return [w.tactic for w in told if w.tactic and not w.weak]


def attack_words(text: str) -> list[str]:
    """The words in ``text`` that tell of an attack, in order."""
    known, lower = events(), text.lower()
    found = [(m.start(), m.group()) for m in known.phrases.finditer(lower)]
    found += [
        (m.start(), m.group())
        for m in re.finditer(r"[\w-]+", lower)
        if m.group() in known.words or m.group() in known.verbs
    ]
    return list(dict.fromkeys(" ".join(word.split()) for _, word in sorted(found)))
