"""What people decided, applied to what the machine proposed. Pure functions: the proposals stay on record as they were.

Decisions are applied anew after every extraction, clustering or change of engine, so a re-run never overturns a person.
They count in the order of their ``sequence``: of those on one subject the last ``accept``, ``reject`` or ``change`` says whether
it stands, and of several changes of one field the last holds. "Not judged" is not "unsure": what nobody decided on has
``reviewed_by`` ``None``, and no verdict stands for indifference.

What a person rejected is left out of what comes back; nothing is removed from the readings themselves.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from rashomon.errors import InvalidDecision, UsageError
from rashomon.model import Assertion, Decision, Issue, Level, Statement, Verdict
from rashomon.store.changes import changed_assertion, changed_statement, read_change
from rashomon.store.subjects import Subject, parse_subject

_Judged = tuple[Subject, Decision]


def standing(decisions: Iterable[Decision]) -> tuple[Decision, ...]:
    """The decisions that nobody took back, in the order of their sequence, without the undoing ones.

    An undo that names no decision takes back the latest one on its subject that still stands; one that finds nothing to
    take back does nothing.
    """
    stands: dict[str, Decision] = {}
    for decision in sorted(decisions, key=lambda d: (d.sequence, d.id)):
        if decision.verdict != Verdict.UNDO:
            stands[decision.id] = decision
            continue
        undone = decision.undoes or next(
            (d.id for d in reversed(stands.values()) if d.subject == decision.subject), None
        )
        if undone is not None:
            stands.pop(undone, None)
    return tuple(stands.values())


def check_decision(decision: Decision, before: Iterable[Decision]) -> Decision:
    """``decision`` as it can be recorded after those ``before`` it: an undo comes back naming what it undoes.

    Raises ``InvalidDecision`` when it cannot be applied as asked, ``UnknownSubject`` when its subject is malformed. Whether the
    subject exists is ``check_subject``'s question.
    """
    subject = parse_subject(decision.subject)
    for name in ("reason", "by"):
        if not getattr(decision, name).strip():
            raise InvalidDecision(f"a decision needs a {name}")
    _check_time(decision.made_on)
    _check_text(decision)
    if decision.verdict == Verdict.CHANGE:
        read_change(subject, decision.field, decision.value)
    elif decision.field is not None or decision.value is not None:
        raise InvalidDecision(f"{decision.verdict} takes neither field nor value")
    if decision.verdict == Verdict.UNDO:
        return replace(decision, undoes=_undone(decision, standing(before)).id)
    if decision.undoes is not None:
        raise InvalidDecision(f"{decision.verdict} undoes nothing")
    return decision


def apply_decisions(
    statements: Sequence[Statement], decisions: Iterable[Decision]
) -> tuple[tuple[Statement, ...], list[Issue]]:
    """``statements`` as the engine read them, with every standing decision on them and on what they assert.

    Order is kept; rejected statements and assertions are left out. Links are ``apply_links``' business. Issues (warnings):
    ``decision_orphaned`` when the subject is no longer there, ``decision_inapplicable`` when the change no longer fits.
    """
    judged, issues = _by_statement(decisions, links=False)
    kept: list[Statement] = []
    for statement in statements:
        own = judged.get(statement.id)
        decided = statement if own is None else _decided(statement, own, issues)
        if decided is not None:
            kept.append(decided)
    present = {statement.id for statement in statements}
    for missing in judged.keys() - present:
        issues.extend(_orphaned(decision) for _, decision in judged[missing])
    return tuple(kept), _in_order(issues)


def apply_links(
    statements: Sequence[Statement],
    decisions: Iterable[Decision],
    *,
    known: Collection[str] | None = None,
    incident_of: Mapping[str, str] | None = None,
) -> tuple[tuple[Statement, ...], list[Issue]]:
    """``statements`` with every standing decision on their links to incidents.

    Use it on draft ids before ``cluster``, or afterwards with ``incident_of`` (draft id to incident id) on incident ids.
    ``accept`` keeps or adds the link, ``reject`` removes it, ``change`` replaces it by the incidents named. ``known`` are the ids
    that exist, by default those that any statement or ``incident_of`` names; a link to another one is an orphan. A statement
    that a person rejected is no orphan.
    """
    decisions = tuple(decisions)
    judged, issues = _by_statement(decisions, links=True)
    names = incident_of or {}
    there = set(known or ()) | {incident for s in statements for incident in s.incidents} | set(names.values())
    linked = tuple(_linked(s, judged[s.id], names, there, issues) if s.id in judged else s for s in statements)
    gone = judged.keys() - {statement.id for statement in statements} - _rejected(decisions)
    for missing in gone:
        issues.extend(_orphaned(decision) for _, decision in judged[missing])
    return linked, _in_order(issues)


def _check_time(made_on: str) -> None:
    try:
        aware = datetime.fromisoformat(made_on).tzinfo is not None
    except ValueError:
        aware = False
    if not aware:
        raise InvalidDecision(f"made_on {made_on!r} is no ISO 8601 time with zone")


def _check_text(decision: Decision) -> None:
    texts = (decision.subject, decision.reason, decision.by, decision.field, decision.value, decision.undoes)
    try:
        "".join(text for text in texts if text is not None).encode()
    except UnicodeEncodeError as problem:
        raise InvalidDecision(f"a decision in characters that are no text: {problem}") from problem


def _undone(decision: Decision, stands: Sequence[Decision]) -> Decision:
    if decision.undoes is not None:
        found = next((d for d in stands if d.id == decision.undoes), None)
        if found is None:
            raise InvalidDecision(f"no decision {decision.undoes!r} to undo")
        if found.subject != decision.subject:
            raise InvalidDecision(f"decision {found.id} is about {found.subject}, not {decision.subject}")
        return found
    found = next((d for d in reversed(stands) if d.subject == decision.subject), None)
    if found is None:
        raise InvalidDecision(f"nothing about {decision.subject!r} to undo")
    return found


def _by_statement(decisions: Iterable[Decision], *, links: bool) -> tuple[dict[str, list[_Judged]], list[Issue]]:
    judged: dict[str, list[_Judged]] = defaultdict(list)
    issues = []
    for decision in standing(decisions):
        try:
            subject = parse_subject(decision.subject)
        except UsageError:  # a facet that this version no longer has
            if not links:
                issues.append(_orphaned(decision))
            continue
        if (subject.target is not None) == links:
            judged[subject.statement].append((subject, decision))
    return dict(judged), issues


def _rejected(decisions: Iterable[Decision]) -> set[str]:
    last = {decision.subject: decision.verdict for decision in standing(decisions)}
    return {subject for subject, verdict in last.items() if verdict == Verdict.REJECT}


def _decided(statement: Statement, judged: list[_Judged], issues: list[Issue]) -> Statement | None:
    whole = [(subject, decision) for subject, decision in judged if subject.facet is None]
    asserts = _decided_asserts(statement, [pair for pair in judged if pair[0].facet is not None], issues)
    if whole and whole[-1][1].verdict == Verdict.REJECT:
        return None
    decided = changed_statement(statement, _changes(whole, issues))
    # Who decided on the whole comes first; else everybody who decided on a part, so that the order of parts is irrelevant.
    people = [whole[-1][1].by] if whole else sorted({decision.by for _, decision in judged})
    return replace(decided, asserts=asserts, reviewed_by=", ".join(people))


def _decided_asserts(statement: Statement, judged: list[_Judged], issues: list[Issue]) -> tuple[Assertion, ...]:
    on: dict[int, list[_Judged]] = defaultdict(list)
    for subject, decision in judged:
        positions = subject.positions(statement.asserts)
        if not positions:
            issues.append(_orphaned(decision))
        for position in positions:
            on[position].append((subject, decision))
    kept = []
    for position, assertion in enumerate(statement.asserts):
        own = on.get(position, [])
        if not own or own[-1][1].verdict != Verdict.REJECT:
            kept.append(changed_assertion(assertion, _changes(own, issues)))
    return tuple(kept)


def _changes(judged: list[_Judged], issues: list[Issue]) -> dict[str, Any]:
    changes: dict[str, Any] = {}
    for subject, decision in judged:
        if decision.verdict != Verdict.CHANGE or decision.field is None:
            continue
        try:
            changes[decision.field] = read_change(subject, decision.field, decision.value)
        except InvalidDecision as problem:
            issues.append(_inapplicable(decision, str(problem)))
    return changes


def _linked(
    statement: Statement,
    judged: list[_Judged],
    incident_of: Mapping[str, str],
    known: Collection[str],
    issues: list[Issue],
) -> Statement:
    last = {
        incident_of.get(subject.target or "", subject.target or ""): (subject, decision) for subject, decision in judged
    }
    removed, added = set[str](), set[str]()
    for target, (subject, decision) in last.items():
        if target not in known:
            issues.append(_orphaned(decision))
        elif decision.verdict == Verdict.ACCEPT:
            added.add(target)
        elif decision.verdict == Verdict.REJECT:
            removed.add(target)
        elif new := _new_links(subject, decision, incident_of, known, issues):
            removed.add(target)
            added |= new
    # An explicit verdict on a link is stronger than another link's change into it.
    added -= {target for target, (_, decision) in last.items() if decision.verdict == Verdict.REJECT}
    stays = tuple(i for i in statement.incidents if i in added or i not in removed)
    return replace(statement, incidents=stays + tuple(sorted(added - set(stays))))


def _new_links(
    subject: Subject,
    decision: Decision,
    incident_of: Mapping[str, str],
    known: Collection[str],
    issues: list[Issue],
) -> set[str]:
    try:
        named = read_change(subject, decision.field, decision.value)
    except InvalidDecision as problem:
        issues.append(_inapplicable(decision, str(problem)))
        return set()
    new = {incident_of.get(name, name) for name in named}
    if new - set(known):
        issues.append(_inapplicable(decision, f"no incident {', '.join(sorted(new - set(known)))}"))
    return new & set(known)


def _in_order(issues: Iterable[Issue]) -> list[Issue]:
    return sorted(set(issues), key=lambda issue: (issue.subject, issue.code, issue.message))


def _orphaned(decision: Decision) -> Issue:
    return _issue(
        "decision_orphaned", decision, f"decision {decision.id} ({decision.verdict}) is about nothing that is read now"
    )


def _inapplicable(decision: Decision, why: str) -> Issue:
    return _issue(
        "decision_inapplicable", decision, f"decision {decision.id} ({decision.verdict}) no longer fits: {why}"
    )


def _issue(code: str, decision: Decision, message: str) -> Issue:
    return Issue(code=code, level=Level.WARNING, subject=decision.subject, message=message)
