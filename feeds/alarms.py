"""When we are blind: what is wrong with a feed, judged by its own past. Pure.

An alarm is one line, `code: words`; "" is well. The bands are Media Cloud's (mean less 1.5 standard
deviations of 28 days); silence is judged by the longest silence that the feed has shown before, so that a
feed that rests at weekends raises no alarm on Mondays. What a feed is compared with is always how it was
before the trouble: trouble that lasts must not become the rule by which it is well.
"""

from __future__ import annotations

import statistics
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from itertools import groupby
from typing import TypeVar

from feeds.timing import is_stopped
from records.feeds import FeedState, Outcome, Rhythm

Number = TypeVar("Number", int, float)

#: A score from which failures are no accident: two hard ones, or four soft ones.
_FAILING = 2.0
#: Parse failures in a row after which the address has turned into something else (Miniflux: 3).
_UNREADABLE = 3
#: Days that a rhythm looks back on, those that must be known before it is one, and the days of the week
#: that is compared with them.
_MONTH, _LEAST_DAYS, _WEEK = 28, 14, 7
#: Days that must have brought something before their absence can be called silence.
_LEAST_FRESH = 3
#: Nothing new for so long is worth a word, whatever the rhythm.
_STALE = timedelta(days=31)
_BAND = 1.5
#: Days with a document that must have been seen before one can be called short, and from what size on.
_LEAST_SIZES, _LEAST_SIZE = 5, 5
#: Less than usual for so many days is what is usual now. Silence and failures never are.
_HABIT = 28

_PARSE_FAILURES = frozenset({Outcome.NOT_A_FEED, Outcome.BROKEN, Outcome.CHALLENGE})
#: Alarms that only a good poll ends.
_FAILURES = frozenset({"gone", "no_address", "unreadable", "failing"})


@dataclass(frozen=True, slots=True)
class Change:
    """An alarm that was raised, changed or cleared since the last look."""

    #: `raised`, `changed` or `cleared`.
    kind: str
    #: Code of the alarm that is on now, or of the one that is over.
    code: str
    #: One line for people.
    words: str


def watched(state: FeedState, rhythm: Rhythm, now: datetime, size: int | None = None) -> FeedState:
    """The state after a poll, with the alarm that is on now, since when, and how the last one ended.

    `size`: entries in the document that this poll read, None when it read none.
    """
    alarm = alarm_of(state, rhythm, now, size)
    if _code(alarm) == _code(state.alarm):
        return replace(state, alarm=alarm, alarm_since=(state.alarm_since or now) if alarm else None)
    if alarm:
        return replace(state, alarm=alarm, alarm_since=now)
    was = _code(state.alarm)
    return replace(
        state,
        alarm="",
        alarm_since=None,
        recovered=f"was {was.replace('_', ' ')}, {_end(was, _days_on(state, was, now))}",
        recovered_at=now,
    )


def change_of(before: FeedState, after: FeedState) -> Change | None:
    """What to tell people when `before` has become `after`; None when the kind of alarm stays."""
    was, code = _code(before.alarm), _code(after.alarm)
    if was == code:
        return None
    if not code:
        return Change("cleared", was, after.recovered)
    if not was:
        return Change("raised", code, after.alarm)
    return Change("changed", code, f"was {was.replace('_', ' ')}, now {after.alarm}")


def alarm_of(state: FeedState, rhythm: Rhythm, now: datetime, size: int | None = None) -> str:
    """What is wrong with the feed now, "" when nothing is; the gravest thing if there are several.

    `state` has the alarm of the poll before.
    """
    return (
        _failing(state)
        or _silent(state, rhythm, now)
        or _stale(state, rhythm, now)
        or _low(state, rhythm, now)
        or _short(state, rhythm, now, size)
    )


def _code(alarm: str) -> str:
    return alarm.partition(":")[0]


def _days_on(state: FeedState, code: str, now: datetime) -> int:
    """Days on which this alarm has been on, of the calendar (UTC); 0 when it is not on."""
    if _code(state.alarm) != code or state.alarm_since is None:
        return 0
    return (now.date() - state.alarm_since.date()).days


def _end(was: str, days: int) -> str:
    habit = was in ("low", "few_items") and days > _HABIT
    return f"which has been usual for {days} days" if habit else "now well"


