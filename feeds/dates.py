"""Dates as publishers print them: RFC 822 in three languages, ISO 8601, words, bare numbers, epochs.

feedparser's own reading is not trusted: Italian and Spanish names give it None, and `2016/6/29` a wrong
day that looks right. A date is read by its whole shape or not at all; no part of it is ever filled in
from today's.
"""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta, timezone, tzinfo
from typing import NamedTuple
from zoneinfo import ZoneInfo

from feeds.names import DAYS, ENGLISH, MONTHS, plain
from records.calendar import zone_called
from records.dates import UNDATED, Confidence, Dated

#: Before this there were no news feeds; a date older than it is a default of some software.
EARLIEST = datetime(1995, 1, 1, tzinfo=UTC)
#: A date this far ahead can be a zone mixed up (they span 26 hours); further ahead it is wrong.
_ZONE_MIX_UP = timedelta(hours=26)
#: Clocks differ; a date less far ahead than this is now.
_CLOCK_SKEW = timedelta(minutes=15)

#: Where a clock without a zone stands, by the feed's language; UTC for all others.
_HOME = {"it": "Europe/Rome", "es": "Europe/Madrid"}

#: Central, as RFC 822 has it: what CST is where nothing says that it is another's.
_CENTRAL = -360
#: Whose CST it is by the feed's country: a computer in Shanghai, or in Havana, prints its own zone so, too.
_CST = dict.fromkeys(("US", "CA", "MX", "CR", "GT", "HN", "NI", "SV", "BZ"), _CENTRAL) | {
    **dict.fromkeys(("CN", "TW", "HK", "MO"), 480), "CU": -300,
}  # fmt: skip

_WORD = r"[^\W\d_]+\.?"
_CLOCK = r"""
    (?: [\s,T|–-]* (?:(?:alle|ore|at|a\ las|las|h|kl)\b\.?\s*)* (?P<hour>\d{1,2}) [:.h] (?P<minute>\d{2})
        (?: [:.] (?P<second>\d{2}) (?:[.,]\d+)? )? \s* (?P<half>[ap]\.?\s?m\b\.?)? \s*(?:hs?\b\.?)?
        \s* (?P<zone> (?:GMT|UTC)?[+-]\d{1,2}:?(?:\d{2})? | [A-Z]{1,5} )?
        (?: \s*[(\[][\w\s/+:-]*[)\]] | \s+[A-Z]{3,4} )?
    )?
"""


def _shape(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern.replace("WORD", _WORD) + _CLOCK, re.VERBOSE | re.IGNORECASE)


# ISO 8601 basic: 20260303T101010Z.
_BASIC = re.compile(r"^(\d{4})(\d\d)(\d\d)(?:T(\d\d)(\d\d)(\d\d))?(?!\d)")
_YEAR_FIRST = _shape(r"(?P<year>\d{4}) (?P<mark>[/.-]) (?P<month>\d{1,2}) (?P=mark) (?P<day>\d{1,2})")
_DAY_FIRST = _shape(
    r"""(?:(?P<weekday>WORD)[,\s]+)? (?P<day>\d{1,2})(?:st|nd|rd|th|º|°|\.)? [\s/-]* (?:(?:de|di|of)\s+)?
        (?P<name>WORD) [,\s/-]* (?:(?:de|del|di)\s+)? (?P<year>\d{4}|\d{2})(?!\d|:)"""
)
_MONTH_FIRST = _shape(
    r"""(?:(?P<weekday>WORD)[,\s]+)? (?P<name>WORD) \s+
        (?P<day>\d{1,2})(?:st|nd|rd|th)? ,?\s+ (?P<year>\d{4})"""
)
_YEAR_LAST = re.compile(  # C's asctime: Thu Jan  1 10:00:00 2026
    rf"(?P<weekday>{_WORD})\s+(?P<name>{_WORD})\s+(?P<day>\d{{1,2}})\s+(?P<hour>\d\d):(?P<minute>\d\d):(?P<second>\d\d)"
    r"\s+(?:(?P<zone>[A-Z]{1,5}|[+-]\d{4})\s+)?(?P<year>\d{4})(?P<half>)"
)
_NUMBERS = _shape(
    r"(?:WORD[,\s]+)? (?P<one>\d{1,2}) (?P<mark>[/.-]) (?P<two>\d{1,2}) (?P=mark) (?P<year>\d{4}|\d{2})"
)
_EPOCH = re.compile(r"(\d{10})(\d{3})?")


class _Here(NamedTuple):
    """Where and when a date was printed."""

    language: str
    country: str
    now: datetime


def read_date(raw: str, language: str, now: datetime, country: str = "") -> Dated:
    """What `raw` says; `language` (ISO 639-1) decides the order of bare numbers and the missing zone.

    `country` (ISO 3166) says whose CST is meant; without it, such a date is DOUBTFUL.

    A date in the future or before feeds existed keeps its value and is DOUBTFUL; what cannot be read
    whole has value None and keeps its raw string.
    """
    text = " ".join(raw.split())
    if not text:
        return UNDATED
    if epoch := _EPOCH.fullmatch(text):
        return _judged(raw, datetime.fromtimestamp(int(epoch[1]), UTC), "epoch", Confidence.SURE, now)
    for reader in (_iso, _words, _numbers):
        if found := reader(text[:100], _Here(language, country, now)):
            return _judged(raw, *found, now)
    return Dated(raw=raw[:200])


