"""Draft incidents as the rules made them, revised by the trained judgement of who fills which role."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from rashomon.extract.drafts import STATUS_ORDER, vagueness
from rashomon.extract.page import Page
from rashomon.extract.roles.choosing import Part, Thresholds, by_type, participants, told_types
from rashomon.extract.roles.encoded import joined
from rashomon.extract.roles.fillers import Occurrence, form_of
from rashomon.extract.roles.scoring import Models, RoleScores, score
from rashomon.extract.roles.status import asserted_statuses, status_given
from rashomon.extract.tolls import whole_number
from rashomon.model import (
    Assertion,
    DraftIncident,
    Effect,
    Facet,
    IncidentType,
    Participant,
    ParticipantKind,
    Place,
    Span,
    Stage,
    Statement,
    Status,
    TimeSpan,
    fold,
    stable_id,
)

if TYPE_CHECKING:
    from rashomon.extract.encoder import Encoder

_KINDS = {"individual": ParticipantKind.INDIVIDUAL, "organization": ParticipantKind.ORGANIZATION}
_LIKE_ATTACK = frozenset({IncidentType.ASSASSINATION, IncidentType.OTHER, IncidentType.ATTACK})
REACH = 3
"""Sentences between the telling of an attack and a participant of it."""
_WORTH_ASKING = 0.1
"""Below this relevance by the role models the encoder is not asked: it would make 2 of such 48 messages of MUC-4 relevant."""
_VETO = 0.1
"""A participant of the rules is left out when the trained judgement of its words lies below this."""


@dataclass(frozen=True)
class Judges:
    """Who judges: the role models, and the encoder beside them where it is there. ``key`` names their weights."""

    models: Models
    encoder: Encoder | None = None
    at: Thresholds = field(default_factory=Thresholds)

    @property
    def key(self) -> str:
        """Changes with any of the weights."""
        return f"roles/{self.models.key}" + (f" encoder/{self.encoder.key}" if self.encoder else "")


def revise(
    page: Page, statements: Sequence[Statement], drafts: Sequence[DraftIncident], judges: Judges
) -> list[DraftIncident]:
    """The drafts, with the participants of those that the report is about as the models judge them, and ``muc_relevant`` set.

    A told type that no draft has gives a draft of its own. What the rules drafted beyond the told types stays as it is.
    """
    scores = score(page, statements, drafts, judges.models)
    if judges.encoder is not None and scores.relevance >= _WORTH_ASKING:
        scores = joined(page, scores, judges.encoder)
    return _Revision(page, statements, scores, judges.at).of(drafts)


class _Revision:
    def __init__(self, page: Page, statements: Sequence[Statement], scores: RoleScores, at: Thresholds) -> None:
        self.page, self.scores, self.at = page, scores, at
        self.statements = statements
        self.judged: dict[tuple[str, str], float] = {}
        for f in scores.fillers:
            self.judged[f.role, f.form] = max(f.score, self.judged.get((f.role, f.form), 0.0))

    def of(self, drafts: Sequence[DraftIncident]) -> list[DraftIncident]:
        types = told_types(self.scores, self.at)
        parts = participants(self.scores.fillers, self.at)
        shared = by_type(parts, types, self.scores, self.page.sentence_of, self.at)
        left = [replace(d, muc_relevant=False) for d in drafts]
        made: list[DraftIncident] = []
        for kind in sorted(types, key=lambda t: -self.scores.types[t]):
            mine = shared[kind]
            home = self._home(IncidentType(kind), mine, left)
            elsewhere = {n for d in drafts if d is not home for n in self._told(d)}
            mine = self._near(mine, home, elsewhere)
            if home is not None:
                left.remove(home)
                made.append(self._filled(home, IncidentType(kind), mine, elsewhere))
            else:
                new = self._new(IncidentType(kind), mine, elsewhere)
                if new is not None:
                    made.append(new)
        order = {d.id: n for n, d in enumerate(drafts)}
        return sorted([*made, *left], key=lambda d: (order.get(d.id, len(order)), d.id))

    def _told(self, draft: DraftIncident | None) -> set[int]:
        """The sentences that tell of a draft."""
        return {self._sentence(s) for s in draft.spans if s.start is not None} if draft else set()

    def _near(self, parts: Sequence[Part], home: DraftIncident | None, elsewhere: set[int]) -> list[Part]:
        """Without participants that are named only far from where the attack is told, or only where another one is told."""
        told = self._told(home)

        def near(p: Part) -> bool:
            mine = {self.page.sentence_of[o.head] for f in (p.lead, *p.others) for o in f.occurrences}
            if mine & told:
                return True
            return not mine <= elsewhere and (not told or min(abs(a - b) for a in mine for b in told) <= REACH)

        return [p for p in parts if near(p)]

    def _home(self, kind: IncidentType, parts: Sequence[Part], drafts: Sequence[DraftIncident]) -> DraftIncident | None:
        """The draft that tells it: of its type if there is one, with most of the participants' sentences, the first of equals."""
        sentences = {self.page.sentence_of[o.head] for p in parts for o in p.lead.occurrences}

        def told(d: DraftIncident) -> int:
            return len(self._told(d) & sentences)

        same = [d for d in drafts if d.type is kind or (kind is IncidentType.ATTACK and d.type in _LIKE_ATTACK)]
        pool = same or [d for d in drafts if told(d)]
        return max(pool, key=lambda d: (told(d), -drafts.index(d)), default=None)

    def _sentence(self, span: Span) -> int:
        token = min(self.page.token_range(span.start or 0, (span.start or 0) + 1)[0], len(self.page) - 1)
        return self.page.sentence_of[token]

    def _new(self, kind: IncidentType, parts: Sequence[Part], elsewhere: set[int]) -> DraftIncident | None:
        """A draft for an attack that the rules did not see: told by the sentence that most participants stand in."""
        sentences = [self.page.sentence_of[p.lead.lead.head] for p in parts]
        if not sentences:
            return None
        most = max(sorted(set(sentences)), key=lambda s: (sentences.count(s), -s))
        first, after = self.page.sentences[most]
        start, end = self.page.starts[first], self.page.ends[after - 1]
        empty = DraftIncident(
            id=stable_id("d", self.page.report.id, kind.value, start, end), report=self.page.report.id, type=kind,
            stage=Stage.ACCOMPLISHED, date=None, location=None, muc_relevant=True, label=kind.value,
            spans=(self.page.span_at(start, end),),
        )  # fmt: skip
        filled = self._filled(empty, kind, parts, elsewhere)
        return replace(filled, location=self._place([most]))

    def _filled(
        self, draft: DraftIncident, kind: IncidentType, parts: Sequence[Part], elsewhere: set[int]
    ) -> DraftIncident:
        made: dict[str, list[Participant]] = {}
        parts = self._told_once(parts)
        home = self._told(draft)
        for part in parts:
            made.setdefault(part.role, []).append(self._participant(part, home))
        killers = made.get("individual", []) + made.get("organization", [])
        victims = made.get("victim", []) + made.get("described_victim", [])
        victims += self._kept(draft.victims, ("victim", "described_victim"), victims)
        keep = kind is IncidentType.ATTACK and draft.type in _LIKE_ATTACK
        told = [self.page.sentence_of[p.lead.lead.head] for p in parts] + [self._sentence(s) for s in draft.spans]
        told = [n for n in told if n not in elsewhere]
        return replace(
            draft,
            type=draft.type if keep else kind,
            date=draft.date or self._time(told),
            muc_relevant=True,
            perpetrators=_ordered(killers + self._kept(draft.perpetrators, ("individual", "organization"), killers)),
            targets=_ordered(made.get("target", []) + self._kept(draft.targets, ("target",), made.get("target", []))),
            victims=_ordered(victims),
            weapons=_ordered(made.get("weapon", []) + self._kept(draft.weapons, ("weapon",), made.get("weapon", []))),
        )

    def _told_once(self, parts: Sequence[Part]) -> list[Part]:
        """Without a description that stands beside a name: "the candidate, X" is one victim."""
        page = self.page
        named = [o for p in parts if p.role == "victim" for f in (p.lead, *p.others) for o in f.occurrences]

        def beside(o: Occurrence, n: Occurrence) -> bool:
            first, second = sorted((o, n), key=lambda one: one.first)
            between = page.words[first.last + 1 : second.first]
            same_sentence = page.sentence_of[n.head] == page.sentence_of[o.head]
            return same_sentence and len(between) <= _BESIDE and all(w in _BETWEEN for w in between)

        def same(p: Part) -> bool:
            one = p.role == "described_victim" and page.tags[p.lead.lead.head] in ("NN", "NNP")
            return one and any(beside(o, n) for o in p.lead.occurrences for n in named)

        return [p for p in parts if not same(p)]

    def _nearest(self, facet: Facet, sentences: Sequence[int]) -> list[Assertion]:
        """What statements assert of a facet in the sentences that tell the attack, the sentence that tells most first."""
        found: list[tuple[int, int, Assertion]] = []
        for s in self.statements:
            for a in s.asserts:
                if a.facet is facet and a.start is not None and a.end is not None:
                    n = self._sentence(Span(a.text, a.start, a.end))
                    if n in sentences:
                        found.append((-sentences.count(n), a.start, a))
        return [a for _, _, a in sorted(found, key=lambda f: f[:2])]

    def _time(self, sentences: Sequence[int]) -> TimeSpan | None:
        for a in self._nearest(Facet.TIME, sentences):
            if vagueness(a.value) == 0:
                return TimeSpan(text=a.value, start=a.start, end=a.end)
        return None

    def _place(self, sentences: Sequence[int]) -> Place | None:
        return next(
            (Place(text=a.value, start=a.start, end=a.end) for a in self._nearest(Facet.PLACE, sentences)), None
        )

    def _kept(
        self, rules: Iterable[Participant], roles: tuple[str, ...], learned: Sequence[Participant]
    ) -> list[Participant]:
        """Participants of the rules that the models neither have nor reject."""
        have = [(s.start, s.end) for p in learned for s in (Span(p.text, p.start, p.end), *p.mentions)]
        words = {fold(p.text).rstrip("s") for p in learned}
        kept = []
        for p in rules:
            if (
                p.start is None
                or p.end is None
                or any(s is not None and e is not None and s < p.end and p.start < e for s, e in have)
            ):
                continue
            if fold(p.text).rstrip("s") in words:
                continue
            a, b = self.page.token_range(p.start, p.end)
            # somebody claims, accuses or denies: the models have no say in that
            said = p.status not in (None, Status.FACT)
            if said or max(self.judged.get((r, form_of(self.page, a, b - 1)), 0.0) for r in roles) >= _VETO:
                kept.append(p)
        return kept

    def _participant(self, part: Part, home: set[int]) -> Participant:
        lead = part.lead.lead
        span = self.page.span_at(self.page.starts[lead.first], self.page.ends[lead.last])
        others = {(o.first, o.last) for f in (part.lead, *part.others) for o in f.occurrences if o.best}
        others -= {(a, b) for a, b in others if a <= lead.last and lead.first <= b}
        mentions = tuple(self.page.span_at(self.page.starts[a], self.page.ends[b]) for a, b in sorted(others))
        kind = _KINDS.get(part.role)
        status = self._status([span, *mentions], part.role, home) if kind else None
        effect = self._effect(part) if part.role.endswith("victim") else None
        named = part.role == "victim" if effect else None
        number = self._number(part) if effect else None
        return Participant(
            text=span.text, start=span.start, end=span.end, mentions=mentions, kind=kind, status=status, effect=effect,
            named=named, number=number,
        )  # fmt: skip

    def _status(self, spans: Sequence[Span], role: str, home: set[int]) -> Status:
        """The strongest status that a statement gives these words, else what the words around them make of it.

        Who is named only beside the telling, and by nobody connected with it, is possible.
        """
        asserted = asserted_statuses(self.statements, spans)
        unsaid = bool(asserted) and set(asserted) <= {Status.POSSIBLE, Status.ACQUITTED}
        if role == "organization" and not unsaid:  # what statements leave open no pattern of words may close
            given = status_given(self.page, self.statements, spans)
            beside = not asserted and not any(self._sentence(x) in home for x in spans)
            return Status.POSSIBLE if beside and given is Status.FACT else given
        return min(asserted, key=STATUS_ORDER.index, default=Status.FACT)

    def _number(self, part: Part) -> int | None:
        """How many: the number before or among the words, one for a name or a singular."""
        page = self.page
        for o in (part.lead.lead, *part.lead.occurrences):
            for k in range(max(page.sentences[page.sentence_of[o.head]][0], o.first - 2), o.head):
                if page.tags[k] == "CD" and (k >= o.first or page.heads[k] == o.head):
                    return whole_number(page.words[k])
        plural = page.tags[part.lead.lead.head] in ("NNS", "NNPS") or page.words[part.lead.lead.head] in _CROWDS
        return None if plural else 1

    def _effect(self, part: Part) -> Effect:
        for o in part.lead.occurrences:
            words = self.page.words
            head = self.page.heads[o.head]
            for verb in (words[head], words[self.page.heads[head]]):
                for stems, effect in _EFFECTS.items():
                    if verb.startswith(stems):
                        return effect
        return Effect.UNKNOWN


_BESIDE = 3
_BETWEEN = frozenset({",", "of", "the", "-", "--", "(", "[", "mr", "dr", "msgr"})
_CROWDS = frozenset({"people", "police", "personnel", "military", "clergy", "crew"})

_EFFECTS: Mapping[tuple[str, ...], Effect] = {
    ("kill", "murder", "assassin", "execut", "massacr", "slay", "slain", "death", "dead"): Effect.KILLED,
    ("wound", "injur", "hurt"): Effect.INJURED,
    ("kidnap", "abduct"): Effect.KIDNAPPED,
}


def _ordered(listed: Sequence[Participant]) -> tuple[Participant, ...]:
    return tuple(sorted(listed, key=lambda p: (p.start or 0, p.end or 0, p.text)))
