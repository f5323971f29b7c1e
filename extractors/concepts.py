"""Concepts in a text: where its words speak of chips, of limits on trade, of capex …
(knowledge/concepts.toml).
"""

from __future__ import annotations

import tomllib
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from extractors.sentences import Tokens
from extractors.words import KNOWLEDGE
from records.errors import ConfigError

#: Letters by which phrases that begin with a stem are looked up; no stem is shorter.
_KEY = 4


@dataclass(frozen=True, slots=True)
class Concept:
    """Tokens `first` to `last` (exclusive) speak of the concept `name`."""

    name: str
    first: int
    last: int


#: Concept, first word, whether it is only a stem, and the words behind it with the same.
_Phrase = tuple[str, str, bool, tuple[tuple[str, bool], ...]]


@cache
def _phrases() -> Mapping[str, tuple[_Phrase, ...]]:
    """All phrases by the first letters of their first word."""
    with (KNOWLEDGE / "concepts.toml").open("rb") as file:
        table = tomllib.load(file)
    by_key: dict[str, list[_Phrase]] = defaultdict(list)
    for concept, row in table.items():
        for line in dict.fromkeys(row["phrases"].splitlines()):
            words = tuple((word.rstrip("*"), word.endswith("*")) for word in line.split())
            if words:
                (first, stem), *rest = words
                if stem and len(first) < _KEY:
                    raise ConfigError(
                        "concepts.toml", f"[{concept}] {line!r}", f"a stem has {_KEY} letters or more"
                    )
                by_key[first[:_KEY]].append((concept, first, stem, tuple(rest)))
    return {key: tuple(phrases) for key, phrases in by_key.items()}


def find_concepts(tokens: Tokens) -> Iterator[Concept]:
    """Every concept at every token; concepts may overlap, one concept counts once a token."""
    table, lower = _phrases(), tokens.lower
    for at, word in enumerate(lower):
        phrases = table.get(word[:_KEY])
        if phrases is None:
            continue
        seen: dict[str, int] = {}
        for concept, first, stem, rest in phrases:
            begins = word == first or (stem and word.startswith(first))
            if begins and (not rest or _goes_on(lower, at + 1, rest)):
                seen[concept] = max(seen.get(concept, 0), 1 + len(rest))
        for concept, length in seen.items():
            yield Concept(concept, at, at + length)


def _goes_on(lower: list[str], at: int, rest: tuple[tuple[str, bool], ...]) -> bool:
    """Whether the words behind a phrase's first stand at `at`."""
    if at + len(rest) > len(lower):
        return False
    for offset, (word, stem) in enumerate(rest):
        token = lower[at + offset]
        if token != word and not (stem and token.startswith(word)):
            return False
    return True
