"""The age of the archive: whole files older than the user wants are removed, and their pages say so."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import duckdb

from storage.archive import old_files
from storage.batches import load
from storage.refusals import file_refusals
from storage.statements import rows
from storage.transactions import transaction


@dataclass(frozen=True, slots=True, kw_only=True)
class Forgotten:
    """What left the archive. Texts and facts that were read from it stay; they cannot be read again."""

    files: int = 0
    pages: int = 0
    bytes: int = 0


def forget(db: duckdb.DuckDBPyConnection, folder: Path, before: datetime) -> Forgotten:
    """Remove the files last written before that time, but for those that hold the body of a younger page.

    Killed between the two steps, the next call removes what the file already calls gone.
    """
    asked = old_files(folder, before)
    if not asked:
        return Forgotten()
    load(db, "pages", [{"file": name} for name in asked], "asked")
    gone = [str(name) for (name,) in rows(db, "forgettable")]
    load(db, "pages", [{"file": name} for name in gone], "gone")
    with transaction(db):
        [(pages,)] = db.execute(
            "UPDATE pages SET archived = false WHERE archived AND file IN (SELECT file FROM batch_gone)"
        ).fetchall()
    freed = 0
    for name in gone:
        with file_refusals(folder / name):
            freed += (folder / name).stat().st_size
            (folder / name).unlink()
    return Forgotten(files=len(gone), pages=int(pages), bytes=freed)
