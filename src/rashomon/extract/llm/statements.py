"""From what a model answered to statements: every word located in the report, every value held against its words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from rashomon.extract.actors import clean_name
from rashomon.extract.acts import muc_status
from rashomon.extract.firmness import modality_in
from rashomon.extract.llm import words
from rashomon.extract.llm.answer import AnsweredSpeaker, AnsweredStatement, SpeakerKind
from rashomon.extract.llm.assertions import Asserted
from rashomon.extract.llm.locating import Dropped, Locator, Place, shown
from rashomon.extract.voices import is_anonymous
from rashomon.model import (
    Act,
    Assertion,
    Content,
    Facet,
    Modality,
    Mode,
    Polarity,
    Report,
    Span,
    Speaker,
    Statement,
    Status,
    Via,
    fold,
    stable_id,
)

_OWN_WORD = frozenset({Act.CLAIM, Act.ADMIT})
_REJECTING = frozenset({Act.DENY, Act.RETRACT, Act.CONDEMN})
_NEVER_THEIRS = frozenset({SpeakerKind.EXPERT, SpeakerKind.WITNESS, SpeakerKind.MEDIA, SpeakerKind.COURT})
"""Kinds of speakers whose word is no perpetrator's own."""
_WHO = frozenset({Facet.PERPETRATOR, Facet.ATTACKER})


