"""What the work file knows of releases: whether one is due, and what the next one will say of itself."""

from __future__ import annotations

from contextlib import suppress
from datetime import datetime
from importlib.metadata import PackageNotFoundError, version

import duckdb

from storage.batches import plain
from storage.statements import apply, rows
from storage.sums import rebuild_sums
from storage.transactions import transaction

#: Tables whose rows a release does not count: they are about the file, not about the news.
_UNCOUNTED = ("migrations", "stale_days", "releases")


def announce(db: duckdb.DuckDBPyConnection, current: int | None, now: datetime, *, force: bool) -> int | None:
    """Ready the work file for its next release, and give the number; None when there is nothing to publish.

    `current` is the release that readers see. Due: content changed, the schema changed, a release before was
    announced and never came out, or an hour went by and something ran.
    """
    [(due, newest)] = rows(db, "release_due", {"current": current, "now": plain(now)})
    if not (due or force):
        return None
    number = int(newest or 1) if current is None else current + 1
    with transaction(db):
        rebuild_sums(db)
        _set_variables(db, number, now)
        apply(db, "release")
    return number


def _set_variables(db: duckdb.DuckDBPyConnection, number: int, now: datetime) -> None:
    db.execute("SET VARIABLE number = $it::INTEGER", {"it": number})
    db.execute("SET VARIABLE published_at = $it::TIMESTAMP", {"it": plain(now)})
    db.execute("SET VARIABLE chipwatch_version = $it::VARCHAR", {"it": _own_version()})
    db.execute("SET VARIABLE rows = $it::MAP(VARCHAR, BIGINT)", {"it": _rows_by_table(db)})


def _rows_by_table(db: duckdb.DuckDBPyConnection) -> dict[str, int]:
    names = db.execute("SELECT table_name FROM duckdb_tables() WHERE NOT temporary ORDER BY 1").fetchall()
    return {
        name: db.table(name).aggregate("count(*)").fetchall()[0][0]
        for (name,) in names
        if name not in _UNCOUNTED
    }


def _own_version() -> str | None:
    with suppress(PackageNotFoundError):
        return version("chipwatch")
    return None
