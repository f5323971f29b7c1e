"""Which reader made a reading: the code's version and the knowledge it read with."""

from __future__ import annotations

import hashlib
from pathlib import Path

from extractors.words import KNOWLEDGE

#: Raised by hand when a change of code can change a reading.
CODE_VERSION = "1"


def _digest(folder: Path) -> str:
    total = hashlib.sha256()
    for path in sorted(folder.iterdir()):
        if path.suffix in {".toml", ".txt"}:
            total.update(path.name.encode() + b"\0" + path.read_bytes() + b"\0")
    return total.hexdigest()[:12]


#: `1+0123456789ab`; two readings of one text with equal versions are equal.
VERSION = f"{CODE_VERSION}+{_digest(KNOWLEDGE)}"
