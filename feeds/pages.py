"""An entry's page, as it came over the wire. robots.txt is kept; what the page is, extractors say."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime
from urllib.parse import urldefrag

from feeds.client import Client
from feeds.download import ACCEPT_PAGE
from feeds.refusals import as_error
from records.errors import FetchError
from records.feeds import Entry, Feed
from records.news import Page

#: Bytes of a page after decompression; real articles have up to 3 MB.
MAX_BYTES = 10 * 1024 * 1024


async def fetch_page(client: Client, entry: Entry, feed: Feed, now: datetime) -> Page:
    """The page at the entry's link; raises what `fetch_address` raises."""
    return await fetch_address(client, entry.link, now, local=feed.local)


async def fetch_address(client: Client, address: str, now: datetime, *, local: bool = False) -> Page:
    """The page at a URL, whoever named it.

    Raises GoneError for 404 and 410, ForbiddenError for what robots.txt or an address forbids, HeldOffError
    where the host keeps us away, FetchError for all else; its reason is an Outcome's code, or
    `robots_unreachable`.
    """
    url = urldefrag(address).url
    answer = await client.fetch(url, local=local, accept=ACCEPT_PAGE, body_limit=MAX_BYTES, as_robot=True)
    if answer.status != 200:
        raise as_error(answer)
    return Page(
        url=url,
        final_url=answer.final_url,
        status=answer.status,
        headers=answer.headers,
        body=answer.body,
        fetched_at=now,
        request=answer.request,
    )


async def fetch_pages(
    client: Client, entries: Sequence[tuple[Feed, Entry]], clock: Callable[[], datetime]
) -> list[Page | FetchError]:
    """A page or the reason for its absence for each entry, in the order given; one host at a time each.

    `clock` says when each page came: with polite pauses, the last comes minutes after the first.
    """

    async def attempt(feed: Feed, entry: Entry) -> Page | FetchError:
        try:
            page = await fetch_page(client, entry, feed, clock())
            return replace(page, fetched_at=clock())
        except FetchError as error:
            return error

    return await asyncio.gather(*(attempt(feed, entry) for feed, entry in entries))
