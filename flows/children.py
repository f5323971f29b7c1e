"""Prefect's own processes as children of ours: none outlives us, however we end."""

from __future__ import annotations

import logging
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from types import FrameType

from flows.tether import GRACE
from records.errors import ChipwatchError

logger = logging.getLogger("flows.children")

Child = subprocess.Popen[bytes]

#: -P: a folder of the same name where we were started is not taken for the program.
PREFECT = sys.executable, "-P", "-m", "prefect"

#: Seconds between two looks at whether a child has ended, or we were told to.
LOOK = 0.2


class ServeError(ChipwatchError):
    """A child did not start, or ended by itself."""


class StoppedError(ChipwatchError):
    """SIGINT or SIGTERM came: not an error, but the end of what is going on."""


class Stop:
    """Whether SIGINT or SIGTERM came. A signal interrupts nothing, so nothing is left half done."""

    def __init__(self) -> None:
        self.asked = False

    def wait(self, seconds: float = LOOK) -> None:
        """Sleep that long; raises StoppedError when we are to stop."""
        if not self.asked:
            time.sleep(seconds)
        if self.asked:
            raise StoppedError

    def listen(self) -> None:
        """From here to the end of the process both signals are only noted, the first like the tenth."""
        for number in (signal.SIGINT, signal.SIGTERM):
            signal.signal(number, self._note)

    def over(self) -> None:
        """Nothing is left to stop: what still comes must not break into the end of the process."""
        for number in (signal.SIGINT, signal.SIGTERM):
            signal.signal(number, signal.SIG_IGN)

    def _note(self, _number: int, _frame: FrameType | None) -> None:
        self.asked = True


@contextmanager
def child(name: str, words: list[str], environment: dict[str, str], log: Path) -> Iterator[Child]:
    """A Prefect process that writes to <log>/<name>.log and ends with the block, or with us.

    In a session of its own: a Ctrl-C in the terminal reaches us, and we stop it.
    """
    with (log / f"{name}.log").open("ab") as file:
        tethered = subprocess.Popen(
            [sys.executable, "-P", "-m", "flows.tether", *PREFECT, *words],
            env=environment,
            stdin=subprocess.PIPE,
            stdout=file,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
    try:
        yield tethered
    finally:
        logger.info("stopping the %s", name)
        assert tethered.stdin is not None
        with suppress(BrokenPipeError):
            tethered.stdin.close()
        try:
            tethered.wait(2 * GRACE)
        finally:
            tethered.kill()
            tethered.wait()


def once(words: list[str], environment: dict[str, str], stop: Stop) -> None:
    """A Prefect command from start to end; raises ServeError with its last line when it fails."""
    logger.info("prefect %s", " ".join(words))
    command = subprocess.Popen(
        [*PREFECT, *words],
        env=environment,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        start_new_session=True,
    )
    with command:
        try:
            said = _said(command, stop)
        finally:
            command.kill()
    if command.returncode:
        *_, last = ["no word", *said.splitlines()]
        raise ServeError(f"prefect {' '.join(words)}: {last}")


def _said(command: Child, stop: Stop) -> str:
    while True:
        try:
            return command.communicate(timeout=LOOK)[0].decode(errors="replace").strip()
        except subprocess.TimeoutExpired:
            stop.wait(0)
