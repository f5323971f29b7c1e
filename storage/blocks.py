"""HTTP messages as bytes, as WARC records hold them. Pure."""

from __future__ import annotations

from collections.abc import Iterable
from http import HTTPStatus
from urllib.parse import urlsplit

from records.news import Page

Headers = Iterable[tuple[str, str]]

#: Headers that are about the wire, not about the body that is kept: decoded, and in one piece. They stay
#: under this prefix, as in other archives.
_WIRE = frozenset({"content-encoding", "transfer-encoding", "content-length"})
_KEPT_AS = "x-archive-orig-"


def response_head(page: Page) -> bytes:
    """Status line and headers, up to and with the empty line."""
    phrase = HTTPStatus(page.status).phrase if page.status in set(HTTPStatus) else ""
    headers = ((_KEPT_AS + name if name in _WIRE else name, value) for name, value in page.headers)
    return _message(f"HTTP/1.1 {page.status} {phrase}".rstrip(), headers)


def request_head(page: Page) -> bytes:
    """The request as sent, in HTTP/1.1 words."""
    parts = urlsplit(page.final_url)
    target = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    return _message(f"GET {target} HTTP/1.1", page.request)


def headers_as_sent(headers: Iterable[tuple[bytes, bytes]]) -> tuple[tuple[str, str], ...]:
    """What `response_head` was given."""
    return tuple((_text(name).removeprefix(_KEPT_AS), _text(value)) for name, value in headers)


def _message(first_line: str, headers: Headers) -> bytes:
    lines = [first_line, *(f"{name}: {_one_line(value)}" for name, value in headers)]
    return ("\r\n".join(lines) + "\r\n\r\n").encode("utf-8", "surrogateescape")


def _one_line(value: str) -> str:
    return " ".join(value.splitlines())


def _text(raw: bytes) -> str:
    return raw.decode("utf-8", "surrogateescape")
