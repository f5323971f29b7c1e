"""The newsroom: all outlets running, one port each on 127.0.0.1, one thread that waits on all of them."""

import selectors
import socket
from functools import partial
from threading import Thread
from types import TracebackType
from typing import Self

from demo.articles import Article, read_articles
from demo.outlets import read_outlets
from demo.site import Answer, Site
from demo.wire import HOST, Asked, OutletServer

__all__ = ["Asked", "Newsroom"]


class Newsroom:
    """All outlets, running; a context manager, used once.

    `edition` may be set while it runs: the next request meets the other edition. With `base_port` the outlets
    sit on that port and the ones after it, in the order of outlets.toml, so that addresses are the same in
    each run; with 0 the system picks free ports.
    """

    def __init__(self, edition: int = 1, *, base_port: int = 0) -> None:
        self.edition = edition
        self.outlets = read_outlets()
        #: Outlet key → `http://127.0.0.1:<port>`; empty until it runs.
        self.urls: dict[str, str] = {}
        self.asked: list[Asked] = []
        self._base_port = base_port
        self._servers: list[OutletServer] = []
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
                self._servers.append(self._server(self._base_port and self._base_port + number, key))
        except OSError:
            self._close()
            raise
        self._bell, self._ear = socket.socketpair()
        self.urls = {server.outlet.key: f"http://{HOST}:{server.server_port}" for server in self._servers}
        self._thread.start()
        return self

    def stop(self) -> None:
        """Close every socket and wait for every thread."""
        self._bell.send(b"!")
        self._thread.join()
        self._bell.close()
        self._ear.close()
        self._close()

    def __enter__(self) -> Self:
        return self.start()

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.stop()

    def _server(self, port: int, key: str) -> OutletServer:
        return OutletServer(port, self.outlets[key], answer=partial(self._answer, key), asked=self.asked)

    def _answer(self, outlet: str, target: str) -> Answer:
        return self.site(outlet).answer(target)

    def _site(self, key: str) -> Site:
        own = [article for article in self.articles if article.outlet == key]
        return Site(self.outlets[key], own, base=self.urls[key], edition=self.edition)

    def _close(self) -> None:
        for server in self._servers:
            server.hang_up()

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
