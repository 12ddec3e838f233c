"""extract: a report → statements with exact offsets, draft incidents, and what was left unread."""

from rashomon.extract.drafts import tolls_of
from rashomon.extract.engine import Engine, RuleEngine

__all__ = ["Engine", "RuleEngine", "tolls_of"]
