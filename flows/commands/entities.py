"""`chipwatch entities …`: who is who, and what people decide about it."""

from __future__ import annotations

from typing import Annotated

import typer

from flows.commands.poll import JSON

entities = typer.Typer(
    no_args_is_help=True,
    help="Who is behind a name: show, review what is unknown, merge, rename, split.",
    epilog="Example: chipwatch entities review --type company",
)

BY = Annotated[str, typer.Option("--by", help="Who decides [the user of this machine].", show_default=False)]
WHY = Annotated[str, typer.Option("--why", help="Why, for whoever asks later.", show_default=False)]
LATER = Annotated[
    bool, typer.Option("--later", help="Leave it to the next release; else one is published at once.")
]


def register(app: typer.Typer) -> None:
    """Add the group to `app`."""
    app.add_typer(entities, name="entities")


@entities.command(epilog="Examples: chipwatch entities show Nvidia   |   chipwatch entities show NVDA --json")
def show(
    context: typer.Context,
    name: Annotated[str, typer.Argument(help="Id, name, ticker or spelling.")],
    json: JSON = False,
) -> None:
    """Show an entity: spellings, what was merged into it, decisions, counts, the newest sentences."""
    from flows.curation import show_entity
    from flows.settings import load_settings

    show_entity(load_settings(home=context.obj).home, name, json=json)


@entities.command(epilog="Examples: chipwatch entities review --type company --top 50   |   … --json")
def review(
    context: typer.Context,
    type_: Annotated[
        str | None, typer.Option("--type", help="company, person, agency, chip, org …", show_default=False)
    ] = None,
    top: Annotated[int, typer.Option(min=1, help="How many.")] = 20,
    json: JSON = False,
) -> None:
    """List the unknown names by how many articles have them, with a sentence and whom they could stand for.

    A name leaves the list when it is merged, or renamed: to its own name, if that is right.
    """
    from flows.curation import review_names
    from flows.settings import load_settings

    review_names(load_settings(home=context.obj).home, type_, top, json=json)


@entities.command(
    epilog="Example: chipwatch entities merge company:~edge-matrix company:edge-matrix-computing --why site"
)
def merge(
    context: typer.Context,
    source: Annotated[
        str, typer.Argument(metavar="FROM", help="Id or name of what is not in the catalogue.")
    ],
    into: Annotated[str, typer.Argument(metavar="INTO", help="Id or name of the entity that it is.")],
    by: BY = "",
    why: WHY = "",
    later: LATER = False,
    json: JSON = False,
) -> None:
    """Say that FROM is INTO: its facts, past and future, count for INTO. Split undoes it."""
    from flows.curation import make_decision
    from flows.settings import load_settings
    from records.entities import DecisionKind

    settings = load_settings(home=context.obj)
    make_decision(settings, DecisionKind.MERGE, source, into=into, by=by, why=why, later=later, json=json)


@entities.command(epilog='Example: chipwatch entities rename "person:~li" "Li Wei"')
def rename(
    context: typer.Context,
    entity: Annotated[str, typer.Argument(metavar="ID", help="Id, or a name that only one entity has.")],
    name: Annotated[str, typer.Argument(help="What it is called; its own name, to say that it is right.")],
    by: BY = "",
    why: WHY = "",
    later: LATER = False,
    json: JSON = False,
) -> None:
    """Give an entity another name, in every view and table of trends."""
    from flows.curation import make_decision
    from flows.settings import load_settings
    from records.entities import DecisionKind

    settings = load_settings(home=context.obj)
    make_decision(settings, DecisionKind.RENAME, entity, name=name, by=by, why=why, later=later, json=json)


@entities.command(epilog='Example: chipwatch entities split "Li Na" person:~li --into person:~li-na')
def split(
    context: typer.Context,
    alias: Annotated[str, typer.Argument(metavar="ALIAS", help="The spelling, as `entities show` has it.")],
    source: Annotated[str, typer.Argument(metavar="FROM", help="The entity that it is no spelling of.")],
    into: Annotated[
        str, typer.Option("--into", help="The entity that it is: known, or new, such as person:~li-na.")
    ],
    by: BY = "",
    why: WHY = "",
    later: LATER = False,
    json: JSON = False,
) -> None:
    """Say that ALIAS is not FROM but another: of two people of one name, or of a merge that went too far."""
    from flows.curation import make_decision
    from flows.settings import load_settings
    from records.entities import DecisionKind

    settings = load_settings(home=context.obj)
    make_decision(
        settings, DecisionKind.SPLIT, source, form=alias, into=into, by=by, why=why, later=later, json=json
    )
