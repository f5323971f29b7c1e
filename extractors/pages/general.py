"""The general reader: which blocks of the container are the article, and why the others are not."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass

from extractors.pages.blocks import HEADINGS, Block, Outline, ends_sentence
from extractors.pages.boilerplate import boilerplate, is_late
from extractors.pages.container import Container, find_container
from records.news import Removed

#: Elements in which a short line without a full stop is still a line of the article.
_LINES = frozenset(("p", "li", "blockquote", "tr", "dd", "dt"))
#: Of the first lines, one shorter than this, without a full stop and with a date in it is the byline.
_EARLY, _BYLINE = 5, 110
_DATED = re.compile(
    r"\b\d{1,2}(?:st|nd|rd|th|[.º])?\s+(?:de )?[^\W\d_]{3,10}\.?,? (?:de )?(?:19|20)\d\d\b"
    r"|[^\W\d_]{3,9} \d{1,2}, (?:19|20)\d\d\b|\b\d{1,2}[./-]\d{1,2}[./-](?:19|20)\d\d\b"
)
#: Characters: a line under a picture, without a full stop and shorter than this, is its caption.
_CAPTION = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class Body:
    """What a reader took for the article, and what it left out of the container."""

    blocks: tuple[Block, ...]
    removed: tuple[Removed, ...]
    #: Characters of prose on the page, less for links and short lines, and the share that was taken.
    prose: float
    share: float
    container: Container | None


def read_general(page: Outline, standfirst: str = "") -> Body:
    """The article by the general rules; empty when the page has no prose.

    `standfirst` is the page's own description, which some pages print above the text.
    """
    container = find_container(page)
    if container is None:
        return Body(blocks=(), removed=(), prose=0.0, share=0.0, container=None)
    kept, removed = select(page, container, container.blocks(page), standfirst)
    whole = sum(block.weight for block in page.blocks)
    share = sum(block.weight for block in kept) / whole if whole else 0.0
    return Body(blocks=tuple(kept), removed=tuple(removed), prose=whole, share=share, container=container)


def select(
    page: Outline, container: Container, blocks: list[Block], standfirst: str = ""
) -> tuple[list[Block], list[Removed]]:
    """Split the container's blocks into the article and the rest with its reasons."""
    clean = [block for block in blocks if not block.noise]
    prose = sum(len(b.text) for b in blocks if len(b.text) > 60 and b.linked < 0.4 * len(b.text))
    if sum(len(block.text) for block in clean) < 0.3 * prose:
        clean = blocks  # the marks leave hardly anything: they mean something else on this page
    reasons = {id(block): block.noise for block in blocks}
    link_lists = _link_lists(page, clean)
    for number, block in enumerate(clean):
        reasons[id(block)] = (
            "see_also"
            if page.parents[block.element] in link_lists and block.tag == "li"
            else _reason(page, container, block, number, len(clean))
        )
    _trim([block for block in clean if not reasons[id(block)]], reasons)
    _take_standfirst(page, [block for block in clean if not reasons[id(block)]], standfirst, reasons)
    kept = [block for block in blocks if not reasons[id(block)]]
    return kept, [Removed(text=b.text, reason=reasons[id(b)]) for b in blocks if reasons[id(b)]]


def _reason(page: Outline, container: Container, block: Block, number: int, count: int) -> str:
    """Why block `number` of `count` is no part of the article, "" when it is one."""
    text, size = block.text, len(block.text)
    linked = block.linked / size
    if block.tag == "h1":
        return "title"
    if block.tag in HEADINGS:
        if linked > 0.6 and page.parents[block.element] != container.element:
            return "see_also"
        return boilerplate().reason(text, late=False)
    reason = boilerplate().reason(text, late=is_late(number, count) or block.linked > 0)
    if reason:
        return reason
    if linked > 0.6 and size < 300 and not (block.tag == "li" and size > 70 and linked < 0.95):
        return "links"
    if number < _EARLY and size < _BYLINE and not ends_sentence(text) and _DATED.search(text):
        return "byline"
    if block.pictured and size < _CAPTION and not ends_sentence(text):
        return "caption"
    if size < 25 and block.tag not in _LINES and not block.bold and not ends_sentence(text):
        return "fragment"
    return ""


def _take_standfirst(page: Outline, kept: list[Block], standfirst: str, reasons: dict[int, str]) -> None:
    """The first line is the standfirst when it is the page's description and stands apart from the text.

    Among its paragraphs it is the first of them, from which some software makes the description.
    """
    if len(kept) > 2 and kept[0].text == standfirst:
        first, second = kept[0].element, kept[1].element
        if page.parents[first] != page.parents[second]:
            reasons[id(kept[0])] = "standfirst"


def _link_lists(page: Outline, blocks: list[Block]) -> set[int]:
    """Lists of two and more items, most of whose text is linked."""
    sizes, linked, items = Counter[int](), Counter[int](), Counter[int]()
    for block in blocks:
        if block.tag == "li":
            number = page.parents[block.element]
            sizes[number] += len(block.text)
            linked[number] += block.linked
            items[number] += 1
    return {number for number in sizes if items[number] > 1 and linked[number] > 0.6 * sizes[number]}


def _trim(kept: list[Block], reasons: dict[int, str]) -> None:
    """Drop what hangs over: headings and stubs after the last sentence, stubs before the first."""
    while kept and (kept[-1].tag in HEADINGS or (kept[-1].tag != "tr" and _is_stub(kept[-1].text, 40))):
        reasons[id(kept.pop())] = "fragment"
    while (
        kept
        and kept[0].tag not in HEADINGS
        and kept[0].tag not in ("p", "blockquote")
        and _is_stub(kept[0].text, 60)
    ):
        reasons[id(kept.pop(0))] = "fragment"


def _is_stub(text: str, longest: int) -> bool:
    return len(text) < longest and not ends_sentence(text)
