"""A page read by its outlet's rule.

lexbor finds the container on the parsed page; BeautifulSoup, forty times slower on a whole page, works on
that fragment. What is left goes through the same walk and the same line rules as any other page.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from selectolax.lexbor import LexborHTMLParser, LexborNode

from extractors.pages.blocks import Outline
from extractors.pages.container import Container
from extractors.pages.general import Body, select
from extractors.pages.noise import settle_noise, weigh
from extractors.pages.sites import Layout, Site
from extractors.pages.tree import outline
from records.news import Removed

#: Characters that a rule must find; with less it is out of date, and the general reader goes on.
_LEAST = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class Ruled:
    """What a rule found; `why` names rule and layout."""

    body: Body
    page: Outline
    subtitle: str
    why: str


def read_site(tree: LexborHTMLParser, site: Site, day: date) -> Ruled | None:
    """The body by the first layout of that day that finds one; None when none does."""
    for number, layout in enumerate(site.layouts, 1):
        nodes = _outermost(tree.css(layout.body)) if layout.covers(day) else []
        if not nodes:
            continue
        standfirst = tree.css_first(layout.subtitle) if layout.subtitle else None
        subtitle = " ".join(standfirst.text(deep=True, separator=" ").split()) if standfirst else ""
        body, page = _read(nodes, layout)
        if sum(len(block.text) for block in body.blocks) >= _LEAST:
            return Ruled(body=body, page=page, subtitle=subtitle, why=f"{site.key}, layout {number}")
    return None


def _outermost(nodes: list[LexborNode]) -> list[LexborNode]:
    """Each of `nodes` once (a list of selectors gives some twice), without those that stand in another."""
    unique = {node.mem_id: node for node in nodes}
    return [node for node in unique.values() if not _stands_in(node.parent, unique.keys())]


def _stands_in(node: LexborNode | None, chosen: Collection[int]) -> bool:
    while node is not None:
        if node.mem_id in chosen:
            return True
        node = node.parent
    return False


def _read(nodes: list[LexborNode], layout: Layout) -> tuple[Body, Outline]:
    # lexbor knows in no time which selectors match at all; only those are worth a soup.
    drop = {
        reason: selector
        for reason, selector in layout.drop.items()
        if any(node.css_first(selector) is not None for node in nodes)
    }
    cleaned, dropped = _without("".join(node.html or "" for node in nodes), drop)
    fragment = LexborHTMLParser(cleaned)
    page = outline(fragment.body or fragment.css("html")[0])
    weigh(page)
    settle_noise(page)
    container = Container(0, frozenset(), named=True)
    kept, removed = select(page, container, page.blocks)
    return Body(
        blocks=tuple(kept), removed=(*dropped, *removed), prose=0.0, share=1.0, container=container
    ), page


def _without(markup: str, drop: dict[str, str]) -> tuple[str, list[Removed]]:
    """`markup` without the elements of `drop`, and their lines."""
    if not drop:
        return markup, []
    from bs4 import BeautifulSoup  # 0.1 s; only pages with a rule need it

    soup = BeautifulSoup(markup, "lxml")
    removed: list[Removed] = []
    for reason, selector in drop.items():
        for element in soup.select(selector):
            if not element.decomposed:
                text = " ".join(element.get_text(" ").split())
                removed += [Removed(text=text, reason=reason)] if text else []
                element.decompose()
    return str(soup), removed
