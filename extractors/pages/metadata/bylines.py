"""Names of writers, as pages print them, cleaned; and which of them are no persons but the outlet itself."""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Iterator
from itertools import islice

_BETWEEN = re.compile(r"[,;/|·•]|\s[-–—]\s")
#: "and" parts two names only when both look like names of persons: two words and more.
_AND = re.compile(r" (?:and|und|y|e|et|og|och|en|i|&|with|mit) ", re.IGNORECASE)
_BEFORE = re.compile(
    r"^\s*(?:by|von|di|a cura di|por|par|door|af|av|texto?:"
    r"|written by|reporting by|from|scritto da|a firma di|autore?:)\s+",
    re.IGNORECASE,
)
#: "dal nostro inviato Ada Verne": what a name's bearer is to the outlet.
_OURS = re.compile(
    r"^\s*(?:(?:dal|dalla|il|la|del|della|de|el) )?(?:nostr[oa]|nuestr[oa]|our) (?:inviat[oa]|corrispondente"
    r"|enviad[oa]|corresponsal|correspondent)(?: special[e]?| especial)?\s+",
    re.IGNORECASE,
)
#: "Senior Technology Reporter", "corresponsal en Pekín", and what others than writers did.
_ROLE = re.compile(
    r"(?:.* )?(?:reporter|correspondent|editor|writer|journalist|columnist|inviat[oa]|corrispondente"
    r"|giornalista|redattore|redattrice|corresponsal|periodista|redactora?|enviad[oa])"
    r"(?: (?:especial|in|da|en|at|for|de|di) .*)?$|(?:editing|additional reporting|graphics) by ",
    re.IGNORECASE,
)
#: A desk of the outlet, and agencies that nobody names.
_DESK = re.compile(
    r"(?:la )?(?:redazione|redacci[oó]n|redaktion|rédaction)\b|news ?(?:desk|room)$"
    r"|editorial (?:team|staff)$|agencias?$|agenzie?$|agencies$",
    re.IGNORECASE,
)
#: "14 de abril de 2026", "March 3", "3 min read"; "(abc)" behind a name.
_COUNTED = re.compile(r"\d+[\s:./]|.*\b(?:19|20)\d\d\b|[^\W\d_]{3,10}\.? \d{1,2}$")
_SIGNED = re.compile(r"\s*\([^()]{1,12}\)$")
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
    """The names in `printed`, each once, without "by", addresses, numbers, placeholders and roles.

    At most 40; of a longer list the first, without the name that the cut went through.
    """
    names: dict[str, str] = {}
    for line in islice(printed, _MOST_LINES):
        if not line.startswith(("http:", "https:")):
            for part in _parts(_BEFORE.sub("", _plain(line), count=1)):
                name = _SIGNED.sub("", _OURS.sub("", part.strip(" .,;:|-")))
                if name and len(name) < _LONGEST and not (_NO_NAME.match(name) or _COUNTED.match(name)):
                    names.setdefault(name.casefold(), name)
    persons = [name for name in names.values() if not _ROLE.match(name)]
    return list(islice(persons or names.values(), MOST_NAMES))


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
    """Whether `name` is one of the outlet's own: "Il Giornale", "giornale.example", "Redazione"."""
    if _DESK.match(name):
        return True
    key = _key(name)
    return any(
        key == other or (len(other) > 3 and (key.startswith(other) or other.startswith(key)))
        for other in map(_key, outlets)
        if other
    )


def _key(name: str) -> str:
    return _NOT_LETTERS.sub("", name.casefold())
