"""Numbers in words, below a million: `duecentoquarantatré`, `twenty-five`, `treinta y dos`."""

from __future__ import annotations

import re
from functools import lru_cache

_UNITS = {
    "it": """
        zero uno due tre quattro cinque sei sette otto nove dieci undici dodici tredici quattordici quindici
        sedici diciassette diciotto diciannove
    """,
    "en": """
        zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen
        seventeen eighteen nineteen
    """,
    "es": """
        cero uno dos tres cuatro cinco seis siete ocho nueve diez once doce trece catorce quince dieciséis
        diecisiete dieciocho diecinueve veinte veintiuno veintidós veintitrés veinticuatro veinticinco
        veintiséis veintisiete veintiocho veintinueve
    """,
}
_TENS = {
    "it": "venti trenta quaranta cinquanta sessanta settanta ottanta novanta",
    "en": "twenty thirty forty fifty sixty seventy eighty ninety",
    "es": "veinte treinta cuarenta cincuenta sesenta setenta ochenta noventa",
}
_HUNDREDS_ES = (
    "ciento doscientos trescientos cuatrocientos quinientos seiscientos setecientos ochocientos novecientos"
)


def _values(language: str) -> dict[str, int]:
    values = {word: number for number, word in enumerate(_UNITS[language].split())}
    values.update({word: 10 * number for number, word in enumerate(_TENS[language].split(), 2)})
    if language == "es":
        hundreds = {word: 100 * number for number, word in enumerate(_HUNDREDS_ES.split(), 1)}
        feminine = {word[:-2] + "as": value for word, value in hundreds.items() if word.endswith("os")}
        values.update(hundreds | feminine | {"cien": 100, "mil": 1000, "veintiún": 21, "veintiuna": 21})
    if language == "it":
        values["tré"] = 3
    return values


_VALUES = {language: _values(language) for language in _UNITS}
#: "one" and "uno" alone are pronouns more often than numbers; the callers take them only before a scale word.
_NOT_ALONE = {"uno", "one", "zero", "cero", "mil"}

_IT_BASE = "|".join(sorted((*_VALUES["it"], "cento", "mille"), key=len, reverse=True))
#: Tens before a vowel: ventuno, ottantotto.
_IT_STEMS = "|".join(tens[:-1] for tens in _TENS["it"].split())
#: One word of a spelled number, for use inside a larger pattern.
SPELLED = {
    "it": rf"(?:(?:{_IT_BASE}|{_IT_STEMS})+(?:cento?|mila|[a-zé])*)\b",
    "en": "(?:" + "|".join(sorted((*_VALUES["en"], "hundred"), key=len, reverse=True)) + r")\b",
    "es": "(?:" + "|".join(sorted(_VALUES["es"], key=len, reverse=True)) + r")\b",
}
_WORD = re.compile(r"[^\W\d_]+")


@lru_cache(4096)
def spelled_value(words: str, language: str, *, alone: bool = True) -> int | None:
    """The value of a spelled number in lower case; None when the words don't add up to one.

    `alone`: no scale word follows, so that a word that is more often something else is none.
    """
    parts = [word for word in _WORD.findall(words) if word not in ("e", "y", "and")]
    if alone and len(parts) == 1 and parts[0] in _NOT_ALONE:
        return None
    if language == "it":
        return _italian(parts)
    return _by_words(parts, _VALUES[language])


def _italian(parts: list[str]) -> int | None:
    total = 0
    for part in parts:
        value = _italian_word(part)
        if value is None or (total and value >= 1000 and total >= 1000):
            return None
        total += value
    return total


@lru_cache(4096)
def _italian_word(word: str) -> int | None:
    if word in _VALUES["it"]:
        return _VALUES["it"][word]
    head, found, tail = word.partition("mila")
    if found:
        return _join(_italian_word(head), tail, 1000, 999)
    if word.startswith("mille"):
        return _join(1, word[5:], 1000, 999)
    head, found, tail = word.partition("cento")
    if found:
        return _join(_italian_word(head) if head else 1, tail, 100, 99)
    for tens, value in list(_VALUES["it"].items())[20:28]:
        # "ventuno" and "ventotto" drop the last vowel of the ten.
        for stem in (tens, tens[:-1]):
            unit = _VALUES["it"].get("uno" if word[len(stem) :] == "un" else word[len(stem) :])
            if word.startswith(stem) and unit is not None and 0 < unit < 10:
                return value + unit
    return None


def _join(count: int | None, tail: str, size: int, most: int) -> int | None:
    rest = _italian_word(tail) if tail else 0
    if count is None or rest is None or rest > most:
        return None
    return count * size + rest


def _by_words(parts: list[str], values: dict[str, int]) -> int | None:
    """English and Spanish: each word is smaller than the one before; `hundred` and `mil` multiply."""
    total = current = 0
    last = 10**9
    for part in parts:
        if part == "hundred":
            if not 0 < current < 10:
                return None
            current, last = current * 100, 100
        elif part == "mil":
            total, current, last = (total + current) * 1000 or 1000, 0, 1000
        else:
            value = values[part]
            size = 1 if value < 10 else 10 if value < 100 else 100
            if size >= last or (value >= 10 and value < 20 and last == 10):
                return None
            current, last = current + value, (1 if 10 < value < 20 else size)
    return total + current
