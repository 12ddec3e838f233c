"""The parts of the benchmark that are no measurement: the reports it writes, its table."""

from __future__ import annotations

import json
from pathlib import Path

from benchmarks.end_to_end import Reading, StartUp, table, write_reports


def test_reports_are_the_first_messages(tmp_path: Path) -> None:
    messages = [
        f"DEV-MUC3-900{k}\n\n   LIMA, {k} MAY 89 (AGENCY) -- [TEXT] NOTHING HAPPENED.\n\n\n" for k in range(1, 6)
    ]
    (tmp_path / "dev-muc3-9001-9005").write_text("".join(messages), encoding="latin-1")
    target = tmp_path / "reports.jsonl"
    assert write_reports(tmp_path, 3, target) == 3
    rows = [json.loads(line) for line in target.read_text(encoding="utf-8").splitlines()]
    assert [row["published"] for row in rows] == ["1989-05-01", "1989-05-02", "1989-05-03"]
    assert all(row["text"].startswith("LIMA") and row["language"] == "en" for row in rows)


def test_the_ratio_is_to_the_bare_pipeline_on_as_many_reports() -> None:
    readings = [
        Reading("spacy", 300, 2, 8, 400),
        Reading("rashomon", 300, 3, 12, 500),
        Reading("rashomon", 1500, 3, 60, 500),
    ]
    rows = table(readings, [StartUp("rashomon --help", 0.25, 0.2, 12.5)]).splitlines()
    assert rows[3] == "| rashomon | 300 | 3.0 | 12.0 | 20.0 | 1.50 | 500 |"
    assert rows[4].split("|")[6].strip() == ""
    assert rows[-1] == "| `rashomon --help` | 0.25 | 0.20 | 12.5 |"
