"""Amounts of a text: every number that money, percents or quantities claim, with ranges and conversions
linked.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TypeGuard

from extractors.characters import Mask
from extractors.recognisers.dates import find_dates
from extractors.recognisers.measured import Measured
from extractors.recognisers.money import hedged, read_money
from extractors.recognisers.numerals import Numeral, find_numerals
from extractors.recognisers.percents import read_percent
from extractors.recognisers.quantities import read_quantity
from extractors.recognisers.ranges import Linked, joins, link_ranges, opens_range
from extractors.words import FUNCTION
from records.facts import AmountKind

#: Between an amount and its restatement in another currency.
_CONVERTS = re.compile(
    r"\s*[(\[]\s*(?:ossia|cioè|pari\s+a|pari\s+ad|equivalent[ei]\s+a|l'equivalente\s+di|al\s+cambio(?:\s+attuale)?|or|about|equivalent\s+to|es\s+decir|equivalentes?\s+a|o|unos)?\s*$"
    r"|\s*,?\s*(?:pari\s+a|pari\s+ad|ossia|ovvero|equivalent[ei]\s+a|equal\s+to|equivalent\s+to|or|equivalentes?\s+a|o\s+sea|es\s+decir)\s*$",
    re.IGNORECASE,
)
_NEXT_WORD = re.compile(r"\s+([^\W\d_]+)")
_PARTICIPLES = ("ati", "ate", "uti", "ute", "iti", "ite", "ados", "idos")
#: "150 miliardi di quest'anno": what follows is no noun but a time.
_OF_A_TIME = re.compile(
    r"\s+(?:di|de|del|della|dell'|of)\s*(?:(?-i:[A-Z])|fatturato|ricavi|dazi|utili?|capitale|perdite|investimenti|multa|revenue|sales|profit|ingresos|ventas|inversi\w+|quest|un\s+anno|l'anno|ora|oggi|allora|ieri|prima|due|tre|(?:19|20)\d\d|last|this|a\s+year|hace|este|anno|año|today|hoy|ayer)",
    re.IGNORECASE,
)
#: Characters over which a bare "800 milioni" looks back for its currency.
_NEAR = 1500


@dataclass(frozen=True, slots=True, kw_only=True)
class Paragraph:
    """A stretch of text read as one language."""

    start: int
    end: int
    language: str
    #: What a mark between digits means when it could be either: `.` or `,` is the decimal one.
    decimal: str


def find_amounts(text: str, parts: Sequence[Paragraph], mask: Mask) -> list[Linked]:
    """All amounts in text order. Dates, money and percents are taken in `mask`; `text` is the plain view."""
    found: list[Linked] = []
    money: Measured | None = None
    for part in parts:
        for start, end in find_dates(text, part.start, part.end):
            if _is_date(text, start):
                mask.take(start, end)
        items = _inherit(text, part, list(_measure(text, part, mask)), money)
        measured = _link(text, link_ranges(text, part.start, items))
        money = next(
            (one.measured for one in reversed(measured) if one.converts is None and _is_money(one.measured)),
            money,
        )
        offset = len(found)
        found += (_shift(linked, offset) for linked in measured)
    for linked in found:
        if linked.measured.kind != AmountKind.QUANTITY:  # its noun may be a name: 900.000 H20
            mask.take(linked.measured.start, linked.measured.end)
    return found


def _is_date(text: str, start: int) -> bool:
    return start == 0 or text[start - 1] not in "$€£¥"


def _shift(linked: Linked, offset: int) -> Linked:
    range_of = None if linked.range_of is None else linked.range_of + offset
    converts = None if linked.converts is None else linked.converts + offset
    return replace(linked, range_of=range_of, converts=converts)


def _measure(text: str, part: Paragraph, mask: Mask) -> Iterator[Measured | Numeral]:
    """Each free numeral of a paragraph, measured where something says what it counts."""
    floor = part.start
    for numeral in find_numerals(text, part.language, part.start, part.end, part.decimal):
        if numeral.start < floor or not mask.is_free(numeral.start, numeral.end):
            continue
        measured = (
            read_money(text, numeral, floor, part.end)
            or read_percent(text, numeral, floor, part.end)
            or read_quantity(text, numeral, floor, part.end, part.language)
        )
        floor = measured.end if measured else numeral.end
        yield measured or numeral


def _inherit(
    text: str, part: Paragraph, items: Sequence[Measured | Numeral], money: Measured | None
) -> list[Measured | Numeral]:
    """Give a bare "800 milioni" the currency of the money it is listed with, else of the money before it.

    `money` is the last of the paragraphs before.
    """
    whole: list[Measured | Numeral] = []
    for index, item in enumerate(items):
        given = item
        if isinstance(item, Numeral) and item.scale >= 1e6 and _stands_alone(text, item, part.end):
            following = items[index + 1] if index + 1 < len(items) else None
            listed = following is not None and joins(text, item, following)
            if listed and not opens_range(text, item.start, part.start) and _is_money(following):
                given = _as_money(text, part, item, following)
            elif not listed and money is not None and item.start - money.end < _NEAR:
                given = _as_money(text, part, item, money)
        if _is_money(given) and text[max(0, given.start - 1) : given.start] != "(":  # not a conversion
            money = given
        whole.append(given)
    return whole


def _is_money(item: Measured | Numeral | None) -> TypeGuard[Measured]:
    return isinstance(item, Measured) and item.kind == AmountKind.MONEY


def _stands_alone(text: str, numeral: Numeral, end: int) -> bool:
    """No noun follows that the number could count."""
    if _OF_A_TIME.match(text, numeral.end, end):
        return True
    word = _NEXT_WORD.match(text, numeral.end, end)
    if word is not None and word[1].endswith(_PARTICIPLES):
        return True  # "50 milioni arrivati dalla Cina"
    return word is None or (word[1].lower() in FUNCTION and word[1].lower() not in ("di", "de", "of", "d"))


def _as_money(text: str, part: Paragraph, numeral: Numeral, like: Measured) -> Measured:
    return hedged(
        text,
        numeral,
        numeral.start,
        numeral.end,
        part.start,
        part.end,
        value=numeral.value,
        unit=like.unit,
        kind=AmountKind.MONEY,
        cue="currency_of_neighbour",
    )


def _link(text: str, found: list[Linked]) -> list[Linked]:
    """Mark money that restates the money just before it in another currency."""
    for index in range(1, len(found)):
        one, other = found[index - 1].measured, found[index].measured
        both_money = one.kind == other.kind == AmountKind.MONEY
        if both_money and one.unit != other.unit and _CONVERTS.match(text, one.end, other.start):
            found[index] = replace(found[index], converts=index - 1)
    return found
