"""The work file: one writer at a time, migrated, closed and checkpointed before anybody else may look.

DuckDB 1.5 today. 2.0.0 can give wrong results when it scans Arrow tables, which is how rows get in here.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import duckdb

from storage.copying import copy
from storage.home import Home
from storage.locks import write_lock
from storage.migrations import migrate, newest, schema_number
from storage.refusals import file_refusals, refusals

logger = logging.getLogger("storage.database")

#: The oldest file format that refuses a stale .wal, readable by DuckDB 1.4 to 2.0. The default of 1.5 is
#: older, that of 2.0 locks older clients out.
STORAGE_VERSION = "v1.4.0"

Connection = duckdb.DuckDBPyConnection

#: Memory that DuckDB may use while writing; the rest spills to work/spill.
MEMORY_LIMIT = "1GB"


@contextmanager
def open_work(
    home: Home, *, memory_limit: str = MEMORY_LIMIT, on_wait: Callable[[str], None] | None = None
) -> Iterator[duckdb.DuckDBPyConnection]:
    """The work file, for writing. Waits for other writers; `on_wait` hears for whom.

    A missing file is made, from the newest release if there is one; an older schema is migrated after a
    backup beside the file. Raises SchemaError for a file that is newer or not ours, StorageError for what
    else refuses. Never open it twice in one process: the second waits for the first.
    """
    home.make()
    with write_lock(home, on_wait), opened(home, memory_limit) as db:
        yield db


@contextmanager
def opened(home: Home, memory_limit: str = MEMORY_LIMIT) -> Iterator[duckdb.DuckDBPyConnection]:
    """The same for whoever holds the write lock already. At the end the file is closed and has no `.wal`."""
    _restore(home)
    db = _up_to_date(home, memory_limit)
    try:
        with refusals(home.work):
            yield db
            db.execute("CHECKPOINT")
    finally:
        db.close()


def connect(path: Path, spill: Path, memory_limit: str = MEMORY_LIMIT) -> duckdb.DuckDBPyConnection:
    """A file that nobody else has open, for writing; `spill` is a folder for what memory cannot hold."""
    with refusals(path):
        db = duckdb.connect(
            path,
            config={
                "storage_compatibility_version": STORAGE_VERSION,
                "memory_limit": memory_limit,
                "temp_directory": str(spill),
                "autoinstall_known_extensions": "false",
                "autoload_known_extensions": "false",
            },
        )
        # In `python -c` the bar goes to stdout, in the middle of results.
        db.execute("SET enable_progress_bar = false")
    return db


def _up_to_date(home: Home, memory_limit: str) -> duckdb.DuckDBPyConnection:
    db = connect(home.work, home.spill, memory_limit)
    try:
        with refusals(home.work):
            number = schema_number(db, home.work)
            if 0 < number < newest():
                db.execute("CHECKPOINT")
                db.close()
                _back_up(home, number)
                db = connect(home.work, home.spill, memory_limit)
            migrate(db, number)
    except BaseException:
        db.close()
        raise
    return db


def _back_up(home: Home, number: int) -> None:
    """The closed file, as it was, beside itself; made anew when a try before was killed."""
    backup = home.work.with_name(f"backup-{number}-{newest()}.duckdb")
    part = backup.with_suffix(".part")
    copy(home.work, part)
    with file_refusals(backup):
        part.replace(backup)
    logger.warning("schema %d → %d; the file as it was is %s", number, newest(), backup)


def _restore(home: Home) -> None:
    """A lost work file comes back from the newest release, which has all but what was kept since.

    The release's views come with it, harmlessly: each publishing makes them anew.
    """
    if home.work.exists() or not home.current.exists():
        return
    part = home.work.with_suffix(".part")
    copy(home.current.resolve(), part)
    with file_refusals(home.work):
        part.chmod(0o644)
        part.replace(home.work)
    logger.warning("%s was missing: restored from release %s", home.work, home.link.resolve().name)
