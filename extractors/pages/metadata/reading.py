"""Everything a page says about its article, field by field."""

from __future__ import annotations

import html
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import urljoin, urlsplit

from selectolax.lexbor import LexborHTMLParser

from extractors.pages.metadata import json_ld
from extractors.pages.metadata.authors import authors
from extractors.pages.metadata.credit import credit
from extractors.pages.metadata.published import modified, published
from extractors.pages.metadata.sources import Sources
from extractors.pages.metadata.titles import title
from records.dates import Dated

#: Tags kept of one article.
_MOST_TAGS = 30


@dataclass(frozen=True, slots=True, kw_only=True)
class Metadata:
    """What a page says about its article; "" and () where it says nothing."""

    title: str
    subtitle: str
    authors: tuple[str, ...]
    published: Dated
    modified: Dated | None
    canonical: str
    outlet: str
    section: str
    tags: tuple[str, ...]
    image: str
    free: bool | None
    #: Type of the JSON-LD item that describes the page, or og:type.
    kind: str
    #: JSON-LD articleBody: a cross-check only, since it is often a teaser.
    body: str
    sources: Sources

    def credit(self, lines: Iterable[str]) -> str:
        """The original that the page credits; `lines` are those that are no part of the article."""
        return credit(self.sources, lines)


def read_metadata(tree: LexborHTMLParser, url: str, now: datetime) -> Metadata:
    """All fields; `url` is the page's final address."""
    sources = Sources(tree, url, now)
    kinds = json_ld.types(sources.item)
    return Metadata(
        title=title(sources),
        subtitle=_plain(sources.ld("description") or sources.meta("og:description", "description")),
        authors=authors(sources),
        published=published(sources),
        modified=modified(sources),
        canonical=_canonical(sources),
        outlet=_plain(sources.outlet),
        section=_plain(sources.meta("article:section") or sources.ld("articleSection")),
        tags=_tags(sources),
        image=_joined(url, sources.meta("og:image", "twitter:image")),
        free=_free(sources),
        kind=kinds[0] if kinds else sources.meta("og:type"),
        body=json_ld.text_of(sources.item.get("articleBody")),
        sources=sources,
    )


def _plain(said: str) -> str:
    return " ".join(html.unescape(said).split())


def _canonical(sources: Sources) -> str:
    node = sources.tree.css_first('link[rel="canonical"]')
    return _joined(sources.url, (node.attributes.get("href") if node else "") or sources.meta("og:url"))


def _joined(base: str, address: str) -> str:
    """The absolute address, "" for what is none ("http://[")."""
    try:
        joined = urljoin(base, address.strip()) if address.strip() else ""
        return joined if urlsplit(joined).hostname else ""
    except ValueError:
        return ""


def _tags(sources: Sources) -> tuple[str, ...]:
    listed = sources.metas.get("article:tag") or sources.meta("news_keywords", "keywords").split(",")
    return tuple(dict.fromkeys(tag for said in listed if (tag := _plain(said))))[:_MOST_TAGS]


def _free(sources: Sources) -> bool | None:
    said = sources.item.get("isAccessibleForFree")
    if said is None:
        tier = sources.meta("article:content_tier").lower()
        return {"free": True, "locked": False, "metered": False}.get(tier)
    return str(said).strip().lower() not in ("false", "no", "0")
