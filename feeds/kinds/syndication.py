"""RSS 0.9x and 2.0, Atom, RDF: whatever feedparser reads. The only module that knows feedparser.

It is given bytes in UTF-8, never a URL (it would fetch without timeout or cap), never a bare body (it
would take it for a file name); sanitising and link resolving are off: they take two thirds of its time,
and its HTML is treated as hostile anyhow. Its dates are not used, see feeds.dates.
"""

from __future__ import annotations

import io
import re
import threading
from collections.abc import Iterator
from typing import Any
from xml.sax import SAXParseException

import feedparser

from feeds.cut import cut_known
from feeds.hints import channel_hints
from feeds.items import Contents, Document, Item
from feeds.kinds.xml_text import CAPTION, mended
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
    whole = mended(document.body)
    body, unread = cut_known(whole, document.known) if document.known else (whole, ())
    parsed = _parsed(body)
    # A login page is not "bozo", it only has no version; b"" has not even the key.
    if not parsed.get("version"):
        raise UnreadableError(document.feed.key, Outcome.NOT_A_FEED, "no feed in the answer")
    problem = parsed.get("bozo_exception")
    # Broken markup is common, and its feeds can be read all the same; one cut off can't be trusted: its
    # last item may be half a link.
    if problem and not isinstance(problem, _HARMLESS) and not _ROOT_END.search(document.body[-_TAIL:]):
        raise UnreadableError(document.feed.key, Outcome.BROKEN, f"the feed is cut off{_where(problem)}")
    return Contents(
        items=[_item(raw) for raw in parsed.entries], unread=unread, hints=channel_hints(document.body)
    )


def _where(problem: Exception) -> str:
    line = problem.getLineNumber() if isinstance(problem, SAXParseException) else None
    return f" in line {line}" if line else ""


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
    # A second description, or a third, becomes content, too: the text is the longest.
    contents = [str(part.get("value") or "") for part in raw.get("content") or ()]
    source = raw.get("source") or {}
    return Item(
        id=_text(raw, "id"),
        link=_link(raw),
        title=_text(raw, "title"),
        summary=_text(raw, "summary") or _text(raw, f"media_{CAPTION}"),
        content=max(contents, key=len, default=""),
        published=_text(raw, "published") or _text(raw, "created"),
        updated=_text(raw, "updated"),
        author=", ".join(_names(raw)),
        tags=tuple(str(tag.get("term") or "") for tag in raw.get("tags") or ()),
        credit=str(source.get("title") or ""),
    )


def _link(raw: Any) -> str:
    """The page's address: where FeedBurner took it from, the link, an id that is one."""
    link = _text(raw, "feedburner_origlink") or _text(raw, "link")
    # feedparser takes any id for a link where there is none: `12345` lies nowhere.
    return link if link != _text(raw, "id") or link.startswith(("http", "/")) else ""


def _names(raw: Any) -> Iterator[str]:
    """The authors, each once: their names, else their addresses."""
    people = [person for person in raw.get("authors") or () if person]
    named = [str(person.get("name") or person.get("email") or "") for person in people]
    yield from dict.fromkeys(name for name in named or [_text(raw, "author")] if name)


def _text(raw: Any, key: str) -> str:
    # dict.get: feedparser's own falls back from `updated` to `published`, with a warning.
    return str(dict.get(raw, key) or "")
