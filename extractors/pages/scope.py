"""The part of a page that is worth walking: around its heading, where nearly all paragraphs lie."""

from __future__ import annotations

from selectolax.lexbor import LexborHTMLParser, LexborNode

#: Characters of all paragraphs below which the whole page is walked: the article may stand in other elements.
_LEAST_PROSE = 2_000
#: Share of that prose that the part must hold.
_SHARE = 0.85
#: Characters of a paragraph that counts.
_PARAGRAPH = 40


def scope(tree: LexborHTMLParser) -> LexborNode | None:
    """The lowest element that holds the heading and nearly all paragraphs; None for a page without a body.

    Menus, footers and side columns cost more than the article: leaving them out halves the walk.
    """
    body, heading = tree.body, tree.css_first("h1")
    if body is None or heading is None:
        return body
    sizes: dict[int, int] = {}
    whole = 0
    for paragraph in body.css("p"):
        size = len(paragraph.text(deep=True))
        if size >= _PARAGRAPH:
            whole += size
            _add_upwards(paragraph, size, sizes)
    if whole < _LEAST_PROSE:
        return body
    node: LexborNode | None = heading.parent
    while node is not None and sizes.get(node.mem_id, 0) < _SHARE * whole:
        node = node.parent
    return node if node is not None and node.tag != "html" else body


def _add_upwards(node: LexborNode, size: int, sizes: dict[int, int]) -> None:
    parent = node.parent
    while parent is not None:
        sizes[parent.mem_id] = sizes.get(parent.mem_id, 0) + size
        parent = parent.parent
