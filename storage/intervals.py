"""Stretches of time, and what is left of one when others are taken away. Pure."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import NamedTuple


class Interval(NamedTuple):
    """From `since`, included, to `until`, excluded; one of no length is the moment of a single item."""

    since: datetime
    until: datetime

    @property
    def is_moment(self) -> bool:
        """Whether it stands for a single item."""
        return self.since == self.until

    def overlap(self, other: Interval) -> Interval | None:
        """What both cover; None when they only touch."""
        common = Interval(max(self.since, other.since), min(self.until, other.until))
        if common.since < common.until:
            return common
        if not common.is_moment or not (self.is_moment or other.is_moment):
            return None
        return common if all(i.is_moment or common.since < i.until for i in (self, other)) else None

    def without(self, taken: Iterable[Interval]) -> list[Interval]:
        """What is left, in order: no piece, one, or several."""
        left = [self]
        for other in taken:
            left = [rest for piece in left for rest in _difference(piece, other)]
        return left

    def touches(self, other: Interval) -> bool:
        """Whether the two can be one without covering more than both."""
        return self.since <= other.until and other.since <= self.until

    def joined(self, other: Interval) -> Interval:
        """From the earlier start to the later end."""
        return Interval(min(self.since, other.since), max(self.until, other.until))


def _difference(piece: Interval, other: Interval) -> list[Interval]:
    common = piece.overlap(other)
    if common is None or (other.is_moment and not piece.is_moment):
        return [piece]
    ends = (Interval(piece.since, common.since), Interval(common.until, piece.until))
    return [end for end in ends if not end.is_moment]
