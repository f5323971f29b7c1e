"""Publishing: a copy of the closed work file becomes a release that nobody ever writes to.

Readers open `current/chipwatch.duckdb`. `current` links to the folder of a release and is swapped in one
step; who has an older release open keeps it. It links to the folder, not to the file, so that nobody's
`.wal` can come to lie beside the wrong file.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import duckdb

from records.errors import StorageError
from storage.copying import copy, sync
from storage.database import MEMORY_LIMIT, connect, opened
from storage.home import NAME, Home
from storage.locks import write_lock
from storage.refusals import file_refusals, refusals
from storage.releases import announce
from storage.retention import kept_releases


@dataclass(frozen=True, slots=True, kw_only=True)
class Release:
    """A published file; the table `releases` in it says more."""

    number: int
    path: Path
    published_at: datetime
    bytes: int


def publish(
    home: Home,
    view_sql: Sequence[str],
    now: datetime,
    *,
    force: bool = False,
    memory_limit: str = MEMORY_LIMIT,
    on_wait: Callable[[str], None] | None = None,
) -> Release | None:
    """A new release with these views, when one is due or `force`d; None otherwise.

    Killed anywhere, the next call makes good. On any error readers keep the release they had.
    """
    home.make()
    with write_lock(home, on_wait):
        if not (home.work.exists() or home.current.exists()):
            return None
        with opened(home, memory_limit) as db:
            number = announce(db, current_number(home), now, force=force)
        if number is None:
            return None
        _make(home, number, view_sql, now, memory_limit)
        _swap(home, number)
        _prune(home, number, now)
    return latest(home)


def latest(home: Home) -> Release | None:
    """The release that readers see; None before the first. Opens nothing."""
    number = current_number(home)
    if number is None:
        return None
    path = home.releases / str(number) / NAME
    with file_refusals(path):
        about = path.stat()
    return Release(
        number=number,
        path=path,
        published_at=datetime.fromtimestamp(about.st_mtime, UTC),
        bytes=about.st_size,
    )


def current_number(home: Home) -> int | None:
    """Number of the release that readers see; None when there is none, or its folder is gone."""
    return int(home.link.resolve().name) if home.current.exists() else None


def _make(home: Home, number: int, view_sql: Sequence[str], now: datetime, memory_limit: str) -> None:
    folder = home.releases / str(number)
    with _new_folder(folder), file_refusals(folder):
        part = folder / f".{NAME}"
        copy(home.work, part)
        _add_views(part, home.spill, view_sql, memory_limit)
        sync(part)
        _verify(part, number)
        os.utime(part, (now.timestamp(), now.timestamp()))
        part.chmod(0o444)
        part.rename(folder / NAME)
        sync(folder)


@contextmanager
def _new_folder(folder: Path) -> Iterator[None]:
    """An empty folder, whatever a killed run left there; gone again when something fails."""
    shutil.rmtree(folder, ignore_errors=True)
    with file_refusals(folder):
        folder.mkdir()
    try:
        yield
    except BaseException:
        shutil.rmtree(folder, ignore_errors=True)
        raise


def _add_views(part: Path, spill: Path, view_sql: Sequence[str], memory_limit: str) -> None:
    """In the copy, never in the work file: so a changed view needs no migration."""
    db = connect(part, spill, memory_limit)
    try:
        with refusals(part):
            for statement in view_sql:
                db.execute(statement)
            db.execute("CHECKPOINT")
    finally:
        db.close()


def _verify(part: Path, number: int) -> None:
    with refusals(part), duckdb.connect(part, read_only=True) as db:
        if db.execute("SELECT max(number) FROM releases").fetchall() != [(number,)]:
            raise StorageError(part, f"the copy is not release {number}")
        for (view,) in db.execute("SELECT view_name FROM duckdb_views() WHERE NOT internal").fetchall():
            db.table(view).limit(0).fetchall()


def _swap(home: Home, number: int) -> None:
    with file_refusals(home.link):
        fresh = home.root / ".current"
        fresh.unlink(missing_ok=True)
        fresh.symlink_to(Path(home.releases.name) / str(number))
        fresh.replace(home.link)
        sync(home.root)


def _prune(home: Home, current: int, now: datetime) -> None:
    """What can't be removed is tried again after the next release."""
    folders = {int(folder.name): folder for folder in home.releases.iterdir() if folder.name.isdigit()}
    published = {
        number: datetime.fromtimestamp((folder / NAME).stat().st_mtime, UTC)
        for number, folder in folders.items()
        if (folder / NAME).exists()
    }
    kept = kept_releases(published, now) | {current}
    for number, folder in folders.items():
        if number not in kept:
            shutil.rmtree(folder, ignore_errors=True)
