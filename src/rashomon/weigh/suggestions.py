"""Which obtainable item would move the assessment most.

A suggestion of the table is a test whose outcome, for or against the hypotheses that it tests, has likelihood ratio λ or 1/λ (the
row's best value). With prior probability p of what is tested, the expected absolute change of the leader's probability over both
outcomes is its value (the expected value of sample information under absolute loss, in units of probability).
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from rashomon.model import ContradictionKind, Facet, Polarity, Role, Statement, Suggestion
from rashomon.stats.posterior import Bools
from rashomon.stats.ranges import Floats
from rashomon.weigh.hypotheses import HypothesisDraft
from rashomon.weigh.propositions import Setting
from rashomon.weigh.table import Row

_MOST = 6
_DISPUTED = frozenset({Facet.TACTIC, Facet.WEAPON})


def suggestions(
    setting: Setting,
    statements: Sequence[Statement],
    probabilities: Floats,
    leader: Bools,
    leading: Bools,
    origins: int,
) -> tuple[Suggestion, ...]:
    """The few rows that apply, the greatest shift first.

    ``probabilities`` (L,) at best; ``leader`` (L,) marks the leaves of the leader, ``leading`` those of the named hypothesis that
    leads, which is what "the leader" can be tested for; ``origins`` counts the origins of the accounts.
    """
    present = _conditions(setting, statements, origins)
    targets = {
        "leader": leading,
        "claimant": _with_role(setting.drafts, Role.CLAIMED),
        "enabled": _with_role(setting.drafts, Role.ENABLED),
    }
    found = []
    for row in setting.table.suggestions():
        why, condition, target = row.reason.split("|")
        tested = targets[target]
        if condition in present and tested.any() and not tested.all():
            found.append(_suggestion(row, why, _shift(probabilities, leader, tested, row.best)))
    return tuple(sorted(found, key=lambda one: (-one.shift, one.item))[:_MOST])


def _suggestion(row: Row, why: str, shift: float) -> Suggestion:
    return Suggestion(item=row.label, shift=round(shift, 6), why=why)


def _shift(probabilities: Floats, leader: Bools, tested: Bools, ratio: float) -> float:
    """Expected absolute change of the leader's probability; the test is right with probability λ / (1 + λ)."""
    right = 10.0**ratio / (1.0 + 10.0**ratio)
    before = float(probabilities[leader].sum())
    shift = 0.0
    for outcome in (right, 1.0 - right):
        joint = probabilities * np.where(tested, outcome, 1.0 - outcome)
        shift += abs(float(joint[leader].sum()) - before * float(joint.sum()))
    return shift


def _with_role(drafts: Sequence[HypothesisDraft], role: Role) -> Bools:
    """(L,): leaves whose perpetrator claims it, or in which somebody enabled."""
    return np.array(
        [
            any(one.role is role and (role is Role.ENABLED or one.actor == draft.perpetrator) for one in draft.roles)
            for draft in drafts
            if draft.leaf
        ],
        dtype=np.bool_,
    )


def _conditions(setting: Setting, statements: Sequence[Statement], origins: int) -> set[str]:
    """What the accounts hold that makes a suggestion worth making."""
    incident, cast = setting.incident, setting.cast
    disputed = any(
        one.kind is ContradictionKind.INCOMPATIBLE and one.facet in _DISPUTED for one in incident.contradictions
    )
    asserted = {a.facet for one in statements for a in one.asserts if a.polarity is Polarity.AFFIRMED}
    present = {"always", "method_disputed" if disputed else "method_undisputed"}
    present |= {"one_origin"} if origins <= 1 else set()
    present |= {"claimed"} if cast.claimants else set()
    present |= {"enabler_named"} if any(cast.enablers.values()) else set()
    present |= {"access_asserted"} if Facet.ACCESS in asserted else set()
    named = any(one.named_attacker for one in incident.claims) or (cast.claimants and Facet.ATTACKER in asserted)
    return present | ({"attacker_named"} if named else set())
