"""``rashomon train``: making the weights that the package ships, from data of one's own. Needs the extra ``train``."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from rashomon.errors import MissingExtra, UsageError

if TYPE_CHECKING:
    from rashomon.model import Issue

train = typer.Typer(
    name="train",
    help="Train what the package ships. Results are weights with a manifest.",
    no_args_is_help=True,
    rich_markup_mode=None,
)


@train.callback()
def _group() -> None:
    """Train what the package ships. Results are weights with a manifest."""


def _folder(out: Path) -> None:
    try:
        out.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise UsageError(f"--out {out}: {error.strerror or error}") from error


def _finish(issues: Sequence[Issue], out: Path) -> None:
    for issue in issues:
        typer.echo(f"{issue.level}: {issue.code}: {issue.subject}: {issue.message}", err=True)
    typer.echo(str(out))
    if issues:
        raise typer.Exit(1)


def _tell(line: str) -> None:
    typer.echo(line, err=True)


@train.command()
def roles(
    data: Annotated[Path, typer.Option(metavar="DIR", help="Examples: JSON Lines files (docs/models/encoder.md).")],
    out: Annotated[Path, typer.Option(metavar="DIR", help="Where the weights go.")],
) -> None:
    """Fit the role models of the default engine. Same examples, same rules, same bytes."""
    try:
        from rashomon.extract.training.make_roles import make
    except ModuleNotFoundError as error:
        raise MissingExtra(f"training needs {error.name}: pip install 'rashomon[train]'") from error
    from rashomon.pipeline import Reader

    _folder(out)
    _finish(make(data, out, Reader().rules().by_rules, _tell), out)


@train.command()
def encoder(
    data: Annotated[Path, typer.Option(metavar="DIR", help="Examples: JSON Lines files (docs/models/encoder.md).")],
    out: Annotated[Path, typer.Option(metavar="DIR", help="Where the weights go, and a checkpoint after every epoch.")],
    epochs: Annotated[int, typer.Option(min=1, help="How often every example is seen.")] = 6,
    seed: Annotated[int, typer.Option(min=0, help="Of everything that is drawn.")] = 17,
) -> None:
    """Fine-tune the optional encoder. A second run with the same settings goes on where the first was interrupted."""
    try:
        from rashomon.extract.training.make_encoder import make
    except ModuleNotFoundError as error:
        raise MissingExtra(f"training needs {error.name}: pip install 'rashomon[train]'") from error
    _folder(out)
    _finish(make(data, out, epochs=epochs, seed=seed, tell=_tell), out)
