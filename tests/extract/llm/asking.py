"""Short ways to ask the model engine, and to write an answer by hand."""

from __future__ import annotations

from typing import Any

from fake_endpoint import Fake

from rashomon.extract import Endpoint, ModelEngine
from rashomon.model import Reading, Report


def engine(endpoint: Fake, **given: Any) -> ModelEngine:
    answers, sleep = given.pop("answers", None), given.pop("sleep", lambda _: None)
    asked = Endpoint(**{"url": endpoint.url, "model": "m", "attempts": 2, **given})
    return ModelEngine(asked, answers=answers, countries=["Iraq"], sleep=sleep)


def report(text: str, name: str = "r0", **fields: Any) -> Report:
    return Report(id=name, text=text, sha256="0" * 64, origin=f"{name}.txt", **fields)


def codes(reading: Reading) -> list[str]:
    return [issue.code for issue in reading.issues]


def incident(quote: str, ref: int = 1, passage: int = 1, **other: Any) -> dict[str, Any]:
    return {
        "ref": ref,
        "type": "bombing",
        "stage": "accomplished",
        "passage": passage,
        "quote": quote,
        "victims": [],
        **other,
    }


def speaker(quote: str, kind: str = "other", **other: Any) -> dict[str, Any]:
    return {"quote": quote, "name": None, "role": None, "organization": None, "kind": kind, **other}


def statement(*content: str, passage: int = 1, asserts: Any = (), **other: Any) -> dict[str, Any]:
    return {
        "passage": passage, "speaker": None, "cue": None, "content": list(content), "via": [], "act": "report", "modality": "asserted",
        "basis": "unknown", "channel": None, "incidents": [], "asserts": list(asserts), **other,
    }  # fmt: skip


def asserted(facet: str, quote: str, **other: Any) -> dict[str, Any]:
    return {
        "facet": facet, "quote": quote, "code": None, "stands_for": None, "about": None, "effect": None, "polarity": "affirmed",
        "incident": None, **other,
    }  # fmt: skip


def answer(*statements: dict[str, Any], incidents: Any = ()) -> dict[str, Any]:
    return {"incidents": list(incidents), "statements": list(statements)}
