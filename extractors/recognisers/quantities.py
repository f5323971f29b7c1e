"""Quantities: a number of things or of a physical unit. Durations, ages, dates and numbers that only label
are none.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from extractors.characters import INVISIBLE
from extractors.nationality import ADJECTIVES
from extractors.recognisers.measured import Measured
from extractors.recognisers.money import hedged
from extractors.recognisers.numerals import Numeral
from extractors.recognisers.units import (
    BETWEEN,
    NEVER_COUNTED,
    NOUNS,
    PHYSICAL_SYMBOLS,
    PHYSICAL_WORDS,
    UNIT_WORDS,
    alternatives,
)
from extractors.words import DAYS, FUNCTION, MONTHS, SAYING, cues
from records.facts import AmountKind, Bound

_PHYSICAL = re.compile(
    rf"(?:[\s-]?(?P<symbol>{alternatives(PHYSICAL_SYMBOLS)})(?![\w/])"
    rf"|[\s-]+(?:di\s+|de\s+|of\s+)?(?P<word>(?i:{alternatives(PHYSICAL_WORDS)}))(?!\w))"
)
_KNOWN = re.compile(rf"(?:{alternatives(NOUNS)})(?![\w-])", re.IGNORECASE)
#: Not cut short by a soft hyphen or the like.
_WORD = re.compile(rf"[\s-]+((?:[^\W_]|[-'](?=[^\W_]))+)(?![{INVISIBLE}])")
_OR_MORE = re.compile(r"\s+(?:o\s+più|or\s+more|o\s+más|e\s+oltre)(?=\s)")
#: "2,300 of Nvidia's newest chips".
_PART_OF = re.compile(
    r"\s+of\s+(?:[\w'-]+\s+){1,4}?(?P<noun>(?:chips|GPUs|units|servers|accelerators|processors|wafers|boards|cards|racks))\b"
)
_PARTITIVE = re.compile(r"\s+(?:di|de|of)(?=\s)")
#: The head noun is a product's code, an English plural or not: 900.000 H20, 10,000 A100s, 5.000 Nvidia B30A.
_CODE = re.compile(r"([A-Z]{1,6}-?\d+(?:[A-Z][A-Za-z]?|[a-rt-z]{1,2})?|\d{3}[A-Z])s?")
#: A word that makes the number behind it a label: "Section 301", "articolo 5", "versione 2", "n. 3".
_LABEL = re.compile(
    r"(?:\b(?:section|sezione|sección|sec|articolo|article|artículo|art|versione?|version|versión|numero|number|número|no|n|nº|n°|capitolo|chapter|título|title|"
    r"titolo|part|parte|fase|phase|livello|level|nivel|tier|step|page|pagina|página|volume|vol|episodio|episode|classe|class|categoria|category|day|round|"
    r"gate|terminal|room|camera|legge|law|decreto|regulation|regolamento|reglamento|directive|direttiva|fortune|forbes|top|ore|alle|at|formula|area|zona)"
    r"\.?\s*|[#§/]\s*|\d[.:])$",
    re.IGNORECASE,
)
#: A capitalised word right before a plain number, not one that opens a sentence: "the Mate 60 Pro", "RTX PRO
#: 6000".
_NAMED = re.compile(r"(?<![.!?:\u00bb\u201d\u2014-]\s)(?<!^)\b[A-Z]\w*\s$")
_PLAIN_NUMBER = re.compile(r"\d{1,4}[A-Za-z]?")
#: From here a number in words counts: "duemila", not "due".
_SPELLED_BIG = 1000
_YEAR = range(1900, 2100)
_YEAR_CUE = re.compile(
    r"(?:\b(?:nel|del|dal|al|il|in|of|since|by|anno|year|año|en|de|desde|dell'|nell'|dall'|fiscal|early|late|mid|entro)|[a-z]\s*\()\s*$",
    re.IGNORECASE,
)
#: Participles and remote pasts behind a number are no nouns: "50 milioni arrivati", "0981 cedió".
_PARTICIPLES = ("ati", "ate", "uti", "ute", "iti", "ite", "ó", "ò", "aron", "ieron")
_NOUNS_LIKE_PARTICIPLES = cues("nouns_like_participles")
#: Characters before a number in which a name may end.
_REACH = 24
_NEVER = NEVER_COUNTED | FUNCTION | MONTHS | DAYS | SAYING
_MILLION = 1e6
NO_NAMES = cues("no_names")
#: Words of a noun phrase read at most behind a number: "400 advanced Nvidia AI chips".
_MOST_WORDS = 5


@dataclass(frozen=True, slots=True)
class _Noun:
    """Where the amount's span ends, the noun as printed, and whether units.toml lists it."""

    end: int
    unit: str
    listed: bool


