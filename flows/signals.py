"""Changes of a feed's state: alarms raised, changed and cleared, for people and for automations."""

from __future__ import annotations

import logging
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from feeds.alarms import Change, change_of, watched
from records.feeds import FeedState, Outcome, Poll, Rhythm
from records.runs import Harvest

logger = logging.getLogger("flows.signals")

_READ = (Outcome.NEW, Outcome.NOTHING_NEW, Outcome.EMPTY)


@dataclass(frozen=True, slots=True, kw_only=True)
class Signal:
    """A feed's change of state."""

    feed: str
    change: Change


def with_alarms(harvest: Harvest, rhythms: Mapping[str, Rhythm], now: datetime) -> Harvest:
    """The harvest, each poll's state with the alarm that is on now."""
    polls = tuple(_with_alarm(poll, rhythms.get(poll.feed, Rhythm()), now) for poll in harvest.polls)
    return replace(harvest, polls=polls)


def signals(harvest: Harvest) -> Iterator[Signal]:
    """What changed since the polls before, and is worth telling."""
    for poll in harvest.polls:
        if change := change_of(poll.before or FeedState(key=poll.feed), poll.state):
            yield Signal(feed=poll.feed, change=change)


def log_signals(harvest: Harvest) -> None:
    """A warning for each alarm, a plain line for each that is over."""
    for signal in signals(harvest):
        level = logging.INFO if signal.change.kind == "cleared" else logging.WARNING
        logger.log(level, "feed %s: %s", signal.feed, signal.change.words)


def _with_alarm(poll: Poll, rhythm: Rhythm, now: datetime) -> Poll:
    size = len(poll.entries) + len(poll.unread) if poll.outcome in _READ else None
    return replace(poll, state=watched(poll.state, rhythm, now, size))
