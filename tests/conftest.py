"""A time limit for the long tests: `--within SECONDS`."""

import os
import signal
import threading
import time

import pytest

#: The test under way when time is up gets this share of the limit more; then it is interrupted.
GRACE = 0.5


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--within",
        type=float,
        metavar="SECONDS",
        help="start no test after this time; a run that is cut short has passed when nothing failed",
    )


def pytest_configure(config: pytest.Config) -> None:
    if config.getoption("within") is not None:
        config.pluginmanager.register(TimeLimit(config.getoption("within")))


class TimeLimit:
    """The clock of one process; with xdist the workers stop by theirs, and the one that leads interrupts."""

    def __init__(self, seconds: float) -> None:
        self._seconds = seconds
        self._end = time.monotonic() + seconds
        self._interrupt = threading.Timer(seconds * (1 + GRACE), os.kill, (os.getpid(), signal.SIGINT))
        self._interrupt.daemon = True

    @property
    def is_up(self) -> bool:
        return time.monotonic() > self._end

    def pytest_sessionstart(self, session: pytest.Session) -> None:
        if not hasattr(session.config, "workerinput"):
            self._interrupt.start()

    @pytest.hookimpl(tryfirst=True)
    def pytest_runtest_protocol(self) -> bool | None:
        return True if self.is_up else None

    @pytest.hookimpl(tryfirst=True)
    def pytest_sessionfinish(self, session: pytest.Session) -> None:
        self._interrupt.cancel()
        if self.is_up and not session.testsfailed and session.exitstatus == pytest.ExitCode.INTERRUPTED:
            session.exitstatus = pytest.ExitCode.OK

    def pytest_terminal_summary(self, terminalreporter: pytest.TerminalReporter) -> None:
        if self.is_up:
            terminalreporter.write_line(
                f"time was up after {self._seconds:.0f} s: what had not started by then is left out"
            )
