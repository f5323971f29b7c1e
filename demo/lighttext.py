"""The light text in which article bodies are written.

Paragraphs are separated by an empty line. A mark and a space at the start of a paragraph say what else it is:

    ## section heading          >  see-also teaser       !  promotion of the outlet
    -  list item                ~  newsletter prompt     ^  photo credit
    "  pull quote               %  advertisement         @  post from X: text | name | @handle | date

`**two stars**` make strong text; a bracketed ticker, `(NASDAQ:NVDA)`, becomes a link by itself.
"""

import re
from dataclasses import dataclass
from enum import StrEnum


class Kind(StrEnum):
    """What a block of light text is."""

    PARAGRAPH = "paragraph"
    HEADING = "heading"
    ITEM = "item"
    QUOTE = "quote"
    POST = "post"
    SEE_ALSO = "see_also"
    PROMO = "promo"
    NEWSLETTER = "newsletter"
    CREDIT = "credit"
    AD = "ad"


_KIND_OF_MARK = {
    "##": Kind.HEADING,
    "-": Kind.ITEM,
    '"': Kind.QUOTE,
    "@": Kind.POST,
    ">": Kind.SEE_ALSO,
    "!": Kind.PROMO,
    "~": Kind.NEWSLETTER,
    "^": Kind.CREDIT,
    "%": Kind.AD,
}

#: Not part of the article: an extractor that lets one of these through has failed.
CLUTTER = frozenset({Kind.SEE_ALSO, Kind.PROMO, Kind.NEWSLETTER, Kind.CREDIT, Kind.AD})

_STRONG = re.compile(r"\*\*(.+?)\*\*")


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """One paragraph of light text, on one line, its mark taken off."""

    kind: Kind
    text: str

    @property
    def plain(self) -> str:
        """The text as a reader sees it, without stars."""
        return _STRONG.sub(r"\1", self.text)


def parse_blocks(body: str) -> list[Block]:
    """The blocks of `body` in order; line breaks inside a block are spaces."""
    return [_block(" ".join(chunk.split())) for chunk in re.split(r"\n\s*\n", body) if chunk.strip()]


def _block(line: str) -> Block:
    mark, _, rest = line.partition(" ")
    kind = _KIND_OF_MARK.get(mark)
    return Block(kind=kind, text=rest) if kind else Block(kind=Kind.PARAGRAPH, text=line)


def strong(markup: str) -> str:
    """Escaped text with its stars turned into tags."""
    return _STRONG.sub(r"<strong>\1</strong>", markup)
