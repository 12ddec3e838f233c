"""What is kept of text in other languages. All texts are our own digests of public facts, or constructed."""

from __future__ import annotations

import unicodedata
from dataclasses import replace
from itertools import pairwise

import pytest
from digests import DIGESTS, KNOWN_MISSES, UNTUNED, Digest
from hypothesis import given, settings
from hypothesis import strategies as st

from rashomon.extract.names import NameIndex
from rashomon.extract.other_languages.dates import find_dates
from rashomon.extract.other_languages.names import KnownNames
from rashomon.extract.other_languages.numbers import find_numbers
from rashomon.extract.other_languages.tokens import cases, tokens
from rashomon.extract.other_languages.words import language
from rashomon.model import Mention, MentionKind, Reading, Report
from rashomon.pipeline import Reader

CODES = ("ar", "es", "fr", "ru")


def report(text: str, code: str | None, published: str | None = "2021-07-22") -> Report:
    return Report(id="r", text=text, sha256="0", origin="r", published=published, language=code)


@pytest.fixture(scope="module")
def reader() -> Reader:
    return Reader()


def of(reading: Reading, kind: MentionKind) -> list[Mention]:
    return [m for m in reading.mentions if m.kind is kind]


def holds(reading: Reading, text: str) -> None:
    """Every offset points at the very words, in order, and nothing overlaps."""
    for mention in reading.mentions:
        assert text[mention.start : mention.end] == mention.text
        assert mention.text.strip() == mention.text != ""
        for part in (mention.place, mention.when):
            assert part is None or (part.text, part.start, part.end) == (mention.text, mention.start, mention.end)
    spans = [(m.start, m.end) for m in reading.mentions]
    assert spans == sorted(spans)
    assert all(a[1] <= b[0] for a, b in pairwise(spans))
    for each in reading.unread:
        assert 0 <= each.start < each.end <= len(text)
        assert text[each.start : each.end].strip() == text[each.start : each.end]


@pytest.mark.parametrize("name", sorted(DIGESTS))
@pytest.mark.parametrize("form", ["NFC", "NFD"])
def test_names_numbers_and_dates_of_a_digest(reader: Reader, name: str, form: str) -> None:
    digest: Digest = DIGESTS[name]
    text = unicodedata.normalize(form, digest.text)
    reading = reader.read(report(text, digest.language, digest.published))
    holds(reading, text)
    assert {m.actor for m in of(reading, MentionKind.ACTOR)} == digest.actors
    places = {m.place.name for m in of(reading, MentionKind.PLACE) if m.place is not None}
    assert digest.places <= places
    assert {m.when.earliest for m in of(reading, MentionKind.TIME) if m.when is not None} >= digest.dates
    numbers = set()
    for m in of(reading, MentionKind.NUMBER):
        assert m.count is not None
        numbers.add((int(m.count.best or m.count.low or 0), m.effect.value if m.effect else ""))
    assert numbers == digest.numbers


@pytest.mark.parametrize("name", sorted(DIGESTS))
def test_no_statement_and_no_incident_is_invented_and_it_is_said(reader: Reader, name: str) -> None:
    digest = DIGESTS[name]
    reading = reader.read(report(digest.text, digest.language, digest.published))
    assert (reading.statements, reading.drafts) == ((), ())
    (issue,) = reading.issues
    assert (issue.code, issue.level.value, issue.start) == ("language_not_analysed", "info", None)
    assert language(digest.language).name in issue.message
    assert "no statement was read" in issue.message
    assert reading.unread
    assert all("not analysed" in each.why for each in reading.unread)
    assert {m.language for m in reading.mentions} == {digest.language}


@pytest.mark.parametrize("name", sorted(DIGESTS))
def test_what_tells_of_the_attack_is_unread(reader: Reader, name: str) -> None:
    text = DIGESTS[name].text
    shown = [text[u.start : u.end] for u in reader.read(report(text, DIGESTS[name].language)).unread]
    assert shown[0] == text[: len(shown[0])]  # the first sentence of each digest tells of its attack
    harmless = {
        "fr": "Il fait beau à Paris.",
        "es": "Hace sol en Lima.",
        "ru": "В Москве тепло.",
        "ar": "الطقس جميل في بغداد.",
    }
    code = DIGESTS[name].language
    assert reader.read(report(harmless[code], code)).unread == ()


