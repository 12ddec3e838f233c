"""What a decision can be about: a statement, one thing that it asserts, or its link to an incident.

===========================  ===========================================================================
``STATEMENT``                the statement as a whole
``STATEMENT.facet``          everything that it asserts about that facet
``STATEMENT.facet[N]``       the N-th of these, counted from 0
``STATEMENT.facet@ANCHOR``   the one with these words (``anchor`` hashes them), whatever else is read there later
``STATEMENT~INCIDENT``       that the statement speaks of this incident (of this draft of it)
===========================  ===========================================================================

A decision outlives the engine that proposed what it is about. ``check_subject`` therefore turns a facet, with or without
number, into its anchored form, and an incident into one of its drafts, whose id is a hash and stays.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from rashomon.errors import InvalidDecision, UnknownSubject
from rashomon.model import Assertion, Facet, Statement, Verdict, stable_id

_FORM = re.compile(
    r"(?P<statement>[^\s.~@\[\]]+)"
    r"(?:\.(?P<facet>[a-z_]+)(?:\[(?P<index>[0-9]{1,6})\]|@(?P<anchor>[0-9a-f]+))?|~(?P<target>[^\s~@\[\]]+))?"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Subject:
    """A parsed subject. ``facet`` is set for what is asserted, ``target`` for a link, neither for a whole statement."""

    statement: str
    facet: Facet | None = None
    index: int | None = None
    anchor: str | None = None
    target: str | None = None

    def positions(self, asserts: Sequence[Assertion]) -> list[int]:
        """The positions in ``asserts``, as the engine gave them, that this subject is about."""
        found = [at for at, assertion in enumerate(asserts) if assertion.facet == self.facet]
        if self.index is not None:
            return found[self.index : self.index + 1]
        if self.anchor is not None:
            return [at for at in found if anchor(asserts[at]) == self.anchor]
        return found


def anchor(assertion: Assertion) -> str:
    """A hash of an assertion's words and of whom they are about, not of the value that an engine made of them."""
    keys = (assertion.start, assertion.end, assertion.text, assertion.about, assertion.effect, assertion.party)
    return stable_id("", assertion.facet, *keys, length=8)


def parse_subject(text: str) -> Subject:
    """Raises ``UnknownSubject`` when ``text`` has none of the forms."""
    match = _FORM.fullmatch(text)
    if match is None:
        raise UnknownSubject(f"{text!r} is no statement, STATEMENT.facet or STATEMENT~INCIDENT")
    index = match["index"]
    try:
        facet = None if match["facet"] is None else Facet(match["facet"])
    except ValueError as problem:
        raise UnknownSubject(f"{text!r}: no such facet; one of {', '.join(Facet)}") from problem
    return Subject(
        statement=match["statement"],
        facet=facet,
        index=None if index is None else int(index),
        anchor=match["anchor"],
        target=match["target"],
    )


def check_subject(
    text: str,
    statements: Sequence[Statement],
    incidents: Mapping[str, Collection[str]] | None = None,
    *,
    verdict: Verdict | None = None,
) -> str:
    """The lasting form of the subject ``text``, to be given to ``Store.add_decision``.

    ``statements`` are as the engine read them; ``incidents`` maps each incident id to the ids of its drafts. Raises
    ``UnknownSubject`` when it names nothing there, ``InvalidDecision`` when it names several links, or several things to
    ``change``, at once. Not for ``undo``: what a past decision was about may be gone.
    """
    subject = parse_subject(text)
    statement = next((known for known in statements if known.id == subject.statement), None)
    if statement is None:
        raise UnknownSubject(f"{text!r}: no statement {subject.statement!r}")
    if subject.target is not None:
        return f"{statement.id}~{_draft(text, subject.target, statement, statements, incidents or {})}"
    if subject.facet is None:
        return statement.id
    found = subject.positions(statement.asserts)
    if not found:
        raise UnknownSubject(f"{text!r}: the statement asserts no such thing")
    anchors = {anchor(statement.asserts[at]) for at in found}
    if verdict == Verdict.CHANGE and len(found) > 1:
        raise InvalidDecision(f"{text!r} are {len(found)} things, name one: {statement.id}.{subject.facet}[0] …")
    # Several at once stay "everything about this facet": that is what was asked for.
    return f"{statement.id}.{subject.facet}@{anchors.pop()}" if len(anchors) == 1 else f"{statement.id}.{subject.facet}"


def _draft(
    text: str,
    target: str,
    statement: Statement,
    statements: Sequence[Statement],
    incidents: Mapping[str, Collection[str]],
) -> str:
    drafts = sorted(incidents.get(target, ()))
    if drafts:
        linked = [draft for draft in drafts if draft in statement.incidents]
        if len(linked) > 1:
            raise InvalidDecision(
                f"{text!r} are several links, name one: {', '.join(f'{statement.id}~{d}' for d in linked)}"
            )
        return (linked or drafts)[0]
    known = any(target in other.incidents for other in statements) or any(target in d for d in incidents.values())
    if not known:
        raise UnknownSubject(f"{text!r}: no incident {target!r}")
    return target
