"""`chipwatch serve`: a Prefect server, the deployments and a worker as children, until told to stop.

Prefect's own `serve()` leaves runs "Running" for ever on SIGTERM (3.8.8), so this does what deploy/README.md
has a person do by hand, with the same deploy/prefect.yaml.
"""

from __future__ import annotations

import signal
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import FrameType
from typing import TYPE_CHECKING

from flows.environment import server_environment
from flows.show import out
from records.errors import ChipwatchError

if TYPE_CHECKING:
    from flows.settings import Settings

DEPLOYMENTS = Path(__file__).parents[1] / "deploy" / "prefect.yaml"
POOL = "chipwatch"

#: Seconds: a cold server migrates its database first.
START = 180.0
#: Seconds that a child gets to end before it is killed.
STOP = 20.0


class ServeError(ChipwatchError):
    """A child did not start, or ended by itself."""


def serve_until_stopped(settings: Settings, deployments: Path = DEPLOYMENTS) -> None:
    """Run until SIGINT or SIGTERM, then stop the children in order; raises ServeError when one dies."""
    environment = server_environment(settings)
    log = settings.home / "log"
    log.mkdir(parents=True, exist_ok=True)
    with _stop_signals(), _child("server", ["server", "start"], environment, log) as server:
        try:
            _wait_until_healthy(environment["PREFECT_API_URL"], server)
            _once(["work-pool", "create", POOL, "--type", "process", "--overwrite"], environment)
            _reap(environment)
            _once(["--no-prompt", "deploy", "--all", "--prefect-file", str(deployments)], environment)
            with _child(
                "worker", ["worker", "start", "--pool", POOL, "--limit", "2"], environment, log
            ) as worker:
                out.print(f"chipwatch serves: {environment['PREFECT_UI_URL']} · logs in {log} · Ctrl-C stops")
                _wait_for_any(server=server, worker=worker)
        except _Stopped:
            _reap(environment)
    out.print("stopped")


class _Stopped(BaseException):
    """SIGINT or SIGTERM came."""


@contextmanager
def _stop_signals() -> Iterator[None]:
    def stop(_number: int, _frame: FrameType | None) -> None:
        raise _Stopped

    before = {number: signal.signal(number, stop) for number in (signal.SIGINT, signal.SIGTERM)}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


@contextmanager
def _child(
    name: str, words: list[str], environment: dict[str, str], log: Path
) -> Iterator[subprocess.Popen[bytes]]:
    """A prefect process in a session of its own: a Ctrl-C in the terminal reaches us, and we stop it."""
    with (log / f"{name}.log").open("ab") as file:
        child = subprocess.Popen(
            [sys.executable, "-m", "prefect", *words],
            env=environment,
            stdin=subprocess.DEVNULL,
            stdout=file,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
        try:
            yield child
        finally:
            child.terminate()
            try:
                child.wait(STOP)
            except subprocess.TimeoutExpired:
                child.kill()
                child.wait()


def _once(words: list[str], environment: dict[str, str]) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "prefect", *words],
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        last = (done.stderr.strip() or done.stdout.strip() or "no word").splitlines()[-1]
        raise ServeError(f"prefect {' '.join(words)}: {last}")


def _reap(environment: dict[str, str]) -> None:
    subprocess.run([sys.executable, "-m", "flows.reap"], env=environment, capture_output=True, check=False)


def _wait_until_healthy(api: str, server: subprocess.Popen[bytes]) -> None:
    deadline = time.monotonic() + START
    while time.monotonic() < deadline:
        if server.poll() is not None:
            raise ServeError(f"the Prefect server ended with code {server.returncode}; see log/server.log")
        try:
            with urllib.request.urlopen(f"{api}/health", timeout=5) as answer:  # noqa: S310 - our own server
                if answer.status == 200:
                    return
        except (urllib.error.URLError, TimeoutError, ConnectionError):
            time.sleep(0.5)
    raise ServeError(f"no Prefect server answered at {api} within {START:.0f} s; see log/server.log")


def _wait_for_any(**children: subprocess.Popen[bytes]) -> None:
    while True:
        for name, child in children.items():
            if child.poll() is not None:
                raise ServeError(f"the Prefect {name} ended with code {child.returncode}; see log/{name}.log")
        time.sleep(1.0)
