"""A doctor for sources: tries one and says in a line what is wrong and what to do."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from urllib.parse import urljoin

from feeds.addresses import OWN_NETWORK
from feeds.client import Client
from feeds.discover import linked
from feeds.download import ACCEPT_FEED
from feeds.poll import poll_feed
from records.errors import FetchError, ForbiddenError
from records.feeds import Feed, FeedState, Outcome, Poll

#: A feed whose newest item is older has most likely been left behind. Quarterly journals are rarer than that.
_OLD = timedelta(days=60)

_ELSEWHERE = "look for another address: chipwatch feeds discover {site}"
_ADVICE = {
    Outcome.EMPTY: "look again in a few days; if it stays empty, " + _ELSEWHERE,
    Outcome.NOT_A_FEED: _ELSEWHERE,
    Outcome.BROKEN: "try again later; if it lasts, tell the publisher",
    Outcome.CHALLENGE: "the publisher keeps robots out: ask them, or switch the source off (enabled = false)",
    Outcome.GONE: "switch the source off (enabled = false), or " + _ELSEWHERE,
    Outcome.NOT_FOUND: _ELSEWHERE,
    Outcome.REFUSED: "ask the publisher, or switch the source off (enabled = false)",
    Outcome.RATE_LIMITED: "come back later; chipwatch does so by itself",
    Outcome.SERVER_ERROR: "come back later; chipwatch does so by itself",
    Outcome.HTTP_ERROR: "look at {url} in a browser",
    Outcome.TIMEOUT: "come back later; a proxy may be needed",
    Outcome.DNS: "check the host's name, and your own connection",
    Outcome.CONNECTION: "come back later; a proxy may be needed",
    Outcome.TLS: "check your clock and your certificates; else tell the publisher",
    Outcome.TOO_BIG: "no feed is as big: check the address",
    Outcome.REDIRECT: "look at {url} in a browser, and put the address that it ends at into the sources file",
    Outcome.FORBIDDEN: "a source on your own network needs local = true",
    Outcome.NO_CANDIDATE: _ELSEWHERE,
}
#: Where calling a source local would open no door.
_NOWHERE = "nobody is led there: check the address"
#: Some servers answer only readers that say whom to complain to.
_NAMELESS = "set a contact (CHIPWATCH_CONTACT), some servers want one; else "


@dataclass(frozen=True, slots=True, kw_only=True)
class Diagnosis:
    """One source, tried once without what is remembered of it."""

    feed: str
    outcome: Outcome
    #: `well`; `old` or `no_pages` for a feed that reads well and yet is of little use; else the outcome.
    verdict: str
    #: One line: what was found, or what is wrong.
    words: str
    #: What to do, "" when nothing need be done.
    advice: str = ""
    #: The address that answered.
    url: str

    @property
    def is_well(self) -> bool:
        """Whether the source gives a feed with something in it that is worth polling."""
        return self.verdict == "well"


async def examine(client: Client, feed: Feed, now: datetime) -> Diagnosis:
    """The source tried once, as if for the first time. Nothing is remembered."""
    poll = await poll_feed(client, feed, FeedState(key=feed.key), now)
    if poll.outcome is Outcome.NEW:
        return await _of_a_feed(client, feed, poll, now)
    words = poll.problem or "a feed without items"
    return _diagnosis(feed, poll, str(poll.outcome), words, await _advice(client, feed, poll))


def _diagnosis(feed: Feed, poll: Poll, verdict: str, words: str, advice: str = "") -> Diagnosis:
    return Diagnosis(
        feed=feed.key,
        outcome=poll.outcome,
        verdict=verdict,
        words=words,
        advice=advice,
        url=poll.state.url or poll.url,
    )


async def _of_a_feed(client: Client, feed: Feed, poll: Poll, now: datetime) -> Diagnosis:
    words = _found(poll, now)
    dated = [entry.published.value for entry in poll.entries if entry.published.value]
    if dated and now - max(dated) > _OLD:
        return _diagnosis(
            feed, poll, "old", words, "the outlet may have moved: " + _told(_ELSEWHERE, feed, poll)
        )
    if why := await _pages_refused(client, feed, poll):
        advice = "only titles and summaries can be read: ask the publisher, or switch the source off"
        return _diagnosis(feed, poll, "no_pages", f"{words}, {why}", advice)
    return _diagnosis(feed, poll, "well", words)


async def _pages_refused(client: Client, feed: Feed, poll: Poll) -> str:
    """Why the first entry's page will not be fetched, "" when it will, or when nobody can say now."""
    try:
        await client.robots.check(poll.entries[0].link, local=feed.local)
    except ForbiddenError as error:
        return f"its pages are closed to us ({error.reason})"
    except FetchError:
        return ""
    return ""


async def _advice(client: Client, feed: Feed, poll: Poll) -> str:
    if poll.outcome is Outcome.NOT_A_FEED and (named := await _named_feed(client, feed, poll.url)):
        return f"the page names a feed, put its address into the sources file: {named}"
    if poll.outcome is Outcome.FORBIDDEN and (feed.local or poll.problem not in OWN_NETWORK):
        return _NOWHERE
    nameless = poll.outcome is Outcome.REFUSED and "(+" not in client.agent
    return (_NAMELESS if nameless else "") + _told(_ADVICE[poll.outcome], feed, poll)


def _told(advice: str, feed: Feed, poll: Poll) -> str:
    site = urljoin(poll.url, "/") + (" --local" if feed.local else "")
    return advice.format(site=site, url=poll.url)


async def _named_feed(client: Client, feed: Feed, url: str) -> str:
    """The first feed that the page at a feed's address links, untried; "" for none."""
    try:
        page = await client.fetch(url, local=feed.local, accept=ACCEPT_FEED)
    except FetchError:
        return ""
    return next((address for address in linked(page) if address != url), "")


def _found(poll: Poll, now: datetime) -> str:
    """`30 items, newest 2 h old, full text, conditional`."""
    entries = poll.entries
    dated = [entry.published.value for entry in entries if entry.published.value]
    age = f"newest {_age((now - max(dated)).total_seconds())} old" if dated else "no dates"
    undated = f", {len(entries) - len(dated)} undated" if dated and len(dated) < len(entries) else ""
    if any(entry.content for entry in entries):
        text = "full text"
    else:
        text = "summaries" if any(entry.summary for entry in entries) else "titles only"
    validators = "conditional" if poll.state.etag or poll.state.last_modified else "always whole"
    moved = f", moved to {poll.state.moved_to}" if poll.state.moved_to else ""
    items = "1 item" if len(entries) == 1 else f"{len(entries)} items"
    return f"{items}, {age}{undated}, {text}, {validators}{moved}"


def _age(seconds: float) -> str:
    hours = max(0.0, seconds) / 3600
    return f"{hours:.0f} h" if hours < 48 else f"{hours / 24:.0f} days"
