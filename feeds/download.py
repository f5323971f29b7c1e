"""Download: an HTTP answer in memory; and what one may ask of it."""

from __future__ import annotations

from dataclasses import dataclass
from importlib.metadata import version

from feeds.headers import Headers

NAME = "chipwatch"
VERSION = version(NAME)

#: What a feed reader asks for; `*/*` last, since many servers send feeds as text/html.
ACCEPT_FEED = "application/atom+xml, application/rss+xml, application/xml;q=0.9, */*;q=0.1"
ACCEPT_PAGE = "text/html, application/xhtml+xml;q=0.9, */*;q=0.1"


def user_agent(contact: str = "") -> str:
    """Our name, with the contact that the user set: an address or a URL at which to complain."""
    return f"{NAME}/{VERSION} (+{contact})" if contact else f"{NAME}/{VERSION}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """Caps on one download; the whole of it, redirects included, must keep them."""

    #: Seconds: to connect, between two reads, and for all hops together.
    connect: float = 20.0
    read: float = 20.0
    total: float = 60.0
    #: Bytes after decompression (Miniflux allows a feed 15 MiB); the wire gets the same.
    body: int = 15 * 1024 * 1024
    redirects: int = 5
    #: Requests under way at once, over all hosts.
    at_once: int = 32


@dataclass(frozen=True, slots=True, kw_only=True)
class Validators:
    """What to echo, byte for byte, and to which address only."""

    url: str
    etag: bytes | None = None
    last_modified: bytes | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Download:
    """An answer, whatever its status. `body` is decompressed; `wire` counts bytes as they came."""

    url: str
    final_url: str
    status: int
    headers: Headers
    body: bytes
    wire: int
    etag: bytes | None = None
    last_modified: bytes | None = None
    #: Headers of the last request, as sent.
    request: Headers = ()
    #: Where a chain of permanent redirects (301, 308) from `url` ends; "" when there was none.
    moved_to: str = ""
