"""Corpora that are not as their layout says: the error names file and line, and the command ends with 3."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from evals.corpora import CorpusError, muc4_keys, polnear_documents, re3d_documents
from evals.harness import run
from evals.muc4 import evaluate

DOCUMENT = {"_id": "d1", "text": "A bomb."}
ENTITY = {"documentId": "d1", "begin": 2, "end": 6, "value": "bomb"}


def re3d(folder: Path, documents: list[object], entities: list[object]) -> Path:
    for name, rows in (("documents", documents), ("entities", entities)):
        lines = (row if isinstance(row, str) else json.dumps(row) for row in rows)
        (folder / f"{name}.json").write_text("\n".join(lines), encoding="utf-8")
    return folder


def test_a_whole_re3d_folder_is_read(tmp_path: Path) -> None:
    (document,) = re3d_documents(re3d(tmp_path, [DOCUMENT], [ENTITY]))
    assert document["entities"] == [ENTITY]


@pytest.mark.parametrize(
    ("documents", "entities", "where"),
    [
        (["{"], [], r"documents\.json:1: "),
        ([DOCUMENT, {"_id": "d2"}], [], r"documents\.json:2: no field 'text'"),
        ([DOCUMENT, 7], [], r"documents\.json:2: "),
        ([DOCUMENT], [ENTITY, {**ENTITY, "end": 8}], r"entities\.json:2: span outside the text"),
        ([DOCUMENT], [{**ENTITY, "begin": -1}], r"entities\.json:1: span outside the text"),
        ([DOCUMENT], [{**ENTITY, "begin": 6}], r"entities\.json:1: span outside the text"),
        ([DOCUMENT], [{**ENTITY, "begin": "2"}], r"entities\.json:1: span outside the text"),
        ([DOCUMENT], [{"id": "d1", "begin": 0, "end": 1}], r"entities\.json:1: no field 'documentId'"),
    ],
)
def test_broken_re3d_names_file_and_line(
    tmp_path: Path, documents: list[object], entities: list[object], where: str
) -> None:
    with pytest.raises(CorpusError, match=where):
        list(re3d_documents(re3d(tmp_path, documents, entities)))


@pytest.mark.parametrize(
    ("key", "where"),
    [
        ("0.  MESSAGE: ID    X\nwords without a slot\n", r"key-x:2: "),
        ("0.  MESSAGE: ID    X\n77. MESSAGE: TEMPLATE   1\n", r"key-x:2: slot 77"),
        ("\n0.  MESSAGE: ID    X\n0.  MESSAGE: ID    \n1.  MESSAGE: TEMPLATE   1\n", r"key-x:3: a template without"),
    ],
)
def test_a_broken_key_names_file_and_line_and_ends_the_command(
    tmp_path: Path, key: str, where: str, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "key-x").write_text(key, encoding="latin-1")
    with pytest.raises(CorpusError, match=where):
        muc4_keys(tmp_path)
    assert run("muc4", "tst1,tst2", evaluate, ["--data", str(tmp_path)]) == 3
    assert "key-x:" in capsys.readouterr().err


def polnear(folder: Path, annotation: bytes, text: bytes | None) -> Path:
    for part in ("text", "attributions"):
        (folder / "dev" / part).mkdir(parents=True)
    if text is not None:
        (folder / "dev" / "text" / "a_2000-01-01_x.txt").write_bytes(text)
    (folder / "dev" / "attributions" / "a_2000-01-01_x_1.ann").write_bytes(annotation)
    return folder


@pytest.mark.parametrize(
    ("annotation", "text", "where"),
    [
        (b"T1\tCue 0 1\tx\nE1\tAttribution:T1 Cue:T2", b"xyz", r"_1\.ann:2: no line gives the span T2"),
        (b"T1\tCue 0 1\tx\nT2\tCue 2 9\tz", b"xyz", r"_1\.ann:2: span outside the text"),
        (b"T1\tCue 0 1\tx\nE1\tCue", b"xyz", r"_1\.ann:2: "),
        (b"T1\tCue 0 1\tx", b"\xff", r"x\.txt: "),
        (b"T1\tCue 0 1\t\xff", b"xyz", r"_1\.ann: "),
        (b"T1\tCue 0 1\tx", None, r"x\.txt: "),
    ],
)
def test_broken_stand_off_files_name_file_and_line(
    tmp_path: Path, annotation: bytes, text: bytes | None, where: str
) -> None:
    with pytest.raises(CorpusError, match=where):
        list(polnear_documents(polnear(tmp_path, annotation, text)))
