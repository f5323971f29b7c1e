"""The log: on standard error as far as -v asks; of runs that keep something, in <home>/log, too."""

from __future__ import annotations

import logging
import sys
import time
from contextlib import suppress
from logging.handlers import RotatingFileHandler
from typing import TYPE_CHECKING

from trends.terminal import safe, safe_line

if TYPE_CHECKING:
    from pathlib import Path

logger = logging.getLogger("flows.logs")

FILE = "chipwatch.log"

#: Bytes of a log file, and how many older ones stay beside it.
SIZE, OLDER = 1_000_000, 5

#: Who logs under a name of ours.
ROOMS = ("feeds", "extractors", "storage", "trends", "flows")

#: What these have to say, the report of the run says, too: without -v once is enough.
_IN_THE_REPORT = frozenset({"flows.follow", "flows.signals"})
#: What it has to say of a page is in the article's `second_opinion`.
_OPINIONS = "trafilatura."
#: The report itself, and the line with which a command fails: for the file only.
_SAID = frozenset({"flows.cli", "flows.show"})

#: Of a line in the file; times are UTC.
_LINE = "%(asctime)s %(process)d %(levelname)s %(name)s: %(message)s"

_LEVELS = logging.WARNING, logging.INFO, logging.DEBUG


class _Lines(logging.Formatter):
    """A record a line, and what pages and feeds have put in it is printed, not obeyed."""

    converter = staticmethod(time.gmtime)

    def formatMessage(self, record: logging.LogRecord) -> str:  # noqa: N802 - logging's own name
        record.message = safe_line(record.message)
        return super().formatMessage(record)

    def format(self, record: logging.LogRecord) -> str:
        """With the traceback below, where there is one."""
        return safe(super().format(record))


class _Terminal(logging.Handler):
    """Standard error as it is at the moment: a progress bar puts its own in place of it."""

    def __init__(self, level: int) -> None:
        super().__init__(level)
        self.setFormatter(_Lines("%(levelname)s %(name)s: %(message)s"))

    def emit(self, record: logging.LogRecord) -> None:
        """Left out: what is said here in other ways."""
        quiet = self.level == logging.WARNING
        told = record.levelno == logging.WARNING and record.name in _IN_THE_REPORT
        if record.name in _SAID or (quiet and (told or record.name.startswith(_OPINIONS))):
            return
        with suppress(OSError):
            sys.stderr.write(self.format(record) + "\n")


class _File(RotatingFileHandler):
    """Gives up with one line when it can't write: a full disk has louder voices.

    Two runs that change files at once may cost some older lines, never new ones.
    """

    def __init__(self, path: Path) -> None:
        super().__init__(path, maxBytes=SIZE, backupCount=OLDER, encoding="utf-8", delay=True)
        self.setFormatter(_Lines(_LINE, "%Y-%m-%dT%H:%M:%SZ"))

    def handleError(self, record: logging.LogRecord) -> None:  # noqa: N802, ARG002 - logging's own name
        logging.getLogger().removeHandler(self)
        logger.info("%s: no more is logged here: %s", self.baseFilename, sys.exc_info()[1])


def log_to_terminal(verbose: int) -> None:
    """Warnings, from -v on what the rooms do, from -vv on everything. Called again, the louder one counts."""
    root = logging.getLogger()
    level = _LEVELS[min(verbose, len(_LEVELS) - 1)]
    terminals = [handler for handler in root.handlers if isinstance(handler, _Terminal)]
    if not terminals:
        root.addHandler(_Terminal(level))
    for terminal in terminals:
        terminal.setLevel(min(level, terminal.level))
    root.setLevel(min(level, root.level))


def log_to_file(home: Path) -> None:
    """From here on, what our rooms have to say goes to <home>/log/chipwatch.log as well, from INFO on."""
    folder = home / "log"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        logging.getLogger().addHandler(_File(folder / FILE))
    except OSError as error:
        logger.info("no log in %s: %s", folder, error.strerror)
        return
    for room in ROOMS:
        logging.getLogger(room).setLevel(min(logging.INFO, logging.getLogger().level))
