"""`serve` starts nothing where something is, talks to nobody else's server, and leaves nobody behind."""

import fcntl
import http.server
import json
import os
import signal
import socket
import subprocess
import sys
import threading
import time
from contextlib import contextmanager
from pathlib import Path

import pytest

from flows.children import Stop, StoppedError
from flows.serve import ServeError, _home_of, _wait_until_ours
from tests.flows.conftest import ROOT


@pytest.fixture
def taken():
    """A port on which somebody listens."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        yield server.getsockname()[1]


def test_a_taken_port_is_named_before_anything_is_started(chipwatch, tmp_path, taken):
    done = chipwatch("serve", CHIPWATCH_PREFECT_PORT=str(taken))
    assert done.returncode == 1
    assert done.stderr == (
        f"chipwatch: port {taken} is taken by another program; choose one with CHIPWATCH_PREFECT_PORT\n"
    )
    assert list((tmp_path / "data" / "log").iterdir()) == []


def test_a_home_is_served_once(chipwatch, tmp_path, taken):
    (tmp_path / "data").mkdir()
    with (tmp_path / "data" / "serve.lock").open("ab") as held:
        fcntl.flock(held, fcntl.LOCK_EX)
        done = chipwatch("serve", CHIPWATCH_PREFECT_PORT=str(taken))
    assert (done.returncode, "is served already" in done.stderr) == (1, True)


class _Stranger(http.server.BaseHTTPRequestHandler):
    """Somebody else's Prefect server, as far as it is asked."""

    def do_GET(self):
        body = json.dumps({"home": "/home/somebody/.prefect"}).encode()
        self.send_response(200)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_words):
        """Nothing: the test's output is its own."""


@pytest.fixture
def stranger():
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), _Stranger) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/api"
        server.shutdown()


@pytest.fixture
def sleeper():
    """A child that is slow to come up."""
    with subprocess.Popen([sys.executable, "-c", "import time; time.sleep(60)"]) as child:
        yield child
        child.kill()


def test_a_server_that_answers_in_place_of_ours_is_left_alone(stranger, sleeper):
    environment = {"PREFECT_API_URL": stranger, "PREFECT_HOME": "/var/lib/chipwatch/prefect"}
    with pytest.raises(ServeError, match=r"another Prefect server .*/home/somebody/\.prefect"):
        _wait_until_ours(environment, sleeper, Stop())


def test_nobody_is_no_server(taken):
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    assert _home_of(f"http://127.0.0.1:{port}/api") is None


def test_a_signal_ends_the_next_wait():
    stop = Stop()
    stop.asked = True
    with pytest.raises(StoppedError):
        stop.wait(60)


def members(group: int) -> list[int]:
    """Processes of a session that are alive, from /proc."""
    alive = []
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            state, _, _, session = stat.read_text().rpartition(") ")[2].split()[:4]
        except OSError:
            continue
        if int(session) == group and state != "Z":
            alive.append(int(stat.parent.name))
    return alive


def until(true, seconds: float = 20) -> bool:
    deadline = time.monotonic() + seconds
    while not true() and time.monotonic() < deadline:
        time.sleep(0.1)
    return bool(true())


STUBBORN = """
import signal, subprocess, sys, time
signal.signal(signal.SIGTERM, signal.SIG_IGN)
grandchild = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(90)"])
print(grandchild.pid, flush=True)
time.sleep(90)
"""


@pytest.mark.parametrize("end", ["the parent lets go", "the parent is killed"])
def test_a_tethered_command_and_its_children_end_with_the_parent(end):
    """Even those that ignore SIGTERM."""
    tether = f"import sys; from flows.tether import main; main([sys.executable, '-c', {STUBBORN!r}], 0.5)"
    parent = (
        "import subprocess, sys, time\n"
        f"child = subprocess.Popen([sys.executable, '-c', {tether!r}], stdin=subprocess.PIPE)\n"
        "input()\nchild.stdin.close()\nchild.wait()\n"
    )
    with subprocess.Popen(
        [sys.executable, "-c", parent], cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as process:
        grandchild = int(process.stdout.readline())
        session = os.getsid(grandchild)
        assert len(members(session)) == 2
        if end == "the parent is killed":
            process.kill()
        else:
            process.communicate("\n")
        assert until(lambda: not members(session))


@contextmanager
def serving(folder):
    """`chipwatch serve` in that folder, on a free port; killed at the end if it is still there."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    environment = {key: value for key, value in os.environ.items() if not key.startswith("CHIPWATCH_")}
    with subprocess.Popen(
        [sys.executable, "-c", "from flows.cli import main; main()", "serve", "-v"],
        cwd=folder,
        env=environment | {"PYTHONPATH": str(ROOT), "CHIPWATCH_PREFECT_PORT": str(port)},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    ) as process:
        try:
            yield process
        finally:
            process.kill()


def children_of(pid: int) -> list[int]:
    return [int(child) for child in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]


@pytest.mark.parametrize("name", ["SIGINT", "SIGTERM"])
def test_signals_while_the_server_starts_leave_no_trace(tmp_path, name):
    """The second and third change nothing: what was begun is still cleaned up."""
    with serving(tmp_path) as process:
        assert "waiting for the server" in process.stderr.readline()
        started = children_of(process.pid)
        for _ in range(3):
            process.send_signal(getattr(signal, name))
            time.sleep(0.05)
        out, err = process.communicate(timeout=60)
    assert (process.returncode, out) == (0, "stopped\n")
    assert "Traceback" not in err
    assert started
    assert until(lambda: not any(members(pid) for pid in started))


@pytest.mark.long
def test_a_worker_that_loses_its_server_does_not_linger(tmp_path):
    with serving(tmp_path) as process:
        assert "chipwatch serves" in process.stdout.readline()
        tethers = children_of(process.pid)
        assert until(lambda: all(children_of(tether) for tether in tethers))
        server, worker = (child for tether in tethers for child in children_of(tether))
        os.killpg(server, signal.SIGKILL)
        _, err = process.communicate(timeout=60)
    assert (process.returncode, "the Prefect server ended" in err) == (1, True)
    assert until(lambda: not any(members(pid) for pid in (*tethers, server, worker)))