@pytest.mark.parametrize(("code", "published", "text", "expected"), UNTUNED)
def test_digests_written_after_the_rules(
    reader: Reader, code: str, published: str, text: str, expected: tuple[tuple[str, str, str], ...]
) -> None:
    reading = reader.read(report(text, code, published))
    holds(reading, text)
    found = {(m.kind.value, m.text): m for m in reading.mentions}
    for kind, words, effect in expected:
        if words in KNOWN_MISSES:
            continue
        assert (kind, words) in found
        mention = found[kind, words]
        assert effect == "?" or (mention.effect.value if mention.effect else "") == effect
        assert kind != "actor" or mention.actor is not None
        assert kind != "time" or (mention.when is not None and mention.when.earliest is not None)


def test_order_of_sentences_changes_no_mention(reader: Reader) -> None:
    sentences = ["Боевики «Исламского государства» напали.", "В Багдаде погибли 30 человек.", "Власти Ирака молчат."]

    def found(parts: list[str]) -> set[tuple[str, str | None]]:
        return {
            (m.text, m.actor or (m.place.name if m.place else m.value))
            for m in reader.read(report(" ".join(parts), "ru")).mentions
        }

    assert found(sentences) == found(sentences[::-1])
    assert {text for text, _ in found(sentences)} == {"Исламского государства", "Багдаде", "30", "Ирака"}


def test_a_language_without_lists_keeps_names_digits_and_dates_and_says_so(reader: Reader) -> None:
    text = "Mindestens 30 Menschen starben am 19. Juli 2021 in Bagdad. Zu dem Anschlag bekannte sich ISIS. Es war heiß."
    reading = reader.read(report(text, "de"))
    holds(reading, text)
    assert [m.text for m in reading.mentions] == ["30", "19. Juli 2021", "Bagdad", "ISIS"]
    assert reading.mentions[0].effect is None
    (unread,) = reading.unread
    assert text[unread.start : unread.end] == "Zu dem Anschlag bekannte sich ISIS."
    assert "no word list" in unread.why


def test_without_a_date_of_publication_relative_days_stay_unknown(reader: Reader) -> None:
    (monday,) = of(reader.read(report("انفجرت قنبلة يوم الاثنين.", "ar", None)), MentionKind.TIME)
    assert monday.when is not None
    assert (monday.value, monday.when.basis.value, monday.when.earliest) == ("on Monday", "unknown", None)


NAMES = NameIndex(
    {"حزب الله": "group", "القاعدة": "group", "العراق": "state", "بغداد": "place", "Исламское государство": "group",
     "Москва": "place", "Газа": "place", "Сочи": "place", "Al-Qaida": "group", "Lima": "place", "Sur": "place", "Campana": "place"}
)  # fmt: skip


def named(text: str, code: str) -> list[str]:
    return [text[h.start : h.end] for h in KnownNames(NAMES).find(text, tokens(text, 0, len(text)), language(code))]


@pytest.mark.parametrize(
    ("text", "code", "found"),
    [
        ("وقال إن لحزب الله دورا", "ar", ["حزب الله"]),
        ("في بغداد وبالعراق", "ar", ["بغداد", "العراق"]),
        ("حِزْبُ اللّٰهِ", "ar", ["حِزْبُ اللّٰهِ"]),
        ("حــزب الله", "ar", ["حــزب الله"]),
        ("قصفت القاعدة العسكرية", "ar", []),  # a base; the group is met with another word beside
        ("бойцы «Исламского государства»", "ru", ["Исламского государства"]),
        ("Исламскому государству", "ru", ["Исламскому государству"]),
        ("в Москве, из Москвы, под Москвой", "ru", ["Москве", "Москвы", "Москвой"]),
        ("в Газе нет газа; Газ дорожает", "ru", ["Газе"]),
        ("в Сочи", "ru", ["Сочи"]),
        ("l’attaque d’Al-Qaïda", "fr", ["Al-Qaïda"]),
        ("Sur la place. Au Sur", "fr", []),  # an everyday word
        ("Lima está lejos.", "es", []),  # begins a sentence, as any word may
        ("Lima, 3 de mayo. Todo en Lima.", "es", ["Lima", "Lima"]),
        ("la Campaña", "es", []),
        ("en lima", "es", []),
    ],
)
def test_names_as_languages_write_them(text: str, code: str, found: list[str]) -> None:
    assert named(text, code) == found


