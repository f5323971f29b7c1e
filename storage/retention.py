"""Which releases stay on the disk. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta

#: The newest ones, whatever their age: a reader may have opened any of them a moment ago.
NEWEST = 3
#: Days for which the last release of each day stays, so that yesterday's figures can be compared.
DAYS = 7


def kept_releases(published: Mapping[int, datetime], now: datetime) -> set[int]:
    """Numbers of the releases to keep, of those published at these times (UTC)."""
    numbers = sorted(published)
    last_of_day = {
        published[number].date(): number
        for number in numbers
        if published[number] > now - timedelta(days=DAYS)
    }
    return {*numbers[-NEWEST:], *last_of_day.values()}
