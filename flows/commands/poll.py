"""`chipwatch poll`: one round over the due feeds, without Prefect."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

JSON = Annotated[bool, typer.Option("--json", help="One JSON object instead of words.")]
SOURCES = Annotated[
    list[Path] | None,
    typer.Option(
        "--sources",
        metavar="PATH",
        help="Your own sources file, added to the shipped one; may be repeated.",
        show_default=False,
    ),
]


def register(app: typer.Typer) -> None:
    """Add the command to `app`."""
    app.command(epilog="Examples: chipwatch poll   |   chipwatch poll benzinga-it federal-register-bis -v")(
        poll
    )


def poll(
    context: typer.Context,
    feeds: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="KEY",
            help="Feeds to poll now, due or not; none: all that are due.",
            show_default=False,
        ),
    ] = None,
    sources: SOURCES = None,
    json: JSON = False,
) -> None:
    """Poll the feeds that are due: new entries, pages, articles, facts, a new release.

    Fit for cron or a systemd timer. While another poll runs, it ends at once (exit 0, "skipped").
    A feed that fails costs a line, never the run; the run fails when not one answers.
    """
    import asyncio

    from flows.due import next_due
    from flows.logs import log_to_file
    from flows.report import run_report
    from flows.settings import load_settings
    from flows.show import print_report, waiting
    from flows.walk import run_poll

    settings = load_settings(home=context.obj, sources=sources)
    log_to_file(settings.home)
    walked = asyncio.run(run_poll(settings, feeds or (), on_wait=waiting))
    asked_none = not walked.skipped and not walked.harvest.polls
    report = run_report(walked, next_due=next_due(settings, feeds or ()) if asked_none else None)
    print_report(report, json=json)
    if report.nothing_answered:
        raise typer.Exit(1)
