"""When to ask a feed again. Pure but for `any_jitter`: time and chance come in as arguments.

The interval follows the overlap between two polls, as Media Cloud's rss-fetcher does: too few known items
and it shrinks, all known and it grows. What the feed itself asks (Cache-Control, ttl, Retry-After,
skipHours …) is a lower bound. A failing feed is slowed, never killed; only 410 stops it.
"""

from __future__ import annotations

import random
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime, timedelta

from feeds.hosts import host_of
from records.feeds import NO_HINTS, Feed, FeedState, Hints, Outcome

MINUTE, HOUR, DAY = 60.0, 3600.0, 86_400.0

#: Seconds. A feed is asked hourly at most, except where it would scroll past us.
USUAL = HOUR
SHORTEST = 15 * MINUTE
#: Without validators every answer is a whole feed: spare the server.
SHORTEST_UNCONDITIONAL = 30 * MINUTE
#: The longest that overlap alone makes us wait; for a feed that brought nothing for a month, a day.
LONGEST = 6 * HOUR
LONGEST_QUIET = DAY
#: Caps on what a feed may ask of us, and on how far failures slow it.
LONGEST_HINT = DAY
LONGEST_BACKOFF = 30 * DAY

#: Below this share of known items two polls hardly overlap.
LEAST_KNOWN = 0.25
#: How much longer it gets when all was known: a tenth, at most ten minutes (an hour after a quiet month).
#: By ten minutes at any length, as Media Cloud has it, a feed that needs a quarter of an hour by day was
#: asked hourly at dawn, and lost the morning (benchmarks/polling_simulation.py).
_GROWTH, _STEP, _STEP_QUIET = 0.1, 10 * MINUTE, HOUR
_QUIET = timedelta(days=31)
#: How far off time a poll may be and still say something about the rhythm (Media Cloud: 20 minutes).
_ON_TIME = 20 * MINUTE

#: Until a claimed poll has come back: a crash must not make a tight loop.
_CLAIM = timedelta(minutes=15)

#: How much one failure weighs (Media Cloud: hard 1, soft 0.5, temporary 0.25).
_HARD, _SOFT, _TEMPORARY = 1.0, 0.5, 0.25
WEIGHT = {
    Outcome.NOT_A_FEED: _SOFT,
    Outcome.BROKEN: _SOFT,
    Outcome.CHALLENGE: _HARD,
    Outcome.GONE: _HARD,
    Outcome.NOT_FOUND: _SOFT,
    Outcome.REFUSED: _HARD,
    Outcome.RATE_LIMITED: _SOFT,
    Outcome.SERVER_ERROR: _SOFT,
    Outcome.HTTP_ERROR: _HARD,
    Outcome.TIMEOUT: _SOFT,
    Outcome.DNS: _TEMPORARY,
    Outcome.CONNECTION: _SOFT,
    Outcome.TLS: _SOFT,
    Outcome.TOO_BIG: _HARD,
    Outcome.REDIRECT: _HARD,
    Outcome.FORBIDDEN: _HARD,
    Outcome.NO_CANDIDATE: _HARD,
}


def due(
    feeds: Iterable[Feed], states: Mapping[str, FeedState], now: datetime, *, named: bool = False
) -> list[Feed]:
    """The enabled feeds whose time has come, longest overdue first.

    Left out: feeds that answered 410, and feeds of a host that told one of them to stay away. `named`: a
    person asked for just these; then 410 and the schedule don't count, but a feed asked within the
    shortest interval is still left alone, unless it is a local one.
    """
    listed = list(feeds)
    blocked = {
        _host(feed, states)
        for feed in listed
        if (until := _state(states, feed).blocked_until) and until > now
    }
    ready = [
        feed
        for feed in listed
        if _host(feed, states) not in blocked
        and (_may_be_asked if named else _is_due)(feed, _state(states, feed), now)
    ]
    return sorted(ready, key=lambda feed: _state(states, feed).next_poll or _LONG_AGO)


def _host(feed: Feed, states: Mapping[str, FeedState]) -> str:
    return host_of(_state(states, feed).url or feed.urls[0])


