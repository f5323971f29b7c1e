"""`chipwatch demo`: the main job over the embedded newsroom."""

from __future__ import annotations

import typer


def register(app: typer.Typer) -> None:
    """Add the command to `app`."""
    app.command(epilog="Example: chipwatch demo   (what `make demo` runs)")(demo)


def demo(context: typer.Context) -> None:
    """Start the demo newsroom, run the real Prefect flow over it, publish, and print what came in.

    Needs no network. Everything goes to <home>/demo, which is made anew each time.
    """
    from flows.newsroom import run_demo
    from flows.settings import load_settings

    run_demo(load_settings(home=context.obj))
