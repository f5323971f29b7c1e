"""Known names in a text: the longest catalogue form at each place, weak ones only with evidence."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from extractors.catalogue import load_catalogue
from extractors.characters import plain
from extractors.sentences import Tokens, tokenize
from extractors.words import KNOWLEDGE

#: Under this key a node of the trie holds its owners; no token is empty.
_OWNERS = ""
Node = dict[str, object]


@dataclass(frozen=True, slots=True)
class Owner:
    """An entity that a form may stand for."""

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
    """A trie over tokens. Forms all in lower case match any case; others match as written."""

    def __init__(self, forms: Mapping[str, tuple[Owner, ...]]) -> None:
        self._exact: Node = {}
        self._folded: Node = {}
        for form, owners in forms.items():
            words = words_of(form)
            node = self._folded if form == form.lower() else self._exact
            for word in words:
                node = node.setdefault(word, {})  # type: ignore[assignment]
            node[_OWNERS] = (*node.get(_OWNERS, ()), *owners)  # type: ignore[misc]

    def hits(self, tokens: Tokens) -> Iterator[list[Hit]]:
        """For each token where a form begins: every form from there, the longest first."""
        exact, folded = self._exact, self._folded
        words, lower = tokens.words, tokens.lower
        for i, (word, low) in enumerate(zip(words, lower, strict=True)):
            if word in exact or low in folded:
                found = [*_walk(exact, words, i), *_walk(folded, lower, i)]
            elif low[-1] == "s" and word[:-1] in exact and any(map(str.isdigit, word)):
                # English plural of a model number: "H100s".
                owners = exact[word[:-1]].get(_OWNERS)  # type: ignore[attr-defined]
                found = [Hit(i, i + 1, owners)] if owners else []
            else:
                continue
            if found:
                found.sort(key=lambda hit: -hit.last)
                yield found


def _walk(root: Node, words: list[str], first: int) -> Iterator[Hit]:
    node = root
    for i in range(first, len(words)):
        step = node.get(words[i])
        if step is None:
            return
        node = step  # type: ignore[assignment]
        owners = node.get(_OWNERS)
        if owners:
            yield Hit(first, i + 1, owners)  # type: ignore[arg-type]


def words_of(form: str) -> list[str]:
    """A form cut as texts are cut."""
    form = plain(form)
    return tokenize(form, [(0, len(form))]).words[:-1]


@cache
def load_matcher(folder: Path = KNOWLEDGE) -> Matcher:
    """The matcher over all forms of the catalogue, built once a process."""
    forms: dict[str, list[Owner]] = {}
    for entity in load_catalogue(folder).entities.values():
        for alias in entity.aliases:
            forms.setdefault(alias.form, []).append(Owner(entity.id, alias.language, alias.weak))
    return Matcher({form: tuple(owners) for form, owners in forms.items()})
