"""Cities by name (knowledge/cities.txt): they type what no catalogue knows, and join longer names."""

from __future__ import annotations

from collections import defaultdict

from extractors.names.lexicon import FIRST_NAMES, LAST_NAMES
from extractors.words import KNOWLEDGE

_NAMES = [
    line
    for line in (KNOWLEDGE / "cities.txt").read_text(encoding="utf-8").splitlines()
    if line and not line.startswith("#")
]
_PEOPLE = FIRST_NAMES | LAST_NAMES
#: Names of one word that are no person's too, and those that are.
CITIES = frozenset(name for name in _NAMES if name.isalpha() and name not in _PEOPLE)
CITIES_AND_PEOPLE = frozenset(name for name in _NAMES if name.isalpha() and name in _PEOPLE)
#: First word → the words of longer names, the longest first.
LONGER: dict[str, list[tuple[str, ...]]] = defaultdict(list)
for _name in _NAMES:
    if " " in _name:
        LONGER[_name.split()[0]].append(tuple(_name.split()))
for _words in LONGER.values():
    _words.sort(key=len, reverse=True)


def city_at(words: list[str], index: int) -> int:
    """How many tokens from `index` spell a city of more than one word; 0 for none."""
    for name in LONGER.get(words[index], ()):
        if tuple(words[index : index + len(name)]) == name:
            return len(name)
    return 0
