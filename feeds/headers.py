"""What response headers say, read once and in one way. Pure; names come lower-case."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

Headers = tuple[tuple[str, str], ...]

_MAX_AGE = re.compile(r'(?:^|[,\s])max-age\s*=\s*"?(\d{1,12})')
_SECONDS = re.compile(r"\d{1,12}")


def first(headers: Iterable[tuple[str, str]], name: str) -> str:
    """The first value of that lower-case name, "" when there is none."""
    return next((value for key, value in headers if key == name), "")


def http_date(value: str) -> datetime | None:
    """An HTTP date as aware UTC; None for garbage (`0`, `-1`, a year out of range)."""
    try:
        when = parsedate_to_datetime(value.strip())
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
    return when.replace(tzinfo=UTC) if when.tzinfo is None else when.astimezone(UTC)


def retry_after(headers: Headers, now: datetime | None = None) -> float | None:
    """Seconds that a Retry-After asks us to wait; None when absent or garbage.

    A date counts from the server's own Date where it gives one: our clocks may differ.
    """
    value = first(headers, "retry-after").strip()
    if _SECONDS.fullmatch(value):
        return float(value)
    until, asked = http_date(value), http_date(first(headers, "date")) or now
    return max(0.0, (until - asked).total_seconds()) if until and asked else None


def fresh_for(headers: Headers, now: datetime) -> float:
    """Seconds for which the answer stays fresh (RFC 9111: max-age less Age, else Expires less Date)."""
    control = first(headers, "cache-control").lower()
    if "no-store" in control or "no-cache" in control:
        return 0.0
    if limit := _MAX_AGE.search(control):
        age = first(headers, "age").strip()
        return max(0.0, float(limit[1]) - (float(age) if _SECONDS.fullmatch(age) else 0.0))
    expires = http_date(first(headers, "expires"))
    if not expires:
        return 0.0
    return max(0.0, (expires - (http_date(first(headers, "date")) or now)).total_seconds())
