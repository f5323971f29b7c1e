"""Which charset bytes are in, by themselves, when they are no UTF-8 and nobody says, or says what can't be.

charset-normalizer tells the charsets of other scripts apart, from 100 bytes of text on. Western and Central
European ones it does not: it calls three of four Western pages Central European (measured on 320 stretches of
news pages); so those go by the page's language, and by the bytes that only one of two charsets uses.
"""

from __future__ import annotations

import codecs
import re

#: What the Encoding standard knows of other scripts, as charset-normalizer names it.
_FOREIGN = [
    "cp1251", "koi8_r", "koi8_u", "iso8859_5", "cp866", "cp932", "euc_jp", "gb18030", "big5", "cp949",
    "cp1253", "iso8859_7", "cp1255", "cp1256", "cp874",
]  # fmt: skip
#: The charset of old pages by language, where it isn't Windows-1252 (WHATWG HTML, 13.2.3.2; read 2026-11-24).
_BY_LANGUAGE = dict.fromkeys(("cs", "hr", "hu", "pl", "ro", "sk", "sl"), "cp1250") | {"tr": "cp1254"}
#: The ISO sibling, told by what it puts at bytes that are rare signs in the other: € for ¤; š ť ž for ą » ¾.
_SIBLINGS = {"cp1252": ("iso8859-15", b"\xa4"), "cp1250": ("iso8859-2", b"\xb1\xb6\xb9\xbb\xbc\xbe")}
#: Text of other scripts has more than this part of its bytes beyond ASCII, Western text a tenth of it.
_MOSTLY = 0.4
#: Bytes beyond ASCII that make a sample, and bytes of text that are looked at.
_FEW, _SAMPLE = 24, 6_000
#: Zero bytes at every second place of so many bytes, and at hardly any of the others, are UTF-16's.
_HEAD, _MANY, _HARDLY = 2_048, 0.4, 0.05

_ASCII = bytes(range(0x80))
_C1 = bytes(range(0x80, 0xA0))
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1a]")
_TEXT = re.compile(rb">([^<]+)")
_LANGUAGE = re.compile(rb"<html\b[^>]{0,400}?\blang\s*=\s*[\"']?([a-z]{2})\b", re.IGNORECASE)


def sixteen_bit(body: bytes) -> str:
    """UTF-16's name when `body`, which has no byte-order mark, is in it; else ""."""
    head = body[: min(_HEAD, len(body) - len(body) % 2)]
    if 0 not in head:
        return ""
    even, odd = head[::2].count(0), head[1::2].count(0)
    for charset, zeros, others in (("utf-16-le", odd, even), ("utf-16-be", even, odd)):
        if zeros > _MANY * len(head) / 2 and others <= _HARDLY * len(head) / 2:
            return "" if _CONTROL.search(head.decode(charset, "replace")) else charset
    return ""


def by_content(body: bytes) -> str:
    """The charset of `body`, which is not UTF-8; Windows-1252 when nothing speaks for another."""
    if is_foreign(body):
        return _foreign(_sample(body)) or "cp1252"
    language = _LANGUAGE.search(body, 0, _HEAD)
    charset = _BY_LANGUAGE.get(language[1].decode("ascii").lower() if language else "", "cp1252")
    sibling, signs = _SIBLINGS.get(charset, ("", b""))
    uses = body.translate(None, _ASCII)
    return sibling if sibling and _has(uses, signs) and not _has(uses, _C1) else charset


def is_foreign(body: bytes) -> bool:
    """Whether most of what isn't markup is beyond ASCII, as in no text in Latin letters."""
    sample = _sample(body)
    beyond = len(sample.translate(None, _ASCII))
    return beyond >= _FEW and beyond > _MOSTLY * len(b"".join(sample.split()))


def _foreign(sample: bytes) -> str:
    from charset_normalizer import from_bytes  # 30 ms, for a page in a hundred

    best = from_bytes(sample, cp_isolation=_FOREIGN).best()
    return codecs.lookup(best.encoding).name if best else ""


def _sample(body: bytes) -> bytes:
    """Lines of text that have bytes beyond ASCII."""
    texts = _TEXT.findall(body) if b">" in body else body.splitlines()
    found: list[bytes] = []
    room = _SAMPLE
    for text in texts:
        if not text.isascii() and room > 0:
            found.append(text[:room])
            room -= len(text)
    return b"\n".join(found)


def _has(uses: bytes, some: bytes) -> bool:
    return len(uses.translate(None, some)) < len(uses)
