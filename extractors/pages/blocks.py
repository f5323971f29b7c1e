"""Blocks: the lines of a page, and the elements that hold them."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))
PROSE = frozenset(("p", "blockquote", "pre"))
#: Characters; a longer bold line is a lead.
_LONGEST_BOLD_HEADING = 90
#: The end of a sentence, closing quotes and brackets after it, and how many characters that can be.
_SENTENCE_END, _END_LENGTH = re.compile(r"[.!?…。！？][\"'”’»)\]]*$"), 8
#: A `<br>` and the border of a table's cell, while a block is gathered; lexbor never lets a NUL through,
#: and a stray unit separator is white space anyway.
BREAK, CELL = "\0", "\x1f"
#: What hand-made lists begin their items with.
_ITEM_MARKS = ("- ", "– ", "• ", "· ", "* ")


def ends_sentence(text: str) -> bool:
    """Whether `text` ends with a full stop or its like; only its end is searched, since lines are long."""
    return _SENTENCE_END.search(text, max(0, len(text) - _END_LENGTH)) is not None


@dataclass(slots=True, eq=False)
class Block:
    """A line of the page: a paragraph, a heading, an item, a table's row."""

    #: White space folded.
    text: str
    #: Of the element that holds the text.
    tag: str
    #: Number of that element in the outline.
    element: int
    #: Characters inside links, before folding.
    linked: int
    #: How much the block counts as prose.
    weight: float = 0.0
    #: Why an element around it is no part of an article, "" when none says so.
    noise: str = ""
    #: A picture stands in it or right before it.
    pictured: bool = False
    #: All of it is printed bold.
    bold: bool = False

    @property
    def is_heading(self) -> bool:
        """A heading by its tag, or a short bold line without a full stop: many outlets have no other."""
        return self.tag in HEADINGS or (
            self.bold
            and self.tag in ("p", "div")
            and len(self.text) <= _LONGEST_BOLD_HEADING
            and not self.linked
            and self.text[-1] not in ":;,"
            and not ends_sentence(self.text.rstrip("?"))
        )


@dataclass(slots=True, eq=False)
class Outline:
    """The page's block elements, numbered in document order, and its blocks. `parents[0]` is -1."""

    tags: list[str]
    parents: list[int]
    #: What speaks against an element, "" for most; `BODY` for what is named an article's body.
    marks: list[str]
    blocks: list[Block] = field(default_factory=list)


class Gatherer:
    """Collects the text of the block that is open."""

    __slots__ = ("blocks", "bold", "broken", "linked", "pictured", "pieces")

    def __init__(self, blocks: list[Block]) -> None:
        self.blocks, self.pieces = blocks, list[str]()
        self.linked = self.bold = 0
        self.pictured = False
        #: The last thing in the block is a `<br>`.
        self.broken = False

    def close(self, tag: str, element: int) -> None:
        """End the block; it belongs to that element."""
        text = "".join(self.pieces)
        for line in _lines(text) if BREAK in text else (text,):
            folded = _folded(line) if CELL in line else " ".join(line.split())
            if folded:
                linked = min(self.linked, len(folded))
                bold = self.bold >= len(folded)
                self.blocks.append(Block(folded, tag, element, linked, 0.0, "", self.pictured, bold))
                self.pictured = False
        self.pieces.clear()
        self.linked = self.bold = 0
        self.broken = False


def _folded(line: str) -> str:
    """White space to single spaces, a tab between the cells of a row."""
    return "\t".join(filter(None, (" ".join(cell.split()) for cell in line.split(CELL))))


def _lines(text: str) -> list[str]:
    """Cut at those `<br>` that follow the end of a sentence or come before the mark of an item."""
    lines: list[str] = []
    line = ""
    for piece in text.split(BREAK):
        if line and (ends_sentence(line.rstrip()) or piece.lstrip().startswith(_ITEM_MARKS)):
            lines.append(line)
            line = piece
        else:
            line = f"{line} {piece}"
    return [*lines, line]
