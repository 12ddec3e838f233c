"""What a speaker does with words, how firmly, and with which attribution status (MUC-4, slot 11)."""

from __future__ import annotations

import re
from collections.abc import Sequence

from rashomon.extract.attribution import Attribution
from rashomon.extract.lexicon import events
from rashomon.extract.names import ARMED_KINDS
from rashomon.extract.page import Page
from rashomon.extract.voices import Voice
from rashomon.model import Act, Assertion, Basis, Facet, Modality, Mode, Polarity, Status, fold

_WHO = frozenset({Facet.PERPETRATOR, Facet.ATTACKER})
_HOW = frozenset({Facet.TACTIC, Facet.WEAPON, Facet.ATTACKER})
_ARGUMENTS = frozenset(
    {
        Facet.MOTIVE,
        Facet.CAPABILITY,
        Facet.ACCESS,
        Facet.COINCIDENCE,
        Facet.TRACK_RECORD,
        Facet.CLAIMING_PATTERN,
        Facet.TARGET_SELECTION,
    }
)
_SAW = re.compile(
    r"\b(?:i|we|he|she|they|witness(?:es)?|residents?|neighbou?rs) (?:\w+ )?(?:saw|heard|witnessed|watched|felt)\b|\bi was\b"
)
_WE_DID_NOT = re.compile(
    r"\b(?:we|i) (?:had|have|has) (?:absolutely )?(?:nothing to do with|no (?:part|role|hand|involvement) in)\b"
    r"|\b(?:we|i) (?:did not|didn't) (?:carry|do|plant|commit|kill|attack|bomb)"
)
_OWN_PART = re.compile(
    r"(?:(?:any|all|having|its|their|his|her) )*(?:involvement|responsibility|role|part|hand|links?|connection|being (?:behind|involved)|"
    r"carrying out|carried out|committed|planted|played|had)\b"
)
_CHANNEL = re.compile(
    r"\b(?:on|in|through|via|by|over) (?:its |their |a |an |the )?"
    r"(?P<by>(?:[\w'’-]+ ){0,3}?(?:channels?|websites?|videos?|audio|recording|letters?|leaflets?|notes?|telephone calls?|phone calls?|"
    r"e-?mails?|radio|communiqu[eé]s?|telegram|twitter|facebook|social media))\b"
)
_COURT = re.compile(r"\b(?:court|tribunal|commission|inquiry|judge|judges|jury)\b")


def is_group(page: Page, voice: Voice | None) -> bool:
    """Whether a speaker is an armed group by the known names, or by description."""
    if voice is None:
        return False
    hit = page.name_at[voice.head] if voice.head < len(page) else None
    if hit is not None and hit.kind in ARMED_KINDS:
        return True
    if voice.name is not None and fold(voice.name) in page.group_names:
        return True
    return "group" in voice.kinds and not voice.kinds & {"authority", "expert", "source", "political", "media"}


def _named_for(voice: Voice | None, asserted: Sequence[Assertion]) -> bool:
    """Whether one of the perpetrators asserted is the speaker itself."""
    if voice is None:
        return False
    own = {fold(n) for n in (voice.name, voice.organization, voice.role) if n}
    return any(fold(a.value) in own or (a.about and fold(a.about) in own) for a in asserted if a.facet in _WHO)


def own_denial(page: Page, a: Attribution) -> bool:
    """Whether somebody rejects a part of its own: "denied any involvement", "we had nothing to do with this"."""
    text = _content(page, a).strip()
    return bool(_WE_DID_NOT.search(text)) or (a.act == "deny" and bool(_OWN_PART.match(text)))


def act_of(page: Page, a: Attribution, asserted: Sequence[Assertion]) -> Act:
    """The act, from cue, speaker and what is asserted. Only the perpetrator's own word is a claim or an admission."""
    kinds = a.speaker.kinds if a.speaker else frozenset()
    group = is_group(page, a.speaker)
    facets = {x.facet for x in asserted}
    cue_text = page.text[page.starts[a.cue[0]] : page.ends[a.cue[1]]].lower() if a.cue else ""
    if own_denial(page, a):
        return Act.DENY
    if a.act in ("deny", "condemn", "threaten", "retract", "testify"):
        return Act(a.act)
    if a.act == "claim":
        own = (
            "responsibility" in cue_text
            or "responsibility" in _content(page, a)[:40]
            or a.base in ("adopt", "adoption")
            or (a.base == "claim" and (a.passive or group) and _tells_attack(page, a))
        )
        return Act.CLAIM if own or (group and _named_for(a.speaker, asserted)) else _reported(a, kinds, facets, group)
    if a.act == "admit":
        culprit = group or "group" in kinds or a.base in ("confess", "confession")
        return Act.ADMIT if culprit and (facets & {Facet.TACTIC, *_WHO} or _violent(page, a)) else Act.REPORT
    who = [x for x in asserted if x.facet in _WHO]
    if who and all(x.polarity is Polarity.NEGATED for x in who):
        return Act.DENY  # "said that it was not responsible", "said that the militias were not behind it"
    if group and (_named_for(a.speaker, asserted)):
        return Act.CLAIM
    if a.act == "accuse":
        return Act.ACCUSE if facets & _WHO else Act.REPORT
    return _reported(a, kinds, facets, group)


