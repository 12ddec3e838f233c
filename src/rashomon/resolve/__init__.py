"""resolve: names, places and dates as written become actors, places and spans of time, each with its precision."""

from rashomon.resolve.actors import resolve_actors
from rashomon.resolve.dates import resolve_dates, resolve_time
from rashomon.resolve.gazetteer import Gazetteer
from rashomon.resolve.places import resolve_places
from rashomon.resolve.registry import Registry
from rashomon.resolve.sources import resolve_sources

__all__ = [
    "Gazetteer",
    "Registry",
    "resolve_actors",
    "resolve_dates",
    "resolve_places",
    "resolve_sources",
    "resolve_time",
]
