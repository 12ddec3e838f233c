"""Spots temporal expressions in English text; what they mean is for ``resolve`` to say.

Atoms ("19 July", "Monday", "2 days ago", "at 2030 [0230 GMT]", "evening") are found by one alternation whose every
repetition is bounded, so the cost grows linearly with the text; neighbouring atoms that speak of one time ("the evening
of 19 July", "on Monday at 10 a.m.") are then joined. Case does not matter: wire copy is often in capitals.
"""

from __future__ import annotations

import re
from typing import NamedTuple

_O = r"[ \t\xa0]{0,3}(?:\r?\n)?[ \t\xa0]{0,3}"  # space that may wrap a line, never a blank line
_S = rf"(?=[ \t\xa0\r\n]){_O}"
_MONTH = (
    r"(?:january|february|march|april|may(?! (?:have|be|not|also|still|yet|well|soon|only)\b)|june|july|august"
    r"|september|october|november|december|(?:jan|feb|mar|apr|jun|jul|aug|sept|sep|oct|nov|dec)(?![a-z])\.?)(?![a-z])"
)
_WEEKDAY = r"(?:mon|tues|wednes|thurs|fri|satur|sun)day"
_DAY = r"(?:[12][0-9]|3[01]|0?[1-9])(?:st|nd|rd|th)?(?![0-9])"
_DAYS = rf"{_DAY}(?:{_O}(?:-|–|/|and{_S}|to{_S}|or{_S}){_O}{_DAY})?"
_YEAR = r"(?:1[89][0-9]{2}|20[0-9]{2})(?![0-9])"
_SHORT_YEAR = rf"(?:{_YEAR}|'?[0-9]{{2}}(?![0-9:]|,[0-9]))"
_SAID_YEAR = rf"(?:this|last|next|the{_S}same|the{_S}following){_S}year"
_COUNT = (
    r"(?:[0-9]{1,4}|an?|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|fifteen|twenty|thirty|forty"
    rf"|several|some|many|(?:a{_S})?few|(?:a{_S})?couple{_S}of)"
)
_UNIT = r"(?:minute|hour|day|night|week|fortnight|month|year|decade)s?"
_PART = r"(?:morning|afternoon|evening|nightfall|night|dawn|dusk|daybreak|noon|midday|midnight|sunrise|sunset)"
_EDGE = rf"(?:(?:early|late|mid|earlier|later|towards?|(?:the{_S})?(?:beginning|start|middle|end){_S}of)(?:{_S}|-))"
_EVENT = (
    r"(?:elections?|vote|polls?|referendum|summit|anniversary|inauguration|attacks?|bombings?|explosions?|blasts?"
    r"|assassination|killing|holiday|feast|eid|ceremony|visit|talks|ceasefire|deadline)(?![a-z])"
)
_TAIL = rf"(?:(?:{_S}(?:the|an?|his|her|its|their|that|this)(?:{_S}[\w'’-]{{2,20}}){{0,3}}?)?{_S}{_EVENT})"
_ZONE = rf"(?:gmt|utc|hours|hrs|local{_S}time|local|est|edt|z)(?![a-z])"
_GMT = rf"(?:{_O}\[{_O}(?:[0-9]{{4}}{_S}(?:gmt|utc)|[^\[\]\n]{{1,20}}){_O}\])"
_WHICH = r"(?:last|this|past|next|previous|coming|same|following|preceding|current)"
_ABOUT = rf"(?:about|around|almost|nearly|over|more{_S}than|less{_S}than|just|only|at{_S}least|barely|approximately)"
_ISO_TIME = r"[T ][0-9]{2}:[0-9]{2}(?::[0-9]{2})?(?:\.[0-9]{1,6})?(?:Z|[+-][0-9]{2}:?[0-9]{2})?"

