"""Concepts in a text: where its words speak of chips, of limits on trade, of capex … (knowledge/concepts.toml)."""

from __future__ import annotations

import tomllib
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from extractors.sentences import Tokens
from extractors.words import KNOWLEDGE

#: Letters by which phrases that begin with a stem are looked up; no stem is shorter.
_KEY = 3


@dataclass(frozen=True, slots=True)
class Concept:
    """Tokens `first` to `last` (exclusive) speak of the concept `name`."""

    name: str
    first: int
    last: int


@dataclass(frozen=True, slots=True)
class _Phrase:
    concept: str
    #: Lower-case words, and whether each is only a stem.
    words: tuple[tuple[str, bool], ...]

    def matches(self, lower: list[str], at: int) -> bool:
        """Whether the phrase stands at token `at`."""
        if at + len(self.words) > len(lower):
            return False
        return all(
            token.startswith(word) if stem else token == word
            for (word, stem), token in zip(self.words, lower[at : at + len(self.words)], strict=True)
        )


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
                by_key[words[0][0][:_KEY]].append(_Phrase(concept, words))
    return {key: tuple(phrases) for key, phrases in by_key.items()}


def find_concepts(tokens: Tokens) -> Iterator[Concept]:
    """Every concept at every token; concepts may overlap, one concept counts once a token."""
    table, lower = _phrases(), tokens.lower
    for at, word in enumerate(lower):
        phrases = table.get(word[:_KEY])
        if phrases is None:
            continue
        seen: dict[str, int] = {}
        for phrase in phrases:
            if phrase.matches(lower, at):
                seen[phrase.concept] = max(seen.get(phrase.concept, 0), len(phrase.words))
        for concept, length in seen.items():
            yield Concept(concept, at, at + length)
