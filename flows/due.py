"""When there will be something to poll."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import datetime

    from flows.settings import Settings


def next_due(settings: Settings) -> datetime | None:
    """When the next of the configured feeds is due; None when none ever will be."""
    from feeds.memory import current
    from feeds.timing import is_stopped
    from flows.plan import configured_feeds
    from storage.database import open_work
    from storage.home import Home
    from storage.polls import feed_states

    with open_work(Home(settings.home), memory_limit=settings.memory_limit) as db:
        remembered = feed_states(db)
    feeds = configured_feeds(settings)
    states = [current(feeds[key], state) for key, state in remembered.items() if key in feeds]
    times = [
        max(filter(None, (state.next_poll, state.blocked_until)), default=None)
        for state in states
        if not is_stopped(state)
    ]
    return min(filter(None, times), default=None)
