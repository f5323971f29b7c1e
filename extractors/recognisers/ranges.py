"""Two numbers that belong together: `da 12.000 a 13.000 dollari`, `$15-20bn`, `dal 20% al 54%`."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from extractors.recognisers.measured import Measured
from extractors.recognisers.numerals import Numeral

#: Between the ends of a range: a dash, or a word with an article behind it.
_TO = re.compile(
    r"\s*[-\u2013\u2014]\s*(?:[$€£¥]\s?)?$|\s+(?:a|ad|e|ed|ai|al|alle|agli|all'|to|and|or|o|y|hasta)\s*(?:il|lo|l'|i|gli|le|un|una|el|los|las|the)?\s*(?:[$€£¥]|US\$|HK\$)?\s*$",
    re.IGNORECASE,
)
_OPENS = re.compile(
    r"(?:\b(?:tra|fra|da|dai|dal|dallo|dall'|dalle|dagli|between|from|entre|de|del|desde)\s*(?:il|lo|l'|i|gli|le|un|una|el|los|las|the)?\s*(?:[$€£¥]|US\$|HK\$|RMB)?\s*)$",
    re.IGNORECASE,
)
_LISTS = ("o", "e", "and", "or", "y", "o il", "e il")
#: Digits of a year.
_YEAR = 4
#: Characters between the two ends at most.
_LONGEST_JOIN = 14
_BETWEEN = re.compile(r"\b(?:tra|fra|between|entre)\b[^.;]{0,12}$", re.IGNORECASE)
#: "From 10 to 15 percent" after one of these is a change, not a range.
_CHANGES = re.compile(
    r"\b(?:sal\w+|cresc\w+|cresciut\w+|aument\w+|scend\w+|sces\w+|cal\w+|pass\w+|port\w+|ridu\w+|ridott\w+|rialz\w+|innalz\w+|abbass\w+|tagli\w+|"
    r"ris\w+|rose|grew|gr[oe]w\w*|increas\w+|fell|fall\w*|declin\w+|drop\w+|cut\w*|rais\w+|lower\w+|reduc\w+|jump\w+|went|up|down|climb\w+|"
    r"sub\w+|baj\w+|crec\w+|aument\w+|pas\w+|reduj\w+|redu\w+|elev\w+|recort\w+|ca[eíy]\w+)\b[^.;]{0,50}$",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Linked:
    """A measured number and, by index in the same list, what it belongs to."""

    measured: Measured
    range_of: int | None = None
    converts: int | None = None


def link_ranges(text: str, floor: int, found: Sequence[Measured | Numeral]) -> list[Linked]:
    """Give both ends of a range one unit, and link the upper to the lower; numerals left alone are dropped.

    `floor` is where the paragraph begins.
    """
    linked: list[Linked] = []
    before: Measured | Numeral | None = None
    for item in found:
        pair = _pair(text, floor, before, item) if before is not None else None
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
    text: str, floor: int, low: Measured | Numeral, high: Measured | Numeral
) -> tuple[Measured, Measured, bool] | None:
    """The two ends of `da 10 a 15 miliardi di euro`, and whether they are a range rather than a change."""
    upper = high.numeral if isinstance(high, Measured) else high
    if not joins(text, low, high):
        return None
    gap = text[low.end : upper.start]
    dashed = gap.strip()[:1] in "-\u2013\u2014"
    between = bool(_BETWEEN.search(text, max(floor, low.start - 24), low.start + 1))
    if isinstance(low, Measured) and isinstance(high, Measured):
        value = _scaled(low.numeral, high)
        joined = dashed or between or value != low.value
        is_range = joined and (low.kind, low.unit) == (high.kind, high.unit)
        return (replace(low, value=value), high, True) if is_range else None
    opened = opens_range(text, low.start, floor)
    # "Rose 4 to 6 percent" is no change from 4 to 6.
    bare = gap.strip().lower() == "to" and not opened
    opens = dashed or bare or opened
    if isinstance(high, Measured) and isinstance(low, Numeral) and not opens and _is_listed(text, low, high):
        return _like(low, high, low.start), high, False
    if isinstance(high, Measured) and isinstance(low, Numeral) and opens:
        # The word that joins the two ends may look like a hedge ("fino a"): it is none here.
        high = replace(high, start=max(high.start, low.end))
        is_range = (
            dashed or bare or between or not _CHANGES.search(text, max(floor, low.start - 70), low.start)
        )
        return _like(low, high, low.start), high, is_range
    if isinstance(low, Measured) and isinstance(high, Numeral) and opens and low.cue == "currency_before":
        end = _like(high, low, high.start)
        return replace(low, value=_scaled(low.numeral, end)), end, True
    return None


def _scaled(numeral: Numeral, high: Measured) -> float:
    """`15-20 miliardi`: the lower end borrows the scale when it has none and would else be absurdly small."""
    if numeral.scale == 1 and high.numeral.scale > 1 and numeral.value < 1000:
        return float(f"{numeral.value * high.numeral.scale:.15g}")
    return numeral.value


def _like(numeral: Numeral, other: Measured, start: int) -> Measured:
    """The number in the other's unit and, when it has none of its own, in its scale: `60-80 centesimi`."""
    value = _scaled(numeral, other)
    hundredths = other.cue == "currency_after" and other.value * 100 == other.numeral.value != 0
    return Measured(
        kind=other.kind,
        numeral=numeral,
        value=value / 100 if hundredths else value,
        unit=other.unit,
        start=start,
        end=numeral.end,
        bound=None,
        cue="range",
    )


def _is_listed(text: str, low: Numeral, high: Measured) -> bool:
    """`il 30 o 50%`, `46 e 38 dollari`: the unit stands with the last of a list. Years are not listed with
    money.
    """
    printed = text[low.start : low.end]
    gap = text[low.end : high.numeral.start].strip().lower()
    return (
        high.cue in ("percent", "currency_after")
        and low.digits
        and gap in _LISTS
        and not (len(printed) == _YEAR and printed.isdigit())
    )


def joins(text: str, low: Measured | Numeral, high: Measured | Numeral) -> bool:
    """Whether only a word or a dash of a range stands between the two."""
    upper = high.numeral if isinstance(high, Measured) else high
    return upper.start - low.end <= _LONGEST_JOIN and _TO.match(text[low.end : upper.start]) is not None


def opens_range(text: str, start: int, floor: int) -> bool:
    """Whether "between", "da", "entre" stands right before `start`."""
    return _OPENS.search(text, max(floor, start - 18), start) is not None
