"""Days and months that a text names: `7 ottobre 2022`, `Oct. 7`, `ieri`, `on Tuesday`, `lo scorso aprile`."""

from __future__ import annotations

import re

from extractors.recognisers.calendar import (
    DAYS,
    MONTHS,
    WEEKDAYS,
    Time,
    day,
    day_without_year,
    month_without_year,
    shifted,
    weekday_of,
)
from extractors.recognisers.tense import Setting
from extractors.recognisers.units import alternatives
from extractors.recognisers.years import YEAR, year_of

_MONTH, _WEEKDAY = alternatives(MONTHS), alternatives(WEEKDAYS)
LAST = r"scors[oa]|passat[oa]|pasad[oa]|últim[oa]|last"
NEXT = r"prossim[oa]|venturo|próxim[oa]|next|que\s+viene"
_THIS = r"quest[oa]|este|this"
_ORDINAL = r"(?:st|nd|rd|th|º|°)?"
#: "lunedì 7", "the 7th of", before a month.
_DAY_BEFORE = re.compile(
    rf"(?:\b(?P<weekday>{_WEEKDAY}),?\s+(?:the\s+)?)?\b(?P<day>\d{{1,2}}|primo){_ORDINAL}\s+(?:de\s+|di\s+|of\s+)?$",
    re.IGNORECASE,
)
_WEEKDAY_BEFORE = re.compile(rf"\b(?P<weekday>{_WEEKDAY}),?\s+$", re.IGNORECASE)
_DAY_AFTER = re.compile(
    rf"\.?\s+(?P<day>\d{{1,2}}){_ORDINAL}(?![\w%]|[.,:]\d|\s?%|\s+(?:million|billion|percent|per\s+cent))",
    re.IGNORECASE,
)
_YEAR_AFTER = re.compile(rf"\.?,?\s+(?:del?\s+|dell'|di\s+|of\s+)?(?:the\s+)?{YEAR}", re.IGNORECASE)
#: "Fra marzo e ottobre dell'anno scorso": both are of that year.
_SHARED_YEAR = re.compile(
    rf"\s*(?:e|ed|and|y|a|to|[-\u2013])\s*(?:{_MONTH})\.?,?\s+(?:del?\s+|dell'|di\s+|of\s+)?{YEAR}",
    re.IGNORECASE,
)
_ON_THE = re.compile(r"\b(?:on|by|from|until|since)\s+the\s+$", re.IGNORECASE)
_ENDS = re.compile(r"[.,;:)]|\s*$|\s+(?:and|that|when|by|to|in|at|for|with|as|after|before)\b")
_WHICH_BEFORE = re.compile(rf"\b(?:(?P<last>{LAST})|(?P<next>{NEXT})|(?P<this>{_THIS}))\s+$", re.IGNORECASE)
_WHICH_AFTER = re.compile(rf"\s+(?:(?P<last>{LAST})|(?P<next>{NEXT}))\b", re.IGNORECASE)
#: A month's name that is a word too, or an abbreviation, proves itself by a capital and a preposition.
_IN = re.compile(
    r"\b(?:in|since|by|until|from|of|late|early|mid|to|and|through|between|during|a|ad|da|dal|di|tra|fra|e|en"
    r"|de|desde|hasta|entre|y)[\s-]+$",
    re.IGNORECASE,
)
_ALSO_WORDS = frozenset(
    ["may", "march", "mar", "set", "sep", "ago", "ene", "gen", "dic", "lug", "giu", "mag", "sett"]
)
_HABIT = re.compile(r"\b(?:i|los|ogni|tutti\s+i|every|each|todos\s+los|al|il\s+primo)\s+$", re.IGNORECASE)
_MORNING = re.compile(r"\b(?:la|esta|de|por)\s+$", re.IGNORECASE)
_EXPLICIT = re.compile(
    rf",?\s+(?:the\s+)?(?:\d{{1,2}}{_ORDINAL}\s+(?:de\s+|di\s+|of\s+)?(?:{_MONTH})\b|(?:{_MONTH})\b\.?\s+\d)",
    re.IGNORECASE,
)
_NUMERIC = re.compile(
    r"(?P<one>\d{1,2})(?P<mark>[/.-])(?P<two>\d{1,2})(?P=mark)(?P<year>(?:19|20)\d\d)(?![\w/-])"
)
_ISO = re.compile(r"(?P<year>(?:19|20)\d\d)-(?P<month>\d\d)-(?P<day>\d\d)(?:T[\d:.+Z-]*)?(?![\w-])")
_AMERICAN = re.compile(rf"\b(?:{_MONTH})\.?\s+\d{{1,2}},\s+(?:19|20)\d\d", re.IGNORECASE)
_BRITISH = re.compile(rf"\b\d{{1,2}}\s+(?:{_MONTH})\.?\s+(?:19|20)\d\d", re.IGNORECASE)
_MONTHS_OF_YEAR = 12


def read_month(at: Setting, start: int, end: int) -> Time | None:
    """The day or month whose month's name stands at `start`."""
    name = at.text[start:end].lower()
    month, before = MONTHS[name], at.before(start, 32)
    number = _DAY_BEFORE.search(before) or _DAY_AFTER.match(at.text, end, at.end)
    ahead = number is not None and number.re is _DAY_BEFORE
    if number is None:
        return _month(at, start, end, name)
    begin = start - len(before) + number.start() if ahead else start
    weekday = number["weekday"] if ahead else None
    if not ahead:
        if not at.text[start].isupper():
            return None  # "may 5", "set 3": a month before its day is English, and has a capital
        end = number.end()
        if stands := _WEEKDAY_BEFORE.search(before):
            begin, weekday = start - len(before) + stands.start(), stands["weekday"]
    day_number = 1 if number["day"].lower() == "primo" else int(number["day"])
    if year := _YEAR_AFTER.match(at.text, end, at.end):
        told, relative = year_of(at, year)
        value = day(int(told), month, day_number) if told else None
        return Time(begin, year.end(), value, relative, "day") if value or relative else None
    if at.published is None:
        return Time(begin, end, None, True, "day_without_year")
    number_of_weekday = WEEKDAYS[weekday.lower()] if weekday else None
    to_come = at.to_come(begin, end)
    value = day_without_year(month, day_number, at.published, to_come, number_of_weekday)
    return Time(begin, end, value, True, "day_without_year") if value else None


