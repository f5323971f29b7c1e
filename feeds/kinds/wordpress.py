"""WordPress REST, `/wp-json/wp/v2/posts`: the newest posts with their full text.

Documentation: developer.wordpress.org/rest-api/reference/posts.
"""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode, urlsplit

from feeds.items import Contents, Document, Item
from feeds.kinds.json_text import parse_json, text_at
from feeds.unreadable import UnreadableError
from records.feeds import Outcome

FIELDS = "id,date_gmt,modified_gmt,link,guid,title,excerpt,content"
#: Posts of one answer; the API allows 100, but full texts are long.
_PER_PAGE = 50


def address(url: str) -> str:
    """`url` with what we want to know; the same each time, so that validators hold."""
    query = urlencode({"per_page": _PER_PAGE, "_fields": FIELDS}, safe=",")
    return f"{url}{'&' if urlsplit(url).query else '?'}{query}"


def read(document: Document) -> Contents:
    """The posts, newest first as the API gives them."""
    found = parse_json(document)
    if not isinstance(found, list) or (found and not any(isinstance(raw, dict) for raw in found)):
        problem = text_at(found, "message") or "JSON, but no list of posts"
        raise UnreadableError(document.feed.key, Outcome.NOT_A_FEED, problem)
    return Contents(items=[item_of(raw) for raw in found if isinstance(raw, dict)])


def item_of(raw: dict[str, Any]) -> Item:
    """One post. Its GMT dates carry no zone; `date` itself is the site's local time and not used."""
    return Item(
        id=text_at(raw, "guid", "rendered") or text_at(raw, "link"),
        link=text_at(raw, "link"),
        title=text_at(raw, "title", "rendered") or text_at(raw, "title"),
        summary=text_at(raw, "excerpt", "rendered"),
        content=text_at(raw, "content", "rendered"),
        published=_utc(text_at(raw, "date_gmt")),
        updated=_utc(text_at(raw, "modified_gmt")),
    )


def _utc(printed: str) -> str:
    return f"{printed}Z" if printed and not printed.endswith("Z") else printed
