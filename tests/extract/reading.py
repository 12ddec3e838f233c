"""A rule engine with a small list of well-known names, loaded once, and short ways to ask what it read."""

from functools import cache

from rashomon.extract import RuleEngine
from rashomon.model import Facet, Reading, Report, Statement

NAMES = {
    "Islamic State": "group", "ISIS": "group", "Taliban": "group", "Kata'ib Hezbollah": "group", "ETA": "group",
    "Al-Shabaab": "group", "Boko Haram": "group", "FMLN": "group", "Iran": "state", "Iraq": "state", "Baghdad": "place",
    "Sadr City": "place", "Reuters": "media", "AFP": "media", "Kabul": "place", "Madrid": "place", "San Salvador": "place",
    "Red Brigades": "group", "Islamic Jihad": "group",
}  # fmt: skip


@cache
def engine() -> RuleEngine:
    return RuleEngine(NAMES, ["Iraq", "Iran", "Afghanistan", "Spain"])


def read(text: str, **fields: object) -> Reading:
    report = Report(id="r0", text=text, sha256="0" * 64, origin="test", **fields)  # type: ignore[arg-type]
    return engine().read(report)


def only(reading: Reading, act: str) -> Statement:
    found = [s for s in reading.statements if s.act == act]
    assert len(found) == 1, [(s.act.value, s.content.text) for s in reading.statements]
    return found[0]


def values(statement: Statement, facet: Facet) -> list[str]:
    return [a.value for a in statement.asserts if a.facet is facet]
