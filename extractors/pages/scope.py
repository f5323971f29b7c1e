"""The part of a page that is worth walking: around its heading, where nearly all paragraphs lie."""

from __future__ import annotations

from selectolax.lexbor import LexborHTMLParser, LexborNode

from extractors.pages.guard import MAX_BYTES

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
    around = _around(heading)
    sizes = _sizes(body, around)
    whole = sum(sizes)
    if whole < _LEAST_PROSE:
        return body
    held = 0
    for node, size in zip(around, sizes, strict=False):
        held += size
        if held >= _SHARE * whole:
            return node
    return body


def _around(heading: LexborNode) -> list[LexborNode]:
    """The elements around the heading, the closest first, up to the body."""
    found: list[LexborNode] = []
    node = heading.parent
    while node is not None and node.tag != "html":
        found.append(node)
        node = node.parent
    return found


def _sizes(body: LexborNode, around: list[LexborNode]) -> list[int]:
    """For each of `around` the characters of paragraphs that no closer one holds, then those of all others.

    Each element of the page is climbed once, however deep it stands; paragraphs that stand in one another
    (`<p><object><p>`) end the count.
    """
    sizes, read = [0] * (len(around) + 1), 0
    places = {node.mem_id: place for place, node in enumerate(around)}
    for paragraph in body.css("p"):
        size = len(paragraph.text(deep=True))
        if size >= _PARAGRAPH:
            sizes[_place(paragraph, places, len(around))] += size
            read += size
        if read > MAX_BYTES:
            break
    return sizes


def _place(paragraph: LexborNode, places: dict[int, int], nowhere: int) -> int:
    """Which of the elements around the heading holds the paragraph; remembered for all on the way up."""
    climbed: list[int] = []
    node: LexborNode | None = paragraph
    while node is not None and node.mem_id not in places:
        climbed.append(node.mem_id)
        node = node.parent
    place = nowhere if node is None else places[node.mem_id]
    places.update(dict.fromkeys(climbed, place))
    return place
