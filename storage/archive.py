"""The raw archive: every page as it came, in WARC files, before anybody reads it.

A file that ends in the middle of a record (a kill, a full disk) loses that record only.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace
from datetime import datetime
from hashlib import sha256
from io import FileIO
from itertools import count
from pathlib import Path
from threading import Lock
from types import TracebackType
from typing import Self

from records.errors import ArchiveError
from records.news import ArchivedPage, Page
from storage.warc import Stored, info_member, page_members, read_record

#: Bytes after which the next file is begun; the size that the WARC guidelines name.
MAX_BYTES = 1_000_000_000


class Archive:
    """A folder of WARC files, open for one run; a context manager. Threads may share it.

    Each run writes files of its own, so that nobody ever appends to a file that a killed run left.
    """

    def __init__(
        self, folder: Path, run_id: str, software: str = "chipwatch", *, max_bytes: int = MAX_BYTES
    ) -> None:
        self._folder, self._run_id, self._software, self._max_bytes = folder, run_id, software, max_bytes
        self._file: FileIO | None = None
        self._path = folder
        self._info_id = ""
        self._lock = Lock()
        self._kept: dict[str, ArchivedPage] = {}

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        with self._lock:
            self._close()

    def add(self, page: Page, before: ArchivedPage | None = None, about: str = "") -> ArchivedPage:
        """Keep the page: with the operating system when this returns, on the disk when the archive closes.

        `before` is what the file knows of an earlier fetch of this URL: if the body is the same, only the
        headers are written, as a revisit. `about` is JSON that is kept beside the page: what led to it.
        Raises ArchiveError; what was written before is not harmed.
        """
        with self._lock:
            digest = sha256(page.body).hexdigest()
            first, place = self._same_body(page, digest, before)
            file = self._file_with_room(page.fetched_at)
            offset = file.tell()
            main, *others = page_members(page, self._info_id, first, place, about)
            self._append(file, main + b"".join(others))
            self._kept[page.url] = ArchivedPage(
                url=page.url,
                final_url=page.final_url,
                status=page.status,
                digest=digest,
                file=self._path.name,
                offset=offset,
                length=len(main),
                fetched_at=page.fetched_at,
            )
            return self._kept[page.url]

    def _same_body(
        self, page: Page, digest: str, before: ArchivedPage | None
    ) -> tuple[Stored | None, tuple[str, int]]:
        """The record that has this body already, and its place; none when its file was taken away."""
        known = self._kept.get(page.url, before)
        if known is None or known.digest != digest or page.status == 0:
            return None, ("", 0)
        place = known.file, known.offset
        with suppress(ArchiveError):
            stored = read_record(self._folder / place[0], place[1])
            if stored.body_at:
                place = stored.body_at
                stored = read_record(self._folder / place[0], place[1])
            return stored, place
        return None, place

    def _append(self, file: FileIO, members: bytes) -> None:
        """All of it, or nothing: what a full disk took is cut off again."""
        offset, rest = file.tell(), memoryview(members)
        try:
            while rest:
                rest = rest[file.write(rest) :]
        except OSError as error:
            with suppress(OSError):
                file.truncate(offset)
                file.seek(offset)
            raise ArchiveError(self._path, offset, f"cannot be written: {error.strerror}") from error

    def _file_with_room(self, when: datetime) -> FileIO:
        if self._file is None or self._file.tell() >= self._max_bytes:
            self._close()
            self._file = self._new_file(when)
            member, self._info_id = info_member(self._path.name, self._software, self._run_id, when)
            self._append(self._file, member)
        return self._file

    def _new_file(self, when: datetime) -> FileIO:
        """One that nobody else has."""
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            for serial in count():
                self._path = self._folder / f"{when:%Y%m%d%H%M%S}-{self._run_id[:12]}-{serial:05d}.warc.gz"
                with suppress(FileExistsError):
                    return FileIO(self._path, "xb")
        except OSError as error:
            raise ArchiveError(self._path, 0, f"cannot be written: {error.strerror}") from error
        raise AssertionError("numbers do not end")

    def _close(self) -> None:
        if self._file is not None:
            with self._file as file:
                os.fsync(file.fileno())
            self._file = None


def read_page(folder: Path, file: str, offset: int) -> Page:
    """The page whose record begins there; of a revisit, with the body of the fetch that it repeats.

    Raises ArchiveError when there is no whole record, or none of a page.
    """
    return _page_in(folder, file, offset, read_record(folder / file, offset))


def read_whole(folder: Path, file: str, offset: int) -> tuple[Page, str]:
    """The same page, and what was kept beside it, "" when nothing was."""
    stored = read_record(folder / file, offset)
    page = _page_in(folder, file, offset, stored)
    with suppress(ArchiveError):  # the end of the file
        beside = read_record(folder / file, offset + stored.length)
        if beside.beside == stored.id:
            return page, beside.words
    return page, ""


def _page_in(folder: Path, file: str, offset: int, stored: Stored) -> Page:
    if stored.page is None:
        raise ArchiveError(folder / file, offset, f"a {stored.kind} record, not a page")
    return _with_body(folder, stored.page, stored)


def read_file(folder: Path, file: str) -> Iterator[tuple[int, Page]]:
    """Every page of a file, with its offset.

    Raises ArchiveError where the file stops making sense: after a kill that is its last record, and all
    before it were given.
    """
    for offset, stored in _stored(folder / file):
        if stored.page is not None:
            yield offset, _with_body(folder, stored.page, stored)


def damages(folder: Path) -> list[ArchiveError]:
    """One for each file with a damaged record; one that is being written may look so for a moment."""
    found = []
    for path in sorted(folder.glob("*.warc.gz")):
        try:
            for _ in read_file(folder, path.name):
                pass
        except ArchiveError as error:
            found.append(error)
    return found


def size(folder: Path) -> int:
    """Bytes of all its files."""
    return sum(path.stat().st_size for path in folder.glob("*.warc.gz"))


def old_files(folder: Path, before: datetime) -> list[str]:
    """Names of the files last written before that time, the oldest first."""
    return sorted(path.name for path in folder.glob("*.warc.gz") if path.stat().st_mtime < before.timestamp())


def _stored(path: Path) -> Iterator[tuple[int, Stored]]:
    """Every record with its offset."""
    offset, end = 0, path.stat().st_size
    while offset < end:
        stored = read_record(path, offset)
        yield offset, stored
        offset += stored.length


def _with_body(folder: Path, page: Page, stored: Stored) -> Page:
    if stored.body_at is None:
        return page
    file, offset = stored.body_at
    original = read_record(folder / file, offset).page
    return replace(page, body=original.body if original else b"")
