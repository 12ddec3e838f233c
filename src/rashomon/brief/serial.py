"""The public JSON formats ``brief.json`` and the lines of ``extract``."""

from __future__ import annotations

import json
import math
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from enum import Enum
from typing import Any

from rashomon.brief.arrange import arranged, origins
from rashomon.brief.citing import citation
from rashomon.model import Brief, Incident, Range, Reading, Report, Statement, TimeBasis, Toll

_NO_RANGE = {"low": None, "best": None, "high": None}
_NO_PLACE = dict.fromkeys(("text", "name", "lat", "lon", "radius_m", "precision", "gazetteer_id")) | {
    "alternatives": []
}
_NO_TIME = dict.fromkeys(("text", "earliest", "latest", "precision")) | {"basis": TimeBasis.UNKNOWN.value}


def render_json(brief: Brief) -> bytes:
    """``brief.json`` after the public format ``rashomon.brief/1``: UTF-8, two spaces, a newline at the end.

    Same brief, same bytes, in whatever order its parts were put together.
    """
    written = json.dumps(brief_object(brief), ensure_ascii=False, indent=2, allow_nan=False) + "\n"
    # A lone surrogate has no UTF-8; written as \\udcff it is still JSON.
    return written.encode("utf-8", "backslashreplace")


def brief_object(brief: Brief) -> dict[str, Any]:
    """What ``brief.json`` holds, as plain dictionaries, lists, strings and numbers."""
    ordered = arranged(brief)
    roots = origins(ordered.reports, ordered.lineage)
    found: dict[str, Any] = {"schema": Brief.SCHEMA}
    for each in fields(ordered):
        found[each.name] = to_plain(getattr(ordered, each.name))
    found["reports"] = [report_object(report, roots[report.id]) for report in ordered.reports]
    known = {report.id: report for report in ordered.reports}
    found["statements"] = [statement_object(statement, known.get(statement.report)) for statement in ordered.statements]
    return found


def extract_line(report: Report, reading: Reading) -> dict[str, Any]:
    """One line of ``rashomon extract``: a report and everything read off it."""
    return {
        "report": report_object(report, report.id),
        "statements": [statement_object(statement, report) for statement in reading.statements],
        "incidents": to_plain(reading.drafts),
        "unread": to_plain(reading.unread),
        "issues": to_plain(reading.issues),
        "actors": to_plain(reading.actors),
        "sources": to_plain(reading.sources),
        "mentions": to_plain(reading.mentions),
    }


def report_object(report: Report, origin: str) -> dict[str, Any]:
    """A report; ``origin`` is the report where its information enters the record, ``captured_from`` where the bytes lay."""
    found: dict[str, Any] = to_plain(report)
    found["captured_from"] = found["origin"]
    found["origin"] = origin
    return found


def statement_object(statement: Statement, report: Report | None) -> dict[str, Any]:
    """A statement with its ``citation``, ready to be pasted; ``None`` where its report is not there."""
    found: dict[str, Any] = to_plain(statement)
    found["citation"] = citation(statement, report) if report else None
    return found


def to_plain(thing: Any) -> Any:
    """Dataclasses as dictionaries, tuples as lists, enums as strings; what is no number is ``None``."""
    if isinstance(thing, Enum):
        return thing.value
    if is_dataclass(thing) and not isinstance(thing, type):
        return _record(thing)
    if isinstance(thing, Mapping):
        return {str(key): to_plain(thing[key]) for key in sorted(thing)}
    if isinstance(thing, tuple | list):
        return [to_plain(each) for each in thing]
    if isinstance(thing, float):
        return _number(thing)
    return thing


def _number(value: float) -> float | int | None:
    if not math.isfinite(value):
        return None
    # Ten decimals are finer than anything meant, and keep the last bits of a platform's arithmetic out of the file.
    rounded = round(value, 10)
    return int(rounded) if rounded.is_integer() else rounded


def _record(thing: Any) -> dict[str, Any]:
    found = {each.name: to_plain(getattr(thing, each.name)) for each in fields(thing)}
    # The format has these objects always; where nothing is known their members are null.
    if isinstance(thing, Toll):
        found["killed"] = found["killed"] or dict(_NO_RANGE)
        found["injured"] = found["injured"] or dict(_NO_RANGE)
    elif isinstance(thing, Incident):
        found["place"] = found["place"] or dict(_NO_PLACE)
        found["when"] = found["when"] or dict(_NO_TIME)
    elif isinstance(thing, Range):
        return {key: found[key] for key in ("low", "best", "high")}
    return found
