"""The past by sitemaps: from robots.txt or the usual places, through indexes, to dated pages."""

from __future__ import annotations

import re
from collections import OrderedDict, deque
from collections.abc import AsyncIterator
from datetime import datetime
from weakref import WeakKeyDictionary

from feeds.client import Client
from feeds.dates import read_date
from feeds.download import ACCEPT_FEED
from feeds.history.past import origin_of, within
from feeds.items import Item, entries_of
from feeds.refusals import as_error
from feeds.sitemaps import MAX_BYTES, Place, Sitemap, parse_sitemap
from records.dates import Confidence
from records.errors import FetchError, GoneError
from records.feeds import Entry, Feed

#: Where sitemaps lie when robots.txt names none: Yoast, WordPress's own, everybody else.
_USUAL = ("/sitemap_index.xml", "/wp-sitemap.xml", "/sitemap.xml")
#: Sitemaps of one site that we read at most for one window.
_MOST = 500

#: Sitemaps kept of each run; the largest have 50,000 addresses.
_KEEP = 50
_KEPT: WeakKeyDictionary[Client, OrderedDict[str, Sitemap | None]] = WeakKeyDictionary()

# Sitemaps of things that are no articles, by the names that Yoast, WordPress and news systems give them.
_NO_ARTICLES = re.compile(
    r"(?:categor|tag|author|autor|users?-|image|video|quote|ticker|page-sitemap|product)", re.IGNORECASE
)
# `sitemap-2026-03.xml`, `sitemap.xml?yyyy=2026&mm=03&dd=01`: the month of what a sitemap lists.
_MONTH_IN_NAME = re.compile(r"(?<!\d)((?:19|20)\d\d)(?:[-_./]|&mm=)?(0[1-9]|1[0-2])(?!\d\d\d)")
_DATE_IN_PATH = re.compile(r"/((?:19|20)\d\d)[/-]([01]\d)[/-]([0-3]\d)(?=[/_-]|$)")


async def entries(client: Client, feed: Feed, since: datetime, until: datetime) -> AsyncIterator[Entry]:
    """The pages that may have been published in [since, until): by their news date, the date in their
    address, or, since nothing is published after it was modified, a `lastmod` not before `since`.

    A sitemap that can't be read, or one too many, is a FetchError: the window was not walked whole.
    """
    met: set[str] = set()
    waiting = deque(await _first(client, feed))
    asked: set[str] = set()
    while waiting:
        url = waiting.popleft()
        if url in asked:
            continue
        if len(asked) == _MOST:
            raise FetchError(url, "too_many_sitemaps")
        asked.add(url)
        sitemap = await _sitemap(client, feed, url)
        if sitemap is None:
            raise FetchError(url, "no_sitemap")
        waiting.extend(
            place.loc for place in _newest_first(sitemap.sitemaps) if _may_hold(place, since, until)
        )
        items = [_item(place) for place in sitemap.pages if _may_be_in(place, since, until)]
        for entry in entries_of(feed, items, url, until)[0]:
            if entry.url not in met and within(entry.published, since, until):
                met.add(entry.url)
                yield entry


async def _first(client: Client, feed: Feed) -> list[str]:
    """The sitemaps to begin with. GoneError when the site has none."""
    if feed.history_url:
        return [feed.history_url]
    origin = origin_of(feed)
    named = await client.robots.sitemaps(origin, local=feed.local)
    if named:
        return named
    for path in _USUAL:
        if await _sitemap(client, feed, origin + path):
            return [origin + path]
    raise GoneError(origin, "no_sitemap")


async def _sitemap(client: Client, feed: Feed, url: str) -> Sitemap | None:
    """What lies at `url`, asked for once a run however many windows are walked: see `_asked`."""
    kept = _KEPT.setdefault(client, OrderedDict())
    if url not in kept:
        kept[url] = await _asked(client, feed, url)
        if len(kept) > _KEEP:
            kept.popitem(last=False)
    return kept[url]


async def _asked(client: Client, feed: Feed, url: str) -> Sitemap | None:
    """What lies at `url`; None for nothing there, or something else. FetchError when it can't be had."""
    answer = await client.fetch(
        url, local=feed.local, accept=ACCEPT_FEED, body_limit=MAX_BYTES, as_robot=True
    )
    if answer.status in (404, 410):
        return None
    if answer.status != 200:
        raise as_error(answer)
    return parse_sitemap(answer.body)


def _newest_first(places: tuple[Place, ...]) -> list[Place]:
    """Undated sitemaps last, in the index's own order."""
    return sorted(places, key=lambda place: place.lastmod, reverse=True)


def _may_hold(place: Place, since: datetime, until: datetime) -> bool:
    """Whether a sitemap can list articles of the window."""
    if _NO_ARTICLES.search(place.loc.rsplit("/", 1)[-1]):
        return False
    month = _MONTH_IN_NAME.search(place.loc.rsplit("/", 1)[-1])
    named = (int(month[1]), int(month[2])) if month else None
    if named and not (since.year, since.month) <= named <= (until.year, until.month):
        return False
    return _modified_since(place, since, until)


def _may_be_in(place: Place, since: datetime, until: datetime) -> bool:
    return bool(place.published or _day_in(place.loc)) or _modified_since(place, since, until)


def _modified_since(place: Place, since: datetime, until: datetime) -> bool:
    modified = read_date(place.lastmod, "en", until)
    if modified.value is None:
        return True
    return modified.value >= since or (
        modified.confidence is Confidence.DAY and modified.value.date() >= since.date()
    )


def _day_in(url: str) -> str:
    """The day that stands in a page's address, as an ISO date; "" when none does."""
    found = _DATE_IN_PATH.search(url)
    return "-".join(found.groups()) if found else ""


def _item(place: Place) -> Item:
    in_address = _day_in(place.loc)
    return Item(
        id=place.loc,
        link=place.loc,
        title=place.title,
        published=place.published or in_address,
        updated=place.lastmod if place.published or in_address else "",
        credit=place.publication,
    )
