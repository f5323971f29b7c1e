"""One poll: ask, see what came, say what it was. Never raises for what the world does."""

from __future__ import annotations

import asyncio
import logging
import time
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from functools import partial

from feeds import memory, timing
from feeds.client import Client
from feeds.download import ACCEPT_FEED, Download
from feeds.headers import first
from feeds.hints import header_wait
from feeds.parse import Parsed, address_of, parse
from feeds.refusals import refusal_of, words_of
from feeds.unreadable import UnreadableError
from records.errors import FetchError, ForbiddenError
from records.feeds import NO_HINTS, Feed, FeedState, Hints, Known, Outcome, Poll

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Result:
    """What one address came to. `parsed` only for a body that was read, `answer` for any answer."""

    url: str
    outcome: Outcome
    problem: str = ""
    answer: Download | None = None
    parsed: Parsed | None = None
    asked_whole: bool = True
    #: Retry-After that we had from the host before we could ask.
    wait: float = 0.0


async def poll_feeds(
    client: Client,
    feeds: Iterable[tuple[Feed, FeedState]],
    now: datetime,
    known: Mapping[str, Known] | None = None,
) -> list[Poll]:
    """One poll of each feed, all at once as far as hosts and limits allow; in the order given."""
    held = known or {}
    return await asyncio.gather(
        *(poll_feed(client, feed, state, now, held.get(feed.key)) for feed, state in feeds)
    )


async def poll_feed(
    client: Client, feed: Feed, state: FeedState, now: datetime, known: Known | None = None
) -> Poll:
    """One poll of one feed. With `known`, entries that the file holds may be counted only, not parsed.

    A feed that was read is NEW until feeds.overlap has compared it.
    """
    began, before = time.monotonic(), state
    state = memory.doubted(memory.current(feed, state))
    result, misses = await _ask_in_turn(client, feed, state, now, known)
    hints = _hints(result, now)
    state = _remembered(feed, state, result, now)
    state = replace(state, misses=misses, interval=_interval(before, result, now))
    state = replace(state, next_poll=_next_poll(feed, state, result, hints, now))
    log.debug("%s: %s %s", feed.key, result.outcome, result.problem)
    return Poll(
        feed=feed.key,
        url=result.url,
        started=now,
        seconds=time.monotonic() - began,
        outcome=result.outcome,
        problem=result.problem,
        status=result.answer.status if result.answer else None,
        bytes=result.answer.wire if result.answer else 0,
        entries=result.parsed.entries if result.parsed else (),
        unread=result.parsed.unread if result.parsed else (),
        dropped=result.parsed.dropped if result.parsed else {},
        hints=hints,
        before=before,
        state=state,
    )


def _interval(before: FeedState, result: _Result, now: datetime) -> float | None:
    """An unchanged feed is all known; of a feed that was read, feeds.overlap will judge."""
    if result.outcome in (Outcome.NOT_MODIFIED, Outcome.SAME_BODY) and not before.failures:
        return timing.adapted(before, now, known=1, new=0)
    return before.interval


def _next_poll(feed: Feed, state: FeedState, result: _Result, hints: Hints, now: datetime) -> datetime:
    when = timing.next_poll(state, result.outcome, now, hints=hints, jitter=timing.any_jitter())
    if state.misses and all(url in state.misses for url in feed.urls):
        return max(when, min(state.misses.values()))  # nothing to ask before
    return when


async def _ask_in_turn(
    client: Client, feed: Feed, state: FeedState, now: datetime, known: Known | None
) -> tuple[_Result, dict[str, datetime]]:
    """The first candidate that gives a feed, else what the only one came to; and the misses to remember."""
    misses = {url: until for url, until in state.misses.items() if until > now}
    tried: list[_Result] = []
    for url in memory.candidates(feed, state, now):
        result = await _ask(client, feed, state, url, now, known)
        if result.outcome.is_good:
            return result, misses
        tried.append(result)
        if len(feed.urls) > 1 and not state.url and result.outcome in memory.HARD_MISSES:
            misses[url] = now + memory.MISS
    if len(feed.urls) == 1 or state.url:
        return tried[0], misses
    problem = "; ".join(f"{result.url}: {result.problem}" for result in tried)
    none = _Result(
        url=feed.urls[0],
        outcome=Outcome.NO_CANDIDATE,
        problem=f"none of {len(feed.urls)} addresses gives a feed: {problem or 'all tried within the week'}",
        wait=max((result.wait for result in tried), default=0.0),
    )
    return none, misses


