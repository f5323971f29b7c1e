"""Sitemaps (sitemaps.org 0.9) and Google's news extension: bytes to addresses. Pure.

A sitemap lists pages or other sitemaps; it may be gzipped as a file, whatever the headers say.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator
from dataclasses import dataclass

from lxml import etree

#: The standard's own limit, after decompression.
MAX_BYTES = 50 * 1024 * 1024


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """One `<url>` or `<sitemap>`; strings as printed, "" for what is missing."""

    loc: str
    lastmod: str = ""
    #: Only in a news sitemap.
    title: str = ""
    published: str = ""
    publication: str = ""
    keywords: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sitemap:
    """`pages` or, for a sitemap index, `sitemaps`; in the file's order."""

    pages: tuple[Place, ...] = ()
    sitemaps: tuple[Place, ...] = ()


def parse_sitemap(body: bytes) -> Sitemap | None:
    """What the bytes list; None when they are no sitemap. Broken markup is read as far as it goes."""
    parser = etree.XMLParser(
        recover=True, resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True
    )
    try:
        root = etree.fromstring(unpacked(body), parser)
    except etree.XMLSyntaxError:
        return None
    if root is None or not isinstance(root.tag, str):
        return None
    name = root.tag.rpartition("}")[2]
    if name == "urlset":
        return Sitemap(pages=tuple(_places(root, "url")))
    return Sitemap(sitemaps=tuple(_places(root, "sitemap"))) if name == "sitemapindex" else None


def unpacked(body: bytes, most: int = MAX_BYTES) -> bytes:
    """The bytes inside, at most so many, when these are gzip; b"" when they only look so."""
    if not body.startswith(b"\x1f\x8b"):
        return body
    try:
        return zlib.decompressobj(wbits=31).decompress(body, most)
    except zlib.error:
        return b""


def _places(root: etree._Element, name: str) -> Iterator[Place]:
    for node in root.iter(f"{{*}}{name}"):
        loc = _text(node, "loc")
        if loc:
            news = _child(node, "news")
            yield Place(
                loc=loc,
                lastmod=_text(node, "lastmod"),
                title=_text(news, "title"),
                published=_text(news, "publication_date"),
                publication=_text(_child(news, "publication"), "name"),
                keywords=_text(news, "keywords"),
            )


def _child(node: etree._Element | None, name: str) -> etree._Element | None:
    """By its local name: the news namespace comes with http and https, and undeclared."""
    for child in node if node is not None else ():
        if isinstance(child.tag, str) and re.split("[}:]", child.tag)[-1] == name:
            return child
    return None


def _text(node: etree._Element | None, name: str) -> str:
    child = _child(node, name)
    return (child.text or "").strip() if child is not None else ""
