"""Backfill's memory: which windows of a feed's past were walked whole."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

import duckdb

from records.runs import Run
from storage.batches import aware, plain
from storage.transactions import transaction


@dataclass(frozen=True, slots=True, kw_only=True)
class Window:
    """A stretch of a feed's past, from `since`, included, to `until`, excluded, and the way to walk it."""

    feed: str
    since: datetime
    until: datetime
    #: `sitemap`, `wordpress`, `files` …
    way: str


def done(db: duckdb.DuckDBPyConnection, feeds: Iterable[str]) -> set[Window]:
    """The windows of these feeds that were walked whole: not to be walked again."""
    answer = db.execute(
        "SELECT feed, since, until, way FROM backfill_windows "
        "WHERE state = 'done' AND list_contains($feeds, feed)",
        {"feeds": list(feeds)},
    ).fetchall()
    return {
        Window(feed=feed, since=aware(since), until=aware(until), way=way)
        for feed, since, until, way in answer
    }


def begin(db: duckdb.DuckDBPyConnection, window: Window, run: Run, now: datetime) -> None:
    """The walk of this window begins, for the first time or anew."""
    with transaction(db):
        _set(db, window, run, "begun", now, None, None, "")


def finish(
    db: duckdb.DuckDBPyConnection, window: Window, run: Run, now: datetime, entries: int, problem: str = ""
) -> None:
    """It ended: `done` without a problem, else `failed`, to be walked again. Harmless the second time."""
    with transaction(db):
        [(begun,)] = db.execute(
            "SELECT max(begun) FROM backfill_windows WHERE (feed, since, until, way) = (?, ?, ?, ?)",
            _key(window),
        ).fetchall()
        started = aware(begun) if begun else now
        _set(db, window, run, "failed" if problem else "done", started, now, entries, problem)


def _set(
    db: duckdb.DuckDBPyConnection,
    window: Window,
    run: Run,
    state: str,
    begun: datetime,
    finished: datetime | None,
    entries: int | None,
    problem: str,
) -> None:
    db.execute(
        "INSERT OR REPLACE INTO backfill_windows VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        [
            *_key(window),
            state,
            plain(begun),
            finished and plain(finished),
            entries,
            problem or None,
            run.id,
        ],
    )


def _key(window: Window) -> list[object]:
    return [window.feed, plain(window.since), plain(window.until), window.way]
