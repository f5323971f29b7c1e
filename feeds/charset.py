"""Bytes of any charset into UTF-8 bytes, decided before a parser sees them.

A feed parser that decides for itself turns a whole UTF-8 feed into ISO-8859-2 for one bad byte
(kurtmckee/feedparser#421). Order: byte-order mark; valid UTF-8, whatever was declared; what the prolog
declares; what the header declares; else UTF-8 with replacement or Windows-1252, whichever fits the bytes.
"""

from __future__ import annotations

import codecs
import re

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16: it begins like it
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_PROLOG = re.compile(rb"""^\s*<\?xml[^>]*?encoding\s*=\s*["']([A-Za-z0-9._:-]+)["']""")
_HEADER = re.compile(r"""charset\s*=\s*["']?([A-Za-z0-9._:-]+)""", re.IGNORECASE)
_SEQUENCE = re.compile(rb"[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}")
_ODD = re.compile(rb"[\x80-\xff]")

#: Whoever says Latin-1 means Windows-1252, as the WHATWG encoding standard has it.
_MEANT = {"iso8859-1": "cp1252", "ascii": "utf-8", "iso8859-9": "cp1254"}


def as_utf8(body: bytes, content_type: str = "") -> bytes:
    """`body` in UTF-8, without byte-order mark, its XML prolog (if any) saying so."""
    for mark, name in _MARKS:
        if body.startswith(mark):
            return _redeclared(_decoded(body[len(mark) :], name))
    declared = _declared(body, content_type)
    if declared and declared.startswith(("utf-16", "utf-32")) and b"\x00" in body[:64]:
        return _redeclared(_decoded(body, declared))
    try:
        body.decode("utf-8")
    except UnicodeDecodeError:
        return _redeclared(_decoded(body, _best(body, declared)))
    return body if declared in ("utf-8", None) else _redeclared(body)


def _declared(body: bytes, content_type: str) -> str | None:
    """The codec that prolog or header names, None when neither names one that exists."""
    header = _HEADER.search(content_type)
    prolog = _PROLOG.match(body[:300])
    for name in (prolog[1].decode("ascii") if prolog else "", header[1] if header else ""):
        try:
            codec = codecs.lookup(name).name if name else ""
        except (LookupError, ValueError):
            continue
        if codec:
            return _MEANT.get(codec, codec)
    return None


def _best(body: bytes, declared: str | None) -> str:
    """The codec for bytes that are no valid UTF-8."""
    if declared not in (None, "utf-8"):
        return str(declared)
    # UTF-8 with a few spoilt bytes still has whole sequences in the majority; Latin text has none.
    whole = len(b"".join(_SEQUENCE.findall(body)))
    return "utf-8" if 2 * whole > len(_ODD.findall(body)) else "cp1252"


def _decoded(body: bytes, name: str) -> bytes:
    try:
        text = body.decode(name, "replace")
    except (LookupError, ValueError, AssertionError):  # codecs that are no charsets: hex, idna, zlib …
        text = body.decode("cp1252", "replace")
    return text.encode("utf-8", "replace")


def _redeclared(body: bytes) -> bytes:
    """The prolog says UTF-8, if there is a prolog that says anything."""
    found = _PROLOG.match(body[:300])
    return body[: found.start(1)] + b"utf-8" + body[found.end(1) :] if found else body
