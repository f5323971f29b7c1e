"""Which reader read: the code's version and the knowledge it read with."""

from __future__ import annotations

import hashlib
from pathlib import Path

from extractors.compiled import digest_of
from extractors.words import KNOWLEDGE

#: Raised by hand when a change of code can change a reading.
CODE_VERSION = "1"


#: `1+0123456789ab`; two readings of one text with equal versions are equal.
VERSION = f"{CODE_VERSION}+{digest_of(KNOWLEDGE)[:12]}"

#: Beside the folder `pages`, what reading a page goes through.
_BESIDE = ("article.py", "language.py", "words.py", "knowledge/languages.toml")


def reader_sources(room: Path) -> list[Path]:
    """The files of the extractors' room that decide which article is read in a page: code and knowledge."""
    pages = [path for path in (room / "pages").rglob("*") if path.suffix in {".py", ".toml"}]
    return sorted([*pages, *(room / name for name in _BESIDE)])


def pages_version(room: Path) -> str:
    """`0123456789ab`, of every byte of them: a new comment costs a needless reading, no change is missed."""
    total = hashlib.sha256()
    for path in reader_sources(room):
        content = path.read_bytes()
        total.update(f"{path.relative_to(room).as_posix()}\0{len(content)}\0".encode() + content)
    return total.hexdigest()[:12]


#: Two articles read from one page with equal versions, and with the same repeated lines known, are equal.
PAGES_VERSION = pages_version(Path(__file__).parent)
