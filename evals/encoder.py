"""The encoder alone on MUC-4: its scores turned into templates in the simplest way, without the product's own decoding.

    python -m evals.encoder --data PATH [--split tst1,tst2] [--json FILE]

One template per incident type that the document tells; mentions of a role are one participant when their words are the same, when
one holds the other's words, or when one is the initials of the other; a participant goes into the templates of the types that its
mentions score for. The figures are those of ``evals.muc4``. In ``gtt_f1`` and ``ree_*`` the victims are those by name, as
the definition wants; the ``described`` figures add victims by description. ``status_accuracy`` takes the mentions of each
organisation of the key as given. The thresholds were tuned on ``tst1`` and ``tst2``.
"""

from __future__ import annotations

import argparse
import re
import sys
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any

from evals import muc_gold
from evals.corpora import muc4_documents, muc4_keys
from evals.harness import Outcome, Scored, Stat, chosen, run
from evals.muc4 import template_stats
from evals.muc_keys import Template
from evals.muc_training import occurrences
from evals.templates import PredictedTemplate, normalize
from rashomon.extract.encoder import Encoder, EncoderScores, RoleSpan, role_spans
from rashomon.model import Status

ROLE_NAMES = {
    "individual": "PerpInd",
    "organization": "PerpOrg",
    "target": "Target",
    "victim": "Victim",
    "described_victim": "Victim",
    "weapon": "Weapon",
}


@dataclass(frozen=True, slots=True)
class Thresholds:
    """From which score on something counts: a document as relevant, a type as told, a mention by role, a share in a type."""

    relevance: float = 0.2
    type: float = 0.2
    share: float = 0.5
    inner: float = 0.2
    role: Mapping[str, float] = field(
        default_factory=lambda: {
            "individual": 0.5,
            "organization": 0.6,
            "target": 0.5,
            "victim": 0.8,
            "described_victim": 0.6,
            "weapon": 0.2,
        }
    )


@dataclass(slots=True)
class Entity:
    """Mentions of one participant, the surest first."""

    role: str
    mentions: list[RoleSpan]
    names: list[str]


def same(one: str, other: str) -> bool:
    """Whether two normalised mentions of one role name one participant: by their words, or one by the other's initials."""
    a, b = one.split(), other.split()
    initials = {"".join(w[0] for w in words if w not in ("of", "and", "for", "de", "la")) for words in (a, b)}
    return set(a) <= set(b) or set(b) <= set(a) or one in initials or other in initials


def _aliases(spans: Sequence[RoleSpan], text: str) -> set[frozenset[str]]:
    """Pairs of names of which the second stands in brackets after the first: ``NATIONAL FRONT [FN]``."""
    found = set()
    for one, other in pairwise(sorted(spans, key=lambda s: (s.role, s.start))):
        if one.role == other.role and re.fullmatch(r"\W*[\[(]\W*", text[one.end : other.start]):
            found.add(frozenset(normalize(text[s.start : s.end]) for s in (one, other)))
    return found


def entities(spans: Sequence[RoleSpan], text: str) -> list[Entity]:
    """Mentions joined to participants, role by role."""
    found: list[Entity] = []
    aliases = _aliases(spans, text)
    for span in sorted(spans, key=lambda s: (-s.score, s.start)):
        name = normalize(" ".join(text[span.start : span.end].split()))
        if not name:
            continue
        for entity in found:
            known = entity.names if entity.role == span.role else []
            if any(same(name, other) or frozenset((name, other)) in aliases for other in known):
                entity.mentions.append(span)
                entity.names.append(name)
                break
        else:
            found.append(Entity(span.role, [span], [name]))
    return found


def templates(scores: EncoderScores, text: str, at: Thresholds, *, described: bool) -> list[PredictedTemplate]:
    """One template for each type that the document tells, the likeliest type alone where none reaches its threshold."""
    if scores.relevance <= at.relevance:
        return []
    types = [name for name, score in scores.types.items() if score > at.type]
    types = types or [max(scores.types, key=lambda name: scores.types[name])]
    spans = [s for s in role_spans(text, scores, 0.0, at.inner) if s.score > at.role[s.role]]
    roles: dict[str, dict[str, list[str]]] = {name: {role: [] for role in ROLE_NAMES.values()} for name in types}
    for entity in entities([s for s in spans if described or s.role != "described_victim"], text):
        shares = [scores.types_of(m.start, m.end) for m in entity.mentions]
        mean = {name: sum(share[name] for share in shares) / len(shares) for name in types}
        chosen_types = [n for n in types if mean[n] > at.share] or [max(mean, key=lambda n: mean[n])]
        for name in chosen_types:
            roles[name][ROLE_NAMES[entity.role]].append(entity.names[0])
    return [
        PredictedTemplate(name.replace("_", " "), {role: tuple(dict.fromkeys(said)) for role, said in by_role.items()})
        for name, by_role in roles.items()
    ]


def status_stats(scores: EncoderScores, text: str, keys: Sequence[Template]) -> dict[str, Stat]:
    """Counts for the status of each organisation of the key whose name stands in the text."""
    right = n = claimed = claimed_right = claimed_gold = 0
    for organization in muc_gold.organizations(keys):
        spans = [span for form in organization.forms for span in occurrences(form, text)]
        n += 1
        claimed_gold += Status.CLAIMED in organization.statuses
        if spans:
            probabilities = scores.status(spans)
            answer = Status(max(probabilities, key=lambda name: probabilities[name]))
        else:
            answer = Status.POSSIBLE
        right += answer in organization.statuses
        claimed += answer is Status.CLAIMED
        claimed_right += answer is Status.CLAIMED and answer in organization.statuses
    return {
        "status_accuracy": (right, n),
        "status_claim_f1": (claimed_right, claimed, claimed_right, claimed_gold),
    }


def score_document(
    scores: EncoderScores, document: Mapping[str, Any], keys: Sequence[Template], at: Thresholds
) -> Scored:
    """One message against its key."""
    text = document["text"]
    plain = normalize(" ".join(text.split()))
    both = [templates(scores, text, at, described=described) for described in (False, True)]
    stats = template_stats(*both, keys, plain)
    told = muc_gold.relevant(keys)
    if told is not None:
        stats["relevance_accuracy"] = (int((scores.relevance > at.relevance) == told), 1)
    stats |= status_stats(scores, text, keys)
    return Scored(document["id"], stats, (f"split={document['split']}",))


def evaluate(options: argparse.Namespace) -> Outcome:
    """Read every message with the encoder and score it."""
    encoder = Encoder.load()
    keys = muc4_keys(options.data.parent if options.data.is_file() else options.data)
    documents = [d for d in chosen(muc4_documents(options.data), options.split, None) if d["id"] in keys]
    documents = documents[: options.limit]
    before = time.process_time()
    read = [encoder.scores(d["text"]) for d in documents]
    rate = len(documents) / max(time.process_time() - before, 1e-9)
    at = Thresholds()
    scored = [score_document(s, d, keys[d["id"]], at) for s, d in zip(read, documents, strict=True)]
    return Outcome(scored, extra={"engine": encoder.key, "documents_per_cpu_second": round(rate, 1)})


if __name__ == "__main__":
    sys.exit(run("encoder", "tst1,tst2", evaluate))
