"""Locks, by `flock` on files of their own: a killed holder holds nothing.

`poll.lock` is held for a whole poll, so that two polls never ask the same servers; `backfill-<feed>.lock`
for as long as a feed's past is walked; `write.lock` only around reading state, writing and publishing. None
may be taken twice by one process at a time.
"""

from __future__ import annotations

import fcntl
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import BinaryIO

from records.errors import BusyError, StorageError
from storage.home import Home


@contextmanager
def poll_lock(home: Home) -> Iterator[None]:
    """For a whole poll. Raises BusyError at once when another poll is under way."""
    with _opened(home.poll_lock) as file:
        if not _take(file):
            raise BusyError(home.poll_lock, f"another poll is under way ({_holder(file)})")
        yield


@contextmanager
def backfill_lock(home: Home, feed: str) -> Iterator[None]:
    """For the walk through a feed's past. Raises BusyError at once when another is under way."""
    path = home.work.parent / f"backfill-{feed}.lock"
    with _opened(path) as file:
        if not _take(file):
            raise BusyError(path, f"the past of {feed} is being walked ({_holder(file)})")
        yield


@contextmanager
def write_lock(home: Home, on_wait: Callable[[str], None] | None = None) -> Iterator[None]:
    """For one write. Waits for its turn; `on_wait` then hears, once, for whom."""
    with _opened(home.write_lock) as file:
        if not _take(file):
            if on_wait is not None:
                on_wait(f"waiting for another writer to finish ({_holder(file)})")
            _take(file, wait=True)
        yield


@contextmanager
def _opened(path: Path) -> Iterator[BinaryIO]:
    try:
        # Made 0666 less the umask, and never removed: a removed lock file locks nobody out.
        file = path.open("a+b", buffering=0)
    except OSError as error:
        raise StorageError(path, f"cannot be opened for writing: {error.strerror}") from error
    with file:  # closing releases the lock
        yield file


def _take(file: BinaryIO, *, wait: bool = False) -> bool:
    try:
        fcntl.flock(file, fcntl.LOCK_EX | (0 if wait else fcntl.LOCK_NB))
    except BlockingIOError:
        return False
    with suppress(OSError):  # a note for those who wait; on a full disk they wait without it
        file.truncate(0)
        file.write(f"process {os.getpid()}, since {datetime.now(UTC):%Y-%m-%d %H:%M:%S} UTC".encode())
    return True


def _holder(file: BinaryIO) -> str:
    """What the holder wrote about itself; it may be about to change."""
    file.seek(0)
    return file.read(200).decode(errors="replace") or "it does not say which"
