"""Holes in what we know: opened when noticed, closed by a window that was walked whole, cut where it ends.

The moments of single articles that failed are another matter: they follow the quarantine, by
writes/quarantine.sql, and no window closes them.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime

import duckdb

from records.runs import Gap, Run
from storage.batches import aware, load
from storage.intervals import Interval

#: The cause of a single article's moment.
SINGLE = "article_failed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Hole:
    """A row of the table."""

    feed: str
    cause: str
    when: Interval
    opened: datetime
    opened_by: str
    closed: datetime | None = None
    closed_by: str | None = None


def open_gaps(db: duckdb.DuckDBPyConnection, feed: str | None = None) -> list[Gap]:
    """What is open, oldest first; of one feed, or of all."""
    return [
        Gap(feed=hole.feed, since=hole.when.since, until=hole.when.until, cause=hole.cause)
        for hole in _holes(db)
        if hole.closed is None and feed in (None, hole.feed)
    ]


def keep_gaps(
    db: duckdb.DuckDBPyConnection, noticed: Iterable[Gap], walked: Iterable[Gap], run: Run, now: datetime
) -> int:
    """Close what `walked` covers, then open what was `noticed`; inside the open transaction.

    How many rows that changed. The second time it changes nothing: a run closes no gap that it opened itself,
    and opens none that is open, or that was closed after it began.
    """
    before = _holes(db)
    after = closed(before, walked, run, now)
    for gap in noticed:
        after = opened(after, gap, run)
    if after != before:
        load(db, "gaps", [_row(hole) for hole in after])
        db.execute("DELETE FROM gaps")
        db.execute("INSERT INTO gaps BY NAME SELECT * FROM batch_gaps ORDER BY feed, since, cause, opened")
    return len(set(after) ^ set(before))


def closed(holes: Iterable[Hole], walked: Iterable[Gap], run: Run, now: datetime) -> list[Hole]:
    """The holes, with what these windows cover cut out and closed."""
    result = list(holes)
    for window in walked:
        taken = Interval(window.since, window.until)
        result = [piece for hole in result for piece in _cut(hole, window.feed, taken, run, now)]
    return result


def opened(holes: Iterable[Hole], gap: Gap, run: Run) -> list[Hole]:
    """The holes, with whatever of this gap they do not cover yet; it grows a hole that it touches."""
    result = list(holes)
    covering = [hole for hole in result if _covers(hole, gap, run)]
    for piece in Interval(gap.since, gap.until).without(hole.when for hole in covering):
        grown = next((hole for hole in covering if hole.closed is None and _can_grow(hole.when, piece)), None)
        if grown is None:
            new = Hole(feed=gap.feed, cause=gap.cause, when=piece, opened=run.started, opened_by=run.id)
        else:
            result.remove(grown)
            covering.remove(grown)
            new = replace(grown, when=grown.when.joined(piece))
        result.append(new)
        covering.append(new)
    return result


def _can_grow(hole: Interval, piece: Interval) -> bool:
    """Moments stay what they are: one item each."""
    return hole.touches(piece) and not hole.is_moment and not piece.is_moment


def _cut(hole: Hole, feed: str, taken: Interval, run: Run, now: datetime) -> list[Hole]:
    common = hole.when.overlap(taken)
    if hole.feed != feed or hole.closed is not None or hole.opened_by == run.id or common is None:
        return [hole]
    if hole.cause == SINGLE:
        return [hole]
    shut = replace(hole, when=common, closed=now, closed_by=run.id)
    return [shut, *(replace(hole, when=rest) for rest in hole.when.without([taken]))]


def _covers(hole: Hole, gap: Gap, run: Run) -> bool:
    """Whether a gap noticed by this run need not be opened where the hole is."""
    known = hole.closed is None or (hole.closed >= run.started and hole.closed_by != run.id)
    return known and (hole.feed, hole.cause) == (gap.feed, gap.cause)


def _holes(db: duckdb.DuckDBPyConnection) -> list[Hole]:
    answer = db.execute(
        "SELECT feed, cause, since, until, opened, opened_by, closed, closed_by "
        "FROM gaps ORDER BY since, feed, cause, opened"
    ).fetchall()
    return [
        Hole(
            feed=feed,
            cause=cause,
            when=Interval(aware(since), aware(until)),
            opened=aware(opened_at),
            opened_by=opened_by,
            closed=closed_at and aware(closed_at),
            closed_by=closed_by,
        )
        for feed, cause, since, until, opened_at, opened_by, closed_at, closed_by in answer
    ]


def _row(hole: Hole) -> dict[str, object]:
    return {
        "feed": hole.feed,
        "cause": hole.cause,
        "since": hole.when.since,
        "until": hole.when.until,
        "state": "open" if hole.closed is None else "closed",
        "opened": hole.opened,
        "opened_by": hole.opened_by,
        "closed": hole.closed,
        "closed_by": hole.closed_by,
    }
