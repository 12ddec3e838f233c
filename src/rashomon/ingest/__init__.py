"""Ingest: files, folders, standard input and tables become reports, events and calendar entries, problems become issues."""

from rashomon.ingest.calendar import read_calendar
from rashomon.ingest.events import read_events
from rashomon.ingest.limits import Limits
from rashomon.ingest.sources import read_bytes, read_sources

__all__ = ["Limits", "read_bytes", "read_calendar", "read_events", "read_sources"]
