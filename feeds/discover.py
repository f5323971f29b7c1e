"""Which feeds a site offers. A manual act: each address is tried once, and misses are remembered."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from urllib.parse import urljoin, urlsplit

from bs4 import BeautifulSoup
from bs4.filter import SoupStrainer

from feeds.charset import as_utf8
from feeds.client import Client
from feeds.download import ACCEPT_FEED, Download
from feeds.headers import first
from feeds.memory import HARD_MISSES, MISS
from feeds.parse import parse
from feeds.refusals import refusal_of
from feeds.unreadable import UnreadableError
from records.errors import FetchError, ForbiddenError
from records.feeds import Feed, FeedKind, Outcome

_TYPES = ("application/rss+xml", "application/atom+xml", "application/feed+json", "application/rdf+xml")
#: Where feeds lie by habit: WordPress, Drupal, Joomla, static sites, news sitemaps.
_USUAL = (
    "/feed/", "/rss.xml", "/rss", "/feed.xml", "/atom.xml", "/index.xml", "/feed.json", "/news-sitemap.xml",
    "/sitemap_news.xml", "/wp-json/wp/v2/posts",
)  # fmt: skip
_LOOKS_LIKE_A_FEED = re.compile(r"(?:/|\b)(?:feeds?|rss|atom)\b", re.IGNORECASE)
#: Links of a page that are tried at most.
_MOST_LINKS = 15


@dataclass(frozen=True, slots=True, kw_only=True)
class Discovered:
    """An address that gave a feed."""

    url: str
    title: str
    #: As it must be called in a sources file, so that it is asked for as its kind wants.
    kind: FeedKind
    items: int
    #: The newest item's date as read, None when no item has one.
    newest: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Discovery:
    """What was found; and the addresses that gave no feed, not to be tried again before the time given.

    An address that merely could not be had now is no miss.
    """

    found: tuple[Discovered, ...]
    misses: dict[str, datetime] = field(default_factory=dict)
    #: Addresses left untried, as misses of an earlier call.
    spared: int = 0


async def discover(
    client: Client,
    url: str,
    now: datetime,
    *,
    local: bool = False,
    misses: Mapping[str, datetime] | None = None,
) -> Discovery:
    """The feeds at `url`, linked from it, or in the usual places of its host; the first kind that gives any.

    `misses` are those of earlier calls. FetchError when `url` itself cannot be had.
    """
    page = await client.fetch(url, local=local, accept=ACCEPT_FEED)
    probe = _probe(url, local)
    if itself := _read(probe, url, page, now):
        return Discovery(found=(itself,))
    held = {address for address, until in (misses or {}).items() if until > now}
    found: list[Discovered] = []
    missed: dict[str, datetime] = {}
    spared = 0
    for addresses in (linked(page), [urljoin(page.final_url, path) for path in _USUAL]):
        for address in addresses:
            if address in held:
                spared += 1
                continue
            came = await _tried(client, probe, address, now)
            if isinstance(came, Discovered):
                found.append(came)
            elif came in HARD_MISSES:
                missed[address] = now + MISS
        if found:
            break
    return Discovery(found=tuple(found), misses=missed, spared=spared)


def _probe(url: str, local: bool) -> Feed:
    """Something to parse for; nothing of it is kept."""
    host = urlsplit(url).hostname or ""
    return Feed(
        key="probe", title=host, urls=(url,), outlet=host, family=host, language="en", country="", local=local
    )


async def _tried(client: Client, probe: Feed, address: str, now: datetime) -> Discovered | Outcome:
    """The feed at an address, or what trying it came to."""
    try:
        answer = await client.fetch(address, local=probe.local, accept=ACCEPT_FEED)
    except ForbiddenError:
        return Outcome.FORBIDDEN
    except FetchError as error:
        return Outcome(error.reason)
    if answer.status != 200:
        return refusal_of(answer)
    return _read(probe, address, answer, now) or Outcome.NOT_A_FEED


def _read(probe: Feed, url: str, answer: Download, now: datetime) -> Discovered | None:
    try:
        kind = first(answer.headers, "content-type")
        parsed = parse(probe, answer.body, content_type=kind, base=answer.final_url, now=now)
    except UnreadableError:
        return None
    dates = [entry.published.value for entry in parsed.entries if entry.published.value]
    title = _title_in(answer) or probe.title
    return Discovered(
        url=url, title=title, kind=parsed.kind, items=len(parsed.entries), newest=max(dates, default=None)
    )


def _title_in(answer: Download) -> str:
    found = re.search(rb"<title[^>]*>(?:<!\[CDATA\[)?([^<\]]{1,200})", answer.body[:20_000])
    return " ".join(found[1].decode("utf-8", "replace").split()) if found else ""


def linked(page: Download) -> list[str]:
    """Addresses that the page declares as its feeds, then links that look like one; each once."""
    text = as_utf8(page.body, first(page.headers, "content-type"))
    soup = BeautifulSoup(text, "lxml", parse_only=SoupStrainer(["link", "a"]), from_encoding="utf-8")
    declared = [
        str(link.get("href") or "")
        for link in soup.find_all("link", rel="alternate")
        if str(link.get("type") or "").lower() in _TYPES
    ]
    linked = [str(a["href"]) for a in soup.find_all("a", href=_LOOKS_LIKE_A_FEED)]
    urls = [urljoin(page.final_url, href.strip()) for href in declared + linked if href]
    return list(dict.fromkeys(url for url in urls if url.startswith("http")))[:_MOST_LINKS]
