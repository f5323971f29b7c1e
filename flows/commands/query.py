"""`chipwatch query`: SQL or a named question over the newest release, read-only."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer


def register(app: typer.Typer) -> None:
    """Add the command to `app`."""
    app.command(
        epilog='Examples: chipwatch query "FROM facts LIMIT 5"   |   chipwatch query movers -p days=7   |   '
        "chipwatch query --list   |   chipwatch query money-by-role --format csv --out money.csv"
    )(query)


def query(
    context: typer.Context,
    question: Annotated[
        str | None,
        typer.Argument(
            metavar="QUESTION",
            help="SQL, the name of a question, or `-` for SQL from standard input.",
            show_default=False,
        ),
    ] = None,
    parameter: Annotated[
        list[str] | None,
        typer.Option(
            "--param",
            "-p",
            metavar="NAME=VALUE",
            help="For a question or a $name in SQL; may be repeated.",
            show_default=False,
        ),
    ] = None,
    list_all: Annotated[
        bool, typer.Option("--list", help="Show the named questions and their parameters.")
    ] = False,
    form: Annotated[
        str, typer.Option("--format", "-f", metavar="FORMAT", help="table, csv, json or parquet.")
    ] = "table",
    out: Annotated[
        Path | None,
        typer.Option(
            "--out", "-o", metavar="PATH", help="Write to this file; parquet needs one.", show_default=False
        ),
    ] = None,
    json: Annotated[bool, typer.Option("--json", help="Same as --format json.")] = False,
) -> None:
    """Ask the newest published release. Nothing can be changed through it, and nothing is locked."""
    from flows.ask import list_questions, put
    from flows.settings import load_settings
    from records.errors import ConfigError

    if list_all:
        list_questions(json=json)
        return
    if question is None:
        raise ConfigError("query", "no question", "give SQL or a name from chipwatch query --list")
    put(
        load_settings(home=context.obj).home,
        question,
        parameter or [],
        form="json" if json else form,
        out=out,
    )
