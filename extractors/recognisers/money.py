"""Money: a number beside a currency's symbol, code or name."""

from __future__ import annotations

import re

from extractors.recognisers.bounds import bound_after, bound_before
from extractors.recognisers.measured import Measured
from extractors.recognisers.numerals import Numeral
from extractors.recognisers.units import (
    CENT_WORDS,
    CURRENCY_CODES,
    CURRENCY_SYMBOLS,
    CURRENCY_WORDS,
    alternatives,
)
from records.facts import AmountKind, Bound

_PRINTED = CURRENCY_SYMBOLS | CURRENCY_CODES
_LETTERS = {symbol for symbol in CURRENCY_SYMBOLS if symbol[0].isalpha()}
_BEFORE = re.compile(
    rf"(?:(?<![\w$])(?:{alternatives(CURRENCY_CODES)}|{alternatives(_LETTERS)})"
    rf"|(?<![$€£¥])(?:{alternatives(CURRENCY_SYMBOLS.keys() - _LETTERS)}))\s?[-\u2013]?$"
)
_AFTER = re.compile(
    rf"(?:\s*(?:di\s+|de\s+)?(?P<symbol>{alternatives(CURRENCY_SYMBOLS)})(?![\w$])(?!\s?\d)"
    rf"|\s*(?P<code>{alternatives(CURRENCY_CODES)})(?!\w)"
    rf"|(?:\s+|-)(?P<cents>(?i:{alternatives(CENT_WORDS)}))(?!\w)"
    rf"|(?:\s+(?:di|de|of)\s+|\s+d'|\s*-\s*|\s+)(?P<word>(?i:{alternatives(CURRENCY_WORDS)}))(?!\w))"
)
#: "3 dollari e 50": the cents belong to the amount.
_CENTS = re.compile(
    r"\s+(?:e|y|and|con)\s+(\d{1,2})(?:\s+(?:centesimi|cents?|centavos|céntimos))\b", re.IGNORECASE
)
#: The longest currency symbol and a space.
_REACH = 7
_SPACE = re.compile(r"\s+")


def read_money(text: str, numeral: Numeral, floor: int, ceiling: int) -> Measured | None:
    """The money that `numeral` counts, None when no currency stands beside it.

    `floor` and `ceiling` keep the search inside the numeral's paragraph and clear of the amounts before it.
    """
    before = _BEFORE.search(text, max(floor, numeral.start - _REACH), numeral.start)
    after = _AFTER.match(text, numeral.end, ceiling)
    if before is None and after is None:
        return None
    start, end, value = numeral.start, numeral.end, numeral.value
    if before is not None:
        start, iso, cue = before.start(), _PRINTED[before.group().rstrip("- \u2013")], "currency_before"
        if before.group().endswith(("-", "\u2013")):
            value = -abs(value)
        # "$50 million US dollars", "$5 USD": the second name belongs to the same amount.
        if after is not None and (_iso(after) == iso):
            end = after.end()
    else:
        assert after is not None
        end, iso, cue = after.end(), _iso(after), "currency_after"
        value = value / 100 if after["cents"] else value
    cents = _CENTS.match(text, end, ceiling)
    if cents and numeral.scale == 1:
        end, value = cents.end(), value + int(cents[1]) / 100
    return hedged(
        text, numeral, start, end, floor, ceiling, value=value, unit=iso, kind=AmountKind.MONEY, cue=cue
    )


def _iso(match: re.Match[str]) -> str:
    if match["cents"]:
        return CENT_WORDS[_SPACE.sub(" ", match["cents"].lower())]
    if match["word"]:
        return CURRENCY_WORDS[_SPACE.sub(" ", match["word"].lower())]
    return _PRINTED[match["symbol"] or match["code"]]


def hedged(
    text: str,
    numeral: Numeral,
    start: int,
    end: int,
    floor: int,
    ceiling: int,
    *,
    value: float,
    unit: str,
    kind: AmountKind,
    cue: str,
) -> Measured:
    """The span widened by a hedge on either side, the one before it first."""
    bound = Bound.ABOUT if numeral.about else None
    if before := bound_before(text, start, floor):
        start, bound = before
    elif after := bound_after(text, end, ceiling):
        end, bound = after
    return Measured(
        kind=kind, numeral=numeral, value=value, unit=unit, start=start, end=end, bound=bound, cue=cue
    )
