"""The order of the rooms: what each reads and writes, and a runner that checks the order before it starts."""

from rashomon.pipeline.naming import ids_of, namesake
from rashomon.pipeline.progress import Progress, Silent, Terminal
from rashomon.pipeline.reader import Reader
from rashomon.pipeline.stages import Stage, check, run
from rashomon.pipeline.weave import Material, weave

__all__ = [
    "Material",
    "Progress",
    "Reader",
    "Silent",
    "Stage",
    "Terminal",
    "check",
    "ids_of",
    "namesake",
    "run",
    "weave",
]
