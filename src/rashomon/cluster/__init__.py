"""From drafts of many reports to incidents: one place and one time, told by many."""

from rashomon.cluster.gather import cluster, relabel
from rashomon.cluster.grouping import group

__all__ = ["cluster", "group", "relabel"]
