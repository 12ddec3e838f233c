"""Plain text: encodings, titles, datelines, languages."""

from __future__ import annotations

import pytest

from rashomon.errors import UsageError
from rashomon.ingest import Limits, read_bytes
from rashomon.ingest.dateline import find_dateline
from rashomon.ingest.dates import day_range, stated_date
from rashomon.ingest.language import detect_language
from rashomon.ingest.limits import DEFAULT_LIMITS
from rashomon.ingest.title import title_of
from rashomon.model import Issue, Level, Report

ENGLISH = "The police said that an explosion struck the central market in the morning."


def one(raw: str | bytes, published: str | None = None) -> Report:
    content = raw.encode() if isinstance(raw, str) else raw
    report = next(item for item in read_bytes(content, origin="t.txt", media_type="text/plain", published=published))
    assert isinstance(report, Report), report
    return report


def codes(raw: bytes, limits: Limits = DEFAULT_LIMITS) -> list[tuple[str, Level]]:
    found = read_bytes(raw, origin="t.txt", media_type="text/plain", limits=limits)
    return [(item.code, item.level) for item in found if isinstance(item, Issue)]


def test_line_ends_mark_and_controls() -> None:
    assert one(b"\xef\xbb\xbfOne\r\ntwo\rthree\x00four\x0bfive").text == "One\ntwo\nthree four five"


@pytest.mark.parametrize(
    ("encoding", "text"),
    [
        ("utf-16", ENGLISH),
        ("utf-16-le", ENGLISH),
        ("utf-16-be", ENGLISH),
        ("utf-32", ENGLISH),
        ("cp1256", "قالت الشرطة إن انفجارا وقع في السوق المركزي صباح اليوم وأسفر عن سقوط قتلى وجرحى"),
        ("cp1251", "Полиция сообщила, что утром на центральном рынке произошёл взрыв, есть погибшие и раненые."),
        ("koi8-r", "Полиция сообщила, что утром на центральном рынке произошёл взрыв, есть погибшие и раненые."),
        ("cp1252", "“We don’t know who did it,” a witness said — the attack wasn’t claimed by anybody."),
        (
            "latin-1",
            "La policía señaló que la explosión dejó varios muertos; la investigación continúa según el alcalde.",
        ),
        (
            "cp1252",
            "La police a déclaré que l’explosion avait frappé le marché à l’aube, des témoins ont été interrogés.",
        ),
        ("cp1250", "Policja poinformowała, że rano na rynku doszło do wybuchu; są zabici i ranni, śledztwo trwa."),
        ("cp1254", "Polis, sabah saatlerinde çarşıda patlama olduğunu ve çok sayıda kişinin öldüğünü açıkladı."),
        ("gb18030", "警方说，早上中央市场发生爆炸，造成多人死亡，目前没有组织声称负责。"),
    ],
)
def test_encodings(encoding: str, text: str) -> None:
    assert one(text.encode(encoding)).text == text


def test_a_guessed_encoding_is_said_and_belongs_to_the_report() -> None:
    items = list(
        read_bytes("Полиция сообщила о взрыве на рынке".encode("cp1251"), origin="t.txt", media_type="text/plain")
    )
    report, issue = items
    assert isinstance(report, Report)
    assert isinstance(issue, Issue)
    assert (issue.code, issue.level, issue.report) == ("encoding_guessed", Level.ERROR, report.id)


def test_a_cut_utf8_text_stays_utf8() -> None:
    raw = ("Взрыв на рынке: " * 5).encode()[:-3]
    report = one(raw)
    assert report.text.startswith("Взрыв на рынке: ")
    assert codes(raw) == [("encoding_guessed", Level.ERROR)]


@pytest.mark.parametrize(
    "raw",
    [b"%PDF-1.7 words words", b"\x89PNG\r\n\x1a\n" + bytes(200), bytes(range(256)) * 20, b"\x00\x01\x02\x03" * 50],
)
def test_binary_content(raw: bytes) -> None:
    assert codes(raw) == [("binary_content", Level.ERROR)]


@pytest.mark.parametrize("raw", [b"", b" \n\t\r\n ", b"\xef\xbb\xbf", b"--- !!! ..."])
def test_empty(raw: bytes) -> None:
    assert codes(raw) == [("empty_report", Level.ERROR)]


