"""A doctor for sources: tries one and says in a line what is wrong and what to do."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from feeds.client import Client
from feeds.poll import poll_feed
from records.feeds import Feed, FeedState, Outcome, Poll

_ADVICE = {
    Outcome.EMPTY: "wait a few days, then look for another address: chipwatch feeds discover URL",
    Outcome.NOT_A_FEED: "the feed has moved: chipwatch feeds discover URL",
    Outcome.BROKEN: "try again later; if it lasts, tell the publisher",
    Outcome.CHALLENGE: "the publisher keeps robots out: ask them, or switch the source off (enabled = false)",
    Outcome.GONE: "switch the source off (enabled = false), or find its new address",
    Outcome.NOT_FOUND: "the feed has moved: chipwatch feeds discover URL",
    Outcome.REFUSED: "set a contact, some servers want one in the User-Agent; else ask the publisher",
    Outcome.RATE_LIMITED: "come back later; chipwatch does so by itself",
    Outcome.SERVER_ERROR: "come back later; chipwatch does so by itself",
    Outcome.HTTP_ERROR: "look at the address in a browser",
    Outcome.TIMEOUT: "come back later; a proxy may be needed",
    Outcome.DNS: "check the host's name, and your own connection",
    Outcome.CONNECTION: "come back later; a proxy may be needed",
    Outcome.TLS: "check your clock and your certificates; else tell the publisher",
    Outcome.TOO_BIG: "no feed is as big: check the address",
    Outcome.REDIRECT: "look at the address in a browser, and put the one it ends at into the sources file",
    Outcome.FORBIDDEN: "a source on your own network needs local = true",
    Outcome.NO_CANDIDATE: "find its address: chipwatch feeds discover URL",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Diagnosis:
    """One source, tried once without what is remembered of it."""

    feed: str
    outcome: Outcome
    #: One line: what was found, or what is wrong.
    words: str
    #: What to do, "" when nothing need be done.
    advice: str
    #: The address that answered.
    url: str

    @property
    def is_well(self) -> bool:
        """Whether the source gives a feed with something in it."""
        return self.outcome is Outcome.NEW


async def check(client: Client, feeds: Iterable[Feed], now: datetime) -> list[Diagnosis]:
    """Each source tried once, as if for the first time; in the order given. Nothing is remembered."""
    return await asyncio.gather(*(_examine(client, feed, now) for feed in feeds))


async def _examine(client: Client, feed: Feed, now: datetime) -> Diagnosis:
    poll = await poll_feed(client, feed, FeedState(key=feed.key), now)
    words = _found(poll, now) if poll.outcome is Outcome.NEW else poll.problem or "a feed without items"
    return Diagnosis(
        feed=feed.key,
        outcome=poll.outcome,
        words=words,
        advice=_ADVICE.get(poll.outcome, ""),
        url=poll.state.url or poll.url,
    )


def _found(poll: Poll, now: datetime) -> str:
    """`30 items, newest 2 h old, full text, ETag`."""
    entries = poll.entries
    dated = [entry.published.value for entry in entries if entry.published.value]
    age = f"newest {_age((now - max(dated)).total_seconds())} old" if dated else "no dates"
    undated = f", {len(entries) - len(dated)} undated" if dated and len(dated) < len(entries) else ""
    if any(entry.content for entry in entries):
        text = "full text"
    else:
        text = "summaries" if any(entry.summary for entry in entries) else "titles only"
    validators = "conditional" if poll.state.etag or poll.state.last_modified else "always whole"
    return f"{len(entries)} items, {age}{undated}, {text}, {validators}"


def _age(seconds: float) -> str:
    hours = max(0.0, seconds) / 3600
    return f"{hours:.0f} h" if hours < 48 else f"{hours / 24:.0f} days"
