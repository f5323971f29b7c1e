"""What a poll leaves to be remembered: validators, address, failures. Pure."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from datetime import datetime, timedelta

from feeds.download import Download, Validators
from feeds.headers import retry_after
from feeds.timing import WEIGHT
from records.feeds import Feed, FeedState, Hints, Outcome

#: An address that gave no feed is not tried again for so long.
MISS = timedelta(days=7)
#: Good parses in a row behind a permanent redirect before the new address replaces the old one:
#: captive portals and parked domains redirect permanently, too.
_BELIEVE = 3
#: Every so often we ask without validators, to see whether they lie.
_PROBE = timedelta(days=7)
#: A remembered address that has failed so hard makes us ask those that are configured again.
_DOUBT = 3.0

#: Failures that say that nothing is at an address, not only that it can't be had now.
HARD_MISSES = frozenset(
    {
        Outcome.NOT_A_FEED,
        Outcome.NOT_FOUND,
        Outcome.GONE,
        Outcome.REFUSED,
        Outcome.CHALLENGE,
        Outcome.HTTP_ERROR,
        Outcome.REDIRECT,
        Outcome.FORBIDDEN,
        Outcome.TLS,
        Outcome.TOO_BIG,
        Outcome.BROKEN,
    }
)


def digest(body: bytes) -> str:
    """The fingerprint of a body, hex."""
    return hashlib.sha256(body).hexdigest()


def fingerprint(feed: Feed) -> str:
    """Of what is asked and how it is read: as long as it stays, what is remembered is about this feed."""
    return digest("\n".join((feed.kind, *feed.urls)).encode())


def current(feed: Feed, state: FeedState) -> FeedState:
    """`state` as far as it still fits the sources file: a feed whose address was edited starts afresh.

    What it brought stays known, and so does its alarm, which a good poll will end.
    """
    configured = fingerprint(feed)
    if state.configured in (None, configured):
        return replace(state, configured=configured)
    return FeedState(
        key=feed.key,
        configured=configured,
        last_new=state.last_new,
        overlap_at=state.overlap_at,
        alarm=state.alarm,
        alarm_since=state.alarm_since,
        recovered=state.recovered,
        recovered_at=state.recovered_at,
    )


def doubted(state: FeedState) -> FeedState:
    """Without the remembered address, when that one has failed for long, or is gone for good."""
    if state.url and (state.failure_score >= _DOUBT or state.last_outcome is Outcome.GONE):
        return replace(state, url=None, url_for=None, misses={})
    return state


def candidates(feed: Feed, state: FeedState, now: datetime) -> list[str]:
    """The addresses to try, in order: the one that worked, else all that haven't just failed."""
    if state.url:
        return [state.url]
    if len(feed.urls) == 1:
        return list(feed.urls)
    return [url for url in feed.urls if url not in state.misses or state.misses[url] <= now]


def validators(feed: Feed, state: FeedState, now: datetime) -> Validators | None:
    """What to send along; None when there's nothing, when it lies, or when it is time to probe.

    After failures we ask for the whole feed: a 304 could not prove that it is well again.
    """
    if not (feed.validators and state.trust_validators and state.validators_from) or state.failures:
        return None
    if not (state.etag or state.last_modified) or (state.probed_at and now - state.probed_at > _PROBE):
        return None
    return Validators(url=state.validators_from, etag=state.etag, last_modified=state.last_modified)


def well(
    state: FeedState,
    url: str,
    feed: Feed,
    answer: Download,
    now: datetime,
    *,
    asked_whole: bool,
    proved: bool = True,
) -> FeedState:
    """After a body that parsed, or the very body that parsed last time.

    `proved`: it had something in it. An empty one may be a slip of the publisher's, or a parked domain: it
    neither verifies an address nor makes a redirect believed.
    """
    moved_to, count = _moved(state, answer) if proved else (state.moved_to, state.moved_count)
    believed = count >= _BELIEVE
    return replace(
        _without_failures(state, now),
        url=moved_to if believed else _adopted(feed, state, url),
        url_for=state.url_for or url,
        etag=answer.etag,
        last_modified=answer.last_modified,
        validators_from=answer.final_url,
        body_sha256=digest(answer.body),
        verified_at=state.verified_at or (now if proved else None),
        probed_at=now if asked_whole else state.probed_at,
        moved_to=None if believed else moved_to,
        moved_count=0 if believed else count,
    )


def _without_failures(state: FeedState, now: datetime) -> FeedState:
    return replace(state, last_poll=now, last_good=now, failures=0, failure_score=0.0, blocked_until=None)


def _adopted(feed: Feed, state: FeedState, url: str) -> str | None:
    """The address to keep; None when it is the configured one anyhow."""
    return state.url or (url if len(feed.urls) > 1 else None)


def _moved(state: FeedState, answer: Download) -> tuple[str | None, int]:
    if not answer.moved_to:
        return None, 0
    return answer.moved_to, state.moved_count + 1 if answer.moved_to == state.moved_to else 1


def unchanged(state: FeedState, now: datetime) -> FeedState:
    """After a 304. It proves overlap, but never that a failing feed is well again.

    The validators stay as they were: some servers send others along with a 304 (Miniflux).
    """
    if state.failures:
        return replace(state, last_poll=now, last_outcome=Outcome.NOT_MODIFIED)
    return replace(
        state,
        last_poll=now,
        last_good=now,
        last_outcome=Outcome.NOT_MODIFIED,
        overlap_at=still_overlaps(state, now),
    )


def still_overlaps(state: FeedState, now: datetime) -> datetime | None:
    """When overlap was last proved, after the same document as last time: now, if it was proved by that one.

    It wasn't by an empty document, which may be a slip of the publisher's.
    """
    return now if was_proved(state) else state.overlap_at


def was_proved(state: FeedState) -> bool:
    """Whether the document of the last good poll had something in it."""
    return state.overlap_at is not None and state.overlap_at == state.last_good


def told(state: FeedState, hints: Hints) -> FeedState:
    """With what the channel asks of its readers, to be kept until it is parsed again."""
    return replace(
        state,
        channel_wait=hints.wait,
        skip_hours=tuple(sorted(hints.skip_hours)),
        skip_days=tuple(sorted(hints.skip_days)),
    )


def held_off(state: FeedState, now: datetime, *, seconds: float) -> FeedState:
    """After not asking, because the host wants no visitors for so long: nothing is held against the feed."""
    return replace(state, last_outcome=Outcome.RATE_LIMITED, blocked_until=now + timedelta(seconds=seconds))


def ill(state: FeedState, outcome: Outcome, now: datetime, answer: Download | None = None) -> FeedState:
    """After a failure: what was known of the feed stays."""
    seconds = retry_after(answer.headers, now) if answer and outcome is Outcome.RATE_LIMITED else None
    return replace(
        state,
        last_poll=now,
        last_outcome=outcome,
        failures=state.failures + 1,
        failure_score=state.failure_score + WEIGHT[outcome],
        blocked_until=now + timedelta(seconds=min(seconds, 86_400.0)) if seconds else state.blocked_until,
        moved_count=0,
    )
