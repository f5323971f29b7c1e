"""What was wanted against what was found: right, wrong, missed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import TypeVar

from extractors.scores import Counts, Key
from records.accuracy import Measure

_T = TypeVar("_T")


@dataclass(frozen=True, slots=True)
class Item:
    """Something found or wanted: under which keys it counts, how it is shown, where it stands."""

    keys: tuple[Key, ...]
    shown: str = ""
    start: int = 0
    end: int = 0


#: Right, wrong, missed.
Parts = tuple[list[Item], list[Item], list[Item]]


def joined(many: Iterable[Parts]) -> Parts:
    """All of them as one."""
    parts: Parts = ([], [], [])
    for more in many:
        for whole, items in zip(parts, more, strict=True):
            whole += items
    return parts


def matched(
    wanted: Sequence[_T], found: Sequence[_T], same: Callable[[_T, _T], bool], item: Callable[[_T], Item]
) -> Parts:
    """Each found one with the first wanted one that it equals and that no other has taken."""
    right, wrong, rest = [], [], list(wanted)
    for one in found:
        match = next((place for place, other in enumerate(rest) if same(other, one)), None)
        if match is None:
            wrong.append(item(one))
        else:
            right.append(item(one))
            del rest[match]
    return right, wrong, [item(one) for one in rest]


def sets(measure: Measure, wanted: Iterable[object], found: Iterable[object]) -> Parts:
    """Things that have no place."""
    one, other = set(wanted), set(found)
    parts = (one & other, other - one, one - other)
    right, wrong, missed = ([Item(((measure, None),), str(item)) for item in part] for part in parts)
    return right, wrong, missed


def counts_of(parts: Parts) -> Counts:
    """How many of each, by key."""
    rows = [Counter(key for item in part for key in item.keys) for part in parts]
    keys = {key for row in rows for key in row}
    return {key: (rows[0][key], rows[1][key], rows[2][key]) for key in keys}
