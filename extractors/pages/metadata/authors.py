"""Who wrote the article: the first source that names persons, the outlet's own name when none does.

Measured on 257 pages, right when taken alone: JSON-LD .81, meta author .325, byline elements .183; together
.87.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from extractors.pages.metadata import json_ld
from extractors.pages.metadata.bylines import clean_names, is_outlet
from extractors.pages.metadata.sources import Sources

_METAS = ("author", "parsely-author", "sailthru.author", "dc.creator", "byl", "cxenseparse:author")
_ELEMENTS = ('[itemprop="author"] [itemprop="name"], [itemprop="author"]', '[rel="author"]')
_BYLINES = (
    '[class*="byline" i] a, [class*="author" i] a[href*="author" i], [class*="author-name" i],'
    ' [class*="autor" i] a, [class*="firma" i] a, [class*="autore" i]'
)
#: Where else a name may stand; only what looks like a person's name is taken.
_AROUND = (
    '[class*="byline" i], [class*="author" i], [class*="autor" i], [data-testid*="author" i],'
    ' a[href*="/author" i]'
)
_PERSON = re.compile(
    r"[A-ZÀ-Þ][\w.'’-]*(?: (?:(?:de|van|von|der|di|da|del|la|bin|al) )*[A-ZÀ-Þ][\w.'’-]*){1,3}"
)
#: Elements looked at, and characters above which one is no name.
_MOST, _LONGEST = 4, 80


def authors(sources: Sources) -> tuple[str, ...]:
    """The writers, in the page's order."""
    outlet: list[str] = []
    for names in _candidates(sources):
        persons = [name for name in names if not is_outlet(name, sources.outlets)]
        if persons:
            return tuple(persons if outlet else names)
        outlet = outlet or names
    return tuple(outlet or clean_names(sources.texts(_BYLINES, _MOST, _LONGEST)) or _persons(sources))


def _persons(sources: Sources) -> list[str]:
    names = clean_names(sources.texts(_AROUND, _MOST, _LONGEST))
    return [name for name in names if _PERSON.fullmatch(name) and not is_outlet(name, sources.outlets)]


def _candidates(sources: Sources) -> Iterator[list[str]]:
    yield clean_names(json_ld.names(sources.item.get("author"), sources.items))
    for item in sources.items:
        if item is not sources.item and item.get("author"):
            yield clean_names(json_ld.names(item["author"], sources.items))
    meta = sources.meta(*_METAS)
    yield clean_names([meta] if meta else [])
    yield clean_names(sources.metas.get("article:author", []))
    for selector in _ELEMENTS:
        yield clean_names(sources.texts(selector, _MOST, _LONGEST))
