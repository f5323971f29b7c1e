"""Reckoning with days: from what a text names to a value as exact as its words."""

from __future__ import annotations

import tomllib
from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta

from extractors.words import KNOWLEDGE


def _read() -> dict[str, dict[str, str]]:
    with (KNOWLEDGE / "calendar.toml").open("rb") as file:
        table: dict[str, dict[str, str]] = tomllib.load(file)
    return {
        key: {word: name for name, words in row.items() for word in words.split()}
        for key, row in table.items()
    }


def _numbers(key: str) -> dict[str, int]:
    return {word: int(number) for word, number in _TABLE[key].items()}


_TABLE = _read()
#: Lower-case word → number.
MONTHS = _numbers("months")
WEEKDAYS = _numbers("weekdays")
DAYS = _numbers("days")
NUMBERS = _numbers("numbers")
ORDINALS = _numbers("ordinals")
#: Lower-case word → `day`, `week`, `month`, `quarter`, `half`, `year`.
UNITS = _TABLE["units"]
PRESENT = frozenset(_TABLE["present"])
SEASONS = frozenset(_TABLE["seasons"])


@dataclass(frozen=True, slots=True)
class Time:
    """`text[start:end]` names a time; `value` as in DateMention."""

    start: int
    end: int
    value: str | None
    relative: bool
    cue: str


def day(year: int, month: int, number: int) -> str | None:
    """ISO, None for a day that the calendar lacks."""
    return f"{year}-{month:02}-{number:02}" if 1 <= number <= monthrange(year, month)[1] else None


def day_without_year(
    month: int, number: int, published: date, to_come: bool | None, weekday: int | None
) -> str | None:
    """The day of that name that is past, or to come, or nearest when the text doesn't tell; on `weekday`."""
    years = (published.year - 1, published.year, published.year + 1)
    days = [date.fromisoformat(iso) for year in years if (iso := day(year, month, number))]
    fitting = [one for one in days if weekday is None or one.weekday() == weekday]
    wanted = [one for one in fitting if to_come is None or (one >= published) == to_come or one == published]
    nearest = min(wanted or fitting, key=lambda one: abs(one - published), default=None)
    return nearest.isoformat() if nearest else None


def month_without_year(month: int, published: date, *, to_come: bool) -> str:
    """The month of that name up to the day of publication, or from it on."""
    shift = (month < published.month) if to_come else -(month > published.month)
    return f"{published.year + shift}-{month:02}"


def part_without_year(kind: str, number: int, published: date, *, to_come: bool) -> str:
    """A quarter or half by its number: the last that has begun, or the next that has not ended."""
    now = (published.month - 1) // (3 if kind == "Q" else 6) + 1
    shift = (number < now) if to_come else -(number > now)
    return f"{published.year + shift}-{kind}{number}"


def weekday_of(number: int, published: date, which: str, *, to_come: bool) -> str:
    """The last such day up to the day of publication, or the next; `last` and `next` leave that day out."""
    back = (published.weekday() - number) % 7
    if which == "next" or (to_come and back and which != "last"):
        return (published + timedelta(days=7 - back)).isoformat()
    return (published - timedelta(days=back or (7 if which == "last" else 0))).isoformat()


def shifted(unit: str, by: int, published: date) -> str | None:
    """The day, month, quarter, half or year so many from the article's; a week has no value."""
    if unit == "day":
        return (published + timedelta(days=by)).isoformat()
    if unit == "year":
        return str(published.year + by)
    months = {"month": 1, "quarter": 3, "half": 6}.get(unit)
    if months is None:
        return None
    year, part = divmod(published.year * 12 // months + (published.month - 1) // months + by, 12 // months)
    return f"{year}-{part + 1:02}" if unit == "month" else f"{year}-{unit[0].upper()}{part + 1}"
