"""A page's date as printed → `Dated`: ISO and its misspellings, RFC 822, digits, words in six languages."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta, tzinfo
from email.utils import parsedate_to_datetime
from zoneinfo import ZoneInfo

from records.calendar import MONTHS, plain, zone_called
from records.dates import UNDATED, Confidence, Dated

#: A clock may run ahead of ours by this much before we doubt it.
_AHEAD = timedelta(days=1)
_FIRST_YEAR = 1995  # the first news pages
#: Characters of a date; what is longer is a sentence.
_LONGEST = 100

#: Where a clock without a zone stands, by the end of the host's name; UTC for all others.
_HOMES = {"it": "Europe/Rome", "es": "Europe/Madrid"}

_ISO = re.compile(
    r"(?P<day>\d{4}-\d\d-\d\d)"
    r"(?:[T ]\s?(?P<clock>\d\d:\d\d(?::\d\d)?)(?:[.,]\d+)?\s?(?P<zone>Z|UTC|GMT|[+-]\d\d:?\d\d|[+-]\d\d)?)?"
)
_COMPACT = re.compile(
    r"(?P<day>20\d{6})(?:[T ]?(?P<clock>\d\d:?\d\d(?::?\d\d)?)(?P<zone>Z|[+-]\d\d:?\d\d)?)?$"
)
_RFC822 = re.compile(r"(?:[A-Za-z]{3,9},? )?\d{1,2}[ -][A-Za-z]{3,9}\.?[ -]\d{2,4},? \d{1,2}:\d\d")
_EPOCH = re.compile(r"1\d{9}(?:\d{3})?$")  # seconds or milliseconds, 2001 to 2033
_IN_URL = re.compile(r"/(20\d\d)[/-]?(0[1-9]|1[0-2])[/-]?(0[1-9]|[12]\d|3[01])(?:[/_-]|$|\D)")

_CLOCK = (
    r"(?:\D{1,12}?(?P<hour>[01]?\d|2[0-3])[:.h](?P<minute>[0-5]\d)(?:\s?(?P<half>[ap])\.?\s?m\b\.?)?"
    r"(?:\s?\(?(?P<zone>(?-i:[A-Z]{2,4}))\b)?)?"
)
_DAY_FIRST = re.compile(
    rf"\b(?P<day>\d{{1,2}})[.ºª°]?(?:st|nd|rd|th)?\s+(?:de |di |of )?(?P<month>[^\W\d_]{{3,10}})\.?,?\s+"
    rf"(?:de |del )?(?P<year>(?:19|20)\d\d){_CLOCK}",
    re.IGNORECASE,
)
_MONTH_FIRST = re.compile(
    rf"\b(?P<month>[^\W\d_]{{3,10}})\.?\s+(?P<day>\d{{1,2}})(?:st|nd|rd|th)?,?\s+(?P<year>(?:19|20)\d\d){_CLOCK}",
    re.IGNORECASE,
)
_NUMBERS = re.compile(rf"\b(?P<day>\d{{1,2}})[/.](?P<month>\d{{1,2}})[/.](?P<year>(?:19|20)\d\d){_CLOCK}")
#: Whole names in six languages; names cut short in those three that we read.
_MONTHS = {
    name: number
    for names in (
        *MONTHS.values(),
        "jan feb mar apr may jun jul aug sept oct nov dec",
        "gen feb mar apr mag giu lug ago set ott nov dic",
        "ene feb mar abr may jun jul ago sep oct nov dic",
    )
    for number, name in enumerate(names.split(), 1)
}

_Read = tuple[datetime, Confidence]


def read_date(raw: str, method: str, now: datetime, zone: tzinfo = UTC, *, day_first: bool = True) -> Dated:
    """`raw` read; what cannot be read keeps `raw` and has no value.

    `method` says where it stood, `zone` where a clock without a zone stands. Without `day_first`
    04/05/2026 is no date, since it may be two.
    """
    raw = " ".join(raw.split())[:_LONGEST]
    found = _machine(raw, zone) or _words(raw, zone, day_first)
    if found is None:
        return Dated(raw=raw) if raw else UNDATED
    value, confidence = found
    if value.year < _FIRST_YEAR or value > now + _AHEAD:
        confidence = Confidence.DOUBTFUL
    return Dated(raw=raw, value=value.astimezone(UTC), method=method, confidence=confidence)


def date_in_url(url: str, now: datetime) -> Dated:
    """The day in an address like /2026/03/14/…; right whenever it is there (measured on 46 pages)."""
    match = _IN_URL.search(url)
    return read_date("-".join(match.groups()), "url", now) if match else UNDATED


def home_zone(host: str) -> tzinfo:
    """The zone of an outlet's clocks when it names none."""
    home = _HOMES.get(host.rpartition(".")[2]) or _HOMES.get(host.partition(".")[0])
    return ZoneInfo(home) if home else UTC


