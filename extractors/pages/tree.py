"""A page cut into blocks by one walk over lexbor's tree; iterative, so that no nesting exhausts the stack."""

from __future__ import annotations

from selectolax.lexbor import LexborNode

from extractors.pages.blocks import BREAK, CELL, Gatherer, Outline
from extractors.pages.marks import mark_of

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
#: What the walk does with a node; a tag that is not here begins a block.
_KINDS = (
    dict.fromkeys(SKIPPED | {"-comment", "-doctype", "-document"}, "skipped")
    | dict.fromkeys(INLINE, "inline")
    | dict.fromkeys(PICTURES, "picture")
    | {"-text": "text", "br": BREAK, "td": CELL, "th": CELL}
)


def outline(root: LexborNode) -> Outline:  # noqa: C901  one loop: a call for each node would double its cost
    """The outline of everything under `root`."""
    page = Outline([root.tag or ""], [-1], [""])
    gather = Gatherer(page.blocks)
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
                    if gather.broken and not text.isspace():
                        gather.broken = False
                    if linked:
                        gather.linked += len(text)
                    if bold:
                        gather.bold += len(text)
            elif kind == "block":
                if pieces:
                    gather.close(tags[element], element)
                parents.append(element)
                marks.append(mark_of(child, tag))
                levels.append((child.iter(include_text=True), len(tags), linked, bold, True))
                tags.append(tag)
                break
            elif kind == "inline":
                inside = child.iter(include_text=True)
                levels.append((inside, element, linked or tag == "a", bold or tag in BOLD, False))
                break
            elif kind == "picture":
                gather.pictured = True
            elif kind == BREAK:
                if gather.broken:  # the second in a row parts paragraphs
                    gather.close(tags[element], element)
                elif pieces:
                    pieces.append(BREAK)
                    gather.broken = True
            elif kind == CELL:
                pieces.append(CELL)
                levels.append((child.iter(include_text=True), element, linked, bold, False))
                break
            elif pieces and (tag == "nav" or tag == "footer"):
                gather.close(tags[element], element)
        else:
            levels.pop()
            if is_block and pieces:
                gather.close(tags[element], element)
    return page
