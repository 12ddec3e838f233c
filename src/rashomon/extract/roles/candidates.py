"""Words that may name a participant: the spans around a noun, and what speaks for each as the fitting extent."""

from __future__ import annotations

from rashomon.extract.page import Page
from rashomon.extract.roles.heads import Evidence

_INTO = frozenset(
    {"prep", "appos", "conj", "nmod", "punct", "nummod", "amod", "npadvmod", "compound", "cc", "poss", "acl", "relcl"}
)
_EDGE = frozenset(
    {
        ",",
        ";",
        ":",
        ".",
        "-",
        "--",
        '"',
        "'",
        "(",
        "[",
        "and",
        "or",
        "'s",
        "’s",
        "of",
        "the",
        "a",
        "an",
        ")",
        "by",
        "in",
        "to",
    }
)
_LEFT_MOST = 7


_LINK = frozenset(
    {
        "de",
        "del",
        "la",
        "las",
        "los",
        "y",
        "e",
        "al",
        "el",
        "bin",
        "ibn",
        "abu",
        "von",
        "van",
        "der",
        "da",
        "dos",
        "di",
        "-",
        ".",
    }
)


def name_run(page: Page, i: int) -> tuple[int, int] | None:
    """The longest run of capitalised words around ``i``, linked by the small words of names; ``None`` where it is none.

    A parse breaks names that it does not know; this does not depend on it.
    """
    first, after = page.sentences[page.sentence_of[i]]
    if not page.capital[i]:
        return None
    a = b = i
    while a > first and _continues(page, a - 1, first, after):
        a -= 1
    while b + 1 < after and _continues(page, b + 1, first, after):
        b += 1
    while a < i and not page.capital[a]:
        a += 1
    while b > i and not page.capital[b]:
        b -= 1
    return a, b


def _continues(page: Page, k: int, first: int, after: int) -> bool:
    if page.capital[k] and page.words[k] not in ("the", "a", "an", "in", "on", "this", "he", "it", "they"):
        return True
    return page.words[k] in _LINK and first < k < after - 1


def spans_of(page: Page, i: int) -> list[tuple[int, int]]:
    """Token ranges (both ends included) around the noun ``i`` that may be a participant's words, sorted."""
    first, last = page.noun_phrase(i)
    ends = {i, last}
    for c in page.children[i]:
        if c > i and page.deps[c] in _INTO:
            ends |= {min(page.right[c], len(page) - 1), page.left[c] - 1}
            if page.deps[c] == "prep":
                pobj = page.child(c, "pobj")
                if pobj is not None:
                    ends.add(pobj)
    starts = {first} | set(range(max(first, i - _LEFT_MOST), i + 1))
    for known in (page.entity_at[i], None):
        if known is not None and known[0] <= i < known[1]:
            starts.add(known[0])
            ends.add(known[1] - 1)
    name = page.name_at[i]
    if name is not None:
        a, b = page.token_range(name.start, name.end)
        if a <= i < b:
            starts.add(a)
            ends.add(b - 1)
    run = name_run(page, i)
    if run is not None:
        starts.add(run[0])
        ends.add(run[1])
    found = set()
    for a in starts:
        for b in ends:
            trimmed = _trimmed(page, a, b, i)
            if trimmed is not None:
                found.add(trimmed)
    return sorted(found)


def _trimmed(page: Page, a: int, b: int, i: int) -> tuple[int, int] | None:
    while b > i and ((page.words[b] in _EDGE and page.words[b] not in (")",)) or not page.words[b].strip()):
        b -= 1
    while a < i and (page.words[a] in _EDGE or not page.words[a].strip()):
        a += 1
    return (a, b) if a <= i <= b and b - a < 25 else None


def extent_features(e: Evidence, a: int, b: int, i: int) -> list[str]:
    """Names of the features of a span as the extent of the noun ``i``."""
    page, w = e.page, e.words
    t = page.tags
    before, after = e.word_before(a)[0], e.word_after(b)[0]
    left, right = page.noun_phrase(i)
    entity, name, run = page.entity_at[i], page.name_at[i], name_run(page, i)
    shape = " ".join(_tag(e, a, b, k) for k in _units(e, a, i))
    tail = " ".join(w[k] if t[k] in _MARKS or w[k] in ("[", "]") else _tag(e, a, b, k) for k in _units(e, i, b)[1:])[
        :60
    ]
    group = e.label(i) or (sorted(page.kinds(i)) or [""])[0] or t[i]
    to_left, to_right = e.units(a, i) - 1, e.units(i, b) - 1
    out = [
        f"x.tags={shape}", f"x.tail={tail}", f"x.first={w[a]}", f"x.last={w[b]}", f"x.before={before}", f"x.after={after}",
        f"x.tb={before if before[0] == '<' else t[a - 1]} {_tag(e, a, b, a)}", f"x.ta={_tag(e, a, b, b)} {_next_tag(e, b)}",
        f"x.len={e.units(a, b)}", f"x.left={to_left}", f"x.right={to_right}", f"x.whole={a == left} {b == right}",
        f"x.head={w[i]} {to_left} {to_right}", f"x.g={group} {shape}", f"x.gt={group} {tail}",
        f"x.ga={group} {after}", f"x.gb={group} {before}", f"x.gw={group} {a == left} {b == right}",
    ]  # fmt: skip
    if entity is not None and name is None:
        out.append(f"x.ent={entity[2]} {_side(a, entity[0])} {_side(b + 1, entity[1])}")
    if name is not None:
        s, stop = page.token_range(name.start, name.end)
        out.append(f"x.name={name.kind} {_side(a, s)} {_side(b + 1, stop)}")
    if run is not None:
        out += [
            f"x.run={_side(a, run[0])} {_side(b, run[1])}", f"x.rune={a == run[0]} {b == run[1]} {e.label(i)}",
            f"x.runl={min(6, e.units(*run))} {min(6, e.units(a, b))}",
        ]  # fmt: skip
    units = _units(e, a, b)
    cap = "".join("x" if page.capital[k] else "-" for k in units)
    edges = f"{_capital(page, a - 1)}{cap[:1]} {cap[-1:]}{_capital(page, e.unit_last[b] + 1)}"
    out += [f"x.cap={cap[:9]}", f"x.ce={edges}"]
    out += [f"x.in={w[k]}" for k in units if k != i]
    return out


_MARKS = frozenset({"IN", ",", "-LRB-", "-RRB-", "HYPH"})


def _units(e: Evidence, a: int, b: int) -> list[int]:
    """One token of each unit between two tokens: the first that lies inside."""
    found, k = [], a
    while k <= b:
        found.append(k)
        k = e.unit_last[k] + 1
    return found


def _tag(e: Evidence, a: int, b: int, k: int) -> str:
    """The tag of a token, or for a known name its kind and whether the span cuts it."""
    if e.page.name_at[k] is None:
        return e.page.tags[k][:2]
    return e.words[k] + ("" if a <= e.unit_first[k] and e.unit_last[k] <= b else "~")


def _next_tag(e: Evidence, b: int) -> str:
    after = e.unit_last[b] + 1
    return _tag(e, 0, len(e.words), after) if after < len(e.words) else ""


def _side(at: int, edge: int) -> str:
    """Whether a border of a span lies before, on or after that of a name."""
    return "<" if at < edge else ">" if at > edge else "="


def _capital(page: Page, k: int) -> str:
    return ("x" if page.capital[k] else "-") if 0 <= k < len(page) else "."
