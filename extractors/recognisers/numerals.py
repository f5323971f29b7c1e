"""Numbers as printed, `50 miliardi`, `4mila`, `$15B`, `un millón y medio`, `twenty-five`, with their values.

Only the number: what it counts is for money, percents and quantities to say.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from extractors.recognisers.spelled import SPELLED, spelled_value
from extractors.recognisers.units import ROUND, alternatives

# Long and short scale: a Spanish billón and an Italian bilione are 1e12. "Trilioni" is 1e18 by the book, but
# Italian news
# writes it for the English trillion, 1e12; so does machine-translated Spanish with "trillones".
_SCALES = {
    "it": {
        1e3: "mille mila migliaia",
        1e6: "milione milioni mln",
        1e9: "miliardo miliardi mld mrd",
        1e12: "bilione bilioni trilione trilioni",
    },
    "en": {
        1e3: "thousand thousands",
        1e6: "million millions mln mn",
        1e9: "billion billions bn bln",
        1e12: "trillion trillions tn trn",
    },
    "es": {
        1e3: "mil miles",
        1e6: "millón millon millones mln mdd",
        1e9: "millardo millardos",
        1e12: "billón billon billones trillón trillones",
    },
}
#: Too short, or another word elsewhere: not read in texts of other languages.
_OWN = frozenset("mille mila mil miles mn mln tn trn bn bln mdd thousand thousands".split())  # noqa: SIM905


def _values(language: str) -> dict[str, float]:
    """The scale words of a language, and those of the others that mean the same everywhere."""
    own = {word: value for value, words in _SCALES[language].items() for word in words.split()}
    others = {
        word: value
        for table in _SCALES.values()
        for value, words in table.items()
        for word in words.split()
        if word not in _OWN
    }
    return others | own


_VALUE_OF = {language: _values(language) for language in _SCALES}
#: Glued to the digits: 15B, 5bn, 300k, 4mila.
_SUFFIXES = {
    **dict.fromkeys(("k", "mila"), 1e3),
    **dict.fromkeys(("m", "mn", "mln"), 1e6),
    **dict.fromkeys(("b", "bn", "bln", "mld", "mrd"), 1e9),
    **dict.fromkeys(("t", "tn", "trn"), 1e12),
}
# Groups of three are parted by the same mark: "600,000 910C" is two numbers.
_DIGITS = r"\d{1,3}(?P<mark>[.,' ])\d{3}(?:(?P=mark)\d{3})*(?![\dA-Z])(?:[.,]\d+)?|\d+(?:[.,]\d+)?"
#: Codes that stand right before the digits: RMB50bn.
_GLUED = "|".join(
    rf"(?<={code})(?=\d)" for code in ("RMB", "Rmb", "USD", "EUR", "CNY", "TWD", "HKD", "JPY", "RM", "Rp")
)
_HALF = {"it": r"e\s+mezz[oa]", "en": r"and\s+a\s+half", "es": r"y\s+medi[oa]"}
_ONE = {"it": r"un|uno|una", "en": r"a|an|one", "es": r"un|una"}
_HALF_A = {"it": r"mezzo", "en": r"half\s+an?", "es": r"medio"}
_AND = {"it": r"e\s+", "en": r"and\s+", "es": r"y\s+"}


def _pattern(language: str) -> re.Pattern[str]:
    scale = "|".join(sorted(_VALUE_OF[language], key=len, reverse=True))
    suffix = "|".join(sorted(_SUFFIXES, key=len, reverse=True))
    spaced = "|".join(sorted((word for word in _SUFFIXES if len(word) > 1), key=len, reverse=True))
    word = SPELLED[language]
    return re.compile(
        rf"""(?:(?<![\w.,])(?<!\d')|{_GLUED})(?:
            (?P<sign>(?<![\w)%])[-\u2013+])? (?P<digits>{_DIGITS})
                (?:(?P<suffix>{suffix})(?!\w)|\ (?P<spaced>{spaced})(?!\w))?
            |(?<!-)(?<!half\ )(?P<round>{alternatives(ROUND)})\b
            |(?:(?<=\bal\ )|(?<=\bil\ )|(?<=\bdel\ )|(?<=\bel\ ))(?P<article>miliardo|milione|mill[oó]n)\b
            |(?<!-)(?P<half>{_HALF_A[language]})(?=\s+(?:{scale})\b)
            |(?<!-)(?P<one>{_ONE[language]})(?=[\s-]+(?:{scale})\b)
            |(?<!-)(?P<words>(?:{word})(?:(?:\s+|-)(?:{_AND[language]})?(?:{word}))*)
        )
        (?P<scales>(?:(?:\s+|-)(?:{scale})\b)*)
        (?P<extra>(?<=\w)\s+(?:{_HALF[language]})\b)?
        """,
        re.VERBOSE | re.IGNORECASE,
    )


_PATTERNS = {language: _pattern(language) for language in _SCALES}
_SCALE_WORD = re.compile(r"[^\W\d_]+")


@dataclass(frozen=True, slots=True)
class Numeral:
    """`text[start:end]` is a number of that value, its sign and scale words included."""

    start: int
    end: int
    value: float
    #: Printed in digits, at least its first part.
    digits: bool
    #: What its scale words multiply, 1 without any: the lower end of "15-20 miliardi" borrows it.
    scale: float
    #: A round word, "una dozzina": about right only.
    about: bool = False


def find_numerals(text: str, language: str, start: int, end: int, decimal: str) -> Iterator[Numeral]:
    """Every number between `start` and `end`; `text` is the plain view.

    `decimal` is the decimal mark where one alone could be either, as in `3.000`.
    """
    for match in _PATTERNS[language].finditer(text, start, end):
        numeral = _numeral(text, match, language, decimal)
        if numeral is not None:
            yield numeral


def _numeral(text: str, match: re.Match[str], language: str, decimal: str) -> Numeral | None:
    digits, begin, end = match["digits"], match.start(), match.end()
    if digits:
        value = digits_value(digits, decimal)
        before = text[begin - 1] if begin else " "
        if before == "-" and begin > 1 and text[begin - 2].isalpha():
            return None  # GPT-4, A-100
    elif match["words"]:
        spelled = spelled_value(match["words"].lower(), language, alone=not match["scales"])
        if spelled is None:
            return None
        value = float(spelled)
    elif match["round"]:
        value = float(ROUND[" ".join(match["round"].lower().split())])
        return Numeral(begin, end, value, False, value, about=True)
    elif match["article"]:
        value = _VALUE_OF[language].get(match["article"].lower(), 1e6)
        return Numeral(begin, end, value, False, value)
    else:
        value = 0.5 if match["half"] else 1.0
    suffix = match["suffix"] or match["spaced"]
    scale = _SUFFIXES[suffix.lower()] if suffix else 1.0
    for word in _SCALE_WORD.findall(match["scales"]):
        scale *= _VALUE_OF[language][word.lower()]
    if match["extra"]:
        value += 0.5  # of its scale: un milione e mezzo
    if match["sign"] in ("-", "\u2013"):
        value = -value
    return Numeral(begin, end, _round(value * scale), bool(digits), scale)


def _round(value: float) -> float:
    """Without the last binary digits: 2.3 billion is 2300000000, not 2299999999.9999995."""
    return float(f"{value:.15g}")


@lru_cache(4096)
def digits_value(digits: str, decimal: str) -> float:
    """`1.234,5` and `1,234.5` speak for themselves; `3.000` and `3,000` follow `decimal`."""
    digits = digits.replace(" ", "").replace("'", "")
    dots, commas = digits.count("."), digits.count(",")
    if dots and commas:
        mark = max(".", ",", key=digits.rfind)
        mark = mark if digits.count(mark) == 1 else ""
    elif dots + commas == 1:
        printed = "." if dots else ","
        whole, _, rest = digits.partition(printed)
        groups = len(rest) == 3 and len(whole) <= 3 and whole != "0" and not whole.startswith("0")
        mark = printed if not groups or printed == decimal else ""
    else:
        mark = ""
    for group in ".,".replace(mark, ""):
        digits = digits.replace(group, "")
    return float(digits.replace(mark, ".") if mark else digits)


#: A mark that only groups can stand before: three digits behind it, and nothing that makes it a decimal.
_GROUPS = {mark: re.compile(rf"(?<![\d.,])\d{{1,3}}{re.escape(mark)}\d{{3}}(?![\d]|[.,]\d)") for mark in ".,"}
_DECIMALS = {mark: re.compile(rf"(?<![\d.,])\d+{re.escape(mark)}\d{{1,2}}(?![\d]|[.,]\d)") for mark in ".,"}


def decimal_mark(text: str, language: str) -> str:
    """The decimal mark of a text: its language's, unless its own numbers say otherwise.

    Mexican Spanish and machine translation write `1,500.5`.
    """
    usual, other = (".", ",") if language == "en" else (",", ".")
    for_usual = len(_DECIMALS[usual].findall(text)) + len(_GROUPS[other].findall(text))
    for_other = len(_DECIMALS[other].findall(text)) + len(_GROUPS[usual].findall(text))
    return other if for_other > _DOUBT * for_usual else usual


#: How many times more often a text must write the other mark before it is believed.
_DOUBT = 2
