"""context: an incident × its actors, in the light of what is argued about them and of what event data hold.

In this form every finding is either *asserted* (somebody says so; no number) or *counted* (a plain count with its base rate; no
likelihood ratio). ``log10_lr`` stays ``None`` until something measured or elicited stands behind it.
"""

from rashomon.context.asserted import asserted_findings
from rashomon.context.coincidence import coincidence_findings
from rashomon.context.reach import EventIndex, reach_findings

__all__ = ["EventIndex", "asserted_findings", "coincidence_findings", "reach_findings"]
