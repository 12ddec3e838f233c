"""One reading of one page: from attributions, assertions and tellings to statements and drafts."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from rashomon.extract.actors import Actors
from rashomon.extract.acts import act_of, basis_of, channel_of, is_group, mode_of, own_denial, status_of
from rashomon.extract.attributing import Attributions
from rashomon.extract.attribution import Attribution, contents_of
from rashomon.extract.drafts import build, page_sentence
from rashomon.extract.facets import find_assertions
from rashomon.extract.firmness import firmness, modality_of, rejects, unsaid
from rashomon.extract.linking import Linker
from rashomon.extract.names import NameIndex
from rashomon.extract.page import Page
from rashomon.extract.roles import Judges, revise
from rashomon.extract.sorting import Sorter
from rashomon.extract.spans import SpanIndex
from rashomon.extract.spotting import ARGUMENTS
from rashomon.extract.tellings import Telling, Tellings
from rashomon.extract.voices import Voice, Voices
from rashomon.model import (
    Act,
    Assertion,
    Content,
    DraftIncident,
    Facet,
    Issue,
    Level,
    Modality,
    Mode,
    Polarity,
    Reading,
    Report,
    Span,
    Speaker,
    Statement,
    Status,
    Unread,
    Via,
    fold,
    stable_id,
)

_FLIPPED_BY_DENIAL = frozenset(
    {Facet.PERPETRATOR, Facet.ATTACKER, Facet.TACTIC, Facet.WEAPON, Facet.AFFILIATION, Facet.CLAIMANT}
)


_BLAME = re.compile(r"\b(?:blam(?:e|es|ed|ing)|accus(?:e|es|ed|ing))\b", re.IGNORECASE)
"""In a headline without a clear speaker: somebody's accusation, no fact."""


@dataclass(frozen=True, slots=True)
class ByRules:
    """Statements in order, drafts, sentences that tell of an attack, and the ids of statements that assert nothing of any."""

    statements: list[Statement]
    drafts: list[DraftIncident]
    tellings: list[Telling]
    stances: frozenset[str]


