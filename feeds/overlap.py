"""What a poll brought that was not known, and whether anything can have slipped by meanwhile. Pure."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from feeds import timing
from records.dates import Confidence
from records.feeds import Entry, FeedState, Known, Outcome, Poll
from records.runs import Gap

#: So many known items at the top of a feed can be pinned there; more can't.
_PINNED = 2
#: A poll so many intervals late was not late by chance: we were down.
_DOWN = 3.0


def compare(poll: Poll, known: Known, now: datetime) -> tuple[Poll, list[Entry], Gap | None]:
    """The poll with its counts and final outcome, the entries to follow, and the gap that it opens, if any.

    To follow: those that are new, then those that their feed now gives another title or update time.

    An entry is known by its id or, since ids move, by its address. A poll that read nothing comes back as
    it is. Overlap is proved when a known entry is among those seen, up to the moment of asking for them.
    """
    if not (poll.entries or poll.unread):
        return poll, [], None
    new = [entry for entry in poll.entries if not _is_known(entry, known)]
    edited = [entry for entry in poll.entries if entry.id in known.ids and _is_edited(entry, known)]
    seen = len(poll.unread) + len(poll.entries) - len(new)
    before = poll.before or poll.state
    overlap = not new or _overlaps(poll, new, known)
    # The first entries that a feed ever shows have nothing to overlap with.
    gap = None if overlap or before.overlap_at is None else _gap(poll, before.overlap_at, new, now)
    outcome = Outcome.NEW if new else Outcome.NOTHING_NEW
    state = replace(
        poll.state,
        last_outcome=outcome,
        last_new=now if new else poll.state.last_new,
        overlap_at=poll.started,
        interval=timing.adapted(before, now, known=seen, new=len(new), overlap=overlap),
        trust_validators=poll.state.trust_validators and not _lied(before, poll.state, new),
    )
    when = timing.next_poll(state, outcome, now, hints=poll.hints, jitter=timing.any_jitter())
    state = replace(state, next_poll=when)
    compared = replace(poll, outcome=outcome, new=len(new), known=seen, changed=len(edited), state=state)
    return compared, new + edited, gap


def _is_known(entry: Entry, known: Known) -> bool:
    return entry.id in known.ids or entry.url in known.urls


def _is_edited(entry: Entry, known: Known) -> bool:
    retitled = known.titles.get(entry.id, entry.title) != entry.title
    updated = entry.updated.raw if entry.updated else ""
    return retitled or known.updates.get(entry.id, updated) != updated


def _overlaps(poll: Poll, new: list[Entry], known: Known) -> bool:
    """Whether a known entry was seen that is not merely pinned to the top of the feed."""
    met = [entry for entry in poll.entries if _is_known(entry, known)]
    if poll.unread or len(met) > _PINNED:
        return True
    if not met:
        return False
    on_top = poll.entries[: len(met)] == tuple(met)
    return not (on_top and len(new) > 1 and _newest_first(new))


def _newest_first(entries: list[Entry]) -> bool:
    times = [entry.published.value for entry in entries if entry.published.value]
    return len(times) > 1 and times[0] > times[-1]


def _gap(poll: Poll, since: datetime, new: list[Entry], now: datetime) -> Gap | None:
    """From the last proved overlap to the oldest entry now seen; None when that one is older still.

    Then the feed still reaches back to the last poll, and only its ids and addresses have changed.
    """
    trusted = [
        entry.published.value
        for entry in new
        if entry.published.value and entry.published.confidence in (Confidence.SURE, Confidence.LIKELY)
    ]
    times = sorted(trusted)
    if len(times) > 1 and times[0] <= since < times[1]:
        del times[0]  # a single old item, pinned or dug out, does not prove that the feed reaches back
    until = min(*times, now) if times else now
    if until <= since:
        return None
    return Gap(feed=poll.feed, since=since, until=until, cause=_cause(poll.before or poll.state, now))


def _cause(before: FeedState, now: datetime) -> str:
    if before.failures:
        return "failing"
    asleep = (now - (before.last_poll or now)).total_seconds()
    return "downtime" if asleep > _DOWN * (before.interval or timing.USUAL) else "no_overlap"


def _lied(before: FeedState, after: FeedState, new: list[Entry]) -> bool:
    """The very validators of last time stand on a body with new entries: a 304 by them would be a lie."""
    same = (before.etag, before.last_modified, before.validators_from)
    return bool(
        new
        and (before.etag or before.last_modified)
        and same == (after.etag, after.last_modified, after.validators_from)
    )
