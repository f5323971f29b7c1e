"""Copies of database files, made by another process.

DuckDB locks with POSIX `fcntl`: to open and close its file by other means in the same process drops the lock
in silence, and a second writer's rows win (measured). A child has locks of its own.
"""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

from records.errors import StorageError
from storage.refusals import disk_full

#: What `cp` says, or dies of, when a file cannot grow: the words of coreutils in the C locale, -SIGXFSZ.
_FULL = ("No space left", "File too large", "Disk quota")
_SIGXFSZ = -25


def copy(source: Path, target: Path) -> None:
    """`source`, closed by everybody, as `target`: whole and on the disk, or StorageError and no target.

    On a file system with reflinks (XFS, btrfs) this costs nothing.
    """
    done = subprocess.run(
        ["cp", "--reflink=auto", source, target],
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, "LC_ALL": "C"},
    )
    if done.returncode:
        target.unlink(missing_ok=True)
        if done.returncode == _SIGXFSZ or any(words in done.stderr for words in _FULL):
            raise disk_full(target)
        raise StorageError(target, f"cannot be copied from {source}: {done.stderr.strip()}")
    sync(target)


def sync(path: Path) -> None:
    """Have a file or a folder's names on the disk before going on. Never for a file that DuckDB has open."""
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
