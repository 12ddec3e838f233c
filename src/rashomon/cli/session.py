"""What every command does: open the workspace that was asked for, read sources into it, tell what went wrong."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from rashomon.errors import NothingReadable, UsageError

if TYPE_CHECKING:
    from rashomon.extract import Endpoint
    from rashomon.model import Issue
    from rashomon.workspace import Added, BriefDocument, Workspace


def endpoint_of(engine: str, url: str | None, model: str | None, key: str | None, plain_http: bool) -> Endpoint | None:
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
def opened(directory: Path | None, endpoint: Endpoint | None = None, *, encoder: bool = True) -> Iterator[Workspace]:
    """The workspace in a directory, or a temporary one."""
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


def require_workspace(directory: Path) -> None:
    """Raise ``UsageError`` where there is none, so that none is made by looking."""
    from rashomon.store.health import DATABASE

    if not (directory / DATABASE).is_file():
        raise UsageError(f"{directory}: no workspace is there")


def add(workspace: Workspace, sources: Sequence[str], published: str | None) -> Added:
    """Read sources into a workspace; raises ``NothingReadable`` when none could be."""
    added = workspace.add(*sources, published=published, stdin=sys.stdin.buffer)
    if not added.reports:
        tell(added.issues)
        raise NothingReadable("nothing could be read")
    return added


def tell(issues: Iterable[Issue]) -> bool:
    """Name the problems on standard error; whether any of them is an error."""
    found, not_sent = False, []
    for issue in issues:
        found |= issue.level == "error"
        if issue.code == "endpoint_not_asked":
            not_sent.append(issue)
        elif issue.level != "info":
            typer.echo(f"{issue.level}: {issue.code}: {plain(issue.subject)}: {plain(issue.message)}", err=True)
    if not_sent:  # one reason for all of them
        reports = len({issue.report for issue in not_sent})
        typer.echo(f"error: endpoint_not_asked: {reports} reports: {plain(not_sent[0].message)}", err=True)
    return found


def plain(text: str) -> str:
    """Untrusted words for a terminal: no control characters, no direction overrides."""
    return "".join(c if c.isprintable() else " " for c in text)[:400]


def is_error(issues: Iterable[Issue]) -> bool:
    """Whether any of them is an error."""
    return any(issue.level == "error" for issue in issues)


@dataclass(frozen=True, slots=True)
class Asked:
    """Which brief is asked for, in the words of the command line."""

    sources: tuple[str, ...]
    published: str | None
    about: tuple[str, ...]
    as_of: str | None
    events: tuple[Path, ...]
    calendar: tuple[Path, ...]
    share: bool


def write_brief(
    asked: Asked,
    directory: Path | None,
    endpoint: Endpoint | None,
    encoder: bool,
    out: Path,
    write: Callable[[BriefDocument], Iterable[Path]],
) -> None:
    """Make the brief and ``write`` it into the folder ``out``; tell what went wrong and the paths written.

    Raises ``UsageError`` before anything is read, ``typer.Exit`` with 1 when some inputs could not be.
    """
    from rashomon.workspace import as_day

    day = as_day(asked.as_of)
    if out.exists() and not out.is_dir():
        raise UsageError(f"--out {out}: not a folder")
    if not asked.sources and directory is None:
        raise UsageError("name a source, or a --workspace that holds reports")
    if not asked.sources and directory is not None:
        require_workspace(directory)
    with opened(directory, endpoint, encoder=encoder) as case:
        earlier = set(case.issues)
        added = add(case, asked.sources, asked.published) if asked.sources else None
        document = case.brief(*asked.about, as_of=day, events=asked.events, calendar=asked.calendar)
        paths = _written(document.shared() if asked.share else document, out, write)
        # what an earlier run could not read is in the brief, but this run was not asked to read it
        new = added.issues if added else ()
        bad = tell(i for i in document.issues if i not in earlier or i in new) | is_error(new)
        n = len(document.incidents)
        told = f"{len(document.data.reports)} reports, {len(document.data.statements)} statements"
        typer.echo(f"{told}, {n} incident{'s' if n != 1 else ''}", err=True)
        for path in paths:
            typer.echo(str(path))
        if bad:
            raise typer.Exit(1)


def _written(document: BriefDocument, out: Path, write: Callable[[BriefDocument], Iterable[Path]]) -> Iterable[Path]:
    try:
        return write(document)
    except OSError as error:
        raise UsageError(f"--out {out}: {error.strerror or error}") from error
