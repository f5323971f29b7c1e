"""One newsroom for the whole room, and a client that does nothing unasked."""

from collections.abc import Callable, Iterator
from http.client import HTTPConnection
from typing import NamedTuple
from urllib.parse import urlsplit

import pytest

from demo.newsroom import Newsroom


class Got(NamedTuple):
    """An answer as it came."""

    status: int
    headers: dict[str, str]
    body: bytes


def ask(url: str, method: str = "GET", **headers: str) -> Got:
    """One request on its own connection; `if_none_match=` becomes `if-none-match:`."""
    parts = urlsplit(url)
    connection = HTTPConnection(parts.netloc, timeout=10)
    try:
        target = parts.path + (f"?{parts.query}" if parts.query else "")
        connection.request(
            method, target or "/", headers={k.replace("_", "-"): v for k, v in headers.items()}
        )
        answer = connection.getresponse()
        return Got(answer.status, dict(answer.getheaders()), answer.read())
    finally:
        connection.close()


@pytest.fixture(scope="session")
def get() -> Callable[..., Got]:
    return ask


@pytest.fixture(scope="session")
def newsroom() -> Iterator[Newsroom]:
    """Edition 1, shared: tests that change it start their own."""
    with Newsroom() as running:
        yield running
