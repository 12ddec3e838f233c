"""A report's text by language. Texts are constructed; the long ones are digests of public facts in our own words."""

from __future__ import annotations

from itertools import pairwise

import pytest
from digests import DIGESTS
from hypothesis import given
from hypothesis import strategies as st

from rashomon.extract.passages import Passage, blanked, passages
from rashomon.ingest.language import detect_language
from rashomon.model import Act, Facet, Report
from rashomon.pipeline import Reader

ENGLISH = (
    "BAGHDAD - At least 30 people were killed on Monday when a bomb went off in a market in Sadr City, police said.\n\n"
    "The Islamic State claimed responsibility for the bombing."
)
GERMAN = (
    "Der Sprecher sagte am Dienstag, dass die Polizei noch nach den Tätern sucht und alle Bürger um Hinweise bittet."
)


def report(text: str, code: str | None = "en", title: str | None = None) -> Report:
    return Report(id="r", text=text, sha256="0", origin="r", published="2021-07-20", language=code, title=title)


def split(text: str, code: str | None = "en") -> list[tuple[str | None, str]]:
    return [(p.language, text[p.start : p.end].strip()) for p in passages(report(text, code), detect_language)]


@pytest.mark.parametrize("name", sorted(DIGESTS))
def test_a_foreign_paragraph_in_an_english_report_is_a_passage_of_its_own(name: str) -> None:
    digest = DIGESTS[name]
    first, second = ENGLISH.split("\n\n")
    found = split(f"{first}\n\n{digest.text}\n\n{second}")
    assert found == [("en", first), (digest.language, digest.text), ("en", second)]


@pytest.mark.parametrize("name", sorted(DIGESTS))
def test_an_english_paragraph_in_a_foreign_report_is_english(name: str) -> None:
    digest = DIGESTS[name]
    first = ENGLISH.split("\n\n")[0]
    assert split(f"{digest.text}\n\n{first}", digest.language) == [(digest.language, digest.text), ("en", first)]


def test_lines_of_another_script_need_no_blank_line_and_a_language_needs_words() -> None:
    assert split(f"{ENGLISH}\nانفجار في سوق\nMore follows.")[1:] == [("ar", "انفجار في سوق"), ("en", "More follows.")]
    assert split(f"{ENGLISH}\n\nViva Zapata!") == [("en", f"{ENGLISH}\n\nViva Zapata!")]
    assert split(f"{ENGLISH}\n\n{GERMAN}")[1:] == [("de", GERMAN)]
    names = "Tim Albrecht, Brad Anderson, Rob Barron, Jeff Boeyink, Bonnie Campbell, Dave Caris, Sam Clovis, Sara Craig"
    assert len(split(f"{ENGLISH}\n\n{names}")) == 1


def test_without_a_detector_scripts_and_little_words_decide() -> None:
    text = f"{ENGLISH}\n\n{DIGESTS['madrid-2004'].text}\n\n{DIGESTS['sadr-city-2021'].text}"
    assert [p.language for p in passages(report(text))] == ["en", "es", "ar"]


@given(st.text(max_size=60), st.sampled_from(["en", "ar", "fr", "ja", None]))
def test_passages_are_the_whole_text_in_order(text: str, code: str | None) -> None:
    found = passages(report(text, code))
    assert "".join(text[p.start : p.end] for p in found) == text
    assert all(a.end == b.start and a.language != b.language for a, b in pairwise(found))


@given(st.text(max_size=40), st.lists(st.integers(0, 40), min_size=2, max_size=2))
def test_blanking_keeps_lines_and_offsets(text: str, ends: list[int]) -> None:
    start, end = (min(x, len(text)) for x in sorted(ends))
    shown = blanked(text, [Passage(start, end, "en")])
    assert len(shown) == len(text)
    assert shown[start:end] == text[start:end]
    assert set(shown[:start] + shown[end:]) <= {" ", "\n"}
    assert [k for k, c in enumerate(shown) if c == "\n"] == [k for k, c in enumerate(text) if c == "\n"]


@pytest.fixture(scope="module")
def reader() -> Reader:
    return Reader()


def test_each_passage_is_read_in_its_own_language_and_offsets_are_the_reports(reader: Reader) -> None:
    arabic = DIGESTS["sadr-city-2021"].text
    first, second = ENGLISH.split("\n\n")
    text = f"{first}\n\n{arabic}\n\n{second}"
    mixed, alone = reader.read(report(text)), reader.read(report(ENGLISH))
    assert [s.content.text for s in mixed.statements] == [s.content.text for s in alone.statements]
    assert [s.act for s in mixed.statements if s.act is Act.CLAIM] == [Act.CLAIM]
    for statement in mixed.statements:
        assert all(text[x.start : x.end] == x.text for x in statement.content.spans)
        for asserted in statement.asserts:
            assert asserted.start is None or text[asserted.start : asserted.end] == asserted.text
    assert {m.text for m in mixed.mentions} >= {"بغداد", "مدينة الصدر", "تنظيم الدولة الإسلامية"}
    assert all(arabic in text[: m.end] or m.start >= text.index(arabic) for m in mixed.mentions)
    (issue,) = [i for i in mixed.issues if i.code == "language_not_analysed"]
    assert (issue.start, issue.end) == (text.index(arabic), text.index(second))
    assert f"{issue.end - issue.start} of {len(text)} characters in Arabic" in issue.message


def test_an_english_communique_in_a_french_report_is_analysed(reader: Reader) -> None:
    second = ENGLISH.split("\n\n")[1]
    text = f"{DIGESTS['paris-2015'].text}\n\n{ENGLISH}"
    reading = reader.read(report(text, "fr"))
    claim = next(s for s in reading.statements if s.act is Act.CLAIM)
    assert claim.content.spans[0].start is not None
    assert claim.content.spans[0].start >= text.index(second)
    assert [a.value for a in claim.asserts if a.facet is Facet.CLAIMANT] == ["Islamic State"]
    assert "fr" in {m.language for m in reading.mentions}


def test_the_title_in_another_language_is_not_read_as_english(reader: Reader) -> None:
    title = "قتل ثلاثون شخصا في انفجار في سوق"
    within = reader.read(report(f"{title}\n\n{ENGLISH}", "en", title))
    apart = reader.read(report(ENGLISH, "en", title))
    plain = reader.read(report(ENGLISH))
    assert [s.content.text for s in within.statements] == [s.content.text for s in plain.statements]
    assert apart.statements == plain.statements
    assert [i.message for i in apart.issues] == ["the title in Arabic: kept, not analysed"]
    assert "title" not in "".join(i.message for i in within.issues)
    english = reader.read(report(ENGLISH, "en", "Islamic State claims Baghdad bombing"))
    assert len(english.statements) == len(plain.statements) + 1
