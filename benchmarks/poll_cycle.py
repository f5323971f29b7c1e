"""How much our manners cost: 200 feeds polled, beside a bare asyncio client that asks the same.

Both ask 200 hosts (127.0.0.2 and on, one port) that take 20 ms to answer, 32 at a time. The bare client
writes the same request, reads the answer and unpacks gzip, and knows nothing else. Then one feed of 100
entries, 5 of them new, is parsed beside lxml reading five fields of each. Each figure is the median of
its rounds, the rounds of both sides taken in turn; memory is the peak of a process of its own.

    python benchmarks/poll_cycle.py [--rounds 7]
"""

from __future__ import annotations

import argparse
import asyncio
import gzip
import multiprocessing
import re
import statistics
import sys
import time
import zlib
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from functools import partial
from multiprocessing.connection import Connection
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from lxml import etree

from feeds.client import Client, Limits
from feeds.memory import digest
from feeds.overlap import compare
from feeds.parse import parse
from feeds.poll import poll_feeds
from records.feeds import Feed, FeedState, Known, Outcome, Poll

NOW = datetime(2026, 11, 24, 12, tzinfo=UTC)
FEEDS, ENTRIES, NEW = 200, 30, 2
DELAY = 0.020
AT_ONCE = 32
#: Ratio that must hold, and the one aimed at (the project's design, section 8).
BARS = {"unchanged": (2.0, 1.3), "parsing": (4.0, 2.5)}

_BODY = "<p>I controlli sull'export di <b>chip</b> pesano su chi produce e su chi compra.</p>" * 60


def feed_of(entries: int, first: int = 0) -> bytes:
    """An RSS feed with whole articles, newest first, as WordPress writes one: 5 kB an entry."""

    def printed(n: int) -> str:
        return f"{NOW - timedelta(hours=entries + first - n):%a, %d %b %Y %H:%M:%S +0000}"

    items = "".join(
        f"<item><title>Titolo {n} &amp; sottotitolo</title><link>https://e.org/{n}</link>"
        f"<guid isPermaLink='false'>https://e.org/?p={n}</guid>"
        f"<pubDate>{printed(n)}</pubDate>"
        f"<dc:creator><![CDATA[Redazione]]></dc:creator><category>Chip</category>"
        f"<description><![CDATA[Sommario {n}]]></description>"
        f"<content:encoded><![CDATA[{_BODY}]]></content:encoded></item>"
        for n in reversed(range(first, first + entries))
    )
    return (
        "<?xml version='1.0' encoding='UTF-8'?><rss version='2.0' "
        "xmlns:dc='http://purl.org/dc/elements/1.1/' xmlns:content='http://purl.org/rss/1.0/modules/content/'><channel><title>Prova</title>"
        f"<link>https://e.org/</link>{items}</channel></rss>"
    ).encode()


# --- the server, in a process of its own


class _Server(asyncio.Protocol):
    """Answers after DELAY: 304 to a conditional request for /same, the feed to all others."""

    packed = gzip.compress(feed_of(ENTRIES, first=NEW))

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._transport, self._head = transport, b""

    def data_received(self, data: bytes) -> None:
        self._head += data
        if b"\r\n\r\n" in self._head:
            head, self._head = self._head, b""
            asyncio.get_running_loop().call_later(DELAY, self._answer, head)

    def _answer(self, head: bytes) -> None:
        if head.startswith(b"GET /same ") and b"\r\nIf-None-Match:" in head:
            answer = b'HTTP/1.1 304 Not Modified\r\nETag: "a"\r\n\r\n'
        else:
            answer = (
                b'HTTP/1.1 200 OK\r\nETag: "b"\r\nContent-Encoding: gzip\r\n'
                b"Content-Length: %d\r\n\r\n" % len(self.packed)
            ) + self.packed
        assert isinstance(self._transport, asyncio.Transport)
        self._transport.write(answer)


def serve(pipe: Connection) -> None:
    async def forever() -> None:
        server = await asyncio.get_running_loop().create_server(_Server, "0.0.0.0", 0)
        pipe.send(server.sockets[0].getsockname()[1])
        await server.serve_forever()

    asyncio.run(forever())


def hosts(port: int) -> list[str]:
    return [f"127.0.{1 + n // 250}.{2 + n % 250}:{port}" for n in range(FEEDS)]


# --- the two clients


def bare(port: int, path: str) -> None:
    """Ask every host for `path`, and do nothing more."""

    async def one(host: str, gate: asyncio.Semaphore) -> bytes:
        async with gate:
            reader, writer = await asyncio.open_connection(*host.split(":"))
            asked = (
                f'GET {path} HTTP/1.1\r\nHost: {host}\r\nAccept-Encoding: gzip\r\nIf-None-Match: "a"\r\n\r\n'
            )
            writer.write(asked.encode())
            head = await reader.readuntil(b"\r\n\r\n")
            found = head.lower().partition(b"content-length:")[2]
            body = await reader.readexactly(int(found.split(b"\r\n")[0])) if found else b""
            writer.close()
            return zlib.decompress(body, 31) if body else b""

    async def all_of_them() -> None:
        gate = asyncio.Semaphore(AT_ONCE)
        await asyncio.gather(*(one(host, gate) for host in hosts(port)))

    asyncio.run(all_of_them())


