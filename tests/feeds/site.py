"""A web server of our own that answers what a test tells it to, and remembers every byte it was asked."""

import socketserver
import ssl
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Self

from feeds.client import Client
from feeds.download import Limits
from records.feeds import Feed, FeedState

#: An address of this machine where nobody listens (RFC 6335 reserves the port).
NOBODY = "http://127.0.0.1:1024"
NOW = datetime(2026, 11, 24, 12, 0, tzinfo=UTC)


@dataclass(kw_only=True)
class Answer:
    """What the server sends. Headers and body are bytes, as odd as a test likes."""

    status: int = 200
    body: bytes = b""
    headers: list[tuple[str, str | bytes]] = field(default_factory=list)
    #: Content-Length as sent; None: the true one; -1: none, the connection's end ends the body.
    length: int | None = None
    #: Seconds before the head, and between two bytes of the body.
    delay: float = 0.0
    drip: float = 0.0
    #: Closes the connection instead of answering.
    hang_up: bool = False


@dataclass(frozen=True, kw_only=True)
class Request:
    path: str
    #: Lower-case name to raw value.
    headers: dict[str, bytes]
    at: float


class Site:
    """`site.pages["/feed"] = b"…"` or an Answer, or a function of the request; the rest is 404.

    With `tls` it speaks https, under the name of localhost.
    """

    def __init__(self, tls: ssl.SSLContext | None = None) -> None:
        self.pages: dict[str, bytes | Answer | Callable[[Request], Answer]] = {}
        self.requests: list[Request] = []
        #: The most requests that were under way at once.
        self.busiest = 0
        self._busy = 0
        self._lock = threading.Lock()
        self._server = socketserver.ThreadingTCPServer(
            ("127.0.0.1", 0), self._handler(), bind_and_activate=True
        )
        self._server.daemon_threads = True
        if tls:
            self._server.socket = tls.wrap_socket(
                self._server.socket, server_side=True, do_handshake_on_connect=False
            )
        self._thread = threading.Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.02})
        self._thread.start()
        self.port = self._server.server_address[1]
        self.host = f"127.0.0.1:{self.port}"
        self.url = f"https://localhost:{self.port}" if tls else f"http://{self.host}"

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.stop()

    def asked(self, path: str) -> list[Request]:
        return [request for request in self.requests if request.path == path]

    def stop(self) -> None:
        self._server.shutdown()
        self._thread.join()
        self._server.server_close()

    def _handler(self) -> type[socketserver.StreamRequestHandler]:
        site = self

        class Handler(socketserver.StreamRequestHandler):
            def handle(self) -> None:
                while request := _read_request(self.rfile):
                    with site._lock:
                        site.requests.append(request)
                        site._busy += 1
                        site.busiest = max(site.busiest, site._busy)
                    try:
                        again = _send(self.wfile, site._answer(request))
                    except OSError:  # the client has had enough
                        again = False
                    finally:
                        with site._lock:
                            site._busy -= 1
                    if not again:
                        return

        return Handler

    def _answer(self, request: Request) -> Answer:
        page = self.pages.get(request.path, Answer(status=404, body=b"nothing here"))
        if callable(page):
            page = page(request)
        return Answer(body=page) if isinstance(page, bytes) else page


def _read_request(stream) -> Request | None:
    try:
        first = stream.readline().split()
        headers = {}
        while line := stream.readline().rstrip(b"\r\n"):
            name, _, value = line.partition(b":")
            headers[name.decode("ascii").lower()] = value.strip()
    except OSError:
        return None
    return Request(path=first[1].decode("ascii"), headers=headers, at=time.monotonic()) if first else None


def _send(stream, answer: Answer) -> bool:
    """Whether the connection can serve another request."""
    time.sleep(answer.delay)
    if answer.hang_up:
        return False
    head = [f"HTTP/1.1 {answer.status} Said".encode()]
    for name, value in answer.headers:
        head.append(name.encode() + b": " + (value if isinstance(value, bytes) else value.encode("utf-8")))
    bodiless = answer.status in (204, 304)
    length = len(answer.body) if answer.length is None else answer.length
    if length >= 0 and not bodiless:
        head.append(f"Content-Length: {length}".encode())
    stream.write(b"\r\n".join(head) + b"\r\n\r\n")
    if bodiless:
        return True
    if answer.drip:
        for byte in answer.body:
            stream.write(bytes([byte]))
            stream.flush()
            time.sleep(answer.drip)
    else:
        stream.write(answer.body)
    return answer.length is None


def feed_at(*urls: str, **rest) -> Feed:
    told = {"key": "one", "title": "One", "outlet": "One", "family": "one", "language": "it", "country": "IT"}
    return Feed(**(told | {"urls": urls, "local": True} | rest))


def state_of(feed: Feed, **rest) -> FeedState:
    return FeedState(key=feed.key, **rest)


def item(number: int, *, title: str = "", link: str = "", more: str = "") -> str:
    """An RSS item; the higher its number, the newer it is, an hour each."""
    when = (NOW - timedelta(days=10) + timedelta(hours=number)).strftime("%a, %d %b %Y %H:%M:%S +0000")
    return (
        f"<item><title>{title or f'Item {number}'}</title><link>{link or f'https://e.org/{number}'}</link>"
        f"<guid isPermaLink='false'>id-{number}</guid><pubDate>{when}</pubDate>{more}</item>"
    )


def rss(*items: str | int, channel: str = "") -> bytes:
    """An RSS feed of these items, as they are or by their numbers."""
    inside = "".join(one if isinstance(one, str) else item(one) for one in items)
    return (
        "<?xml version='1.0' encoding='UTF-8'?><rss version='2.0' "
        "xmlns:sy='http://purl.org/rss/1.0/modules/syndication/'>"
        f"<channel><title>One</title><link>https://e.org/</link>{channel}{inside}</channel></rss>"
    ).encode()


def client(**rest) -> Client:
    """A client in a hurry."""
    return Client(**({"limits": Limits(connect=2, read=1, total=2), "shortest_gap": 0.0} | rest))
