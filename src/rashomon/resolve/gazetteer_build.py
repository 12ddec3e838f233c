"""Builds the gazetteer's index in SQLite: one row per place, one per folded name. Same data, same bytes."""

from __future__ import annotations

import gc
import re
import sqlite3
import unicodedata
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from rashomon.model import fold
from rashomon.resolve.gazetteer_sources import ALTERNATE, PRIMARY, Named, Row, all_places, data

Progress = Callable[[float, str], None]
"""Called with the share done (0–1) and what is being done."""

SCHEMA = """
CREATE TABLE place (
    id INTEGER PRIMARY KEY, ref TEXT NOT NULL, name TEXT NOT NULL, kind TEXT NOT NULL, country TEXT, admin1 TEXT,
    lat REAL, lon REAL, radius_m REAL, precision TEXT, population INTEGER NOT NULL, capital INTEGER NOT NULL, within TEXT NOT NULL
);
CREATE TABLE name (
    folded TEXT NOT NULL, place INTEGER NOT NULL, rank INTEGER NOT NULL, PRIMARY KEY (folded, place)
) WITHOUT ROWID;
CREATE TABLE hint (folded TEXT NOT NULL, country TEXT NOT NULL, kind TEXT NOT NULL, place INTEGER NOT NULL);
CREATE TABLE surface (name TEXT PRIMARY KEY, kind TEXT NOT NULL) WITHOUT ROWID;
"""
SURFACE_POPULATION = 50_000
SURFACE_POPULATION_OF_ALTERNATES = 200_000
SEPARATOR = "\x1f"

_ACCENTS = re.compile("[\u0300-\u036f]+")
_ASCII_FOLD = {
    code: None if chr(code) in "'`" else (chr(code).lower() if chr(code).isalnum() else " ") for code in range(128)
}


def build(path: Path, progress: Progress | None = None) -> None:
    """Writes the whole index to ``path`` (a file that does not exist yet). Same data, same bytes."""
    with _no_collection():
        _write(path, progress or (lambda _share, _what: None))


@contextmanager
def _no_collection() -> Iterator[None]:
    """Without the cyclic collector, which would walk millions of fresh strings again and again to find nothing."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def _write(path: Path, tell: Progress) -> None:
    tell(0.0, "reading GeoNames")
    named = list(all_places())
    tell(0.3, "writing places")
    connection = sqlite3.connect(path, isolation_level=None)
    try:
        connection.executescript("PRAGMA journal_mode=OFF; PRAGMA synchronous=OFF; BEGIN;" + SCHEMA)
        connection.executemany(
            "INSERT INTO place VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?)",
            ((i, *row[:11], SEPARATOR.join(row.within)) for i, (row, _) in enumerate(named)),
        )
        tell(0.4, "writing names")
        connection.executemany("INSERT INTO name VALUES (?,?,?)", _folded_names(named))
        tell(0.9, "writing hints and surface names")
        connection.executemany("INSERT INTO hint VALUES (?,?,?,?)", _hints(named))
        connection.executemany("INSERT INTO surface VALUES (?,?)", _surface_names(named))
        connection.execute("COMMIT")
    finally:
        connection.close()
    tell(1.0, "done")


def quick_fold(name: str) -> str:
    """``fold``, faster for the Latin alphabet with or without accents (most of a million names)."""
    plain = name if name.isascii() else _ACCENTS.sub("", unicodedata.normalize("NFKD", name))
    return " ".join(plain.translate(_ASCII_FOLD).split()) if plain.isascii() else fold(name)


def _folded_names(named: list[Named]) -> list[tuple[str, int, int]]:
    """``(folded, place, rank)`` sorted by key, which is the order that the table is stored in."""
    ranks: dict[tuple[str, int], int] = {}
    for i, (_, names) in enumerate(named):
        for name, rank in names:
            folded = quick_fold(name)
            if folded and ranks.get((folded, i), -1) < rank:
                ranks[folded, i] = rank
    return sorted((folded, i, rank) for (folded, i), rank in ranks.items())


def _hints(named: list[Named]) -> list[tuple[str, str, str, int]]:
    """Names that speak of a country: its own, its provinces', its capital's, apart because every report is held to them."""
    hints: set[tuple[str, str, str, int]] = set()
    for i, (row, names) in enumerate(named):
        kind = "capital" if row.capital else row.kind
        if row.country and kind in ("country", "admin1", "capital"):
            least = PRIMARY if kind == "capital" else ALTERNATE
            hints.update((quick_fold(name), row.country, kind, i) for name, rank in names if rank >= least)
    return sorted(hints)


def _surface_names(named: list[Named]) -> list[tuple[str, str]]:
    """Names worth looking for in text: countries, provinces, the supplement, towns of some size. The largest place wins.

    Towns named like common English words or surnames ("Most", "Castro") are left out: in text without capitals they
    would be found everywhere.
    """
    common = frozenset(data("common_words.txt").split())
    found: dict[str, tuple[int, str]] = {}
    for row, names in named:
        for name in _names_to_match(row, names):
            if name not in found or found[name][0] < row.population:
                found[name] = (row.population, row.kind)
    kept = ((name, kind, quick_fold(name)) for name, (_, kind) in found.items())
    return sorted(
        (name, kind)
        for name, kind, folded in kept
        if len(folded) > 2 and not (folded in common and kind in ("city", "district", "admin1", "area"))
    )


def _names_to_match(row: Row, names: list[tuple[str, int]]) -> list[str]:
    is_town = row.kind in ("city", "district") and row.ref.startswith("geonames:")
    if is_town and row.population < SURFACE_POPULATION:
        return []
    least = PRIMARY if is_town and row.population < SURFACE_POPULATION_OF_ALTERNATES else ALTERNATE
    return [name for name, rank in names if rank >= least]