def test_too_large_is_one_issue() -> None:
    assert codes(b"word " * 100, Limits(max_bytes=499)) == [("too_large", Level.ERROR)]
    assert codes(b"word " * 100, Limits(max_bytes=500)) == []


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("Blast in the capital\n\nThe police said.", "Blast in the capital"),
        ("\n\n  Who did it?  \n \nThe police said.", "Who did it?"),
        ("Blast in the capital\r\n\r\nThe police said.", "Blast in the capital"),
        ("The police said so.\n\nNobody claimed it.", None),
        ("“The police said so.”\n\nNobody claimed it.", None),
        ("Blast in the capital\nThe police said.", None),
        ("Blast in the capital\n\n", None),
        ("DEV-0001 (XYZ)\n\nLIMA, 4 FEB 90 (EFE) -- [TEXT] WORDS", None),
        ("LIMA, 4 FEB 90 (EFE) --\n\nWORDS", None),
        ("word " * 50 + "\n\nThe police said.", None),
        ("انفجار في السوق\n\nقالت الشرطة.", "انفجار في السوق"),
    ],
)
def test_title(text: str, title: str | None) -> None:
    assert title_of(text) == title
    assert title is None or title in text


@pytest.mark.parametrize(
    ("text", "published", "agency"),
    [
        ("SAN JOSE, 4 FEB 90 (ACAN-EFE) -- [TEXT] WORDS", "1990-02-04", "ACAN-EFE"),
        ("SAN JOSE, 4 FEB 90 (ACAN - EFE) --\n[TEXT] WORDS", "1990-02-04", "ACAN-EFE"),
        ("QUITO, 1 MAR 49 (DPA) -- WORDS", "2049-03-01", "DPA"),
        ("QUITO, 1 MAR 50 (DPA) -- WORDS", "1950-03-01", "DPA"),
        ("HAVANA (CUBA), JUNE 11 89 (AFP) -- [TEXT] WORDS", "1989-06-11", "AFP"),
        ("BAGHDAD, 19 July 2021 (AFP) — Words", "2021-07-19", "AFP"),
        ("BAGHDAD, July 19, 2021 (Reuters) - Words", "2021-07-19", "Reuters"),
        ("BAGHDAD, July 19 (Reuters) - Words", None, "Reuters"),
        ("Erbil, Iraq, Sept. 3, 2019 – Words", "2019-09-03", None),
        ("Port-au-Prince, 3 May 2019 — Words", "2019-05-03", None),
        ("KABUL, Afghanistan (AP) — Words", None, "AP"),
        ("LA PAZ, NO DATE (RADIO UNO) -- [TEXT] WORDS", None, "RADIO UNO"),
        ("LIMA, 2 MAY 89 (DOMESTIC SERVICE) -- [TEXT] WORDS", "1989-05-02", "LIMA DOMESTIC SERVICE"),
        ("LIMA, 30 MAR 89 -- [TEXT] WORDS", "1989-03-30", None),
        ("BUENOS AIRES, 28 JUL 89 (SOME RADIO\n   NETWORK) -- [TEXT] WORDS", "1989-07-28", "SOME RADIO NETWORK"),
    ],
)
def test_datelines(text: str, published: str | None, agency: str | None) -> None:
    for prefix in ("", "   ", "DEV-0001 (XYZ)\n\n   ", "Blast in the capital\n\n"):
        found = find_dateline(prefix + text)
        assert found is not None
        assert (found.published, found.agency, found.impossible) == (published, agency, False)
        assert (prefix + text)[found.start : found.end].startswith(found.place)


@pytest.mark.parametrize(
    "text",
    [
        "The attack on the market in Lima, 19 July 2021 - the police said - was a bombing.",
        "BAGHDAD (Iraq) — Words",
        "In May 2021 - a month later - words followed.",
        "Nobody claimed it (AFP).",
        "He said: BAGHDAD, July 19 (Reuters) -",
        "",
    ],
)
def test_sentences_are_no_datelines(text: str) -> None:
    assert find_dateline(text) is None


def test_an_impossible_dateline_is_named() -> None:
    raw = b"LIMA, 31 FEB 90 (EFE) -- [TEXT] WORDS"
    assert codes(raw) == [("bad_date", Level.WARNING)]
    assert (one(raw).published, one(raw).publisher) == (None, "EFE")