async def _ask(
    client: Client, feed: Feed, state: FeedState, url: str, now: datetime, known: Known | None
) -> _Result:
    """What one address comes to."""
    sent = memory.validators(feed, state, now)
    try:
        answer = await client.fetch(
            address_of(feed, url), local=feed.local, accept=ACCEPT_FEED, validators=sent
        )
    except ForbiddenError as error:
        return _Result(url=url, outcome=Outcome.FORBIDDEN, problem=error.reason)
    except FetchError as error:
        wait = error.retry_after or 0.0
        until = f" until {now + timedelta(seconds=wait):%Y-%m-%d %H:%M} UTC" if wait else ""
        return _Result(
            url=url, outcome=Outcome(error.reason), problem=_WORDS[error.reason] + until, wait=wait
        )
    result = _Result(url=url, outcome=Outcome.NEW, answer=answer, asked_whole=sent is None)
    if answer.status == 304 and sent:
        return replace(result, outcome=Outcome.NOT_MODIFIED)
    if answer.status != 200:
        outcome = refusal_of(answer)
        return replace(result, outcome=outcome, problem=words_of(answer, outcome))
    if state.body_sha256 == memory.digest(answer.body):
        return replace(result, outcome=Outcome.SAME_BODY)
    return await _read(result, _reading(feed, answer, now, known, client.limits.body))


def _reading(
    feed: Feed, answer: Download, now: datetime, known: Known | None, most: int
) -> Callable[[], Parsed]:
    kind = first(answer.headers, "content-type")
    return partial(
        parse,
        feed,
        answer.body,
        content_type=kind,
        base=answer.final_url,
        now=now,
        known=known,
        most=most,
    )


async def _read(result: _Result, reading: Callable[[], Parsed]) -> _Result:
    """What `reading` comes to, off the event loop."""
    try:
        parsed = await asyncio.to_thread(reading)
    except UnreadableError as error:
        return replace(result, outcome=error.outcome, problem=error.reason)
    outcome = Outcome.NEW if parsed.entries or parsed.unread else Outcome.EMPTY
    return replace(result, outcome=outcome, parsed=parsed)


#: What a FetchError's reason is in words.
_WORDS = {
    "timeout": "no answer in time",
    "dns": "the host's name cannot be resolved",
    "connection": "no connection, or cut off",
    "tls": "the certificate cannot be trusted",
    "too_big": "the answer is too big",
    "redirect": "redirected too often, or from https to http",
    "rate_limited": "the host asked us to stay away",
}


def _remembered(feed: Feed, state: FeedState, result: _Result, now: datetime) -> FeedState:
    if result.outcome is Outcome.NOT_MODIFIED:
        return memory.unchanged(state, now)
    if not result.outcome.is_good or not result.answer:
        if result.wait:  # another feed of this host was told to stay away: this one wasn't asked
            return memory.held_off(state, now, seconds=result.wait)
        return memory.ill(state, result.outcome, now, result.answer)
    proved = (
        memory.was_proved(state) if result.outcome is Outcome.SAME_BODY else result.outcome is Outcome.NEW
    )
    kept = memory.well(
        state, result.url, feed, result.answer, now, asked_whole=result.asked_whole, proved=proved
    )
    if result.parsed:
        kept = memory.told(kept, result.parsed.hints)
    elif result.outcome is Outcome.SAME_BODY:
        kept = replace(kept, overlap_at=memory.still_overlaps(state, now))
    return replace(kept, last_outcome=result.outcome)


def _hints(result: _Result, now: datetime) -> Hints:
    """What this answer asks: the longest wait of headers and channel."""
    channel = result.parsed.hints if result.parsed else NO_HINTS
    headers = header_wait(result.answer.headers, now) if result.answer else 0.0
    wait = max(channel.wait, headers, result.wait)
    return replace(channel, wait=wait) if wait != channel.wait else channel
