"""`chipwatch extract`: the facts of a text, as JSON, without any file being written."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer


def register(app: typer.Typer) -> None:
    """Add the command to `app`."""
    app.command(
        epilog="Examples: chipwatch extract article.html   |   pbpaste | chipwatch extract -   |   "
        "chipwatch extract --batch folder/ > facts.jsonl"
    )(extract)


def extract(
    files: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="FILE|-", help="Text or HTML files; `-` reads standard input.", show_default=False
        ),
    ] = None,
    batch: Annotated[
        Path | None,
        typer.Option(metavar="DIR", help="Every text and HTML file of a folder.", show_default=False),
    ] = None,
    with_text: Annotated[
        bool, typer.Option("--with-text", help="Add the text that the offsets count in.")
    ] = False,
    json: Annotated[
        bool, typer.Option("--json", help="Accepted; the output is JSON in any case.", show_default=False)
    ] = True,
) -> None:
    """Print what a text says: mentions, amounts, quotes, dates, relevance, one JSON object a line and input.

    `text[start:end] == surface` holds for every span: code points, half-open, in the article's text.
    `name.json` beside a file is its sidecar (url, title, published, language).
    """
    del json
    from flows.files import read_inputs
    from flows.show import print_json_line
    from records.errors import ConfigError

    if bool(files) == bool(batch):
        raise ConfigError("extract", "give either files or --batch", "see chipwatch extract --help")
    for line in read_inputs(files or [], batch, with_text=with_text):
        print_json_line(line)
