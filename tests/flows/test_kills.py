"""kill -9 in the middle of a real poll or backfill, then the same again: nothing lost, nothing doubled."""

import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from demo.newsroom import Newsroom
from demo.sources import write_sources
from tests.flows.conftest import ROOT

#: Everything but times, run ids and places in the archive.
SAME = {
    "entries": "SELECT feed, id, url, title, published FROM entries ORDER BY ALL",
    "articles": "SELECT url, verdict, on_topic, versions FROM articles ORDER BY ALL",
    "readings": "SELECT facts_sha256 FROM readings ORDER BY ALL",
    "mentions": "SELECT entity_id, surface, char_start FROM mentions ORDER BY ALL",
    "amounts": "SELECT value, unit, surface, char_start FROM amounts ORDER BY ALL",
    "funnel": "SELECT feed, stage FROM stage_counts GROUP BY run_id, feed, stage "
    "HAVING sum(CASE status WHEN 'in' THEN n ELSE -n END) <> 0",
}
POLL = ["poll", "demo-borsa-it", "demo-gazette-en", "demo-mercados-es"]
BACKFILL = ["backfill", "--since", "2026-07-20", "--until", "2026-11-21", "--feed", "demo-borsa-it"]


def command(home: Path, sources: Path, words: list[str]) -> subprocess.Popen[bytes]:
    environment = {key: value for key, value in os.environ.items() if not key.startswith("CHIPWATCH_")}
    ours = {
        "CHIPWATCH_HOME": str(home),
        "CHIPWATCH_SOURCES": str(sources),
        "CHIPWATCH_SHIPPED_SOURCES": "false",
        "PYTHONPATH": str(ROOT),
    }
    return subprocess.Popen(
        [sys.executable, "-c", "from flows.cli import main; main()", *words],
        env=environment | ours,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )


def everything(home: Path) -> dict[str, list[tuple[object, ...]]]:
    from storage.database import open_work
    from storage.home import Home

    with open_work(Home(home)) as db:
        return {name: db.execute(sql).fetchall() for name, sql in SAME.items()}


@pytest.mark.long
@pytest.mark.parametrize("words", [POLL, BACKFILL], ids=["poll", "backfill"])
@pytest.mark.parametrize("seed", range(4))
def test_a_killed_run_done_again_equals_one_that_nobody_killed(tmp_path, words, seed):
    with Newsroom() as newsroom:
        sources = tmp_path / "sources.toml"
        write_sources(newsroom, sources)
        began = time.monotonic()
        assert command(tmp_path / "whole", sources, words).wait(120) == 0
        whole = time.monotonic() - began
        for cut in sorted(random.Random(seed).uniform(0.2, 1.0) for _ in range(3)):
            child = command(tmp_path / "cut", sources, words)
            time.sleep(cut * whole)
            os.killpg(child.pid, signal.SIGKILL)
            child.wait()
        assert command(tmp_path / "cut", sources, words).wait(120) == 0
    assert everything(tmp_path / "cut") == everything(tmp_path / "whole")
    assert everything(tmp_path / "cut")["funnel"] == []
