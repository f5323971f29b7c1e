"""What goes over the wire: one port, its connections, validators and gzip."""

import gzip
import hashlib
import socket
import sys
from collections.abc import Callable
from datetime import UTC
from email.utils import format_datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from socketserver import TCPServer
from threading import Lock
from typing import Any, NamedTuple

from demo.outlets import Outlet
from demo.site import Answer

HOST = "127.0.0.1"
_IDLE = 10.0  # seconds after which a silent connection is closed
_GZIP_FROM = 500  # bytes; smaller answers are sent as they are


class Asked(NamedTuple):
    """One request as it came in; header names in lower case."""

    outlet: str
    method: str
    path: str
    headers: dict[str, str]


class OutletServer(ThreadingHTTPServer):
    """One outlet's port; `asked` gets every request.

    It knows its open connections, so that it can end them: a handler thread waits there for the next request.
    """

    daemon_threads = False  # server_close() then waits for the threads
    request_queue_size = 128
    timeout = 0  # handle_request() is only called when a connection waits

    def __init__(
        self, port: int, outlet: Outlet, *, answer: Callable[[str], Answer], asked: list[Asked]
    ) -> None:
        super().__init__((HOST, port), _Handler)
        self.outlet, self.answer, self.asked = outlet, answer, asked
        self._open: set[socket.socket] = set()
        self._lock = Lock()
        self.socket.setblocking(False)  # a connection can be gone again before it is accepted

    def server_bind(self) -> None:
        """Without HTTPServer's reverse look-up of the address, which asks the network."""
        TCPServer.server_bind(self)
        self.server_name, self.server_port = HOST, self.server_address[1]

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

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Nothing of clients that hang up in the middle; a traceback of all else."""
        if not isinstance(sys.exception(), ConnectionError):
            super().handle_error(request, client_address)

    def hang_up(self) -> None:
        """End all connections, idle ones too, and wait for their threads."""
        with self._lock:
            for connection in self._open:
                _end(connection)
        self.server_close()


def _end(connection: socket.socket) -> None:
    try:
        connection.shutdown(socket.SHUT_RDWR)
    except OSError:
        return  # the other side was faster


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True  # else head and body of an answer wait for each other, 40 ms a time
    wbufsize = -1
    timeout = _IDLE
    server: OutletServer

    def do_GET(self) -> None:
        self._reply(with_body=True)

    def do_HEAD(self) -> None:
        self._reply(with_body=False)

    def log_message(self, *_: object) -> None:
        """Say nothing: `asked` has it."""

    def version_string(self) -> str:
        """The name in the Server header."""
        return "newsroom/1"

    def _reply(self, *, with_body: bool) -> None:
        outlet = self.server.outlet
        headers = {name.lower(): value for name, value in self.headers.items()}
        self.server.asked.append(Asked(outlet.key, self.command, self.path, headers))
        answer = self.server.answer(self.path)
        validators = _validators(outlet, answer)
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


def _validators(outlet: Outlet, answer: Answer) -> dict[str, str]:
    """What this outlet lets a later GET lean on; only good answers have any."""
    if answer.status != 200:
        return {}
    validators = {}
    if outlet.validators in ("both", "etag", "weak"):
        weak = "W/" if outlet.validators == "weak" else ""
        validators["ETag"] = f'{weak}"{hashlib.md5(answer.body, usedforsecurity=False).hexdigest()}"'
    if outlet.validators in ("both", "modified") and answer.modified:
        validators["Last-Modified"] = format_datetime(answer.modified.astimezone(UTC), usegmt=True)
    return validators


def _unchanged(headers: dict[str, str], validators: dict[str, str]) -> bool:
    """As WordPress core decides: each validator that comes back must be the one given, to the byte."""
    sent = {"ETag": headers.get("if-none-match"), "Last-Modified": headers.get("if-modified-since")}
    held = {name: value for name, value in sent.items() if value is not None}
    return bool(held) and all(validators.get(name) == value for name, value in held.items())


def _packed(answer: Answer, headers: dict[str, str]) -> tuple[bytes, dict[str, str]]:
    """The body as the client takes it, and the headers that say so."""
    if "gzip" not in headers.get("accept-encoding", "") or len(answer.body) < _GZIP_FROM:
        return answer.body, {"Vary": "Accept-Encoding"}
    return gzip.compress(answer.body, 5, mtime=0), {"Content-Encoding": "gzip", "Vary": "Accept-Encoding"}
