"""Names of writers, as pages print them, cleaned; and which of them are no persons but the outlet itself."""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Iterator
from itertools import islice

_BETWEEN = re.compile(r"[,;/|·•]")
#: "and" parts two names only when both look like names of persons: two words and more.
_AND = re.compile(r" (?:and|und|y|e|et|og|och|en|i|&|with|mit) ", re.IGNORECASE)
_BEFORE = re.compile(
    r"^\s*(?:by|von|di|a cura di|por|par|door|af|av|texto?:"
    r"|written by|from|scritto da|a firma di|autore?:)\s+",
    re.IGNORECASE,
)
_NO_NAME = re.compile(
    r"(?:https?$|https?:|\S+@\S+\.\w+$|\d+$|@|www\.)|(?:author|admin|editor|staff|unknown|none|null|undefined)$",
    re.IGNORECASE,
)
_MARKUP = re.compile(r"<[^<>]+>")
_NOT_LETTERS = re.compile(r"^www|\W+|(?:com|de|it|org|net|tr|lt)$")
#: Characters; longer things are sentences about somebody.
_LONGEST = 80
#: Lines looked at, the characters of one, and the names kept: more is no byline but an attack.
_MOST_LINES, _LONGEST_LINE, MOST_NAMES = 100, 4_000, 40


def clean_names(printed: Iterable[str]) -> list[str]:
    """The names in `printed`, each once, without "by", addresses, numbers and placeholders.

    At most 40; of a longer list the first, without the name that the cut went through.
    """
    names: dict[str, str] = {}
    for line in islice(printed, _MOST_LINES):
        if not line.startswith(("http:", "https:")):
            for part in _parts(_BEFORE.sub("", _plain(line), count=1)):
                name = part.strip(" .,;:|-")
                if name and len(name) < _LONGEST and not _NO_NAME.match(name):
                    names.setdefault(name.casefold(), name)
    return list(islice(names.values(), MOST_NAMES))


def _plain(line: str) -> str:
    """Without markup, white space folded first: patterns that meet long runs of it take for ever."""
    whole = len(line) <= _LONGEST_LINE
    head = line if whole else line[:_LONGEST_LINE]
    plain = " ".join(html.unescape(_MARKUP.sub(" ", head)).split())
    return plain if whole else plain[: max(map(plain.rfind, ",;/|·•"))]


def _parts(line: str) -> Iterator[str]:
    for part in _BETWEEN.split(line):
        names = _AND.split(part)
        if all(" " in name.strip() for name in names):
            yield from names
        else:
            yield part


def is_outlet(name: str, outlets: Iterable[str]) -> bool:
    """Whether `name` is one of the outlet's own: "Il Giornale", "giornale.example"."""
    key = _key(name)
    return any(
        key == other or (len(other) > 3 and (key.startswith(other) or other.startswith(key)))
        for other in map(_key, outlets)
        if other
    )


def _key(name: str) -> str:
    return _NOT_LETTERS.sub("", name.casefold())
