"""`chipwatch status`: feeds, gaps, last runs, quarantine, disk used."""

from __future__ import annotations

import typer

from flows.commands.poll import JSON


def register(app: typer.Typer) -> None:
    """Add the command to `app`."""
    app.command(epilog="Example: chipwatch status --json | python -m json.tool")(status)


def status(context: typer.Context, json: JSON = False) -> None:
    """How things stand: feeds that fail or fell silent, open gaps, last runs, quarantine, disk used."""
    from flows.settings import load_settings
    from flows.state import print_status

    settings = load_settings(home=context.obj)
    print_status(settings.home, json=json, archive_days=settings.archive_days)
