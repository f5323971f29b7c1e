"""Amounts of a text: every number that money, percents or quantities claim, with ranges and conversions
linked.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from extractors.characters import Mask
from extractors.recognisers.dates import find_dates
from extractors.recognisers.inherited import Currencies, inherit
from extractors.recognisers.measured import Measured
from extractors.recognisers.money import read_money
from extractors.recognisers.numerals import Numeral, find_numerals
from extractors.recognisers.percents import read_percent
from extractors.recognisers.quantities import read_quantity
from extractors.recognisers.ranges import Linked, link_ranges
from records.facts import AmountKind

#: Between an amount and its restatement in another currency.
_CONVERTS = re.compile(
    r"\s*[(\[]\s*(?:ossia|cioè|pari\s+a|pari\s+ad|equivalent[ei]\s+a|l'equivalente\s+di|al\s+cambio(?:\s+attuale)?|or|about|equivalent\s+to|es\s+decir|equivalentes?\s+a|o|unos)?\s*$"
    r"|\s*,?\s*(?:pari\s+a|pari\s+ad|ossia|ovvero|equivalent[ei]\s+a|equal\s+to|equivalent\s+to|or|equivalentes?\s+a|o\s+sea|es\s+decir)\s*$",
    re.IGNORECASE,
)


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
    currencies = Currencies()
    for part in parts:
        for start, end in find_dates(text, part.start, part.end):
            if _is_date(text, start):
                mask.take(start, end)
        items = inherit(text, part.start, part.end, list(_measure(text, part, mask)), currencies)
        offset = len(found)
        found += (_shift(linked, offset) for linked in _link(text, link_ranges(text, part.start, items)))
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


def _link(text: str, found: list[Linked]) -> list[Linked]:
    """Mark money that restates the money just before it in another currency."""
    for index in range(1, len(found)):
        one, other = found[index - 1].measured, found[index].measured
        both_money = one.kind == other.kind == AmountKind.MONEY
        if both_money and one.unit != other.unit and _CONVERTS.match(text, one.end, other.start):
            found[index] = replace(found[index], converts=index - 1)
    return found
