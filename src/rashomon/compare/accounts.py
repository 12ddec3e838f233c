"""What each source says about one incident, side by side."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from rashomon.model import (
    Account,
    Assertion,
    Facet,
    FacetValue,
    Incident,
    Modality,
    Report,
    Source,
    SourceType,
    Statement,
    fold,
    stable_id,
)

_NOT_SAID = frozenset({Modality.CONDITIONAL, Modality.HYPOTHETICAL})
_ORDER = {facet: number for number, facet in enumerate(Facet)}


@dataclass(slots=True)
class _Value:
    facet: Facet
    polarity: str
    values: set[str] = field(default_factory=set)
    texts: set[str] = field(default_factory=set)
    statements: set[str] = field(default_factory=set)


def source_of(statement: Statement) -> str:
    """The id of who speaks. Somebody unnamed is nobody else's double: told apart by report and words."""
    speaker = statement.speaker
    if speaker is not None and speaker.source:
        return speaker.source
    if speaker is None or statement.outlet_answers:
        return stable_id("s", "outlet", statement.report)
    if speaker.actor:
        return stable_id("s", "actor", speaker.actor)
    return stable_id("s", "unnamed", statement.report, fold(speaker.name or speaker.text or ""))


def accounts(
    incident: Incident,
    *,
    statements: Mapping[str, Statement],
    sources: Mapping[str, Source],
    origins: Mapping[str, str],
    reports: Mapping[str, Report] | None = None,
) -> tuple[Account, ...]:
    """One account per source, outlets' own voices included, sorted by source id.

    ``origin`` is that of the report through which the source's words first came (by the day they were said, else
    published, then by id): the same source quoted in two independent reports is one account, since it is one
    source; its words are kept from both. Conditional and hypothetical statements are the source's, but give no facet.
    """
    by_source: dict[str, list[Statement]] = {}
    for sid in sorted(set(incident.statements)):
        if sid in statements:
            by_source.setdefault(source_of(statements[sid]), []).append(statements[sid])
    return tuple(
        Account(
            id=stable_id("a", incident.id, source),
            source=source,
            source_type=_type(by_source[source], sources.get(source)),
            origin=_origin(by_source[source], origins, reports or {}),
            statements=tuple(statement.id for statement in by_source[source]),
            facets=_facets(by_source[source]),
        )
        for source in sorted(by_source)
    )


def _type(said: Iterable[Statement], source: Source | None) -> SourceType:
    if source is not None:
        return source.type
    types = sorted({s.speaker.source_type for s in said if s.speaker is not None and s.speaker.source_type is not None})
    return types[0] if len(types) == 1 else SourceType.UNKNOWN


def _origin(said: Iterable[Statement], origins: Mapping[str, str], reports: Mapping[str, Report]) -> str:
    """The origin that comes first; reports of no known lineage are their own."""

    def key(statement: Statement) -> tuple[str, str]:
        report = reports.get(statement.report)
        published = report.published if report is not None else None
        return (statement.said_on or published or "9999", origins.get(statement.report, statement.report))

    return min(key(statement) for statement in said)[1]


def _facets(said: Iterable[Statement]) -> tuple[FacetValue, ...]:
    found: dict[tuple[Facet, str, str], _Value] = {}
    for statement in said:
        if statement.modality in _NOT_SAID:
            continue
        for assertion in statement.asserts:
            key = (assertion.facet, value_key(assertion), assertion.polarity.value)
            value = found.setdefault(key, _Value(assertion.facet, assertion.polarity.value))
            value.values.add(assertion.value)
            value.texts.add(assertion.text)
            value.statements.add(statement.id)
    ordered = sorted(found.items(), key=lambda item: (_ORDER[item[0][0]], item[0][1], item[0][2]))
    return tuple(
        FacetValue(
            facet=value.facet,
            value=_longest(value.values),
            text=_longest(value.texts),
            statements=tuple(sorted(value.statements)),
            polarity=value.polarity,
        )
        for _, value in ordered
    )


def _longest(texts: Iterable[str]) -> str:
    return min(texts, key=lambda text: (-len(text), text))


def value_key(assertion: Assertion) -> str:
    """What makes two assertions of one facet the same: the actor named, the counts and the party, or the folded value."""
    about = assertion.about or ""
    if assertion.facet is Facet.TOLL:
        return f"{assertion.value}|{fold(assertion.party or '')}"
    if assertion.facet is Facet.TIME and assertion.when is not None and assertion.when.earliest:
        return f"{assertion.when.earliest}|{assertion.when.latest}"
    if assertion.facet is Facet.PLACE and assertion.place is not None:
        return assertion.place.gazetteer_id or fold(assertion.place.name or assertion.value)
    return f"{assertion.actor or fold(assertion.value)}|{about}"
