"""How things stand, as the newest release has it: feeds, gaps, last runs, what failed, how old it all is."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, fields
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any, TypeVar

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

#: States of view feed_health that somebody should look at, the worst first.
TROUBLES = ("no address works", "gone", "failing", "alarm", "silent")


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedStatus:
    """A row of view feed_health, whose header says what the states mean. All times here are aware UTC."""

    feed: str
    outlet: str | None
    state: str
    last_outcome: str | None
    #: What is wrong in one line, None when nothing is.
    problem: str | None
    last_poll: datetime | None
    last_good: datetime | None
    last_new: datetime | None
    next_poll: datetime | None
    #: In a row.
    failures: int
    open_gaps: int
    #: New entries of the last 7 days.
    new_7d: int
    #: How many addresses are configured.
    addresses: int
    #: Since when its alarm is of this kind.
    alarm_since: datetime | None = None
    #: How its last alarm ended, in words, and when.
    recovered: str | None = None
    recovered_at: datetime | None = None

    @property
    def is_troubled(self) -> bool:
        """Whether somebody should look at it."""
        return self.state in TROUBLES


@dataclass(frozen=True, slots=True, kw_only=True)
class GapStatus:
    """An open gap."""

    feed: str
    cause: str
    since: datetime
    until: datetime
    #: Whether a way into the feed's past is known.
    can_backfill: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class RunStatus:
    """A run and what it brought. `missing` is 0 unless its counts are wrong."""

    run_id: str
    flow: str
    started: datetime
    #: None: it never wrote.
    finished: datetime | None
    feeds_asked: int
    feeds_well: int
    new_entries: int
    articles: int
    readings_kept: int
    dropped: int
    quarantined: int
    missing: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Failed:
    """Items of one feed, stage and reason that wait in quarantine."""

    feed: str
    stage: str
    reason: str
    items: int
    newest: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Status:
    """The whole of it. Lists are in the order in which a person should read them."""

    #: Number of the release, None for a file that was never published.
    release: int | None
    published_at: datetime | None
    #: Newest publishing time of an article in it.
    newest: datetime | None
    #: Since it was published, on the caller's clock.
    age: timedelta | None
    feeds: tuple[FeedStatus, ...]
    gaps: tuple[GapStatus, ...]
    runs: tuple[RunStatus, ...]
    failed: tuple[Failed, ...]


def status(db: DuckDBPyConnection, now: datetime, *, runs: int = 5) -> Status:
    """How things stand in the release behind `db`, with its last `runs` runs."""
    release = next(_rows(db, "FROM releases ORDER BY number DESC LIMIT 1"), {})
    made = release.get("published_at")
    feeds = _all(db, FeedStatus, "FROM feed_health ORDER BY feed")
    failed = """
        SELECT feed, stage, reason, count(*) AS items, max(last_failed) AS newest
        FROM to_retry GROUP BY ALL ORDER BY items DESC, feed, stage, reason
    """
    return Status(
        release=release.get("number"),
        published_at=made,
        newest=release.get("newest"),
        age=now - made if made else None,
        feeds=tuple(sorted(feeds, key=_urgency)),
        gaps=_all(db, GapStatus, "FROM open_gaps ORDER BY until DESC, feed, cause, since"),
        runs=_all(db, RunStatus, "FROM run_results ORDER BY started DESC, run_id LIMIT $runs", runs=runs),
        failed=_all(db, Failed, failed),
    )


def _urgency(feed: FeedStatus) -> int:
    return TROUBLES.index(feed.state) if feed.is_troubled else len(TROUBLES) + (feed.state == "off")


Record = TypeVar("Record", FeedStatus, GapStatus, RunStatus, Failed)


def _all(db: DuckDBPyConnection, kind: type[Record], sql: str, **values: object) -> tuple[Record, ...]:
    """Its rows as records; columns that the record lacks are left out, and so are those of younger views."""
    names = [field.name for field in fields(kind)]
    return tuple(
        kind(**{name: row[name] for name in names if name in row}) for row in _rows(db, sql, **values)
    )


def _rows(db: DuckDBPyConnection, sql: str, **values: object) -> Iterator[dict[str, Any]]:
    cursor = db.execute(sql, values or None)
    names = [name for name, *_ in cursor.description or ()]
    for row in cursor.fetchall():
        yield dict(zip(names, map(_aware, row), strict=True))


def _aware(value: object) -> object:
    """The file's times are UTC without saying so."""
    return value.replace(tzinfo=UTC) if isinstance(value, datetime) else value
