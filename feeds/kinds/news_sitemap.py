"""A Google news sitemap: the last two days of a site, at most a thousand articles."""

from __future__ import annotations

import re

from feeds.items import Contents, Document, Item
from feeds.sitemaps import Place, Sitemap, parse_sitemap
from feeds.unreadable import UnreadableError
from records.feeds import Outcome

_ROOT_END = re.compile(rb"</(?:\w+:)?urlset\s*>", re.IGNORECASE)
#: Bytes at the end of a body among which the root's end tag must stand.
_TAIL = 2_000


def address(url: str) -> str:
    """A sitemap is asked for as it is."""
    return url


def read(document: Document) -> Contents:
    """The pages that the sitemap lists; UnreadableError for an index of sitemaps, or for half of one."""
    sitemap = parse_sitemap(document.body)
    if sitemap is None or sitemap.sitemaps:
        problem = f"an index: its news are in {_newest(sitemap)}" if sitemap else "no sitemap in the answer"
        raise UnreadableError(document.feed.key, Outcome.NOT_A_FEED, problem)
    # As with a feed: the last address of one that is cut off may be half an address.
    if sitemap.pages and not _ROOT_END.search(document.body[-_TAIL:]):
        raise UnreadableError(document.feed.key, Outcome.BROKEN, "the sitemap is cut off")
    return Contents(items=[_item(place) for place in sitemap.pages])


def _newest(index: Sitemap) -> str:
    """The address of a sitemap that has `news` in it, else of the one changed last."""
    by_news = max(index.sitemaps, key=lambda place: ("news" in place.loc.lower(), place.lastmod))
    return by_news.loc


def _item(place: Place) -> Item:
    return Item(
        id=place.loc,
        link=place.loc,
        title=place.title,
        published=place.published,
        updated=place.lastmod,
        tags=tuple(keyword.strip() for keyword in place.keywords.split(",")) if place.keywords else (),
        credit=place.publication,
    )
