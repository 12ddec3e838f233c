"""Undetermined or not, how confident and why, in words. Likelihood and confidence never share a sentence (ICD 203)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from rashomon.model import Facet, Hypothesis, HypothesisKind, Statement
from rashomon.stats.sensitivity import EXACT_UP_TO
from rashomon.weigh.cast import Cast
from rashomon.weigh.items import Item
from rashomon.weigh.propositions import CONTEXT_FACETS

LEAD_SHARE = 0.9
"""The leader must lead in at least this share of the draws."""

VOICES_NEEDED = 1.5
"""So many effective voices must speak for the leader: two that share neither channel nor principal, or several that do."""

_LEVELS = ("low", "moderate", "high")


@dataclass(frozen=True, slots=True, kw_only=True)
class Footing:
    """What an answer stands on.

    ``n_eff`` effective voices in all, ``n_eff_leader`` of those that speak for the leader; ``lead_share`` of the draws;
    ``tie``: another hypothesis is as probable at best.
    """

    leader: Hypothesis
    hypotheses: int
    items: int
    n_origins: int
    n_eff: float
    n_eff_leader: float
    direct_share: float
    lead_share: float
    tie: bool


def reasons_undetermined(footing: Footing) -> list[str]:
    """Why nothing can be said, the weightiest first; empty when the leader holds."""
    if footing.items == 0:
        return ["no account says anything about who carried it out that could be weighed"]
    found = []
    if footing.n_origins <= 1:
        found.append("everything that bears on it entered through one origin, and one origin decides nothing")
    if footing.leader.kind is HypothesisKind.UNKNOWN_OTHER:
        found.append("no one named is likelier than somebody not named")
    elif footing.n_eff_leader < VOICES_NEEDED:
        found.append("fewer than two independent voices speak for what ranks first")
    if footing.tie:
        found.append("two hypotheses are equally probable")
    elif footing.lead_share < LEAD_SHARE:
        share = int(footing.lead_share * 100)
        found.append(
            f"no hypothesis leads clearly, the first in {share} of 100 draws over all ranges where {LEAD_SHARE * 100:.0f} are needed"
        )
    return found


def summary(footing: Footing) -> str:
    """One neutral sentence."""
    reasons = reasons_undetermined(footing)
    if footing.items == 0:
        return f"Undetermined: {reasons[0]}."
    ranked = f"“{footing.leader.label}” ({footing.leader.words})"
    among = f"among {footing.hypotheses} hypotheses"
    if reasons:
        return f"Undetermined: {reasons[0]}; what ranks first {among} is {ranked}."
    return f"What is known here speaks most for {ranked} {among}; this is an assessment, not a finding."


def confidence(footing: Footing) -> tuple[str, tuple[str, ...]]:
    """``low``, ``moderate`` or ``high``: the least of what voices, directness and width of the band allow, with each reason."""
    width = (footing.leader.probability.high or 0.0) - (footing.leader.probability.low or 0.0)
    voices = 0 if footing.n_origins <= 1 or footing.n_eff < 2.0 else 1 if footing.n_eff < 4.0 else 2
    directness = 0 if footing.direct_share < 0.2 else 1 if footing.direct_share < 0.5 else 2
    band = 0 if width > 0.5 else 1 if width > 0.25 else 2
    origins = "1 origin" if footing.n_origins == 1 else f"{footing.n_origins} origins"
    items = "1 item" if footing.items == 1 else f"{footing.items} items"
    return _LEVELS[min(voices, directness, band)], (
        f"{items} from {origins} are worth {footing.n_eff:.1f} independent voices ({_LEVELS[voices]}).",
        f"{footing.direct_share * 100:.0f} % of the items come from somebody said to know at first hand ({_LEVELS[directness]}).",
        f"The range of what ranks first is {width * 100:.0f} points wide ({_LEVELS[band]}).",
    )


def limitations(
    footing: Footing, cast: Cast, statements: Sequence[Statement], items: Sequence[Item], capped: Sequence[str]
) -> tuple[str, ...]:
    """What the answer leaves out or takes for granted."""
    found = [
        "The likelihood ranges are elicited by the authors, not measured; another table may give another answer.",
        "Only actors whom the accounts name are hypotheses; anybody else is in “someone not named”.",
        "Origins count as independent unless a copy or a citation was recognised.",
        "That nobody claimed it, or that somebody kept silent, is not weighed.",
    ]
    if footing.n_origins == 1:
        found.append(
            "Everything that bears on who carried it out came through one origin: its choice of voices is not ours to correct."
        )
    nameless = sum(_nameless(cast, one) for one in statements)
    if nameless:
        found.append(f"{_count(nameless)} somebody without a name and support no hypothesis in particular.")
    weighed = {one for item in items for one in item.statements}
    idle = sum(any(a.facet in CONTEXT_FACETS for a in one.asserts) and one.id not in weighed for one in statements)
    if idle:
        found.append(f"{_count(idle)} motive, timing, access or record without bearing on one of the hypotheses.")
    found += [f"What came through {origin} reaches the most that one channel may carry." for origin in capped]
    if any(cast.enablers.values()):
        found.append(
            "A state named together with others is taken to have enabled what they carried out; no account need mean that."
        )
    if len(items) > EXACT_UP_TO:
        found.append("The flip set was searched greedily and may not be the smallest.")
    return tuple(found)


def _nameless(cast: Cast, statement: Statement) -> bool:
    return any(
        one.facet is Facet.PERPETRATOR and cast.key(one.actor, one.value or one.text) is None
        for one in statement.asserts
    )


def _count(n: int) -> str:
    return "1 statement speaks of" if n == 1 else f"{n} statements speak of"