def _month(at: Setting, start: int, end: int, name: str) -> Time | None:
    month, printed = MONTHS[name], at.text[start:end]
    if year := _YEAR_AFTER.match(at.text, end, at.end):
        if name in ("may", "mar", "set") and not printed[0].isupper():
            return None
        told, relative = year_of(at, year)
        return Time(start, year.end(), f"{told}-{month:02}" if told else None, relative, "month")
    which = _which(at, start, end)
    if at.language == "en" and not printed[0].isupper():
        return None
    if name in _ALSO_WORDS and not (which[2] or (printed[0].isupper() and _IN.search(at.before(start)))):
        return None
    begin, end, told = which
    if shared := _SHARED_YEAR.match(at.text, end, at.end):
        of, _ = year_of(at, shared)
        return Time(begin, end, f"{of}-{month:02}" if of else None, True, "month_without_year")
    if at.published is None:
        return Time(begin, end, None, True, "month_without_year")
    to_come = told == "next" or (told != "last" and bool(at.to_come(begin, end)))
    return Time(
        begin, end, month_without_year(month, at.published, to_come=to_come), True, "month_without_year"
    )


def _which(at: Setting, start: int, end: int) -> tuple[int, int, str]:
    """The span with its "last" or "next", and which of them; "" for neither."""
    before = at.before(start)
    if match := _WHICH_BEFORE.search(before):
        return start - len(before) + match.start(), end, match.lastgroup or ""
    if match := _WHICH_AFTER.match(at.text, end, at.end):
        return start, match.end(), match.lastgroup or ""
    return start, end, ""


def read_weekday(at: Setting, start: int, end: int) -> Time | None:
    """`Tuesday`, `lunedì prossimo`, `el pasado viernes`; habits, "i lunedì", are no dates."""
    if at.language == "en" and not at.text[start].isupper():
        return None
    if _EXPLICIT.match(at.text, end, at.end) or _HABIT.search(at.before(start)):
        return None
    begin, end, told = _which(at, start, end)
    if at.published is None:
        return Time(begin, end, None, True, "weekday")
    to_come = told == "next" or bool(at.to_come(begin, end))
    value = weekday_of(WEEKDAYS[_name(at, begin, end)], at.published, told, to_come=to_come)
    return Time(begin, end, value, True, "weekday")


def _name(at: Setting, start: int, end: int) -> str:
    return next(word for word in at.text[start:end].lower().split() if word in WEEKDAYS)


def read_day_word(at: Setting, start: int, end: int) -> Time | None:
    """`ieri`, `tomorrow`, `anteayer`; "l'altro ieri" and "pasado mañana" are a day farther."""
    word, before = at.text[start:end].lower(), at.before(start)
    if word == "mañana" and _MORNING.search(before):
        return None
    by = DAYS[word]
    if farther := re.search(r"\b(?:altro|pasado|the\s+day\s+(?:before|after))\s+$", before, re.IGNORECASE):
        start, by = start - len(before) + farther.start(), by + (1 if by > 0 else -1)
    value = shifted("day", by, at.published) if at.published else None
    return Time(start, end, value, True, "day_word")


def read_numeric(at: Setting, start: int) -> Time | None:
    """`2026-11-24`; `7/10/2022`: in English only the rest of the text tells which of the two is the month."""
    if match := _ISO.match(at.text, start, at.end):
        month = int(match["month"])
        value = day(int(match["year"]), month, int(match["day"])) if 1 <= month <= _MONTHS_OF_YEAR else None
        return Time(start, match.end(), value, False, "iso") if value else None
    match = _NUMERIC.match(at.text, start, at.end)
    if match is None:
        return None
    one, two, year = int(match["one"]), int(match["two"]), int(match["year"])
    american, british = (bool(order.search(at.text)) for order in (_AMERICAN, _BRITISH))
    month_first = two > _MONTHS_OF_YEAR or (at.language == "en" and american and not british)
    if at.language == "en" and one != two and max(one, two) <= _MONTHS_OF_YEAR and american == british:
        return Time(start, match.end(), None, False, "numeric:either_order")
    month, number = (one, two) if month_first and one <= _MONTHS_OF_YEAR else (two, one)
    value = day(year, month, number) if 1 <= month <= _MONTHS_OF_YEAR else None
    return Time(start, match.end(), value, False, "numeric") if value else None


def read_ordinal(at: Setting, start: int, end: int) -> Time | None:
    """`On the 18th`: of the month that tense and day tell."""
    if not _ON_THE.search(at.before(start)) or not _ENDS.match(at.text, end, at.end):
        return None
    if at.published is None:
        return Time(start, end, None, True, "day_of_month")
    number, to_come = int(at.text[start : end - 2]), bool(at.to_come(start, end))
    by = (number < at.published.day) if to_come else -(number > at.published.day)
    year, month = divmod(at.published.year * 12 + at.published.month - 1 + by, 12)
    value = day(year, month + 1, number)
    return Time(start, end, value, True, "day_of_month") if value else None