class Ours:
    """Poll every feed at `path`, compare with what is known; made beforehand, called to be measured."""

    def __init__(self, port: int, path: str) -> None:
        before = feed_of(ENTRIES)
        self.known = _known(before)
        self.rows = [_row(host, path, before) for host in hosts(port)]
        self.expected = Outcome.NOT_MODIFIED if path == "/same" else Outcome.NEW

    def __call__(self) -> None:
        polls = asyncio.run(self._all_of_them())
        compared = [compare(poll, self.known, NOW)[0] for poll in polls]
        assert all(poll.outcome is self.expected for poll in compared)
        assert {poll.new for poll in compared} == {NEW if self.expected is Outcome.NEW else 0}

    async def _all_of_them(self) -> list[Poll]:
        async with Client(limits=Limits(at_once=AT_ONCE)) as client:
            return await poll_feeds(client, self.rows, NOW, {feed.key: self.known for feed, _ in self.rows})


def _row(host: str, path: str, body: bytes) -> tuple[Feed, FeedState]:
    url = f"http://{host}{path}"
    feed = Feed(
        key=host.replace(".", "-"), title=host, urls=(url,), outlet=host, family=host, language="it",
        country="IT", local=True,
    )  # fmt: skip
    before = NOW - timedelta(hours=1)
    state = FeedState(
        key=feed.key, etag=b'"a"', validators_from=url, body_sha256=digest(body), last_poll=before,
        last_good=before, probed_at=before, overlap_at=before, last_outcome=Outcome.NEW,
    )  # fmt: skip
    return feed, state


def _known(body: bytes, but: int = 0) -> Known:
    parsed = read(body)
    entries = parsed[but:]
    return Known(
        ids=frozenset(entry.id for entry in entries),
        urls=frozenset(entry.url for entry in entries),
        titles={entry.id: entry.title for entry in entries},
    )


def read(body: bytes, known: Known | None = None) -> tuple:
    feed = _row("127.0.0.1", "/", b"")[0]
    return parse(feed, body, content_type="", base="https://e.org/", now=NOW, known=known).entries


# --- measuring


def seconds(call: Callable[[], object]) -> float:
    began = time.perf_counter()
    call()
    return time.perf_counter() - began


def medians(rounds: int, *calls: Callable[[], object]) -> list[float]:
    """The median time of each, all taken in turn so that a busy machine is busy for all."""
    taken = [[seconds(call) for call in calls] for _ in range(rounds + 1)][1:]  # the first one warms up
    return [statistics.median(times) for times in zip(*taken, strict=True)]


def peak(kind: str, port: int, path: str) -> float:
    """MiB that a process of its own needs at most for one cycle, the interpreter and its imports included."""
    context = multiprocessing.get_context("spawn")
    here, there = context.Pipe()
    child = context.Process(target=_measured, args=(there, kind, port, path))
    child.start()
    mib: float = here.recv()
    child.join()
    return mib


def _measured(pipe: Connection, kind: str, port: int, path: str) -> None:
    Ours(port, path)() if kind == "ours" else bare(port, path)
    # Not ru_maxrss: that begins with the parent's.
    found = re.search(r"VmHWM:\s*(\d+) kB", Path("/proc/self/status").read_text())
    pipe.send(int(found[1]) / 1024 if found else float("nan"))


def five_fields(body: bytes) -> list[tuple[str | None, ...]]:
    """What a reader that needs nothing else takes from each item, by lxml."""
    encoded = "{http://purl.org/rss/1.0/modules/content/}encoded"
    names = ("title", "link", "guid", "pubDate", encoded)
    return [tuple(item.findtext(name) for name in names) for item in etree.fromstring(body).iter("item")]


def report(name: str, base: float, ours_: float, memory: str = "") -> None:
    least, goal = BARS.get(name, (None, None))
    bar = f"  bar {least:.1f}, goal {goal:.1f}" if least else ""
    print(f"{name:<12}{base * 1e3:9.1f} ms{ours_ * 1e3:9.1f} ms   x {ours_ / base:5.2f}{bar}{memory}")


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    arguments.add_argument("--rounds", type=int, default=7)
    rounds = arguments.parse_args().rounds
    context = multiprocessing.get_context("spawn")
    here, there = context.Pipe()
    server = context.Process(target=serve, args=(there,), daemon=True)
    server.start()
    port = here.recv()
    print(f"{'':<12}{'bare':>12}{'chipwatch':>12}     ratio")
    for name, path in (("unchanged", "/same"), ("changed", "/news")):
        base, mine = medians(rounds, partial(bare, port, path), Ours(port, path))
        report(
            name, base, mine, f"  peak {peak('bare', port, path):.0f} and {peak('ours', port, path):.0f} MiB"
        )
    body = feed_of(100)
    known = _known(body, but=5)
    base, mine, whole = medians(
        rounds * 3, lambda: five_fields(body), lambda: read(body, known), lambda: read(body)
    )
    report("parsing", base, mine, f"  (nothing known: x {whole / base:.1f})")
    server.terminate()
    server.join()


if __name__ == "__main__":
    main()
