"""The command `chipwatch`. Starts light: what a subcommand needs is imported when it runs."""

from __future__ import annotations

import logging
import sys
from pathlib import Path
from typing import Annotated

import typer

from flows.commands import (
    article,
    backfill,
    entities,
    evaluate,
    extract,
    feeds,
    poll,
    query,
    retry,
    serve,
    status,
)
from flows.commands import demo as newsroom
from records.errors import ChipwatchError, ConfigError

#: Exit codes: done, also when skipped or when single feeds failed; the run failed; wrong words or settings.
DONE, FAILED, WRONG = 0, 1, 2

app = typer.Typer(
    name="chipwatch",
    no_args_is_help=True,
    rich_markup_mode="rich",
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
    help="Watches the news on AI-chip export controls: feeds in, facts with evidence out, one DuckDB file.",
    epilog="Exit codes: 0 done (also when skipped, or when single feeds failed); 1 the run failed; "
    "2 wrong words or settings.",
)

for command in (
    poll,
    backfill,
    retry,
    article,
    extract,
    evaluate,
    query,
    status,
    feeds,
    entities,
    serve,
    newsroom,
):
    command.register(app)


@app.callback()
def settings_of_all(
    context: typer.Context,
    home: Annotated[
        Path | None,
        typer.Option(help="Where everything lies that chipwatch keeps [./data].", show_default=False),
    ] = None,
    verbose: Annotated[int, typer.Option("-v", count=True, help="Show the log; twice: all of it.")] = 0,
    version: Annotated[bool, typer.Option("--version", help="Print the version and stop.")] = False,
) -> None:
    """Options that stand before the subcommand."""
    if version:
        from importlib.metadata import version as installed

        typer.echo(f"chipwatch {installed('chipwatch')}")
        raise typer.Exit
    level = (logging.WARNING, logging.INFO, logging.DEBUG)[min(verbose, 2)]
    logging.basicConfig(level=level, format="%(levelname)s %(name)s: %(message)s", stream=sys.stderr)
    context.obj = home


def main() -> None:
    """Run the command; our own errors become one line and an exit code, all others stay visible."""
    try:
        app()
    except ConfigError as error:
        typer.echo(f"chipwatch: {error}", err=True)
        sys.exit(WRONG)
    except ChipwatchError as error:
        typer.echo(f"chipwatch: {error}", err=True)
        sys.exit(FAILED)
    except KeyboardInterrupt:
        typer.echo("chipwatch: stopped", err=True)
        sys.exit(130)
