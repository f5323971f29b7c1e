"""RSS 0.9x and 2.0, Atom, RDF: whatever feedparser reads. The only module that knows feedparser.

It is given bytes in UTF-8, never a URL (it would fetch without timeout or cap), never a bare body (it
would take it for a file name); sanitising and link resolving are off: they take two thirds of its time,
and its HTML is treated as hostile anyhow. Its dates are not used, see feeds.dates.
"""

from __future__ import annotations

import io
import re
import threading
from typing import Any

import feedparser

from feeds.cut import cut_known
from feeds.hints import channel_hints
from feeds.items import Contents, Document, Item
from feeds.unreadable import UnreadableError
from records.feeds import Outcome

_ROOT_END = re.compile(rb"</(?:\w+:)?(?:rss|feed|RDF|channel)\s*>", re.IGNORECASE)
#: Bytes at the end of a body among which the root's end tag must stand.
_TAIL = 2_000
# Nobody says that feedparser may be used from several threads; it holds the interpreter anyhow.
_ONE_AT_A_TIME = threading.Lock()
# A wrong charset or Content-Type still leaves a readable feed.
_HARMLESS = (feedparser.CharacterEncodingOverride, feedparser.NonXMLContentType)


def address(url: str) -> str:
    """A feed is asked for as it is."""
    return url


def read(document: Document) -> Contents:
    """The items in the feed's order. UnreadableError when no feed is in the bytes, or half of one."""
    body, unread = cut_known(document.body, document.known) if document.known else (document.body, ())
    parsed = _parsed(body)
    # A login page is not "bozo", it only has no version; b"" has not even the key.
    if not parsed.get("version"):
        raise UnreadableError(document.feed.key, Outcome.NOT_A_FEED, "no feed in the answer")
    problem = parsed.get("bozo_exception")
    # Broken markup is common, and its feeds can be read all the same; one cut off can't be trusted: its
    # last item may be half a link.
    if problem and not isinstance(problem, _HARMLESS) and not _ROOT_END.search(document.body[-_TAIL:]):
        raise UnreadableError(document.feed.key, Outcome.BROKEN, f"the feed is cut off: {problem}")
    return Contents(
        items=[_item(raw) for raw in parsed.entries], unread=unread, hints=channel_hints(document.body)
    )


def _parsed(body: bytes) -> Any:
    with _ONE_AT_A_TIME:
        return feedparser.parse(
            io.BytesIO(body),
            # Without the feed's address: a guid would be resolved against it, and change when the feed moves.
            response_headers={"content-type": "application/xml; charset=utf-8"},
            sanitize_html=False,
            resolve_relative_uris=False,
        )


def _item(raw: Any) -> Item:
    content = raw.get("content") or [{}]
    source = raw.get("source") or {}
    return Item(
        id=_text(raw, "id"),
        link=_text(raw, "link"),
        title=_text(raw, "title"),
        summary=_text(raw, "summary"),
        content=str(content[0].get("value") or ""),
        published=_text(raw, "published") or _text(raw, "created"),
        updated=_text(raw, "updated"),
        author=_text(raw, "author"),
        tags=tuple(str(tag.get("term") or "") for tag in raw.get("tags") or ()),
        credit=str(source.get("title") or ""),
    )


def _text(raw: Any, key: str) -> str:
    # dict.get: feedparser's own falls back from `updated` to `published`, with a warning.
    return str(dict.get(raw, key) or "")
