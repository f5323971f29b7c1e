"""A page cut into blocks: one walk over lexbor's tree, iterative, so that no nesting can exhaust the
stack."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from selectolax.lexbor import LexborNode

from extractors.pages.boilerplate import BODY, boilerplate

#: Elements whose text is never an article's.
SKIPPED = frozenset(
    (
        "script", "style", "noscript", "svg", "template", "object", "video", "audio", "select", "option",
        "textarea", "iframe", "canvas", "map", "math", "button", "input", "label", "nav", "footer", "head",
        "title", "meta", "link", "dialog", "source",
    )
)  # fmt: skip
#: Elements that don't end a line.
INLINE = frozenset(
    (
        "a", "abbr", "acronym", "b", "bdi", "bdo", "big", "cite", "code", "data", "del", "dfn", "em",
        "font", "i", "ins", "kbd", "mark", "q", "s", "samp", "small", "span", "strike", "strong", "sub",
        "sup", "time", "tt", "u", "var", "wbr", "ruby", "rt", "rp", "rb", "nobr", "amp-link",
    )
)  # fmt: skip
BOLD = frozenset(("b", "strong"))
PICTURES = frozenset(("img", "picture", "amp-img"))
HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))
PROSE = frozenset(("p", "blockquote", "pre"))
#: Characters; a longer bold line is a lead.
_LONGEST_BOLD_HEADING = 90
#: The end of a sentence, closing quotes and brackets after it, and how many characters that can be.
_SENTENCE_END, _END_LENGTH = re.compile(r"[.!?…。！？][\"'”’»)\]]*$"), 8
#: A `<br>` and the border of a table's cell, while a block is gathered; lexbor never lets a NUL through,
#: and a stray unit separator is white space anyway.
_BREAK, _CELL = "\0", "\x1f"
#: What the walk does with a node; a tag that is not here begins a block.
_KINDS = (
    dict.fromkeys(SKIPPED | {"-comment", "-doctype", "-document"}, "skipped")
    | dict.fromkeys(INLINE, "inline")
    | dict.fromkeys(PICTURES, "picture")
    | {"-text": "text", "br": _BREAK, "td": _CELL, "th": _CELL}
)
_BREAKS = re.compile(r"\0(?:\s*\0)+")


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


class _Gatherer:
    """Collects the text of the block that is open."""

    __slots__ = ("blocks", "bold", "linked", "pictured", "pieces")

    def __init__(self, blocks: list[Block]) -> None:
        self.blocks, self.pieces = blocks, list[str]()
        self.linked = self.bold = 0
        self.pictured = False

    def close(self, tag: str, element: int) -> None:
        """End the block; it belongs to that element."""
        text = "".join(self.pieces)
        for line in _lines(text) if _BREAK in text else (text,):
            folded = _folded(line) if _CELL in line else " ".join(line.split())
            if folded:
                linked = min(self.linked, len(folded))
                bold = self.bold >= len(folded)
                self.blocks.append(Block(folded, tag, element, linked, 0.0, "", self.pictured, bold))
                self.pictured = False
        self.pieces.clear()
        self.linked = self.bold = 0


def _folded(line: str) -> str:
    """White space to single spaces, a tab between the cells of a row."""
    return "\t".join(filter(None, (" ".join(cell.split()) for cell in line.split(_CELL))))


def _lines(text: str) -> list[str]:
    """Cut at doubled `<br>`, and at single ones that follow the end of a sentence."""
    lines: list[str] = []
    for part in _BREAKS.split(text):
        line = ""
        for piece in part.split(_BREAK):
            if line and ends_sentence(line.rstrip()):
                lines.append(line)
                line = piece
            else:
                line = f"{line} {piece}"
        lines.append(line)
    return lines


def outline(root: LexborNode) -> Outline:  # noqa: C901  one loop: a call for each node would double its cost
    """The outline of everything under `root`."""
    page = Outline([root.tag or ""], [-1], [""])
    gather = _Gatherer(page.blocks)
    pieces, tags, parents, marks = gather.pieces, page.tags, page.parents, page.marks
    # Each level: the children still to come, the block element they belong to, whether they stand in a
    # link and in bold, and whether leaving the level ends a block.
    levels = [(root.iter(include_text=True), 0, False, False, True)]
    while levels:
        children, element, linked, bold, is_block = levels[-1]
        for child in children:
            tag = child.tag or "-comment"  # a processing instruction has none
            kind = _KINDS.get(tag, "block")
            if kind == "text":
                text = child.text_content
                if text and (pieces or not text.isspace()):
                    pieces.append(text)
                    if linked:
                        gather.linked += len(text)
                    if bold:
                        gather.bold += len(text)
            elif kind == "block":
                if pieces:
                    gather.close(tags[element], element)
                parents.append(element)
                marks.append(_mark(child, tag))
                levels.append((child.iter(include_text=True), len(tags), linked, bold, True))
                tags.append(tag)
                break
            elif kind == "inline":
                inside = child.iter(include_text=True)
                levels.append((inside, element, linked or tag == "a", bold or tag in BOLD, False))
                break
            elif kind == "picture":
                gather.pictured = True
            elif kind != "skipped":  # a line's end, a cell's border
                pieces.append(kind)
                if kind == _CELL:
                    levels.append((child.iter(include_text=True), element, linked, bold, False))
                    break
            elif pieces and (tag == "nav" or tag == "footer"):
                gather.close(tags[element], element)
        else:
            levels.pop()
            if is_block and pieces:
                gather.close(tags[element], element)
    return page


_TAG_MARKS = {"aside": "aside", "figure": "caption", "figcaption": "caption"}
_MARKS: dict[str, str] = {}


def _mark(node: LexborNode, tag: str) -> str:
    """What the element's tag and attributes say of it."""
    mark = _TAG_MARKS.get(tag, "")
    if tag == "figure" and node.css_first("img, picture, video, amp-img") is None:
        mark = ""  # a quote, a table
    attributes = node.attributes
    if not attributes:
        return mark
    names = f"{attributes.get('class') or ''} {attributes.get('id') or ''}"
    named = "" if names == " " else _named(names)
    if tag == "blockquote":  # quotes carry classes of any kind; only embedded posts are known by theirs
        return "embed" if "twitter-tweet" in names or "instagram-media" in names else ""
    if named == BODY or attributes.get("itemprop") == "articleBody":
        return BODY
    if mark or named:
        return mark or named
    style = attributes.get("style")
    hidden = "hidden" in attributes or attributes.get("aria-hidden") == "true"
    return "hidden" if hidden or (style and "display:none" in style.replace(" ", "")) else ""


def _named(names: str) -> str:
    """`Boilerplate.mark`, remembered, since the pages of a site repeat their class names."""
    mark = _MARKS.get(names)
    if mark is None:
        if len(_MARKS) > 100_000:
            _MARKS.clear()
        mark = _MARKS[names] = boilerplate().mark(names)
    return mark
