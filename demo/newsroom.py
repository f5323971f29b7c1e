"""The server: one port per outlet on 127.0.0.1, one thread that waits on all of them."""

import gzip
import hashlib
import selectors
import socket
from datetime import UTC, datetime
from email.utils import format_datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from socketserver import TCPServer
from threading import Lock, Thread
from types import TracebackType
from typing import Any, NamedTuple, Self

from demo.articles import Article, read_articles
from demo.outlets import Outlet, read_outlets
from demo.site import Answer, Site

_HOST = "127.0.0.1"
_IDLE = 10.0  # seconds after which a silent connection is closed
_GZIP_FROM = 500  # bytes; smaller answers are sent as they are


class Asked(NamedTuple):
    """One request as it came in; header names in lower case."""

    outlet: str
    method: str
    path: str
    headers: dict[str, str]


class Newsroom:
    """All outlets, running; a context manager.

    `edition` may be set while it runs: the next request meets the other edition. With `base_port` the outlets sit
    on that port and the ones after it, in the order of outlets.toml, so that addresses are the same in each run;
    with 0 the system picks free ports.
    """

    def __init__(self, edition: int = 1, *, base_port: int = 0) -> None:
        self.edition = edition
        self.outlets = read_outlets()
        self.urls: dict[str, str] = {}
        self.asked: list[Asked] = []
        self._base_port = base_port
        self._servers: list[_OutletServer] = []
        self._sites: dict[int, dict[str, Site]] = {}
        self._thread = Thread(target=self._serve, name="newsroom", daemon=True)

    @property
    def articles(self) -> list[Article]:
        """The articles of the current edition, newest first."""
        return read_articles(self.edition)

    def site(self, outlet: str) -> Site:
        """The outlet's site in the current edition."""
        if self.edition not in self._sites:
            self._sites[self.edition] = {key: self._site(key) for key in self.outlets}
        return self._sites[self.edition][outlet]

    def url_of(self, article: Article) -> str:
        """The canonical address of an article."""
        return self.site(article.outlet).url_of(article)

    def start(self) -> Self:
        """Take the ports and answer; OSError when one of them is taken."""
        try:
            for number, key in enumerate(self.outlets):
                port = self._base_port + number if self._base_port else 0
                self._servers.append(_OutletServer(port, key, self))
        except OSError:
            self._close()
            raise
        self._bell, self._ear = socket.socketpair()
        self.urls = {server.outlet: f"http://{_HOST}:{server.server_port}" for server in self._servers}
        self._thread.start()
        return self

    def stop(self) -> None:
        """Close every socket and wait for every thread."""
        self._bell.send(b"!")
        self._thread.join()
        self._bell.close()
        self._ear.close()
        self._close()

    def _close(self) -> None:
        for server in self._servers:
            server.hang_up()
            server.server_close()

    def __enter__(self) -> Self:
        return self.start()

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.stop()

    def _site(self, key: str) -> Site:
        own = [article for article in self.articles if article.outlet == key]
        return Site(self.outlets[key], own, base=self.urls[key], edition=self.edition)

    def _serve(self) -> None:
        with selectors.DefaultSelector() as selector:
            selector.register(self._ear, selectors.EVENT_READ)
            for server in self._servers:
                selector.register(server, selectors.EVENT_READ, server)
            while True:
                for key, _ in selector.select():
                    if key.data is None:
                        return
                    key.data.handle_request()


class _OutletServer(ThreadingHTTPServer):
    """Keeps its open connections, so that it can end them: handler threads wait for the next request on them."""

    daemon_threads = False  # server_close() then waits for the threads
    request_queue_size = 128
    timeout = 0  # handle_request() is only called when a connection waits

    def __init__(self, port: int, outlet: str, newsroom: Newsroom) -> None:
        super().__init__((_HOST, port), _Handler)
        self.outlet, self.newsroom = outlet, newsroom
        self._open: set[socket.socket] = set()
        self._lock = Lock()
        self.socket.setblocking(False)  # a connection can be gone again before it is accepted

    def server_bind(self) -> None:
        """Without HTTPServer's reverse look-up of the address, which asks the network."""
        TCPServer.server_bind(self)
        self.server_name, self.server_port = _HOST, self.server_address[1]

    def process_request(self, request: Any, client_address: Any) -> None:
        """Note the connection, then let a thread have it."""
        with self._lock:
            self._open.add(request)
        super().process_request(request, client_address)

    def shutdown_request(self, request: Any) -> None:
        """Forget the connection and close it."""
        with self._lock:
            self._open.discard(request)
        super().shutdown_request(request)

    def hang_up(self) -> None:
        """End all connections, idle ones too."""
        with self._lock:
            for connection in self._open:
                try:
                    connection.shutdown(socket.SHUT_RDWR)
                except OSError:  # the other side was faster
                    continue


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True  # else head and body of an answer wait for each other, 40 ms a time
    wbufsize = -1
    timeout = _IDLE
    server: _OutletServer

    def do_GET(self) -> None:
        self._reply(with_body=True)

    def do_HEAD(self) -> None:
        self._reply(with_body=False)

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing: `asked` has it."""

    def _reply(self, *, with_body: bool) -> None:
        newsroom, outlet = self.server.newsroom, self.server.outlet
        headers = {name.lower(): value for name, value in self.headers.items()}
        newsroom.asked.append(Asked(outlet, self.command, self.path, headers))
        answer = newsroom.site(outlet).answer(self.path)
        validators = _validators(newsroom.outlets[outlet], answer)
        if _unchanged(headers, validators):
            self._head(304, validators)
            return
        body, coding = _packed(answer, headers)
        lengths = {"Content-Type": answer.content_type, "Content-Length": str(len(body))}
        self._head(answer.status, lengths | coding | validators | answer.headers)
        if with_body:
            self.wfile.write(body)

    def _head(self, status: int, headers: dict[str, str]) -> None:
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        self.end_headers()

    def version_string(self) -> str:
        """The name in the Server header."""
        return "newsroom/1"


def _validators(outlet: Outlet, answer: Answer) -> dict[str, str]:
    """What this outlet lets a later GET lean on; only good answers have any."""
    if answer.status != 200:
        return {}
    validators = {}
    if outlet.validators in ("both", "etag", "weak"):
        weak = "W/" if outlet.validators == "weak" else ""
        validators["ETag"] = f'{weak}"{hashlib.md5(answer.body, usedforsecurity=False).hexdigest()}"'
    if outlet.validators in ("both", "modified") and answer.modified:
        validators["Last-Modified"] = _http_date(answer.modified)
    return validators


def _http_date(when: datetime) -> str:
    return format_datetime(when.astimezone(UTC), usegmt=True)


def _unchanged(headers: dict[str, str], validators: dict[str, str]) -> bool:
    """As WordPress core decides: what the client sends back must be what it was given, each of both, to the byte."""
    sent = {"ETag": headers.get("if-none-match"), "Last-Modified": headers.get("if-modified-since")}
    held = {name: value for name, value in sent.items() if value is not None}
    return bool(held) and all(validators.get(name) == value for name, value in held.items())


def _packed(answer: Answer, headers: dict[str, str]) -> tuple[bytes, dict[str, str]]:
    """The body as the client takes it, and the headers that say so."""
    if "gzip" not in headers.get("accept-encoding", "") or len(answer.body) < _GZIP_FROM:
        return answer.body, {"Vary": "Accept-Encoding"}
    return gzip.compress(answer.body, 5, mtime=0), {"Content-Encoding": "gzip", "Vary": "Accept-Encoding"}
