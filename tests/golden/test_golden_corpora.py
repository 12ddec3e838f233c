"""Public corpora: real documents are read without a defect, with exact spans, and most relevant ones have a draft."""

from __future__ import annotations

import sys
from itertools import islice
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parents[1] / "workspace"))
from constructed_reports import jsonl, record, workspace
from evals.corpora import muc4_documents, muc4_keys, re3d_documents

from rashomon.model import Reading, Report

pytestmark = [pytest.mark.data, pytest.mark.slow]


def readings_of(tmp_path: Path, records: list[dict[str, object]]) -> list[tuple[Report, Reading]]:
    with workspace() as opened:
        added = opened.add(jsonl(tmp_path / "r.jsonl", *records))
        document = opened.brief()
        assert len(added.reports) == len(records)
        assert [i for i in (*added.issues, *document.issues) if i.level == "error"] == []
        assert document.json()
        assert document.html()
        return list(opened.readings())


def check_spans(report: Report, reading: Reading) -> None:
    for s in reading.statements:
        spans = [*s.content.spans, *(x for x in (s.cue, s.speaker, *s.asserts) if x is not None)]
        for span in spans:
            if span.start is not None and span.end is not None:
                assert report.text[span.start : span.end] == span.text, (report.id, span)
    for u in reading.unread:
        assert 0 <= u.start < u.end <= len(report.text)


def test_hops_are_the_very_words(corpora: Path, tmp_path: Path) -> None:
    documents = islice(muc4_documents(corpora / "muc34"), 25)
    hops = [
        (report, via)
        for report, reading in readings_of(tmp_path, [record(d["id"], d["text"], d["published"]) for d in documents])
        for s in reading.statements
        for via in s.via
        if via.start is not None
    ]
    assert hops
    assert [v for r, v in hops if r.text[v.start : v.end] != v.text] == []


def test_ten_documents_of_re3d(corpora: Path, tmp_path: Path) -> None:
    found = list(re3d_documents(corpora / "re3d"))
    chosen = found[:: max(1, len(found) // 10)][:10]
    records = [record(f"d{n}", str(d["text"]), None, str(d["publisher"])) for n, d in enumerate(chosen)]
    pairs = readings_of(tmp_path, records)
    for report, reading in pairs:
        check_spans(report, reading)
    assert sum(bool(reading.statements) for _, reading in pairs) >= 5


def test_a_hundred_of_muc_4(corpora: Path, tmp_path: Path) -> None:
    folder = corpora / "muc34"
    documents = list(islice(muc4_documents(folder / "dev"), 100)) if (folder / "dev").is_dir() else []
    if not documents:
        documents = list(islice(muc4_documents(folder), 100))
    keys = muc4_keys(folder)
    pairs = readings_of(tmp_path, [record(d["id"], d["text"], d["published"], d["agency"]) for d in documents])
    drafted = {report.id for report, reading in pairs if reading.drafts}
    for report, reading in pairs:
        check_spans(report, reading)
    relevant = {d["id"] for d in documents if keys.get(d["id"])}
    assert len(relevant) > 20
    assert len(relevant & drafted) >= len(relevant) / 2
