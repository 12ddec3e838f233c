"""Every code and level that the source can give to an issue, read off its syntax trees."""

from __future__ import annotations

import ast
from collections import defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path

RECORDS = ("Issue", "Refusal", "Remark", "Failure", "Dropped")
LEVEL_OF = {"Refusal": "error", "Failure": "error", "Dropped": "warning"}


def issue_codes(source: Path, states: Iterable[str] = ()) -> dict[str, set[str]]:
    """Code → levels that can be told statically. ``states`` fill the one field of a code that is put together."""
    found: dict[str, set[str]] = defaultdict(set)
    for path in sorted(source.rglob("*.py")):
        tree = ast.parse(path.read_text("utf-8"))
        takers = _takers(tree)
        own = {n.name: _levels(n) for n in ast.walk(tree) if isinstance(n, ast.FunctionDef) and n.name in takers}
        for call in (node for node in ast.walk(tree) if isinstance(node, ast.Call)):
            name = call.func.id if isinstance(call.func, ast.Name) else getattr(call.func, "attr", "")
            given = _code_argument(call, takers.get(name))
            for code in _strings(given, tree, tuple(states)) if given is not None else ():
                found[code] |= {LEVEL_OF[name]} if name in LEVEL_OF else _levels(call) or own.get(name, set())
    return found


def _takers(tree: ast.Module) -> dict[str, int]:
    """Who takes a code here, and at which position: the three records, and functions of this module that make one."""
    takers = dict.fromkeys(RECORDS, 0)
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef):
            names = [a.arg for a in node.args.args if a.arg != "self"]
            makes = any(isinstance(n, ast.Name) and n.id in RECORDS for n in ast.walk(node))
            if "code" in names and makes:
                takers[node.name] = names.index("code")
    return takers


def _code_argument(call: ast.Call, position: int | None) -> ast.expr | None:
    if position is None:
        return None
    named = [k.value for k in call.keywords if k.arg == "code"]
    return named[0] if named else call.args[position] if len(call.args) > position else None


def _strings(node: ast.expr, tree: ast.Module, states: tuple[str, ...]) -> Iterator[str]:
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        yield node.value
    elif isinstance(node, ast.IfExp):
        yield from _strings(node.body, tree, states)
        yield from _strings(node.orelse, tree, states)
    elif isinstance(node, ast.JoinedStr):
        fixed = "".join(str(part.value) for part in node.values if isinstance(part, ast.Constant))
        yield from (f"{fixed}{state}" for state in states)
    elif isinstance(node, ast.Name):
        for assign in ast.walk(tree):
            if isinstance(assign, ast.Assign) and any(getattr(t, "id", "") == node.id for t in assign.targets):
                yield from _strings(assign.value, tree, states)


def _levels(node: ast.AST) -> set[str]:
    return {
        part.attr.lower()
        for part in ast.walk(node)
        if isinstance(part, ast.Attribute) and getattr(part.value, "id", "") == "Level"
    }
