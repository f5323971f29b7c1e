"""Counts of one funnel, added up."""

from __future__ import annotations

from collections import Counter

from records.runs import Count, Stage


class Tally:
    """(feed, stage, status, reason) → n."""

    def __init__(self) -> None:
        self._n: Counter[tuple[str, Stage, str, str]] = Counter()

    def add(self, feed: str, stage: Stage, status: str, reason: str = "", n: int = 1) -> None:
        """`n` more; nothing when `n` is 0."""
        if n:
            self._n[feed, stage, status, reason] += n

    def counts(self) -> tuple[Count, ...]:
        """One record per line of the funnel, in a fixed order."""
        return tuple(
            Count(feed=feed, stage=stage, status=status, reason=reason, n=n)
            for (feed, stage, status, reason), n in sorted(self._n.items())
        )
