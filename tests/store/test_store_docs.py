"""The page about the workspace says what is so."""

import re
from pathlib import Path

import pytest

from rashomon.errors import InvalidDecision
from rashomon.model import Facet, Verdict
from rashomon.store.changes import FACET_FIELDS, STATEMENT_FIELDS, read_change
from rashomon.store.schema import KEYS
from rashomon.store.subjects import Subject


@pytest.fixture
def page(repository: Path) -> str:
    return (repository / "docs" / "reference" / "workspace.md").read_text(encoding="utf-8")


def test_its_example_runs(
    page: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    blocks = re.findall(r"```python\n(.*?)```", page, re.DOTALL)
    for block in blocks:
        exec(block, {})
    assert len(blocks) == 1
    assert "captured" in capsys.readouterr().out


def test_it_names_every_field_table_and_verdict(page: str) -> None:
    fields = "".join(re.findall(r"^- of (?:.|\n  )*", page, re.MULTILINE))
    assert {*STATEMENT_FIELDS, *FACET_FIELDS, "value", "incidents"} <= set(re.findall(r"`([\w.]+)`", fields))
    assert all(f"| `{name}` |" in page for name in (*KEYS, *Verdict))


@pytest.mark.parametrize("facet", Facet)
def test_no_facet_takes_an_empty_value(facet: Facet) -> None:
    with pytest.raises(InvalidDecision):
        read_change(Subject(statement="s1", facet=facet), "value", "")
