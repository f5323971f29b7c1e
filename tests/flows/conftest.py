"""A running newsroom, settings that poll only it, a quiet place to keep things, and the command as typed."""

import asyncio
import os
import subprocess
import sys
from pathlib import Path

import pytest

from demo.newsroom import Newsroom
from demo.sources import write_sources
from flows.settings import Settings
from flows.walk import Walked, run_poll

ROOT = Path(__file__).parents[2]


@pytest.fixture
def newsroom():
    with Newsroom() as newsroom:
        yield newsroom


@pytest.fixture
def settings(newsroom, tmp_path) -> Settings:
    """Settings whose only sources are the newsroom's."""
    return settings_for(newsroom, tmp_path)


def settings_for(newsroom: Newsroom, folder: Path) -> Settings:
    sources = folder / "sources.toml"
    write_sources(newsroom, sources)
    return Settings(home=folder / "home", sources=[sources], shipped_sources=False)


@pytest.fixture
def poll(settings):
    """Poll once, directly; named feeds are polled due or not."""

    def once(*only: str) -> Walked:
        return asyncio.run(run_poll(settings, only))

    return once


@pytest.fixture
def rows(settings):
    """The answer of a query over the newest release."""
    return rows_of(settings)


def rows_of(settings: Settings):
    from trends.ask import ask, connect

    def answer(sql: str, **parameters: object) -> list[tuple[object, ...]]:
        with connect(settings.home) as db:
            return [row for batch in ask(db, sql, parameters).batches() for row in batch]

    return answer


@pytest.fixture
def chipwatch(tmp_path):
    """Run the command in an empty directory; `code`, `out` and `err` of the finished process."""

    def run(*words: str, stdin: str = "", **variables: str) -> subprocess.CompletedProcess[str]:
        return typed(tmp_path, *words, stdin=stdin, **variables)

    return run


def typed(folder: Path, *words: str, stdin: str = "", **variables: str) -> subprocess.CompletedProcess[str]:
    """The command as a person types it in that folder, whose settings are all that it has."""
    environment = {key: value for key, value in os.environ.items() if not key.startswith("CHIPWATCH_")}
    return subprocess.run(
        [sys.executable, "-c", "from flows.cli import main; main()", *words],
        cwd=folder,
        env=environment | {"PYTHONPATH": str(ROOT), "COLUMNS": "120", "NO_COLOR": "1"} | variables,
        input=stdin,
        capture_output=True,
        text=True,
        check=False,
    )
