"""How often a place name of the public geoparsing corpora lands where its annotators put it. Floors, not goals."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from collections.abc import Iterator
from pathlib import Path

import pytest

from rashomon.linkage.places import distance_km
from rashomon.model import DraftIncident, IncidentType, Place, PlacePrecision, Reading, Report, Stage
from rashomon.resolve.gazetteer import Gazetteer
from rashomon.resolve.places import resolve_places

NEAR_KM = 161  # the corpora's own measure: a hundred miles
Gold = tuple[Place, float, float]


def articles(path: Path) -> Iterator[tuple[str, list[Gold]]]:
    for article in ET.parse(path).getroot().iter("article"):
        text = article.findtext("text") or ""
        gold = [g for tag in ("toponym", "location") for node in article.iter(tag) if (g := gold_of(node, text))]
        if gold:
            yield text, gold


def gold_of(node: ET.Element, text: str) -> Gold | None:
    name = node.findtext("phrase") or node.findtext("name") or node.findtext("extractedName")
    lat = node.findtext(".//lat") or node.findtext("latitude")
    lon = node.findtext(".//lon") or node.findtext("longitude")
    if not (name and lat and lon):
        return None
    start, end = int(node.findtext("start") or -1), int(node.findtext("end") or -1)
    inside = text[start:end] == name
    return Place(text=name, start=start if inside else None, end=end if inside else None), float(lat), float(lon)


def is_right(place: Place, lat: float, lon: float) -> bool:
    """Within a hundred miles, or, for a country or province, whose centre is a convention, within its radius."""
    if place.lat is None or place.lon is None:
        return False
    km = distance_km(place.lat, place.lon, lat, lon)
    area = place.precision in (PlacePrecision.COUNTRY, PlacePrecision.ADMIN1)
    return km <= NEAR_KM or (area and km * 1000 <= (place.radius_m or 0.0))


@pytest.mark.data
@pytest.mark.parametrize(
    ("corpus", "answered_floor", "right_floor"),
    [("GeoVirus", 0.85, 0.95), ("lgl", 0.68, 0.84), ("GWN", 0.72, 0.93)],
)
def test_places_land_where_annotators_put_them(
    corpora: Path, corpus: str, answered_floor: float, right_floor: float
) -> None:
    path = corpora / "geoparsing" / f"{corpus}.xml"
    if not path.is_file():
        pytest.skip(f"no {path}")
    gazetteer = Gazetteer.open()
    total = answered = right = 0
    for text, gold in articles(path):
        draft = DraftIncident(
            id="D", report="R", type=IncidentType.OTHER, stage=Stage.ACCOMPLISHED, date=None, location=None,
            muc_relevant=False, places=tuple(place for place, _, _ in gold),
        )  # fmt: skip
        reading = Reading(report="R", statements=(), drafts=(draft,), unread=(), issues=())
        done = resolve_places(reading, Report(id="R", text=text, sha256="0", origin="-"), gazetteer)
        for place, (_, lat, lon) in zip(done.drafts[0].places, gold, strict=True):
            total += 1
            answered += place.lat is not None
            right += is_right(place, lat, lon)
    assert answered / total >= answered_floor
    assert right / answered >= right_floor
