"""How much each block counts as prose, and which are noise by the marks of the elements around them."""

from __future__ import annotations

from collections.abc import Iterable

from extractors.pages.blocks import HEADINGS, PROSE, Block, Outline
from extractors.pages.boilerplate import BODY, boilerplate

# Swept on one half of 257 news pages; the top is flat.
#: An element marked as noise is none when it holds more than this share of the page's prose.
_TOO_MUCH_FOR_NOISE = 0.4
#: Share of the prose that the marks must leave.
_MUST_REMAIN = 0.25


def weigh(page: Outline) -> None:
    """Write into each block how much it counts as prose."""
    for block in page.blocks:
        block.weight = _weight(block)


def _weight(block: Block) -> float:
    """How much prose a block holds: its length, less for what is linked, short, or no paragraph."""
    size = len(block.text)
    if size < 30 or block.tag in HEADINGS:
        return 0.0
    linked = block.linked / size
    if linked > 0.5 or boilerplate().is_legal(block.text):
        return 0.0
    weight = min(size, 1000) * (1 - linked)
    if block.tag in PROSE:
        return weight
    if block.tag == "li":
        return weight * 0.4
    return weight * (0.8 if size > 80 else 0.3)


def sums(page: Outline, values: Iterable[float], own: Iterable[float] = ()) -> list[float]:
    """For each element the sum of the values of all blocks in it, and of the elements in it."""
    sums = list(own) or [0.0] * len(page.tags)
    for block, value in zip(page.blocks, values, strict=False):
        sums[block.element] += value
    for number in range(len(sums) - 1, 0, -1):  # children come after their parents
        sums[page.parents[number]] += sums[number]
    return sums


def settle_noise(page: Outline) -> None:
    """Write into each block why it is noise.

    A marked element that holds much of the page's prose, or what is named an article's body, is the article
    itself, so its mark is dropped; and when the marks would leave less than a quarter of the prose, the
    heaviest go until enough is left.
    """
    totals = sums(page, [block.weight for block in page.blocks])
    bodies = sums(page, [], [float(mark == BODY) for mark in page.marks])
    marks = [
        "" if body or total > _TOO_MUCH_FOR_NOISE * totals[0] else mark
        for mark, total, body in zip(page.marks, totals, bodies, strict=True)
    ]
    while True:
        outermost = _outermost(page, marks)
        clean = sum(block.weight for block in page.blocks if outermost[block.element] < 0)
        roots = {number for number in outermost if number >= 0}
        heaviest = max(roots, key=lambda number: totals[number], default=0)
        if clean >= _MUST_REMAIN * totals[0] or not heaviest or not totals[heaviest]:
            break
        marks[heaviest] = ""
    for block in page.blocks:
        root = outermost[block.element]
        block.noise = marks[root] if root >= 0 else ""


def _outermost(page: Outline, marks: list[str]) -> list[int]:
    """For each element the outermost marked element around it or itself, -1 when there is none."""
    roots = [-1] * len(marks)
    for number, parent in enumerate(page.parents):
        if parent >= 0 and roots[parent] >= 0:
            roots[number] = roots[parent]
        elif marks[number]:
            roots[number] = number
    return roots