class PageReader:
    """One reading of one page."""

    def __init__(
        self,
        report: Report,
        names: NameIndex,
        broad: tuple[frozenset[str], frozenset[str]],
        engine: str,
        judges: Judges | None = None,
    ) -> None:
        self.report = report
        self.engine = engine
        self.judges = judges
        self.names = names
        self.countries, self.regions = broad
        self.page = Page(report, names)
        self.voices = Voices(self.page)
        self.voices.introduce()
        self.actors = Actors(self.page, self.voices)
        self._sorter = Sorter(self.page)
        self._linker = Linker(self.page)

    def read(self) -> Reading:
        """Statements, drafts, unread passages and issues of the page."""
        found = self.by_rules()
        statements, drafts = found.statements, found.drafts
        if self.judges is not None:
            drafts = revise(self.page, statements, drafts, self.judges)
        said = [s for s in statements if s.id not in found.stances]
        return Reading(
            report=self.report.id,
            statements=tuple(statements),
            drafts=tuple(drafts),
            unread=tuple(self._unread(found.tellings, said)),
            issues=tuple(self._issues(drafts)),
        )

    def by_rules(self) -> ByRules:
        """What the rules alone read off the page."""
        page = self.page
        attributions = self._sorter.distinct(Attributions(page, self.voices).find())
        assertions = self._sorter.outside_speakers(attributions, find_assertions(page, self.voices, self.actors))
        attributions += self._sorter.continued(attributions, assertions)
        finder = Tellings(page, assertions, self.countries, self.regions)
        tellings = finder.find()
        threads = finder.thread(tellings)
        main = finder.main(threads)
        self._linker.know(tellings, threads)
        owned, rest = self._sorter.share(attributions, assertions)
        made = [(a, self._statement(a, mine)) for a, mine in zip(attributions, owned, strict=True)]
        statements = [s for _, s in made]
        stances = {s.id for a, s in made if not a.owns}
        statements += self._outlet(attributions, rest, tellings)
        statements += self._title()
        statements = self._linker.adopters(
            [self._linker.described(self._linker.linked(s, threads, main), threads, main) for s in statements]
        )
        statements = self._linker.named_culprits(statements)
        statements = [replace(s, incidents=()) if s.id in stances else s for s in statements]
        statements = sorted({s.id: s for s in statements}.values(), key=lambda s: (_start(s), s.id))
        return ByRules(
            statements, [build(page, t, statements, self.countries) for t in threads], tellings, frozenset(stances)
        )

    def _statement(self, a: Attribution, asserted: list[Assertion]) -> Statement:
        page = self.page
        modality = firmness(page, a)
        act = act_of(page, a, asserted) if a.owns and not unsaid(page, a) else Act.REPORT
        rejected = rejects(page, a)
        asserted = self._own_deed(a, act, asserted)
        if (act is Act.DENY and (a.act == "deny" or own_denial(page, a))) or rejected:
            who = any(x.facet in (Facet.PERPETRATOR, Facet.ATTACKER) for x in asserted)
            flipped = _FLIPPED_BY_DENIAL - {Facet.TACTIC, Facet.WEAPON} if who else _FLIPPED_BY_DENIAL
            asserted = [replace(x, polarity=_flip(x.polarity)) if x.facet in flipped else x for x in asserted]
        mode = mode_of(page, a)
        spans = tuple(Span(page.text[s:e], s, e) for s, e in a.content)
        cue = self._cue(a)
        negated = act is Act.DENY or rejected or a.negated
        speaker = self._speaker(a.speaker)
        return Statement(
            id=stable_id("s", self.report.id, *[x for s in a.content for x in s], cue.start if cue else None),
            report=self.report.id,
            act=act,
            status=status_of(act, asserted, modality, mode, a.speaker),
            polarity=Polarity.NEGATED if negated else Polarity.AFFIRMED,
            modality=modality,
            mode=mode,
            basis=basis_of(page, act, a.content, a.speaker, a.depth),
            hearsay_depth=a.depth,
            said_on=None,
            speaker=speaker,
            via=tuple(self._via(v) for v in a.via if v is not a.speaker),
            cue=cue,
            content=Content(text=" … ".join(s.text for s in spans), spans=spans),
            incidents=(),
            asserts=tuple(asserted),
            extracted_by=self.engine,
            channel=channel_of(page, a) if act in (Act.CLAIM, Act.ADMIT, Act.DENY) else None,
        )

    def _cue(self, a: Attribution) -> Span | None:
        """The very words of the cue, be it a colon."""
        if a.cue is None:
            return None
        start, end = self.page.starts[a.cue[0]], self.page.ends[a.cue[1]]
        return Span(self.page.text[start:end], start, end)

    def _own_deed(self, a: Attribution, act: Act, asserted: list[Assertion]) -> list[Assertion]:
        """A claim asserts its speaker as claimant and perpetrator, a confession its speaker as attacker, a denial the opposite."""
        if a.speaker is None or act not in (Act.CLAIM, Act.ADMIT, Act.DENY):
            return asserted
        if act is Act.DENY and not own_denial(self.page, a):
            return asserted
        page = self.page
        words = page.span(a.speaker.first, a.speaker.last)
        name = a.speaker.name or a.speaker.organization or a.speaker.role
        if not name or words.start is None:
            return asserted
        person = act is Act.ADMIT and not is_group(page, a.speaker)
        facets = (Facet.ATTACKER,) if person else (Facet.CLAIMANT, Facet.PERPETRATOR)
        if act is Act.DENY:
            facets = (Facet.PERPETRATOR,)  # flipped with the rest of what is denied
        kept = [x for x in asserted if not (x.facet in facets and fold(x.value) == fold(name))]
        return [
            *(Assertion(facet=f, value=name, text=words.text, start=words.start, end=words.end) for f in facets),
            *kept,
        ]

    def _speaker(self, voice: Voice | None) -> Speaker | None:
        if voice is None:
            return None
        words = self.page.span(voice.first, voice.last)
        return Speaker(
            text=words.text, start=words.start, end=words.end, role=voice.role, name=voice.name,
            organization=voice.organization, anonymous=voice.anonymous,
        )  # fmt: skip

    def _via(self, voice: Voice) -> Via:
        words = self.page.span(voice.first, voice.last)
        return Via(text=words.text, start=words.start, end=words.end)

    def _outlet(
        self, attributions: Sequence[Attribution], rest: Sequence[Assertion], tellings: Sequence[Telling]
    ) -> list[Statement]:
        """Sentences outside everybody's content that assert something of an attack."""
        page = self.page
        telling_in = {t.sentence for t in tellings}
        said = contents_of(attributions, owned=True)
        by_sentence: dict[int, list[Assertion]] = {}
        for a in rest:
            token = min(page.token_range(a.start or 0, (a.start or 0) + 1)[0], len(page) - 1)
            by_sentence.setdefault(page.sentence_of[token], []).append(a)
        made = []
        for n, asserted in sorted(by_sentence.items()):
            facets = {a.facet for a in asserted}
            if (
                n not in telling_in
                and not facets & (ARGUMENTS - {Facet.MOTIVE, Facet.CAPABILITY, Facet.ACCESS})
                and Facet.TOLL not in facets
            ):
                continue
            if facets <= {Facet.TIME, Facet.PLACE} and not (n in telling_in and Facet.PLACE in facets):
                continue
            first, after = page.sentences[n]
            spans = self._uncovered(page.starts[first], page.ends[after - 1], attributions, said)
            if spans:
                made.append(self._own_voice(spans, asserted))
        return made

    def _uncovered(self, start: int, end: int, attributions: Sequence[Attribution], said: SpanIndex) -> list[Span]:
        """What of a sentence is nobody else's content."""
        near = (attributions[n] for n in said.meeting(start, end))
        covered = sorted((max(s, start), min(e, end)) for a in near for s, e in a.content if s < end and start < e)
        pieces, at = [], start
        for s, e in covered:
            if s > at:
                pieces.append((at, s))
            at = max(at, e)
        if at < end:
            pieces.append((at, end))
        spans = [self.page.span_at(s, e) for s, e in pieces]
        return [s for s in spans if len(s.text) > 8 and " " in s.text]

    def _own_voice(self, spans: Sequence[Span], asserted: Sequence[Assertion], title: Page | None = None) -> Statement:
        """What the outlet itself says: pieces of the text, or a title that stands apart from it."""
        page = title or self.page
        offsets = [(0, len(title.text))] if title else [(s.start or 0, s.end or 0) for s in spans]
        words = [title.text] if title else [s.text for s in spans]
        modality = modality_of(page, offsets, None)
        return Statement(
            id=stable_id("s", self.report.id, *(["title"] if title else [*[x for s in offsets for x in s], None])),
            report=self.report.id,
            act=_outlet_act(asserted, modality),
            status=self._outlet_status(words, asserted, modality),
            polarity=Polarity.AFFIRMED,
            modality=modality,
            mode=Mode.OUTLET,
            basis=basis_of(page, Act.REPORT, offsets, None, 0),
            hearsay_depth=0,
            said_on=None,
            speaker=Speaker(
                text=self.report.publisher, start=None, end=None, role="outlet", name=self.report.publisher
            ),
            via=(),
            cue=None,
            content=Content(text=" … ".join(words), spans=tuple(spans)),
            incidents=(),
            asserts=tuple(asserted),
            extracted_by=self.engine,
        )

    def _outlet_status(self, words: Sequence[str], asserted: Sequence[Assertion], modality: Modality) -> Status:
        """As for others; but whom the outlet calls a suspect is accused, whoever named him, and no fact."""
        suspected = any(a.facet is Facet.ATTACKER for a in asserted) and any("suspect" in w.lower() for w in words)
        suspected |= any(a.facet is Facet.PERPETRATOR for a in asserted) and any(map(_BLAME.search, words))
        return Status.ACCUSED if suspected else status_of(Act.REPORT, asserted, modality, Mode.OUTLET, None)

    def _title(self) -> list[Statement]:
        """A title that stands apart from the text is the outlet's word too; its words have no offsets."""
        title = self.report.title
        if not title or title in self.report.text:
            return []
        page = Page(replace(self.report, text=title), self.names)
        voices = Voices(page)
        asserted = find_assertions(page, voices, Actors(page, voices))
        if not {a.facet for a in asserted} - {Facet.TIME, Facet.PLACE}:
            return []
        return [self._own_voice((), [replace(a, start=None, end=None) for a in asserted], page)]

    def _unread(self, tellings: Sequence[Telling], statements: Sequence[Statement]) -> list[Unread]:
        """Sentences with the language of an attack that no statement touches."""
        covered = SpanIndex()
        for n, x in enumerate(statements):
            covered.add(n, [(s.start, s.end) for s in x.content.spans if s.start is not None and s.end is not None])
        by_sentence: dict[int, list[Telling]] = {}
        for telling in tellings:
            by_sentence.setdefault(telling.sentence, []).append(telling)
        found = []
        for _, told in sorted(by_sentence.items()):
            start, end = page_sentence(self.page, told[0])
            if not covered.meeting(start, end):
                span = self.page.span_at(start, end)
                if span.start is not None and span.end is not None and span.text:
                    words = ", ".join(dict.fromkeys(self.page.text[s:e] for t in told for s, e in t.at))
                    found.append(
                        Unread(
                            report=self.report.id,
                            start=span.start,
                            end=span.end,
                            why=f"speaks of {words}; nothing extracted",
                        )
                    )
        return found

    def _issues(self, drafts: Sequence[DraftIncident]) -> list[Issue]:
        if drafts:
            return []
        return [
            Issue(
                code="no_attack",
                level=Level.INFO,
                subject=self.report.origin,
                message="no attack found in this report",
                report=self.report.id,
            )
        ]


def _outlet_act(asserted: Sequence[Assertion], modality: Modality) -> Act:
    """An outlet that names who did it beside an adopter, or argues about it, accuses; what it tells as news, it reports."""
    facets = {a.facet for a in asserted if a.polarity is Polarity.AFFIRMED}
    argued = {Facet.ADOPTER, Facet.CLAIMING_PATTERN, Facet.MOTIVE, Facet.ACCESS, Facet.CAPABILITY, Facet.TRACK_RECORD}
    return (
        Act.ACCUSE if Facet.PERPETRATOR in facets and facets & argued and modality is Modality.ASSERTED else Act.REPORT
    )


def _flip(polarity: Polarity) -> Polarity:
    return Polarity.AFFIRMED if polarity is Polarity.NEGATED else Polarity.NEGATED


def _start(statement: Statement) -> int:
    starts = [s.start for s in statement.content.spans if s.start is not None]
    return min(starts) if starts else -1
