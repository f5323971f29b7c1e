"""`chipwatch backfill`: the past, from files, a sitemap or a WordPress site."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer

from flows.commands.poll import JSON, SOURCES

DAY = ["%Y-%m-%d"]


def register(app: typer.Typer) -> None:
    """Add the command to `app`."""
    app.command(
        epilog="Examples: chipwatch backfill --files clippings/   |   "
        "chipwatch backfill --since 2026-08-01 --until 2026-09-01 --feed benzinga-it"
    )(backfill)


def backfill(
    context: typer.Context,
    files: Annotated[
        list[Path] | None,
        typer.Option(
            "--files",
            metavar="PATH",
            help="Text or HTML files, or folders of them; may be repeated. `name.json` beside a file "
            "is its sidecar (url, title, published, language, outlet, author).",
            show_default=False,
        ),
    ] = None,
    more_files: Annotated[
        list[Path] | None, typer.Argument(metavar="PATH", help="More files.", hidden=True)
    ] = None,
    since: Annotated[
        datetime | None,
        typer.Option(formats=DAY, metavar="YYYY-MM-DD", help="First day, UTC.", show_default=False),
    ] = None,
    until: Annotated[
        datetime | None,
        typer.Option(
            formats=DAY, metavar="YYYY-MM-DD", help="Day after the last, UTC [now].", show_default=False
        ),
    ] = None,
    feed: Annotated[
        list[str] | None,
        typer.Option(
            "--feed",
            metavar="KEY",
            help="A feed, may be repeated; none: all whose history is known.",
            show_default=False,
        ),
    ] = None,
    again: Annotated[bool, typer.Option("--again", help="Walk windows that are done once more.")] = False,
    sources: SOURCES = None,
    json: JSON = False,
) -> None:
    """Bring in the past: local files, or what a feed's sitemap or WordPress site lists between two days.

    Works window by window and remembers each; killed and run again, it goes on where it stopped.
    Closes the gaps that it fills.
    """
    import asyncio

    from flows.clippings import run_files
    from flows.logs import log_to_file
    from flows.past import run_backfill
    from flows.report import run_report
    from flows.settings import load_settings
    from flows.show import print_report, progress, waiting
    from records.errors import ConfigError

    settings = load_settings(home=context.obj, sources=sources)
    log_to_file(settings.home)
    paths = [*(files or ()), *(more_files or ())]
    with progress("backfill") as step:
        if paths and not since:
            walked = run_files(settings, paths, step=step, on_wait=waiting)
        elif since and not paths:
            work = run_backfill(
                settings,
                since=since.replace(tzinfo=UTC),
                until=until.replace(tzinfo=UTC) if until else None,
                only=feed or (),
                again=again,
                step=step,
                on_wait=waiting,
            )
            walked = asyncio.run(work)
        else:
            raise ConfigError("backfill", "give either --files or --since", "see chipwatch backfill --help")
    print_report(run_report(walked), json=json)
