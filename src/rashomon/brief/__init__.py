"""What a reader gets: the page, the public JSON, their schemas, citations, and a version that may be passed on."""

from rashomon.brief.citing import citation
from rashomon.brief.page import render_html
from rashomon.brief.schema import brief_schema, extract_schema
from rashomon.brief.serial import extract_line, render_json
from rashomon.brief.sharing import share
from rashomon.brief.spreadsheet import csv_files, guarded, restored

__all__ = [
    "brief_schema",
    "citation",
    "csv_files",
    "extract_line",
    "extract_schema",
    "guarded",
    "render_html",
    "render_json",
    "restored",
    "share",
]
