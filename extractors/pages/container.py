"""Which element of a page holds the article, by where its prose lies."""

from __future__ import annotations

from dataclasses import dataclass

from extractors.pages.blocks import Block, Outline
from extractors.pages.boilerplate import BODY
from extractors.pages.noise import settle_noise, sums, weigh

# Swept on one half of 257 news pages together; each alone has a flat top.
#: The path goes down to a child that holds this share of its parent's prose.
_DESCEND = 0.72
#: The same inside an element that is named the article's body.
_DESCEND_IN_BODY = 0.9
#: A part beside the path joins when this share of its text is prose, in paragraphs of this mean length,
#: with this weight a character.
_JOIN_SHARE, _JOIN_LENGTH, _JOIN_WEIGHT = 0.85, 120, 0.7
#: The path never ends inside one of these.
_PARAGRAPHS = frozenset(("p", "blockquote", "ul", "ol", "table", "li", "pre", "h2", "h3", "dl"))


@dataclass(frozen=True, slots=True)
class Container:
    """The element that holds the article, and elements beside the path to it that hold parts of it."""

    element: int
    beside: frozenset[int]
    #: The page itself names the element, or one around it, an article or its body.
    named: bool

    def blocks(self, page: Outline) -> list[Block]:
        """The blocks inside, in the page's order."""
        inside = [False] * len(page.tags)
        for number, parent in enumerate(page.parents):
            inside[number] = (
                number == self.element or number in self.beside or (parent >= 0 and inside[parent])
            )
        return [block for block in page.blocks if inside[block.element]]


def find_container(page: Outline) -> Container | None:
    """None when the page has no prose at all. Sets `weight` and `noise` of every block."""
    weigh(page)
    settle_noise(page)
    totals = sums(page, [0.0 if block.noise else block.weight for block in page.blocks])
    if not totals[0]:
        return None
    element = _end_of_path(page, totals)
    return Container(element, _beside(page, element, totals), _is_named(page, element))


def _is_named(page: Outline, element: int) -> bool:
    while element >= 0 and page.marks[element] != BODY and page.tags[element] != "article":
        element = page.parents[element]
    return element >= 0


def _end_of_path(page: Outline, totals: list[float]) -> int:
    """Down from the top, or from a named body, as long as one child holds nearly all prose."""
    heaviest: dict[int, int] = {}
    for number in range(1, len(totals)):
        parent = page.parents[number]
        if totals[number] and (parent not in heaviest or totals[number] > totals[heaviest[parent]]):
            heaviest[parent] = number
    current = next(
        (n for n, mark in enumerate(page.marks) if mark == BODY and _holds_most(totals[n], totals[0])), 0
    )
    share = _DESCEND_IN_BODY if current else _DESCEND
    while current in heaviest:
        child = heaviest[current]
        if page.tags[child] in _PARAGRAPHS or totals[child] < share * totals[current]:
            break
        current = child
    return current


def _holds_most(total: float, whole: float) -> bool:
    return total >= 0.5 * whole or (total > 0.35 * whole and total > 1500)


def _beside(page: Outline, element: int, totals: list[float]) -> frozenset[int]:
    """Elements beside the path to `element` that read like parts of the same article."""
    path: dict[int, int] = {}  # an element on the way → its child on the way
    current = element
    while current > 0 and page.tags[current] not in ("article", "main", "body"):
        path[page.parents[current]] = current
        current = page.parents[current]
    if not path:
        return frozenset()
    prose = [
        b.weight >= 60 and not b.noise and b.tag in ("p", "blockquote", "li", "div") for b in page.blocks
    ]
    sizes = sums(page, [0.0 if block.noise else float(len(block.text)) for block in page.blocks])
    prose_sizes = sums(page, [len(b.text) * yes for b, yes in zip(page.blocks, prose, strict=True)])
    counts = sums(page, [float(yes) for yes in prose])
    return frozenset(
        number
        for number in range(1, len(totals))
        if path.get(page.parents[number], number) != number
        and totals[number]
        and counts[number]
        and (number < element or page.tags[number] == "p")
        and prose_sizes[number] >= _JOIN_SHARE * sizes[number]
        and prose_sizes[number] / counts[number] >= _JOIN_LENGTH
        and totals[number] >= _JOIN_WEIGHT * prose_sizes[number]
    )
