"""The engines with a small list of well-known names, and short ways to ask what they read.

``read`` uses the engine that ``engines`` chose last; ``conftest`` runs every test of this folder with each of them. Behind the
endpoint of the last answers a script (``llm/scripted.py``), so that one suite holds for all.
"""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from functools import cache
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent / "llm"))
from fake_endpoint import Asked, Fake, Reply, chat, fake
from scripted import answer_of

from rashomon.extract import Endpoint, Engine, ModelEngine, RuleEngine
from rashomon.extract.encoder import Encoder
from rashomon.extract.roles import Judges, read_weights
from rashomon.model import Facet, Reading, Report, Statement

ENGINES = ("onnx", "rules", "llm")

NAMES = {
    "Islamic State": "group", "ISIS": "group", "Taliban": "group", "Kata'ib Hezbollah": "group", "ETA": "group",
    "Al-Shabaab": "group", "Boko Haram": "group", "FMLN": "group", "Iran": "state", "Iraq": "state", "Baghdad": "place",
    "Sadr City": "place", "Reuters": "media", "AFP": "media", "Kabul": "place", "Madrid": "place", "San Salvador": "place",
    "Red Brigades": "group", "Islamic Jihad": "group",
}  # fmt: skip
COUNTRIES = ("Iraq", "Iran", "Afghanistan", "Spain")


@cache
def rules() -> RuleEngine:
    return RuleEngine(NAMES, COUNTRIES, judges=Judges(read_weights()))


@cache
def onnx() -> RuleEngine:
    return RuleEngine(NAMES, COUNTRIES, judges=Judges(read_weights(), Encoder.load()))


class Scripted:
    """The model engine, with a model behind its endpoint that reads as the rules do."""

    def __init__(self, endpoint: Fake) -> None:
        self._endpoint = endpoint
        self._engine = ModelEngine(Endpoint(url=endpoint.url, model="scripted", attempts=1), countries=COUNTRIES)
        self.key = self._engine.key

    def read(self, report: Report) -> Reading:
        # what is sent holds nothing but words, so neither has the script more than that to go by
        alone = replace(report, id="r0", title=None, publisher=None, published=None)

        def answer(asked: Asked) -> Reply:
            return chat(answer_of(rules().read(alone), alone))

        self._endpoint.answer = answer
        return self._engine.read(report)


_chosen: list[Engine] = []


@contextmanager
def engine_named(name: str) -> Iterator[Engine]:
    """Let ``read`` use this engine within the block."""
    with fake() as endpoint:
        _chosen.append({"onnx": onnx, "rules": rules, "llm": lambda: Scripted(endpoint)}[name]())
        try:
            yield _chosen[-1]
        finally:
            _chosen.pop()


def read(text: str, **fields: object) -> Reading:
    report = Report(id="r0", text=text, sha256="0" * 64, origin="test", **fields)  # type: ignore[arg-type]
    return (_chosen[-1] if _chosen else onnx()).read(report)


def only(reading: Reading, act: str) -> Statement:
    found = [s for s in reading.statements if s.act == act]
    assert len(found) == 1, [(s.act.value, s.content.text) for s in reading.statements]
    return found[0]


def values(statement: Statement, facet: Facet) -> list[str]:
    return [a.value for a in statement.asserts if a.facet is facet]
