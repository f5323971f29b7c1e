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
#: Marks stand in one another; after so many rounds of dropping them the rest stays.
_MOST_ROUNDS = 20


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
    bodies = sums(page, (), [float(mark == BODY) for mark in page.marks])
    marks = [
        "" if body or total > _TOO_MUCH_FOR_NOISE * totals[0] else mark
        for mark, total, body in zip(page.marks, totals, bodies, strict=True)
    ]
    for _ in range(_MOST_ROUNDS):
        outermost = _outermost(page, marks)
        dropped = _too_much(page, outermost, totals)
        if not dropped:
            break
        for number in dropped:
            marks[number] = ""
    for block in page.blocks:
        root = outermost[block.element]
        block.noise = marks[root] if root >= 0 else ""


def _too_much(page: Outline, outermost: list[int], totals: list[float]) -> list[int]:
    """The heaviest marked elements that must lose their marks so that enough prose is left; [] when it is."""
    missing = _MUST_REMAIN * totals[0] - sum(b.weight for b in page.blocks if outermost[b.element] < 0)
    dropped: list[int] = []
    for number in sorted({n for n in outermost if n >= 0}, key=lambda n: -totals[n]):
        if missing <= 0 or not totals[number]:
            break
        dropped.append(number)
        missing -= totals[number]
    return dropped


def _outermost(page: Outline, marks: list[str]) -> list[int]:
    """For each element the outermost marked element around it or itself, -1 when there is none."""
    roots = [-1] * len(marks)
    for number, parent in enumerate(page.parents):
        if parent >= 0 and roots[parent] >= 0:
            roots[number] = roots[parent]
        elif marks[number]:
            roots[number] = number
    return roots
