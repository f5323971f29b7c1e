"""The Federal Register's API, `/api/v1/documents.json`; its conditions stand in the configured URL.

Documentation: federalregister.gov/developers/documentation/api/v1.
"""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode, urlsplit

from feeds.items import Contents, Document, Item
from feeds.kinds.json_text import names_in, parse_json, text_at, texts_in
from feeds.unreadable import UnreadableError
from records.feeds import Outcome

_FIELDS = (
    "document_number",
    "html_url",
    "title",
    "abstract",
    "publication_date",
    "type",
    "agencies",
    "topics",
)
_PER_PAGE = 100


def address(url: str) -> str:
    """`url` with the fields that we read, newest first."""
    wanted = [("order", "newest"), ("per_page", str(_PER_PAGE)), *(("fields[]", name) for name in _FIELDS)]
    return f"{url}{'&' if urlsplit(url).query else '?'}{urlencode(wanted)}"


def read(document: Document) -> Contents:
    """The documents, newest first."""
    found = parse_json(document)
    if not isinstance(found, dict) or "count" not in found:
        raise UnreadableError(document.feed.key, Outcome.NOT_A_FEED, "JSON, but no list of documents")
    # The API leaves `results` out when nothing matches.
    return Contents(items=[_item(raw) for raw in found.get("results") or () if isinstance(raw, dict)])


def _item(raw: dict[str, Any]) -> Item:
    return Item(
        id=text_at(raw, "document_number"),
        link=text_at(raw, "html_url"),
        title=text_at(raw, "title"),
        summary=text_at(raw, "abstract"),
        published=text_at(raw, "publication_date"),
        author=names_in(raw.get("agencies")),
        tags=(text_at(raw, "type"), *texts_in(raw.get("topics"))),
    )
