"""What hosts ask of their visitors, from one run to the next."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta

import duckdb

from records.hosts import RobotsTxt, Wishes
from storage.batches import aware, load, plain
from storage.statements import apply
from storage.transactions import transaction

#: For so long a robots.txt may be trusted (RFC 9309, 2.4).
_FRESH = timedelta(days=1)


def wishes(db: duckdb.DuckDBPyConnection, now: datetime) -> Wishes:
    """What still holds at `now`."""
    blocked = db.execute("SELECT host, blocked_until FROM hosts WHERE blocked_until > ?", [plain(now)])
    until = {host: aware(when) for host, when in blocked.fetchall()}
    rules = db.execute(
        "SELECT origin, text, fetched_at, crawl_delay FROM robots WHERE fetched_at > ? ORDER BY origin",
        [plain(now - _FRESH)],
    )
    return Wishes(
        blocked=until,
        robots=tuple(
            RobotsTxt(origin=origin, text=text, fetched_at=aware(fetched), crawl_delay=delay)
            for origin, text, fetched, delay in rules.fetchall()
        ),
    )


def keep_wishes(db: duckdb.DuckDBPyConnection, new: Wishes, now: datetime) -> None:
    """Remember these beside those of other runs, inside the open transaction; what has run out goes."""
    load(db, "hosts", [{"host": host, "blocked_until": until} for host, until in new.blocked.items()])
    load(
        db,
        "robots",
        [
            {"origin": r.origin, "text": r.text, "crawl_delay": r.crawl_delay, "fetched_at": r.fetched_at}
            for r in new.robots
        ],
    )
    apply(db, "hosts")
    db.execute("DELETE FROM hosts WHERE blocked_until <= ?", [plain(now)])
    db.execute("DELETE FROM robots WHERE fetched_at <= ?", [plain(now - _FRESH)])


def misses(db: duckdb.DuckDBPyConnection, now: datetime) -> dict[str, datetime]:
    """Addresses that gave no feed, and until when they need not be tried again."""
    answer = db.execute("SELECT url, until FROM misses WHERE until > ?", [plain(now)]).fetchall()
    return {url: aware(until) for url, until in answer}


def keep_misses(db: duckdb.DuckDBPyConnection, missed: Mapping[str, datetime], now: datetime) -> None:
    """Remember these beside earlier ones; what has run out goes."""
    with transaction(db):
        db.execute("DELETE FROM misses WHERE until <= ?", [plain(now)])
        load(db, "misses", [{"url": url, "until": until} for url, until in missed.items()])
        db.execute("INSERT OR REPLACE INTO misses BY NAME SELECT * FROM batch_misses")
