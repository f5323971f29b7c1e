"""Amounts of a text: every number that money, percents or quantities claim, with ranges and conversions linked."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from extractors.characters import Mask
from extractors.recognisers.dates import find_dates
from extractors.recognisers.measured import Measured
from extractors.recognisers.money import read_money
from extractors.recognisers.numerals import Numeral, find_numerals
from extractors.recognisers.percents import read_percent
from extractors.recognisers.quantities import read_quantity
from records.facts import AmountKind

#: Between the ends of a range: a dash, or a word with an article behind it.
_TO = re.compile(
    r"\s*[-\u2013\u2014]\s*(?:[$€£¥]\s?)?$|\s+(?:a|ad|e|ed|ai|al|alle|agli|all'|to|and|or|o|y|hasta)\s*(?:il|lo|l'|i|gli|le|un|una|el|los|las|the)?\s*(?:[$€£¥]|US\$|HK\$)?\s*$",
    re.IGNORECASE,
)
_OPENS = re.compile(
    r"(?:\b(?:tra|fra|da|dai|dal|dallo|dall'|dalle|dagli|between|from|entre|de|desde)\s*(?:il|lo|l'|i|gli|le|un|una|el|los|las|the)?\s*(?:[$€£¥]|US\$|HK\$|RMB)?\s*)$",
    re.IGNORECASE,
)
_BETWEEN = re.compile(r"\b(?:tra|fra|between|entre)\b[^.;]{0,12}$", re.IGNORECASE)
#: "From 10 to 15 percent" after one of these is a change, not a range.
_CHANGES = re.compile(
    r"\b(?:sal\w+|cresc\w+|cresciut\w+|aument\w+|scend\w+|sces\w+|cal\w+|pass\w+|port\w+|ridu\w+|ridott\w+|rialz\w+|innalz\w+|abbass\w+|tagli\w+|"
    r"ris\w+|rose|grew|gr[oe]w\w*|increas\w+|fell|fall\w*|declin\w+|drop\w+|cut\w*|rais\w+|lower\w+|reduc\w+|jump\w+|went|up|down|climb\w+|"
    r"sub\w+|baj\w+|crec\w+|aument\w+|pas\w+|reduj\w+|redu\w+|elev\w+|recort\w+|ca[eíy]\w+)\b[^.;]{0,50}$",
    re.IGNORECASE,
)
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


@dataclass(frozen=True, slots=True, kw_only=True)
class Linked:
    """A measured number and, by index in the same list, what it belongs to."""

    measured: Measured
    range_of: int | None = None
    converts: int | None = None


def find_amounts(text: str, parts: Sequence[Paragraph], mask: Mask) -> list[Linked]:
    """All amounts in text order. Dates, money and percents are taken in `mask`; `text` is the plain view."""
    found: list[Linked] = []
    for part in parts:
        for start, end in find_dates(text, part.start, part.end):
            if _is_date(text, start, end):
                mask.take(start, end)
        measured = _link(text, _ranges(text, part, list(_measure(text, part, mask))))
        offset = len(found)
        found += (_shift(linked, offset) for linked in measured)
    for linked in found:
        if linked.measured.kind != AmountKind.QUANTITY:  # its noun may be a name: 900.000 H20
            mask.take(linked.measured.start, linked.measured.end)
    return found


def _is_date(text: str, start: int, end: int) -> bool:
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


def _ranges(text: str, part: Paragraph, found: Sequence[Measured | Numeral]) -> list[Linked]:
    """Give both ends of a range one unit, and link the upper one to the lower."""
    linked: list[Linked] = []
    before: Measured | Numeral | None = None
    for item in found:
        pair = _pair(text, part, before, item) if before is not None else None
        if pair is not None:
            low, high, is_range = pair
            if isinstance(before, Measured):
                linked.pop()
            linked.append(Linked(measured=low))
            linked.append(Linked(measured=high, range_of=len(linked) - 1 if is_range else None))
            item = high
        elif isinstance(item, Measured):
            linked.append(Linked(measured=item))
        before = item
    return linked


def _pair(
    text: str, part: Paragraph, low: Measured | Numeral, high: Measured | Numeral
) -> tuple[Measured, Measured, bool] | None:
    """The two ends of `da 10 a 15 miliardi di euro`, and whether they are a range rather than a change."""
    upper = high.numeral if isinstance(high, Measured) else high
    gap = text[low.end : upper.start]
    if len(gap) > 14 or not _TO.match(gap):
        return None
    dashed = gap.strip()[:1] in "-\u2013\u2014"
    between = bool(_BETWEEN.search(text, max(part.start, low.start - 24), low.start + 1))
    if isinstance(low, Measured) and isinstance(high, Measured):
        value = _scaled(low.numeral, high)
        joins = dashed or between or value != low.value
        is_range = joins and (low.kind, low.unit) == (high.kind, high.unit)
        return (replace(low, value=value), high, True) if is_range else None
    opens = dashed or _OPENS.search(text, max(part.start, low.start - 18), low.start)
    if isinstance(high, Measured) and isinstance(low, Numeral) and opens:
        # The word that joins the two ends may look like a hedge ("fino a"): it is none here.
        high = replace(high, start=max(high.start, low.end))
        is_range = dashed or between or not _CHANGES.search(text, max(part.start, low.start - 70), low.start)
        return _like(low, high, _scaled(low, high), low.start), high, is_range
    if isinstance(low, Measured) and isinstance(high, Numeral) and opens and low.cue == "currency_before":
        end = _like(high, low, high.value, high.start)
        return replace(low, value=_scaled(low.numeral, end)), end, True
    return None


def _scaled(numeral: Numeral, high: Measured) -> float:
    """`15-20 miliardi`: the lower end borrows the scale when it has none and would else be absurdly small."""
    if numeral.scale == 1 and high.numeral.scale > 1 and numeral.value < 1000:
        return float(f"{numeral.value * high.numeral.scale:.15g}")
    return numeral.value


def _like(numeral: Numeral, other: Measured, value: float, start: int) -> Measured:
    return Measured(
        kind=other.kind,
        numeral=numeral,
        value=value,
        unit=other.unit,
        start=start,
        end=numeral.end,
        bound=None,
        cue="range",
    )


def _link(text: str, found: list[Linked]) -> list[Linked]:
    """Mark money that restates the money just before it in another currency."""
    for index in range(1, len(found)):
        one, other = found[index - 1].measured, found[index].measured
        both_money = one.kind == other.kind == AmountKind.MONEY
        if both_money and one.unit != other.unit and _CONVERTS.match(text, one.end, other.start):
            found[index] = replace(found[index], converts=index - 1)
    return found
