"""A command that ends with its parent: `python -m flows.tether WORD...`.

The parent holds the other end of our standard input. When that closes, because the parent wants it or because
somebody killed it, the command and all that it started are told to end, and killed when they don't.
"""

from __future__ import annotations

import os
import select
import signal
import subprocess
import sys
from contextlib import suppress
from types import FrameType

#: Seconds that the command gets to end by itself.
GRACE = 15.0
#: Seconds between two looks at whether it has.
_LOOK = 0.5


def main(words: list[str], grace: float = GRACE) -> int:
    """Run the command until it ends or our standard input does; its exit code."""
    told = False

    def tell(_number: int, _frame: FrameType | None) -> None:
        nonlocal told
        told = True

    signal.signal(signal.SIGTERM, tell)
    command = subprocess.Popen(words, stdin=subprocess.DEVNULL, start_new_session=True)
    while command.poll() is None and not told:
        told = bool(select.select([sys.stdin], [], [], _LOOK)[0])
    command.terminate()
    with suppress(subprocess.TimeoutExpired):
        command.wait(grace)
    with suppress(ProcessLookupError):
        os.killpg(command.pid, signal.SIGKILL)  # whoever is left of its session
    return command.wait()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
