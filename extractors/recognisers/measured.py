"""Measured: a number with its unit and its hedge, before it becomes an Amount."""

from __future__ import annotations

from dataclasses import dataclass

from extractors.recognisers.numerals import Numeral
from records.facts import AmountKind, Bound


@dataclass(frozen=True, slots=True, kw_only=True)
class Measured:
    """`text[start:end]` says `value` of `unit`, hedge included."""

    kind: AmountKind
    numeral: Numeral
    value: float
    unit: str
    start: int
    end: int
    bound: Bound | None
    #: What gave the unit away: `symbol_before`, `word_after`, `percent`, `noun`, `physical`, `range` …
    cue: str