def _failing(state: FeedState) -> str:
    """A 304 never clears it: `failures` goes back to 0 only when a feed was read."""
    outcome = state.last_outcome
    if is_stopped(state):
        return "gone: the server says that the feed is gone for good (410); it is asked no more"
    if outcome is Outcome.NO_CANDIDATE:
        return "no_address: none of its addresses gives a feed"
    since = f", last good {state.last_good:%Y-%m-%d %H:%M}" if state.last_good else ", never good"
    polls = "1 poll" if state.failures == 1 else f"{state.failures} polls in a row"
    if outcome in _PARSE_FAILURES and state.failures >= _UNREADABLE:
        return f"unreadable: {outcome.replace('_', ' ')}, {polls}{since}"
    if state.failure_score >= _FAILING or (_code(state.alarm) in _FAILURES and not _was_read(state)):
        last = f"{outcome.replace('_', ' ')}, " if outcome and not outcome.is_good else ""
        return f"failing: {last}{polls}{since}"
    return ""


def _was_read(state: FeedState) -> bool:
    return bool(state.last_outcome and state.last_outcome.is_good and not state.failures)


def _silent(state: FeedState, rhythm: Rhythm, now: datetime) -> str:
    """Nothing new for more than twice as long as the feed was ever quiet in the 28 days before."""
    days = _known(_up_to_the_last_fresh(rhythm.new_by_day)[-_MONTH:])
    if state.last_new is None or len(_known(rhythm.new_by_day)) < _LEAST_DAYS:
        return ""
    if sum(map(bool, days)) < _LEAST_FRESH:
        return ""
    quiet, usual = (now - state.last_new) / timedelta(days=1), _longest_rest(days) + 1
    if quiet <= 2 * usual:
        return ""
    mean = statistics.fmean(days)
    return f"silent: nothing new for {_days(quiet)}, usually {mean:.1f} a day, never {_days(usual)} without"


def _known(days: Sequence[Number | None]) -> list[Number]:
    """Without the days of which nothing is known: we were down, or the feed was."""
    return [day for day in days if day is not None]


def _up_to_the_last_fresh(days: Sequence[int | None]) -> Sequence[int | None]:
    """Without the days of the rest that goes on now."""
    return days[: max((place + 1 for place, new in enumerate(days) if new), default=0)]


def _longest_rest(days: Sequence[int]) -> int:
    """The longest run of days without anything new."""
    return max((len(list(run)) for some, run in groupby(days, key=bool) if not some), default=0)


def _stale(state: FeedState, rhythm: Rhythm, now: datetime) -> str:
    if state.failures and _code(state.alarm) != "nothing_new":
        return ""
    if since := state.last_new or state.verified_at:
        quiet = now - since
        words = f"nothing new for {_days(quiet / timedelta(days=1))}"
    else:  # it never gave an entry
        quiet, words = timedelta(days=len(rhythm.new_by_day)), "has never brought an entry"
    return f"nothing_new: it answers well, but {words}" if quiet > _STALE else ""


def _low(state: FeedState, rhythm: Rhythm, now: datetime) -> str:
    """The last week against the days before it; while the alarm is on, against those before the alarm."""
    on = _days_on(state, "low", now)
    before = _known(rhythm.new_by_day[: -_WEEK - on][_WEEK - _MONTH :])
    days = _known(rhythm.new_by_day[-_WEEK:])
    if not days or len(before) < _LEAST_DAYS - _WEEK or not any(before) or on > _HABIT:
        return ""
    usual, week = statistics.fmean(before), statistics.fmean(days)
    if week >= usual - _BAND * statistics.pstdev(before):
        return ""
    return f"low: {week:.1f} new items a day this week, usually {usual:.1f}"


def _short(state: FeedState, rhythm: Rhythm, now: datetime, size: int | None) -> str:
    """The document against those of the days before; while the alarm is on, before the alarm."""
    on = _days_on(state, "few_items", now)
    if size is None:  # nothing was read that could say otherwise
        return state.alarm if _code(state.alarm) == "few_items" else ""
    sizes = _known(rhythm.sizes_by_day[: len(rhythm.sizes_by_day) - on][-_MONTH:])
    if len(sizes) < _LEAST_SIZES or on > _HABIT:
        return ""
    usual = statistics.median(sizes)
    if usual < _LEAST_SIZE or size * 2 >= usual:
        return ""
    return f"few_items: {size} {'item' if size == 1 else 'items'} in the feed, usually {usual:.0f}"


def _days(days: float) -> str:
    return f"{days * 24:.0f} hours" if days < 2 else f"{days:.0f} days"
