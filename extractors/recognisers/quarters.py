"""Quarters, halves and seasons: `terzo trimestre 2025`, `Q3`, `prima metà del 2026`, `this summer`."""

from __future__ import annotations

import re

from extractors.recognisers.calendar import ORDINALS, Time, part_without_year
from extractors.recognisers.tense import Setting
from extractors.recognisers.units import alternatives
from extractors.recognisers.years import YEAR, read_unit, year_of

_ORDINAL_BEFORE = re.compile(
    rf"\b(?P<number>{alternatives(ORDINALS)})\s+(?P<fiscal>fiscal\s+)?$", re.IGNORECASE
)
_OF_YEAR = re.compile(
    rf"(?P<fiscal>\s+fiscale?)?,?\s*(?:\b(?:of|del|de|dell'|di)\s*)?(?:the\s+)?(?P<fiscal2>(?:fiscal(?:\s+year)?|anno\s+fiscale|esercizio|ejercicio|año\s+fiscal)\s+)?{YEAR}",
    re.IGNORECASE,
)
_FISCAL_AFTER = re.compile(
    r"\s+fiscale?\b|\s+(?:of|del|de|dell')\s*(?:the\s+|its\s+)?(?:fiscal|esercizio|ejercicio|anno\s+fiscale)\b",
    re.IGNORECASE,
)
#: Q3, 3Q25, 3T25, H1, 1H26, FY26.
SHORT = re.compile(
    r"(?:(?P<kind>[QHTS])(?P<number>[1-4])|(?P<number2>[1-4])(?P<kind2>[QHTS])(?:FY)?(?P<year2>\d\d(?:\d\d)?)?|(?P<fy>FY)'?(?P<year3>\d\d(?:\d\d)?)?)$"
)
_SHORT_YEAR = re.compile(
    r"[\s-]*(?:of\s+|del?\s+|fiscal\s+|FY\s?)?(?:'(?P<two>\d\d)|(?P<four>(?:19|20)\d\d))(?![\w%]|[.,]\d)"
)
_SEASON = re.compile(
    r"\b(?:this|last|next|quest[ao']|scors[ao]|prossim[ao]|quell'|est[ea]|pasad[ao]|próxim[ao])\s*$",
    re.IGNORECASE,
)
_SEASON_AFTER = re.compile(r"\s+(?:scors[ao]|prossim[ao]|pasad[ao]|próxim[ao]|passat[ao])\b", re.IGNORECASE)
_SEASON_IN = re.compile(
    r"\b(?:in\s+(?:the\s+)?|by\s+(?:the\s+)?|the|until|since|en|d'|dell'|nell'|in\s+|della\s+|dalla\s+|entro\s+l[a'])\s*$",
    re.IGNORECASE,
)
_KINDS = {"quarter": "Q", "trimestre": "Q", "half": "H", "metà": "H", "mitad": "H", "semestre": "H"}
_HALVES = 2


def read_part(at: Setting, start: int, end: int) -> Time | None:
    """The quarter or half whose noun stands at `start`."""
    noun, ahead = at.text[start:end].lower(), at.before(start)
    ordinal = _ORDINAL_BEFORE.search(ahead)
    kind = _KINDS.get(noun)
    if ordinal is None or kind is None:
        return read_unit(at, start, end)
    number, begin = ORDINALS[ordinal["number"].lower()], start - len(ahead) + ordinal.start()
    if kind == "H" and number > _HALVES:
        return None
    year = _OF_YEAR.match(at.text, end, at.end)
    fiscal = bool(ordinal["fiscal"] or _FISCAL_AFTER.match(at.text, end, at.end))
    cue = f"{'fiscal_' if fiscal else ''}{'quarter' if kind == 'Q' else 'half'}"
    if year is not None:
        told, relative = year_of(at, year)
        cue = f"fiscal_{cue}" if year["fiscal2"] and not fiscal else cue
        return Time(begin, year.end(), f"{told}-{kind}{number}" if told else None, relative, cue)
    if noun in ("half", "metà", "mitad"):
        return None  # "the second half" of anything
    if fiscal or at.published is None:
        return Time(begin, end, None, True, cue)
    to_come = bool(at.to_come(begin, end))
    return Time(begin, end, part_without_year(kind, number, at.published, to_come=to_come), True, cue)


def read_short(at: Setting, start: int, end: int) -> Time | None:
    """`Q3 2025`, `3Q25`, `H1 2026`, `FY26`; a bare `Q3` is the last that has begun."""
    match = SHORT.match(at.text[start:end])
    if match is None:
        return None
    year = match["year2"] or match["year3"]
    if not year and (behind := _SHORT_YEAR.match(at.text, end, at.end)):
        year, end = behind["two"] or behind["four"], behind.end()
    year = f"20{year}" if year and len(year) == len("26") else year
    if match["fy"]:
        return Time(start, end, year, False, "fiscal_year") if year else None
    printed = match["kind"] or match["kind2"]
    number = int(match["number"] or match["number2"])
    kind = "Q" if printed in "QT" else "H"
    if kind == "H" and number > _HALVES:
        return None
    cue = "quarter" if kind == "Q" else "half"
    if year:
        return Time(start, end, f"{year}-{kind}{number}", False, cue)
    if printed != "Q":
        return None
    value = part_without_year(kind, number, at.published, to_come=False) if at.published else None
    return Time(start, end, value, True, cue)


def read_season(at: Setting, start: int, end: int) -> Time | None:
    """A season has no value: where it begins differs."""
    ahead = at.before(start)
    if match := _SEASON.search(ahead):
        return Time(start - len(ahead) + match.start(), end, None, True, "season")
    if match := _SEASON_AFTER.match(at.text, end, at.end):
        return Time(start, match.end(), None, True, "season")
    return Time(start, end, None, True, "season") if _SEASON_IN.search(ahead) else None
