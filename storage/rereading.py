"""Which pages of the archive a newer reader has not read yet."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

import duckdb

from records.news import ArchivedPage
from storage.batches import aware, load, plain
from storage.statements import rows


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """Pages fetched in [since, until), of these feeds or of all, that these two versions have not read.

    Those, too, that were read before a line was learnt that their outlet repeats.
    """

    reader: str
    extractor: str
    since: datetime
    until: datetime
    feeds: tuple[str, ...] = ()
    #: Also those that these versions have read.
    again: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class StalePage:
    """A page to be read again, and what the file knows of its article."""

    page: ArchivedPage
    feed: str
    #: Of the article; of the feed where nothing was read so far.
    outlet: str
    #: The article's identity, which no reader changes; "" where nothing was read so far.
    article: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Stale:
    """All that is wanted, by the day of fetching."""

    days: dict[date, int]
    #: Wanted, but no longer in the archive.
    gone: int

    @property
    def total(self) -> int:
        """Pages that can be read."""
        return sum(self.days.values())


def stale(db: duckdb.DuckDBPyConnection, wanted: Wanted) -> Stale:
    """How many pages of which day are to be read again."""
    days: dict[date, int] = {}
    gone = 0
    for day, archived, missing in rows(db, "stale_days", _asked(db, wanted)):
        days |= {day: archived} if archived else {}
        gone += missing
    return Stale(days=days, gone=gone)


def stale_pages(db: duckdb.DuckDBPyConnection, wanted: Wanted, day: date) -> list[StalePage]:
    """Those of one day, in the order in which they were fetched."""
    return [
        StalePage(
            page=ArchivedPage(
                url=url,
                final_url=final_url,
                status=status,
                digest=digest,
                file=file,
                offset=offset,
                length=length,
                fetched_at=aware(fetched_at),
            ),
            feed=feed,
            outlet=outlet or "",
            article=article or "",
        )
        for url, final_url, status, digest, file, offset, length, fetched_at, feed, outlet, article in rows(
            db, "stale_pages", _asked(db, wanted) | {"day": day}
        )
    ]


def _asked(db: duckdb.DuckDBPyConnection, wanted: Wanted) -> dict[str, object]:
    feeds: Iterable[str] = wanted.feeds
    load(db, "feeds", [{"feed": key} for key in feeds], "asked")
    return {
        "reader": wanted.reader,
        "extractor": wanted.extractor,
        "since": plain(wanted.since),
        "until": plain(wanted.until),
        "all_feeds": not wanted.feeds,
        "again": wanted.again,
    }
