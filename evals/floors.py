"""The floors under the figures, and the best that was measured before.

    python -m evals.floors set NAME FIGURE VALUE [--data PATH] [--lower --reason TEXT]
    python -m evals.floors record RESULT.json [--date DAY]

``set`` changes one line of ``floors.toml``. It refuses to make a floor less strict unless both ``--lower`` and ``--reason`` are
given, and then says so in the changelog. With ``--data`` it writes the data's hash, too: that of an evaluation without floors so
far, or of data that has changed; the floors are then of that data. ``record`` takes what ``--json`` wrote and appends to
``history.toml`` each figure that is better than any recorded for the same data.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
import tomllib
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from evals.corpora import data_sha256

FLOORS = Path(__file__).with_name("floors.toml")
HISTORY = Path(__file__).with_name("history.toml")
CHANGELOG = Path(__file__).resolve().parent.parent / "CHANGELOG.md"
_LESS_IS_BETTER = re.compile(r"^(?:log_loss|brier|ece|fpr|worst|conformal_size)(?:_|$)")
_HEADING = "### Floors lowered"
_UNRELEASED = re.compile(r"^## \[Unreleased\]\n.*?(?=^## |\Z)", re.MULTILINE | re.DOTALL)
_NAME = re.compile(r"[A-Za-z0-9_]+")


class FloorError(ValueError):
    """A floor that cannot be set as asked; the message says why."""


def worse(name: str, value: float, than: float) -> bool:
    """Whether a figure's value is strictly worse than another: lower, or higher for losses and error rates."""
    return value > than if _LESS_IS_BETTER.match(name) else value < than


def load(path: Path) -> dict[str, Any]:
    """A file of floors or of history; empty where there is none."""
    return tomllib.loads(path.read_text(encoding="utf-8")) if path.exists() else {}


def fallen(out: Mapping[str, Any], floors: Mapping[str, Any]) -> list[str]:
    """The figures of a result that lie below their floor, in words; none where the floors speak of other data."""
    of_this = floors.get(out["eval"], {})
    if of_this.get("data_sha256") != out["data_sha256"]:
        return []
    below = []
    for name, floor in of_this["figures"].items():
        value = out["figures"].get(name)
        if value is None or worse(name, value, floor):
            below.append(f"{name} {value} is below its floor {floor}")
    return below


def previous_best(out: Mapping[str, Any], history: Mapping[str, Any]) -> dict[str, dict[str, Any]]:
    """Figure → the best recorded for the same data: ``value``, ``date``, ``version``."""
    best: dict[str, dict[str, Any]] = {}
    for entry in history.get(out["eval"], []):
        for name, value in entry["figures"].items() if entry["data_sha256"] == out["data_sha256"] else ():
            if name not in best or worse(name, best[name]["value"], value):
                best[name] = {"value": value, "date": entry["date"], "version": entry["version"]}
    return best


def lowered(name: str, figure: str, old: float, new: float) -> str:
    """The words with which the changelog says that a floor was lowered."""
    return f"floor of {name} {figure} lowered from {old:g} to {new:g}"


def _with_line(toml: str, table: str, key: str, value: str) -> str:
    """``toml`` with ``key = value`` in ``[table]``: changed where it stands, else added at the end of the table."""
    head = re.search(rf"^\[{re.escape(table)}\]\n", toml, re.MULTILINE)
    if head is None:
        return f"{toml.rstrip()}\n\n[{table}]\n{key} = {value}\n"
    following = re.compile(r"^\[", re.MULTILINE).search(toml, head.end())
    end = following.start() if following else len(toml)
    body = toml[head.end() : end]
    line = re.compile(rf"^{re.escape(key)} *=.*$", re.MULTILINE)
    if line.search(body):
        body = line.sub(f"{key} = {value}", body)
    else:
        body = f"{body.rstrip()}\n{key} = {value}\n" + ("\n" if following else "")
    return toml[: head.end()] + body + toml[end:]


def _say_in_changelog(changelog: Path, line: str) -> None:
    text = changelog.read_text(encoding="utf-8")
    section = _UNRELEASED.search(text)
    if section is None:
        raise FloorError(f"{changelog}: no section [Unreleased] to give the reason in")
    body, head = section[0], f"\n{_HEADING}\n\n"
    if head in body:
        body = body.replace(head, f"{head}- {line}\n", 1)
    else:
        body = f"{body.rstrip()}\n{head}- {line}\n"
    rest = text[section.end() :]
    spaced = f"{body.rstrip()}\n\n{rest}" if rest else body
    changelog.write_text(text[: section.start()] + spaced, encoding="utf-8")


