"""schema.org in `<script type="application/ld+json">`: the best source; nine news pages in ten have it."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

from selectolax.lexbor import LexborHTMLParser

#: What describes the article, the best first.
_ARTICLES = (
    "NewsArticle", "ReportageNewsArticle", "AnalysisNewsArticle", "OpinionNewsArticle",
    "BackgroundNewsArticle", "ReviewNewsArticle", "LiveBlogPosting", "BlogPosting", "SocialMediaPosting",
    "Article", "TechArticle", "Report", "AdvertiserContentArticle", "Review", "VideoObject", "WebPage",
)  # fmt: skip
_RANK = {name: rank for rank, name in enumerate(_ARTICLES)}
_OTHER_ARTICLE, _NO_ARTICLE = 50, 99
_INNER = ("@graph", "mainEntity", "mainEntityOfPage", "itemListElement")
#: Items read from one page; an index can hold thousands.
_MOST_ITEMS = 400
#: Names read from one field.
_MOST_NAMES = 40
_CONTROL = re.compile(r"[\x00-\x1f]")
_WRAPPING = re.compile(r"<!--|-->|//<!\[CDATA\[|//\]\]>|/\*<!\[CDATA\[\*/|/\*\]\]>\*/|<!\[CDATA\[|\]\]>")

Item = dict[str, Any]


def read_items(tree: LexborHTMLParser) -> list[Item]:
    """All items of the page, outer before inner; scripts that are no JSON are left out."""
    waiting = [
        value for node in tree.css('script[type*="ld+json"]') if (value := _parse(node.text(deep=True) or ""))
    ]
    items: list[Item] = []
    while waiting and len(items) < _MOST_ITEMS:
        value = waiting.pop(0)
        if isinstance(value, list):
            waiting[:0] = value[:_MOST_ITEMS]
        elif isinstance(value, dict):
            items.append(value)
            waiting += [inner for key in _INNER if isinstance(inner := value.get(key), list | dict)]
    return items


def _parse(raw: str) -> Any:
    for text in (raw, _CONTROL.sub(" ", _WRAPPING.sub("", raw)).strip().rstrip(";")):
        try:
            return json.loads(text, strict=False)
        except (ValueError, RecursionError):
            continue
    return None


def types(item: Item) -> list[str]:
    """The item's types without the vocabulary's address."""
    kind = item.get("@type")
    return [str(name).rsplit("/", 1)[-1] for name in (kind if isinstance(kind, list) else [kind]) if name]


def main_item(items: list[Item]) -> Item:
    """The item that describes the article, {} when none does."""
    best: Item = {}
    best_rank = _NO_ARTICLE
    for item in items:
        rank = min(
            (
                _RANK.get(name, _OTHER_ARTICLE if name.endswith("Article") else _NO_ARTICLE)
                for name in types(item)
            ),
            default=_NO_ARTICLE,
        )
        if rank < best_rank and (item.get("headline") or item.get("datePublished") or item.get("name")):
            best, best_rank = item, rank
    return best


def names(value: Any, items: list[Item], depth: int = 3) -> Iterator[str]:
    """The names in a person, an organisation, a string, or lists of them nested to `depth`.

    An `@id` without a name is looked up among `items`.
    """
    for one in value[:_MOST_NAMES] if isinstance(value, list) else [value]:
        if isinstance(one, str):
            yield sound(one)
        elif isinstance(one, dict):
            named = one if one.get("name") else _by_id(one.get("@id"), items)
            yield from (sound(name) for name in _listed(named.get("name")) if isinstance(name, str))
        elif isinstance(one, list) and depth:
            yield from names(one, items, depth - 1)


def _by_id(identifier: object, items: list[Item]) -> Item:
    if not isinstance(identifier, str):
        return {}
    return next((item for item in items if item.get("@id") == identifier and item.get("name")), {})


def _listed(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]


def text_of(value: Any) -> str:
    """A string, or the first string of a list; "" for all else."""
    first = value[0] if isinstance(value, list) and value else value
    return sound(first.strip()) if isinstance(first, str) else ""


def sound(text: str) -> str:
    """`text` without halves of surrogate pairs: JSON can hold them, UTF-8 and every store refuse them."""
    if text.isascii():
        return text
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
