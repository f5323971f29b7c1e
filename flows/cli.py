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
    reread,
    retry,
    serve,
    status,
)
from flows.commands import demo as newsroom
from flows.commands.shape import shaped
from flows.logs import log_to_terminal
from records.errors import ChipwatchError, ConfigError
from trends.terminal import safe

logger = logging.getLogger("flows.cli")

#: Exit codes: done, also when skipped or when single feeds failed; the run failed; wrong words or settings.
DONE, FAILED, WRONG = 0, 1, 2

app = typer.Typer(
    name="chipwatch",
    no_args_is_help=True,
    # Plain help: it starts in half the time, and eats no square brackets.
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
    help="Watches the news on AI-chip export controls: feeds in, facts with evidence out, one DuckDB file.",
    epilog="Examples: chipwatch demo   |   chipwatch poll   |   chipwatch query --list   |   "
    "chipwatch query movers -p days=7\n"
    "Exit codes: 0 done (also when skipped, or when single feeds failed); 1 the run failed; "
    "2 wrong words or settings.",
)

for command in (
    poll,
    backfill,
    retry,
    reread,
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


shaped(app)


def _show_version(asked: bool) -> None:
    if asked:
        from importlib.metadata import version as installed

        typer.echo(f"chipwatch {installed('chipwatch')}")
        raise typer.Exit


@app.callback()
def settings_of_all(
    context: typer.Context,
    home: Annotated[
        Path | None,
        typer.Option(
            metavar="PATH", help="Where everything lies that chipwatch keeps [./data].", show_default=False
        ),
    ] = None,
    verbose: Annotated[  # noqa: ARG001 - its callback hears of it, before the subcommand's name and after
        int,
        typer.Option(
            "-v",
            count=True,
            callback=log_to_terminal,
            expose_value=False,
            help="Show the log; twice: all of it.",
            show_default=False,
        ),
    ] = 0,
    version: Annotated[  # noqa: ARG001 - its callback ends the command
        bool,
        typer.Option("--version", callback=_show_version, is_eager=True, help="Print the version and stop."),
    ] = False,
) -> None:
    """Options that stand before the subcommand."""
    context.obj = home


def main() -> None:
    """Run the command; our own errors become one line and an exit code, all others stay visible."""
    try:
        app()
    except ConfigError as error:
        _say(error)
        sys.exit(WRONG)
    except ChipwatchError as error:
        _say(error)
        sys.exit(FAILED)
    except KeyboardInterrupt:
        typer.echo("chipwatch: stopped", err=True)
        sys.exit(130)


def _say(error: ChipwatchError) -> None:
    logger.info("failed: %s", error)
    typer.echo(safe(f"chipwatch: {error}"), err=True)
