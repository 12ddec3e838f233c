"""Weighing: hypotheses over perpetrator and adopter, and what the evidence can bear. Opens no file; seeds come as arguments."""

from rashomon.weigh.assess import assess
from rashomon.weigh.hypotheses import HypothesisDraft, hypotheses_for
from rashomon.weigh.table import TABLE_RESOURCE, Row, Table, parse_table

__all__ = ["TABLE_RESOURCE", "HypothesisDraft", "Row", "Table", "assess", "hypotheses_for", "parse_table"]
