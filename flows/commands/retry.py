"""`chipwatch retry`: quarantined items once more."""

from __future__ import annotations

from typing import Annotated

import typer

from flows.commands.poll import JSON, SOURCES


def register(app: typer.Typer) -> None:
    """Add the command to `app`."""
    app.command(epilog="Example: chipwatch retry --feed benzinga-it --reason timeout")(retry)


def retry(
    context: typer.Context,
    feed: Annotated[
        list[str] | None,
        typer.Option("--feed", metavar="KEY", help="Only this feed; may be repeated.", show_default=False),
    ] = None,
    reason: Annotated[
        list[str] | None,
        typer.Option(
            "--reason",
            metavar="REASON",
            help="Only this reason, as status shows it; may be repeated.",
            show_default=False,
        ),
    ] = None,
    sources: SOURCES = None,
    json: JSON = False,
) -> None:
    """Try quarantined items again; what succeeds leaves the quarantine and closes its gap."""
    import asyncio

    from flows.again import run_retry
    from flows.logs import log_to_file
    from flows.report import run_report
    from flows.settings import load_settings
    from flows.show import print_report, waiting
    from flows.waiting import refuse_unknown

    settings = load_settings(home=context.obj, sources=sources)
    refuse_unknown(settings, feed or (), reason or ())
    log_to_file(settings.home)
    walked = asyncio.run(run_retry(settings, feeds=feed or (), reasons=reason or (), on_wait=waiting))
    print_report(run_report(walked), json=json)
