"""What stands around a noun: the evidence on the part that it plays in an attack."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property

from rashomon.extract.lexicon import events, objects
from rashomon.extract.page import Page
from rashomon.model import DraftIncident, Statement

_NOMINAL = ("NN", "NNS", "NNP", "NNPS", "CD", "PRP", "FW", "JJ", "VBG", "VBN", "DT", "NFP", "ADD", "JJS", "PDT", "UH", "WP")


class Evidence:
    """A page with what the rules read off it, as arrays by token."""

    def __init__(self, page: Page, statements: Sequence[Statement], drafts: Sequence[DraftIncident]) -> None:
        self.page = page
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
        for w in self.page.words:
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


def _path(page: Page, i: int) -> tuple[list[str], int]:
    """Labels from a noun up to the first verb or the root (prepositions by word), and the token reached."""
    labels: list[str] = []
    for _ in range(5):
        head = page.heads[i]
        if head == i:
            break
        labels.append(page.words[i] if page.deps[i] in ("prep", "agent") else page.deps[i])
        i = head
        if page.is_verb(i):
            break
    return labels, i


def features(e: Evidence, i: int) -> list[str]:
    """Names of the features of a noun at token ``i``; nothing depends on offsets, so a text may stand anywhere."""
    page = e.page
    w, n = page.words, len(page)
    word = w[i]
    before, after = w[i - 1] if i else "<s>", w[i + 1] if i + 1 < n else "</s>"
    before2, after2 = w[i - 2] if i > 1 else "<s>", w[i + 2] if i + 2 < n else "</s>"
    labels, top = _path(page, i)
    path = "<".join(labels)
    name = page.name_at[i]
    kinds = sorted(page.kinds(i))
    out = [
        "w=" + word, "p5=" + word[:5], "s4=" + word[-4:], "b=" + before, "a=" + after, "bb=" + before2 + " " + before,
        "aa=" + after + " " + after2, "bw=" + before + " " + word, "wa=" + word + " " + after, "t=" + page.tags[i],
        "d=" + page.deps[i], "dh=" + page.deps[i] + " " + w[page.heads[i]], "h=" + w[page.heads[i]],
        "path=" + path, "top=" + w[top], "pt=" + path + " " + w[top], "pe=" + path + " " + e.events[top],
        "ent=" + page.entity_of[i], "name=" + (name.kind if name else ""), "thing=" + e.things[i],
        "wt=" + word + " " + w[top], f"ev={e.events[i]}",
    ]  # fmt: skip
    out += [f"k={k}" for k in kinds]
    out += [f"kp={k} {path} {e.events[top]}" for k in kinds]
    group = kinds[0] if kinds else e.things[i] or (name.kind if name else "") or page.entity_of[i] or page.tags[i][:3]
    out += [f"g={group}", f"gp={group} {path}", f"gpe={group} {path} {e.events[top]}", f"gpt={group} {labels[0] if labels else ''} {w[top]}"]
    voice = "pas" if page.child(top, "auxpass", "nsubjpass") is not None else "act"
    out += [f"v={labels[0] if labels else ''} {voice} {e.events[top]}", f"vg={group} {labels[0] if labels else ''} {voice} {w[top]}"]
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
    near = sorted({w[k] for k in range(max(first, i - 6), min(last, i + 7)) if k != i and w[k].isalpha() and len(w[k]) > 2})
    out += [f"n={x}" for x in near]
    out += [f"ng={group} {x}" for x in near if x[:4] in _TELLING]
    out += [f"r={x}" for x in sorted(e.asserted[i])] or ["r=none"]
    out += [f"rd={x}" for x in sorted(e.drafted[s])] or ["rd=none"]
    out.append(f"speaks={e.speaks[i]}")
    out.append(f"q={e.quoted[i]}")
    out.append(f"sn={min(s, 8)}")
    out.append(f"f={min(4, e.frequency.get(word, 1))}")
    return out


_TELLING = frozenset(
    w[:4] for w in (
        "killed wounded murder attack bomb explosion kidnap claimed responsible blamed accused dynamite destroyed damaged members guerrillas "
        "terrorists soldiers shot fired exploded placed against perpetrated carried according suspects arrested assassinated"
    ).split()
)  # fmt: skip