def numbers(text: str, code: str) -> list[tuple[str, int, tuple[float | None, ...], str]]:
    hits = find_numbers(text, tokens(text, 0, len(text)), language(code))
    return [
        (text[h.start : h.end], h.value, (h.count.low, h.count.best, h.count.high), h.effect.value if h.effect else "")
        for h in hits
    ]


@pytest.mark.parametrize(
    ("text", "code", "value", "count", "effect"),
    [
        ("quatre-vingt-dix-sept morts", "fr", 97, (97, 97, 97), "killed"),
        ("soixante et onze blessés", "fr", 71, (71, 71, 71), "injured"),
        ("environ 20 personnes", "fr", 20, (18, 20, 22), ""),
        ("un mort", "fr", 1, (1, 1, 1), "killed"),
        ("doscientos treinta y un muertos", "es", 231, (231, 231, 231), "killed"),
        ("hasta 50 heridos", "es", None, (None, None, 50), "injured"),
        ("mató a 5", "es", 5, (5, 5, 5), "killed"),
        ("200 kilos de dinamita mataron a otros", "es", 200, (200, 200, 200), ""),
        ("dos mil personas", "es", 2000, (2000, 2000, 2000), ""),
        ("сто двадцать три человека погибли", "ru", 123, (123, 123, 123), "killed"),
        ("не менее пятидесяти раненых", "ru", 50, (50, 50, None), "injured"),
        ("خمسة عشر جريحا", "ar", 15, (15, 15, 15), "injured"),
        ("مئة وخمسة وعشرين قتيلا", "ar", 125, (125, 125, 125), "killed"),
        ("مقتل أكثر من ١٬٢٠٠ شخص", "ar", 1200, (1201, None, None), "killed"),
        ("قتيلان", "ar", 2, (2, 2, 2), "killed"),
        ("کشته شدن ۱۲ نفر", "fa", 12, (12, 12, 12), ""),
    ],
)  # fmt: skip
def test_numbers(text: str, code: str, value: int | None, count: tuple[int | None, ...], effect: str) -> None:
    (found,) = numbers(text, code)
    assert value in (None, found[1])
    assert found[2:] == (count, effect)


@pytest.mark.parametrize("text", ["a las 12:30", "une bombe", "un attentat", "un coche bomba", "один из них"])
def test_what_is_no_number(text: str) -> None:
    assert [n for code in ("fr", "es", "ru") for n in numbers(text, code)] == []


@given(st.integers(2, 9_999_999), st.sampled_from(["0123456789", "٠١٢٣٤٥٦٧٨٩", "۰۱۲۳۴۵۶۷۸۹", "०१२३४५६७८९"]))
def test_digits_of_any_script(value: int, digits: str) -> None:
    written = str(value).translate(dict(zip(map(ord, "0123456789"), digits, strict=True)))
    assert numbers(f"x {written} y", "ar")[0][:2] == (written, value)


@given(st.sampled_from(CODES), st.data())
def test_every_listed_number_word_reads_as_its_value(code: str, data: st.DataObject) -> None:
    words = data.draw(st.sampled_from(sorted(w for w, v in language(code).numbers.items() if v > 1)))
    (found,) = numbers(" ".join(words), code)
    assert found[1] == language(code).numbers[words]


