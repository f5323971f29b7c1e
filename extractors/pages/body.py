"""The body of a page by the best way that works, with the name of the way and why it was taken."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from selectolax.lexbor import LexborHTMLParser, LexborNode

from extractors.pages.blocks import Outline
from extractors.pages.general import Body, read_general
from extractors.pages.metadata.reading import Metadata
from extractors.pages.scope import scope
from extractors.pages.script_text import markup_in_scripts
from extractors.pages.second_opinion import Lines, ask, is_unsure
from extractors.pages.site_reading import read_site
from extractors.pages.sites import site_of
from extractors.pages.tree import outline

#: Characters below which the markup holds no article, and the scripts are searched.
_NOTHING = 400


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """The article's lines (line, whether it is a heading) and how they were found."""

    lines: Lines
    #: `site_rule`, `general`, `script_text`, `second_opinion` or `feed`; then why.
    method: str
    page: Outline | None
    body: Body
    #: `page` is the outline of the whole body.
    whole: bool = False
    #: The standfirst, where a rule names it.
    subtitle: str = ""
    #: What trafilatura said, "" where it was not asked.
    second_opinion: str = ""

    @property
    def size(self) -> int:
        """Characters of all lines."""
        return sum(len(line) for line, _ in self.lines)


def read_body(tree: LexborHTMLParser, markup: str, about: Metadata, host: str, day: date) -> Reading:
    """The body of the parsed page.

    `markup` is what it was parsed from, `about` what it says of itself, `day` when it was published, as far
    as known.
    """
    site = site_of(host)
    ruled = read_site(tree, site, day) if site else None
    if ruled:
        return replace(_from(ruled.body, ruled.page, f"site_rule: {ruled.why}"), subtitle=ruled.subtitle)
    reading = _general(tree, "general", about.subtitle)
    if reading.size < _NOTHING:
        hidden = markup_in_scripts(tree)
        found = _general(LexborHTMLParser(hidden), "script_text", about.subtitle) if hidden else reading
        if found.size > 2 * reading.size:
            return found
    if is_unsure("\n".join(line for line, _ in reading.lines), reading.body, about.body):
        opinion = ask(markup, reading.lines, about.title, about.body)
        if opinion.lines is None:
            return replace(reading, second_opinion=opinion.why)
        method = f"second_opinion: {opinion.why}"
        return replace(reading, lines=opinion.lines, method=method, second_opinion=opinion.why)
    return reading


def read_fragment(markup: str, why: str) -> Reading:
    """The body in a feed entry's own HTML."""
    return _general(LexborHTMLParser(markup), f"feed: {why}")


def _general(tree: LexborHTMLParser, method: str, standfirst: str = "") -> Reading:
    root = scope(tree)
    page = outline(root) if root is not None else None
    body = (
        read_general(page, standfirst)
        if page
        else Body(blocks=(), removed=(), prose=0.0, share=0.0, container=None)
    )
    why = f"{method}: {body.share:.0%} of the prose around"
    return _from(body, page, why, whole=_is_same(root, tree.body))


def _is_same(one: LexborNode | None, other: LexborNode | None) -> bool:
    """`==` would write out and compare all that is in them."""
    return one is not None and other is not None and one.mem_id == other.mem_id


def _from(body: Body, page: Outline | None, method: str, *, whole: bool = False) -> Reading:
    lines = [(block.text, block.is_heading) for block in body.blocks]
    return Reading(lines=lines, method=method, page=page, body=body, whole=whole)
