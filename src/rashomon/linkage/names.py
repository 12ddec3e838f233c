"""Are two names one name? For people and sites, across transliterations; for comparison only, never for display."""

from __future__ import annotations

import re
from functools import lru_cache

from rashomon.model import fold

_PARTICLES = """
al el ul ad an ar as ash at az abu umm bin ibn ben bint de del la las los da do dos van von der mr mrs ms dr sir
msgr monsignor gen col lt maj capt sgt prof
"""
PARTICLES = frozenset(_PARTICLES.split())
"""Parts of names that distinguish nobody."""

_GENERIC_PEOPLE = """
a an the some several many few dozens scores hundreds thousands at least most of and or in on from with by near who
one two three four five six seven eight nine ten eleven twelve other others more than about unknown unidentified
man men woman women child children boy boys girl girls person persons people civilian civilians resident residents
victim victims passerby passersby bystander bystanders shopper shoppers worshipper worshippers worshiper worshipers
pilgrim pilgrims student students teacher teachers worker workers employee employees peasant peasants farmer farmers
priest priests jesuit jesuits nun nuns journalist journalists reporter reporters activist activists analyst analysts
politician politicians candidate candidates judge judges mayor mayors governor governors minister ministers
soldier soldiers troop troops officer officers policeman policemen police guard guards bodyguard bodyguards member
members personnel official officials agent agents driver drivers doctor doctors medic medics foreigner foreigners
leader leaders family families relative relatives brother sister wife husband son daughter father mother crowd
gunman gunmen attacker attackers assailant assailants militant militants terrorist terrorists guerrilla guerrillas
rebel rebels bomber bombers suicide fighter fighters suspect suspects perpetrator perpetrators individual individuals
group groups outlaw outlaws armed masked militia militias extremist extremists criminal criminals element elements
security force forces local former young elderly wounded injured dead killed his her their its
party parties cell organization organisation insurgent insurgents commando commandos urban alleged presumed same
president vice senator councilman councilmen congressman deputy deputies secretary general attorney ambassador consul
missionary missionaries patrol patrols convoy convoys army navy battalion brigade infantry garrison unit units troop
vehicle vehicles car cars bus buses truck trucks train trains plane planes helicopter helicopters pipeline pipelines
highway pylon pylons tower towers residence residences houses homes store stores shop shops business businesses bank
banks company companies installation installations facility facilities gathering crowds
"""
GENERIC_PEOPLE = frozenset(_GENERIC_PEOPLE.split())
"""Words that describe people without naming them."""

_GENERIC_SITES = """
a an the of in on at near and popular crowded busy main central eastern western northern southern north south east west
market bazaar souk mosque church shrine temple school university hospital clinic checkpoint street road avenue square
city town village district neighbourhood neighborhood area quarter province governorate region state county country
airport base camp station headquarters building house home hotel restaurant cafe bridge border crossing prison
embassy office offices suburb department municipality san santa capital outside
"""
GENERIC_SITES = frozenset(_GENERIC_SITES.split())
"""Words that describe a place without naming it."""

_SPOTS = """
market bazaar souk mosque church shrine temple school university hospital clinic checkpoint street road avenue square airport
base camp station headquarters building hotel restaurant cafe bridge crossing prison embassy barracks cathedral stadium
"""
SPOTS = frozenset(_SPOTS.split())
"""Words by which the name of a place is seen to be that of a spot."""

_SAME_TOKEN = 84.0
"""Least ``rapidfuzz`` ratio (0–100) at which two words of names count as spellings of one word."""


@lru_cache(maxsize=65536)
def distinctive(name: str, kind: str = "person") -> tuple[str, ...]:
    """The folded words of ``name`` that can tell it from others; empty for a mere description.

    ``kind`` is ``person`` or ``site``. "a police officer" → (), "Hisham al-Hashimi" → ("hisham", "hashimi").
    """
    generic = GENERIC_PEOPLE if kind == "person" else GENERIC_SITES
    words = [word for word in fold(name).split() if word not in PARTICLES and not word.isdigit() and len(word) > 1]
    return tuple(word for word in words if word not in generic)


def is_name(text: str) -> bool:
    """Whether ``text`` names a person or body rather than describing one.

    A name ends in a distinctive word ("Iraqi activists" and "AMERICAN UNIVERSITY" end in a description), holds no digit and is
    written with a capital. In texts in capitals alone, where case says nothing, it takes two words that are in no list.
    """
    words = distinctive(text)
    folded = fold(text).split()
    if not words or re.search(r"\d", text) or len(text) > 80 or folded[-1] in GENERIC_PEOPLE | GENERIC_SITES:
        return False
    if text.upper() == text:
        return len(set(words) - GENERIC_SITES) >= 2 or not text.isascii()
    return any(word[:1].isupper() for word in re.findall(r"[^\W\d_]+", text) if fold(word) in words)


def skeleton(word: str) -> str:
    """Consonants of a folded word without doubles, so that "hashimi" and "hashemi" share a block."""
    consonants = re.sub(r"[aeiouyw]", "", word) or word
    return re.sub(r"(.)\1+", r"\1", consonants)


@lru_cache(maxsize=65536)
def _same_word(one: str, other: str) -> bool:
    from rapidfuzz.fuzz import ratio

    if one == other:
        return True
    if min(len(one), len(other)) < 4:
        return False
    return skeleton(one) == skeleton(other) or ratio(one, other) >= _SAME_TOKEN


def names_match(one: str, other: str, kind: str = "person") -> bool:
    """Whether the shorter name's distinctive words all occur in the longer one, spelling apart.

    Symmetric. Descriptions match nothing. A single shared word has to have four letters.
    """
    short, long = sorted((distinctive(one, kind), distinctive(other, kind)), key=lambda words: (len(words), words))
    if not short or (len(short) == 1 and len(short[0]) < 4):
        return False
    return all(any(_same_word(word, against) for against in long) for word in short)


def name_key(name: str, kind: str = "person") -> str | None:
    """Blocking key of a name: the skeleton of its last distinctive word; ``None`` for a description."""
    words = distinctive(name, kind)
    return skeleton(words[-1]) if words else None
