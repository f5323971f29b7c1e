"""Words by what they tell a reader, in the three languages: knowledge/words_<language>.toml."""

from __future__ import annotations

import tomllib
from pathlib import Path

LANGUAGES = ("it", "en", "es")
KNOWLEDGE = Path(__file__).with_name("knowledge")

Words = frozenset[str]


def _read(language: str) -> dict[str, Words]:
    with (KNOWLEDGE / f"words_{language}.toml").open("rb") as file:
        table = tomllib.load(file)
    return {key: frozenset(word.replace("_", " ") for word in words.split()) for key, words in table.items()}


_LISTS = {language: _read(language) for language in LANGUAGES}


def words(key: str, language: str | None = None) -> Words:
    """The words of list `key` in one language; in all three when `language` is None or another."""
    if language in _LISTS:
        return _LISTS[language][key]
    return frozenset().union(*(lists[key] for lists in _LISTS.values()))


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
