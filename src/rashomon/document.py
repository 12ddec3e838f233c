"""A brief in all its forms: objects, JSON, HTML, tables, CSV."""

from __future__ import annotations

import os
from collections.abc import Mapping
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from rashomon.model import Brief, Incident, Issue

if TYPE_CHECKING:
    import pandas as pd


class BriefDocument:
    """A brief with its forms: objects, JSON, HTML, tables."""

    def __init__(self, brief: Brief) -> None:
        self.data = brief

    @property
    def incidents(self) -> tuple[Incident, ...]:
        """Its incidents."""
        return self.data.incidents

    @property
    def issues(self) -> tuple[Issue, ...]:
        """Problems in the data."""
        return self.data.issues

    def json(self) -> bytes:
        """``brief.json``, see ``docs/reference``."""
        from rashomon.brief import render_json

        return render_json(self.data)

    def html(self) -> str:
        """``brief.html``: one file that needs nothing else."""
        from rashomon.brief import render_html

        return render_html(self.data)

    def shared(self) -> BriefDocument:
        """The version that may be passed on: excerpts with hashes, private persons masked, links defanged."""
        from rashomon.brief import share

        return BriefDocument(share(self.data))

    def csv(self) -> dict[str, bytes]:
        """The tables as CSV by file name, what their columns mean, and how to read them; see ``docs/reference/export.md``."""
        from rashomon.brief import csv_files

        return csv_files(self.data)

    def write(self, directory: str | Path) -> tuple[Path, Path]:
        """Write ``brief.html`` and ``brief.json`` into a directory, which is made; returns their paths.

        Each file is written beside its place and moved there whole, so that no half of one is ever found. Raises ``OSError``.
        """
        html, js = _written(Path(directory), {"brief.html": self.html().encode(), "brief.json": self.json()})
        return html, js

    def write_csv(self, directory: str | Path) -> tuple[Path, ...]:
        """Write the files of ``csv`` into a directory as ``write`` does; returns their paths in order."""
        return _written(Path(directory), self.csv())

    @cached_property
    def tables(self) -> Mapping[str, pd.DataFrame]:
        """DataFrames by name, see ``rashomon.brief.columns``."""
        from rashomon.brief.tables import tables

        return tables(self.data)

    def _repr_html_(self) -> str:
        from html import escape

        return f'<iframe srcdoc="{escape(self.html(), quote=True)}" style="width:100%;height:80vh;border:0" sandbox></iframe>'

    def __repr__(self) -> str:
        return f"<brief of {len(self.data.reports)} reports, {len(self.data.incidents)} incidents>"


def _written(folder: Path, files: Mapping[str, bytes]) -> tuple[Path, ...]:
    """Write ``files`` by name, each whole or not at all."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, data in files.items():
        new = folder / f".{name}.{os.getpid()}"
        try:
            new.write_bytes(data)
            new.replace(folder / name)
        finally:
            new.unlink(missing_ok=True)
    return tuple(folder / name for name in files)
