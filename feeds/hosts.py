"""One request at a time per host, and a breath between two: as long as the host takes to answer."""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from records.errors import FetchError

#: Seconds between the end of one request and the start of the next to the same host, at least.
SHORTEST_GAP = 1.0
#: At most, whatever the smoothed response time or a Crawl-delay says.
LONGEST_GAP = 30.0
#: Weight of the newest response time in the smoothed one.
_NEWEST = 0.3


@dataclass(slots=True)
class _Host:
    turn: asyncio.Lock = field(default_factory=asyncio.Lock)
    #: Smoothed response time, seconds.
    pace: float = 0.0
    crawl_delay: float = 0.0
    #: By the monotonic clock: not before, politely; and not before, because the host said so.
    ready: float = 0.0
    blocked: float = 0.0


def host_of(url: str) -> str:
    """`host:port`: what counts as one host."""
    parts = urlsplit(url)
    return f"{parts.hostname}:{parts.port or (443 if parts.scheme == 'https' else 80)}"


class Hosts:
    """What we know of each host in this run."""

    def __init__(self, *, shortest_gap: float = SHORTEST_GAP) -> None:
        self._hosts: dict[str, _Host] = {}
        self._shortest_gap = shortest_gap

    def _host(self, url: str) -> _Host:
        return self._hosts.setdefault(host_of(url), _Host())

    @asynccontextmanager
    async def turn(self, url: str, *, local: bool) -> AsyncIterator[None]:
        """Our turn at the host of `url`; the next one waits until we're done, and a little longer.

        Raises FetchError `rate_limited` when the host has told us to stay away. A local host is not
        spared: it still answers one request at a time, but without a pause.
        """
        host = self._host(url)
        async with host.turn:
            if (blocked := host.blocked - time.monotonic()) > 0:
                raise FetchError(url, "rate_limited", retry_after=blocked)
            if not local:
                await asyncio.sleep(max(0.0, host.ready - time.monotonic()))
            began = time.monotonic()
            try:
                yield
            finally:
                self._rest(host, time.monotonic() - began)

    def _rest(self, host: _Host, seconds: float) -> None:
        host.pace = seconds if not host.pace else host.pace + _NEWEST * (seconds - host.pace)
        gap = min(max(self._shortest_gap, host.pace, host.crawl_delay), LONGEST_GAP)
        host.ready = time.monotonic() + gap

    def slow_down(self, url: str, crawl_delay: float) -> None:
        """Keep the Crawl-delay of robots.txt, in seconds: a courtesy, up to LONGEST_GAP."""
        self._host(url).crawl_delay = crawl_delay

    def block(self, url: str, seconds: float) -> None:
        """Stay away from the host of `url` for so long."""
        self._host(url).blocked = time.monotonic() + seconds