def _is_due(feed: Feed, state: FeedState, now: datetime) -> bool:
    # A time before the hour of rest can lead to a poll in it: whoever comes by then has come too late.
    ready = (state.next_poll or now) <= now and _awake(now, state) == now
    return feed.enabled and ready and not is_stopped(state)


def _may_be_asked(feed: Feed, state: FeedState, now: datetime) -> bool:
    return feed.local or (rested_at(state) or now) <= now


def rested_at(state: FeedState) -> datetime | None:
    """From when a person may ask for the feed again; None when it was never asked for."""
    return state.last_poll and state.last_poll + timedelta(seconds=SHORTEST)


_LONG_AGO = datetime(1970, 1, 1, tzinfo=UTC)


def _state(states: Mapping[str, FeedState], feed: Feed) -> FeedState:
    return states.get(feed.key) or FeedState(key=feed.key)


def is_stopped(state: FeedState) -> bool:
    """Whether the feed answered 410 at its configured address; another that it led to once proves nothing."""
    return state.last_outcome is Outcome.GONE and not state.url


def claim(now: datetime) -> datetime:
    """When to ask again, kept before a feed is asked: not before the poll has had its time."""
    return now + _CLAIM


def adapted(before: FeedState, now: datetime, *, known: int, new: int, overlap: bool = True) -> float:
    """The interval after a good poll that met so many known and new items, in seconds.

    Judged from the second good poll in a row on, and only by polls on time: a late one proves no rush,
    an early one no quiet.
    """
    interval = before.interval or USUAL
    if before.last_good is None or before.failures or not before.last_outcome:
        return interval
    late = (now - before.last_good).total_seconds() - interval
    if not new:
        return interval if late < -_ON_TIME else _longer(before, interval, now)
    if late > max(_ON_TIME, interval / 2):
        return interval
    if not overlap or known / (known + new) < LEAST_KNOWN:
        return max(min(interval, USUAL) / 2, _shortest(before))
    # Something came: a long interval comes down to where the news is, by a third.
    return max(USUAL, interval * 2 / 3) if interval > USUAL else interval


def _longer(before: FeedState, interval: float, now: datetime) -> float:
    quiet = now - (before.last_new or before.verified_at or now) > _QUIET
    if quiet:
        return min(interval + _STEP_QUIET, LONGEST_QUIET)
    return min(interval + min(_STEP, _GROWTH * interval), LONGEST)


def _shortest(state: FeedState) -> float:
    conditional = state.trust_validators and (state.etag or state.last_modified)
    return SHORTEST if conditional else SHORTEST_UNCONDITIONAL


def next_poll(
    state: FeedState, outcome: Outcome, now: datetime, *, hints: Hints = NO_HINTS, jitter: float = 0.0
) -> datetime:
    """When to ask next, after a poll at `now` that left `state`.

    `hints` are those of this answer; what the channel asked earlier stands in `state`. `jitter` (−1 to 1)
    moves the time by a tenth of the wait, but never below what the feed asked for.
    """
    asked = min(max(hints.wait, state.channel_wait), LONGEST_HINT)
    own = _own_wait(state, outcome) * (1 + jitter / 10)
    # Asked to stay away for an hour, all its readers would come back at once: spread by a tenth.
    wait = max(own, asked * (1 + abs(jitter) / 10))
    return _awake(now + timedelta(seconds=wait), state)


def any_jitter() -> float:
    """A jitter for `next_poll`, −1 to 1."""
    return random.uniform(-1, 1)  # noqa: S311 - spreads load, guards nothing


def _own_wait(state: FeedState, outcome: Outcome) -> float:
    interval = state.interval or USUAL
    if outcome is Outcome.RATE_LIMITED:
        return min(interval * 2.0 ** min(state.failures, 10), DAY)
    # Linear in the score, on purpose: dead feeds do come back.
    return min(interval * max(1.0, state.failure_score), LONGEST_BACKOFF)


def _awake(when: datetime, state: FeedState) -> datetime:
    """The first moment from `when` on at which the feed isn't said to rest."""
    if len(state.skip_hours) >= 24 or len(state.skip_days) >= 7:
        return when  # a feed that always rests means something else
    while when.hour in state.skip_hours or when.weekday() in state.skip_days:
        when = when.replace(minute=0, second=0, microsecond=0) + timedelta(hours=1)
    return when
