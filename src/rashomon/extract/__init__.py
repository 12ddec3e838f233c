"""extract: a report → statements with exact offsets, draft incidents, and what was left unread."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from rashomon.extract.drafts import tolls_of
from rashomon.extract.engine import Engine, RuleEngine, read_by_language
from rashomon.extract.llm.endpoint import Endpoint
from rashomon.extract.other_languages import OtherLanguages

if TYPE_CHECKING:
    from rashomon.extract.llm.engine import ModelEngine

__all__ = ["Endpoint", "Engine", "ModelEngine", "OtherLanguages", "RuleEngine", "read_by_language", "tolls_of"]


def __getattr__(name: str) -> Any:
    if name == "ModelEngine":  # its schema takes pydantic, which the default engine does without
        from rashomon.extract.llm.engine import ModelEngine

        return ModelEngine
    raise AttributeError(f"module 'rashomon.extract' has no attribute {name!r}")
