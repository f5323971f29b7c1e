"""Dated: a time as somebody printed it, and how we read it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum


class Confidence(StrEnum):
    """How far a reading of a date can be trusted."""

    SURE = "sure"  # zone and clock printed
    LIKELY = "likely"  # zone or clock missing, or words in the feed's language
    DAY = "day"  # only the day is known; the value is midnight UTC
    DOUBTFUL = "doubtful"  # ambiguous order, in the future, or absurd: kept, not counted
    NONE = "none"  # nothing printed, or nothing readable


@dataclass(frozen=True, slots=True, kw_only=True)
class Dated:
    """A publisher's date. `value` is aware UTC, None when absent or unreadable.

    We never put our own clock there: trends count by it, and an invented date makes a spike.
    """

    raw: str = ""
    value: datetime | None = None
    #: Which reader gave the value: `rfc822`, `iso`, `words_it`, `json_ld`, `url` …; "" when none did.
    method: str = ""
    confidence: Confidence = Confidence.NONE

    @property
    def day(self) -> date | None:
        """The UTC day; None when the value is not to be believed."""
        believed = self.value is not None and self.confidence not in (Confidence.DOUBTFUL, Confidence.NONE)
        return self.value.date() if self.value is not None and believed else None


UNDATED = Dated()
