"""What each statement says about who did it, and what one such word is worth.

A proposition is one voice for, or against, a set of leaves. What is asserted of somebody unnamed supports nobody in particular
and makes none.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from rashomon.model import (
    Act,
    Basis,
    Facet,
    Incident,
    Modality,
    Polarity,
    Source,
    SourceType,
    Statement,
    Status,
    fold,
)
from rashomon.weigh.cast import Cast, claimants_in, is_accident, perpetrators_in
from rashomon.weigh.hypotheses import HypothesisDraft, leaves_under
from rashomon.weigh.table import Row, Table
from rashomon.weigh.worth import Worth

CONTEXT_FACETS = frozenset(
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
_FIRST_HAND = frozenset({Act.CLAIM, Act.ADMIT, Act.FIND, Act.TESTIFY})


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposition:
    """One voice for (or, when ``worth.best`` is negative, against) ``leaves``.

    ``voice`` is who speaks, ``principal`` on whose behalf, ``origins`` where the words enter the record, ``words`` the
    folded content. ``direct`` tells whether the speaker is said to know at first or second hand.
    """

    statements: tuple[str, ...]
    voice: str
    principal: str
    who: str
    origins: frozenset[str]
    words: str
    leaves: frozenset[str]
    worth: Worth
    direct: bool


@dataclass(frozen=True, slots=True)
class Setting:
    """Everything that the propositions of one incident are read against."""

    incident: Incident
    cast: Cast
    drafts: tuple[HypothesisDraft, ...]
    sources: Mapping[str, Source]
    table: Table
    origins: Mapping[str, str]
    """Statement id to origin."""

    account_types: Mapping[str, SourceType]
    """Statement id to the source type of the account that holds it."""

    found: dict[frozenset[str], frozenset[str]] = field(default_factory=dict)
    """Leaves worked out so far."""

    def leaves(self, keys: Iterable[str]) -> frozenset[str]:
        """Leaves in which any of ``keys`` (persons stand for their groups) carried it out."""
        behind = frozenset(one for key in keys for one in self.cast.behind(key))
        if behind not in self.found:
            each = (leaves_under(self.cast, self.drafts, one) for one in behind)
            self.found[behind] = frozenset().union(*each)
        return self.found[behind]


@dataclass(frozen=True, slots=True)
class Voice:
    """Who speaks in a statement."""

    key: str
    principal: str
    name: str
    actor: str | None
    type: SourceType
    source: Source | None


def propositions_in(setting: Setting, statement: Statement) -> list[Proposition]:
    """Everything that one statement says about who did it; empty when it names nobody."""
    found = [*_attributions(setting, statement), *_claims(setting, statement), *_context(setting, statement)]
    return [one for one in found if one.leaves]


def voice_of(setting: Setting, statement: Statement) -> Voice:
    """Who speaks. The outlet's own voice is that of the origin, so that whoever copies it adds no voice."""
    origin = setting.origins[statement.id]
    speaker = statement.speaker
    if speaker is None or statement.outlet_answers:
        source = setting.sources.get(speaker.source) if speaker and speaker.source else None
        kind = source.type if source else setting.account_types.get(statement.id, SourceType.MEDIA)
        outlet = kind if kind in (SourceType.MEDIA, SourceType.STATE_MEDIA) else SourceType.MEDIA
        return Voice(f"outlet:{origin}", f"outlet:{origin}", "The outlet", None, outlet, source)
    source = setting.sources.get(speaker.source) if speaker.source else None
    actor = speaker.actor or (source.actor if source else None)
    name = speaker.name or speaker.text or speaker.organization or "A speaker"
    heard = speaker.source
    if heard is not None and heard.endswith(f"@{statement.report}"):
        heard = (
            f"{heard.removesuffix(statement.report)}{origin}"  # the nameless speaker of a copy is that of its original
        )
    key = actor or heard or f"{origin}:{fold(name)}"
    line = setting.cast.ancestors(actor) if actor else []
    known = speaker.source_type or (source.type if source else None)
    kind = known or setting.account_types.get(statement.id, SourceType.UNKNOWN)
    return Voice(key, line[-1] if line else key, name, actor, kind, source)


def _attributions(setting: Setting, statement: Statement) -> list[Proposition]:
    """Perpetrators and accidents, affirmed and negated. What a claim says of its own side is left to ``_claims``."""
    voice = voice_of(setting, statement)
    affirmed, _, negated = perpetrators_in(setting.cast, statement)
    claimants = claimants_in(setting.cast, statement)
    if statement.act in (Act.CLAIM, Act.ADMIT):
        affirmed = {key for key in affirmed if not setting.cast.behind(key) & claimants}
    acquitted = statement.status is Status.ACQUITTED or statement.act is Act.RETRACT
    found = []
    if affirmed:
        found.append(_attribution(setting, statement, voice, affirmed, rejected=acquitted))
    found.extend(_attribution(setting, statement, voice, {key}, rejected=True) for key in sorted(negated))
    adopters = {key for key in _adopters(setting, statement) if key not in affirmed | negated}
    found.extend(_attribution(setting, statement, voice, {key}, rejected=True) for key in sorted(adopters))
    accident = frozenset(one.id for one in setting.drafts if one.kind == "accident")
    for one in statement.asserts:
        if is_accident(one):
            base = _attribution(setting, statement, voice, set(), rejected=one.polarity is Polarity.NEGATED)
            found.append(replace(base, leaves=accident))
    return found


