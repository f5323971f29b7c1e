"""`chipwatch serve`: a Prefect server, the deployments and a worker as children, until told to stop.

Prefect's own `serve()` leaves runs "Running" for ever on SIGTERM (3.8.8), so this does what deploy/README.md
has a person do by hand, with the same deploy/prefect.yaml.
"""

from __future__ import annotations

import fcntl
import json
import logging
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING

from flows.children import Child, ServeError, Stop, StoppedError, child, once
from flows.environment import server_environment
from flows.show import out
from storage.home import Home

if TYPE_CHECKING:
    from flows.settings import Settings

logger = logging.getLogger("flows.serve")

DEPLOYMENTS = Path(__file__).parents[1] / "deploy" / "prefect.yaml"
POOL = "chipwatch"

#: Where Prefect's server listens unless told otherwise.
HOST = "127.0.0.1"
#: Seconds: a cold server migrates its database first.
START = 180.0
#: Seconds for marking what a stopped worker left behind.
REAP = 60.0


def serve_until_stopped(settings: Settings, deployments: Path = DEPLOYMENTS) -> None:
    """Run until SIGINT or SIGTERM, then stop the children in order.

    Raises ServeError before anything is started when the port is taken or this home is served already, and
    later when a child dies.
    """
    home = Home(settings.home).make()
    environment = server_environment(settings)
    stop = Stop()
    stop.listen()
    with _only_one(home), suppress(StoppedError):
        _refuse_taken(settings.prefect_port)
        with child("server", ["server", "start"], environment, home.logs) as server:
            _wait_until_ours(environment, server, stop)
            once(["work-pool", "create", POOL, "--type", "process", "--overwrite"], environment, stop)
            _reap(environment)
            once(["--no-prompt", "deploy", "--all", "--prefect-file", str(deployments)], environment, stop)
            try:
                _work(environment, home.logs, server, stop)
            finally:
                if server.poll() is None:
                    _reap(environment)
    stop.over()
    out.print("stopped")


def _work(environment: dict[str, str], log: Path, server: Child, stop: Stop) -> None:
    with child("worker", ["worker", "start", "--pool", POOL, "--limit", "2"], environment, log) as worker:
        out.print(f"chipwatch serves: {environment['PREFECT_UI_URL']} · logs in {log} · Ctrl-C stops")
        while True:
            _expect_alive(log, server=server, worker=worker)
            stop.wait()


@contextmanager
def _only_one(home: Home) -> Iterator[None]:
    """Two would reap each other's runs."""
    with (home.root / "serve.lock").open("ab") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise ServeError(f"{home.root} is served already by another `chipwatch serve`") from error
        yield


def _refuse_taken(port: int) -> None:
    """Whoever has the port, we shall not talk to it."""
    with socket.socket() as probe:
        answers = probe.connect_ex((HOST, port)) == 0
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((HOST, port))
        except OSError:
            answers = True
    if answers:
        raise ServeError(f"port {port} is taken by another program; choose one with CHIPWATCH_PREFECT_PORT")


def _wait_until_ours(environment: dict[str, str], server: Child, stop: Stop) -> None:
    """Until the server answers; raises ServeError when it ends, or when another answers in its place."""
    logger.info("waiting for the server")
    api, deadline = environment["PREFECT_API_URL"], time.monotonic() + START
    while time.monotonic() < deadline:
        _expect_alive(Path("log"), server=server)
        if (home := _home_of(api)) is not None:
            if home != environment["PREFECT_HOME"]:
                raise ServeError(f"another Prefect server answers at {api}, that of {home}")
            return
        stop.wait()
    raise ServeError(f"no Prefect server answered at {api} within {START:.0f} s; see log/server.log")


def _home_of(api: str) -> str | None:
    """The PREFECT_HOME of the server there; None while there is none, "" for one that does not say."""
    try:
        with urllib.request.urlopen(f"{api}/health", timeout=5):  # noqa: S310 - http, on this machine
            pass
        with urllib.request.urlopen(f"{api}/admin/settings", timeout=5) as answer:  # noqa: S310 - the same
            return str(json.load(answer).get("home", ""))
    except (urllib.error.URLError, TimeoutError, ConnectionError):
        return None
    except (ValueError, AttributeError):
        return ""


def _expect_alive(log: Path, **children: Child) -> None:
    for name, process in children.items():
        if process.poll() is not None:
            problem = f"the Prefect {name} ended with code {process.returncode}"
            raise ServeError(f"{problem}; see {log / name}.log")


def _reap(environment: dict[str, str]) -> None:
    with suppress(subprocess.TimeoutExpired):
        subprocess.run(
            [sys.executable, "-P", "-m", "flows.reap"],
            env=environment,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            check=False,
            timeout=REAP,
            start_new_session=True,
        )
