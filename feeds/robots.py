"""robots.txt as RFC 9309 says, by Protego; asked for pages and for history, not for the feeds themselves.

A feed is fetched because a person subscribed to it, as every reader does; pages are fetched by a robot.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import Awaitable, Callable, Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cached_property
from urllib.parse import urlsplit

from protego import Protego

from feeds.download import NAME, Download
from feeds.hosts import Hosts
from records.errors import FetchError, ForbiddenError, HeldOffError
from records.hosts import RobotsTxt

#: Seconds for which a robots.txt may be trusted (RFC 9309, 2.4).
_FRESH = 24 * 3600.0
#: Seconds before a host whose robots.txt could not be had is asked for it again.
_RETRY = 600.0
#: Bytes of it that are read; the RFC demands at least 500 KiB.
_READ = 512 * 1024


@dataclass(frozen=True)
class _Rules:
    """`text` as it came, "" for none; by the monotonic clock, trusted until then."""

    text: str
    until: float
    #: Why nothing is allowed, "" when the rules are the host's own.
    unreachable: str = ""
    #: From an earlier run.
    remembered: bool = False

    @cached_property
    def parsed(self) -> Protego:
        """Only of the hosts that are asked for something."""
        return Protego.parse(self.text)

    @property
    def crawl_delay(self) -> float:
        return self.parsed.crawl_delay(NAME) or 0.0


class Robots:
    """The robots.txt of every host, asked for once a day."""

    def __init__(self, fetch: Callable[..., Awaitable[Download]], hosts: Hosts) -> None:
        self._fetch, self._hosts = fetch, hosts
        self._rules: dict[str, _Rules] = {}
        self._turns: dict[str, asyncio.Lock] = {}

    def remember(self, known: Iterable[RobotsTxt], now: datetime) -> None:
        """Rules that earlier runs were given, each for what is left of its day."""
        for one in known:
            age = max(0.0, (now - one.fetched_at).total_seconds())
            until = time.monotonic() + _FRESH - age
            self._rules[one.origin] = _Rules(one.text, until, remembered=True)
            self._hosts.slow_down(one.origin, one.crawl_delay)

    def had(self, now: datetime) -> tuple[RobotsTxt, ...]:
        """The rules that this run was given, by its clock."""
        began = now - timedelta(seconds=time.monotonic() + _FRESH)
        return tuple(
            RobotsTxt(
                origin=origin,
                text=rules.text,
                fetched_at=began + timedelta(seconds=rules.until),
                crawl_delay=rules.crawl_delay,
            )
            for origin, rules in self._rules.items()
            if not (rules.unreachable or rules.remembered)
        )

    async def check(self, url: str, *, local: bool = False) -> None:
        """ForbiddenError when robots.txt forbids `url`, or when we don't go to its host at all.

        FetchError when the rules could not be had (5xx, no answer). Sets the host's pace by its Crawl-delay.
        """
        rules = await self._of(url, local=local)
        if rules.unreachable:
            self._hosts.refuse_blocked(url)
            raise FetchError(url, "robots_unreachable")
        if not rules.parsed.can_fetch(url, NAME):
            raise ForbiddenError(url, "robots.txt")
        self._hosts.slow_down(url, rules.crawl_delay)

    async def sitemaps(self, url: str, *, local: bool = False) -> list[str]:
        """The sitemaps that the host's robots.txt names, in its order."""
        return list((await self._of(url, local=local)).parsed.sitemaps)

    async def _of(self, url: str, *, local: bool) -> _Rules:
        origin = "{0.scheme}://{0.netloc}".format(urlsplit(url))
        async with self._turns.setdefault(origin, asyncio.Lock()):
            rules = self._rules.get(origin)
            if rules is None or rules.until < time.monotonic():
                rules = self._rules[origin] = await self._ask(origin, local=local)
            return rules

    async def _ask(self, origin: str, *, local: bool) -> _Rules:
        now, url = time.monotonic(), f"{origin}/robots.txt"
        try:
            answer = await self._fetch(url, local=local, accept="text/plain, */*;q=0.1")
        except HeldOffError:  # not asked
            raise
        except FetchError as error:
            if isinstance(error, ForbiddenError) and error.url == url:  # nor will its pages ever be
                raise
            if error.reason in ("redirect", "too_big"):  # no rules that anybody could have meant
                return _Rules("", now + _FRESH)
            return _Rules("", now + _RETRY, unreachable=error.reason)
        if answer.status == 429 or answer.status >= 500:
            return _Rules("", now + _RETRY, unreachable=f"HTTP {answer.status}")
        if answer.status != 200:  # 4xx: no rules
            return _Rules("", now + _FRESH)
        return _Rules(answer.body[:_READ].decode("utf-8-sig", "replace"), now + _FRESH)
