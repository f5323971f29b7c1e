"""When we are blind: what is wrong with a feed, judged by its own past. Pure.

An alarm is one line, `code: words`; "" is well. The bands are Media Cloud's (mean less 1.5 standard
deviations of 28 days); silence is judged by the longest silence that the feed has shown before, so that a
feed that rests at weekends raises no alarm on Mondays.
"""

from __future__ import annotations

import statistics
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import groupby

from records.feeds import FeedState, Outcome, Rhythm

#: A score from which failures are no accident: two hard ones, or four soft ones.
_FAILING = 2.0
#: Parse failures in a row after which the address has turned into something else (Miniflux: 3).
_UNREADABLE = 3
#: Whole days that must be known before a rhythm is one; and days of the week that is compared with them.
_LEAST_DAYS, _WEEK = 14, 7
#: Nothing new for so long is worth a word, whatever the rhythm.
_STALE = timedelta(days=31)
_BAND = 1.5
#: Documents that must have been seen before one can be called short, and from what size on.
_LEAST_SIZES, _LEAST_SIZE = 5, 5

_PARSE_FAILURES = frozenset({Outcome.NOT_A_FEED, Outcome.BROKEN, Outcome.CHALLENGE})


@dataclass(frozen=True, slots=True)
class Change:
    """An alarm that was raised, changed or cleared since the last look."""

    #: `raised`, `changed` or `cleared`.
    kind: str
    #: Code of the alarm that is on now, or of the one that is over.
    code: str
    #: One line for people.
    words: str


def alarm_of(state: FeedState, rhythm: Rhythm, now: datetime) -> str:
    """What is wrong with the feed now, "" when nothing is; the gravest thing if there are several."""
    return (
        _failing(state) or _silent(state, rhythm, now) or _stale(state, now) or _low(rhythm) or _short(rhythm)
    )


def change_of(before: str, now: str) -> Change | None:
    """What to tell people when the alarm was `before` and is `now`; None when the kind of alarm stays."""
    was, code = before.partition(":")[0], now.partition(":")[0]
    if was == code:
        return None
    if not now:
        return Change("cleared", was, f"was {was.replace('_', ' ')}, now well")
    return Change("changed" if before else "raised", code, now)


def _failing(state: FeedState) -> str:
    """A 304 never clears it: `failures` goes back to 0 only when a feed was read."""
    outcome = state.last_outcome
    if outcome is Outcome.GONE:
        return "gone: the server says that the feed is gone for good (410); it is asked no more"
    if outcome is Outcome.NO_CANDIDATE:
        return "no_address: none of its addresses gives a feed"
    since = f", last good {state.last_good:%Y-%m-%d %H:%M}" if state.last_good else ", never good"
    if outcome in _PARSE_FAILURES and state.failures >= _UNREADABLE:
        return f"unreadable: {outcome.replace('_', ' ')}, {state.failures} polls in a row{since}"
    if state.failure_score >= _FAILING:
        last = f"{outcome.replace('_', ' ')}, " if outcome and not outcome.is_good else ""
        return f"failing: {last}{state.failures} polls in a row{since}"
    return ""


def _silent(state: FeedState, rhythm: Rhythm, now: datetime) -> str:
    """Nothing new for more than twice as long as the feed has ever been quiet in the last 28 days."""
    last = state.last_new
    if last is None or len(rhythm.new_by_day) < _LEAST_DAYS or not any(rhythm.new_by_day):
        return ""
    quiet = (now - last) / timedelta(days=1)
    usual = _longest_rest(rhythm.new_by_day) + 1
    if quiet <= 2 * usual:
        return ""
    mean = statistics.fmean(rhythm.new_by_day)
    return f"silent: nothing new for {_days(quiet)}, usually {mean:.1f} a day, never {_days(usual)} without"


def _longest_rest(days: tuple[int, ...]) -> int:
    """The longest run of days without anything new, the one that goes on now left out."""
    last = max((place for place, new in enumerate(days) if new), default=-1)
    rests = groupby(days[: last + 1], key=bool)
    return max((len(list(run)) for some, run in rests if not some), default=0)


def _stale(state: FeedState, now: datetime) -> str:
    since = state.last_new or state.verified_at
    if since is None or now - since <= _STALE or state.failures:
        return ""
    return f"nothing_new: it answers well, but nothing new for {_days((now - since) / timedelta(days=1))}"


def _low(rhythm: Rhythm) -> str:
    """The last week against the days before it."""
    before, week = rhythm.new_by_day[:-_WEEK], rhythm.new_by_day[-_WEEK:]
    if len(before) < _LEAST_DAYS - _WEEK or not any(before):
        return ""
    usual, now = statistics.fmean(before), statistics.fmean(week)
    if now >= usual - _BAND * statistics.pstdev(before):
        return ""
    return f"low: {now:.1f} new items a day this week, usually {usual:.1f}"


def _short(rhythm: Rhythm) -> str:
    """The newest document against those before it."""
    if len(rhythm.sizes) <= _LEAST_SIZES:
        return ""
    usual, size = statistics.median(rhythm.sizes[:-1]), rhythm.sizes[-1]
    if usual < _LEAST_SIZE or size * 2 >= usual:
        return ""
    return f"few_items: {size} items in the feed, usually {usual:.0f}"


def _days(days: float) -> str:
    return f"{days * 24:.0f} hours" if days < 2 else f"{days:.0f} days"
