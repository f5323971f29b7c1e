"""The sources of a page's metadata, each read once: JSON-LD, `<meta>`, the heading."""

from __future__ import annotations

import html
from datetime import datetime, tzinfo
from functools import cached_property

from selectolax.lexbor import LexborHTMLParser, LexborNode

from extractors.pages.identity import host_of
from extractors.pages.metadata import json_ld
from extractors.pages.metadata.dates import home_zone

#: Characters: a shorter h1 is the outlet's name or a section.
_SHORTEST_HEADING = 9
#: What is read of a page that was made to be large: headings looked at, characters of one, `<meta>`s, and
#: characters of any other field.
_MOST_HEADINGS, _LONGEST_HEADING, _MOST_METAS, _LONGEST_FIELD = 100, 1_000, 2_000, 10_000
#: Characters of a language's name.
_LONGEST_LANGUAGE = 100


class Sources:
    """One page's sources. `url` is its final address; `now` tells dates in the future from others."""

    def __init__(self, tree: LexborHTMLParser, url: str, now: datetime) -> None:
        self.tree, self.url, self.now = tree, url, now
        self.metas = _metas(tree)
        link = tree.css_first('link[rel="canonical"]')
        self.linked = (link.attributes.get("href") if link else "") or ""
        #: Of a saved page, whose address nobody knows, by the address that it gives itself.
        self.host = (host_of(url) or host_of(self.linked) or host_of(self.meta("og:url"))).removeprefix(
            "www."
        )
        self.items = json_ld.read_items(tree)
        self.item = json_ld.main_item(self.items)
        publishers = json_ld.names(self.item.get("publisher"), self.items)
        self.publisher = next(publishers, "")[:_LONGEST_FIELD]
        self.outlet = html.unescape(self.meta("og:site_name") or self.publisher)

    def meta(self, *names: str) -> str:
        """The first of these `<meta>`s that the page has."""
        return next((self.metas[name][0] for name in names if name in self.metas), "")

    def ld(self, name: str) -> str:
        """A string of the JSON-LD item that describes the article."""
        return json_ld.text_of(self.item.get(name))[:_LONGEST_FIELD]

    @cached_property
    def outlets(self) -> tuple[str, ...]:
        """Names that are the outlet's own."""
        return self.outlet, self.publisher, self.host.split(".")[0]

    @cached_property
    def heading(self) -> str:
        """The page's longest h1."""
        texts = (_beginning(node, " ") for node in self.tree.css("h1")[:_MOST_HEADINGS])
        return max((text for text in texts if len(text) >= _SHORTEST_HEADING), key=len, default="")

    @cached_property
    def page_title(self) -> str:
        """`<title>`, white space folded."""
        node = self.tree.css_first("title")
        return _beginning(node) if node else ""

    @cached_property
    def language(self) -> str:
        """What `<html lang>` says, "" when it says nothing."""
        root = self.tree.css_first("html[lang]")
        return ((root.attributes.get("lang") if root else "") or "").strip()[:_LONGEST_LANGUAGE]

    @property
    def day_first(self) -> bool:
        """Whether 04/05/2026 is the fourth of May: not on American pages, many of which say only "en"."""
        return self.language.lower() not in ("en", "en-us", "en_us")

    @cached_property
    def zone(self) -> tzinfo:
        """Where a clock without a zone stands."""
        return home_zone(self.host)

    def texts(self, selector: str, most: int, longest: int) -> list[str]:
        """`content` or text of the first `most` elements, those longer than `longest` left out."""
        nodes = self.tree.css(selector)[:most]
        texts = (node.attributes.get("content") or node.text(deep=True) for node in nodes)
        return [text for text in texts if text and len(text) < longest]


def _metas(tree: LexborHTMLParser) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for node in tree.css("meta[content]")[:_MOST_METAS]:
        attributes = node.attributes
        name = attributes.get("property") or attributes.get("name") or attributes.get("itemprop")
        content = attributes.get("content")
        if name and content:
            found.setdefault(name.lower(), []).append(content[:_LONGEST_FIELD])
    return found


def _beginning(node: LexborNode, between: str = "") -> str:
    """The element's text, white space folded; of a very long one the beginning."""
    pieces: list[str] = []
    left = _LONGEST_HEADING
    for inner in node.traverse(include_text=True):
        if inner.tag == "-text":
            pieces.append((inner.text_content or "")[:left])
            left -= len(pieces[-1])
        if left <= 0:
            break
    return " ".join(between.join(pieces).split())
