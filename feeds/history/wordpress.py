"""The past by WordPress REST: `/wp-json/wp/v2/posts`, walked backwards from date to date.

Page numbers would shift while the site publishes; `before` the oldest post seen does not.
"""

from __future__ import annotations

import json
from collections.abc import AsyncIterator
from datetime import datetime, timedelta
from typing import Any
from urllib.parse import urlencode, urlsplit

from feeds.client import Client
from feeds.headers import first
from feeds.history.past import origin_of, within
from feeds.items import entries_of
from feeds.kinds.json_text import text_at
from feeds.kinds.wordpress import FIELDS, item_of
from feeds.refusals import as_error
from records.errors import FetchError
from records.feeds import Entry, Feed

_ROUTE = "/wp-json/wp/v2/posts"
_PER_PAGE = 100
#: The code of the 400 that says so; any other 400 bars the way.
_PAST_THE_END = b"rest_post_invalid_page_number"
#: `before` and `after` are compared with the site's local time, and its zone is unknown.
_ZONES = timedelta(hours=14)


async def entries(client: Client, feed: Feed, since: datetime, until: datetime) -> AsyncIterator[Entry]:
    """The posts published in [since, until), newest first."""
    url = address_of(feed)
    met: set[str] = set()
    before = (until + _ZONES).strftime("%Y-%m-%dT%H:%M:%S")
    while True:
        posts, total = await _page(client, feed, url, before, since - _ZONES)
        found, _ = entries_of(feed, map(item_of, posts), url, until)
        fresh = [entry for entry in found if entry.id not in met]
        for entry in fresh:
            met.add(entry.id)
            if within(entry.published, since, until):
                yield entry
        oldest = min(filter(None, map(_local_time, posts)), default=None)
        # Some sites give fewer posts a page than asked for: only the total, or nothing fresh, is an end.
        if not fresh or oldest is None or len(posts) == total:
            return
        # `before` excludes its own second, in which more posts may lie than the page had room for.
        before = (oldest + timedelta(seconds=1)).isoformat()


def _local_time(post: dict[str, Any]) -> datetime | None:
    """The post's `date`: the site's local time, without a zone; None for what is no time."""
    try:
        return datetime.fromisoformat(text_at(post, "date")).replace(tzinfo=None)
    except ValueError:
        return None


def address_of(feed: Feed) -> str:
    """Where the posts of the feed's site are asked for."""
    url = feed.history_url or origin_of(feed)
    return url if "/wp/v2/" in url else url.rstrip("/") + _ROUTE


async def _page(
    client: Client, feed: Feed, url: str, before: str, after: datetime
) -> tuple[list[dict[str, Any]], int | None]:
    """Posts of one page, newest first, and how many there are in all, None when the site doesn't say."""
    query = {
        "per_page": _PER_PAGE,
        "orderby": "date",
        "order": "desc",
        "after": after.strftime("%Y-%m-%dT%H:%M:%S"),
        "before": before,
        "_fields": f"date,{FIELDS}",
    }
    asked = f"{url}{'&' if urlsplit(url).query else '?'}{urlencode(query, safe=',:')}"
    answer = await client.fetch(asked, local=feed.local, accept="application/json", as_robot=True)
    if answer.status == 400 and _PAST_THE_END in answer.body:
        return [], 0
    if answer.status != 200:
        raise as_error(answer)
    try:
        posts = json.loads(answer.body)
    except ValueError as error:
        raise FetchError(asked, "not_a_feed", status=200) from error
    if not isinstance(posts, list):
        raise FetchError(asked, "not_a_feed", status=200)
    total = first(answer.headers, "x-wp-total")
    return [post for post in posts if isinstance(post, dict)], int(total) if total.isdecimal() else None
