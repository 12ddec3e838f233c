"""Arguments and options that several commands take."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

Sources = Annotated[
    list[str], typer.Argument(metavar="SOURCE...", help="Files, folders, JSONL of reports, or - for standard input.")
]
Published = Annotated[
    str | None, typer.Option(metavar="DATE", help="Day of publication of sources that do not say it (YYYY-MM-DD).")
]
WorkspaceDir = Annotated[
    Path | None, typer.Option("--workspace", metavar="DIR", help="Keep reports, readings and decisions here.")
]
EngineName = Annotated[
    str,
    typer.Option(
        "--engine",
        metavar="onnx|rules|llm",
        help="What reads the reports: rules with role models and the encoder, the same without the encoder, a language model.",
    ),
]
EndpointUrl = Annotated[
    str | None,
    typer.Option(
        "--endpoint", metavar="URL", help="With --engine llm: the OpenAI-compatible endpoint that is sent their text."
    ),
]
ModelName = Annotated[str | None, typer.Option("--model", metavar="NAME", help="With --engine llm: the model there.")]
KeyVariable = Annotated[
    str | None, typer.Option("--api-key-env", metavar="VAR", help="The environment variable that holds the key.")
]
PlainHttp = Annotated[
    bool, typer.Option("--allow-plain-http", help="Send reports unencrypted to another machine than this one.")
]
About = Annotated[
    list[str] | None,
    typer.Option(
        "--about", metavar="TEXT|INCIDENT", help="Only incidents with this id, or whose words hold all of these."
    ),
]
AsOf = Annotated[
    str | None, typer.Option("--as-of", metavar="DATE", help="Hide everything dated after the end of this day.")
]
Events = Annotated[
    list[Path] | None,
    typer.Option("--events", metavar="FILE", help="Past events, CSV (docs/reference/events-and-calendar.md)."),
]
Calendar = Annotated[list[Path] | None, typer.Option("--calendar", metavar="FILE", help="Political dates, CSV.")]
Share = Annotated[
    bool, typer.Option("--share", help="Make the version that may be passed on: excerpts, masked suspects.")
]
