"""What we know of single outlets: where their articles stand, and what inside is none. `sites.toml` holds it.

lexbor finds the container on the parsed page; BeautifulSoup, forty times slower on a whole page, works on
that fragment. What is left goes through the same walk and the same line rules as any other page.
"""

from __future__ import annotations

import tomllib
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from selectolax.lexbor import LexborHTMLParser, LexborNode, SelectolaxError

from extractors.pages.container import Container, settle_noise, weigh
from extractors.pages.general import Body, select
from extractors.pages.tree import Outline, outline
from records.errors import ConfigError
from records.news import Removed

KNOWLEDGE = Path(__file__).with_name("sites.toml")
_SITE_KEYS = frozenset(("outlet", "hosts", "source", "layouts"))
_LAYOUT_KEYS = frozenset(("body", "valid_from", "valid_until", "drop", "subtitle"))
#: Characters that a rule must find; with less it is out of date, and the general reader goes on.
_LEAST = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class Layout:
    """An outlet's pages between two days, both included; None: open."""

    #: CSS selector of the elements that hold the article.
    body: str
    valid_from: date | None
    valid_until: date | None
    #: Reason → CSS selector of what is left out for it.
    drop: dict[str, str]
    #: CSS selector of the standfirst, "" when it has none of its own.
    subtitle: str

    def covers(self, day: date) -> bool:
        """Whether a page of that day can look like this."""
        return (self.valid_from or day) <= day <= (self.valid_until or day)


@dataclass(frozen=True, slots=True, kw_only=True)
class Site:
    """One outlet; the layouts are tried in order."""

    key: str
    outlet: str
    hosts: tuple[str, ...]
    layouts: tuple[Layout, ...]


@cache
def sites() -> dict[str, Site]:
    """The shipped rules by host, read once."""
    return read_sites(KNOWLEDGE)


def read_sites(file: Path) -> dict[str, Site]:
    """Rules by host. Raises ConfigError that names the table and what is allowed in it."""
    try:
        table = tomllib.loads(file.read_text(encoding="utf-8"))
    except tomllib.TOMLDecodeError as error:
        raise ConfigError(str(file), str(error)) from error
    found = [_site(file, key, row) for key, row in table.items()]
    return {host: site for site in found for host in site.hosts}


def _site(file: Path, key: str, row: dict[str, Any]) -> Site:
    where = f"{file} [{key}]"
    _check(where, row, _SITE_KEYS, needed={"outlet", "hosts", "source", "layouts"})
    layouts = tuple(_layout(f"{where} layout {n}", layout) for n, layout in enumerate(row["layouts"], 1))
    return Site(key=key, outlet=row["outlet"], hosts=tuple(row["hosts"]), layouts=layouts)


def _layout(where: str, row: dict[str, Any]) -> Layout:
    _check(where, row, _LAYOUT_KEYS, needed={"body"})
    drop = dict(row.get("drop", {}))
    for selector in (row["body"], *drop.values(), *filter(None, [row.get("subtitle")])):
        try:
            LexborHTMLParser("<p>").css(selector)
        except SelectolaxError as error:
            raise ConfigError(where, f"{selector!r} is no CSS selector") from error
    return Layout(
        body=row["body"],
        valid_from=row.get("valid_from"),
        valid_until=row.get("valid_until"),
        drop=drop,
        subtitle=row.get("subtitle", ""),
    )


def _check(where: str, row: dict[str, Any], allowed: frozenset[str], needed: set[str]) -> None:
    wrong, missing = set(row) - allowed, needed - set(row)
    if wrong or missing:
        problem = f"unknown key {min(wrong)!r}" if wrong else f"key {min(missing)!r} is missing"
        raise ConfigError(where, problem, f"allowed: {', '.join(sorted(allowed))}")


def site_of(host: str) -> Site | None:
    """The rules for a host, or for the nearest domain above it that has some."""
    known = sites()
    while host:
        if host in known:
            return known[host]
        host = host.partition(".")[2]
    return None


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
