"""An article's identity: its canonical URL, or the digest of its bytes when it has none."""

from __future__ import annotations

import hashlib
from functools import lru_cache
from urllib.parse import urlsplit

from records.feeds import Entry
from records.news import Page

_WEB = ("http://", "https://")


def identity(page: Page, entry: Entry | None, canonical: str = "") -> str:
    """The feed's or sidecar's URL, or the page's own canonical link where that is more to the point.

    A canonical link counts when it stays on the same site and names more than the front page: outlets reach
    the same story under several addresses. One that leads to another site credits the original; it is not the
    identity.
    """
    found = entry.url if entry and entry.url else page.final_url or page.url
    if not found.startswith(_WEB):
        return canonical or f"urn:sha256:{hashlib.sha256(page.body).hexdigest()}"
    from_disk = page.status == 0 and entry is not None
    if from_disk or not canonical.startswith(_WEB):
        return found
    same = site(canonical) == site(found)
    return canonical if same and (_path(canonical) or not _path(found)) else found


def site(url: str) -> str:
    """The host without the prefixes under which one site serves the same pages; "" for what is no URL."""
    host = host_of(url)
    for prefix in ("www.", "amp.", "m.", "mobile."):
        host = host.removeprefix(prefix)
    return host


@lru_cache(1024)  # a page's own address is asked for again and again
def host_of(url: str) -> str:
    """The host in lower case, "" for what is no URL."""
    try:
        return urlsplit(url).hostname or ""
    except ValueError:
        return ""


def _path(url: str) -> str:
    return urlsplit(url).path.strip("/")