# Order matters: at one position the first form that fits wins, so the longer forms stand first.
_FORMS: tuple[tuple[str, str], ...] = (
    ("date", rf"[0-9]{{4}}-[0-9]{{2}}-[0-9]{{2}}(?:{_ISO_TIME})?(?![0-9])"),
    ("date", r"[0-9]{1,2}(?P<separator>[/.-])[0-9]{1,2}(?P=separator)(?:[0-9]{4}|[0-9]{2})(?![0-9]|[/.-][0-9])"),
    (
        "date",
        rf"(?:the{_S})?{_DAYS}(?:{_S}of{_S}|{_O}-?)(?:the{_S})?{_MONTH}"
        rf"(?:(?:{_O},{_O}|{_S}|-|(?<=\.)){_SHORT_YEAR}|{_S}(?:of{_S})?{_SAID_YEAR})?",
    ),
    ("date", rf"{_MONTH}{_S}(?:the{_S})?{_DAYS}(?:{_O},?{_O}{_YEAR}|{_S}(?:of{_S})?{_SAID_YEAR})?(?![:%]|[.,][0-9])"),
    ("month", rf"{_EDGE}?{_MONTH}(?:{_S}of)?(?:{_O},{_O}|{_S})(?:{_YEAR}|{_SAID_YEAR})"),
    ("month", rf"(?:in|since|during|until|till|last|this|next|by|past){_S}{_EDGE}?{_MONTH}|{_EDGE}{_MONTH}"),
    (
        "period",
        rf"(?:since{_S})?{_EDGE}?(?:the{_S})?{_WHICH}{_S}"
        rf"(?:{_COUNT}{_S}{_UNIT}|hour|day|week|fortnight|month|year|decade|weekend)(?![a-z])",
    ),
    ("day", rf"{_EDGE}?(?:this|last|that){_S}{_PART}|{_EDGE}?(?:tonight|overnight)(?![a-z])"),
    (
        "offset",
        rf"(?:{_ABOUT}{_S})?{_COUNT}{_S}(?:and{_S}a{_S}half{_S})?{_UNIT}{_S}"
        rf"(?:(?:ago|earlier|later|previously|from{_S}now)(?![a-z])|(?:before|after|prior{_S}to)(?![a-z]){_TAIL}?)",
    ),
    ("offset", rf"(?:the{_S})?(?:eve|{_UNIT}){_S}(?:before|after|of){_TAIL}"),
    ("day", rf"(?:the{_S})?day{_S}(?:before{_S}yesterday|after{_S}tomorrow)"),
    ("day", rf"{_EDGE}?(?:yesterday|today|tomorrow)(?![a-z])"),
    (
        "day",
        rf"(?:the|that){_S}(?:same|previous|next|following|very){_S}(?:day|{_PART})|that{_S}day|the{_S}day{_S}before",
    ),
    ("weekday", rf"{_EDGE}?(?:(?:the{_S})?(?:last|this|next|past|previous|following){_S})?{_WEEKDAY}(?![a-z])"),
    ("weekday", rf"on{_S}(?:mon|tues?|wed|thurs?|thu|fri|sat|sun)(?![a-z])\.?"),
    ("clock", rf"at{_S}(?:{_ABOUT}{_S})?[0-2][0-9][0-5][0-9](?![0-9])(?:{_S}{_ZONE})?{_GMT}?"),
    ("clock", rf"[0-2][0-9][0-5][0-9](?:{_S}{_ZONE}{_GMT}?|{_GMT})"),
    ("clock", rf"[0-9]{{1,2}}(?:[:.][0-5][0-9])?{_O}(?:[ap]\.m\.|[ap]m(?![a-z])|o['’]clock)(?:{_S}{_ZONE})?{_GMT}?"),
    ("clock", rf"[0-2]?[0-9]:[0-5][0-9](?::[0-5][0-9])?(?![0-9:])(?:{_S}{_ZONE})?{_GMT}?"),
    ("year", rf"(?:in|during|since|until|before|after|{_EDGE}){_O}{_YEAR}(?![,.][0-9]|%|-[0-9])"),
    ("year", r"(?:1[89]|20)[0-9]0['’]?s(?![a-z])"),
    ("part", rf"(?:the{_S})?{_EDGE}?{_PART}(?:{_S}hours)?(?![a-z])|(?:the{_S})?(?:early|late|small){_S}hours(?![a-z])"),
)
_ATOM = re.compile(
    r"(?<![\w.:/-])(?:" + "|".join(f"(?P<{kind}_{i}>{form})" for i, (kind, form) in enumerate(_FORMS)) + ")",
    re.IGNORECASE,
)
_LEAD = re.compile(r"(?:in|on|at|during)\s+", re.IGNORECASE)
_BOUND = re.compile(r"(?<![\w])(?:since|until|till|before|after)\s{1,3}\Z", re.IGNORECASE)
_BOUND_REACH = 10  # characters before an atom in which a bounding word is looked for
_JOINT = re.compile(r"[\s,]{0,3}(?:(?:on|at|of|in|in the|on the|of the|during the|by)\s{1,2})?", re.IGNORECASE)
_JOINABLE = frozenset(
    frozenset(pair)
    for pair in (
        ("clock", "part"),
        ("clock", "weekday"),
        ("clock", "date"),
        ("clock", "day"),
        ("part", "weekday"),
        ("part", "date"),
        ("part", "day"),
        ("weekday", "date"),
        ("weekday", "period"),
        ("day", "date"),
    )
)


class _Atom(NamedTuple):
    start: int
    end: int
    kinds: frozenset[str]


def find_times(text: str) -> list[tuple[int, int, str]]:
    """Temporal expressions of ``text`` in reading order as ``(start, end, words)``, offsets in code points.

    Leading "on", "in" and "during" are left out; "since", "until", "before" and "after" change what is meant and are
    kept, as is "at" before a clock time (it tells 2030 from a year). A bare part of the day ("in the evening") is no
    time of its own and only counts beside a day or a clock time.
    """
    joined = _join(_atoms(text), text)
    return [(atom.start, atom.end, text[atom.start : atom.end]) for atom in joined if atom.kinds != {"part"}]


def _atoms(text: str) -> list[_Atom]:
    atoms: list[_Atom] = []
    previous_end = 0
    for match in _ATOM.finditer(text):
        start, end = match.span()
        kind = str(match.lastgroup).split("_")[0]
        lead = _LEAD.match(text, start, end)
        if lead and kind != "clock":  # without its "at", 2030 would be a year
            start = lead.end()
        elif bound := _BOUND.search(text, max(start - _BOUND_REACH, previous_end), start):
            start = bound.start()
        previous_end = end
        atoms.append(_Atom(start, end, frozenset([kind])))
    return atoms


def _join(atoms: list[_Atom], text: str) -> list[_Atom]:
    """Joins neighbours that say one time in two or three words groups; each kind enters a group once."""
    joined: list[_Atom] = []
    for atom in atoms:
        last = joined[-1] if joined else None
        if last and _joinable(last, atom) and _JOINT.fullmatch(text, last.end, atom.start):
            joined[-1] = _Atom(last.start, atom.end, last.kinds | atom.kinds)
        else:
            joined.append(atom)
    return joined


def _joinable(left: _Atom, right: _Atom) -> bool:
    return all(frozenset((a, b)) in _JOINABLE for a in left.kinds for b in right.kinds)
