"""`chipwatch feeds list | check | discover`: what there is, whether it works, what a site offers."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator, Sequence
from dataclasses import asdict
from typing import TYPE_CHECKING

import typer

from feeds.discover import Discovered, discover
from feeds.doctor import Diagnosis, examine
from flows.courtesy import courteous_client, keep_missed, missed
from flows.plan import chosen, listed_feeds
from flows.show import complain, out, print_json_line, print_lines
from flows.walk import utcnow
from records.feeds import Feed, FeedKind
from trends.terminal import counted

if TYPE_CHECKING:
    from flows.settings import Settings


def show_sources(settings: Settings, *, language: str, everything: bool, json: bool) -> None:
    """The sources as a table, or all that is said of them as JSON lines."""
    asked = [feed for feed in listed_feeds(settings).values() if language in ("", feed.language)]
    told = [feed for feed in asked if everything or feed.enabled]
    if json:
        for feed in told:
            print_json_line(_row(feed) | {"urls": feed.urls} | _rest(feed))
        return
    print_lines((line, "") for line in _aligned([_row(feed) for feed in told]))
    off = sum(not feed.enabled for feed in asked)
    hidden = f", {off} more switched off (--all shows them)" if off and not everything else ""
    out.print(f"{counted(len(told), 'source')}{hidden}")


def _row(feed: Feed) -> dict[str, object]:
    more = f" (+{len(feed.urls) - 1})" if len(feed.urls) > 1 else ""
    return {
        "feed": feed.key,
        "language": feed.language,
        "kind": str(feed.kind),
        "fetch": str(feed.fetch),
        "certainty": feed.certainty,
        "on": "on" if feed.enabled else "off",
        "address": feed.urls[0] + more,
    }


def _aligned(rows: Sequence[dict[str, object]]) -> Iterator[str]:
    """One line a row, below its head: nothing is cut off, for an address is there to be copied."""
    table = [list(rows[0]), *([str(value) for value in row.values()] for row in rows)] if rows else []
    wide = [max(len(cell) for cell in column) for column in zip(*table, strict=True)]
    for line in table:
        yield "  ".join(cell.ljust(width) for cell, width in zip(line, wide, strict=True)).rstrip()


def _rest(feed: Feed) -> dict[str, object]:
    row = _row(feed)
    return {
        name: value for name, value in asdict(feed).items() if name not in (*row, "key", "urls", "enabled")
    }


async def check_sources(settings: Settings, keys: Sequence[str], *, json: bool) -> None:
    """A line a source: well or not, what was found, what to do. Exit code 1 when not one is well."""
    sources = listed_feeds(settings)
    asked = chosen(sources, keys) if keys else [feed for feed in sources.values() if feed.enabled]
    well = 0
    async with courteous_client(settings) as client, asyncio.TaskGroup() as group:
        for task in [group.create_task(examine(client, feed, utcnow())) for feed in asked]:
            found = await task
            well += found.is_well
            _tell(found, json=json)
    if not json:
        out.print(f"{counted(len(asked), 'source')}, {well} well")
    if asked and not well:
        raise typer.Exit(1)


def _tell(found: Diagnosis, *, json: bool) -> None:
    if json:
        row = {"feed": found.feed, "verdict": found.verdict, "outcome": found.outcome, "found": found.words}
        print_json_line(row | {"advice": found.advice, "url": found.url})
        return
    advice = f" → {found.advice}" if found.advice else ""
    style = "" if found.is_well else "red"
    print_lines([(f"{found.verdict}  {found.feed}  {found.words}{advice}", style)])


async def discover_sources(settings: Settings, url: str, *, local: bool, again: bool, json: bool) -> None:
    """What the site offers, with how to add it. Exit code 1 when it offers nothing.

    Addresses that gave no feed within the week are left alone, unless `again`.
    """
    now = utcnow()
    held = {} if again else missed(settings, now)
    async with courteous_client(settings) as client:
        discovery = await discover(client, url, now, local=local, misses=held)
    keep_missed(settings, discovery.misses, now)
    for one in discovery.found:
        if json:
            print_json_line(asdict(one))
        else:
            print_lines([(_offered(one), "")])
    if discovery.spared:
        gave = counted(discovery.spared, "place") + " that gave no feed within the week"
        complain(f"{gave} not tried again: --again does")
    if not discovery.found:
        complain(f"no feed found at {url}, linked from it, or in the usual places of its host")
        raise typer.Exit(1)
    if not json:
        print_lines([(f"to follow one: {_how_to_add(discovery.found[0], local=local)}", "dim")])


def _how_to_add(one: Discovered, *, local: bool) -> str:
    kind = "" if one.kind is FeedKind.FEED else f" --kind {one.kind}"
    return f"chipwatch feeds add {one.url} --language CODE{kind}{' --local' if local else ''}"


def _offered(one: Discovered) -> str:
    newest = f", newest {one.newest:%Y-%m-%d %H:%M}" if one.newest else ""
    return f"{one.url}  {one.title}, {counted(one.items, 'item')}{newest}"
