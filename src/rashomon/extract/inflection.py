"""The forms of English verbs and nouns, for the word lists of this room."""

from __future__ import annotations

import re
from collections.abc import Mapping

_PRINCIPAL: Mapping[str, tuple[str, ...]] = {
    "blow": ("blew", "blown"), "bring": ("brought",), "broadcast": ("broadcast",), "burn": ("burned", "burnt"), "cast": ("cast",),
    "come": ("came", "come"), "draw": ("drew", "drawn"), "feel": ("felt",), "find": ("found",), "forecast": ("forecast", "forecasted"),
    "foresee": ("foresaw", "foreseen"), "foretell": ("foretold",), "forget": ("forgot", "forgotten"), "give": ("gave", "given"),
    "go": ("went", "gone"), "have": ("had",), "hit": ("hit",), "hold": ("held",), "know": ("knew", "known"), "lay": ("laid",),
    "learn": ("learned", "learnt"), "make": ("made",), "misunderstand": ("misunderstood",), "put": ("put",), "read": ("read",),
    "rise": ("rose", "risen"), "say": ("said",), "see": ("saw", "seen"), "seek": ("sought",), "send": ("sent",), "set": ("set",),
    "shoot": ("shot",), "show": ("showed", "shown"), "slay": ("slew", "slain"), "speak": ("spoke", "spoken"),
    "spell": ("spelled", "spelt"), "stand": ("stood",), "strike": ("struck", "stricken"), "strive": ("strove", "striven", "strived"),
    "swear": ("swore", "sworn"), "take": ("took", "taken"), "tell": ("told",), "think": ("thought",), "throw": ("threw", "thrown"),
    "undertake": ("undertook", "undertaken"), "understand": ("understood",), "withdraw": ("withdrew", "withdrawn"),
    "write": ("wrote", "written"),
}  # fmt: skip
"""Past tense and past participle of the irregular verbs in the word lists."""
_STRESSED_LAST = frozenset(
    "admit commit compel concur confer control defer expel forget infer kidnap machinegun occur omit permit prefer propel rebel rebut "
    "refer regret repel submit transfer".split()
)
"""Verbs of more than one syllable that double their last consonant."""
_ONE_SYLLABLE = re.compile(r"[^aeiou]*[aeiou][^aeiouwxy]")


def _doubles(verb: str) -> bool:
    return verb in _STRESSED_LAST or bool(_ONE_SYLLABLE.fullmatch(verb.replace("qu", "q")))


def inflect(verb: str) -> tuple[str, ...]:
    """The forms of an English verb, itself first: by rule, with a list of the irregular ones in the word lists."""
    if verb.endswith("ie"):
        stem, past = verb[:-2] + "y", verb + "d"
    elif verb.endswith("e"):
        stem, past = (verb if verb.endswith(("ee", "oe", "ye")) else verb[:-1]), verb + "d"
    elif verb.endswith("y") and verb[-2] not in "aeiou":
        stem, past = verb, verb[:-1] + "ied"
    else:
        stem = verb + verb[-1] if _doubles(verb) else verb
        past = stem + "ed"
    return tuple(dict.fromkeys((verb, plural(verb), *_PRINCIPAL.get(verb, (past,)), stem + "ing")))


def plural(noun: str) -> str:
    """The regular plural of an English noun (or of a phrase's last word); a verb's third person is formed alike."""
    if noun.endswith("y") and noun[-2] not in "aeiou":
        return noun[:-1] + "ies"
    if noun.endswith(("s", "sh", "ch", "x", "z")) or noun in ("go", "veto", "echo"):
        return noun + "es"
    return noun + "s"
