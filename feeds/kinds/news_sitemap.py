"""A Google news sitemap: the last two days of a site, at most a thousand articles."""

from __future__ import annotations

from feeds.items import Contents, Document, Item
from feeds.sitemaps import Place, parse_sitemap
from feeds.unreadable import UnreadableError
from records.feeds import Outcome


def address(url: str) -> str:
    """A sitemap is asked for as it is."""
    return url


def read(document: Document) -> Contents:
    """The pages that the sitemap lists; UnreadableError for an index of sitemaps, too."""
    sitemap = parse_sitemap(document.body)
    if sitemap is None or sitemap.sitemaps:
        problem = "an index of sitemaps, no news" if sitemap else "no sitemap in the answer"
        raise UnreadableError(document.feed.key, Outcome.NOT_A_FEED, problem)
    return Contents(items=[_item(place) for place in sitemap.pages])


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
