"""Words that may fill a role, each form once a report, with the numbers by which it is judged."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from rashomon.extract.encoder.layout import ROLES
from rashomon.extract.page import Page
from rashomon.extract.roles.candidates import name_run, spans_of
from rashomon.extract.roles.heads import Evidence
from rashomon.model import DraftIncident

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]

DRAFTED = dict(zip(ROLES, ("perpetrators", "perpetrators", "targets", "victims", "victims", "weapons"), strict=True))
_ENTITIES = ("", "PERSON", "ORG", "GPE", "NORP", "DATE", "CARDINAL", "FAC", "PRODUCT", "LOC")
_NAMES = (
    "",
    "place",
    "media",
    "group",
    "faction",
    "umbrella",
    "state",
    "military",
    "police",
    "intelligence",
    "political_party",
)
_ARTICLES = frozenset({"a", "an", "the"})
LIKELY = 0.02
"""Below this a noun is not looked at for a role."""


@dataclass(frozen=True, slots=True)
class Occurrence:
    """One span of a form: its tokens (both ends included), its head, and how well it fits as the extent of its head."""

    first: int
    last: int
    head: int
    extent: float
    relative: float
    best: bool


@dataclass(frozen=True, slots=True)
class Filler:
    """A form that may fill a role; ``values`` is the row of numbers that the trees judge."""

    role: str
    form: str
    occurrences: tuple[Occurrence, ...]
    lead: Occurrence
    values: tuple[float, ...]
    score: float = 0.0

    @property
    def heads(self) -> frozenset[int]:
        """The tokens of its heads."""
        return frozenset(o.head for o in self.occurrences)


@dataclass(frozen=True)
class HeadScores:
    """Probabilities by noun: ``every`` from all texts, ``relevant`` given that the text tells an attack: (heads, 1 + roles)."""

    heads: Sequence[int]
    every: Floats
    relevant: Floats
    sentences: Floats
    document: float

    @cached_property
    def most(self) -> tuple[Floats, Floats]:
        """Largest probability of each role on the page."""
        return self.every.max(axis=0), self.relevant.max(axis=0)


def form_of(page: Page, first: int, last: int) -> str:
    """The words of a span without articles and punctuation, in lower case."""
    words = ("".join(c for c in w if c.isalnum()) for w in page.words[first : last + 1])
    return " ".join(w for w in words if w and w not in _ARTICLES)


def candidate_spans(page: Page, heads: Sequence[int]) -> list[list[tuple[int, int, str]]]:
    """By head: spans (first, last, form) that are not empty."""
    return [[(a, b, f) for a, b in spans_of(page, i) if (f := form_of(page, a, b))] for i in heads]


def fillers(
    e: Evidence,
    drafts: Sequence[DraftIncident],
    scores: HeadScores,
    spans: Sequence[Sequence[tuple[int, int, str]]],
    extents: Sequence[Mapping[str, Floats]],
) -> list[Filler]:
    """Every form that may fill a role, sorted by role and form."""
    found: dict[tuple[str, str], list[tuple[int, Occurrence]]] = {}
    for h, (mine, by_role) in enumerate(zip(spans, extents, strict=True)):
        for role, fit in by_role.items():
            top = float(fit.max())
            for n, (a, b, form) in enumerate(mine):
                if fit[n] >= min(0.15 * top, 0.3):
                    one = Occurrence(
                        a, b, scores.heads[h], float(fit[n]), float(fit[n]) / top, bool(fit[n] >= top - 1e-9)
                    )
                    found.setdefault((role, form), []).append((h, one))
    judge = _Judge(e, drafts, scores)
    return [judge.filler(role, form, listed) for (role, form), listed in sorted(found.items())]


class _Judge:
    """Works out the numbers of one report's forms."""

    def __init__(self, e: Evidence, drafts: Sequence[DraftIncident], scores: HeadScores) -> None:
        self.e, self.page, self.scores = e, e.page, scores
        self.n_drafts, self.n_relevant = len(drafts), sum(d.muc_relevant for d in drafts)
        self.drafted: dict[str, set[str]] = {}
        for part in set(DRAFTED.values()):
            spans = [p for d in drafts for p in getattr(d, part) if p.start is not None and p.end is not None]
            ranges = (self.page.token_range(p.start, p.end) for p in spans)
            self.drafted[part] = {form_of(self.page, a, b - 1) for a, b in ranges if b > a}
        self.flag = {part: [any(x.startswith("draft." + part) for x in a) for a in e.asserted] for part in self.drafted}

    def filler(self, role: str, form: str, listed: list[tuple[int, Occurrence]]) -> Filler:
        k = ROLES.index(role) + 1
        relevant = self.scores.relevant
        _, lead = max(listed, key=lambda o: (relevant[o[0], k] * o[1].extent, -o[1].first))
        rows = sorted({h for h, _ in listed})
        values = (
            *self._likelihood(rows, k),
            *self._extent([o for _, o in listed]),
            *self._place(rows, lead),
            *self._shape(lead),
            *self._rules(rows, role, form),
        )
        return Filler(role, form, tuple(o for _, o in listed), lead, tuple(float(v) for v in values))

    def _likelihood(self, rows: list[int], k: int) -> list[float]:
        s = self.scores
        a, q = s.every[rows, k], s.relevant[rows, k]
        most_a, most_q = s.most
        return [
            a.max(), a.mean(), a.sum(), a[0], q.max(), q.mean(), q.sum(), q[0], *s.relevant[rows].max(axis=0), s.every[rows, 0].min(),
            a.max() / most_a[k], q.max() / most_q[k], most_a[k], most_q[k],
        ]  # fmt: skip

    def _extent(self, listed: list[Occurrence]) -> list[float]:
        fits = [o.extent for o in listed]
        return [max(fits), sum(fits) / len(fits), max(o.relative for o in listed), sum(o.best for o in listed)]

    def _place(self, rows: list[int], lead: Occurrence) -> list[float]:
        s, page = self.scores, self.page
        sentences = [page.sentence_of[s.heads[h]] for h in rows]
        told = s.sentences[sentences]
        first = min(sentences)
        return [
            told.max(), told.mean(), s.sentences.max(), s.document, len(rows), self.e.units(lead.first, lead.last),
            first, first / len(page.sentences),
            len(page.sentences),
        ]  # fmt: skip

    def _shape(self, lead: Occurrence) -> list[float]:
        page, i = self.page, lead.head
        entity, name, run = page.entity_at[i], page.name_at[i], name_run(page, i)
        span = (lead.first, lead.last)
        known = page.token_range(name.start, name.end) if name else None
        kind, label = name.kind if name else "", self.e.label(i)
        return [
            self.e.units(lead.first, i) - 1, self.e.units(i, lead.last) - 1,
            name is None and entity is not None and (entity[0], entity[1] - 1) == span,
            known is not None and (known[0], known[1] - 1) == span,
            run == span, self.e.units(*run) if run else -1,
            _ENTITIES.index(label) if label in _ENTITIES else len(_ENTITIES), _NAMES.index(kind) if kind in _NAMES else len(_NAMES),
            page.tags[i] in ("NNP", "NNPS"), page.tags[i] in ("NNS", "NNPS"), page.tags[lead.first] == "CD",
            page.capital[lead.first], all(page.capital[lead.first : lead.last + 1]),
        ]  # fmt: skip

    def _rules(self, rows: list[int], role: str, form: str) -> list[float]:
        e, part = self.e, DRAFTED[role]
        heads = [self.scores.heads[h] for h in rows]
        flags = [self.flag[part][i] for i in heads]
        return [
            form in self.drafted[part], max(flags), sum(flags) / len(flags), self.n_drafts, self.n_relevant,
            sum(e.speaks[i] for i in heads) / len(heads), sum(e.quoted[i] for i in heads) / len(heads),
            any(e.asserted[i] & _AFFIRMED for i in heads), any("perpetrator.negated" in e.asserted[i] for i in heads),
        ]  # fmt: skip


_AFFIRMED = frozenset({"perpetrator.affirmed", "claimant.affirmed", "attacker.affirmed"})
