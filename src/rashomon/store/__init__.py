"""Where a workspace lives: SQLite with migrations, captured bytes beside it, nothing ever overwritten.

Names are loaded when first used, so that importing this package costs nothing to those who need no database.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from rashomon.store.custody import CustodyEvent
    from rashomon.store.decisions import apply_decisions, apply_links, check_decision, standing
    from rashomon.store.store import Store
    from rashomon.store.subjects import Subject, check_subject, parse_subject

__all__ = [
    "CustodyEvent",
    "Store",
    "Subject",
    "apply_decisions",
    "apply_links",
    "check_decision",
    "check_subject",
    "parse_subject",
    "standing",
]

_HOME = {
    "CustodyEvent": "custody",
    "Store": "store",
    "Subject": "subjects",
    "apply_decisions": "decisions",
    "apply_links": "decisions",
    "check_decision": "decisions",
    "check_subject": "subjects",
    "parse_subject": "subjects",
    "standing": "decisions",
}


def __getattr__(name: str) -> Any:
    if name not in _HOME:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from importlib import import_module

    return getattr(import_module(f"{__name__}.{_HOME[name]}"), name)
