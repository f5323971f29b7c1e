"""The only socket: one URL in, one Download out.

Everything that makes us a good and a careful guest ends here: addresses checked as the socket opens and
on every hop, caps on time and bytes while they stream, no cookies, no credentials, one request at a
time per host. What an answer means is for others to say: a 404 is a Download, too.
"""

from __future__ import annotations

import asyncio
import math
import ssl
import time
from dataclasses import replace
from datetime import datetime
from types import TracebackType
from typing import Self
from urllib.parse import urljoin, urlsplit

import aiohttp
from aiohttp.abc import AbstractResolver
from yarl import URL

from feeds.addresses import RefusedAddressError, check_url, open_local, open_public
from feeds.download import ACCEPT_PAGE, Download, Limits, Validators, user_agent
from feeds.exact import ExactRequest, as_header
from feeds.headers import first, retry_after
from feeds.hosts import SHORTEST_GAP, Hosts
from feeds.refusals import is_rate_limited
from feeds.robots import Robots
from records.errors import FetchError, ForbiddenError
from records.hosts import Wishes

#: What it takes to make a client.
__all__ = ["Client", "Limits", "user_agent"]

_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_PERMANENT = frozenset({301, 308})
#: Seconds that a host rests after 429, or 503 with a Retry-After, that names no readable time.
_REST = 60.0


class Client:
    """Asynchronous context manager around the sockets; one per run.

    `longest_stay` bounds, in seconds, how long pages are fetched from one host (feeds.hosts).
    `proxy` is trusted with the resolving of names: the check at dial time then holds for addresses
    spelled out in URLs only. `resolver` and `tls` are for tests.
    """

    def __init__(
        self,
        *,
        agent: str = "",
        proxy: str | None = None,
        limits: Limits | None = None,
        shortest_gap: float = SHORTEST_GAP,
        longest_stay: float = math.inf,
        resolver: AbstractResolver | None = None,
        tls: ssl.SSLContext | None = None,
    ) -> None:
        self.agent = agent or user_agent()
        self.limits = limits or Limits()
        self.hosts = Hosts(shortest_gap=shortest_gap, longest_stay=longest_stay)
        self.robots = Robots(self.fetch, self.hosts)
        self._proxy, self._resolver, self._tls = proxy, resolver, tls
        self._sessions: dict[bool, aiohttp.ClientSession] = {}

    async def __aenter__(self) -> Self:
        self._pool = asyncio.Semaphore(self.limits.at_once)
        # Two pools of connections: one that was opened for a local source serves no other.
        self._sessions = {local: self._session(local) for local in (False, True)}
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        for session in self._sessions.values():
            await session.close()

    def remember(self, wishes: Wishes, now: datetime) -> None:
        """What hosts asked of earlier runs; before the first request."""
        self.hosts.remember(wishes.blocked, now)
        self.robots.remember(wishes.robots, now)

    def wishes(self, now: datetime) -> Wishes:
        """What hosts have asked of us by now, for the next run."""
        return Wishes(blocked=self.hosts.blocked(now), robots=self.robots.had(now))

    def _session(self, local: bool) -> aiohttp.ClientSession:
        connector = aiohttp.TCPConnector(
            limit=0,  # `_pool` and `hosts` decide
            resolver=self._resolver,
            ssl=self._tls or True,
            # A proxy is the user's own, and may lie on their network.
            socket_factory=open_local if local or self._proxy else open_public,
        )
        limits = self.limits
        return aiohttp.ClientSession(
            connector=connector,
            cookie_jar=aiohttp.DummyCookieJar(),
            timeout=aiohttp.ClientTimeout(total=None, sock_connect=limits.connect, sock_read=limits.read),
            headers={"User-Agent": self.agent, "Accept-Encoding": "gzip, deflate, br"},
            max_line_size=32_768,
            max_field_size=32_768,
            request_class=ExactRequest,
            trust_env=False,
        )

    async def fetch(
        self,
        url: str,
        *,
        local: bool = False,
        accept: str = ACCEPT_PAGE,
        validators: Validators | None = None,
        body_limit: int | None = None,
        as_robot: bool = False,
    ) -> Download:
        """The answer at `url`, redirects followed; `as_robot` keeps robots.txt on every hop.

        Raises ForbiddenError for where we don't go, HeldOffError where nothing is to be asked for now,
        FetchError for no answer; its reason is the code of an `Outcome`.
        """
        left, target, permanent = self.limits.total, url, True
        for _ in range(self.limits.redirects + 1):
            check_url(target, local=local)
            if as_robot:
                await self.robots.check(target, local=local)
            headers = {"Accept": accept} | _conditions(validators, target)
            answer, seconds = await self._ask(
                target, headers, local=local, seconds=left, limit=body_limit, hurried=as_robot
            )
            left -= seconds
            location = first(answer.headers, "location")
            if answer.status not in _REDIRECTS or not location:
                if target == url:
                    return answer
                return replace(answer, url=url, final_url=target, moved_to=target if permanent else "")
            onward = _onward(target, location.strip())
            if target.startswith("https:") and not onward.startswith("https:"):
                raise FetchError(url, "redirect", status=answer.status)
            permanent = permanent and answer.status in _PERMANENT
            target = onward
        raise FetchError(url, "redirect", status=answer.status)

    async def _ask(
        self,
        url: str,
        headers: dict[str, str],
        *,
        local: bool,
        seconds: float,
        limit: int | None,
        hurried: bool,
    ) -> tuple[Download, float]:
        """One hop, and the seconds that it took once it was our turn."""
        async with self.hosts.turn(url, local=local, hurried=hurried), self._pool:
            began = time.monotonic()
            try:
                async with asyncio.timeout(max(seconds, 0.001)):
                    answer = await self._exchange(url, headers, local, limit or self.limits.body)
            except (aiohttp.ClientError, OSError, ValueError) as error:
                raise _refusal(url, error) from error
            seconds = time.monotonic() - began
        self._heed(answer)
        return answer, seconds

    async def _exchange(self, url: str, headers: dict[str, str], local: bool, limit: int) -> Download:
        async with self._sessions[local].get(
            _exactly(url), headers=headers, allow_redirects=False, proxy=None if local else self._proxy
        ) as answer:
            body = await _read(url, answer, limit)
            raw = {key.lower(): value for key, value in reversed(answer.raw_headers)}
            return Download(
                url=url,
                final_url=url,
                status=answer.status,
                headers=tuple((key.lower(), value) for key, value in answer.headers.items()),
                body=body,
                # Counted by aiohttp for compressed bodies only; an empty body's reader lacks the counter.
                wire=getattr(answer.content, "total_compressed_bytes", None) or len(body),
                etag=raw.get(b"etag"),
                last_modified=raw.get(b"last-modified"),
                request=tuple((key.lower(), value) for key, value in answer.request_info.headers.items()),
            )

    def _heed(self, answer: Download) -> None:
        """What a host says of its being too busy holds for all its addresses."""
        if is_rate_limited(answer):
            seconds = retry_after(answer.headers)
            self.hosts.block(answer.url, _REST if seconds is None else seconds)