_Found = tuple[datetime, str, Confidence]


def _judged(raw: str, value: datetime, method: str, confidence: Confidence, now: datetime) -> Dated:
    if value > now + _ZONE_MIX_UP or value < EARLIEST:
        confidence = Confidence.DOUBTFUL
    elif value > now + _CLOCK_SKEW and confidence is Confidence.SURE:
        confidence = Confidence.LIKELY
    return Dated(raw=raw[:200], value=value, method=method, confidence=confidence)


def _iso(text: str, here: _Here) -> _Found | None:
    basic = _BASIC.match(text)
    if basic:
        clock = "T{}:{}:{}".format(*basic.groups()[3:]) if basic[4] else ""
        text = f"{basic[1]}-{basic[2]}-{basic[3]}{clock}{text[basic.end() :]}"
    found = _YEAR_FIRST.fullmatch(text)
    return _built(found, int(found["month"]), int(found["day"]), "iso", here) if found else None


def _words(text: str, here: _Here) -> _Found | None:
    for shape in (_DAY_FIRST, _MONTH_FIRST, _YEAR_LAST):
        found = shape.fullmatch(text)
        # Position decides: what stands for the month is looked up among months only, so that
        # "mar 3 mar 2026" is a Tuesday in March.
        month = MONTHS.get(plain(found["name"])) if found else None
        if found and month and plain(found["weekday"] or "mon") in DAYS:
            return _built(found, month, int(found["day"]), _wording(found, here.language), here)
    return None


def _wording(found: re.Match[str], language: str) -> str:
    """`rfc822` for English names with a clock, else `words_` and the language."""
    names = {plain(found["name"]), plain(found["weekday"] or "mon")}
    english = names <= ENGLISH
    if english and found["hour"]:
        return "rfc822"
    return "words_en" if english else f"words_{language if language in _HOME else 'it'}"


def _numbers(text: str, here: _Here) -> _Found | None:
    """Day first, but month first in English with slashes; where English could be either, DOUBTFUL."""
    found = _NUMBERS.fullmatch(text)
    if not found:
        return None
    day, month = int(found["one"]), int(found["two"])
    american = here.language == "en" and found["mark"] == "/"
    if month > 12 or (american and day <= 12):
        day, month = month, day
    built = _built(found, month, day, "numbers", here)
    ambiguous = american and day <= 12 and day != month
    return (*built[:2], Confidence.DOUBTFUL) if built and ambiguous else built


def _built(found: re.Match[str], month: int, day: int, method: str, here: _Here) -> _Found | None:
    """The moment that the parts name; None when there is no such day, clock or zone."""
    year = int(found["year"])
    if len(found["year"]) == 2:  # the century that puts it at most a year ahead
        year += 2000 if 2000 + year <= here.now.year + 1 else 1900
    zone = _zone(found["zone"], here)
    if zone is None:
        return None
    try:
        if not found["hour"]:
            return datetime(year, month, day, tzinfo=UTC), method, Confidence.DAY
        clock = timedelta(
            hours=_hour(int(found["hour"]), found["half"] or ""),
            minutes=_within(int(found["minute"]), 59),
            seconds=_within(int(found["second"] or 0), 60),
        )
        value = (datetime(year, month, day, tzinfo=zone) + clock).astimezone(UTC)
    except (ValueError, OverflowError):
        return None
    return value, method, _confidence(found["zone"] or "", method, here.country)


def _confidence(zone: str, method: str, country: str) -> Confidence:
    if zone.lower() == "cst" and _CST.get(country) != _CENTRAL:
        return Confidence.LIKELY if country in _CST else Confidence.DOUBTFUL
    return Confidence.SURE if zone and method in ("rfc822", "iso") else Confidence.LIKELY


def _hour(hour: int, half: str) -> int:
    if half:
        return _within(hour, 12) % 12 + (12 if half[0] in "pP" else 0)
    return _within(hour, 24)  # 24:00 is the midnight that ends the day


def _within(number: int, most: int) -> int:
    if number > most:
        raise ValueError(number)
    return number


def _zone(name: str | None, here: _Here) -> tzinfo | None:
    """The zone as printed, or the feed's home for none; None for a word that is no zone."""
    if not name:
        return ZoneInfo(_HOME[here.language]) if here.language in _HOME else UTC
    name = name.lower()
    if name == "cst":
        return timezone(timedelta(minutes=_CST.get(here.country, _CENTRAL)))
    if called := zone_called(name):
        return called
    sign = name.removeprefix("gmt").removeprefix("utc")
    if sign[:1] not in ("+", "-"):
        return None
    digits = sign[1:].replace(":", "")
    hours, minutes = (int(digits), 0) if len(digits) <= 2 else (int(digits[:-2]), int(digits[-2:]))
    if hours > 14 or minutes > 59:
        return None
    return timezone((1 if sign[0] == "+" else -1) * timedelta(hours=hours, minutes=minutes))