def _adopters(setting: Setting, statement: Statement) -> set[str]:
    """Who is said to have only adopted it: whoever says so says that somebody else did it."""
    found = set()
    for one in statement.asserts:
        if one.facet is Facet.ADOPTER and one.polarity is Polarity.AFFIRMED:
            key = setting.cast.key(one.actor, one.value or one.text)
            if key is not None:
                found.add(key)
    return found


def _attribution(
    setting: Setting, statement: Statement, voice: Voice, keys: set[str], *, rejected: bool
) -> Proposition:
    """One attribution by ``voice`` to ``keys``, or against them."""
    act, kind = statement.act, voice.type
    own = voice.actor is not None and any(setting.cast.within(voice.actor, key) for key in keys)
    if rejected and act is not Act.RETRACT:
        act, kind = Act.DENY, SourceType.ACCUSED if own else kind
    elif act is Act.DENY:
        act, kind = Act.ACCUSE, SourceType.ACCUSED
    elif act is Act.ADMIT and not claimants_in(setting.cast, statement):
        own = True
    elif act in (Act.CLAIM, Act.ADMIT):
        act, kind = Act.ACCUSE, SourceType.CLAIMANT
    worth = Worth.of(setting.table.act(act, kind))
    return _proposition(setting, statement, voice, setting.leaves(keys), worth, stake=not own)


def _claims(setting: Setting, statement: Statement) -> list[Proposition]:
    """Claims of responsibility, by the claimant's own voice whoever reports them."""
    claimants = claimants_in(setting.cast, statement)
    direct = statement.act in (Act.CLAIM, Act.ADMIT)
    found = []
    for key in sorted(claimants):
        row = setting.table.act(statement.act if direct else Act.CLAIM, SourceType.CLAIMANT)
        worth = Worth.of(row)
        if _names_attacker(setting, statement):
            worth = worth.plus(setting.table.named("plus/named_attacker"))
        if not direct:
            worth = worth.times(setting.table.named("times/hearsay"))
        line = setting.cast.ancestors(key)
        voice = Voice(key, line[-1] if line else key, setting.cast.name(key), key, SourceType.CLAIMANT, None)
        found.append(_proposition(setting, statement, voice, setting.leaves({key}), worth, stake=False))
    return found


def _names_attacker(setting: Setting, statement: Statement) -> bool:
    """Whether a claim gives a name that can be checked."""
    if any(one.named_attacker for one in setting.incident.claims if one.statement == statement.id):
        return True
    return any(
        one.facet is Facet.ATTACKER and setting.cast.key(one.actor, one.value or one.text) is not None
        for one in statement.asserts
    )


def _context(setting: Setting, statement: Statement) -> list[Proposition]:
    """Access, capability, motive and the rest as asserted of somebody. Said of nobody, they favour nobody."""
    if statement.act is Act.RETRACT:
        return []
    voice = voice_of(setting, statement)
    found = []
    for one in statement.asserts:
        if one.facet not in CONTEXT_FACETS or not one.about:
            continue
        key = setting.cast.key(one.about, one.about)
        row = setting.table.facet(one.facet, one.value, voice.type)
        if key is None or row is None:
            continue
        worth = Worth.of(row)
        worth = worth.turned() if one.polarity is Polarity.NEGATED else worth
        own = voice.actor is not None and setting.cast.within(voice.actor, key)
        found.append(_proposition(setting, statement, voice, setting.leaves({key}), worth, stake=not own))
    return found


def _proposition(
    setting: Setting, statement: Statement, voice: Voice, leaves: frozenset[str], worth: Worth, *, stake: bool
) -> Proposition:
    """The proposition with everything that makes a statement worth less."""
    for factor in _doubts(setting, statement, voice, stake=stake):
        worth = worth.times(factor)
    first_hand = statement.basis in (Basis.WITNESSED, Basis.DEDUCED) or statement.act in _FIRST_HAND
    return Proposition(
        statements=(statement.id,),
        voice=voice.key,
        principal=voice.principal,
        who=voice.name,
        origins=frozenset({setting.origins[statement.id]}),
        words=fold(statement.content.text),
        leaves=leaves,
        worth=worth,
        direct=first_hand and statement.hearsay_depth <= 1 and voice.type is not SourceType.UNKNOWN,
    )


def _doubts(setting: Setting, statement: Statement, voice: Voice, *, stake: bool) -> list[Row]:
    """Factors for modality, anonymity, hearsay, rated reliability and stake, in this order."""
    table, modality = setting.table, statement.modality
    if modality is Modality.ASSERTED and statement.status is Status.POSSIBLE:
        modality = Modality.HEDGED
    names = []
    if statement.speaker is not None and statement.speaker.anonymous:
        names.append("times/anonymous")
    if statement.hearsay_depth >= 2:
        names.append("times/hearsay")
    rated = voice.source.reliability if voice.source else None
    if rated in ("D", "E"):
        names.append(f"times/reliability_{rated.lower()}")
    if stake and _has_stake(setting, voice):
        names.append("times/stake")
    first = table.modality(modality)
    return [*([first] if first else []), *(table.named(name) for name in names)]


def _has_stake(setting: Setting, voice: Voice) -> bool:
    """Whether the speaker's source says so, or the speaker's own side is itself a candidate."""
    if voice.source is not None and voice.source.stake:
        return True
    if voice.actor is None:
        return False
    line = {voice.actor, *setting.cast.ancestors(voice.actor)}
    states = {one for some in setting.cast.enablers.values() for one in some}
    return bool(line & (setting.cast.perpetrators | states))
