"""extract: a report → statements with exact offsets, draft incidents, and what was left unread."""

from rashomon.extract.engine import Engine, RuleEngine

__all__ = ["Engine", "RuleEngine"]
