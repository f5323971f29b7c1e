"""JSON Feed 1.0 and 1.1 (jsonfeed.org)."""

from __future__ import annotations

from typing import Any

from feeds.items import Contents, Document, Item
from feeds.kinds.json_text import names_in, parse_json, text_at, texts_in
from feeds.unreadable import UnreadableError
from records.feeds import Outcome


def address(url: str) -> str:
    """A JSON Feed is asked for as it is."""
    return url


def read(document: Document) -> Contents:
    """The items of the feed, in its order."""
    found = parse_json(document)
    if not isinstance(found, dict) or not isinstance(found.get("items"), list):
        raise UnreadableError(document.feed.key, Outcome.NOT_A_FEED, "JSON, but no JSON Feed")
    return Contents(items=[_item(raw) for raw in found["items"] if isinstance(raw, dict)])


def _item(raw: dict[str, Any]) -> Item:
    return Item(
        id=text_at(raw, "id"),
        link=text_at(raw, "url") or text_at(raw, "external_url"),
        title=text_at(raw, "title"),
        summary=text_at(raw, "summary") or text_at(raw, "content_text"),
        content=text_at(raw, "content_html"),
        published=text_at(raw, "date_published"),
        updated=text_at(raw, "date_modified"),
        author=names_in(raw.get("authors") or raw.get("author")),  # 1.1 and 1.0
        tags=texts_in(raw.get("tags")),
    )
