"""The answer keys of MUC-3/4: 25 numbered slots per template, in a notation of their own.

After the task documentation (``template-doc-part1``, sections 2–4): one fill per line, further fills on lines indented to the
same column; ``/`` separates alternative forms, ``:`` the fill from the fill of another slot that it belongs to, ``?`` marks an
optional fill, ``-`` none, ``*`` not applicable; strings stand in double quotes with ``\\"`` inside; ``;`` begins a comment line.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

SLOTS = range(25)
_SLOT = re.compile(r"^(\d{1,2})\.\s+([A-Z]+(?: [A-Z]+)*: [A-Z]+(?: [A-Z]+)*)[ ]*(.*)$")
_TOKEN = re.compile(r'"(?:\\.|[^"\\])*"|[/:()?]|[^"/:()?]+')


class CorpusError(ValueError):
    """A corpus file is not as its layout says; the message names file and line."""


@dataclass(frozen=True, slots=True)
class Fill:
    """One fill of a slot: ``alternatives`` are forms of the same thing, ``referents`` the forms of what it belongs to."""

    alternatives: tuple[str, ...]
    referents: tuple[str, ...] = ()
    optional: bool = False


@dataclass(frozen=True, slots=True)
class Template:
    """One template: slot number → fills (empty for ``-`` and ``*``). ``number`` is ``None`` for an irrelevant message."""

    message: str
    number: int | None
    optional: bool
    slots: dict[int, tuple[Fill, ...]]

    def fills(self, slot: int) -> tuple[Fill, ...]:
        """The fills of a slot, none when it is empty."""
        return self.slots.get(slot, ())


def _unquote(token: str) -> str:
    inner = token[1:-1] if len(token) > 1 and token[0] == token[-1] == '"' else token.strip('"')
    return re.sub(r"\\(.)", r"\1", inner).strip()


def _alternatives(tokens: list[str]) -> tuple[str, ...]:
    """Forms separated by ``/``; brackets group and say nothing more; adjacent pieces of one form are joined."""
    forms: list[str] = [""]
    for token in tokens:
        if token == "/":
            forms.append("")
        elif token not in "()":
            forms[-1] = f"{forms[-1]} {_unquote(token)}".strip()
    return tuple(dict.fromkeys(form for form in forms if form and form != "-"))


def parse_fill(value: str) -> Fill | None:
    """One line of a string or set slot, ``None`` where it is empty (``-``, ``*``).

    ``(A / B): "X"`` and ``A / B: "X" / "Y"`` both read as alternatives A, B of something whose forms are X, Y.
    """
    tokens = [token.strip() for token in _TOKEN.findall(value)]
    tokens = [token for token in tokens if token]
    optional = bool(tokens) and tokens[0] == "?"
    tokens = [token for token in tokens if token != "?"]
    if not tokens or tokens in (["-"], ["*"]):
        return None
    colon = tokens.index(":") if ":" in tokens else len(tokens)
    left, right = _alternatives(tokens[:colon]), _alternatives(tokens[colon + 1 :])
    return Fill(left, right, optional) if left or right else None


def parse_plain(value: str) -> Fill | None:
    """One line of a date or location slot: ``:`` and brackets are part of it, only ``/`` outside brackets separates."""
    optional = value.lstrip().startswith("?")
    value = value.replace("?", " ").strip()
    if value in ("", "-", "*"):
        return None
    depth, forms = 0, [""]
    for letter in value:
        depth += (letter == "(") - (letter == ")")
        if letter == "/" and depth <= 0:
            forms.append("")
        else:
            forms[-1] += letter
    forms = [_outer_brackets(" ".join(form.split())) for form in forms]
    return Fill(tuple(dict.fromkeys(form for form in forms if form)), (), optional)


def _outer_brackets(form: str) -> str:
    """``(EL SALVADOR: ZARAGOZA (TOWN))`` without the brackets that only group it."""
    if form.startswith("(") and form.endswith(")") and form.count("(") == form.count(")"):
        inner = form[1:-1]
        if "(" not in inner or inner.index("(") < inner.index(")"):
            return inner.strip()
    return form


def _blocks(text: str, name: str) -> Iterator[tuple[int, dict[int, list[str]]]]:
    """The number of the line on which each template begins, and its lines by slot."""
    block: dict[int, list[str]] = {}
    first = 0
    slot: int | None = None
    for number, line in enumerate(text.splitlines(), 1):
        if not line.strip() or line.lstrip().startswith(";"):
            continue
        head = _SLOT.match(line)
        if head is None:
            if slot is None or not line.startswith(" "):
                raise CorpusError(f"{name}:{number}: neither a slot nor the continuation of one: {line.strip()!r}")
            block[slot].append(line.strip())
            continue
        slot = int(head[1])
        if slot not in SLOTS:
            raise CorpusError(f"{name}:{number}: slot {slot} does not exist")
        if slot == 0 and block:
            yield first, block
            block = {}
        first = first if block else number
        block.setdefault(slot, []).append(head[3].strip())
    if block:
        yield first, block


def parse_keys(text: str, name: str = "keys") -> Iterator[Template]:
    """Every template of a key file, in its order; an irrelevant message is one template without a number."""
    for line, block in _blocks(text, name):
        message = block.get(0, [""])[0].split("(")[0].strip()
        numbered = re.match(r"(\d+)\s*(\(OPTIONAL\))?", " ".join(block.get(1, [])).strip())
        if not message:
            raise CorpusError(f"{name}:{line}: a template without a message id")
        slots = {}
        for slot, lines in block.items():
            parse = parse_plain if slot in (2, 3) else parse_fill
            fills = tuple(fill for fill in map(parse, lines) if fill is not None)
            if slot > 1 and fills:
                slots[slot] = fills
        number = int(numbered[1]) if numbered else None
        yield Template(message, number, bool(numbered and numbered[2]), slots)