def dates(text: str, code: str) -> list[tuple[str, str]]:
    return [(text[h.start : h.end], h.value) for h in find_dates(text, tokens(text, 0, len(text)), language(code))]


@pytest.mark.parametrize(
    ("text", "code", "words", "value"),
    [
        ("le 1er mai 2002", "fr", "1er mai 2002", "1 May 2002"),
        ("en février 2021", "fr", "février 2021", "February 2021"),
        ("hier", "fr", "hier", "yesterday"),
        ("el 3 de febrero de 1989", "es", "3 de febrero de 1989", "3 February 1989"),
        ("el 3/2/1989", "es", "3/2/1989", "3 February 1989"),
        ("desde 1989", "es", "1989", "1989"),
        ("el miércoles", "es", "miércoles", "on Wednesday"),
        ("5 мая", "ru", "5 мая", "5 May"),
        ("в 2004 году", "ru", "2004 году", "2004"),
        ("в среду", "ru", "среду", "on Wednesday"),
        ("٣ شباط/فبراير ١٩٨٩", "ar", "٣ شباط/فبراير ١٩٨٩", "3 February 1989"),
        ("21 تشرين الثاني 2015", "ar", "21 تشرين الثاني 2015", "21 November 2015"),
        ("وفي عام 2015", "ar", "2015", "2015"),
        ("2021-07-19", "ar", "2021-07-19", "19 July 2021"),
        ("19. März 2021", "de", "19. März 2021", "19 March 2021"),
        ("3 Şubat 2021", "tr", "3 Şubat 2021", "3 February 2021"),
    ],
)
def test_dates(text: str, code: str, words: str, value: str) -> None:
    assert dates(text, code) == [(words, value)]


@pytest.mark.parametrize("text", ["31/31/2020", "2015 muertos", "el mar", "45 mai", "3.14"])
def test_what_is_no_date(text: str) -> None:
    assert [d for code in CODES for d in dates(text, code)] == []


@pytest.mark.parametrize(
    ("word", "forms"),
    [
        ("москва", ["москвы", "москве", "москву"]),
        ("ирак", ["ирака", "ираке"]),
        ("россия", ["россии", "россию"]),
        ("сочи", ["сочи"]),
    ],
)
def test_cases_of_a_name(word: str, forms: list[str]) -> None:
    assert set(forms) <= set(cases(word))
    assert cases(word)[0] == word


PIECES = st.sampled_from(
    [
        "قُتل ثلاثون شخصاً في بغداد يوم الاثنين.", "لحزب الله", "١٢ جريحا", "Cent trente morts à Paris le 13 novembre 2015.",
        "L'E\u0301tat islamique", "unos 200 heridos", "Al Qaeda", "3 de marzo", "Боевики в Багдаде", "двадцать три", "в среду", "5 мая",
        "🙂", "👩🏽‍🚒", "\u202eabc\u202c", "日本で爆発、3人死亡", "Bagdad", "1.200", "ISIS", "\n\n", "\n", "—", "…", "e\u0301\u0301", "ـــ",
    ]
)  # fmt: skip


@settings(max_examples=60, deadline=None)
@given(st.lists(PIECES | st.text(max_size=8), max_size=14), st.sampled_from([*CODES, "de", "ja", None, "en"]))
def test_offsets_hold_over_random_mixes_of_scripts(parts: list[str], code: str | None) -> None:
    text = " ".join(parts).encode("utf-8", "ignore").decode("utf-8")
    reading = READER.read(report(text, code))
    assert not [i for i in reading.issues if i.code == "reading_failed"], reading.issues
    holds(reading, text)
    for statement in reading.statements:
        for span in (*statement.content.spans, statement.cue, statement.speaker):
            if span is not None and span.start is not None:
                assert text[span.start : span.end] == span.text
    assert READER.read(report(text, code)) == reading
    again = READER.read(replace(report(text, code), id="other"))
    assert [(m.start, m.value) for m in again.mentions] == [(m.start, m.value) for m in reading.mentions]


READER = Reader()
