"""The verdict on bytes that came from a feed's address and are no feed."""

from __future__ import annotations

from records.errors import FeedError
from records.feeds import Outcome


class UnreadableError(FeedError):
    """A FeedError that knows which outcome it makes: NOT_A_FEED, BROKEN or CHALLENGE."""

    def __init__(self, feed: str, outcome: Outcome, problem: str) -> None:
        super().__init__(feed, problem)
        self.outcome = outcome
