"""What each way into the past offers, and what they share."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import datetime
from typing import Protocol
from urllib.parse import urlsplit

from feeds.client import Client
from records.dates import Confidence, Dated
from records.feeds import Entry, Feed


class Past(Protocol):
    """A module of feeds.history that walks a site."""

    def entries(self, client: Client, feed: Feed, since: datetime, until: datetime) -> AsyncIterator[Entry]:
        """The entries published in [since, until), each once, newest first as far as the way can tell.

        An entry whose date the way doesn't know comes along: its page will say. FetchError when the way
        is barred before it has given anything, or breaks off.
        """


def origin_of(feed: Feed) -> str:
    """`scheme://host[:port]` of the feed's first address."""
    return "{0.scheme}://{0.netloc}".format(urlsplit(feed.urls[0]))


def within(dated: Dated, since: datetime, until: datetime) -> bool:
    """Whether a date, as far as it is known, lies in [since, until)."""
    if dated.value is None:
        return True
    if dated.confidence is Confidence.DAY:
        return since.date() <= dated.value.date() <= until.date()
    return since <= dated.value < until
