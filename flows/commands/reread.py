"""`chipwatch reread`: a newer reader over the archive."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Annotated

import typer

from flows.commands.backfill import DAY
from flows.commands.poll import JSON, SOURCES


def register(app: typer.Typer) -> None:
    """Add the command to `app`."""
    app.command(
        epilog="Examples: chipwatch reread   |   "
        "chipwatch reread --since 2026-08-01 --feed benzinga-it --jobs 4"
    )(reread)


def reread(
    context: typer.Context,
    since: Annotated[
        datetime | None,
        typer.Option(
            formats=DAY,
            metavar="YYYY-MM-DD",
            help="Pages fetched from this day on, UTC [all].",
            show_default=False,
        ),
    ] = None,
    until: Annotated[
        datetime | None,
        typer.Option(
            formats=DAY,
            metavar="YYYY-MM-DD",
            help="Pages fetched before this day, UTC [now].",
            show_default=False,
        ),
    ] = None,
    feed: Annotated[
        list[str] | None,
        typer.Option(
            "--feed", metavar="KEY", help="Only pages of this feed; may be repeated.", show_default=False
        ),
    ] = None,
    jobs: Annotated[int, typer.Option(min=0, help="Processes that read; 0: one a core.")] = 0,
    again: Annotated[bool, typer.Option("--again", help="Also pages that this reader has read.")] = False,
    sources: SOURCES = None,
    json: JSON = False,
) -> None:
    """Read pages of the archive again: those that an older chipwatch read, or that were read too early.

    Too early: before we knew which lines their outlet prints under every article. Needs no network.
    Killed and run again, it goes on where it stopped; once all is read, it does nothing. New readings stand
    beside the old ones; a better text takes the place of the old one, and is no change by the publisher.
    """
    from flows.logs import log_to_file
    from flows.reread import reread_report, run_reread
    from flows.settings import load_settings
    from flows.show import print_report, progress, waiting
    from flows.walk import utcnow

    settings = load_settings(home=context.obj, sources=sources)
    log_to_file(settings.home)
    with progress("reread") as step:
        done = run_reread(
            settings,
            since=since.replace(tzinfo=UTC) if since else datetime(1970, 1, 1, tzinfo=UTC),
            until=until.replace(tzinfo=UTC) if until else utcnow(),
            only=feed or (),
            again=again,
            jobs=jobs,
            step=step,
            on_wait=waiting,
        )
    print_report(reread_report(done), json=json)
