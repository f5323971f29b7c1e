"""Items as any kind of source prints them, and the entries that they become.

Each kind only finds strings; what they mean (canonical URL, date, the same item twice) is decided here.
"""

from __future__ import annotations

import html
import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from urllib.parse import urljoin, urlsplit

from feeds.dates import read_date
from feeds.identity import canonical_url
from records.feeds import NO_HINTS, Entry, Feed, Hints, Known

#: Characters kept of each field; beyond them no feed has anything but rubbish or an attack.
_TITLE, _ID, _SUMMARY, _CONTENT = 1_000, 2_000, 20_000, 1_000_000

#: What opens a stretch that nobody sees, and what closes it.
_OPENS = re.compile(r"<(script|style)\b|<!--", re.IGNORECASE)
_CLOSES = {
    "script": re.compile(r"</script\s*>", re.IGNORECASE),
    "style": re.compile(r"</style\s*>", re.IGNORECASE),
    "": re.compile("-->"),
}
_SPACE = re.compile(r"\s")
#: How an address begins, and one that has a host.
_BEGUN, _HOSTED = (
    re.compile(r"https?:|//", re.IGNORECASE),
    re.compile(r"(?:https?:)?//[^/?#\s]", re.IGNORECASE),
)
_TAG = re.compile(r"</?[a-zA-Z][^<>]*>")


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """One item's strings, as printed; HTML where the source has HTML."""

    id: str = ""
    link: str = ""
    title: str = ""
    summary: str = ""
    content: str = ""
    published: str = ""
    updated: str = ""
    author: str = ""
    tags: tuple[str, ...] = ()
    credit: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """What a kind is given to read: UTF-8 bytes and what is known of the feed they came from."""

    feed: Feed
    body: bytes
    #: The address that relative links are relative to.
    base: str
    known: Known | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Contents:
    """What a kind has read."""

    items: list[Item]
    hints: Hints = NO_HINTS
    #: Ids of items left unread, because the file holds them as they stand here.
    unread: tuple[str, ...] = ()


def plain_text(fragment: str) -> str:
    """The words of an HTML fragment, or of text escaped once too often, on one line."""
    text = fragment
    for _ in range(2):  # escaped, and escaped again by a careless template
        text = _TAG.sub(" ", _visible(text))
        text = html.unescape(text)
    return " ".join(text.split())


def _visible(text: str) -> str:
    """Without scripts, styles and comments; one that is never closed goes on to the end. Linear in `text`."""
    parts, at = [], 0
    while opened := _OPENS.search(text, at):
        parts.append(text[at : opened.start()])
        closed = _CLOSES[(opened[1] or "").lower()].search(text, opened.end())
        at = closed.end() if closed else len(text)
    return " ".join([*parts, text[at:]])


def title_of(printed: str) -> str:
    """A title as entries have it."""
    return plain_text(printed)[:_TITLE]


def entries_of(
    feed: Feed, items: Iterable[Item], base: str, now: datetime
) -> tuple[list[Entry], dict[str, int]]:
    """The entries in the source's own order, and how many items were dropped, by reason.

    An id that stands on items with different addresses names neither of them: their ids are the addresses.
    """
    found: list[Entry] = []
    dropped: Counter[str] = Counter()
    for item in items:
        link = _link(item, base)
        if link:
            found.append(_entry(feed, item, link, now))
        else:
            dropped["no_link"] += 1
    urls_of: dict[str, set[str]] = {}
    for entry in found:
        urls_of.setdefault(entry.id, set()).add(entry.url)
    unique: dict[str, Entry] = {}
    for entry in found:
        told_apart = replace(entry, id=entry.url) if len(urls_of[entry.id]) > 1 else entry
        if unique.setdefault(told_apart.id, told_apart) is not told_apart:
            dropped["duplicate"] += 1
    return list(unique.values()), dict(dropped)


def _link(item: Item, base: str) -> str:
    """The item's address, absolute; its id where that is one; "" for none that a page can lie at."""
    for candidate in (item.link.strip(), item.id.strip()):
        if _BEGUN.match(candidate) and not _HOSTED.match(candidate):
            continue  # joined with the feed's own address it would become that
        try:
            link = urljoin(base, candidate) if candidate == item.link.strip() else candidate
            parts = urlsplit(link)
        except ValueError:
            continue
        if candidate and parts.scheme in ("http", "https") and parts.hostname and not _SPACE.search(link):
            return link
    return ""


def _entry(feed: Feed, item: Item, link: str, now: datetime) -> Entry:
    return Entry(
        feed=feed.key,
        id=(item.id.strip() or link)[:_ID],
        url=canonical_url(link),
        link=link,
        title=title_of(item.title),
        summary=plain_text(item.summary[:_CONTENT])[:_SUMMARY],
        content=item.content[:_CONTENT],
        published=read_date(item.published or item.updated, feed.language, now, feed.country),
        updated=read_date(item.updated, feed.language, now, feed.country) if item.updated else None,
        author=plain_text(item.author)[:_TITLE],
        tags=tuple(dict.fromkeys(tag for tag in map(plain_text, item.tags) if tag)),
        credit=plain_text(item.credit)[:_TITLE],
    )
