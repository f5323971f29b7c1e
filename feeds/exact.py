"""Header values as bytes: a validator goes back as it came, even where it is no valid UTF-8.

RFC 9110 lets an ETag hold any byte from 0x80 up; aiohttp writes header values as UTF-8 and nothing else.
Such bytes therefore travel through it as private-use characters, and turn back where the head is written.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import aiohttp

if TYPE_CHECKING:
    from aiohttp.connector import Connection

#: U+F780 to U+F7FF, and their UTF-8.
_PRIVATE = 0xF700
_WRITTEN = re.compile(rb"\xef[\x9e\x9f][\x80-\xbf]")


def as_header(value: bytes) -> str:
    """What to give aiohttp, so that exactly `value` is sent by an ExactRequest."""
    try:
        return value.decode("utf-8")
    except UnicodeDecodeError:
        return "".join(chr(byte if byte < 0x80 else _PRIVATE + byte) for byte in value)


class ExactRequest(aiohttp.ClientRequest):
    """A request whose head may hold bytes that are no UTF-8."""

    async def send(self, conn: Connection) -> aiohttp.ClientResponse:
        """As aiohttp sends it; a GET writes its whole head before this returns."""
        protocol = conn.protocol
        if protocol is None or all(max(value, default="") <= "\uf77f" for value in self.headers.values()):
            return await super().send(conn)
        plain = protocol.transport
        protocol.transport = _Unfolding(plain)  # type: ignore[assignment]
        try:
            return await super().send(conn)
        finally:
            protocol.transport = plain


class _Unfolding:
    """A transport that writes private-use characters as the bytes they stand for."""

    def __init__(self, transport: Any) -> None:
        self._transport = transport

    def __getattr__(self, name: str) -> Any:
        return getattr(self._transport, name)

    def write(self, head: bytes) -> None:
        self._transport.write(_WRITTEN.sub(lambda m: bytes([ord(m[0].decode()) - _PRIVATE]), head))