def _onward(target: str, location: str) -> str:
    """Where a redirect leads, its scheme in lower case; ForbiddenError for what is no address."""
    try:
        onward = urlsplit(urljoin(target, location))
    except ValueError as error:
        raise ForbiddenError(target, "a redirect to what is no URL") from error
    return onward.geturl()


def _conditions(validators: Validators | None, url: str) -> dict[str, str]:
    """If-None-Match and If-Modified-Since, unaltered; nothing for an address that did not give them."""
    if not validators or validators.url != url:
        return {}
    found = {"If-None-Match": validators.etag, "If-Modified-Since": validators.last_modified}
    return {name: as_header(value) for name, value in found.items() if value}


def _exactly(url: str) -> URL:
    """The URL as printed where that is possible; yarl would decode escapes that servers tell apart."""
    return URL(url, encoded=url.isascii() and not any(c in url for c in ' "<>\\^`{|}'))


async def _read(url: str, answer: aiohttp.ClientResponse, limit: int) -> bytes:
    """The body, given up as soon as it outgrows `limit`, on the wire or decompressed."""
    too_big = FetchError(url, "too_big", status=answer.status)
    if (answer.content_length or 0) > limit:
        answer.close()
        raise too_big
    chunks: list[bytes] = []
    size = 0
    async for chunk in answer.content.iter_any():
        size += len(chunk)
        if size > limit:
            answer.close()
            raise too_big
        chunks.append(chunk)
    return b"".join(chunks)


def _refusal(url: str, error: Exception) -> FetchError:
    """Our verdict on a library's error."""
    cause = getattr(error, "os_error", error)
    if isinstance(cause, RefusedAddressError):
        return ForbiddenError(url, str(cause))
    if isinstance(error, TimeoutError):
        return FetchError(url, "timeout")
    if isinstance(error, aiohttp.ClientConnectorDNSError):
        return FetchError(url, "dns")
    if isinstance(error, aiohttp.ClientSSLError):
        return FetchError(url, "tls")
    if isinstance(error, ValueError):  # after TLS: a certificate's error is one, too
        return ForbiddenError(url, "not a URL")
    return FetchError(url, "connection")
