"""What context adds to an incident × actor."""

from __future__ import annotations

from dataclasses import dataclass

from rashomon.model.quantity import Range
from rashomon.model.vocabulary import FindingBasis


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One test of one actor against an incident.

    ``log10_lr`` (base 10 logarithm of a likelihood ratio) is ``None`` unless ``basis`` is ``measured`` or ``elicited``.
    ``against`` names the alternative; ``statements`` are those that assert it; ``n`` counts what ``data`` holds.
    """

    test: str
    actor: str | None
    against: str | None
    log10_lr: Range | None
    basis: FindingBasis
    data: str | None
    n: int | None
    null_model: str | None
    detail: str
    diagnostics: tuple[str, ...]
    limitation: str
    statements: tuple[str, ...] = ()
    supports: bool | None = None
