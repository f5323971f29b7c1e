"""Bytes → characters: which charset a page is in, whatever it says.

Order, as the Encoding and HTML standards have it: byte-order mark, HTTP header, `<meta>`, content. But a
declaration must fit: UTF-8 that decodes without an error beats any other, since text in another charset is
practically never valid UTF-8 by chance; and a Western one is not believed over text in another script.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from extractors.pages.charsets import by_content, is_foreign, sixteen_bit
from extractors.pages.twice import undo_twice

_BOMS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))
_HEADER = re.compile(r"charset\s*=\s*[\"']?([\w:.-]+)", re.IGNORECASE)
_META = re.compile(
    rb"<(?:meta\b[^>]*?charset|\?xml\b[^>]*?encoding)\s*=\s*[\"']?\s*([\w:.-]+)", re.IGNORECASE
)
_COMMENT = re.compile(rb"<!--.*?-->", re.DOTALL)
#: Browsers look for <meta charset> in the first 1,024 bytes; pages put it later all the same.
_META_WITHIN = 4096
#: What a label means in practice (WHATWG Encoding standard, read 2026-11-24), by Python's name of it. A label
#: that is not here is not believed: Python knows codecs that are no charsets, and some take minutes
#: (punycode).
_MEANT = {
    "utf-8": "utf-8",
    "iso8859-1": "cp1252",
    "ascii": "cp1252",
    "iso8859-9": "cp1254",
    "iso8859-11": "cp874",
    "tis-620": "cp874",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "gb18030": "gb18030",
    "shift_jis": "cp932",
    "cp932": "cp932",
    "euc_kr": "cp949",
    "cp949": "cp949",
    "big5": "big5hkscs",
    "big5hkscs": "big5hkscs",
    "euc_jp": "euc_jp",
    "iso2022_jp": "iso2022_jp",
    "koi8-r": "koi8-r",
    "koi8-u": "koi8-u",
    "mac-roman": "mac-roman",
    "cp866": "cp866",
}
_MEANT |= {f"iso8859-{part}": f"iso8859-{part}" for part in (2, 3, 4, 5, 6, 7, 8, 10, 13, 14, 15, 16)}
_MEANT |= {f"cp125{page}": f"cp125{page}" for page in range(9)}
#: Share of undecodable bytes up to which UTF-8 with scars is still UTF-8 (a cut character, a pasted quote).
_SCARS = 0.002
#: Charsets of text in Latin letters: they decode nearly any bytes, so that a wrong one does not show.
_WESTERN = frozenset(("cp1252", "cp1250", "cp1254", "iso8859-15", "iso8859-2", "mac-roman"))
_ASCII = bytes(range(0x80))


@dataclass(frozen=True, slots=True, kw_only=True)
class Decoded:
    """A page's characters. `scars`: bytes that could not be decoded; `repaired`: doubly encoded ones."""

    text: str
    #: What to parse: the bytes themselves where they are sound UTF-8, which saves encoding them again.
    markup: str | bytes
    charset: str
    #: `bom`, `header`, `meta`, `content`.
    method: str
    #: Why not as declared, or what the content showed; "" where all is as declared.
    why: str = ""
    scars: int = 0
    repaired: int = 0


@dataclass(frozen=True, slots=True)
class _Declared:
    """A charset's label and where it stood; `charset` is Python's name of it, "" for a label that is none."""

    label: str
    where: str

    @property
    def charset(self) -> str:
        try:
            return _MEANT.get(codecs.lookup(self.label).name, "")
        except LookupError:
            return ""

    def __str__(self) -> str:
        return f"{self.where} says {self.label[:40]}"


