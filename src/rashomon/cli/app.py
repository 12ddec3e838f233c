"""Commands and exit codes: 0 done; 1 done, but some inputs could not be read; 2 wrong usage; 3 nothing could be read."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NoReturn

import typer

from rashomon.cli.export import export
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
    Sources,
    WorkspaceDir,
)
from rashomon.cli.session import Asked, add, endpoint_of, opened, plain, require_workspace, tell, write_brief
from rashomon.cli.train import train
from rashomon.errors import NothingReadable, RashomonError, UsageError

if TYPE_CHECKING:
    from typing import TextIO

    from rashomon.model import Issue

app = typer.Typer(
    name="rashomon",
    help="From conflicting reports of an attack to a sourced brief. Not a legal finding.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)
app.add_typer(export)
app.add_typer(train)


def _version(value: bool) -> None:
    if value:
        from rashomon import __version__

        typer.echo(f"rashomon {__version__}")
        raise typer.Exit


@app.callback()
def _root(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Show the version and exit.")
    ] = False,
) -> None:
    """From conflicting reports of an attack to a sourced brief. Not a legal finding."""


@app.command()
def brief(
    sources: Sources,
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
    out: Annotated[Path, typer.Option(metavar="DIR", help="Where brief.html and brief.json go.")] = Path("out"),
) -> None:
    """Read reports and write brief.html and brief.json."""
    asked = Asked(
        tuple(sources), published, tuple(about or ()), as_of, tuple(events or ()), tuple(calendar or ()), share
    )
    model_asked = endpoint_of(engine, endpoint, model, api_key_env, allow_plain_http)
    write_brief(asked, workspace, model_asked, engine == "onnx", out, lambda document: document.write(out))


@app.command()
def extract(
    sources: Sources,
    published: Published = None,
    workspace: WorkspaceDir = None,
    engine: EngineName = "onnx",
    endpoint: EndpointUrl = None,
    model: ModelName = None,
    api_key_env: KeyVariable = None,
    allow_plain_http: PlainHttp = False,
    out: Annotated[
        Path | None, typer.Option(metavar="FILE.jsonl", help="Where the lines go, else standard output.")
    ] = None,
) -> None:
    """Write what is read off each report, one JSON line per report."""
    import json

    from rashomon.brief import extract_line

    asked = endpoint_of(engine, endpoint, model, api_key_env, allow_plain_http)
    with opened(workspace, asked, encoder=engine == "onnx") as case:
        added = add(case, sources, published)
        wanted = set(added.reports)
        bad = tell(added.issues)
        stream = _lines_to(out)
        failed: list[Issue] = []
        try:
            found = {report.id: (report, reading) for report, reading in case.readings() if report.id in wanted}
            for report, reading in (found[i] for i in added.reports):
                failed += [issue for issue in reading.issues if issue.level == "error"]
                stream.write(json.dumps(extract_line(report, reading), ensure_ascii=False, allow_nan=False) + "\n")
        finally:
            if out:
                stream.close()
        if tell(failed) or bad:
            raise typer.Exit(1)


def _lines_to(out: Path | None) -> TextIO:
    if out is None:
        return sys.stdout
    try:
        out.parent.mkdir(parents=True, exist_ok=True)
        return out.open("w", encoding="utf-8")
    except OSError as error:
        raise UsageError(f"--out {out}: {error.strerror or error}") from error


@app.command()
def correct(
    subjects: Annotated[
        list[str],
        typer.Argument(metavar="STATEMENT|FACET|LINK", help="s…, s….facet or s…~d…; several take the same decision."),
    ],
    reason: Annotated[str, typer.Option(metavar="TEXT", help="Why; kept with the decision.")],
    workspace: Annotated[
        Path, typer.Option("--workspace", metavar="DIR", help="The workspace that holds the statements.")
    ],
    reject: Annotated[bool, typer.Option("--reject", help="The machine is wrong: leave it out from now on.")] = False,
    change: Annotated[
        str | None, typer.Option(metavar="FIELD=VALUE", help="Correct one field, for example act=claim.")
    ] = None,
    undo: Annotated[bool, typer.Option("--undo", help="Take the latest decision on it back.")] = False,
    by: Annotated[str, typer.Option(metavar="NAME", help="Who decides.")] = "analyst",
    engine: EngineName = "onnx",
    endpoint: EndpointUrl = None,
    model: ModelName = None,
    api_key_env: KeyVariable = None,
    allow_plain_http: PlainHttp = False,
) -> None:
    """Record an analyst's decision: accept (the default), reject, change or undo. A re-run never overturns it."""
    from rashomon.model import Verdict

    if sum((reject, bool(change), undo)) > 1:
        raise UsageError("choose one of --reject, --change and --undo")
    field, _, value = (change or "").partition("=")
    if change and not (field and value):
        raise UsageError("--change takes FIELD=VALUE")
    verdict = Verdict("reject" if reject else "change" if change else "undo" if undo else "accept")
    require_workspace(workspace)
    asked = endpoint_of(engine, endpoint, model, api_key_env, allow_plain_http)
    with opened(workspace, asked, encoder=engine == "onnx") as case:
        for subject in [case.subject(s, verdict) for s in subjects]:  # all are known before one is decided
            decision = case.correct(subject, verdict, reason=reason, by=by, field=field or None, value=value or None)
            typer.echo(decision.id)


@app.command()
def check(
    workspace: Annotated[Path, typer.Option("--workspace", metavar="DIR", help="The workspace to check.")],
    noted: Annotated[
        str | None, typer.Option(metavar="HASH", help="A last hash that was noted earlier: is it still in the chain?")
    ] = None,
) -> None:
    """Check the chain of custody, every report and all captured bytes; print the last hash, to be noted elsewhere."""
    from collections import deque

    from rashomon.store.custody import GENESIS

    require_workspace(workspace)
    with opened(workspace) as case:
        if tell(case.check(noted)):
            raise typer.Exit(1)
        last = next(iter(deque(case.custody(), maxlen=1)), None)
        n = last.sequence if last else 0
        typer.echo(f"{n} event{'s' if n != 1 else ''} of custody, every hash holds", err=True)
        typer.echo(last.hash if last else GENESIS)


def main() -> NoReturn:
    """Run the command line; errors of ours end in one line and the exit code that the formats promise."""
    try:
        ended = app(standalone_mode=False)  # an Exit comes back as its code, whatever a command returns is None
    except NothingReadable as error:
        _end(error, 3)
    except RashomonError as error:
        _end(error, 2)
    except typer.Abort:
        _end("interrupted", 130)
    except KeyboardInterrupt:
        _end("interrupted; what was finished is kept in the workspace, if one was given", 130)
    except BrokenPipeError:
        sys.exit(1)
    except Exception as error:
        if type(error).__module__.startswith(("click", "typer")) and hasattr(error, "show"):
            error.show()
            sys.exit(2)
        raise
    sys.exit(ended if isinstance(ended, int) else 0)


def _end(message: object, code: int) -> NoReturn:
    typer.echo(f"rashomon: {plain(str(message))}", err=True)
    sys.exit(code)
