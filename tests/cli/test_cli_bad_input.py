"""One good report beside everything that can be wrong: each gives one named issue, and the good one is done."""

from __future__ import annotations

import json
import os
import random
import sys
from pathlib import Path
from typing import Any

import pytest

sys.path.insert(0, str(Path(__file__).parents[1] / "workspace"))
from constructed_reports import POOL, record, workspace

from rashomon import Workspace

PAGE = "<html><head><title>Blast</title></head><body>{}</body></html>"
STORY = "<article><p>A bomb killed five people in a market in Baghdad on Monday, police said.</p></article>"


def write_good(folder: Path) -> None:
    (folder / "good.txt").write_text(POOL["wire"]["text"], "utf-8")


def statements_of_the_good(opened: Workspace) -> int:
    return sum(s.report == good_id(opened) for s in opened.brief().data.statements)


def good_id(opened: Workspace) -> str:
    return next(r.id for r in opened.reports() if r.origin.endswith("good.txt"))


BAD: dict[str, tuple[str, bytes]] = {
    "empty": ("bad.txt", b""),
    "blank": ("bad.txt", b" \n\t\n"),
    "binary": ("bad.txt", random.Random(7).randbytes(20_000)),
    "zip": ("bad.md", b"PK\x03\x04" + bytes(300)),
    "pdf in text": ("bad.txt", b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj\n"),
    "40 MB": ("bad.txt", b"A bomb exploded in Baghdad. " * (40 * 1024 * 1024 // 28)),
    "nested": ("bad.html", ("<div>" * 100_000 + "A bomb exploded" + "</div>" * 100_000).encode()),
    "nested and scripts": (
        "bad.html",
        PAGE.format("<div><script>var a='<div>';</script>" * 100_000 + STORY).encode(),
    ),
    "no text": ("bad.html", PAGE.format("<script>render()</script>").encode()),
    "broken line": ("bad.jsonl", b'{"text": "A bomb exploded'),
    "no object": ("bad.jsonl", b'["A bomb exploded in Baghdad."]\n'),
    "no text field": ("bad.jsonl", b'{"id": "x"}\n'),
    "text is no string": ("bad.jsonl", b'{"text": 5}\n'),
    "deep json": ("bad.jsonl", b'{"text": "A bomb", "x": ' + b"[" * 100_000 + b"]" * 100_000 + b"}\n"),
}


@pytest.mark.parametrize("name", sorted(BAD))
def test_each_gives_one_named_error_and_the_good_report_is_done(name: str, tmp_path: Path) -> None:
    write_good(tmp_path)
    file, raw = BAD[name]
    with workspace() as alone:
        alone.add(tmp_path)
        expected = statements_of_the_good(alone)
    (tmp_path / file).write_bytes(raw)
    with workspace() as opened:
        added = opened.add(tmp_path)
        errors = [i for i in opened.brief().issues if i.level == "error"]
        assert len(errors) == 1, errors
        assert file in errors[0].subject
        assert errors[0].message
        assert [i for i in added.issues if i.level == "error"] == errors
        assert len(added.reports) == 1
        assert statements_of_the_good(opened) == expected > 0


def test_each_broken_line_is_named_by_its_number(tmp_path: Path) -> None:
    lines = [
        b'{"text": ',
        json.dumps(POOL["kabul"]).encode(),
        b"[1]",
        b"",
        b"\xff\xfe{",
        json.dumps(POOL["claim"]).encode(),
    ]
    (tmp_path / "some.jsonl").write_bytes(b"\n".join(lines))
    with workspace() as opened:
        added = opened.add(tmp_path / "some.jsonl")
        assert set(added.reports) == {"kabul", "claim"}
        assert [i.subject for i in added.issues] == ["some.jsonl:1", "some.jsonl:3", "some.jsonl:5"]
        assert len(opened.incidents()) == 2


@pytest.mark.parametrize("make", ["dangling", "pipe"])
def test_what_is_no_file_never_hangs(make: str, tmp_path: Path) -> None:
    write_good(tmp_path)
    bad = tmp_path / "bad.txt"
    if make == "dangling":
        bad.symlink_to(tmp_path / "nowhere.txt")
    else:
        os.mkfifo(bad)
    for sources in ((tmp_path,), (tmp_path / "good.txt", bad)):
        with workspace() as opened:
            added = opened.add(*sources)
            named = [i for i in added.issues if "bad.txt" in i.subject]
            assert len(named) == 1
            assert len(sources) == 1 or named[0].level == "error"
            assert statements_of_the_good(opened) > 0


def test_a_folder_without_permission_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write_good(tmp_path)
    closed = tmp_path / "closed"
    closed.mkdir()
    (closed / "a.txt").write_text(POOL["kabul"]["text"], "utf-8")
    scandir = os.scandir

    def refusing(path: Any) -> Any:
        if isinstance(path, str | Path) and Path(path) == closed:
            raise PermissionError(13, "Permission denied", str(path))
        return scandir(path)

    monkeypatch.setattr(os, "scandir", refusing)
    with workspace() as opened:
        added = opened.add(tmp_path)
        (issue,) = added.issues
        assert (issue.code, issue.level) == ("unreadable", "error")
        assert "closed" in issue.subject
        assert str(tmp_path.parent) not in issue.subject + issue.message
        assert statements_of_the_good(opened) > 0


def test_wrong_encoding_is_named_and_read(tmp_path: Path) -> None:
    write_good(tmp_path)
    text = (
        "Une bombe a explosé à Bagdad lundi. Cinq personnes ont été tuées, a déclaré la police. « C’était un marché »."
    )
    (tmp_path / "bad.txt").write_bytes(text.encode("cp1252"))
    with workspace() as opened:
        added = opened.add(tmp_path)
        assert [(i.code, i.level) for i in added.issues] == [("encoding_guessed", "error")]
        assert text in {r.text for r in opened.reports()}


HOSTILE_NAMES = [
    "a\nb.txt",
    "\u202etxt.exe.txt",
    "<script>alert(1)<⁄script>.txt",
    "'\"><img src=x onerror=alert(1)>.txt",
    "{{7*7}}.txt",
    "-.txt",
]


def test_hostile_file_names(tmp_path: Path) -> None:
    for n, name in enumerate(HOSTILE_NAMES):
        (tmp_path / name).write_text(POOL["wire"]["text"] + f"\nVersion {n}.\n", "utf-8")
    (tmp_path / "empty\n<b>.txt").write_bytes(b"")
    with workspace() as opened:
        added = opened.add(tmp_path)
        assert len(added.reports) == len(HOSTILE_NAMES)
        document = opened.brief()
        document_page, whole = document.html(), json.loads(document.json())
    assert "<script>alert" not in document_page
    assert "<img" not in document_page
    assert len(whole["reports"]) == len(HOSTILE_NAMES)
    assert len([i for i in whole["issues"] if i["level"] == "error"]) == 1


INJECTIONS = [
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "{{ 7 * 191 }}{% for x in ().__class__.__mro__ %}",
    "</title></style></script><svg onload=alert(1)>",
    "javascript:alert(1)",
    "<!--",
    "\u202eevil\u2066",
    "]]><![CDATA[",
    "&lt;b&gt;&#x3c;i&#x3e;",
]


def test_titles_texts_and_publishers_do_not_break_out(tmp_path: Path) -> None:
    lines = []
    for n, evil in enumerate(INJECTIONS):
        one = record(
            f"evil-{n}",
            f"{POOL['wire']['text']}\nA witness named {evil} said on Tuesday that “{evil}” bombed the market.",
            publisher=evil,
        )
        lines.append({**one, "title": evil, "author": evil, "url": evil, "note": evil, "language": "en"})
    (tmp_path / "r.jsonl").write_text("\n".join(map(json.dumps, lines)), "utf-8")
    with workspace() as opened:
        opened.add(tmp_path / "r.jsonl")
        document = opened.brief()
        pages = [document.html(), document.shared().html()]
        whole = json.loads(document.json())
    assert {r["title"] for r in whole["reports"]} == set(INJECTIONS)
    from lxml import html

    for page in pages:
        assert "1337" not in page
        tree = html.fromstring(page)
        assert list(tree.iter("img", "iframe", "object", "embed", "base")) == []
        scripted = [s.get("onload") for s in tree.iter("svg")]
        assert not any(scripted)
        for element in tree.iter():
            if not isinstance(element.tag, str):
                continue
            for name, value in element.attrib.items():
                assert not name.startswith("on"), (element.tag, name)
                if name in ("href", "src", "action", "formaction", "xlink:href", "data"):
                    assert value.startswith(("#", "http://", "https://")), (element.tag, name, value)
        scripts = {(e.text or "").strip() for e in tree.iter("script")}
        assert not any("alert(1)" in s for s in scripts)


def test_ids_that_are_no_ids_do_not_break_out(tmp_path: Path) -> None:
    evil = ['"><script>alert(1)</script>', "a b", "../../x", "", "#", "x" * 5000, "\x00", "s1"]
    lines = [{**POOL["wire"], "id": one, "text": POOL["wire"]["text"] + f"\nCopy {n}."} for n, one in enumerate(evil)]
    (tmp_path / "r.jsonl").write_text("\n".join(map(json.dumps, lines)), "utf-8")
    with workspace() as opened:
        assert len(opened.add(tmp_path / "r.jsonl").reports) == len(evil)
        page = opened.brief().html()
    assert "<script>alert" not in page
    assert 'href="#../' not in page


def test_values_of_wrong_types_in_records(tmp_path: Path) -> None:
    wrong = [5, None, [], {}, True, 1e308, "\ud800", -0.0, "9999-99-99"]
    lines = [
        {
            "text": POOL["wire"]["text"] + f" {n}",
            "id": w,
            "title": w,
            "publisher": w,
            "published": w,
            "url": w,
            "language": w,
        }
        for n, w in enumerate(wrong)
    ]
    (tmp_path / "r.jsonl").write_text("\n".join(map(json.dumps, lines)), "utf-8")
    with workspace() as opened:
        added = opened.add(tmp_path / "r.jsonl")
        assert len(added.reports) == len(wrong)
        json.loads(opened.brief().json())
        assert opened.brief().html()


@pytest.mark.parametrize(
    "text",
    [
        "A" * 10_000,
        "said " * 2_000,
        "\n" * 5_000 + "A bomb killed five people in Baghdad.",
        "“" * 500 + "A bomb exploded in Baghdad.",
        "A bomb killed 999999999999999999999999999999 people in Baghdad on Monday, police said.",
        "A bomb killed 5 people in Baghdad on 31 February 2021, on Monday 99 May, 0 days ago, police said.",
        "🧨" * 300 + " A bomb killed five people in Baghdad, police said.",
        "e\u0301" * 1_000 + " claimed responsibility for the bombing in Baghdad.",
        "The group, which, who, that, whose, said that said that said that said that claimed claimed.",
        "(" * 500 + "A bomb exploded in Baghdad" + ")" * 500,
        "A bomb killed five people, police said. " * 60,
    ],
    ids=lambda text: f"{text[:12].strip() or 'breaks'}…{len(text)}",
)
def test_strange_texts_are_read_without_an_error(text: str, tmp_path: Path) -> None:
    (tmp_path / "r.jsonl").write_text(json.dumps(record("r", text)), "utf-8")
    with workspace() as opened:
        opened.add(tmp_path / "r.jsonl")
        document = opened.brief()
        whole = json.loads(document.json())
        assert document.html()
    assert [i for i in whole["issues"] if i["level"] == "error"] == []
    for s in whole["statements"]:
        for span in s["content"]["spans"]:
            if span["start"] is not None:
                assert text[span["start"] : span["end"]] == span["text"]
