"""Percents, percentage points and basis points."""

from __future__ import annotations

import re

from extractors.recognisers.measured import Measured
from extractors.recognisers.money import hedged
from extractors.recognisers.numerals import Numeral
from extractors.recognisers.units import PERCENTS, alternatives
from records.facts import AmountKind

_AFTER = re.compile(
    rf"(?:\s?(?P<sign>[%％])|(?:\s+|-)(?P<word>{alternatives(PERCENTS)})(?!\w))", re.IGNORECASE
)
#: "The 50% rule", "la regola del 50%": a name.
_RULE_BEFORE = re.compile(r"\b(?:regola|norma|regla)\s+del\s+$", re.IGNORECASE)
_RULE_AFTER = re.compile(r"[\s-]rule\b", re.IGNORECASE)
_SPACE = re.compile(r"\s+")


def read_percent(text: str, numeral: Numeral, floor: int, ceiling: int) -> Measured | None:
    """The percent that `numeral` counts, None when no sign or word for it follows."""
    after = _AFTER.match(text, numeral.end, ceiling)
    if after is None or _is_rule(text, numeral.start, after.end(), floor, ceiling):
        return None
    unit = "percent" if after["sign"] else PERCENTS[_SPACE.sub(" ", after["word"].lower())]
    return hedged(
        text,
        numeral,
        numeral.start,
        after.end(),
        floor,
        ceiling,
        value=numeral.value,
        unit=unit,
        kind=AmountKind.PERCENT,
        cue="percent",
    )


def _is_rule(text: str, start: int, end: int, floor: int, ceiling: int) -> bool:
    before = _RULE_BEFORE.search(text, max(floor, start - 14), start)
    return before is not None or _RULE_AFTER.match(text, end, ceiling) is not None