def decode(body: bytes, content_type: str = "") -> Decoded:
    """The characters of `body`; never fails."""
    for mark, charset in _BOMS:
        if body.startswith(mark):
            return _forced(body[len(mark) :], charset, "bom")
    if wide := sixteen_bit(body):
        said = _HEADER.search(content_type)
        told = said is not None and said[1].lower().startswith("utf-16")
        return _forced(body, wide, "header" if told else "content", "zero bytes at every second place")
    declared = list(_declared(body, content_type))
    try:
        text = body.decode("utf-8")
    except UnicodeDecodeError:
        return _not_quite_utf8(body, declared)
    return _seven_bit(body, declared) or _sound_utf8(body, text, declared)


def as_utf8(body: bytes) -> bytes:
    """`body`, in UTF-8 if it is in UTF-16: for who looks for marks in bytes."""
    wide = sixteen_bit(body) or next((name for mark, name in _BOMS[1:] if body.startswith(mark)), "")
    return body.decode(wide, "replace").encode("utf-8", "replace") if wide else body


def _declared(body: bytes, content_type: str) -> Iterator[_Declared]:
    """The better one first; UTF-16 in a header or meta that could be read as ASCII cannot be true."""
    if header := _HEADER.search(content_type):
        yield _Declared(header[1], "header")
    if meta := _META.search(_COMMENT.sub(b"", body[:_META_WITHIN])):
        yield _Declared(meta[1].decode("ascii", "ignore"), "meta")


def _sound_utf8(body: bytes, text: str, declared: list[_Declared]) -> Decoded:
    method = next((said.where for said in declared if said.charset == "utf-8"), "content")
    others = [] if body.isascii() else [str(said) for said in declared if said.charset != "utf-8"]
    why = "; ".join([*others, "sound UTF-8"]) if others or method == "content" else ""
    repaired, count = undo_twice(text)
    return Decoded(
        text=repaired,
        markup=repaired if count else body,
        charset="utf-8",
        method=method,
        why=why,
        repaired=count,
    )


def _seven_bit(body: bytes, declared: list[_Declared]) -> Decoded | None:
    """ISO-2022-JP, whose bytes are all ASCII's."""
    said = next((said for said in declared if said.charset == "iso2022_jp"), None)
    return _forced(body, said.charset, said.where) if said and body.isascii() else None


def _not_quite_utf8(body: bytes, declared: list[_Declared]) -> Decoded:
    """What isn't valid UTF-8: UTF-8 with scars, a declared charset that fits, or what the content shows."""
    scarred = body.decode("utf-8", "replace")
    scars, beyond_ascii = scarred.count("\ufffd"), len(body.translate(None, _ASCII))
    if scars <= max(1, _SCARS * len(body)) and scars * 10 < beyond_ascii:
        method = next((said.where for said in declared if said.charset == "utf-8"), "content")
        return Decoded(
            text=scarred,
            markup=scarred,
            charset="utf-8",
            method=method,
            why="UTF-8 but for a few bytes",
            scars=scars,
        )
    doubts: list[str] = []
    for said in declared:
        doubt, decoded = _tried(body, said)
        if decoded is not None:
            return replace(decoded, why="; ".join(doubts))
        doubts.append(f"{said}: {doubt}")
    decoded = _forced(body, by_content(body), "content", "; ".join(doubts) or "nothing declared")
    return decoded if decoded.scars <= _tolerated(body) else _forced(body, "cp1252", "content", decoded.why)


def _tried(body: bytes, said: _Declared) -> tuple[str, Decoded | None]:
    """`body` as declared; or what speaks against it."""
    if not said.charset:
        return "no charset of the web", None
    if said.charset == "utf-8":
        return "the bytes are none", None
    decoded = _forced(body, said.charset, said.where)
    if decoded.scars > _tolerated(body):
        return f"{decoded.scars} bytes are none", None
    if said.charset in _WESTERN and is_foreign(body):
        return "hardly a letter would be plain", None
    return "", decoded


def _tolerated(body: bytes) -> float:
    return max(1, _SCARS * len(body))


def _forced(body: bytes, charset: str, method: str, why: str = "") -> Decoded:
    text = body.decode(charset, "replace")
    return Decoded(
        text=text, markup=text, charset=charset, method=method, why=why, scars=text.count("\ufffd")
    )
