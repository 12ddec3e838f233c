"""How a report stands to an organisation's part in an attack, given the words that name it: the decision list of MUC-4's slot 11.

After the task documentation (``template-doc-part1``, 7.12): claimed before accused, accused by authorities before accused by others,
possible where the words only bring it into play, else reported as fact. What the statements say goes before what words hint at.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from rashomon.extract.names import ARMED_KINDS
from rashomon.extract.page import Page
from rashomon.model import Act, Assertion, Facet, Polarity, Span, Statement, Status

_CLAIMED = re.compile(
    r"\bclaim\w*\s+(?:\w+\s+){0,3}(?:responsib|credit|authorship)\w*|\btook\s+responsib\w*|\bcredit\s+for\b"
    r"|\b(?:acknowledg|admit|assum|accept)\w*\s+(?:\w+\s+){0,3}(?:responsib|killing|having|carrying|blame)"
    r"|\bclaim(?:ed|s|ing)?\s+(?:it\b|the\s+(?:\w+\s+){0,2}(?:attack|bombing|blast|killing|explosion|assassination|shooting))"
    r"|\bclaimed by\b|['’]s claim\b"
    r"|responsibility (?:\w+ ){0,6}(?:was|has been|were) claimed|confess"
)
_ACCUSED = re.compile(
    r"\b(?:accus|blam|attribut|suspect|alleg|presum|denounc|implicat)\w*|\bh[oe]ld\w*\s+(?:\w+\s+){0,6}responsible"
    r"|\bresponsible for\b|\bcharged?\s+(?:\w+\s+){0,3}with|\bbelieve|\bapparently|\bassume"
)
_NEGATED = re.compile(
    r"\b(?:no|not|nobody|none|never|neither|nor|without|den(?:y|ied|ies|ying)|refus\w+|declin\w+)\b|n['’]t\b"
)
_POSSIBLE = re.compile(
    r"\bcould (?:have|be)\b|\bmay (?:have|be)\b|\bmight\b|\bpossibl|\buniforms?\b|\bwhether\b"
    r"|\bflag\b|\bleaflets?\b|\bpamphlets?\b|\bgraffiti"
)
_AUTHORITY = re.compile(
    r"\b(?:police|army|military|authorit\w+|government|armed forces|officials?|minist\w+|president|battalion|brigade|security"
    r"|investigat\w+|judge|commander|general|colonel|intelligence|court|prosecutor)\b"
)
_OUR = re.compile(
    r"\bour (?:\w+ ){0,2}(?:forces|fighters|units|troops|commandos|combatants|people|guerrillas|columns|organi[sz]ation|front|army)\b"
)
_CLANDESTINE = re.compile(r"\s*clandestine\b")
"""The dateline of an armed group's own broadcast."""
_ACTORS = (Facet.PERPETRATOR, Facet.ATTACKER, Facet.CLAIMANT)


def asserted_statuses(statements: Sequence[Statement], spans: Sequence[Span]) -> list[Status]:
    """The statuses that statements give to a participant named by these spans."""
    found = []
    for s in statements:
        for a in s.asserts:
            if a.facet in _ACTORS and any(_touches(a, x) for x in spans):
                claimed = Status.CLAIMED if a.facet is Facet.CLAIMANT else s.status
                found.append(Status.ACQUITTED if a.polarity is Polarity.NEGATED else claimed)
    return found


def _touches(a: Assertion, x: Span) -> bool:
    if a.start is None or a.end is None or x.start is None or x.end is None:
        return False
    return x.start < a.end and a.start < x.end


def status_given(page: Page, statements: Sequence[Statement], spans: Sequence[Span]) -> Status:
    """The status of an organisation, all its mentions taken together. A denial by the organisation itself is no acquittal here."""
    asserted = asserted_statuses(statements, spans)
    if Status.CLAIMED in asserted:
        return Status.CLAIMED
    sentences = [_sentence(page, n) for n in sorted({_number(page, x) for x in spans if x.start is not None})]
    if any(_says(_CLAIMED, s) for s in sentences) or _speaks_of_its_own(page, statements, spans):
        return Status.CLAIMED
    accused = [s for s in sentences if _says(_ACCUSED, s)]
    if accused:
        return Status.ACCUSED_BY_AUTHORITIES if any(map(_AUTHORITY.search, accused)) else Status.ACCUSED
    if asserted and not any(map(_POSSIBLE.search, sentences)):
        return Status.FACT
    suspects = any(
        a.facet is Facet.AFFILIATION and _touches(a, x) for s in statements for a in s.asserts for x in spans
    )
    brought_in = suspects or any(map(_POSSIBLE.search, sentences))
    return Status.POSSIBLE if brought_in else Status.FACT


def _says(pattern: re.Pattern[str], sentence: str) -> bool:
    """Whether the words of a pattern stand there without a negation before them."""
    return any(not _NEGATED.search(sentence, max(0, m.start() - 60), m.start()) for m in pattern.finditer(sentence))


def _number(page: Page, x: Span) -> int:
    return page.sentence_of[min(page.token_range(x.start or 0, (x.start or 0) + 1)[0], len(page) - 1)]


def _sentence(page: Page, n: int) -> str:
    first, after = page.sentences[n]
    return page.lower_text[page.starts[first] : page.ends[after - 1]]


def _speaks_of_its_own(page: Page, statements: Sequence[Statement], spans: Sequence[Span]) -> bool:
    """Whether it tells the deeds of "our fighters", in a quotation or over its own station."""
    for s in statements:
        if s.speaker is None or s.speaker.start is None or s.speaker.end is None or s.act is Act.DENY:
            continue
        mine = any((x.start or 0) < s.speaker.end and s.speaker.start < (x.end or 0) for x in spans)
        if mine and _OUR.search(s.content.text.lower()):
            return True
    if not _CLANDESTINE.match(page.lower_text) or not _OUR.search(page.lower_text):
        return False
    return any(
        h.kind in ARMED_KINDS and (x.start or 0) < h.end and h.start < (x.end or 0) for x in spans for h in page.names
    )
