"""`chipwatch feeds …`: the catalogue of sources."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from flows.commands.poll import SOURCES
from records.feeds import FeedKind, Fetch

feeds = typer.Typer(
    no_args_is_help=True,
    help="The sources: list, check, add, discover, import, export.",
    epilog="Example: chipwatch feeds check benzinga-it",
)

JSON = Annotated[bool, typer.Option("--json", help="One JSON object a line instead of words.")]
MINE = Annotated[
    Path | None,
    typer.Option(
        "--to",
        metavar="PATH",
        help="Your own sources file, made when there is none [the first that chipwatch.toml names, else "
        "sources.toml].",
        show_default=False,
    ),
]
LOCAL = Annotated[
    bool, typer.Option("--local", help="It lies on this machine or your own network.", show_default=False)
]
FETCHED = "all, or matching: those whose title or summary touches the topic."


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
    """Show the sources: key, language, kind, which pages are fetched, how sure the address is, the address.

    How sure: A, somebody's dated check is on record; B, in ten public lists or more; C, in a few; D, a guess,
    or your own. --json tells everything.
    """
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
    """Try each source once, as if for the first time, and say in one line what is wrong and what to do.

    Nothing is kept. Exit code 1 when not one is well.
    """
    import asyncio

    from flows.catalogue import check_sources
    from flows.settings import load_settings

    asyncio.run(check_sources(load_settings(home=context.obj, sources=sources), keys or (), json=json))


@feeds.command(epilog="Example: chipwatch feeds add https://www.example.org/feed/ --language it")
def add(
    context: typer.Context,
    url: Annotated[str, typer.Argument(metavar="URL", help="Address of the feed.", show_default=False)],
    language: Annotated[
        str, typer.Option(metavar="CODE", help="ISO 639-1: it, es, en …", show_default=False)
    ],
    country: Annotated[
        str, typer.Option(metavar="CODE", help="ISO 3166: IT, ES, US … [unknown].", show_default=False)
    ] = "",
    title: Annotated[str, typer.Option(metavar="NAME", help="Its name [the host].", show_default=False)] = "",
    key: Annotated[
        str, typer.Option(metavar="KEY", help="Its key for good [made of the title].", show_default=False)
    ] = "",
    kind: Annotated[FeedKind, typer.Option(help="feed: RSS or Atom.")] = FeedKind.FEED,
    fetch: Annotated[Fetch, typer.Option(help=f"Pages to fetch: {FETCHED}")] = Fetch.ALL,
    local: LOCAL = False,
    to: MINE = None,
) -> None:
    """Add a feed to your own sources file. Nothing is fetched: `feeds check KEY` tries it."""
    from flows.settings import load_settings
    from flows.subscriptions import add_source

    add_source(
        load_settings(home=context.obj),
        to,
        url=url,
        language=language,
        country=country,
        title=title,
        key=key,
        kind=kind,
        fetch=fetch,
        local=local,
    )


@feeds.command(epilog="Example: chipwatch feeds discover https://www.example.org/")
def discover(
    context: typer.Context,
    url: Annotated[str, typer.Argument(metavar="URL", help="A page of the site.", show_default=False)],
    local: LOCAL = False,
    again: Annotated[
        bool, typer.Option("--again", help="Also where there was no feed within the week.")
    ] = False,
    json: JSON = False,
) -> None:
    """Find the feeds that a page links, or that lie in the usual places of its host. Tried once, by hand.

    Exit code 1 when there is none.
    """
    import asyncio

    from flows.catalogue import discover_sources
    from flows.settings import load_settings

    settings = load_settings(home=context.obj)
    asyncio.run(discover_sources(settings, url, local=local, again=again, json=json))


@feeds.command("import", epilog="Example: chipwatch feeds import subscriptions.opml --language it")
def import_opml(
    context: typer.Context,
    file: Annotated[Path, typer.Argument(metavar="FILE", help="An OPML file.", show_default=False)],
    language: Annotated[
        str,
        typer.Option(metavar="CODE", help="Of feeds for which the list names none.", show_default=False),
    ] = "",
    country: Annotated[
        str,
        typer.Option(
            metavar="CODE", help="Of feeds for which the list names none [unknown].", show_default=False
        ),
    ] = "",
    fetch: Annotated[
        Fetch, typer.Option(help=f"Pages to fetch where the list doesn't say: {FETCHED}")
    ] = Fetch.MATCHING,
    local: Annotated[
        bool, typer.Option("--local", help="All of it lies on your own network.", show_default=False)
    ] = False,
    to: MINE = None,
) -> None:
    """Add the feeds of an OPML list to your own sources file; addresses known already are left out.

    Folders, sites and descriptions are kept. What can't be a source is named, the rest is added.
    """
    from flows.settings import load_settings
    from flows.subscriptions import import_list

    settings = load_settings(home=context.obj)
    import_list(settings, to, file, language=language, country=country, fetch=fetch, local=local)


@feeds.command("export", epilog="Example: chipwatch feeds export > chipwatch.opml")
def export_opml(
    context: typer.Context,
    out: Annotated[
        Path | None,
        typer.Option("--out", "-o", metavar="PATH", help="A file [standard output].", show_default=False),
    ] = None,
    everything: Annotated[bool, typer.Option("--all", help="Those that are switched off, too.")] = False,
    sources: SOURCES = None,
) -> None:
    """Write the sources that are on as OPML 2.0, for any reader.

    What OPML has no word for (further addresses, kind, publisher …) is for `feeds import` to read back.
    """
    from flows.settings import load_settings
    from flows.subscriptions import export_list

    export_list(load_settings(home=context.obj, sources=sources), out, everything=everything)