class Telling:
    """Makes the statements of one report. What is not taken is in ``dropped``."""

    def __init__(self, report: Report, locator: Locator, engine: str) -> None:
        self.report = report
        self.locator = locator
        self.engine = engine
        self.dropped: list[Dropped] = []
        self._asserted = Asserted(locator, self.dropped)

    def statement(self, given: AnsweredStatement, drafts: Mapping[int, str]) -> Statement | None:
        """One statement, or ``None`` when its words are not in the report or contradict what is said of them.

        ``drafts`` are the ids of the attacks that may be named, by ref.
        """
        content = self._content(given)
        if not content:
            return None
        home = self.locator.around(content[0][0], content[-1][1])
        cue = self._near(given.cue, content, home) if given.cue else None
        speaker, at = self._speaker(given.speaker, cue or content[0], home, content)
        if (given.speaker is not None and speaker is None) or not self._possible(given, cue, content):
            return None
        content = content if at is None else self._unstitched(content, cue, at)
        mine = {ref: drafts[ref] for ref in given.incidents if self._told(ref, drafts, content[0])}
        asserted = self._asserted.all(given.asserts, content, at, given.act, mine)
        if speaker is not None:
            asserted = _own_deed(given, speaker, asserted)
        return self._made(given, content, cue, speaker, home, tuple(dict.fromkeys(mine.values())), asserted)

    def _made(
        self,
        given: AnsweredStatement,
        content: Sequence[Place],
        cue: Span | None,
        speaker: Speaker | None,
        home: Place,
        incidents: tuple[str, ...],
        asserted: Sequence[Assertion],
    ) -> Statement:
        spans = tuple(self._span(place) for place in content)
        text = " … ".join(s.text for s in spans)
        modality = words.weaker(
            given.modality, modality_in(text.lower(), words.act_of_cue(cue.text if cue else None)[0])
        )
        mode = self._mode(given, content)
        via = self._via(given, content, home)
        denied = given.act is Act.DENY
        return Statement(
            id=stable_id("s", self.report.id, *[x for place in content for x in place], cue.start if cue else None),
            report=self.report.id,
            act=given.act,
            status=_status(given, asserted, modality, mode),
            polarity=Polarity.NEGATED if denied else Polarity.AFFIRMED,
            modality=modality,
            mode=mode,
            basis=given.basis,
            hearsay_depth=0 if speaker is None else 1 + sum(not _is_told(hop, cue) for hop in via),
            said_on=None,
            speaker=speaker or self._outlet(),
            via=via if speaker else (),
            cue=cue,
            content=Content(text=text, spans=spans),
            incidents=incidents,
            asserts=tuple(asserted),
            extracted_by=self.engine,
            channel=self._known(given.channel) if given.act in {*_OWN_WORD, Act.DENY} else None,
        )

    def _span(self, place: Place) -> Span:
        return Span(self.report.text[place[0] : place[1]], *place)

    def _content(self, given: AnsweredStatement) -> list[Place]:
        """The pieces of the content in reading order, without those that are not there and those inside another."""
        found: list[Place] = []
        for piece in given.content:
            place = self.locator.told(piece, given.passage)
            if isinstance(place, Dropped) and found:  # the rest of a quotation may stand some sentences on
                place = self.locator.nearest(piece, found[-1], self.locator.around(*found[-1], reach=3))
            if isinstance(place, Dropped):
                self.dropped.append(place)
            else:
                found.append(self.locator.trimmed(place))
        kept: list[Place] = []
        for place in sorted(set(found), key=lambda p: (p[0], -p[1])):
            if not kept or place[0] >= kept[-1][1]:
                kept.append(place)
        return kept

    def _unstitched(self, content: Sequence[Place], cue: Span | None, speaker: Place) -> list[Place]:
        """The pieces that belong together: with nothing between them, or the words by which somebody is quoted.

        Pieces from here and there would make a sentence that nobody said.
        """
        text = self.report.text
        said = [speaker, *([(cue.start or 0, cue.end or 0)] if cue else [])]
        kept = [content[0]]
        for place in content[1:]:
            gap = kept[-1][1], place[0]
            quoting = any(gap[0] <= s and e <= gap[1] for s, e in said)
            if quoting or not any(c.isalnum() for c in text[slice(*gap)]):
                kept.append(place)
            else:
                self.dropped.append(
                    Dropped("quotes_stitched", f"no part of what was said: {shown(text[slice(*place)])}", *place)
                )
        return kept

    def _near(self, quote: str, content: Sequence[Place], home: Place) -> Span | None:
        place = self.locator.nearest(quote, (content[0][0], content[-1][1]), home, outside=content)
        if isinstance(place, Dropped):
            self.dropped.append(place)
            return None
        return self._span(place)

    def _speaker(
        self, given: AnsweredSpeaker | None, anchor: Span | Place, home: Place, content: Sequence[Place]
    ) -> tuple[Speaker | None, Place | None]:
        if given is None:
            return None, None
        near = (anchor.start or 0, anchor.end or 0) if isinstance(anchor, Span) else anchor
        place = self.locator.nearest(given.quote, near, home, outside=content)
        if isinstance(place, Dropped):
            self.dropped.append(replace(place, message=f"a speaker {place.message}; its statement is left out"))
            return None, None
        name, role, body = self._name(given), self._known(given.role), self._known(given.organization)
        text = self.report.text[place[0] : place[1]]
        return (
            Speaker(text=text, start=place[0], end=place[1], role=role, name=name, organization=body,
                    anonymous=is_anonymous(name, role or text)),
            place,
        )  # fmt: skip

    def _name(self, given: AnsweredSpeaker) -> str | None:
        name = self._known(given.name)
        if name is None or words.may_stand_for(given.quote, name):
            return clean_name(name) if name else None
        self.dropped.append(Dropped("answer_contradicts_words", f"{shown(given.quote)} is no {shown(name)}"))
        return None

    def _known(self, said: str | None) -> str | None:
        """Words that stand somewhere in the report, on one line."""
        if not said or not said.strip():
            return None
        if not self.locator.has(said):
            self.dropped.append(Dropped("quote_not_found", f"not in the report: {shown(said)}"))
            return None
        return " ".join(said.split())

    def _possible(self, given: AnsweredStatement, cue: Span | None, content: Sequence[Place]) -> bool:
        """Whether speaker and cue allow the act: a claim is somebody's own word, and who denies does not claim or accuse."""
        why = None
        if given.act in _OWN_WORD and (given.speaker is None or given.speaker.kind in _NEVER_THEIRS):
            why = f"{given.act.value} is the perpetrator's own word"
        elif cue is not None and cue.start is not None:
            _, by_cue = words.act_of_cue(cue.text)
            denies = by_cue is Act.DENY and not words.negated(
                cue.text, self.report.text[max(0, cue.start - 16) : cue.start]
            )
            if denies and given.act not in _REJECTING:
                why = f"{shown(cue.text)} is no {given.act.value}"
        start = self.locator.around(content[0][0], content[0][0] + 1, reach=0)[0]
        if why is None and given.act not in _REJECTING and words.denial_before(self.report.text[start : content[0][0]]):
            why = f"it is denied, which is no {given.act.value}"
        if why is not None:
            self.dropped.append(Dropped("answer_contradicts_words", why, content[0][0], content[-1][1]))
        return why is None

    def _told(self, ref: int, drafts: Mapping[int, str], at: Place) -> bool:
        if ref not in drafts:
            self.dropped.append(Dropped("bad_answer_value", "speaks of an incident that is not told", *at))
        return ref in drafts

    def _via(self, given: AnsweredStatement, content: Sequence[Place], home: Place) -> tuple[Via, ...]:
        found = [self._near(hop, content, home) for hop in given.via]
        return tuple(Via(text=s.text, start=s.start, end=s.end) for s in found if s is not None)

    def _mode(self, given: AnsweredStatement, content: Sequence[Place]) -> Mode:
        """By the quotation marks in the text: direct when nine tenths stand between them, indirect when less than a tenth does."""
        if given.speaker is None:
            return Mode.OUTLET
        total = sum(e - s for s, e in content)
        marks = self.locator.quoted
        quoted = sum(max(0, min(e, b) - max(s, a)) for s, e in content for a, b in marks)
        return Mode.DIRECT if quoted >= 0.9 * total else Mode.MIXED if quoted >= 0.1 * total else Mode.INDIRECT

    def _outlet(self) -> Speaker:
        publisher = self.report.publisher
        return Speaker(text=publisher, start=None, end=None, role="outlet", name=publisher)


