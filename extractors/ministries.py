"""Ministries in a list, each apart: "i dipartimenti di Commercio, Stato e Difesa", "the Commerce and State
Departments".
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass

from extractors.nationality import COUNTRY_OF
from extractors.sentences import Tokens
from extractors.words import KNOWLEDGE, cues

#: Between the head and the first of the list, and between its members.
_LINKS = cues("list_links")
#: Tokens behind the list, or before its head, in which a nationality tells whose ministries they are.
_NEAR = 2


#: Heads that may stand behind a list of two members or more: a single one is a name of its own.
_BEHIND = frozenset({"departments", "ministries"})


def _read() -> tuple[dict[str, str], dict[tuple[str, ...], dict[str, str]]]:
    with (KNOWLEDGE / "ministries.toml").open("rb") as file:
        table = tomllib.load(file)
    functions = {
        tuple(words.replace("_", " ").split()): {key: slug for key, slug in row.items() if key != "words"}
        for row in table["functions"].values()
        for words in row["words"].split()
    }
    return table["heads"], functions


#: Words for ministries in the plural, and whose they are when no nationality stands beside.
HEADS, _FUNCTIONS = _read()
_LONGEST_FIRST = sorted(_FUNCTIONS, key=len, reverse=True)
_LOWER = {tuple(word.lower() for word in function): _FUNCTIONS[function] for function in _LONGEST_FIRST}
#: First and last token (exclusive), and the agencies by country.
_Member = tuple[int, int, dict[str, str]]


@dataclass(frozen=True, slots=True)
class Ministry:
    """Tokens `first` to `last` (exclusive) name the agency."""

    first: int
    last: int
    entity_id: str


def find_ministries(tokens: Tokens) -> Iterator[Ministry]:
    """The members of every list of ministries whose country is known."""
    for index, word in enumerate(tokens.lower):
        if word in HEADS:
            members, end = _members(tokens.words, index + 1)
            begin = index
            if not members and word in _BEHIND:
                members, begin = _members_before(tokens.lower, index)
            country = _country(tokens.lower, begin, end) or HEADS[word]
            for first, last, slugs in members:
                if country in slugs:
                    yield Ministry(first, last, f"agency:{slugs[country]}")


def _members(words: list[str], at: int) -> tuple[list[_Member], int]:
    """The functions named from token `at` on, with their spans, and where the list ends."""
    members = []
    while at < len(words):
        function = next((f for f in _LONGEST_FIRST if tuple(words[at : at + len(f)]) == f), None)
        if function is not None:
            members.append((at, at + len(function), _FUNCTIONS[function]))
            at += len(function)
        elif words[at].lower() in _LINKS:
            at += 1
        else:
            break
    return members, at


def _members_before(lower: list[str], end: int) -> tuple[list[_Member], int]:
    """The functions named before token `end`, in any case, and where their list begins; none for only one."""
    members: list[_Member] = []
    at = begin = end
    while at > 0:
        function = next((f for f in _LOWER if at >= len(f) and tuple(lower[at - len(f) : at]) == f), None)
        if function is not None:
            begin = at - len(function)
            members.insert(0, (begin, at, _LOWER[function]))
            at = begin
        elif members and lower[at - 1] in _LINKS:
            at -= 1
        else:
            break
    return (members, begin) if len(members) > 1 else ([], end)


def _country(lower: list[str], head: int, end: int) -> str:
    near = [*lower[end : end + _NEAR], *lower[max(0, head - _NEAR) : head]]
    return next((COUNTRY_OF[word] for word in near if word in COUNTRY_OF), "")
