"""From any older schema to ours: the numbered files of schema/, each once, each in its own transaction."""

from __future__ import annotations

import logging
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache
from pathlib import Path

import duckdb

from records.errors import SchemaError
from storage.batches import plain
from storage.transactions import transaction

logger = logging.getLogger("storage.migrations")

_SCHEMA = Path(__file__).parent / "schema"


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One file of schema/, `<number>_<name>.sql`."""

    number: int
    name: str
    sql: str


@cache
def steps() -> tuple[Step, ...]:
    """All of them, in order."""
    return tuple(
        Step(number=int(file.name[:4]), name=file.stem[5:], sql=file.read_text(encoding="utf-8"))
        for file in sorted(_SCHEMA.glob("[0-9][0-9][0-9][0-9]_*.sql"))
    )


def newest() -> int:
    """The number that a file has when nothing is to be done."""
    return steps()[-1].number


def schema_number(db: duckdb.DuckDBPyConnection, path: Path) -> int:
    """Number of the newest step applied, 0 for an empty file.

    Raises SchemaError when it is a newer one than we know, or when the tables are somebody else's.
    """
    tables = {name for (name,) in db.execute("SELECT table_name FROM duckdb_tables()").fetchall()}
    if not tables:
        return 0
    if "migrations" not in tables:
        raise SchemaError(path, "a DuckDB file, but not one of chipwatch's", "move it away")
    [(number,)] = db.execute("SELECT coalesce(max(number), 0) FROM migrations").fetchall()
    if number > newest():
        problem = f"its schema is number {number}, this chipwatch knows {newest()}"
        raise SchemaError(path, problem, "use the newer chipwatch that wrote it")
    return int(number)


def migrate(db: duckdb.DuckDBPyConnection, number: int) -> None:
    """Apply what comes after step `number`. Killed between two steps, the next call goes on from there."""
    for step in steps():
        if step.number > number:
            with transaction(db):
                db.execute(step.sql)
                applied = [step.number, step.name, plain(datetime.now(UTC))]
                db.execute("INSERT INTO migrations VALUES (?, ?, ?)", applied)
            logger.debug("schema %04d_%s applied", step.number, step.name)
