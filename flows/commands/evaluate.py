"""`chipwatch eval`: how well the extractor reads, against articles marked by hand."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from flows.commands.poll import JSON


def register(app: typer.Typer) -> None:
    """Add the command to `app`."""
    app.command(
        "eval",
        epilog="Examples: chipwatch eval --split open --errors 5   |   chipwatch eval --save   |   "
        "chipwatch eval --markdown --into README.md",
    )(evaluate)


def evaluate(
    context: typer.Context,
    gold: Annotated[
        Path | None,
        typer.Option(
            help="Folder with open/ and locked/, as its GUIDELINES.md says [the checkout's tests/data/gold].",
            show_default=False,
        ),
    ] = None,
    split: Annotated[str, typer.Option(help="open, locked or all: which half.")] = "all",
    errors: Annotated[
        int,
        typer.Option(min=0, help="Show so many misses and false ones of each kind, of the open half only."),
    ] = 0,
    save: Annotated[bool, typer.Option("--save", help="Keep the figures in table evaluations.")] = False,
    agreement: Annotated[
        bool,
        typer.Option("--agreement", help="Annotators against each other instead of us against gold."),
    ] = False,
    markdown: Annotated[
        bool, typer.Option("--markdown", help="The short table that the README has.")
    ] = False,
    into: Annotated[
        Path | None,
        typer.Option(help="With --markdown: put it between the marks of this file.", show_default=False),
    ] = None,
    set_floors: Annotated[
        bool, typer.Option("--set-floors", help="Pin the figures in floors.toml; none is lowered.")
    ] = False,
    allow_lower: Annotated[
        bool, typer.Option("--allow-lower", help="With --set-floors: lower floors, too.")
    ] = False,
    json: JSON = False,
) -> None:
    """Precision, recall and F1 by type and language with 95 % intervals, over gold articles.

    Errors of the locked half are never shown: who looks at them tunes to them. Figures below their floor are
    named at the end; the tests hold the floors.
    """
    from flows import accuracy, figures
    from flows.agreement import agreed, between_people
    from flows.settings import load_settings
    from flows.show import waiting

    folder = gold or accuracy.GOLD
    if agreement:
        figures.tell_agreement(agreed(folder), json=json)
        return
    if errors:
        accuracy.refuse_locked(split)
    halves = accuracy.halves(folder, split)
    if markdown or into:
        figures.tell_markdown(halves, between_people(agreed(folder)), into)
    else:
        shown = accuracy.first_misses(halves, errors)
        figures.tell_scores(halves, shown, accuracy.fallen(folder, halves), json=json)
    if set_floors:
        figures.say(f"floors set in {accuracy.set_floors(folder, halves, allow_lower=allow_lower)}")
    if save:
        rows = accuracy.save(load_settings(home=context.obj), halves, waiting)
        figures.say(f"{rows} figures kept in table evaluations, for the next release")
