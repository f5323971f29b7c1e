"""Dates, times, durations and ages as spans: numbers in them count nothing."""

from __future__ import annotations

import re
from collections.abc import Iterator

from extractors.recognisers.units import alternatives
from extractors.words import DAYS, MONTHS, TIME_UNITS

_MONTH = alternatives(MONTHS)
_DAY = alternatives(DAYS)
_YEAR = r"(?:19|20)\d\d"
_ORDINAL = r"(?:st|nd|rd|th|°|º)?"
_PATTERN = re.compile(
    rf"""(?<![\w.,$€£¥])(?<!Sole\ )(?:
    \d{{4}}-\d\d-\d\d(?:T[\d:.+Z-]*)?
    |\d{{1,2}}[/.]\d{{1,2}}[/.](?:\d{{4}}|\d\d)
    |\d{{1,2}}{_ORDINAL}\s+(?:de\s+|of\s+|di\s+)?(?:{_MONTH})\b\.?(?:,?\s+(?:de\s+|del\s+|di\s+|of\s+)?{_YEAR}\b)?
    |(?:{_MONTH})\b\.?\s+\d{{1,2}}{_ORDINAL}\b(?!\s?%|\.\d|,\d)(?:,?\s+{_YEAR}\b)?
    |(?:{_MONTH})\b\.?(?:\s+(?:de|del|di|of))?,?\s+{_YEAR}\b
    |(?:Q[1-4]|H[12]|FY|[1-4]Q|[12]H|T[1-4]|S[12])(?:[\s-]?{_YEAR}|[\s-]?'\d\d|[\s-]\d\d)\b
    |(?:FY|[1-4]Q|[12]H)\d\d\b
    |(?:{_YEAR})\s?[-/\u2013]\s?(?:{_YEAR}|\d\d)(?![\w%])
    |\d{{1,2}}[:.h]\d\d(?:\s?[ap]\.?m\.?)?(?=\s+(?:a\.?m|p\.?m|gmt|utc|cet|et\b|ora|hora|local)|\s?[ap]\.?m)
    |\d{{1,2}}:\d\d(?::\d\d)?(?!\d)
    |\d{{1,2}}\s?[ap]\.?m\b\.?
    |(?:anni|años|the)\s+'?\d\d(?:s|\b)(?=\s)
    |\d{{1,3}}(?:\s|-)(?:anni|años|years?)(?:\s|-)(?:di\s+età|de\s+edad|old)\b
    |\d{{1,3}}enn[ei]\b
    |\d+(?:[.,]\d+)?(?:\s|-)(?:e\s+mezzo\s+|y\s+medio\s+)?(?:{alternatives(TIME_UNITS)})\b
    )""",
    re.VERBOSE | re.IGNORECASE,
)


def find_dates(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Spans of explicit dates, times, durations and ages; `text` is the plain view."""
    return (match.span() for match in _PATTERN.finditer(text, start, end))
