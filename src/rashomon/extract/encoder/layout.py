"""What the numbers of the encoder stand for: the order of its outputs, and the version of its weights' format.

The network gives each word ``N_WORD`` numbers (logits): three for each role (outside, begin, inside), one for each incident type,
one for each attribution status, and one that says how much the word counts for the status of a span that holds it. It gives
each window of text ``N_WINDOW`` numbers: relevance and one for each incident type.
"""

from __future__ import annotations

from rashomon.model import IncidentType, Status

FORMAT = 1
"""Version of the files: it rises when the outputs or the manifest change, and weights of another version are refused."""

ROLES = ("individual", "organization", "target", "victim", "described_victim", "weapon")
"""Perpetrators (individuals, organisations), physical targets, victims by name, victims by description, weapons."""

TYPES = tuple(
    kind.value
    for kind in (
        IncidentType.ATTACK,
        IncidentType.BOMBING,
        IncidentType.KIDNAPPING,
        IncidentType.ARSON,
        IncidentType.ROBBERY,
        IncidentType.FORCED_WORK_STOPPAGE,
    )
)
STATUSES = tuple(status.value for status in Status)
TAGS = ("outside", "begin", "inside")

TYPE_AT = len(TAGS) * len(ROLES)
STATUS_AT = TYPE_AT + len(TYPES)
WEIGHT_AT = STATUS_AT + len(STATUSES)
N_WORD = WEIGHT_AT + 1
N_WINDOW = 1 + len(TYPES)

WINDOW = 512
"""Most word pieces of a window, with the two that mark its ends."""
OVERLAP = 96
"""Word pieces that two neighbouring windows share at least."""
