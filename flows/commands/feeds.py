"""`chipwatch feeds …`: the catalogue of sources."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from flows.commands.poll import JSON, SOURCES

feeds = typer.Typer(
    no_args_is_help=True,
    help="The sources: list, check, add, discover, import, export.",
    epilog="Example: chipwatch feeds check benzinga-it",
)

MINE = Annotated[
    Path,
    typer.Option(
        "--to",
        metavar="PATH",
        help="Your own sources file; made when there is none, and named in chipwatch.toml.",
    ),
]


def register(app: typer.Typer) -> None:
    """Add the group to `app`."""
    app.add_typer(feeds, name="feeds")


@feeds.command("list", epilog="Example: chipwatch feeds list --language it")
def list_feeds(
    context: typer.Context,
    language: Annotated[
        str,
        typer.Option(metavar="CODE", help="Only feeds of this language: it, es, en …", show_default=False),
    ] = "",
    everything: Annotated[bool, typer.Option("--all", help="Those that are switched off, too.")] = False,
    sources: SOURCES = None,
    json: JSON = False,
) -> None:
    """Show the sources: key, language, kind, address, how sure the address is."""
    from flows.catalogue import show_sources
    from flows.settings import load_settings

    settings = load_settings(home=context.obj, sources=sources)
    show_sources(settings, language=language, everything=everything, json=json)


@feeds.command(epilog="Example: chipwatch feeds check benzinga-it ansa-economia")
def check(
    context: typer.Context,
    keys: Annotated[
        list[str] | None,
        typer.Argument(metavar="KEY", help="Feeds, on or off; none: all that are on.", show_default=False),
    ] = None,
    sources: SOURCES = None,
    json: JSON = False,
) -> None:
    """Try each source once, as if for the first time, and say in one line what is wrong and what to do."""
    import asyncio

    from flows.catalogue import check_sources
    from flows.settings import load_settings

    asyncio.run(check_sources(load_settings(home=context.obj, sources=sources), keys or (), json=json))


@feeds.command(epilog="Example: chipwatch feeds add https://www.example.org/feed/ --language it --country IT")
def add(
    context: typer.Context,
    url: Annotated[str, typer.Argument(metavar="URL", help="Address of the feed.", show_default=False)],
    language: Annotated[
        str, typer.Option(metavar="CODE", help="ISO 639-1: it, es, en …", show_default=False)
    ],
    country: Annotated[str, typer.Option(metavar="CODE", help="ISO 3166: IT, ES, US …", show_default=False)],
    title: Annotated[str, typer.Option(metavar="NAME", help="Its name [the host].", show_default=False)] = "",
    key: Annotated[
        str, typer.Option(metavar="KEY", help="Its key for good [made of the title].", show_default=False)
    ] = "",
    matching: Annotated[bool, typer.Option("--matching", help="Fetch only pages whose words match.")] = False,
    to: MINE = Path("sources.toml"),
) -> None:
    """Add a feed to your own sources file. Nothing is fetched: `feeds check KEY` tries it."""
    from flows.catalogue import add_source
    from flows.settings import load_settings

    add_source(
        load_settings(home=context.obj),
        to,
        url=url,
        language=language,
        country=country,
        title=title,
        key=key,
        matching=matching,
    )


@feeds.command(epilog="Example: chipwatch feeds discover https://www.example.org/")
def discover(
    context: typer.Context,
    url: Annotated[str, typer.Argument(metavar="URL", help="A page of the site.")],
    json: JSON = False,
) -> None:
    """Find the feeds that a page links, or that lie in the usual places of its host. Tried once, by hand."""
    import asyncio

    from flows.catalogue import discover_sources
    from flows.settings import load_settings

    asyncio.run(discover_sources(load_settings(home=context.obj), url, json=json))


@feeds.command(
    "import", epilog="Example: chipwatch feeds import subscriptions.opml --language it --country IT"
)
def import_opml(
    context: typer.Context,
    file: Annotated[Path, typer.Argument(metavar="FILE", help="An OPML file.")],
    language: Annotated[
        str, typer.Option(metavar="CODE", help="Of feeds for which the list names none.")
    ] = "en",
    country: Annotated[str, typer.Option(metavar="CODE", help="Of all of them.")] = "US",
    to: MINE = Path("sources.toml"),
) -> None:
    """Add the feeds of an OPML list to your own sources file; addresses known already are left out."""
    from flows.catalogue import import_list
    from flows.settings import load_settings

    import_list(load_settings(home=context.obj), to, file, language=language, country=country)


@feeds.command("export", epilog="Example: chipwatch feeds export > chipwatch.opml")
def export_opml(
    context: typer.Context,
    out: Annotated[
        Path | None,
        typer.Option("--out", "-o", metavar="PATH", help="A file [standard output].", show_default=False),
    ] = None,
    sources: SOURCES = None,
) -> None:
    """Write the sources that are on as OPML 2.0."""
    from flows.catalogue import export_list
    from flows.settings import load_settings

    export_list(load_settings(home=context.obj, sources=sources), out)
