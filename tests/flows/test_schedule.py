"""The README's promise, whole: a server, a worker, and a schedule that fires."""

import json
import os
import socket
import subprocess
import sys
import time
import urllib.request

from tests.flows.conftest import ROOT

#: Seconds. The scheduler looks for new deployments every few seconds, the worker every two.
PATIENCE = 150


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def often(source) -> str:
    """deploy/prefect.yaml with its own words, but a schedule of ten seconds."""
    import yaml  # which comes with Prefect

    deployments = yaml.safe_load(source.read_text())
    deployments["deployments"][0]["schedules"] = [{"interval": 10, "slug": "often", "active": True}]
    return yaml.safe_dump(deployments)


def runs(api: str) -> list[dict]:
    ask = urllib.request.Request(
        f"{api}/flow_runs/filter",
        data=json.dumps({"sort": "EXPECTED_START_TIME_ASC", "limit": 50}).encode(),
        headers={"Content-Type": "application/json"},
    )
    with urllib.request.urlopen(ask, timeout=10) as answer:
        return json.load(answer)


def elsewhere(settings, tmp_path, port: int):
    """A folder whose chipwatch.toml is all that says where things lie; paths in it are relative to it."""
    folder = tmp_path / "elsewhere"
    folder.mkdir()
    [sources] = settings.sources
    (folder / "chipwatch.toml").write_text(
        f'home = "../{settings.home.name}"\nsources = ["../{sources.name}"]\n'
        f"shipped_sources = false\nprefect_port = {port}\n"
    )
    return folder


def test_a_scheduled_run_appears_and_completes(settings, tmp_path, rows):
    """With settings from a file that only the process that serves can see."""
    port = free_port()
    deployments = tmp_path / "prefect.yaml"
    deployments.write_text(often(ROOT / "deploy" / "prefect.yaml"))
    script = (
        "from pathlib import Path; import flows.serve as s; from flows.settings import load_settings;"
        f"s.serve_until_stopped(load_settings(), Path({str(deployments)!r}))"
    )
    serving = subprocess.Popen(
        [sys.executable, "-c", script],
        cwd=elsewhere(settings, tmp_path, port),
        env={key: value for key, value in os.environ.items() if not key.startswith("CHIPWATCH_")},
        stdout=subprocess.DEVNULL,
    )
    try:
        completed = _wait_for_completed(f"http://127.0.0.1:{port}/api", serving)
    finally:
        serving.terminate()
        assert serving.wait(60) == 0
    assert completed["created_by"]["type"] == "SCHEDULE" or completed["auto_scheduled"]
    assert rows("SELECT DISTINCT trigger FROM runs") == [("prefect",)]
    assert not _still_listening(port)


def _wait_for_completed(api: str, serving: subprocess.Popen) -> dict:
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline:
        assert serving.poll() is None, "serve ended by itself"
        try:
            done = [
                run
                for run in runs(api)
                if run["state_type"] == "COMPLETED" and run["state_name"] == "Completed"
            ]
        except OSError:
            done = []
        if done:
            return done[0]
        time.sleep(1)
    raise AssertionError(f"no scheduled run completed within {PATIENCE} s; pid {os.getpid()}")


def _still_listening(port: int) -> bool:
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0