def as_printed(dated: Dated) -> str | None:
    """ISO 8601 as far as the page knows it: with the zone that it printed, without one, or only the day."""
    if dated.value is None:
        return None
    if dated.confidence is Confidence.DAY:
        return dated.value.date().isoformat()
    found = _machine(dated.raw, UTC) or _words(dated.raw, UTC)
    if found is None or dated.confidence is Confidence.DOUBTFUL:
        return dated.value.isoformat()
    value, confidence = found
    return (value if confidence is Confidence.SURE else value.replace(tzinfo=None)).isoformat()


def _machine(raw: str, zone: tzinfo) -> _Read | None:
    return _iso(raw, zone) or _compact(raw, zone) or _epoch(raw) or _rfc822(raw, zone)


def _iso(raw: str, zone: tzinfo) -> _Read | None:
    match = _ISO.search(raw)
    return _built(match["day"], match["clock"], match["zone"], zone) if match else None


def _compact(raw: str, zone: tzinfo) -> _Read | None:
    match = _COMPACT.match(raw)
    if not match:
        return None
    digits = match["day"]
    return _built(f"{digits[:4]}-{digits[4:6]}-{digits[6:]}", match["clock"], match["zone"], zone)


def _built(day: str, clock: str | None, offset: str | None, zone: tzinfo) -> _Read | None:
    offset = "+00:00" if offset in ("Z", "UTC", "GMT") else offset or ""
    try:
        if not clock:
            return datetime.fromisoformat(day).replace(tzinfo=UTC), Confidence.DAY
        value = datetime.fromisoformat(f"{day}T{clock}{offset}")
    except ValueError:
        return None
    return _placed(value, zone)


def _placed(value: datetime, zone: tzinfo) -> _Read | None:
    """`value` in its own zone, or in `zone`; None in the years 1 and 9999, where UTC overflows."""
    placed, confidence = (
        (value, Confidence.SURE) if value.tzinfo else (value.replace(tzinfo=zone), Confidence.LIKELY)
    )
    try:
        placed.astimezone(UTC)
    except OverflowError:
        return None
    return placed, confidence


def _epoch(raw: str) -> _Read | None:
    return (datetime.fromtimestamp(int(raw[:10]), UTC), Confidence.SURE) if _EPOCH.match(raw) else None


def _rfc822(raw: str, zone: tzinfo) -> _Read | None:
    if not _RFC822.match(raw):  # the library takes "3:42 p.m." for a quarter to four at night
        return None
    try:
        return _placed(parsedate_to_datetime(raw), zone)
    except (ValueError, TypeError, IndexError, OverflowError):
        return None


def _words(raw: str, zone: tzinfo, day_first: bool = True) -> _Read | None:
    """`3 marzo 2026, 14:30`, `March 3, 2026`, `03/03/2026`."""
    for shape in (_DAY_FIRST, _MONTH_FIRST):
        match = shape.search(raw)
        if match and (month := _month(match["month"])):
            return _from_words(match, int(match["day"]), month, zone)
    match = _NUMBERS.search(raw)
    return _from_numbers(match, zone, day_first) if match else None


def _from_numbers(match: re.Match[str], zone: tzinfo, day_first: bool) -> _Read | None:
    """By the number that can't be a month; where both can, the day comes first, or nothing is known."""
    one, two = int(match["day"]), int(match["month"])
    if one <= 12 and two <= 12 and one != two and not day_first:
        return None
    day, month = (two, one) if two > 12 else (one, two)
    return _from_words(match, day, month, zone)


def _month(name: str) -> int | None:
    return _MONTHS.get(plain(name)) or _MONTHS.get(plain(name)[:3])


def _from_words(match: re.Match[str], number: int, month: int, zone: tzinfo) -> _Read | None:
    hour, minute = match["hour"], match["minute"]
    try:
        day = datetime(int(match["year"]), month, number, tzinfo=UTC)
        if hour is None:
            return day, Confidence.DAY
        clock = int(hour) % 12 + 12 * (match["half"].lower() == "p") if match["half"] else int(hour)
        printed = zone_called(match["zone"].lower()) if match["zone"] else None
        confidence = Confidence.SURE if printed else Confidence.LIKELY
        return day.replace(hour=clock, minute=int(minute), tzinfo=printed or zone), confidence
    except ValueError:
        return None
