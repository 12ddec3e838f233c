"""From what a model answered to draft incidents: the attack is the model's reading, its details are those of the statements."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from rashomon.extract.drafts import (
    is_human,
    label_of,
    muc_relevant,
    participant_of,
    perpetrators_of,
    tactic_of,
    tolls_of,
    vagueness,
    weapons_of,
)
from rashomon.extract.llm.answer import AnsweredIncident, AnsweredVictim
from rashomon.extract.llm.locating import Dropped, Locator
from rashomon.extract.llm.locating import Place as Offsets
from rashomon.model import (
    Assertion,
    DraftIncident,
    Effect,
    Facet,
    Participant,
    Place,
    Polarity,
    Report,
    Span,
    Statement,
    TimeSpan,
    fold,
    stable_id,
)


@dataclass(frozen=True, slots=True)
class ToldIncident:
    """An attack whose first words are in the report; ``ref`` is what the whole report's answers call it by."""

    ref: int
    id: str
    answered: AnsweredIncident
    at: Offsets


class Incidents:
    """Locates the attacks of one report and makes drafts of them. What is not taken is in ``dropped``."""

    def __init__(self, report: Report, locator: Locator, countries: frozenset[str]) -> None:
        self.report = report
        self.locator = locator
        self.countries = countries
        self.dropped: list[Dropped] = []

    def told(self, answered: AnsweredIncident) -> ToldIncident | None:
        """An answered incident whose words are there."""
        at = self.locator.told(answered.quote, answered.passage)
        if isinstance(at, Dropped):
            self.dropped.append(at)
            return None
        return ToldIncident(answered.ref, stable_id("d", self.report.id, answered.type, *at), answered, at)

    def draft(self, told: Sequence[ToldIncident], statements: Sequence[Statement]) -> DraftIncident:
        """The draft of one attack, which several parts of a report may tell; the first of them names it."""
        first = told[0]
        mine = [s for s in statements if first.id in s.incidents]
        said = [a for s in mine for a in s.asserts if _of(a, s, first.id)]
        kind = first.answered.type
        places = self._places(said, first.at)
        targets, victims = self._hit(told, said)
        return DraftIncident(
            id=first.id,
            report=self.report.id,
            type=kind,
            stage=first.answered.stage,
            date=_date(said, first.at),
            location=places[0] if places else None,
            muc_relevant=muc_relevant(said),
            perpetrators=perpetrators_of(mine),
            targets=targets,
            victims=victims,
            weapons=weapons_of(said),
            toll=tolls_of(mine),
            tactic=tactic_of({a.value for a in said if a.facet is Facet.TACTIC and a.polarity is Polarity.AFFIRMED}),
            label=label_of(kind, targets, victims, places),
            spans=tuple(self._passage(t.at) for t in told),
            statements=tuple(s.id for s in mine),
            places=places,
        )

    def _passage(self, at: Offsets) -> Span:
        start, end = self.locator.around(*at, reach=0)
        return Span(self.report.text[start:end], start, end)

    def _places(self, said: Iterable[Assertion], at: Offsets) -> tuple[Place, ...]:
        """Places told, nearest to the first words first; countries last."""
        found: dict[str, Place] = {}
        for a in sorted(
            _affirmed(said, Facet.PLACE), key=lambda a: (fold(a.value) in self.countries, _distance(a, at))
        ):
            found.setdefault(fold(a.value), Place(text=a.value, start=a.start, end=a.end))
        return tuple(found.values())

    def _hit(
        self, told: Sequence[ToldIncident], said: Iterable[Assertion]
    ) -> tuple[tuple[Participant, ...], tuple[Participant, ...]]:
        """Targets, and victims: those that the model names, and human targets that it does not."""
        victims = self._victims([v for t in told for v in t.answered.victims])
        by_words: dict[str, list[Assertion]] = {}
        for a in _affirmed(said, Facet.TARGET):
            by_words.setdefault(fold(a.text), []).append(a)
        taken = [(v.start or 0, v.end or 0) for v in victims.values()]
        targets = []
        for listed in by_words.values():
            if not is_human(listed[0]):
                targets.append(participant_of(listed))
            elif not any(s < (a.end or 0) and (a.start or 0) < e for a in listed for s, e in taken):
                victims.setdefault(fold(listed[0].text), participant_of(listed, effect=Effect.UNKNOWN))
        return tuple(targets), tuple(sorted(victims.values(), key=lambda v: (v.start or 0, v.text)))

    def _victims(self, answered: Iterable[AnsweredVictim]) -> dict[str, Participant]:
        found: dict[str, Participant] = {}
        for victim in answered:
            at = self.locator.told(victim.quote, victim.passage)
            if isinstance(at, Dropped):
                self.dropped.append(at)
                continue
            start, end = self.locator.trimmed(at)
            text = self.report.text[start:end]
            found.setdefault(fold(text), Participant(text=text, start=start, end=end, effect=victim.effect))
        return found


def _of(a: Assertion, s: Statement, draft: str) -> bool:
    """Whether an assertion describes the attack: it says so, or its statement speaks of no other."""
    return a.incident == draft or (a.incident is None and len(s.incidents) == 1)


def _affirmed(said: Iterable[Assertion], facet: Facet) -> list[Assertion]:
    return [a for a in said if a.facet is facet and a.polarity is Polarity.AFFIRMED]


def _distance(a: Assertion, at: Offsets) -> int:
    return abs((a.start or 0) - at[0])


def _date(said: Iterable[Assertion], at: Offsets) -> TimeSpan | None:
    """The time nearest to the first words, a day rather than a vaguer one, none that is told by something else only."""
    times = [a for a in _affirmed(said, Facet.TIME) if vagueness(a.value) <= 1]
    if not times:
        return None
    best = min(times, key=lambda a: (vagueness(a.value), _distance(a, at)))
    return TimeSpan(text=best.value, start=best.start, end=best.end)


def by_ref(told: Iterable[ToldIncident]) -> Mapping[int, str]:
    """Draft ids by ref; of one ref told twice, the first."""
    found: dict[int, str] = {}
    for incident in told:
        found.setdefault(incident.ref, incident.id)
    return found
