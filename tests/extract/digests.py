"""Digests of public facts in our own words, in four languages, with what a reader without a parse must keep of them.

Written for these tests; no report says them in these words. ``numbers``: (value, effect or ""); "more
than 350" is 351 and up.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Digest:
    language: str
    published: str
    text: str
    actors: frozenset[str]
    places: frozenset[str]
    dates: frozenset[str]
    numbers: frozenset[tuple[int, str]]


DIGESTS = {
    "paris-2015": Digest(
        "fr",
        "2015-11-15",
        "Cent trente personnes ont été tuées à Paris et à Saint-Denis, dont quatre-vingt-dix au Bataclan, dans la soirée du 13 "
        "novembre 2015. L’État islamique a revendiqué les attentats samedi. Plus de 350 personnes ont été blessées, dont une "
        "centaine grièvement. Le lendemain, l'enquête s'étendait à la Belgique.",
        frozenset({"islamic-state"}),
        frozenset({"Paris", "Belgium"}),
        frozenset({"2015-11-13", "2015-11-14"}),
        frozenset({(130, "killed"), (90, ""), (351, "injured"), (100, "")}),
    ),
    "madrid-2004": Digest(
        "es",
        "2004-03-13",
        "Al menos 191 muertos y más de 1.800 heridos dejaron las diez bombas que estallaron el 11 de marzo de 2004 en cuatro trenes en "
        "Madrid. El Gobierno culpó primero a ETA; ayer reivindicó la matanza un texto firmado en nombre de Al Qaeda.",
        frozenset({"eta", "al-qaeda"}),
        frozenset({"Madrid"}),
        frozenset({"2004-03-11", "2004-03-12"}),
        frozenset({(191, "killed"), (1801, "injured"), (10, ""), (4, "")}),
    ),
    "beslan-2004": Digest(
        "ru",
        "2004-09-05",
        "Боевики захватили школу в Беслане 1 сентября 2004 года. Погибли более трёхсот человек, большинство из них дети; ранены "
        "свыше 700. Ответственность позднее взял на себя Шамиль Басаев. В субботу в России объявили траур.",
        frozenset(),
        frozenset({"Russia"}),  # Beslan has fewer people than the towns whose names are looked for
        frozenset({"2004-09-01", "2004-09-04"}),
        frozenset({(301, "killed"), (701, "injured")}),
    ),
    "sadr-city-2021": Digest(
        "ar",
        "2021-07-20",
        "قُتل ثلاثون شخصاً على الأقل وأصيب نحو ٦٠ آخرين في انفجار في سوق شعبي في مدينة الصدر شرقي بغداد يوم الاثنين ١٩ تموز/يوليو "
        "٢٠٢١، عشية عيد الأضحى. وتبنى تنظيم الدولة الإسلامية الهجوم. وشهد العراق في ٢١ كانون الثاني ٢٠٢١ تفجيرين أسفرا عن مقتل "
        "اثنين وثلاثين شخصا.",
        frozenset({"islamic-state"}),
        frozenset({"Sadr City", "Baghdad", "Iraq"}),
        frozenset({"2021-07-19", "2021-01-21"}),
        frozenset({(30, "killed"), (60, "injured"), (32, "killed")}),
    ),
}
