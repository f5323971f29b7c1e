"""When there will be something to poll."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from flows.settings import Settings
    from records.feeds import FeedState


def next_due(settings: Settings, only: Collection[str] = ()) -> datetime | None:
    """When the next of the configured feeds is due; None when none ever will be.

    Of the named ones it is when they may be asked by name once more.
    """
    from feeds.memory import current
    from flows.plan import configured_feeds
    from storage.database import open_work
    from storage.home import Home
    from storage.polls import feed_states

    with open_work(Home(settings.home), memory_limit=settings.memory_limit) as db:
        remembered = feed_states(db)
    feeds = configured_feeds(settings)
    states = [current(feeds[key], state) for key, state in remembered.items() if key in (only or feeds)]
    return min(filter(None, (_time_of(state, named=bool(only)) for state in states)), default=None)


def _time_of(state: FeedState, *, named: bool) -> datetime | None:
    """When a feed's turn comes."""
    from feeds.timing import is_stopped, rested_at

    if named:
        return max(filter(None, (rested_at(state), state.blocked_until)), default=None)
    if is_stopped(state):
        return None
    return max(filter(None, (state.next_poll, state.blocked_until)), default=None)
