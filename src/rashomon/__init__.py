"""Rashomon: from conflicting reports of an attack to a sourced brief.

from rashomon import Workspace
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from rashomon.workspace import Added, BriefDocument, Workspace

__version__ = "0.1.0"
__all__ = ["Added", "BriefDocument", "Workspace", "__version__"]


def __getattr__(name: str) -> Any:
    # the library's parts are loaded when first used: ``rashomon --help`` needs none of them
    if name in ("Added", "BriefDocument", "Workspace"):
        from rashomon import workspace

        return getattr(workspace, name)
    raise AttributeError(f"module 'rashomon' has no attribute {name!r}")
