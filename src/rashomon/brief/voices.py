"""Who says what: statements as cards grouped by speaker, and who is said to have done it, by named actor."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from rashomon.brief.citing import place_in_text
from rashomon.brief.index import Index, Ref, anchor
from rashomon.brief.words import ACT, BASIS, FACET, MODALITY, MODE, STATUS, count, day, value_words
from rashomon.model import Act, Assertion, Facet, Incident, Modality, Polarity, SourceType, Statement

RESPONSIBILITY = frozenset({Facet.PERPETRATOR, Facet.ADOPTER, Facet.CLAIMANT, Facet.ATTACKER, Facet.AFFILIATION})
_ABOUT_WHO = frozenset({Act.CLAIM, Act.ADMIT, Act.DENY, Act.ACCUSE, Act.RETRACT})
_NAMING = frozenset({Facet.PERPETRATOR, Facet.ADOPTER, Facet.CLAIMANT, Facet.ATTACKER})


@dataclass(frozen=True, slots=True)
class Card:
    """One statement as shown."""

    key: str
    n: int
    act: str
    verb: str
    words: str
    href: str
    meta: tuple[str, ...]
    asserts: tuple[str, ...]
    outlet: str
    report_href: str
    repeated: bool
    head: str
    mode: str
    where: str
    reviewed_by: str | None


@dataclass(frozen=True, slots=True)
class Voice:
    """One speaker with their cards."""

    name: str
    about: tuple[str, ...]
    cards: tuple[Card, ...]


@dataclass(frozen=True, slots=True)
class Saying:
    """One way in which sources relate an actor to the attack, with who does so."""

    verb: str
    act: str
    speakers: tuple[str, ...]
    refs: tuple[Ref, ...]
    origins: str
    one_outlet: str


@dataclass(frozen=True, slots=True)
class Named:
    """An actor that statements name, with everything said about its part."""

    name: str
    sayings: tuple[Saying, ...]


@dataclass
class Shown:
    """Which statements already have their card (each has one anchor on the page)."""

    keys: set[str] = field(default_factory=set)


def about_who(statement: Statement) -> bool:
    """Whether a statement speaks of who did, claimed or adopted it."""
    return statement.act in _ABOUT_WHO or any(each.facet in RESPONSIBILITY for each in statement.asserts)


def voices(statements: Sequence[Statement], index: Index, shown: Shown) -> tuple[Voice, ...]:
    """Statements grouped by speaker, speakers in the order of their first statement."""
    groups: dict[str, list[Statement]] = {}
    for each in statements:
        groups.setdefault(index.speaks(each), []).append(each)
    return tuple(_voice(group, index, shown) for group in groups.values())


def _voice(group: list[Statement], index: Index, shown: Shown) -> Voice:
    first = max(group, key=lambda s: (len(index.speaker_detail(s)), -index.number[s.id]))
    known = index.source_kind(first) is not SourceType.UNKNOWN
    kind = index.source_type(first) if known else ""
    several = count(len(group), "statement") if len(group) > 2 else ""
    return Voice(
        name=index.speaker_name(first),
        about=tuple(each for each in (index.speaker_detail(first), kind, several) if each),
        cards=tuple(card(each, index, shown) for each in group),
    )


def card(statement: Statement, index: Index, shown: Shown) -> Card:
    """One statement; ``repeated`` when its card stands elsewhere on the page already."""
    repeated = statement.id in shown.keys
    shown.keys.add(statement.id)
    return Card(
        key=statement.id,
        n=index.number[statement.id],
        act=statement.act.value,
        verb=_verb(statement),
        words=statement.content.text,
        href=index.passage(statement),
        meta=tuple(_meta(statement)),
        asserts=tuple(dict.fromkeys(assertion_words(each, index) for each in statement.asserts)),
        outlet=index.outlet(statement.report),
        report_href=f"#{anchor('r', statement.report)}",
        repeated=repeated,
        head=index.citation_head(statement),
        mode=MODE[statement.mode],
        where=place_in_text(statement),
        reviewed_by=statement.reviewed_by,
    )


def _verb(statement: Statement) -> str:
    if statement.act is Act.CLAIM and not any(each.facet is Facet.CLAIMANT for each in statement.asserts):
        return "claims"
    return ACT[statement.act]


def _meta(statement: Statement) -> Iterable[str]:
    yield MODE[statement.mode]
    if about_who(statement):
        yield f"status: {STATUS[statement.status]}"
    if statement.modality is not Modality.ASSERTED:
        yield MODALITY[statement.modality]
    if statement.polarity is Polarity.NEGATED:
        yield "rejects it"
    if BASIS[statement.basis]:
        yield BASIS[statement.basis]
    if statement.hearsay_depth > 1:
        yield f"at {statement.hearsay_depth} removes"
    for hop in statement.via:
        yield f"via {hop.text}"
    if statement.channel:
        yield f"channel: {statement.channel}"
    if statement.said_on:
        yield f"said {day(statement.said_on)}"


def assertion_words(assertion: Assertion, index: Index) -> str:
    """One assertion in words: ``not carried out by: Group A``."""
    value = value_words(assertion.facet, assertion.value, assertion.text)
    about = f" ({index.name(assertion.about)})" if assertion.about else ""
    negation = "not " if assertion.polarity is Polarity.NEGATED else ""
    return f"{negation}{FACET[assertion.facet]}: {value}{about}"


def named(statements: Sequence[Statement], index: Index) -> tuple[Named, ...]:
    """Who is named as perpetrator, adopter, claimant or attacker, most statements first."""
    rows: dict[str, dict[tuple[str, str], list[Statement]]] = {}
    for statement in statements:
        for assertion in statement.asserts:
            if assertion.facet in _NAMING:
                who = index.name(assertion.actor) if assertion.actor else assertion.value or assertion.text
                kinds = rows.setdefault(who, {}).setdefault(_relation(statement, assertion), [])
                if statement not in kinds[-1:]:
                    kinds.append(statement)
    ranked = sorted(rows.items(), key=lambda row: (-sum(map(len, row[1].values())), row[0]))
    return tuple(
        Named(who, tuple(_saying(kind, group, index) for kind, group in kinds.items())) for who, kinds in ranked
    )


def _relation(statement: Statement, assertion: Assertion) -> tuple[str, str]:
    denied = assertion.polarity is Polarity.NEGATED
    own = statement.act in (Act.CLAIM, Act.ADMIT)
    if assertion.facet is Facet.CLAIMANT:
        verb = "is said not to have claimed it" if denied else "claims it" if own else "is said to claim it"
    elif assertion.facet is Facet.ADOPTER:
        verb = "is said not to have adopted it" if denied else "is said to have adopted what another did"
    elif denied:
        verb = "is said not to have done it"
    elif own and assertion.facet is Facet.ATTACKER:
        verb = "is named in the claim as the attacker"
    elif own:
        verb = "claims it"
    else:
        verb = "is said to have done it"
    if statement.modality is not Modality.ASSERTED and not own:
        verb += f" ({MODALITY[statement.modality]})"
    return verb, statement.act.value


def _saying(kind: tuple[str, str], group: list[Statement], index: Index) -> Saying:
    origins = {index.origin(each) for each in group}
    outlets = {index.outlet(each.report) for each in group}
    speakers = tuple(dict.fromkeys(index.speaker_name(each) for each in group))
    return Saying(
        verb=kind[0],
        act=kind[1],
        speakers=speakers,
        refs=index.refs(each.id for each in group),
        origins=count(len(origins), "origin"),
        one_outlet=next(iter(outlets)) if len(outlets) == 1 and len(speakers) > 1 else "",
    )


def claims_of(incident: Incident, index: Index) -> list[dict[str, object]]:
    """The table of claims of responsibility."""
    return [
        {
            "claimant": index.name(each.claimant),
            "ref": index.refs([each.statement]),
            "channel": each.channel or "not stated",
            "attacker": each.named_attacker or "none named",
            "status": each.status.replace("_", " "),
        }
        for each in incident.claims
    ]
