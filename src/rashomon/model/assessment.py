"""Hypotheses and what the evidence can bear. Never a finding of guilt."""

from __future__ import annotations

from dataclasses import dataclass

from rashomon.model.quantity import Bounds, Range
from rashomon.model.vocabulary import HypothesisKind, Role


@dataclass(frozen=True, slots=True)
class HypothesisRole:
    """An actor and its role inside one hypothesis."""

    actor: str
    role: Role


@dataclass(frozen=True, slots=True, kw_only=True)
class Hypothesis:
    """Who did it, and who merely adopted it. ``parent`` is the umbrella hypothesis that contains this one.

    Leaves exclude each other and sum to 1 at ``probability.best``; an umbrella's probability is the sum of its leaves.
    ``words`` is the ICD 203 term for ``probability`` (a range of terms when it spans several).
    """

    id: str
    label: str
    perpetrator: str | None
    adopter: str | None
    kind: HypothesisKind
    parent: str | None
    roles: tuple[HypothesisRole, ...]
    probability: Range
    bounds: Bounds
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Contribution:
    """What one item does to the hypotheses, kept for the waterfall.

    ``log10_lr`` is the range *after* dependence (``weight`` ≤ 1 of the elicited range); ``supports`` the hypotheses it
    favours over all others when positive, or counts against when negative; ``row`` names the line of the table of elicited ranges.
    """

    item: str
    statements: tuple[str, ...]
    origin: str
    supports: tuple[str, ...]
    log10_lr: Range
    weight: float
    row: str
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Suggestion:
    """An obtainable item that would move the assessment most; ``shift`` is the expected change of the leader's probability."""

    item: str
    shift: float
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Assessment:
    """What the whole can bear. ``flip_set``: the smallest set of items whose removal changes the leader."""

    leader: str
    undetermined: bool
    confidence: str
    confidence_reasons: tuple[str, ...]
    n_statements: int
    n_origins: int
    contributions: tuple[Contribution, ...]
    flip_set: tuple[str, ...]
    would_help_most: tuple[Suggestion, ...]
    limitations: tuple[str, ...]
    n_eff: float | None = None
    lead_share: float | None = None
    summary: str = ""
