"""One request at a time per host, and a breath between two: as long as the host takes to answer.

A host is a name: http and https of it are one machine that we spare, and one publisher that we obey.
"""

from __future__ import annotations

import asyncio
import math
import time
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from urllib.parse import urlsplit

from records.errors import HeldOffError

#: Seconds between the end of one request and the start of the next to the same host, at least.
SHORTEST_GAP = 1.0
#: At most, whatever the smoothed response time or a Crawl-delay says.
LONGEST_GAP = 30.0
#: Seconds for which a host can keep us away, whatever its Retry-After says.
LONGEST_BLOCK = 24 * 3600.0
#: Weight of the newest response time in the smoothed one.
_NEWEST = 0.3


@dataclass(slots=True)
class _Host:
    turn: asyncio.Lock = field(default_factory=asyncio.Lock)
    #: Smoothed response time, seconds.
    pace: float = 0.0
    crawl_delay: float = 0.0
    #: By the monotonic clock: our first request of this run; not before, politely; and not before, because
    #: the host said so.
    met: float = 0.0
    ready: float = 0.0
    blocked: float = 0.0


def host_of(url: str) -> str:
    """What counts as one host: the name, with the port where it is not one of the two usual ones."""
    parts = urlsplit(url)
    return parts.hostname or "" if parts.port in (None, 80, 443) else f"{parts.hostname}:{parts.port}"


class Hosts:
    """What we know of each host in this run.

    `longest_stay`: seconds from our first request to a host after which what is in a hurry asks it for
    nothing more, so that one host with many pages or a long Crawl-delay can't hold up a whole run.
    """

    def __init__(self, *, shortest_gap: float = SHORTEST_GAP, longest_stay: float = math.inf) -> None:
        self._hosts: dict[str, _Host] = {}
        self._shortest_gap, self.longest_stay = shortest_gap, longest_stay

    def _host(self, url: str) -> _Host:
        return self._hosts.setdefault(host_of(url), _Host())

    @asynccontextmanager
    async def turn(self, url: str, *, local: bool, hurried: bool = False) -> AsyncIterator[None]:
        """Our turn at the host of `url`; the next one waits until we're done, and a little longer.

        Raises HeldOffError when the host has told us to stay away, and for what is `hurried` when we've
        stayed too long. A local host is not spared: it still answers one request at a time, but without a
        pause.
        """
        host = self._host(url)
        async with host.turn:
            self.refuse_blocked(url)
            host.met = host.met or time.monotonic()
            if hurried and time.monotonic() - host.met > self.longest_stay:
                raise HeldOffError(url, "left_for_later")
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
        """Stay away from the host of `url` for so long, up to LONGEST_BLOCK."""
        self._host(url).blocked = time.monotonic() + min(seconds, LONGEST_BLOCK)

    def refuse_blocked(self, url: str) -> None:
        """HeldOffError while the host of `url` wants no visitors."""
        if (left := self._host(url).blocked - time.monotonic()) > 0:
            raise HeldOffError(url, "rate_limited", retry_after=left)

    def remember(self, blocked: Mapping[str, datetime], now: datetime) -> None:
        """Hosts, as `host_of` names them, that told an earlier run to stay away until then."""
        for host, until in blocked.items():
            seconds = min((until - now).total_seconds(), LONGEST_BLOCK)
            self._hosts.setdefault(host, _Host()).blocked = time.monotonic() + seconds

    def blocked(self, now: datetime) -> dict[str, datetime]:
        """The hosts that want no visitors at `now`, and until when."""
        left = {name: host.blocked - time.monotonic() for name, host in self._hosts.items()}
        return {name: now + timedelta(seconds=seconds) for name, seconds in left.items() if seconds > 0}
