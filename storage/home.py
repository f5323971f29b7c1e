"""Where everything lies that chipwatch keeps."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from records.errors import StorageError

#: Name of the DuckDB file, whichever folder it lies in; clients show it as the name of the database.
NAME = "chipwatch.duckdb"


@dataclass(frozen=True, slots=True)
class Home:
    """The folder CHIPWATCH_HOME, room by room."""

    root: Path

    @property
    def work(self) -> Path:
        """The writer's own file: nobody else opens or copies it, by any means, while a writer lives."""
        return self.root / "work" / NAME

    @property
    def spill(self) -> Path:
        """What DuckDB cannot hold in memory while writing."""
        return self.root / "work" / "spill"

    @property
    def releases(self) -> Path:
        """`<n>/chipwatch.duckdb` for each release still kept."""
        return self.root / "releases"

    @property
    def link(self) -> Path:
        """Symbolic link to the folder of the newest release."""
        return self.root / "current"

    @property
    def current(self) -> Path:
        """The newest release: what users open, read-only."""
        return self.link / NAME

    @property
    def archive(self) -> Path:
        """Folder of WARC files."""
        return self.root / "archive"

    @property
    def logs(self) -> Path:
        """Folder of log files."""
        return self.root / "log"

    @property
    def poll_lock(self) -> Path:
        """Held for a whole poll."""
        return self.root / "poll.lock"

    @property
    def write_lock(self) -> Path:
        """Held around reading state, writing and publishing."""
        return self.root / "write.lock"

    def make(self) -> Home:
        """Make what is missing; itself. Raises StorageError when that cannot be."""
        for folder in (self.work.parent, self.releases, self.archive, self.logs):
            try:
                folder.mkdir(parents=True, exist_ok=True)
            except OSError as error:
                problem = f"cannot make this folder: {error.strerror}"
                raise StorageError(folder, problem, "choose another place with CHIPWATCH_HOME") from error
        return self
