"""Commands and exit codes: 0 done; 1 done, but some inputs could not be read; 2 wrong usage; 3 nothing could be read."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NoReturn

import typer

from rashomon.cli.train import train
from rashomon.errors import NothingReadable, RashomonError, UsageError

if TYPE_CHECKING:
    from typing import TextIO

    from rashomon.extract import Endpoint
    from rashomon.model import Issue
    from rashomon.workspace import Added, BriefDocument, Workspace

app = typer.Typer(
    name="rashomon",
    help="From conflicting reports of an attack to a sourced brief. Not a legal finding.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)
app.add_typer(train)

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


def _endpoint(engine: str, url: str | None, model: str | None, key: str | None, plain_http: bool) -> Endpoint | None:
    """The endpoint that the options name; ``None`` for the other engines. Nothing is sent anywhere unless it is named."""
    if engine not in ("onnx", "rules", "llm"):
        raise UsageError(f"--engine {engine}: onnx, rules or llm")
    if engine != "llm":
        if url or model or key or plain_http:
            raise UsageError("--endpoint, --model, --api-key-env and --allow-plain-http go with --engine llm")
        return None
    if not url or not model:
        raise UsageError("--engine llm needs --endpoint and --model")
    from rashomon.extract import Endpoint

    endpoint = Endpoint(url=url, model=model, api_key_env=key, allow_plain_http=plain_http)
    endpoint.api_key()  # a key that is not there is wrong usage, before anything is done
    return endpoint


@contextmanager
def _opened(directory: Path | None, endpoint: Endpoint | None = None, *, encoder: bool = True) -> Iterator[Workspace]:
    from rashomon.pipeline import Terminal
    from rashomon.workspace import Workspace

    terminal = Terminal()
    workspace = (
        Workspace.open(directory, endpoint=endpoint, encoder=encoder, progress=terminal)
        if directory
        else Workspace.temporary(endpoint=endpoint, encoder=encoder, progress=terminal)
    )
    try:
        yield workspace
    finally:
        workspace.close()


def _add(workspace: Workspace, sources: list[str], published: str | None) -> Added:
    added = workspace.add(*sources, published=published, stdin=sys.stdin.buffer)
    if not added.reports:
        _tell(added.issues)
        raise NothingReadable("nothing could be read")
    return added


def _tell(issues: Iterable[Issue]) -> bool:
    """Name the problems on standard error; whether any of them is an error."""
    found, not_sent = False, []
    for issue in issues:
        found |= issue.level == "error"
        if issue.code == "endpoint_not_asked":
            not_sent.append(issue)
        elif issue.level != "info":
            typer.echo(f"{issue.level}: {issue.code}: {_plain(issue.subject)}: {_plain(issue.message)}", err=True)
    if not_sent:  # one reason for all of them
        reports = len({issue.report for issue in not_sent})
        typer.echo(f"error: endpoint_not_asked: {reports} reports: {_plain(not_sent[0].message)}", err=True)
    return found


def _plain(text: str) -> str:
    """Untrusted words for a terminal: no control characters, no direction overrides."""
    return "".join(c if c.isprintable() else " " for c in text)[:400]


def _is_error(issues: Iterable[Issue]) -> bool:
    return any(issue.level == "error" for issue in issues)


@app.command()
def brief(
    sources: Sources,
    about: Annotated[
        list[str] | None,
        typer.Option(metavar="TEXT|INCIDENT", help="Only incidents with this id, or whose words hold all of these."),
    ] = None,
    published: Published = None,
    as_of: Annotated[
        str | None, typer.Option(metavar="DATE", help="Hide everything dated after the end of this day.")
    ] = None,
    events: Annotated[
        list[Path] | None,
        typer.Option(metavar="FILE", help="Past events, CSV (docs/reference/events-and-calendar.md)."),
    ] = None,
    calendar: Annotated[list[Path] | None, typer.Option(metavar="FILE", help="Political dates, CSV.")] = None,
    workspace: WorkspaceDir = None,
    share: Annotated[
        bool, typer.Option("--share", help="Make the version that may be passed on: excerpts, masked suspects.")
    ] = False,
    engine: EngineName = "onnx",
    endpoint: EndpointUrl = None,
    model: ModelName = None,
    api_key_env: KeyVariable = None,
    allow_plain_http: PlainHttp = False,
    out: Annotated[Path, typer.Option(metavar="DIR", help="Where brief.html and brief.json go.")] = Path("out"),
) -> None:
    """Read reports and write brief.html and brief.json."""
    from rashomon.workspace import as_day

    day = as_day(as_of)  # before anything is read: wrong usage does nothing
    _check_folder(out)
    asked = _endpoint(engine, endpoint, model, api_key_env, allow_plain_http)
    with _opened(workspace, asked, encoder=engine == "onnx") as opened:
        earlier = set(opened.issues)
        added = _add(opened, sources, published)
        document = opened.brief(*(about or ()), as_of=day, events=events or (), calendar=calendar or ())
        html, json = _written(document.shared() if share else document, out)
        # what an earlier run could not read is in the brief, but this run was not asked to read it
        met = [i for i in document.issues if i not in earlier or i in added.issues]
        bad = _tell(met) | _is_error(added.issues)
        n = len(document.incidents)
        typer.echo(
            f"{len(document.data.reports)} reports, {len(document.data.statements)} statements, {n} incident{'s' if n != 1 else ''}",
            err=True,
        )
        typer.echo(str(html))
        typer.echo(str(json))
        if bad:
            raise typer.Exit(1)


def _check_folder(out: Path) -> None:
    if out.exists() and not out.is_dir():
        raise UsageError(f"--out {out}: not a folder")


def _written(document: BriefDocument, out: Path) -> tuple[Path, Path]:
    try:
        return document.write(out)
    except OSError as error:
        raise UsageError(f"--out {out}: {error.strerror or error}") from error


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

    asked = _endpoint(engine, endpoint, model, api_key_env, allow_plain_http)
    with _opened(workspace, asked, encoder=engine == "onnx") as opened:
        added = _add(opened, sources, published)
        wanted = set(added.reports)
        bad = _tell(added.issues)
        stream = _lines_to(out)
        failed: list[Issue] = []
        try:
            found = {report.id: (report, reading) for report, reading in opened.readings() if report.id in wanted}
            for report, reading in (found[i] for i in added.reports):
                failed += [issue for issue in reading.issues if issue.level == "error"]
                stream.write(json.dumps(extract_line(report, reading), ensure_ascii=False, allow_nan=False) + "\n")
        finally:
            if out:
                stream.close()
        if _tell(failed) or bad:
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
    if not workspace.is_dir():
        raise UsageError(f"{workspace}: no workspace is there")
    asked = _endpoint(engine, endpoint, model, api_key_env, allow_plain_http)
    with _opened(workspace, asked, encoder=engine == "onnx") as opened:
        for subject in [opened.subject(s, verdict) for s in subjects]:  # all are known before one is decided
            decision = opened.correct(subject, verdict, reason=reason, by=by, field=field or None, value=value or None)
            typer.echo(decision.id)


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
    typer.echo(f"rashomon: {_plain(str(message))}", err=True)
    sys.exit(code)