def _content(page: Page, a: Attribution) -> str:
    return " ".join(page.lower_text[s:e] for s, e in a.content)


def _tells_attack(page: Page, a: Attribution) -> bool:
    known = events()
    return any(w in known.words for w in re.findall(r"[\w-]+", _content(page, a)))


def _violent(page: Page, a: Attribution) -> bool:
    return bool(re.search(r"\b(?:kill|murder|attack|bomb|assassinat|kidnap|shoot|shot|plant)\w*", _content(page, a)))


def _reported(a: Attribution, kinds: frozenset[str], facets: set[Facet], group: bool) -> Act:
    role = f"{(a.speaker.role or '') if a.speaker else ''} {(a.speaker.name or '') if a.speaker else ''}".lower()
    if facets & _WHO:
        if "expert" in kinds:
            return Act.ASSESS
        if a.act == "find" or _COURT.search(role):
            return Act.FIND
        return Act.ACCUSE
    if "expert" in kinds and (facets or a.act == "assess"):
        return Act.ASSESS
    if "witness" in kinds and facets:
        return Act.TESTIFY
    if kinds & {"authority", "medical"} and facets & _HOW and not group:
        return Act.FIND
    if a.act in ("find", "assess") and (facets & _ARGUMENTS or a.act == "find"):
        return Act(a.act)
    return Act.ASSESS if a.act == "assess" or (facets & _ARGUMENTS and "political" in kinds) else Act.REPORT


def channel_of(page: Page, a: Attribution) -> str | None:
    """By what means the words were made public, as written in the sentence of the cue ("its Nasher channel on Telegram")."""
    if a.cue is None:
        return None
    first, after = page.sentences[page.sentence_of[a.cue[0]]]
    start, end = page.starts[first], page.ends[after - 1]
    match = _CHANNEL.search(page.lower_text, start, end)
    return re.sub(r"\s+", " ", page.text[match.start("by") : match.end("by")]) if match else None


def status_of(act: Act, asserted: Sequence[Assertion], modality: Modality, mode: Mode, voice: Voice | None) -> Status:
    """MUC-4's status of what is said about who did it, from a voice of the page: see ``muc_status``."""
    kinds = voice.kinds if voice else frozenset()
    return muc_status(
        act,
        asserted,
        modality,
        mode,
        authority=bool(kinds & {"authority"} and not kinds & {"expert", "political"}),
        court=voice is not None and bool(_COURT.search((voice.role or voice.name or "").lower())),
    )


def muc_status(
    act: Act, asserted: Sequence[Assertion], modality: Modality, mode: Mode, *, authority: bool, court: bool
) -> Status:
    """MUC-4's status of what is said about who did it; without any such assertion ``fact``, or ``possible`` when hedged.

    ``authority``: the speaker holds office; ``court``: it is a court or a commission of inquiry, whose findings are facts.
    """
    who = [a for a in asserted if a.facet in _WHO]
    if act in (Act.CLAIM, Act.ADMIT):
        return Status.CLAIMED
    if act is Act.DENY or (who and all(a.polarity is Polarity.NEGATED for a in who)):
        return Status.ACQUITTED
    if modality is not Modality.ASSERTED:
        return Status.POSSIBLE
    if mode is Mode.OUTLET or not who:
        return Status.FACT
    if act is Act.FIND and court:
        return Status.FACT
    return Status.ACCUSED_BY_AUTHORITIES if authority else Status.ACCUSED


def basis_of(page: Page, act: Act, spans: Sequence[tuple[int, int]], voice: Voice | None, depth: int) -> Basis:
    """How the speaker is said to know."""
    kinds = voice.kinds if voice else frozenset()
    if _SAW.search(" ".join(page.lower_text[s:e] for s, e in spans)) and (
        not kinds or kinds & {"witness", "medical", "authority"}
    ):
        return Basis.WITNESSED
    if act is Act.ASSESS or "expert" in kinds:
        return Basis.DEDUCED
    if depth > 1 or ("media" in kinds and "authority" not in kinds):
        return Basis.TOLD
    return Basis.WITNESSED if act is Act.TESTIFY else Basis.UNKNOWN


def mode_of(page: Page, a: Attribution) -> Mode:
    """Direct when nine tenths of the content stand between quotation marks, indirect when less than a tenth does."""
    total = sum(e - s for s, e in a.content)
    quoted = sum(max(0, min(e, q.end) - max(s, q.start)) for s, e in a.content for q in page.quotes)
    if not total:
        return Mode.INDIRECT
    return Mode.DIRECT if quoted >= 0.9 * total else Mode.MIXED if quoted >= 0.1 * total else Mode.INDIRECT
