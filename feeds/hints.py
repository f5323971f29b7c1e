"""What a feed asks of its readers, from its headers and from its channel. Pure."""

from __future__ import annotations

import re
from datetime import datetime

from feeds.headers import Headers, fresh_for, retry_after
from feeds.names import DAYS, plain
from records.feeds import Hints

_DAY = 86_400.0
#: Seconds of a `sy:updatePeriod` (RSS 1.0 syndication module). `dayly` is seen in the wild (Media Cloud).
#: `hourly` is left out: every WordPress says it unasked, and our own floor is an hour where overlap allows.
_PERIODS = {
    "daily": _DAY, "dayly": _DAY, "weekly": 7 * _DAY, "monthly": 30 * _DAY, "yearly": 365 * _DAY,
}  # fmt: skip

_ITEM = re.compile(rb"<(?:\w+:)?(?:item|entry)[\s>]")
_ITEM_END = re.compile(rb"</(?:\w+:)?(?:item|entry)\s*>")
_TTL = re.compile(rb"<ttl>\s*(\d{1,7})\s*</ttl>")
_PERIOD = re.compile(rb"<sy:updatePeriod>\s*(\w+)\s*</sy:updatePeriod>")
_FREQUENCY = re.compile(rb"<sy:updateFrequency>\s*(\d{1,5})\s*</sy:updateFrequency>")
_HOURS = re.compile(rb"<skipHours>((?:(?!<skipHours>).){0,2000}?)</skipHours>", re.DOTALL)
_HOUR = re.compile(rb"<hour>\s*(\d{1,2})\s*</hour>")
_SKIP_DAYS = re.compile(rb"<skipDays>((?:(?!<skipDays>).){0,2000}?)</skipDays>", re.DOTALL)
_SKIP_DAY = re.compile(rb"<day>\s*(\w+)\s*</day>")


def header_wait(headers: Headers, now: datetime) -> float:
    """Seconds that the headers ask us to stay away."""
    return max(fresh_for(headers, now), retry_after(headers, now) or 0.0)


def channel_hints(body: bytes) -> Hints:
    """ttl, sy:update*, skipHours and skipDays of an XML feed; nothing for a feed without them."""
    channel = _channel(body)
    ttl = _TTL.search(channel)
    hours = _HOURS.search(channel)
    days = _SKIP_DAYS.search(channel)
    return Hints(
        wait=max(60.0 * int(ttl[1]) if ttl else 0.0, _update_period(channel)),
        # RSS counts hours 0 to 23; 24 is seen, and means midnight.
        skip_hours=frozenset(int(hour) % 24 for hour in _HOUR.findall(hours[1]) if int(hour) <= 24)
        if hours
        else frozenset(),
        skip_days=frozenset(
            DAYS[name]
            for day in _SKIP_DAY.findall(days[1])
            if (name := plain(day.decode("utf-8", "replace"))) in DAYS
        )
        if days
        else frozenset(),
    )


def _channel(body: bytes) -> bytes:
    """What stands outside the items."""
    start = _ITEM.search(body)
    if not start:
        return body[:20_000]
    end = max(
        (m.end() for m in _ITEM_END.finditer(body, len(body) - 20_000 if len(body) > 20_000 else 0)),
        default=0,
    )
    return body[: start.start()] + body[max(end, start.start()) :]


def _update_period(channel: bytes) -> float:
    period, frequency = _PERIOD.search(channel), _FREQUENCY.search(channel)
    if not period:
        return 0.0
    seconds = _PERIODS.get(period[1].decode("ascii", "replace").lower(), 0.0)
    return seconds / max(1, int(frequency[1]) if frequency else 1)
