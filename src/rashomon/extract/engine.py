"""The default engine: rules over an English parse. Statements, draft incidents, and what was left unread."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Protocol

from rashomon.extract.actors import Actors
from rashomon.extract.acts import act_of, basis_of, channel_of, is_group, modality_of, mode_of, own_denial, status_of
from rashomon.extract.attribution import Attribution, Attributions
from rashomon.extract.drafts import build, draft_id, page_sentence
from rashomon.extract.facets import find_assertions
from rashomon.extract.names import NameIndex
from rashomon.extract.page import Page
from rashomon.extract.persons import CULPRITS
from rashomon.extract.tellings import Telling, Tellings, Thread
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

ARGUMENTS = frozenset(
    {
        Facet.MOTIVE, Facet.CAPABILITY, Facet.ACCESS, Facet.COINCIDENCE, Facet.TRACK_RECORD, Facet.CLAIMING_PATTERN,
        Facet.TARGET_SELECTION, Facet.PERPETRATOR, Facet.ADOPTER, Facet.CLAIMANT, Facet.ATTACKER,
    }
)  # fmt: skip
_DESCRIBES = frozenset({Facet.TACTIC, Facet.WEAPON, Facet.TARGET, Facet.TOLL, Facet.PLACE, Facet.TIME})
_WHO_DID_IT = frozenset({Facet.PERPETRATOR, Facet.ATTACKER, Facet.CLAIMANT, Facet.ADOPTER})
_FLIPPED_BY_DENIAL = frozenset(
    {Facet.PERPETRATOR, Facet.ATTACKER, Facet.TACTIC, Facet.WEAPON, Facet.AFFILIATION, Facet.CLAIMANT}
)
_FOREIGN = re.compile(r"[^\W\d_]")


class Engine(Protocol):
    """Reads one report. ``key`` changes whenever its output could, so that kept readings stay true."""

    key: str

    def read(self, report: Report) -> Reading:
        """Everything the engine finds in a report; never raises for what a text contains."""
        ...


class RuleEngine:
    """Rules over the small English spaCy pipeline.

    ``names`` maps known surface names to kinds (``ActorType`` values, ``media``, ``place``); ``countries`` are names of
    countries and ``regions`` of provinces and the like, which may hold another place of the same text. All come from the
    registry and the gazetteer of ``resolve``.
    """

    version = "1"

    def __init__(self, names: Mapping[str, str], countries: Iterable[str] = (), regions: Iterable[str] = ()) -> None:
        self.names = NameIndex(names)
        self.countries = frozenset(fold(c) for c in countries)
        self.regions = frozenset(fold(r) for r in regions)
        self.key = f"rules/{self.version} en_core_web_sm/3.8.0 {stable_id('', *sorted(names.items()), length=8)}"

    def read(self, report: Report) -> Reading:
        """Statements, drafts, unread passages and issues of one report; other languages are named, not guessed."""
        if report.language not in (None, "en"):
            return _empty(report, "language_not_analysed", f"text in {report.language!r} is kept but not analysed")
        if not report.text.strip():
            return _empty(report, "no_text", "nothing to read")
        return _PageReader(report, self.names, (self.countries, self.regions), self.key.split(" ")[0]).read()


def _empty(report: Report, code: str, message: str) -> Reading:
    issue = Issue(code=code, level=Level.INFO, subject=report.origin, message=message, report=report.id)
    return Reading(report=report.id, statements=(), drafts=(), unread=(), issues=(issue,))


class _PageReader:
    """One reading of one page."""

    def __init__(
        self, report: Report, names: NameIndex, broad: tuple[frozenset[str], frozenset[str]], engine: str
    ) -> None:
        self.report = report
        self.engine = engine
        self.names = names
        self.countries, self.regions = broad
        self.page = Page(report, names)
        self.voices = Voices(self.page)
        self.voices.introduce()
        self.actors = Actors(self.page, self.voices)

    def read(self) -> Reading:
        page = self.page
        attributions = self._distinct(Attributions(page, self.voices).find())
        assertions = self._outside_speakers(attributions, find_assertions(page, self.voices, self.actors))
        attributions += self._continued(attributions, assertions)
        finder = Tellings(page, assertions, self.countries, self.regions)
        tellings = finder.find()
        threads = finder.thread(tellings)
        main = finder.main(threads)
        owned, rest = self._share(attributions, assertions)
        statements = [
            s for a, mine in zip(attributions, owned, strict=True) if (s := self._statement(a, mine)) is not None
        ]
        statements += self._outlet(attributions, rest, tellings)
        statements += self._title()
        statements = self._adopters(
            [self._described(self._linked(s, threads, main), tellings, threads, main) for s in statements]
        )
        statements = self._named_culprits(statements)
        statements = sorted({s.id: s for s in statements}.values(), key=lambda s: (_start(s), s.id))
        drafts = tuple(build(page, t, statements, self.countries) for t in threads)
        return Reading(
            report=self.report.id,
            statements=tuple(statements),
            drafts=drafts,
            unread=tuple(self._unread(tellings, statements)),
            issues=tuple(self._issues(drafts)),
        )

    def _distinct(self, found: Sequence[Attribution]) -> list[Attribution]:
        """Without bare mentions of a claim ("X's adoption") where the claim itself is reported, and without repeats."""
        page = self.page
        claimed = {
            fold(a.speaker.name)
            for a in found
            if a.act == "claim" and a.verb is not None and a.speaker and a.speaker.name
        } | {
            fold(a.speaker.name)
            for a in found
            if a.verb is not None and is_group(page, a.speaker) and a.speaker and a.speaker.name
        }
        kept: list[Attribution] = []
        seen: set[tuple[str, tuple[tuple[int, int], ...]]] = set()
        bare: set[str] = set()
        for a in found:
            key = (a.base, tuple(a.content))
            if key in seen or self._repeats(a, found) or (a.depth > 1 and a.base in ("adopt", "adopted")):
                continue
            seen.add(key)
            if a.verb is None and a.act == "claim" and a.speaker is not None and a.speaker.name:
                name = fold(a.speaker.name)
                if (a.depth > 1 and (name in claimed or name in bare)) or name in bare:
                    continue
                bare.add(name)
            kept.append(a)
        return kept

    def _repeats(self, a: Attribution, found: Sequence[Attribution]) -> bool:
        """Whether it only repeats a part of what the same speaker is quoted with ("an outlaw group, as it described it")."""

        def same(b: Attribution) -> bool:
            return (
                a.speaker is not None
                and b.speaker is not None
                and (a.speaker.name, a.speaker.role) == (b.speaker.name, b.speaker.role)
            )

        size = sum(e - s for s, e in a.content)
        return any(
            b is not a and same(b) and size < sum(e - s for s, e in b.content) and a.depth == b.depth
            and all(any(s <= x - 1 and y <= e + 2 for s, e in b.content) for x, y in a.content)
            for b in found
        )  # fmt: skip

    def _outside_speakers(
        self, attributions: Sequence[Attribution], assertions: Sequence[Assertion]
    ) -> list[Assertion]:
        """Without places, times and targets that stand in a speaker's description ("a researcher in Middle East affairs")."""
        page = self.page
        blocked: list[tuple[int, int]] = []
        for a in attributions:
            if a.speaker is not None and not a.speaker.pronoun:
                head = a.speaker.head
                blocked.append((page.starts[page.left[head]], page.ends[page.right[head]]))
        described = {Facet.PLACE, Facet.TIME, Facet.TARGET}
        claiming = [
            (page.starts[min(a.speaker.first, a.cue[0])], page.ends[max(a.speaker.last, a.cue[1])])
            for a in attributions
            if a.speaker is not None and a.cue is not None and a.act == "claim" and abs(a.speaker.head - a.cue[0]) < 30
        ]
        assertions = [
            x
            for x in assertions
            if x.facet is not Facet.CLAIMANT or not any(s <= (x.start or 0) < e for s, e in claiming)
        ]
        return [
            x for x in assertions
            if x.facet not in described or not any(s <= (x.start or 0) < e for s, e in blocked)
            or any(s <= (x.start or 0) < e for a in attributions for s, e in a.content)
        ]  # fmt: skip

    def _continued(self, attributions: Sequence[Attribution], assertions: Sequence[Assertion]) -> list[Attribution]:
        """Sentences that go on arguing after an expert's or a politician's sentence, in its paragraph, with no speaker of their own."""
        page = self.page
        made: list[Attribution] = []
        spoken: dict[int, Attribution] = {}
        for a in attributions:
            if a.depth == 1 and a.speaker is not None and a.speaker.kinds & {"expert", "political"}:
                for n in {page.sentence_of[min(page.token_range(s, e)[0], len(page) - 1)] for s, e in a.content}:
                    spoken[n] = a
        argued = {
            page.sentence_of[min(page.token_range(x.start, x.start + 1)[0], len(page) - 1)]
            for x in assertions if x.facet in ARGUMENTS and x.start is not None
        }  # fmt: skip
        for n in sorted(argued):
            first, after = page.sentences[n]
            start, end = page.starts[first], page.ends[after - 1]
            before = spoken.get(n - 1)
            if (
                before is None
                or before.quotes
                or any(s < end and start < e for a in attributions for s, e in a.content)
            ):
                continue
            span = page.span_at(start, end)
            if (
                page.paragraph_of(before.start) == page.paragraph_of(start)
                and span.start is not None
                and span.end is not None
            ):
                made.append(Attribution("continuation", "assess", None, None, before.speaker, [(span.start, span.end)]))
                spoken[n] = made[-1]
        return made

    def _share(
        self, attributions: Sequence[Attribution], assertions: Sequence[Assertion]
    ) -> tuple[list[list[Assertion]], list[Assertion]]:
        """Each assertion to the innermost attribution whose content holds it; who claims belongs to the claim itself."""
        owned: list[list[Assertion]] = [[] for _ in attributions]
        rest: list[Assertion] = []
        for a in assertions:
            at = a.start or 0
            holders = [n for n, x in enumerate(attributions) if any(s <= at < e for s, e in x.content)]
            if holders:
                best = min(
                    holders, key=lambda n: (-attributions[n].depth, sum(e - s for s, e in attributions[n].content), n)
                )
                owned[best].append(a)
            else:
                rest.append(a)
        return owned, rest

    def _statement(self, a: Attribution, asserted: list[Assertion]) -> Statement | None:
        page = self.page
        base_modality = modality_of(page, a.content, a.base)
        act = act_of(page, a, asserted)
        asserted = self._own_deed(a, act, asserted)
        if act is Act.DENY or a.base in ("doubt", "doubted"):
            who = any(x.facet in (Facet.PERPETRATOR, Facet.ATTACKER) for x in asserted)
            flipped = _FLIPPED_BY_DENIAL - {Facet.TACTIC, Facet.WEAPON} if who else _FLIPPED_BY_DENIAL
            asserted = [replace(x, polarity=_flip(x.polarity)) if x.facet in flipped else x for x in asserted]
        mode = mode_of(page, a)
        spans = tuple(Span(page.text[s:e], s, e) for s, e in a.content)
        cue = page.span(*a.cue) if a.cue else None
        negated = act is Act.DENY or a.base == "doubt"
        speaker = self._speaker(a.speaker)
        return Statement(
            id=stable_id("s", self.report.id, *[x for s in a.content for x in s], cue.start if cue else None),
            report=self.report.id,
            act=act,
            status=status_of(act, asserted, base_modality, mode, a.speaker),
            polarity=Polarity.NEGATED if negated else Polarity.AFFIRMED,
            modality=base_modality,
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
        return Via(text=voice.name or words.text, start=words.start, end=words.end)

    # the outlet's own voice

    def _outlet(
        self, attributions: Sequence[Attribution], rest: Sequence[Assertion], tellings: Sequence[Telling]
    ) -> list[Statement]:
        """Sentences outside everybody's content that assert something of an attack."""
        page = self.page
        telling_in = {t.sentence for t in tellings}
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
            spans = self._uncovered(page.starts[first], page.ends[after - 1], attributions)
            if spans:
                made.append(self._own_voice(spans, asserted))
        return made

    def _uncovered(self, start: int, end: int, attributions: Sequence[Attribution]) -> list[Span]:
        """What of a sentence is nobody else's content; the whole sentence unless most of it is."""
        covered = sorted(
            (max(s, start), min(e, end)) for a in attributions for s, e in a.content if s < end and start < e
        )
        pieces, at = [], start
        for s, e in covered:
            if s > at:
                pieces.append((at, s))
            at = max(at, e)
        if at < end:
            pieces.append((at, end))
        spans = [self.page.span_at(s, e) for s, e in pieces]
        return [s for s in spans if len(s.text) > 8 and " " in s.text]

    def _own_voice(self, spans: Sequence[Span], asserted: Sequence[Assertion]) -> Statement:
        page = self.page
        offsets = [(s.start or 0, s.end or 0) for s in spans]
        modality = modality_of(page, offsets, None)
        return Statement(
            id=stable_id("s", self.report.id, *[x for s in offsets for x in s], None),
            report=self.report.id,
            act=Act.REPORT,
            status=self._outlet_status(spans, asserted, modality),
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
            content=Content(text=" … ".join(s.text for s in spans), spans=tuple(spans)),
            incidents=(),
            asserts=tuple(asserted),
            extracted_by=self.engine,
        )

    def _outlet_status(self, spans: Sequence[Span], asserted: Sequence[Assertion], modality: Modality) -> Status:
        """As for others; but whom the outlet calls a suspect is accused, whoever named him, and no fact."""
        suspected = any(a.facet is Facet.ATTACKER for a in asserted) and any("suspect" in s.text.lower() for s in spans)
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
        bare = [replace(a, start=None, end=None) for a in asserted]
        own = self._own_voice((), bare)
        modality = modality_of(page, [(0, len(title))], None)
        return [
            replace(
                own,
                id=stable_id("s", self.report.id, "title"),
                content=Content(text=title, spans=()),
                modality=modality,
            )
        ]

    # links

    def _linked(self, statement: Statement, threads: Sequence[Thread], main: Thread | None) -> Statement:
        """Tie a statement to the attacks whose telling lies in its words, else, when it argues, to the main one."""
        page = self.page
        spans = [(s.start, s.end) for s in statement.content.spans if s.start is not None and s.end is not None]
        found: list[str] = []
        text = fold(re.sub(r"['’]s?\b", " ", statement.content.text)).split(" ")
        for thread in threads:
            told = any(s <= at < e for t in thread.tellings for at, _ in t.at for s, e in spans)
            named = bool(thread.victims & set(text))
            if told or named:
                found.append(draft_id(page, thread))
        facets = {a.facet for a in statement.asserts}
        argues = facets & (ARGUMENTS | {Facet.TOLL, Facet.TACTIC, Facet.WEAPON}) or any(
            a.facet is Facet.AFFILIATION and a.about in CULPRITS for a in statement.asserts
        )
        own = facets & ARGUMENTS - {Facet.ATTACKER}
        if (
            main is not None
            and argues
            and (not found or (own and statement.act is not Act.ADMIT and facets & {Facet.COINCIDENCE}))
        ):
            found.append(draft_id(page, main))
        return replace(statement, incidents=tuple(dict.fromkeys(found)))

    def _described(
        self, statement: Statement, tellings: Sequence[Telling], threads: Sequence[Thread], first: Thread | None
    ) -> Statement:
        """Say which attack each descriptive assertion describes; drop what describes attacks in general ("assassinations of activists").

        An argument about the main attack may mention another kind of attack in passing: its tactic is not the main one's.
        """
        page = self.page
        main = draft_id(page, first) if first is not None else None
        owner = {id(t): draft_id(page, thread) for thread in threads for t in thread.tellings}
        families = set().union(*(t.families for t in threads if draft_id(page, t) in statement.incidents)) | {
            "violence",
            "generic",
        }
        of: dict[tuple[Facet, int | None], tuple[str | None, str]] = {}
        for t in tellings:
            for a in t.assertions:
                if a.facet in _DESCRIBES or a.facet in _WHO_DID_IT:
                    of[(a.facet, a.start)] = (owner.get(id(t)), t.family)
        kept = []
        for a in statement.asserts:
            if (a.facet, a.start) not in of or a.start is None:
                kept.append(a)
                continue
            home, family = of[(a.facet, a.start)]
            if a.facet in _WHO_DID_IT:
                only = home if home in statement.incidents else main if main in statement.incidents else None
                kept.append(replace(a, incident=only if len(statement.incidents) > 1 else None))
            elif home is not None and home in statement.incidents:
                kept.append(replace(a, incident=home if len(statement.incidents) > 1 else None))
            elif home is None and family in families:
                kept.append(a)
        return replace(statement, asserts=tuple(kept))

    def _named_culprits(self, statements: list[Statement]) -> list[Statement]:
        """ "The killer", "the officer" are the one named attacker of their attack, where there is just one."""
        named: dict[str, set[str]] = {}
        for s in statements:
            for a in s.asserts:
                if a.facet is Facet.ATTACKER and a.value not in CULPRITS:
                    for incident in s.incidents:
                        named.setdefault(incident, set()).add(a.value)
        made = []
        for s in statements:
            home = s.incidents[0] if s.incidents else None
            names = named.get(home, set()) if home else set()
            if len(names) == 1:
                (name,) = names
                only = home if len(s.incidents) > 1 else None
                s = replace(s, asserts=tuple(_of_culprit(a, name, only) for a in s.asserts))
            made.append(s)
        return made

    def _adopters(self, statements: list[Statement]) -> list[Statement]:
        """Who claims what the same speaker lays at another's door is called its adopter."""
        blamed: dict[str, set[str]] = {}
        for s in statements:
            if s.act not in (Act.CLAIM, Act.ADMIT):
                who = {
                    fold(a.value) for a in s.asserts if a.facet is Facet.PERPETRATOR and a.polarity is Polarity.AFFIRMED
                }
                doubt = {a.value for a in s.asserts if a.facet is Facet.CLAIMING_PATTERN} & {"service"}
                blamed.setdefault(_speaks(s), set()).update(who | ({"?"} if doubt else set()))
        made = []
        for s in statements:
            others = blamed.get(_speaks(s), set())
            if s.act in (Act.CLAIM, Act.ADMIT) or not others:
                made.append(s)
                continue
            asserted = tuple(
                replace(a, facet=Facet.ADOPTER) if a.facet is Facet.CLAIMANT and others - {fold(a.value)} else a
                for a in s.asserts
            )
            made.append(replace(s, asserts=asserted))
        return made

    def _unread(self, tellings: Sequence[Telling], statements: Sequence[Statement]) -> list[Unread]:
        """Sentences with the language of an attack that no statement touches."""
        covered = [
            (s.start, s.end) for x in statements for s in x.content.spans if s.start is not None and s.end is not None
        ]
        found = []
        for sentence in sorted({t.sentence for t in tellings}):
            telling = next(t for t in tellings if t.sentence == sentence)
            start, end = page_sentence(self.page, telling)
            if not any(s < end and start < e for s, e in covered):
                span = self.page.span_at(start, end)
                if span.start is not None and span.end is not None and span.text:
                    words = ", ".join(
                        dict.fromkeys(self.page.text[s:e] for t in tellings if t.sentence == sentence for s, e in t.at)
                    )
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


def _of_culprit(a: Assertion, name: str, incident: str | None) -> Assertion:
    """The assertion with the culprit's name where it said "the killer"."""
    if a.about in CULPRITS:
        return replace(a, about=name, incident=incident)
    if a.facet is Facet.ATTACKER and a.value in CULPRITS:
        return replace(a, value=name, incident=incident)
    return a


def _flip(polarity: Polarity) -> Polarity:
    return Polarity.AFFIRMED if polarity is Polarity.NEGATED else Polarity.NEGATED


def _start(statement: Statement) -> int:
    starts = [s.start for s in statement.content.spans if s.start is not None]
    return min(starts) if starts else -1


def _speaks(statement: Statement) -> str:
    speaker = statement.speaker
    if speaker is None:
        return ""
    return f"{speaker.role == 'outlet'}:{fold(speaker.name or speaker.role or '')}"
