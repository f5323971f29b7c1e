"""The body of a page by the best way that works, with the name of the way and why it was taken."""

from __future__ import annotations

from dataclasses import dataclass

from selectolax.lexbor import LexborHTMLParser

from extractors.pages.general import Body, read_general
from extractors.pages.scope import scope
from extractors.pages.script_text import markup_in_scripts
from extractors.pages.second_opinion import Lines, ask, is_unsure
from extractors.pages.tree import HEADINGS, Outline, outline
from records.news import Removed

#: Characters below which the markup holds no article, and the scripts are searched.
_NOTHING = 400


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """The article's lines (line, whether it is a heading) and how they were found."""

    lines: Lines
    #: `site_rule`, `general`, `script_text`, `second_opinion`; then why.
    method: str
    removed: tuple[Removed, ...]
    page: Outline | None
    body: Body

    @property
    def size(self) -> int:
        """Characters of all lines."""
        return sum(len(line) for line, _ in self.lines)


def read_body(tree: LexborHTMLParser, markup: str, witness: str) -> Reading:
    """The body of the parsed page; `markup` is what it was parsed from, `witness` its articleBody or ""."""
    reading = _general(tree, "general")
    if reading.size < _NOTHING:
        hidden = markup_in_scripts(tree)
        found = _general(LexborHTMLParser(hidden), "script_text") if hidden else reading
        if found.size > 2 * reading.size:
            return found
    if is_unsure("\n".join(line for line, _ in reading.lines), reading.body, witness):
        answer = ask(markup, reading.lines, witness)
        if answer:
            return _replaced(reading, *answer)
    return reading


def _general(tree: LexborHTMLParser, method: str) -> Reading:
    root = scope(tree)
    page = outline(root) if root is not None else None
    body = read_general(page) if page else Body(blocks=(), removed=(), share=0.0, container=None)
    lines = [(block.text, block.tag in HEADINGS) for block in body.blocks]
    why = f"{method}: {body.share:.0%} of the page's prose"
    return Reading(lines=lines, method=why, removed=body.removed, page=page, body=body)


def _replaced(reading: Reading, lines: Lines, why: str) -> Reading:
    return Reading(
        lines=lines,
        method=f"second_opinion: {why}",
        removed=reading.removed,
        page=reading.page,
        body=reading.body,
    )
