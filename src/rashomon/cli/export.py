"""``rashomon export``: what a brief holds, in the formats of other programs."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from rashomon.cli.options import (
    About,
    AsOf,
    Calendar,
    EndpointUrl,
    EngineName,
    Events,
    KeyVariable,
    ModelName,
    PlainHttp,
    Published,
    Share,
    WorkspaceDir,
)
from rashomon.cli.session import Asked, endpoint_of, write_brief

export = typer.Typer(
    name="export",
    help="Write what a brief holds in the formats of other programs.",
    no_args_is_help=True,
    rich_markup_mode=None,
)


@export.callback()
def _group() -> None:
    """Write what a brief holds in the formats of other programs."""


@export.command()
def csv(
    sources: Annotated[
        list[str] | None,
        typer.Argument(metavar="[SOURCE]...", help="As for brief; without any, what the workspace holds."),
    ] = None,
    about: About = None,
    published: Published = None,
    as_of: AsOf = None,
    events: Events = None,
    calendar: Calendar = None,
    workspace: WorkspaceDir = None,
    share: Share = False,
    engine: EngineName = "onnx",
    endpoint: EndpointUrl = None,
    model: ModelName = None,
    api_key_env: KeyVariable = None,
    allow_plain_http: PlainHttp = False,
    out: Annotated[Path, typer.Option(metavar="DIR", help="Where the files go.")] = Path("out"),
) -> None:
    """Write one CSV file per table, safe to open in a spreadsheet, and what the columns mean."""
    asked = Asked(
        tuple(sources or ()), published, tuple(about or ()), as_of, tuple(events or ()), tuple(calendar or ()), share
    )
    model_asked = endpoint_of(engine, endpoint, model, api_key_env, allow_plain_http)
    write_brief(asked, workspace, model_asked, engine == "onnx", out, lambda document: document.write_csv(out))
