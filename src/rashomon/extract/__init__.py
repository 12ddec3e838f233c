"""extract: a report → statements with exact offsets, draft incidents, and what was left unread."""

from rashomon.extract.drafts import tolls_of
from rashomon.extract.engine import Engine, RuleEngine, read_by_language
from rashomon.extract.other_languages import OtherLanguages

__all__ = ["Engine", "OtherLanguages", "RuleEngine", "read_by_language", "tolls_of"]
