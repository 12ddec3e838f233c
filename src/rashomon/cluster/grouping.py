"""Which drafts tell of one attack."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from rashomon.cluster.features import JOIN, KEEP, score
from rashomon.cluster.keys import keys
from rashomon.cluster.profile import Profile, profiles
from rashomon.linkage.agglomerate import Agglomeration, Grouping, Rules
from rashomon.model import DraftIncident, Report, Statement

RULES = Rules(join=JOIN, keep=KEEP, margin=0.25, representatives=4, cap=32)
"""A draft that fits two attacks equally well (within 0.25) is left alone rather than guessed."""


def group(
    drafts: Iterable[DraftIncident], *, reports: Mapping[str, Report], statements: Mapping[str, Statement]
) -> Grouping[Profile]:
    """Group the drafts' profiles; the result also counts the comparisons made and gives the match by which each joined.

    At most ``cap × representatives²`` comparisons per draft and round, so the work is linear in the number of drafts.
    """
    ordered = profiles(drafts, reports=reports, statements=statements)
    known = {id(profile): keys(profile) for profile in ordered}
    run = Agglomeration[Profile](
        keys=lambda profile: known[id(profile)],
        marks=lambda profile: profile.marks,
        score=score,
        rules=RULES,
    )
    return run.run(ordered)
