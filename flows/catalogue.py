"""`chipwatch feeds …`: show, try, add, find, import and export sources."""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from rich.markup import escape

from feeds.discover import discover
from feeds.doctor import check
from feeds.opml import read_opml, write_opml
from feeds.sources import SHIPPED, read_sources
from feeds.subscribe import add_to, as_table, key_for, site_of
from flows.plan import chosen
from flows.show import err, out, print_json_line, rows_table
from flows.walk import open_client, utcnow
from records.errors import ConfigError
from records.feeds import Feed, Fetch

if TYPE_CHECKING:
    from flows.settings import Settings


def all_sources(settings: Settings) -> dict[str, Feed]:
    """Every source, on or off."""
    return read_sources(([SHIPPED] if settings.shipped_sources else []) + settings.sources)


def show_sources(settings: Settings, *, language: str, everything: bool, json: bool) -> None:
    """The sources as a table or as JSON lines."""
    rows: list[dict[str, object]] = [
        {
            "feed": feed.key,
            "language": feed.language,
            "fetch": str(feed.fetch),
            "certainty": feed.certainty,
            "on": "on" if feed.enabled else "off",
            "address": feed.urls[0] + (f" (+{len(feed.urls) - 1})" if len(feed.urls) > 1 else ""),
        }
        for feed in all_sources(settings).values()
        if (everything or feed.enabled) and language in ("", feed.language)
    ]
    if json:
        for row in rows:
            print_json_line(row)
        return
    if rows:
        out.print(rows_table(rows))
    out.print(f"{len(rows)} sources")


async def check_sources(settings: Settings, keys: Sequence[str], *, json: bool) -> None:
    """A line a source: well or not, what was found, what to do."""
    sources = all_sources(settings)
    asked = chosen(sources, keys) if keys else [feed for feed in sources.values() if feed.enabled]
    async with open_client(settings) as client:
        found = await check(client, asked, utcnow())
    for one in found:
        row = {"feed": one.feed, "outcome": one.outcome, "found": one.words, "advice": one.advice}
        if json:
            print_json_line(row)
        else:
            mark = "[green]well[/]" if one.outcome.is_good else f"[red]{one.outcome}[/]"
            advice = f" → {one.advice}" if one.advice else ""
            out.print(f"{mark}  [bold]{one.feed}[/]  {escape(one.words + advice)}")


def add_source(
    settings: Settings,
    to: Path,
    *,
    url: str,
    language: str,
    country: str,
    title: str,
    key: str,
    matching: bool,
) -> None:
    """Append a source of the user's, unless its address or key is there already."""
    taken = _with_mine(settings, to)
    if known := next((feed for feed in taken.values() if url in feed.urls), None):
        raise ConfigError(url, f"is there already, as {known.key}")
    if key in taken:
        raise ConfigError(f"--key {key}", "is taken", "choose another")
    name = title or site_of(url)
    feed = Feed(
        key=key or key_for(name, taken),
        title=name,
        urls=(url,),
        outlet=name,
        family=name,
        language=language,
        country=country,
        fetch=Fetch.MATCHING if matching else Fetch.ALL,
    )
    _append(to, [feed])
    _tell(settings, to, [feed])


async def discover_sources(settings: Settings, url: str, *, json: bool) -> None:
    """What the site offers, with how to add it."""
    async with open_client(settings) as client:
        found = (await discover(client, url, utcnow())).found
    for one in found:
        newest = f", newest {one.newest:%Y-%m-%d %H:%M}" if one.newest else ""
        if json:
            print_json_line({"url": one.url, "title": one.title, "items": one.items, "newest": one.newest})
        else:
            out.print(escape(f"{one.url}  {one.title}, {one.items} items{newest}"))
    if not found:
        err.print(escape(f"no feed found at {url}, linked from it, or in the usual places of its host"))


def import_list(settings: Settings, to: Path, file: Path, *, language: str, country: str) -> None:
    """Append the feeds of an OPML list whose addresses are not there yet."""
    try:
        listed = read_opml(file.read_bytes(), str(file))
    except OSError as error:
        raise ConfigError(str(file), f"cannot be read: {error.strerror}") from error
    taken = _with_mine(settings, to)
    known = {url for feed in taken.values() for url in feed.urls}
    added: list[Feed] = []
    for one in listed:
        if one.url in known:
            continue
        key = key_for(one.title, taken)
        feed = Feed(
            key=key, title=one.title, urls=(one.url,), outlet=one.title, family=site_of(one.url),
            language=one.language or language, country=country,
        )  # fmt: skip
        taken[key] = feed
        added.append(feed)
    _append(to, added)
    _tell(settings, to, added)


def export_list(settings: Settings, file: Path | None) -> None:
    """The sources that are on, as OPML."""
    opml = write_opml(feed for feed in all_sources(settings).values() if feed.enabled)
    if file is None:
        sys.stdout.buffer.write(opml)
    else:
        file.write_bytes(opml)


def _with_mine(settings: Settings, to: Path) -> dict[str, Feed]:
    """All sources, those of the file that is to grow among them, named by the settings or not."""
    mine = [to] if to.exists() and to not in settings.sources else []
    shipped = [SHIPPED] if settings.shipped_sources else []
    return read_sources([*shipped, *settings.sources, *mine])


def _append(to: Path, feeds: Sequence[Feed]) -> None:
    """All of them, or none when one is no source that we could read again; raises ConfigError."""
    with tempfile.TemporaryDirectory() as folder:
        draft = Path(folder) / "sources.toml"
        for feed in feeds:
            draft.unlink(missing_ok=True)
            add_to(draft, feed)
            try:
                read_sources([draft])
            except ConfigError as error:
                raise ConfigError(feed.urls[0], error.problem, error.remedy) from error
    for feed in feeds:
        add_to(to, feed)


def _tell(settings: Settings, to: Path, added: Sequence[Feed]) -> None:
    for feed in added:
        out.print(escape(as_table(feed)))
    out.print(f"{len(added)} added to {to}")
    if to not in settings.sources and to.resolve() not in [path.resolve() for path in settings.sources]:
        out.print(f'to poll them: sources = ["{to}"] in chipwatch.toml, or --sources {to}')
