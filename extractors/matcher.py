"""Known names in a text: every catalogue form at each place, the longest first."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path

from extractors.catalogue import load_knowledge
from extractors.sentences import Tokens
from extractors.tries import OWNERS, Node
from extractors.words import KNOWLEDGE

#: Letters of a word in capitals that may be an acronym rather than a shout.
_SHORT = 3
#: Tokens of the longest form that is looked for in capitals.
_LONGEST = 8


@dataclass(frozen=True, slots=True)
class Owner:
    """An entity that a form may stand for. `language` "" is any."""

    entity_id: str
    language: str
    weak: bool


@dataclass(frozen=True, slots=True)
class Hit:
    """Tokens `first` to `last` (exclusive) spell a form of these owners."""

    first: int
    last: int
    owners: tuple[Owner, ...]


class Matcher:
    """Two tries over tokens: forms matched as written, and forms in lower case matched in any case."""

    def __init__(self, exact: Node, folded: Node) -> None:
        self._exact, self._folded = exact, folded

    def knows(self, word: str) -> bool:
        """Whether one token alone spells a form."""
        return OWNERS in self._exact.get(word, {})

    def hits(self, tokens: Tokens) -> Iterator[list[Hit]]:
        """For each token where a form begins: every form from there, the longest first."""
        exact, folded = self._exact, self._folded
        words, lower = tokens.words, tokens.lower
        for i, (word, low) in enumerate(zip(words, lower, strict=True)):
            if word in exact or low in folded:
                found = [*_walk(exact, words, i), *_walk(folded, lower, i)]
            elif low[-1] == "s" and word[:-1] in exact:
                found = _plural(exact[word[:-1]], i)
            elif len(word) > _SHORT and word.isupper():
                found = self._shouted(words, i)
            else:
                continue
            if found:
                found.sort(key=lambda hit: -hit.last)
                yield found

    def _shouted(self, words: list[str], first: int) -> list[Hit]:
        """Strong forms written all in capitals, as in headings and at the head of wires: "PECHINO -", "STATI
        UNITI".
        """
        last = first
        while last < len(words) and last - first < _LONGEST and words[last].isupper():
            last += 1
        quiet = [word.capitalize() for word in words[first:last]]
        sure = (
            (hit, tuple(owner for owner in hit.owners if not owner.weak))
            for hit in _walk(self._exact, quiet, 0)
        )
        return [Hit(first, first + hit.last, owners) for hit, owners in sure if owners]


def _plural(node: Node, first: int) -> list[Hit]:
    """English plurals of chips: "H100s", "Ascends"."""
    owners = tuple(owner for owner in _owners(node.get(OWNERS, ())) if owner.entity_id.startswith("chip:"))
    return [Hit(first, first + 1, owners)] if owners else []


def _walk(root: Node, words: list[str], first: int) -> Iterator[Hit]:
    node = root
    for i in range(first, len(words)):
        step = node.get(words[i])
        if step is None:
            return
        node = step
        owners = node.get(OWNERS)
        if owners:
            yield Hit(first, i + 1, _owners(owners))


@lru_cache(None)
def _owners(plain: tuple[tuple[str, str, bool], ...]) -> tuple[Owner, ...]:
    return tuple(Owner(*one) for one in plain)


@cache
def load_matcher(folder: Path = KNOWLEDGE) -> Matcher:
    """The matcher over all forms of the catalogue."""
    knowledge = load_knowledge(folder)
    return Matcher(knowledge["exact"], knowledge["folded"])
