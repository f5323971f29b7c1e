"""Ids: the first 63 bits of a sha256, so that a second write finds the first and files can be merged.

63, not 64: PostgreSQL has no unsigned integers.
"""

from __future__ import annotations

from datetime import UTC, datetime
from hashlib import sha256
from unicodedata import normalize

#: Soft hyphen, zero-width space and joiners, word joiner, byte-order mark.
_UNSEEN = dict.fromkeys(map(ord, "\u00ad\u200b\u200c\u200d\u2060\ufeff"))


def number(*parts: str) -> int:
    """The id of what these words name; the parts are joined by line feeds."""
    return int.from_bytes(sha256("\n".join(parts).encode("utf-8", "surrogatepass")).digest()[:8]) >> 1


def digest(text: str) -> str:
    """sha256 of the text in UTF-8, hex."""
    return sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def folded(text: str) -> str:
    """The text as a version is compared by it: every run of white space as one blank, no marks that nobody
    sees (where a word may be parted, byte-order marks), letters and their accents in one piece."""
    if not text.isascii():
        text = normalize("NFC", text.translate(_UNSEEN))
    return " ".join(text.split())


def moment(when: datetime) -> str:
    """A time as ids use it: ISO in UTC."""
    return when.astimezone(UTC).isoformat()
