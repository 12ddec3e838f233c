"""Words that may name a participant: the spans around a noun, and what speaks for each as the fitting extent."""

from __future__ import annotations

from rashomon.extract.page import Page

_INTO = frozenset({"prep", "appos", "conj", "nmod", "punct", "nummod", "amod", "npadvmod", "compound", "cc", "poss", "acl", "relcl"})
_EDGE = frozenset({",", ";", ":", ".", "-", "--", '"', "'", "(", "[", "and", "or", "'s", "’s", "of", "the", "a", "an", ")", "by", "in", "to"})
_LEFT_MOST = 7


_LINK = frozenset({"de", "del", "la", "las", "los", "y", "e", "al", "el", "bin", "ibn", "abu", "von", "van", "der", "da", "dos", "di", "-", "."})


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
    while b > i and (page.words[b] in _EDGE and page.words[b] not in (")",) or not page.words[b].strip()):
        b -= 1
    while a < i and (page.words[a] in _EDGE or not page.words[a].strip()):
        a += 1
    return (a, b) if a <= i <= b and b - a < 25 else None


def extent_features(page: Page, a: int, b: int, i: int) -> list[str]:
    """Names of the features of a span as the extent of the noun ``i``."""
    w, t = page.words, page.tags
    n = len(page)
    before, after = w[a - 1] if a else "<s>", w[b + 1] if b + 1 < n else "</s>"
    left, right = page.noun_phrase(i)
    entity, name = page.entity_at[i], page.name_at[i]
    shape = " ".join(x[:2] for x in t[a : i + 1])
    tail = " ".join(w[k] if t[k] in ("IN", ",", "-LRB-", "-RRB-", "HYPH") or w[k] in ("[", "]") else t[k][:2] for k in range(i + 1, b + 1))[:60]
    group = page.entity_of[i] or (sorted(page.kinds(i)) or [""])[0] or t[i]
    out = [
        f"x.tags={shape}", f"x.tail={tail}", f"x.first={w[a]}", f"x.last={w[b]}", f"x.before={before}", f"x.after={after}",
        f"x.tb={t[a - 1] if a else ''} {t[a]}", f"x.ta={t[b]} {t[b + 1] if b + 1 < n else ''}",
        f"x.len={b - a}", f"x.left={i - a}", f"x.right={b - i}", f"x.whole={a == left} {b == right}", f"x.head={w[i]} {i - a} {b - i}",
        f"x.g={group} {shape}", f"x.gt={group} {tail}", f"x.fw={w[a]} {t[a + 1] if a < b else ''}",
        f"x.ga={group} {after}", f"x.gb={group} {before}", f"x.gw={group} {a == left} {b == right}",
    ]  # fmt: skip
    if entity is not None:
        out.append(f"x.ent={entity[2]} {a - entity[0]} {b + 1 - entity[1]}")
    if name is not None:
        s, e = page.token_range(name.start, name.end)
        out.append(f"x.name={name.kind} {a - s} {b + 1 - e}")
    run = name_run(page, i)
    if run is not None:
        out += [f"x.run={a - run[0]} {b - run[1]}", f"x.rune={a == run[0]} {b == run[1]} {page.entity_of[i]}", f"x.runl={min(6, run[1] - run[0])} {min(6, b - a)}"]
    cap = "".join("x" if page.capital[k] else "-" for k in range(max(0, a - 1), min(n, b + 2)))
    out += [f"x.cap={cap[:9]}", f"x.cb={cap[:2]}", f"x.ca={cap[-2:]}"]
    out += [f"x.in={w[k]}" for k in range(a, b + 1) if k != i]
    return out