def set_floor(
    name: str, figure: str, value: float, *, data: Path | None = None, lower: bool = False, reason: str | None = None
) -> None:
    """Write one floor.

    Raises:
        FloorError: the floor would become less strict without ``lower`` and a ``reason``, the evaluation has no floors yet and no
            ``data`` is given, or a name is not one.
    """
    if not _NAME.fullmatch(name) or not _NAME.fullmatch(figure):
        raise FloorError(f"{name} {figure}: names are of letters, digits and low lines")
    if data is not None and not data.exists():
        raise FloorError(f"{data}: no such file or folder")
    floors = load(FLOORS).get(name)
    if floors is None and data is None:
        raise FloorError(f"{name} has no floors yet: --data PATH names the data that they are of")
    old = (floors or {}).get("figures", {}).get(figure)
    less = old is not None and worse(figure, value, old)
    if less and not (lower and reason and reason.strip()):
        raise FloorError(f"{name} {figure} has the floor {old}: a lower one takes --lower and --reason TEXT")
    toml = FLOORS.read_text(encoding="utf-8") if FLOORS.exists() else ""
    if data is not None:
        toml = _with_line(toml, name, "data_sha256", f'"{data_sha256(data)}"')
    toml = _with_line(toml, f"{name}.figures", figure, repr(value))
    if less and reason and old is not None:
        _say_in_changelog(CHANGELOG, f"{lowered(name, figure, old, value)}: {' '.join(reason.split())}")
    FLOORS.write_text(toml, encoding="utf-8")


def record(out: Mapping[str, Any], day: str) -> list[str]:
    """Append the figures of a result that are better than any before to the history; returns their names.

    Raises:
        FloorError: the result is of a part of the default split.
    """
    from rashomon import __version__

    if not out["whole"]:
        raise FloorError(f"{out['eval']}: not of the whole default split, so not comparable with what is recorded")
    best = previous_best(out, load(HISTORY))
    better = {
        name: value
        for name, value in out["figures"].items()
        if value is not None and (name not in best or worse(name, best[name]["value"], value))
    }
    if better:
        entry = {"date": day, "version": __version__, "data_sha256": out["data_sha256"]}
        lines = [f"\n[[{out['eval']}]]", *(f"{key} = {json.dumps(field)}" for key, field in entry.items())]
        lines += [f"[{out['eval']}.figures]", *(f"{name} = {value!r}" for name, value in better.items()), ""]
        with HISTORY.open("a", encoding="utf-8") as file:
            file.write("\n".join(lines))
    return list(better)


def _arguments() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m evals.floors", description="Floors and best figures.")
    commands = parser.add_subparsers(dest="command", required=True)
    setting = commands.add_parser("set", help="write one floor")
    setting.add_argument("name", help="of the evaluation")
    setting.add_argument("figure")
    setting.add_argument("value", type=float)
    setting.add_argument("--data", type=Path, help="the data that the floors of this evaluation are of from now on")
    setting.add_argument("--lower", action="store_true", help="make it less strict; takes --reason")
    setting.add_argument("--reason", help="why, for the changelog")
    recording = commands.add_parser("record", help="note the figures that are better than any before")
    recording.add_argument("result", type=Path, help="what an evaluation wrote with --json, of its whole default split")
    recording.add_argument("--date", default=None, help="day of the measurement (ISO); default today")
    return parser


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command line: 0 done, 2 refused, 3 the result cannot be read."""
    options = _arguments().parse_args(argv)
    try:
        if options.command == "set":
            how = {"data": options.data, "lower": options.lower, "reason": options.reason}
            set_floor(options.name, options.figure, options.value, **how)
            return 0
        return _record(options.result, options.date)
    except FloorError as error:
        print(error, file=sys.stderr)
        return 2


def _record(file: Path, day: str | None) -> int:
    try:
        out = json.loads(file.read_text(encoding="utf-8"))
        when = date.fromisoformat(day) if day else date.today()
        print(*(f"{name} {out['figures'][name]}" for name in record(out, when.isoformat())), sep="\n")
    except FloorError:
        raise
    except (OSError, ValueError, KeyError, TypeError) as error:
        print(f"{file}: {error}", file=sys.stderr)
        return 3
    return 0


if __name__ == "__main__":
    sys.exit(main())
