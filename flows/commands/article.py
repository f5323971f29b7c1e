"""`chipwatch article`: a page as the article that chipwatch reads in it."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from flows.commands.poll import SOURCES


def register(app: typer.Typer) -> None:
    """Add the command to `app`."""
    app.command(
        epilog="Examples: chipwatch article https://www.example.org/news/1   |   "
        "chipwatch article saved.html --json   |   "
        "chipwatch article --batch pages/ --json > articles.jsonl"
    )(article)


def article(
    context: typer.Context,
    inputs: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="FILE|URL|-",
            help="Pages: files, folders, URLs; `-` reads standard input.",
            show_default=False,
        ),
    ] = None,
    batch: Annotated[
        Path | None,
        typer.Option(
            metavar="DIR",
            help="Every page of a folder; a `pages.json` in it (file stem → url, crawl_date) says "
            "where they came from.",
            show_default=False,
        ),
    ] = None,
    sources: SOURCES = None,
    json: Annotated[bool, typer.Option("--json", help="One JSON object a line and page.")] = False,
) -> None:
    """Show the article in a page: title, byline, dates, text, and what was left out and why. Nothing is kept.

    A URL is fetched once, as a poll would: robots.txt heeded, size and time capped.
    Exit code 1 when one of them gave no page.
    """
    from extractors.pages.output import as_json
    from flows.articles import articles, shown
    from flows.settings import load_settings
    from flows.show import complain, print_json_line, print_lines
    from records.errors import ConfigError, FetchError

    if not inputs and batch is None:
        raise ConfigError("article", "give files, URLs or --batch", "see chipwatch article --help")
    failed = False
    for source, found in articles(load_settings(home=context.obj, sources=sources), inputs or [], batch):
        if isinstance(found, FetchError):
            complain(str(found))
            failed = True
        elif json:
            print_json_line(as_json(found, source))
        else:
            print_lines(shown(found))
    if failed:
        raise typer.Exit(1)
