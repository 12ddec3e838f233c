"""What stands around a noun: the evidence on the part that it plays in an attack."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property

from rashomon.extract.lexicon import events, objects
from rashomon.extract.page import Page
from rashomon.model import DraftIncident, Statement

_NOMINAL = (
    "NN",
    "NNS",
    "NNP",
    "NNPS",
    "CD",
    "PRP",
    "FW",
    "JJ",
    "VBG",
    "VBN",
    "DT",
    "NFP",
    "ADD",
    "JJS",
    "PDT",
    "UH",
    "WP",
)


class Evidence:
    """A page with what the rules read off it, as arrays by token.

    ``words`` are those that the models see: names that are known (groups, states, outlets, places) and persons' names show their
    kind alone, and a known name is one unit however many words it has (``unit_first``, ``unit_last``). Who somebody is must not
    decide what it is taken to have done: exchanging the names of two groups exchanges what is read, and nothing else.
    """

    def __init__(self, page: Page, statements: Sequence[Statement], drafts: Sequence[DraftIncident]) -> None:
        self.page = page
        self.words = list(page.words)
        self.unit_first = list(range(len(page)))
        self.unit_last = list(range(len(page)))
        self._mask()
        self.asserted: list[set[str]] = [set() for _ in range(len(page))]
        self.speaks: list[bool] = [False] * len(page)
        for s in statements:
            if s.speaker is not None and s.speaker.start is not None and s.speaker.end is not None:
                for i in range(*page.token_range(s.speaker.start, s.speaker.end)):
                    self.speaks[i] = True
            for a in s.asserts:
                if a.start is not None and a.end is not None:
                    for i in range(*page.token_range(a.start, a.end)):
                        self.asserted[i].add(f"{a.facet}.{a.polarity}")
                        self.asserted[i].add(f"{a.facet}.{s.status}")
        for d in drafts:
            for name in ("perpetrators", "targets", "victims", "weapons"):
                for p in getattr(d, name):
                    for span in ((p.start, p.end), *((m.start, m.end) for m in p.mentions)):
                        if span[0] is not None and span[1] is not None:
                            for i in range(*page.token_range(span[0], span[1])):
                                self.asserted[i].add(f"draft.{name}.{d.type}")
        self.drafted: list[set[str]] = [set() for _ in page.sentences]
        for d in drafts:
            for span_ in d.spans:
                if span_.start is not None:
                    i = min(page.token_range(span_.start, span_.start + 1)[0], len(page) - 1)
                    self.drafted[page.sentence_of[i]].add(f"{d.type}.{d.muc_relevant}")

    def _mask(self) -> None:
        page = self.page
        for a, b, label in page.entities:
            if label == "PERSON" and not any(
                page.name_at[a:b]
            ):  # around a known name the recogniser's answer depends on the name
                for i in range(a, b):
                    self.words[i] = "<person>" if page.capital[i] else self.words[i]
        for hit in page.names:
            a, b = page.token_range(hit.start, hit.end)
            for i in range(a, b):
                self.words[i] = f"<{hit.kind}>"
                self.unit_first[i], self.unit_last[i] = a, b - 1

    def units(self, a: int, b: int) -> int:
        """How many units the tokens from ``a`` to ``b`` touch."""
        n, i = 0, a
        while i <= b:
            n, i = n + 1, self.unit_last[i] + 1
        return n

    def label(self, i: int) -> str:
        """The entity recogniser's label of a token; "" within a known name, where it depends on the name."""
        entity = self.page.entity_at[i]
        return "" if entity is None or any(self.page.name_at[entity[0] : entity[1]]) else entity[2]

    def unit_words(self, first: int, after: int) -> list[str]:
        """The words of a range, each known name once, blanks left out."""
        return [self.words[k] for k in range(first, after) if self.unit_first[k] == k and self.words[k].strip()]

    def word_before(self, i: int) -> tuple[str, int]:
        """The word before the unit that holds a token, and its place; "<s>" at the beginning."""
        k = self.unit_first[i] - 1 if i >= 0 else -1
        return (self.words[k], k) if k >= 0 else ("<s>", -1)

    def word_after(self, i: int) -> tuple[str, int]:
        """The word after the unit that holds a token, and its place; "</s>" at the end."""
        n = len(self.words)
        k = self.unit_last[i] + 1 if i < n else n
        return (self.words[k], k) if k < n else ("</s>", n)

    @cached_property
    def events(self) -> list[str]:
        """By token: the family of its event word, "" for none."""
        known = events()
        found = [""] * len(self.page)
        for i, w in enumerate(self.page.words):
            word = known.verbs.get(w) or known.words.get(w)
            if word is not None:
                found[i] = word.name
        for m in known.phrases.finditer(self.page.lower_text):
            word = known.by_phrase[" ".join(m.group().split())]
            for i in range(*self.page.token_range(*m.span())):
                found[i] = word.name
        return found

    @cached_property
    def sentence_events(self) -> list[list[str]]:
        """By sentence: the names of its event words, sorted."""
        found: list[set[str]] = [set() for _ in self.page.sentences]
        for i, name in enumerate(self.events):
            if name:
                found[self.page.sentence_of[i]].add(name)
        return [sorted(names) for names in found]

    @cached_property
    def frequency(self) -> dict[str, int]:
        """How often each word stands on the page."""
        counts: dict[str, int] = {}
        for w in self.words:
            counts[w] = counts.get(w, 0) + 1
        return counts

    @cached_property
    def things(self) -> list[str]:
        """By token: the kind of weapon or target that the word lists know at this place."""
        known = objects()
        found = [""] * len(self.page)
        for pattern, kinds in ((known.target, known.target_of), (known.weapon, known.weapon_of)):
            for m in pattern.finditer(self.page.lower_text):
                kind = kinds.get(" ".join(m.group().split()), "")
                for i in range(*self.page.token_range(*m.span())):
                    found[i] = kind
        return found

    @cached_property
    def quoted(self) -> list[bool]:
        """By token: whether it stands between quotation marks."""
        found = [False] * len(self.page)
        for q in self.page.quotes:
            for i in range(q.first, q.last + 1):
                found[i] = True
        return found


