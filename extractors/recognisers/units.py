"""What stands beside a number and says what it counts: currencies, percent signs, physical units, nouns."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable

from extractors.words import KNOWLEDGE


def _load(name: str) -> dict[str, dict[str, dict[str, list[str]]]]:
    with (KNOWLEDGE / name).open("rb") as file:
        return tomllib.load(file)


def alternatives(phrases: Iterable[str]) -> str:
    """A pattern for any of the phrases, the longest first; white space between words may vary."""
    longest_first = sorted(phrases, key=lambda phrase: (-len(phrase), phrase))
    return "|".join(re.escape(phrase).replace(r"\ ", r"\s+") for phrase in longest_first)


def _spellings(table: dict[str, dict[str, str]], key: str) -> dict[str, str]:
    return {word.replace("_", " "): unit for unit, row in table.items() for word in row.get(key, "").split()}


_CURRENCIES: dict[str, dict[str, list[str]]] = _load("currencies.toml")  # type: ignore[assignment]
_UNITS = _load("units.toml")
#: As printed before or behind a number: `US$` → `USD`.
CURRENCY_SYMBOLS = {symbol: iso for iso, row in _CURRENCIES.items() for symbol in row.get("symbols", ())}
CURRENCY_CODES = {code: iso for iso, row in _CURRENCIES.items() for code in row.get("codes", ())}
#: Lower case, behind a number: `dollari di hong kong` → `HKD`.
CURRENCY_WORDS = {word: iso for iso, row in _CURRENCIES.items() for word in row["words"]}
#: Lower case, behind a number of hundredths: `centesimi di euro` → `EUR`.
CENT_WORDS = {word: iso for iso, row in _CURRENCIES.items() for word in row.get("cents", ())}

#: Lower case, behind a number: `punti base` → `basis_point`.
PERCENTS = {
    word.replace("_", " "): unit
    for unit, words in _UNITS["percents"].items()
    for word in words.split()  # type: ignore[attr-defined]
}

#: Lower case → symbol; and symbols as printed → symbol.
PHYSICAL_WORDS = _spellings(_UNITS["physical"], "words")  # type: ignore[arg-type]
PHYSICAL_SYMBOLS = _spellings(_UNITS["physical"], "exact")  # type: ignore[arg-type]
#: Lower-case nouns that count wherever they stand behind a number.
NOUNS = frozenset(word.replace("_", " ") for word in _UNITS["nouns"]["words"].split())  # type: ignore[attr-defined]
#: Lower-case words for a piece of anything → `unit`.
UNIT_WORDS = dict.fromkeys(_UNITS["nouns"]["unit"].split(), "unit")  # type: ignore[attr-defined]
NEVER_COUNTED = frozenset(_UNITS["none"]["words"].split())  # type: ignore[attr-defined]
BETWEEN = frozenset(_UNITS["between"]["words"].split())  # type: ignore[attr-defined]

#: Lower case: `una dozzina` → 12.
ROUND = {
    phrase.replace("_", " "): int(value)
    for value, phrases in _UNITS["round"].items()
    for phrase in phrases.split()  # type: ignore[attr-defined]
}
