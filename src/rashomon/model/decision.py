"""What people decide about what the machine proposed. Append-only."""

from __future__ import annotations

from dataclasses import dataclass

from rashomon.model.vocabulary import Verdict


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """One decision of one person. ``subject`` is a statement id, ``STATEMENT.facet`` or ``STATEMENT~INCIDENT``.

    ``field``/``value`` are set for ``change``; ``undoes`` is the id of the decision that an ``undo`` takes back. ``made_on`` is
    ISO 8601 with zone and ``sequence`` the order in which the workspace took it.
    """

    id: str
    subject: str
    verdict: Verdict
    reason: str
    by: str
    made_on: str
    sequence: int
    field: str | None = None
    value: str | None = None
    undoes: str | None = None
