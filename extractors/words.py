"""Words by what they tell a reader: knowledge/words_<language>.toml for one language, cues.toml for all."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable
from pathlib import Path

LANGUAGES = ("it", "en", "es")
KNOWLEDGE = Path(__file__).with_name("knowledge")

Words = frozenset[str]


def _read(name: str) -> dict[str, Words]:
    with (KNOWLEDGE / f"{name}.toml").open("rb") as file:
        table = tomllib.load(file)
    return {key: frozenset(word.replace("_", " ") for word in words.split()) for key, words in table.items()}


_LISTS = {language: _read(f"words_{language}") for language in LANGUAGES}
_CUES = _read("cues")


def words(key: str, language: str | None = None) -> Words:
    """The words of list `key` in one language; in all three when `language` is None or another."""
    if language in _LISTS:
        return _LISTS[language][key]
    return frozenset().union(*(lists[key] for lists in _LISTS.values()))


def cues(key: str) -> Words:
    """The words of list `key` of cues.toml."""
    return _CUES[key]


def pattern_of(phrases: Iterable[str]) -> str:
    """A pattern for any of the phrases, the longest first; a `*` at a word's end stands for any ending."""
    longest_first = sorted(phrases, key=lambda phrase: (-len(phrase), phrase))
    return "|".join(
        re.escape(phrase).replace(r"\ ", r"\s+").replace(r"\*", r"\w*") for phrase in longest_first
    )


FUNCTION = words("function")
OPENERS = words("openers") | FUNCTION
TITLES = words("titles")
MONTHS = words("months")
DAYS = words("days")
TIME_UNITS = words("time_units")
SAYING = words("saying")
ABBREVIATIONS = words("abbreviations")
#: Function words of one language open a sentence after "U.S." or "Corp." and prove the full stop.
SENTENCE_OPENERS = FUNCTION - {"a", "i", "d", "s", "t", "o"}
