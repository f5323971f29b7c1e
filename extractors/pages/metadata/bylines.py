"""Names of writers, as pages print them, cleaned; and which of them are no persons but the outlet itself."""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Iterator

_BETWEEN = re.compile(r"\s*[,;/|·•]\s*")
#: "and" parts two names only when both look like names of persons: two words and more.
_AND = re.compile(r"\s+(?:and|und|y|e|et|og|och|en|i|&|with|mit)\s+", re.IGNORECASE)
_BEFORE = re.compile(
    r"^\s*(?:by|von|di|a cura di|por|par|door|af|av|texto?:"
    r"|written by|from|scritto da|a firma di|autore?:)\s+",
    re.IGNORECASE,
)
_NO_NAME = re.compile(
    r"(?:https?$|https?:|\S+@\S+\.\w+$|\d+$|@|www\.)|(?:author|admin|editor|staff|unknown|none|null|undefined)$",
    re.IGNORECASE,
)
_MARKUP = re.compile(r"<[^>]+>")
_NOT_LETTERS = re.compile(r"^www|\W+|(?:com|de|it|org|net|tr|lt)$")
#: Characters; longer things are sentences about somebody.
_LONGEST = 80


def clean_names(printed: Iterable[str]) -> list[str]:
    """The names in `printed`, each once, without "by", addresses, numbers and placeholders."""
    names: dict[str, str] = {}
    for line in printed:
        if line.startswith(("http:", "https:")):
            continue
        for part in _parts(_BEFORE.sub("", html.unescape(_MARKUP.sub(" ", line)).strip(), count=1)):
            name = " ".join(part.split()).strip(" .,;:|-")
            if name and len(name) < _LONGEST and not _NO_NAME.match(name):
                names.setdefault(name.casefold(), name)
    return list(names.values())


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
