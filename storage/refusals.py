"""What DuckDB and the file system say, as our errors: one line, and what to do."""

from __future__ import annotations

import errno
import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import duckdb

from records.errors import BusyError, SchemaError, StorageError

_RESTORE = "move it away, and the newest release takes its place"
#: DuckDB's own name for the class of an error, at the start of its message.
_KIND = re.compile(r"^[A-Za-z ]+ Error: ")

#: What DuckDB's message has in it, the class it becomes, our words. The first that fits counts.
#: Texts of 1.5 and 2.0, seen in tests.
_MEANINGS: tuple[tuple[str, type[StorageError], str, str], ...] = (
    (r"Could not set lock", BusyError, "another process has it open", "close it there and try again"),
    (r"with version number", SchemaError, "written by a newer DuckDB", "use a newer DuckDB"),
    (r"not a valid DuckDB database|Extension .* not found", SchemaError, "not a DuckDB file", "move it away"),
    (r"Could not read enough bytes|[Cc]orrupt|[Cc]hecksum", StorageError, "damaged", _RESTORE),
    (r"WAL does not match", StorageError, "the .wal beside it belongs to another file", "move the .wal away"),
    (r"No space left|File too large|could not write all|Disk quota", StorageError, "the disk is full", ""),
    (r"Permission denied|Read-only file system", StorageError, "cannot be written", "check owner and mode"),
    (r"Out of Memory|failed to allocate", StorageError, "not enough memory", "raise the memory limit"),
)  # fmt: skip


@contextmanager
def refusals(path: Path) -> Iterator[None]:
    """Turn errors of DuckDB about `path` into StorageError, chained."""
    try:
        yield
    except duckdb.Error as error:
        raise _ours(path, str(error)) from error


@contextmanager
def file_refusals(path: Path) -> Iterator[None]:
    """Turn errors of the file system about `path` into StorageError, chained."""
    try:
        yield
    except OSError as error:
        raise _ours(path, _words(error)) from error


def disk_full(path: Path) -> StorageError:
    """The error of a full disk, or of a file that may not grow."""
    return StorageError(path, "the disk is full", "free some space; nothing that was kept is lost")


def _words(error: OSError) -> str:
    return "No space left" if error.errno in (errno.ENOSPC, errno.EFBIG, errno.EDQUOT) else str(error)


def _ours(path: Path, message: str) -> StorageError:
    for pattern, kind, problem, remedy in _MEANINGS:
        if re.search(pattern, message):
            if problem == "the disk is full":
                return disk_full(path)
            holder = re.search(r"held in (.+? \(PID \d+\))", message)
            return kind(path, problem + (f", {holder[1]}" if holder else ""), remedy)
    return StorageError(path, _KIND.sub("", message.splitlines()[0]))
