"""The published JSON Schemas, generated from the dataclasses.

``python -m rashomon.brief`` writes them again; a test holds that this changes nothing.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path
from typing import Any

from rashomon.model import Actor, Brief, DraftIncident, Issue, Mention, Report, Source, Statement, Unread

DIALECT = "https://json-schema.org/draft/2020-12/schema"
FILES = {"brief": "brief.schema.json", "extract": "extract.schema.json"}


@dataclass(frozen=True, slots=True, kw_only=True)
class ExtractLine:
    """One report and everything read off it."""

    report: Report
    statements: tuple[Statement, ...]
    incidents: tuple[DraftIncident, ...]
    unread: tuple[Unread, ...]
    issues: tuple[Issue, ...]
    actors: tuple[Actor, ...]
    sources: tuple[Source, ...]
    mentions: tuple[Mention, ...]


def brief_schema() -> dict[str, Any]:
    """JSON Schema (2020-12) of ``brief.json``."""
    schema = _generated(Brief, "rashomon.brief/1")
    schema["properties"] = {"schema": {"const": Brief.SCHEMA}, **schema["properties"]}
    schema["required"] = ["schema", *schema["required"]]
    _always_objects(schema["$defs"], "Incident", ("place", "when"))
    return schema


def extract_schema() -> dict[str, Any]:
    """JSON Schema (2020-12) of one line of ``rashomon extract``."""
    return _generated(ExtractLine, "rashomon.extract/1")


def schema_bytes(schema: dict[str, Any]) -> bytes:
    """The schema as it is committed."""
    return (json.dumps(schema, indent=2, ensure_ascii=False) + "\n").encode()


def committed(name: str) -> bytes:
    """The committed schema ``brief`` or ``extract``."""
    return (files("rashomon.brief") / "schemas" / FILES[name]).read_bytes()


def _generated(of: type, title: str) -> dict[str, Any]:
    from pydantic import TypeAdapter

    generated = TypeAdapter(of).json_schema(mode="serialization")
    schema: dict[str, Any] = {"$schema": DIALECT, "$id": f"urn:{title.replace('/', ':')}", **generated, "title": title}
    report = schema["$defs"]["Report"]
    report["properties"]["origin"]["description"] = (
        "The report where its information enters the record; copies share it."
    )
    report["properties"]["captured_from"] = {"title": "Captured From", "type": "string"}
    schema["$defs"]["Statement"]["properties"]["citation"] = {
        "title": "Citation",
        "description": "The words with everything needed to find them again, ready to be pasted.",
        "anyOf": [{"type": "string"}, {"type": "null"}],
    }
    for each in (schema, *schema["$defs"].values()):
        if each.get("type") == "object":
            # Everything is always written, defaults included; more keys may come.
            each["required"] = list(each["properties"])
    _always_objects(schema["$defs"], "Toll", ("killed", "injured"))
    return schema


def _always_objects(definitions: dict[str, Any], name: str, keys: tuple[str, ...]) -> None:
    """Make ``keys`` of a definition never null: where nothing is known their members are."""
    properties = definitions[name]["properties"]
    for key in keys:
        nullable = properties[key]
        properties[key] = next(option for option in nullable["anyOf"] if "$ref" in option)
    for key in keys:
        target = properties[key]["$ref"].rsplit("/", 1)[-1]
        if target in ("Place", "TimeSpan"):
            _unknown_allowed(definitions[target])


def _unknown_allowed(definition: dict[str, Any]) -> None:
    # An unknown place or time has no words and, standing for no passage, no offsets.
    definition["properties"]["text"] = {"title": "Text", "anyOf": [{"type": "string"}, {"type": "null"}]}
    contract = {"text", "name", "lat", "lon", "radius_m", "precision", "gazetteer_id", "alternatives", "earliest"}
    contract |= {"latest", "basis"}
    definition["required"] = [key for key in definition["properties"] if key in contract]


def main() -> int:
    """Write the schemas into the package."""
    folder = Path(__file__).parent / "schemas"
    folder.mkdir(exist_ok=True)
    for name, schema in (("brief", brief_schema()), ("extract", extract_schema())):
        (folder / FILES[name]).write_bytes(schema_bytes(schema))
    return 0
