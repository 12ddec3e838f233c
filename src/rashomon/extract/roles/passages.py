"""What a sentence and a whole report are made of, as features for judging whether an attack is told and of which kind."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from rashomon.extract.roles.heads import Evidence
from rashomon.model import DraftIncident, Facet, Statement

LEAD_WORDS = 70
LEAD_SENTENCES = 4
_NAMED_VALUES = (Facet.TACTIC, Facet.WEAPON, Facet.TARGET)


def _worded(word: str) -> bool:
    return word.isalpha() or word[0] == "<"


def sentence_features(e: Evidence, s: int) -> list[str]:
    """Names of the features of sentence ``s``: words, pairs of words, event words, what the rules drafted from it."""
    first, after = e.page.sentences[s]
    words = e.unit_words(first, after)
    found = {"w=" + w for w in words} | {f"b={a} {b}" for a, b in pairwise(words)}
    found |= {"ev=" + name for name in e.sentence_events[s]} | {"rd=" + d for d in e.drafted[s]}
    found.add(f"sn={min(s, 8)}")
    return sorted(found)


def document_features(e: Evidence, statements: Sequence[Statement], drafts: Sequence[DraftIncident]) -> list[str]:
    """Names of the features of a report: its words, those it begins with, its events, what the rules made of it."""
    words = e.unit_words(0, len(e.words))
    found = {"w=" + w for w in words if _worded(w)}
    found |= {f"b={a} {b}" for a, b in pairwise(words) if _worded(a) and _worded(b)}
    found |= {"lead.w=" + w for w in words[:LEAD_WORDS] if _worded(w)}
    for s, names in enumerate(e.sentence_events):
        found |= {"ev=" + n for n in names}
        if s < LEAD_SENTENCES:
            found |= {"lead=" + n for n in names}
    for d in drafts:
        found |= {f"d={d.type}.{d.muc_relevant}", f"ds={d.stage}.{d.muc_relevant}"}
        found |= {f"dt={v.effect}" for v in d.victims}
    found.add(f"nd={min(4, len(drafts))}")
    found.add(f"nr={min(4, sum(d.muc_relevant for d in drafts))}")
    for st in statements:
        found |= {f"as={a.facet}.{a.value if a.facet in _NAMED_VALUES else st.status}" for a in st.asserts}
    return sorted(found)