def read_quantity(text: str, numeral: Numeral, floor: int, ceiling: int, language: str) -> Measured | None:
    """The quantity that `numeral` counts, None when nothing countable follows."""
    counts = numeral.digits or numeral.scale > 1 or numeral.value >= _SPELLED_BIG
    physical = _PHYSICAL.match(text, numeral.end, ceiling)
    if physical is not None and counts:
        unit = (
            PHYSICAL_SYMBOLS.get(physical["symbol"] or "")
            or PHYSICAL_WORDS[" ".join(physical["word"].lower().split())]
        )
        return _quantity(text, numeral, physical.end(), floor, ceiling, unit, "physical")
    if _is_label(text, numeral, floor):
        return None
    if _is_part_of_name(text, numeral, floor):
        return None
    noun = _noun(text, numeral, ceiling, language)
    if noun is None:
        return None
    if not counts or (not noun.listed and _is_year(text, numeral)):
        return None  # "due società": a small count in words tells more of style than of size
    if _is_year(text, numeral) and _YEAR_CUE.search(text, max(floor, numeral.start - 10), numeral.start):
        return None
    found = _quantity(text, numeral, noun.end, floor, ceiling, noun.unit, "noun")
    or_more = _OR_MORE.match(text, numeral.end, ceiling)
    return replace(found, bound=Bound.AT_LEAST) if or_more else found


def _is_part_of_name(text: str, numeral: Numeral, floor: int) -> bool:
    printed = text[numeral.start : numeral.end]
    before = text[max(floor, numeral.start - _REACH) : numeral.start]
    opens = numeral.start - len(before) == floor and before.count(" ") == 1
    return not opens and _PLAIN_NUMBER.fullmatch(printed) is not None and _NAMED.search(before) is not None


def _quantity(
    text: str, numeral: Numeral, end: int, floor: int, ceiling: int, unit: str, cue: str
) -> Measured:
    return hedged(
        text,
        numeral,
        numeral.start,
        end,
        floor,
        ceiling,
        value=numeral.value,
        unit=unit,
        kind=AmountKind.QUANTITY,
        cue=cue,
    )


def _is_label(text: str, numeral: Numeral, floor: int) -> bool:
    return bool(_LABEL.search(text, max(floor, numeral.start - 14), numeral.start))


def _is_year(text: str, numeral: Numeral) -> bool:
    printed = text[numeral.start : numeral.end]
    return len(printed) == 4 and printed.isdigit() and int(printed) in _YEAR


def _noun(text: str, numeral: Numeral, ceiling: int, language: str) -> _Noun | None:
    """The counted noun: behind "di" or "or more", behind adjectives and names, or none."""
    position = _behind_number(text, numeral, ceiling)
    if language == "en" and (part := _PART_OF.match(text, position, ceiling)):
        return _Noun(numeral.end, _unit(part["noun"]), True)
    fallback: _Noun | None = None
    reached = 0
    for count in range(_MOST_WORDS):
        word = _WORD.match(text, position, ceiling)
        if word is None or (count and text[position] == "-"):
            break
        if named := _named_noun(text, numeral, word, ceiling):
            # A name between the number and its noun is an entity of its own: the span ends before it.
            return replace(named, end=numeral.end) if reached else named
        if word[1][0].isdigit() or word[1].partition("'")[0] in _NEVER:
            break
        if fallback is None and _may_be_counted(word[1], language):
            fallback = _Noun(reached or word.end(), word[1], False)
            if language != "en":
                break
        if not reached and _is_name(word[1]):
            reached = numeral.end
        position = word.end()
    return fallback


def _named_noun(text: str, numeral: Numeral, word: re.Match[str], ceiling: int) -> _Noun | None:
    """A noun that units.toml lists; or a model, an entity of its own, whose name stays outside."""
    if known := _KNOWN.match(text, word.start(1), ceiling):
        return _Noun(known.end(), _unit(known.group()), True)
    if code := _CODE.fullmatch(word[1]):
        after = _WORD.match(text, word.end(), ceiling)
        known = _KNOWN.match(text, after.start(1), ceiling) if after else None
        return _Noun(numeral.end, _unit(known.group()) if known else code[1], True)
    return None


def _is_name(word: str) -> bool:
    return word[0].isupper() and word not in NO_NAMES and word.lower() not in ADJECTIVES


def _unit(noun: str) -> str:
    """The noun as printed, on one line; "unità" and "unidades" are `unit`."""
    return UNIT_WORDS.get(noun.lower()) or " ".join(noun.split())


def _behind_number(text: str, numeral: Numeral, ceiling: int) -> int:
    """Where the noun may begin: behind "or more", and behind "di" when the number is a noun itself."""
    position = numeral.end
    if or_more := _OR_MORE.match(text, position, ceiling):
        position = or_more.end()
    if (numeral.scale >= _MILLION or numeral.about) and (
        partitive := _PARTITIVE.match(text, position, ceiling)
    ):
        position = partitive.end()
    return position


def _may_be_counted(word: str, language: str) -> bool:
    if not word.replace("-", "").isalpha() or not word[0].islower() or len(word) < 3 or word in BETWEEN:
        return False
    if word.endswith(_PARTICIPLES) and word not in _NOUNS_LIKE_PARTICIPLES:
        return False
    if language == "en":
        return (word.endswith("s") and not word.endswith(("ss", "us", "is"))) or word in ("people", "staff")
    # Plurals of Spanish end in s, those of Italian as verbs never do.
    return word.endswith("s") if language == "es" else not word.endswith(("ano", "ono"))
