"""Years, and what is told from the article's own: `nel 2026`, `l'anno scorso`, `two months ago`."""

from __future__ import annotations

import re

from extractors.recognisers.calendar import NUMBERS, UNITS, Time, shifted
from extractors.recognisers.tense import Setting
from extractors.recognisers.units import alternatives

_LAST = r"scors[oa]|passat[oa]|pasad[oa]|last"
_NEXT = r"prossim[oa]|venturo|próxim[oa]|next|que\s+viene"
_THIS = r"quest[oa]|quest'|est[ea]|this|in\s+corso|en\s+curso|current"
_THAT = r"quell'|aquel|ese|that"
#: A year behind a month or a quarter: printed, or told from the article's, or from the one before it.
YEAR = (
    r"(?:(?P<year>(?:19|20)\d\d)(?![\w%]|[.,]\d|[-/]\d)"
    rf"|(?:(?P<that>{_THAT})|(?P<last>{_LAST})|(?P<next>{_NEXT})|(?P<this>{_THIS}))\s*(?:anno|año|year)\b"
    rf"|(?:anno|año)\s+(?:(?P<last2>{_LAST})|(?P<next2>{_NEXT})|(?P<this2>{_THIS}))\b)"
)
_WHICH = {
    "that": "that",
    "last": "last",
    "next": "next",
    "this": "this",
    "last2": "last",
    "next2": "next",
    "this2": "this",
}
_BY = {"last": -1, "this": 0, "next": 1}
_AT_YEAR = re.compile(r"(?:19|20)\d\d(?![\w%]|[.,]\d|/\d)")
_YEAR_CUE = re.compile(
    r"(?:\b(?:nel|nell'|del|dell'|dal|dall'|al|all'|il|in|of|since|by|from|to|until|till|during|before|after"
    r"|through|around|for|the|late|early|mid|anno|year|año|en|de|desde|hasta|para|entro|fine|inizio|metà"
    r"|finales|ed|e|and|y|tra|fra|between|entre|a|o|or|than|vs|di)[\s-]*|[(,\u2013-]\s*)$",
    re.IGNORECASE,
)
#: These prove a year only behind another year: "2024 e 2025", "2024-2025".
_WEAK_CUE = re.compile(r"(?:\b(?:ed|e|and|y|o|or|than|vs|for)|[,\u2013-])\s*$", re.IGNORECASE)
_GLUED = re.compile(r"[\w/.$€£¥#&+]$")
_FISCAL = re.compile(
    r"\b(?:fiscal(?:\s+year)?|FY|anno\s+fiscale|esercizio|año\s+fiscal|ejercicio|calendar(?:\s+year)?)(?:\s+(?:del|de|di))?\s*$",
    re.IGNORECASE,
)
_BEFORE = re.compile(
    rf"\b(?:(?P<last>{_LAST})|(?P<next>{_NEXT})|(?P<this>{_THIS})|(?P<that>{_THAT}))\s*$", re.IGNORECASE
)
_AFTER = re.compile(
    rf"\s+(?:(?P<last>{_LAST})|(?P<next>{_NEXT})|(?P<this>in\s+corso|en\s+curso))\b", re.IGNORECASE
)
_END_OF = re.compile(r"\b(?:fine|fin\s+de|finales\s+de|end\s+of\s+(?:the\s+)?)\s*$", re.IGNORECASE)
#: "Over the last year", "negli ultimi mesi" are durations.
_OVER = re.compile(r"\b(?:the|its|their|his|her|my|our|first|over|in)\s+$", re.IGNORECASE)
_NUMBER = rf"\d{{1,3}}|{alternatives(NUMBERS)}"
_AGO = re.compile(rf"\b(?P<number>{_NUMBER})\s+(?P<unit>{alternatives(UNITS)})\s+$", re.IGNORECASE)
_HACE = re.compile(rf"\s+(?P<number>{_NUMBER})\s+(?P<unit>{alternatives(UNITS)})\b(?!\s+que)", re.IGNORECASE)
#: Characters between two years of a list.
_LISTED = 6


def year_of(at: Setting, match: re.Match[str]) -> tuple[str | None, bool]:
    """The year of a `YEAR` in `match`, and whether it is told from another."""
    if match["year"]:
        return match["year"], False
    which = next(_WHICH[key] for key in _WHICH if match[key])
    if which == "that":
        return at.year, True
    return (str(at.published.year + _BY[which]) if at.published else None), True


def read_year(at: Setting, start: int, before: Time | None) -> Time | None:
    """A year in print, where a word before it says that it is one; `before` is the time before it."""
    match = _AT_YEAR.match(at.text, start, at.end)
    ahead = at.before(start)
    if match is None or _GLUED.search(ahead):
        return None
    if fiscal := _FISCAL.search(ahead):
        cue = "year" if fiscal.group().lower().startswith("calendar") else "fiscal_year"
        return Time(start - len(ahead) + fiscal.start(), match.end(), match.group(), False, cue)
    follows = before is not None and before.value is not None and start - before.end <= _LISTED
    if _WEAK_CUE.search(ahead) and not follows:
        return None
    if not _YEAR_CUE.search(ahead) and ahead:
        return None
    return Time(start, match.end(), match.group(), False, "year")


def read_unit(at: Setting, start: int, end: int) -> Time | None:
    """`last week`, `il mese prossimo`, `quest'anno`, `fine anno`."""
    unit, ahead = UNITS[at.text[start:end].lower()], at.before(start)
    if unit == "year" and (stop := _END_OF.search(ahead)):
        return Time(start - len(ahead) + stop.start(), end, _from(at, "year", 0), True, "year:this")
    if match := _AFTER.match(at.text, end, at.end):
        end = match.end()
    elif match := _BEFORE.search(ahead):
        start = start - len(ahead) + match.start()
        if at.language == "en" and match["last"] and _OVER.search(at.before(start)):
            return None
    if match is None or unit == "day":
        return None
    which = match.lastgroup or ""
    if which == "that":
        return Time(start, end, at.year, True, "year:that") if unit == "year" and at.year else None
    return Time(start, end, _from(at, unit, _BY[which]), True, f"{unit}:{which}")


def read_ago(at: Setting, start: int, end: int) -> Time | None:
    """`due anni fa`, `two months ago`, `hace un año`: as exact as the unit."""
    ahead = at.before(start, 30)
    if at.text[start:end].lower() == "hace":
        match = _HACE.match(at.text, end, at.end)
        span = (start, match.end()) if match else (0, 0)
    else:
        match = _AGO.search(ahead)
        span = (start - len(ahead) + match.start(), end) if match else (0, 0)
    if match is None:
        return None
    number = NUMBERS.get(match["number"].lower()) or int(match["number"])
    unit = UNITS[match["unit"].lower()]
    return Time(*span, _from(at, unit, -number), True, f"{unit}:ago")


def _from(at: Setting, unit: str, by: int) -> str | None:
    return shifted(unit, by, at.published) if at.published else None
