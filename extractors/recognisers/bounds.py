"""`oltre`, `up to`, `unos`: how a text hedges a number, before it or behind it."""

from __future__ import annotations

import re
import tomllib

from extractors.words import KNOWLEDGE
from records.facts import Bound

#: Characters before a number that can hold its hedge: the longest phrase and an article.
_REACH = 34
_ARTICLE = (
    r"(?:\s*(?:l'|dell'|all')"
    r"|\s+(?:il|lo|la|i|gli|le|un|una|uno|el|los|las|the|a|an))?"
)


def _read() -> tuple[dict[str, Bound], dict[str, Bound]]:
    with (KNOWLEDGE / "bounds.toml").open("rb") as file:
        table = tomllib.load(file)
    sides: tuple[dict[str, Bound], dict[str, Bound]] = ({}, {})
    for bound, phrases in table.items():
        for side, key in zip(sides, ("before", "after"), strict=True):
            side.update({phrase: Bound(bound) for phrase in phrases[key]})
    return sides


def _any(phrases: dict[str, Bound]) -> str:
    longest_first = sorted(phrases, key=len, reverse=True)
    return "|".join(re.escape(phrase).replace(r"\ ", r"\s+") for phrase in longest_first)


_BEFORE, _AFTER = _read()
_BEFORE_RE = re.compile(rf"(?<![\w-])({_any(_BEFORE)}){_ARTICLE}\s*$", re.IGNORECASE)
_AFTER_RE = re.compile(rf"(?:\s+(?=\w))?({_any(_AFTER)})(?!\w)", re.IGNORECASE)
#: Where a move by some percent ended.
_ENDS_MOVE = re.compile(r"%,?\s(?:hasta|fino\s+a)$", re.IGNORECASE)
_SPACE = re.compile(r"\s+")


def bound_before(text: str, start: int, floor: int) -> tuple[int, Bound] | None:
    """Where the hedge that ends at `start` begins, and what it means; never before `floor`.

    "Fell 3%, to 73 dollars" tells where a move ended, "cayó un 3%, hasta 73 dólares" the same: no bound.
    """
    begin = max(floor, start - _REACH)
    match = _BEFORE_RE.search(text, begin, start)
    if match is None or (match.start() == begin > floor and text[begin - 1].isalnum()):
        return None
    if _ENDS_MOVE.search(text, max(0, match.start() - 3), match.end(1)):
        return None
    return match.start(), _BEFORE[_SPACE.sub(" ", match[1].lower())]


def bound_after(text: str, end: int, ceiling: int) -> tuple[int, Bound] | None:
    """Where the hedge that follows `end` stops, and what it means."""
    match = _AFTER_RE.match(text, end, ceiling)
    return (match.end(), _AFTER[_SPACE.sub(" ", match[1].lower())]) if match else None
