"""What can go wrong.

ChipwatchError
├── ConfigError          wrong words or settings: names file, key, what is allowed; exit code 2
│   └── QueryError       wrong SQL, or SQL that does more than read; carries the place
├── FetchError           no answer or a refusal now; carries url, status, reason, retry_after
│   ├── GoneError        404, 410: asking again will not help
│   ├── HeldOffError     nothing was asked: the host wants no visitors now, or had its time in this run
│   └── ForbiddenError   we refuse to ask: robots.txt, a private address, a scheme; carries the rule
├── FeedError            bytes came, no feed in them; carries feed, reason
├── PageError            bytes came, no article in them; carries url, reason
├── EvidenceError        a fact does not stand in its text: the reading is not kept; carries url, problem
├── StorageError         the DuckDB file refused; carries path
│   ├── BusyError        somebody else holds the lock; carries who, as far as known
│   └── SchemaError      the file is of a newer schema, or is not ours
└── ArchiveError         a record of the archive cannot be written or read; carries file, offset

The class is the verdict: whoever catches one knows from its class whether another try can help.
"""

from __future__ import annotations

import math
from pathlib import Path


class ChipwatchError(Exception):
    """Whatever chipwatch raises on purpose; its text is one line, fit for a terminal."""


class ConfigError(ChipwatchError):
    """Wrong words or settings. `where` names the file and line, or the option or variable."""

    def __init__(self, where: str, problem: str, remedy: str = "") -> None:
        super().__init__(where, problem, remedy)
        self.where, self.problem, self.remedy = where, problem, remedy

    def __str__(self) -> str:
        return f"{self.where}: {self.problem}" + (f"; {self.remedy}" if self.remedy else "")


class QueryError(ConfigError):
    """A query that is refused. `place` is its line with a caret below, "" when unknown.

    The one error whose text may have three lines: a caret says more than a number.
    """

    def __init__(self, problem: str, remedy: str = "", place: str = "") -> None:
        super().__init__("query", problem, remedy)
        self.args, self.place = (problem, remedy, place), place

    def __str__(self) -> str:
        return super().__str__() + (f"\n{self.place}" if self.place else "")


class FetchError(ChipwatchError):
    """A URL could not be fetched now; a later attempt may succeed.

    `reason` is a code of `records.feeds.Outcome` or a short word (`timeout`, `dns`, `tls`, `too_big`).
    `retry_after` is in seconds from the answer, None when the server named none.
    """

    def __init__(
        self, url: str, reason: str, *, status: int | None = None, retry_after: float | None = None
    ) -> None:
        super().__init__(url, reason, status, retry_after)
        self.url, self.reason, self.status, self.retry_after = url, reason, status, retry_after

    def __str__(self) -> str:
        answer = f" (HTTP {self.status})" if self.status else ""
        return f"cannot fetch {self.url}: {self.reason}{answer}"


class GoneError(FetchError):
    """The server says that there is nothing at this URL (404, 410): never retried at once."""


class HeldOffError(FetchError):
    """Nothing was asked: no attempt, and no failure of this URL.

    The host has told us to stay away, until `retry_after` has passed; or this run has been at it long enough
    (`left_for_later`).
    """

    def __str__(self) -> str:
        wait = f"; come back in {math.ceil(self.retry_after / 60)} min" if self.retry_after else ""
        return f"did not ask for {self.url}: {self.reason}{wait}"


class ForbiddenError(FetchError):
    """We do not ask: robots.txt, a private address, a scheme or a port forbids it."""


class FeedError(ChipwatchError):
    """Bytes came from a feed's address, but no feed is in them."""

    def __init__(self, feed: str, reason: str) -> None:
        super().__init__(feed, reason)
        self.feed, self.reason = feed, reason

    def __str__(self) -> str:
        return f"feed {self.feed}: {self.reason}"


class PageError(ChipwatchError):
    """Bytes came from a page's address, but no article is in them."""

    def __init__(self, url: str, reason: str) -> None:
        super().__init__(url, reason)
        self.url, self.reason = url, reason

    def __str__(self) -> str:
        return f"page {self.url}: {self.reason}"


class EvidenceError(ChipwatchError):
    """A fact of the article at `url` is not where it says: an extractor is wrong, and no retry helps."""

    def __init__(self, url: str, problem: str) -> None:
        super().__init__(url, problem)
        self.url, self.problem = url, problem

    def __str__(self) -> str:
        return f"article {self.url}: {self.problem}"


class StorageError(ChipwatchError):
    """The DuckDB file at `path` refused."""

    def __init__(self, path: Path, problem: str, remedy: str = "") -> None:
        super().__init__(path, problem, remedy)
        self.path, self.problem, self.remedy = path, problem, remedy

    def __str__(self) -> str:
        return f"{self.path}: {self.problem}" + (f"; {self.remedy}" if self.remedy else "")


class BusyError(StorageError):
    """Another process holds the lock; nothing was touched."""


class SchemaError(StorageError):
    """The file has a newer schema than this chipwatch knows, or is no chipwatch file."""


class ArchiveError(ChipwatchError):
    """A record of the raw archive cannot be written or read back."""

    def __init__(self, file: Path, offset: int, problem: str) -> None:
        super().__init__(file, offset, problem)
        self.file, self.offset, self.problem = file, offset, problem

    def __str__(self) -> str:
        return f"{self.file} at byte {self.offset}: {self.problem}"
