"""Which reader read: a digest of the code and the knowledge that decide what comes out.

Lines that are empty or hold only a comment don't count, so that a new comment makes no reading stale; every
other byte does: a reworded docstring costs a needless reading, no change is missed.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable
from pathlib import Path

_ROOM = Path(__file__).parent

#: Beside the folder `pages`, what reading a page goes through.
_BESIDE = ("article.py", "language.py", "words.py", "knowledge/languages.toml")
#: Beside the folder `pages`, what has no say in the facts: articles, twins, output, measuring, lists.
_APART = frozenset(
    f"{name}.py"
    for name in (
        *("article", "duplicates", "prefilter", "output", "build_cities", "build_names", "canonical"),
        *(
            "compare",
            "compare_layer",
            "evaluate",
            "floors",
            "gold",
            "gold_layer",
            "said",
            "said_layer",
            "scores",
        ),
    )
)
#: In the room's code and TOML no text over several lines holds such a line: a test looks.
_SAYS_NOTHING = re.compile(rb"^[ \t]*(?:#[^\n]*)?\n", re.MULTILINE)


def what_it_says(path: Path) -> bytes:
    """The file without lines of comment; a list of words (.txt) as it is."""
    content = path.read_bytes()
    return content if path.suffix == ".txt" else _SAYS_NOTHING.sub(b"", content)


def reader_sources(room: Path) -> list[Path]:
    """The files of the extractors' room that decide which article is read in a page: code and knowledge."""
    pages = [path for path in (room / "pages").rglob("*") if path.suffix in {".py", ".toml"}]
    return sorted([*pages, *(room / name for name in _BESIDE)])


def code_of_facts(room: Path) -> list[Path]:
    """The modules that decide which facts are read in a text."""
    modules = (
        path for path in room.rglob("*.py") if path.relative_to(room).parts[0] not in {"pages", *_APART}
    )
    return sorted(modules)


def knowledge_of_facts(room: Path) -> list[Path]:
    """The files that say what is known of the world and of languages."""
    return sorted(path for path in (room / "knowledge").iterdir() if path.suffix in {".toml", ".txt"})


def pages_version(room: Path) -> str:
    """`0123456789ab`."""
    return _digest(room, reader_sources(room))[:12]


def facts_version(room: Path) -> str:
    """`01234567+89abcdef`: of the code, and of what it knows."""
    return f"{_digest(room, code_of_facts(room))[:8]}+{_digest(room, knowledge_of_facts(room))[:8]}"


def _digest(room: Path, files: Iterable[Path]) -> str:
    total = hashlib.sha256()
    for path in files:
        said = what_it_says(path)
        total.update(f"{path.relative_to(room).as_posix()}\0{len(said)}\0".encode() + said)
    return total.hexdigest()


#: Two readings of one text with equal versions are equal.
VERSION = facts_version(_ROOM)
#: Two articles read from one page with equal versions, and with the same repeated lines known, are equal.
PAGES_VERSION = pages_version(_ROOM)