def is_nominal(page: Page, i: int) -> bool:
    """Whether a token can be the head of a participant's words."""
    return page.tags[i] in _NOMINAL and (page.words[i][:1].isalnum() or len(page.words[i]) > 1)


def nominal_heads(page: Page) -> list[int]:
    """Tokens that can be the head of a participant's words, in order."""
    return [i for i in range(len(page)) if is_nominal(page, i)]


def _path(e: Evidence, i: int) -> tuple[list[str], int]:
    """Labels from a noun up to the first verb or the root (prepositions by word), and the token reached."""
    page = e.page
    labels: list[str] = []
    for _ in range(5):
        head = page.heads[i]
        if head == i:
            break
        labels.append(e.words[i] if page.deps[i] in ("prep", "agent") else page.deps[i])
        i = head
        if page.is_verb(i):
            break
    return labels, i


def features(e: Evidence, i: int) -> list[str]:
    """Names of the features of a noun at token ``i``; nothing depends on offsets, so a text may stand anywhere."""
    page = e.page
    w = e.words
    word = w[i]
    (before, left), (after, right) = e.word_before(i), e.word_after(i)
    before2, after2 = e.word_before(left)[0], e.word_after(right)[0]
    labels, top = _path(e, i)
    path = "<".join(labels)
    name = page.name_at[i]
    kinds = sorted(page.kinds(i))
    out = [
        "w=" + word, "p5=" + word[:5], "s4=" + word[-4:], "b=" + before, "a=" + after, "bb=" + before2 + " " + before,
        "aa=" + after + " " + after2, "bw=" + before + " " + word, "wa=" + word + " " + after, "t=" + page.tags[i],
        "d=" + page.deps[i], "dh=" + page.deps[i] + " " + w[page.heads[i]], "h=" + w[page.heads[i]],
        "path=" + path, "top=" + w[top], "pt=" + path + " " + w[top], "pe=" + path + " " + e.events[top],
        "ent=" + e.label(i), "name=" + (name.kind if name else ""), "thing=" + e.things[i],
        "wt=" + word + " " + w[top], f"ev={e.events[i]}",
    ]  # fmt: skip
    out += [f"k={k}" for k in kinds]
    out += [f"kp={k} {path} {e.events[top]}" for k in kinds]
    group = kinds[0] if kinds else e.things[i] or (name.kind if name else "") or e.label(i) or page.tags[i][:3]
    out += [
        f"g={group}",
        f"gp={group} {path}",
        f"gpe={group} {path} {e.events[top]}",
        f"gpt={group} {labels[0] if labels else ''} {w[top]}",
    ]
    voice = "pas" if page.child(top, "auxpass", "nsubjpass") is not None else "act"
    out += [
        f"v={labels[0] if labels else ''} {voice} {e.events[top]}",
        f"vg={group} {labels[0] if labels else ''} {voice} {w[top]}",
    ]
    for c in page.children[i]:
        out.append(f"c={page.deps[c]} {w[c]}")
        if page.deps[c] == "prep":
            pobj = page.child(c, "pobj")
            if pobj is not None:
                out.append(f"cp={w[c]} {w[pobj]}")
        if page.deps[c] in ("relcl", "acl", "appos"):
            out.append(f"cr={page.deps[c]} {e.events[c]}")
    s = page.sentence_of[i]
    first, last = page.sentences[s]
    names = e.sentence_events[s]
    out += [f"se={x}" for x in names] or ["se=none"]
    out += [f"sg={x} {group}" for x in names] or [f"sg=none {group}"]
    near = sorted(_around(e, i, first, last))
    out += [f"n={x}" for x in near]
    out += [f"ng={group} {x}" for x in near if x[:4] in _TELLING]
    out += [f"r={x}" for x in sorted(e.asserted[i])] or ["r=none"]
    out += [f"rd={x}" for x in sorted(e.drafted[s])] or ["rd=none"]
    out.append(f"speaks={e.speaks[i]}")
    out.append(f"q={e.quoted[i]}")
    out.append(f"sn={min(s, 8)}")
    out.append(f"f={min(4, e.frequency.get(word, 1))}")
    return out


def _around(e: Evidence, i: int, first: int, last: int) -> set[str]:
    """Words of up to six units on each side, within the sentence."""
    found: set[str] = set()
    for step in (e.word_before, e.word_after):
        k = i
        for _ in range(6):
            word, k = step(k)
            if not first <= k < last:
                break
            if len(word) > 2 and (word.isalpha() or word[0] == "<"):
                found.add(word)
    return found


_TELLING = frozenset(
    w[:4] for w in (
        "killed wounded murder attack bomb explosion kidnap claimed responsible blamed accused dynamite destroyed damaged members "
        "guerrillas terrorists soldiers shot fired exploded placed against perpetrated carried according suspects arrested assassinated"
    ).split()
)  # fmt: skip
