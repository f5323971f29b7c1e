"""`chipwatch serve`: server, schedules and flows in one command."""

from __future__ import annotations

import typer


def register(app: typer.Typer) -> None:
    """Add the command to `app`."""
    app.command(epilog="Example: chipwatch --home /var/lib/chipwatch serve")(serve)


def serve(context: typer.Context) -> None:
    """Start a Prefect server, the schedules of deploy/prefect.yaml and a worker; Ctrl-C stops all of them.

    For people who want no setup. For a machine that is to stay up, see deploy/README.md.
    """
    from flows.serve import serve_until_stopped
    from flows.settings import load_settings

    serve_until_stopped(load_settings(home=context.obj))
