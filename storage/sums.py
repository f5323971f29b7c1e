"""The small daily sums that trends start from: entity_day and pair_day."""

from __future__ import annotations

import duckdb

from storage.statements import apply


def rebuild_sums(db: duckdb.DuckDBPyConnection) -> None:
    """Anew for the days whose articles changed since the last time; inside the open transaction."""
    if db.execute("SELECT count(*) FROM stale_days").fetchall() != [(0,)]:
        apply(db, "sums")
