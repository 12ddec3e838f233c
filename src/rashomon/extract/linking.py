"""Which attack a statement speaks of, and what the report as a whole adds: adopters, and culprits by name."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from rashomon.extract.drafts import draft_id
from rashomon.extract.page import Page
from rashomon.extract.persons import CULPRITS
from rashomon.extract.spotting import ARGUMENTS
from rashomon.extract.tellings import Telling, Thread
from rashomon.model import Act, Assertion, Facet, Polarity, Statement, fold

_DESCRIBES = frozenset({Facet.TACTIC, Facet.WEAPON, Facet.TARGET, Facet.TOLL, Facet.PLACE, Facet.TIME})
_WHO_DID_IT = frozenset({Facet.PERPETRATOR, Facet.ATTACKER, Facet.CLAIMANT, Facet.ADOPTER})


class Linker:
    """Ties the statements of one page to the attacks that it tells."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self._ids: dict[int, str] = {}
        self._home: dict[tuple[Facet, int | None], tuple[str | None, str]] = {}

    def know(self, tellings: Sequence[Telling], threads: Sequence[Thread]) -> None:
        """Note once which attack each assertion of a telling belongs to; call it before the rest."""
        self._ids = {id(thread): draft_id(self.page, thread) for thread in threads}
        owner = {id(t): self._ids[id(thread)] for thread in threads for t in thread.tellings}
        for t in tellings:
            for a in t.assertions:
                if a.facet in _DESCRIBES or a.facet in _WHO_DID_IT:
                    self._home[(a.facet, a.start)] = (owner.get(id(t)), t.family)

    def linked(self, statement: Statement, threads: Sequence[Thread], main: Thread | None) -> Statement:
        """Tie a statement to the attacks whose telling lies in its words, else, when it argues, to the main one."""
        spans = [(s.start, s.end) for s in statement.content.spans if s.start is not None and s.end is not None]
        found: list[str] = []
        text = fold(re.sub(r"['’]s?\b", " ", statement.content.text)).split(" ")
        for thread in threads:
            told = any(s <= at < e for t in thread.tellings for at, _ in t.at for s, e in spans)
            named = bool(thread.victims & set(text))
            if told or named:
                found.append(self._ids[id(thread)])
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
            found.append(self._ids[id(main)])
        return replace(statement, incidents=tuple(dict.fromkeys(found)))

    def described(self, statement: Statement, threads: Sequence[Thread], first: Thread | None) -> Statement:
        """Say which attack each descriptive assertion describes; drop what describes attacks in general ("assassinations of activists").

        An argument about the main attack may mention another kind of attack in passing: its tactic is not the main one's.
        """
        main = self._ids[id(first)] if first is not None else None
        of = self._home
        families = {"violence", "generic"}.union(
            *(t.families for t in threads if self._ids[id(t)] in statement.incidents)
        )
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

    def named_culprits(self, statements: list[Statement]) -> list[Statement]:
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

    def adopters(self, statements: list[Statement]) -> list[Statement]:
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


def _of_culprit(a: Assertion, name: str, incident: str | None) -> Assertion:
    """The assertion with the culprit's name where it said "the killer"."""
    if a.about in CULPRITS:
        return replace(a, about=name, incident=incident)
    if a.facet is Facet.ATTACKER and a.value in CULPRITS:
        return replace(a, value=name, incident=incident)
    return a


def _speaks(statement: Statement) -> str:
    speaker = statement.speaker
    if speaker is None:
        return ""
    return f"{speaker.is_outlet}:{fold(speaker.name or speaker.role or '')}"
