"""Everything a page says about its article, field by field."""

from __future__ import annotations

import html
import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import urljoin, urlsplit

from selectolax.lexbor import LexborHTMLParser

from extractors.pages.metadata import json_ld
from extractors.pages.metadata.authors import authors
from extractors.pages.metadata.choice import choose
from extractors.pages.metadata.credit import credit
from extractors.pages.metadata.published import modified, published
from extractors.pages.metadata.sources import Sources
from extractors.pages.metadata.titles import title
from records.dates import Confidence, Dated
from records.provenance import UNTOLD, Told

#: Tags kept of one article.
_MOST_TAGS = 30
_MOST_NAMED = 100
#: Between tags that stand in elements of their own.
_MARK = " · "
#: Characters of what should be a yes or a no.
_LONGEST_FLAG = 100
#: An address that joining leaves as it is, at a tenth of the time.
_ABSOLUTE = re.compile(r"https?://[a-z0-9-]+(?:\.[a-z0-9-]+)+(?:/[\w./~%+,=@-]*)?(?:\?[\w./~%+,=@&-]+)?\Z")


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
    #: Who said title, subtitle, authors, canonical, outlet, section, tags, image, free; those that were said.
    told: dict[str, Told]
    sources: Sources

    def credit(self, lines: Iterable[str]) -> tuple[str, Told]:
        """The original that the page credits; `lines` are those that are no part of the article."""
        return credit(self.sources, lines)


def read_metadata(tree: LexborHTMLParser, url: str, now: datetime) -> Metadata:
    """All fields; `url` is the page's final address."""
    sources = Sources(tree, url, now)
    kinds = json_ld.types(sources.item)
    named, told_title = title(sources)
    writers, told_authors = authors(sources)
    free, told_free = _free(sources)
    told = _choices(sources) | {"title": told_title, "authors": told_authors, "free": told_free}
    return Metadata(
        title=named,
        subtitle=_plain(told["subtitle"].raw),
        authors=writers,
        published=published(sources),
        modified=modified(sources),
        canonical=_joined(url, told["canonical"].raw),
        outlet=_plain(sources.outlet),
        section=_plain(told["section"].raw),
        tags=_tags(told["tags"]),
        image=_joined(url, told["image"].raw),
        free=free,
        kind=kinds[0] if kinds else sources.meta("og:type"),
        body=json_ld.text_of(sources.item.get("articleBody")),
        told={field: said for field, said in told.items() if said.method},
        sources=sources,
    )


def _choices(sources: Sources) -> dict[str, Told]:
    """The fields that are the first source's word for it."""
    ld, meta = sources.ld, sources.meta
    tags = ("og", _MARK.join(sources.metas.get("article:tag", [])[:_MOST_NAMED]))
    said = {
        "subtitle": [
            ("json_ld", ld("description")),
            ("og", meta("og:description")),
            ("meta", meta("description")),
        ],
        "canonical": [("link", sources.linked), ("og", meta("og:url"))],
        "outlet": [("og", meta("og:site_name")), ("json_ld", sources.publisher)],
        "section": [("og", meta("article:section")), ("json_ld", ld("articleSection"))],
        "tags": [tags, ("meta", meta("news_keywords", "keywords"))],
        "image": [("og", meta("og:image")), ("meta", meta("twitter:image"))],
    }
    return {field: choose(choices) for field, choices in said.items()}


def _plain(said: str) -> str:
    return " ".join(html.unescape(said).split())


def _joined(base: str, address: str) -> str:
    """The absolute address, "" for what is none ("http://[")."""
    if _ABSOLUTE.match(address):
        return address
    try:
        joined = urljoin(base, address.strip()) if address.strip() else ""
        return joined if urlsplit(joined).hostname else ""
    except ValueError:
        return ""


def _tags(told: Told) -> tuple[str, ...]:
    listed = told.raw.split(_MARK if told.method == "og" else ",")
    return tuple(dict.fromkeys(tag for said in listed if (tag := _plain(said))))[:_MOST_TAGS]


def _free(sources: Sources) -> tuple[bool | None, Told]:
    said = sources.item.get("isAccessibleForFree")
    if said is not None:
        raw = str(said).strip()[:_LONGEST_FLAG]
        free: bool | None = raw.lower() not in ("false", "no", "0")
        return free, Told(raw=raw, method="json_ld", confidence=Confidence.LIKELY)
    raw = sources.meta("article:content_tier")
    free = {"free": True, "locked": False, "metered": False}.get(raw.lower())
    return free, UNTOLD if free is None else Told(raw=raw, method="meta", confidence=Confidence.LIKELY)
