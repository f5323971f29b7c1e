"""A download into entries: which kind of source it is, and what stands in it. Pure."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from feeds.challenge import challenge_in
from feeds.charset import as_utf8
from feeds.items import Contents, Document, entries_of
from feeds.kinds import federal_register, json_feed, news_sitemap, syndication, wordpress
from feeds.sitemaps import MAX_BYTES, unpacked
from feeds.unreadable import UnreadableError
from records.feeds import Entry, Feed, FeedKind, Hints, Known, Outcome


class Kind(Protocol):
    """What each module of feeds.kinds offers."""

    def address(self, url: str) -> str:
        """What to ask for: the configured address and, for an API, what it must be told."""

    def read(self, document: Document) -> Contents:
        """The items of a document; UnreadableError when it has none because it is something else."""


_KINDS: dict[FeedKind, Kind] = {
    FeedKind.FEED: syndication,
    FeedKind.JSON_FEED: json_feed,
    FeedKind.NEWS_SITEMAP: news_sitemap,
    FeedKind.WORDPRESS: wordpress,
    FeedKind.FEDERAL_REGISTER: federal_register,
}

#: The first element of a document that tells what it is.
_ROOT = re.compile(
    rb"<(?:\w+:)?(?P<feed>rss|feed|rdf)[\s>]|<(?:\w+:)?(?P<sitemap>urlset|sitemapindex)[\s>]"
    rb"|(?P<html><!doctype\s+html|<html[\s>]|<head[\s>]|<body[\s>])",
    re.IGNORECASE,
)
#: What may stand before the first element, and say `<html>` without meaning it.
_PREAMBLE = re.compile(rb"(?:\s|<\?.*?\?>|<!--.*?-->)*", re.DOTALL)
_TITLE = re.compile(rb"<title[^>]*>\s*(.{1,80}?)\s*</title>", re.IGNORECASE | re.DOTALL)
_JSON_FEED = re.compile(rb'"version"\s*:\s*"https?:\\?/\\?/jsonfeed\.org')


@dataclass(frozen=True, slots=True, kw_only=True)
class Parsed:
    """`entries` in the source's order; `unread` are the ids of known ones that were not parsed.

    `kind`: what the bytes are, whatever the source says.
    """

    kind: FeedKind
    entries: tuple[Entry, ...]
    unread: tuple[str, ...]
    dropped: dict[str, int]
    hints: Hints


def address_of(feed: Feed, url: str) -> str:
    """What to ask for when `url` is polled for `feed`."""
    return _KINDS[feed.kind].address(url)


def parse(
    feed: Feed,
    body: bytes,
    *,
    content_type: str,
    base: str,
    now: datetime,
    known: Known | None = None,
    most: int = MAX_BYTES,
) -> Parsed:
    """What stands in `body`, a gzipped file of at most `most` bytes or plain; UnreadableError for no feed."""
    inside = unpacked(body, most + 1)
    if len(inside) > most:
        raise UnreadableError(feed.key, Outcome.TOO_BIG, "the answer is too big")
    text = as_utf8(inside, content_type)
    kind = _kind_of(feed, text)
    contents = _KINDS[kind].read(Document(feed=feed, body=text, base=base, known=known))
    entries, dropped = entries_of(feed, contents.items, base, now)
    return Parsed(
        kind=kind, entries=tuple(entries), unread=contents.unread, dropped=dropped, hints=contents.hints
    )


def _kind_of(feed: Feed, text: bytes) -> FeedKind:
    """The kind by the bytes themselves: candidate addresses of one source can be of different kinds."""
    begin = _PREAMBLE.match(text)
    head = text[begin.end() if begin else 0 :][:2_000]
    if not head:
        raise UnreadableError(feed.key, Outcome.NOT_A_FEED, "an empty answer")
    if head[:1] in (b"{", b"["):
        return _json_kind(feed, text)
    root = _ROOT.search(head)
    if root and root["html"]:
        raise _not_a_feed(feed, text)
    return FeedKind.NEWS_SITEMAP if root and root["sitemap"] else FeedKind.FEED


def _json_kind(feed: Feed, text: bytes) -> FeedKind:
    if text.lstrip()[:1] == b"[":
        return FeedKind.WORDPRESS
    if _JSON_FEED.search(text):  # anywhere: an object's members have no order
        return FeedKind.JSON_FEED
    return feed.kind if feed.kind in (FeedKind.FEDERAL_REGISTER, FeedKind.JSON_FEED) else FeedKind.WORDPRESS


def _not_a_feed(feed: Feed, text: bytes) -> UnreadableError:
    if name := challenge_in((), text):
        return UnreadableError(feed.key, Outcome.CHALLENGE, f"a bot check ({name}) instead of the feed")
    title = _TITLE.search(text[:20_000])
    words = f", titled “{title[1].decode('utf-8', 'replace')}”" if title else ""
    return UnreadableError(feed.key, Outcome.NOT_A_FEED, f"an HTML page{words}")
