"""What `verdicts.toml` knows: words and markup by which a page says that it is no article."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import Any

from records.errors import ConfigError

KNOWLEDGE = Path(__file__).with_name("verdicts.toml")


class Phrases:
    """Regular expressions in lower case: a text is lowered first, three times as fast as ignoring case."""

    __slots__ = ("_any",)

    def __init__(self, phrases: Iterable[str]) -> None:
        self._any = re.compile("|".join(phrases))

    def search(self, text: str) -> re.Match[str] | None:
        """The first phrase in `text`, in lower case."""
        return self._any.search(text.lower())

    def all(self, text: str) -> list[str]:
        """Every phrase in `text`, in lower case."""
        return [match[0] for match in self._any.finditer(text.lower())]


def words(name: str) -> Phrases:
    """The phrases of table `words.<name>`, in all languages."""
    return _shipped()[0][name]


def elements(name: str) -> str:
    """One selector for all elements of list `elements.<name>`."""
    return _shipped()[1][name]


def first(phrases: Phrases, lines: Iterable[str]) -> re.Match[str] | None:
    """The first phrase that one of the lines holds."""
    return next((match for line in lines if (match := phrases.search(line))), None)


@cache
def _shipped() -> tuple[dict[str, Phrases], dict[str, str]]:
    return read_walls(KNOWLEDGE)


def read_walls(file: Path) -> tuple[dict[str, Phrases], dict[str, str]]:
    """Phrases and selectors by name. ConfigError for no TOML, a missing table, a broken phrase."""
    try:
        table: dict[str, Any] = tomllib.loads(file.read_text(encoding="utf-8"))
        phrases = {name: _one_of(lists) for name, lists in table["words"].items()}
        return phrases, {name: ", ".join(list_) for name, list_ in table["elements"].items()}
    except (tomllib.TOMLDecodeError, re.error, KeyError) as error:
        raise ConfigError(str(file), f"cannot be read: {error}") from error


def _one_of(by_language: dict[str, list[str]]) -> Phrases:
    return Phrases(phrase for list_ in by_language.values() for phrase in list_)