def test_the_dateline_wins_over_the_given_date_and_a_missing_year_does_not() -> None:
    dated = one("LIMA, 4 FEB 90 (EFE) -- [TEXT] WORDS", published="2021-07-22")
    yearless = one("BAGHDAD, July 19 (Reuters) - Words", published="2021-07-22")
    plain = one("Some words.", published="2021-07-22T10:00:00+03:00")
    assert (dated.published, dated.published_basis) == ("1990-02-04", "dateline")
    assert (yearless.published, yearless.published_basis, yearless.publisher) == ("2021-07-22", "given", "Reuters")
    assert (plain.published, plain.published_basis) == ("2021-07-22T10:00:00+03:00", "given")
    assert (one("Some words.").published, one("Some words.").published_basis) == (None, None)


@pytest.mark.parametrize("published", ["yesterday", "2021-02-31", "22/07/2021", "", "2021-07"])
def test_an_invalid_given_date_is_wrong_usage_at_once(published: str) -> None:
    with pytest.raises(UsageError):
        read_bytes(b"words", origin="t", published=published)


@pytest.mark.parametrize(
    ("written", "iso"),
    [
        ("2021-07-19", "2021-07-19"),
        ("2021-07-19T18:30:00+03:00", "2021-07-19T18:30:00+03:00"),
        ("2021-07-19T18:30:00Z", "2021-07-19T18:30:00+00:00"),
        ("2021-07-19 18:30:00", "2021-07-19"),
        ("Mon, 19 Jul 2021 18:30:00 +0300", "2021-07-19T18:30:00+03:00"),
        ("19 July 2021", "2021-07-19"),
        ("Monday, July 19th, 2021", "2021-07-19"),
        ("19/07/2021", "2021-07-19"),
        ("07/19/2021", "2021-07-19"),
        ("07.07.2021", "2021-07-07"),
        ("19 juillet 2021", "2021-07-19"),
        ("19 de julio de 2021", "2021-07-19"),
        ("07/08/2021", None),
        ("Published 07/08/2021", None),
        ("2021-02-31", None),
        ("2021", None),
        ("July 2021", None),
        ("yesterday", None),
        ("2 days ago", None),
        ("18:30", None),
        ("x" * 1000, None),
        ("", None),
    ],
)
def test_stated_dates(written: str, iso: str | None) -> None:
    assert stated_date(written) == iso


@pytest.mark.parametrize(
    ("written", "days"),
    [
        ("2016-02", ("2016-02-01", "2016-02-29")),
        ("2016", ("2016-01-01", "2016-12-31")),
        ("2016-02-29 00:00:00", ("2016-02-29", "2016-02-29")),
        ("2015-02-29", None),
        ("2015-13", None),
        ("0000", None),
    ],
)
def test_day_ranges(written: str, days: tuple[str, str] | None) -> None:
    assert day_range(written) == days


@pytest.mark.parametrize(
    ("text", "language"),
    [
        (ENGLISH, "en"),
        (ENGLISH.upper(), "en"),
        ("La police a déclaré que l’explosion avait frappé le marché à l’aube.", "fr"),
        ("La policía señaló que la explosión en el mercado dejó varios muertos.", "es"),
        ("LA POLICÍA SEÑALÓ QUE LA EXPLOSIÓN EN EL MERCADO DEJÓ VARIOS MUERTOS.", "es"),
        ("Полиция сообщила, что утром на центральном рынке произошёл взрыв.", "ru"),
        ("قالت الشرطة إن انفجارا وقع في السوق المركزي صباح اليوم", "ar"),
        ("Die Polizei teilte mit, dass es auf dem Markt eine Explosion gab.", "de"),
        ("Blast", None),
        ("12345 67890 12345 67890 !!!", None),
        ("", None),
    ],
)
def test_languages(text: str, language: str | None) -> None:
    assert detect_language(text) == language


def test_a_hint_only_breaks_ties() -> None:
    arabic = "قالت الشرطة إن انفجارا وقع في السوق المركزي صباح اليوم"
    assert detect_language(arabic, "en") == "ar"
    assert detect_language("Blast", "en") == "en"