def _is_told(hop: Via, cue: Span | None) -> bool:
    """Whether a hop is whom the speaker told it ("told Reuters"): right after the cue. It carries the words, and adds no voice."""
    if cue is None or cue.end is None or hop.start is None:
        return False
    return 0 <= hop.start - cue.end <= 6


def _own_deed(given: AnsweredStatement, speaker: Speaker, asserted: list[Assertion]) -> list[Assertion]:
    """A claim asserts its speaker as claimant and perpetrator, a person's confession its speaker as attacker."""
    if given.act not in _OWN_WORD or given.speaker is None:
        return asserted
    person = given.act is Act.ADMIT and given.speaker.kind is SpeakerKind.SUSPECT
    name = speaker.name or speaker.organization or speaker.role or clean_name(speaker.text or "")
    if not name or words.names_nobody(name):
        return asserted
    facets = (Facet.ATTACKER,) if person else (Facet.CLAIMANT, Facet.PERPETRATOR)
    said = {(a.facet, fold(a.value)) for a in asserted}
    own = [
        Assertion(facet=f, value=name, text=speaker.text or "", start=speaker.start, end=speaker.end)
        for f in facets
        if (f, fold(name)) not in said
    ]
    return [*own, *asserted]


def _status(given: AnsweredStatement, asserted: Sequence[Assertion], modality: Modality, mode: Mode) -> Status:
    """MUC-4's status by its published rules; no model is asked for it. An outlet that accuses states no fact."""
    kind = given.speaker.kind if given.speaker else None
    if (
        kind is None
        and given.act is Act.ACCUSE
        and modality is Modality.ASSERTED
        and any(a.facet in _WHO for a in asserted)
    ):
        rejected = all(a.polarity is Polarity.NEGATED for a in asserted if a.facet in _WHO)
        return Status.ACQUITTED if rejected else Status.ACCUSED
    return muc_status(
        given.act, asserted, modality, mode, authority=kind is SpeakerKind.AUTHORITY, court=kind is SpeakerKind.COURT
    )
