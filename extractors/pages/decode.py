"""Bytes → characters: which charset a page is in, whatever it says.

Order: byte-order mark, HTTP header, `<meta>`, content; but UTF-8 that decodes without an error beats any
single-byte declaration, since text in another charset is practically never valid UTF-8 by chance.
"""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass

_BOMS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))
_HEADER = re.compile(r"charset\s*=\s*[\"']?([\w:.-]+)", re.IGNORECASE)
_META = re.compile(
    rb"<(?:meta\b[^>]*?charset|\?xml\b[^>]*?encoding)\s*=\s*[\"']?\s*([\w:.-]+)", re.IGNORECASE
)
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
    "utf-16": "utf-8",  # in a header or meta that we could read as ASCII it cannot be true
    "utf-16-le": "utf-8",
    "utf-16-be": "utf-8",
}
_MEANT |= {f"iso8859-{part}": f"iso8859-{part}" for part in (2, 3, 4, 5, 6, 7, 8, 10, 13, 14, 15, 16)}
_MEANT |= {f"cp125{page}": f"cp125{page}" for page in range(9)}
#: Share of undecodable bytes up to which UTF-8 with scars is still UTF-8 (a cut character, a pasted quote).
_SCARS = 0.002
_ASCII = bytes(range(0x80))
# UTF-8 read as Windows-1252 and written as UTF-8 again: "Ã¨", "â€™".
_CONTINUATION = (
    "".join(bytes([byte]).decode("cp1252", "ignore") for byte in range(0x80, 0xC0)) + "\x81\x8d\x8f\x90\x9d"
)
_TWICE = re.compile(f"[Â-ß][{_CONTINUATION}]|[à-ï][{_CONTINUATION}]{{2}}|ð[{_CONTINUATION}]{{3}}")
#: So many doubly encoded characters are no accident.
_TWICE_AT_LEAST = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Decoded:
    """A page's characters. `scars`: bytes that could not be decoded; `repaired`: doubly encoded ones."""

    text: str
    #: What to parse: the bytes themselves where they are sound UTF-8, which saves encoding them again.
    markup: str | bytes
    charset: str
    #: `bom`, `header`, `meta`, `content`.
    method: str
    scars: int = 0
    repaired: int = 0


def decode(body: bytes, content_type: str = "") -> Decoded:
    """The characters of `body`; never fails."""
    for mark, charset in _BOMS:
        if body.startswith(mark):
            return _forced(body[len(mark) :], charset, "bom")
    declared = _declared(body, content_type)
    try:
        text = body.decode("utf-8")
    except UnicodeDecodeError:
        return _not_quite_utf8(body, declared)
    seven_bit = next((found for found in declared if found[0] == "iso2022_jp"), None)
    if seven_bit and body.isascii():
        return _forced(body, *seven_bit)
    method = next((method for charset, method in declared if charset == "utf-8"), "content")
    repaired, count = _undo_twice(text)
    return Decoded(
        text=repaired, markup=repaired if count else body, charset="utf-8", method=method, repaired=count
    )


def _declared(body: bytes, content_type: str) -> list[tuple[str, str]]:
    """Python's names of the declared charsets with where each was declared; unknown labels are left out."""
    header, meta = _HEADER.search(content_type), _META.search(body, 0, _META_WITHIN)
    labels = [(header[1], "header")] if header else []
    labels += [(meta[1].decode("ascii", "ignore"), "meta")] if meta else []
    return [(charset, where) for label, where in labels if (charset := _codec(label))]


def _codec(label: str) -> str:
    try:
        name = codecs.lookup(label).name
    except LookupError:
        return ""
    return _MEANT.get(name, "")


def _not_quite_utf8(body: bytes, declared: list[tuple[str, str]]) -> Decoded:
    """What isn't valid UTF-8: UTF-8 with scars, a declared charset that fits, or Windows-1252."""
    scarred = body.decode("utf-8", "replace")
    scars, beyond_ascii = scarred.count("\ufffd"), len(body.translate(None, _ASCII))
    if scars <= max(1, _SCARS * len(body)) and scars * 10 < beyond_ascii:
        return Decoded(text=scarred, markup=scarred, charset="utf-8", method="content", scars=scars)
    for charset, method in declared:
        if charset == "utf-8":
            continue
        decoded = _forced(body, charset, method)
        if decoded.scars <= max(1, _SCARS * len(body)):
            return decoded
    return _forced(body, "cp1252", "content")


def _forced(body: bytes, charset: str, method: str) -> Decoded:
    text = body.decode(charset, "replace")
    return Decoded(text=text, markup=text, charset=charset, method=method, scars=text.count("\ufffd"))


def _undo_twice(text: str) -> tuple[str, int]:
    """Doubly encoded characters put right, and how many; too few are left as they stand."""
    traced = "Ã" in text or "Â" in text or ("â" in text and "â€" in text)
    if not traced or len(_TWICE.findall(text)) < _TWICE_AT_LEAST:
        return text, 0
    return _TWICE.subn(_once, text)


def _once(match: re.Match[str]) -> str:
    raw = b"".join(
        character.encode("latin-1") if ord(character) < 0x100 else character.encode("cp1252")
        for character in match[0]
    )
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError:
        return match[0]
