"""The accounts of one incident beside each other: who took from whom, where they differ, what is claimed."""

from rashomon.compare.accounts import accounts
from rashomon.compare.claims import claims
from rashomon.compare.contradictions import contradictions
from rashomon.compare.lineage import lineage, origins

__all__ = ["accounts", "claims", "contradictions", "lineage", "origins"]
