"""A running newsroom, settings that poll only it, and a quiet place to keep things."""

import asyncio
from pathlib import Path

import pytest

from demo.newsroom import Newsroom
from demo.sources import write_sources
from flows.settings import Settings
from flows.walk import Walked, run_poll


@pytest.fixture
def newsroom():
    with Newsroom() as newsroom:
        yield newsroom


@pytest.fixture
def settings(newsroom, tmp_path) -> Settings:
    """Settings whose only sources are the newsroom's."""
    sources = tmp_path / "sources.toml"
    write_sources(newsroom, sources)
    return Settings(home=tmp_path / "home", sources=[sources], shipped_sources=False)


@pytest.fixture
def poll(settings):
    """Poll once, directly; named feeds are polled due or not."""

    def once(*only: str) -> Walked:
        return asyncio.run(run_poll(settings, only))

    return once


@pytest.fixture
def rows(settings):
    """The answer of a query over the newest release."""
    from trends.ask import ask, connect

    def answer(sql: str, **parameters: object) -> list[tuple[object, ...]]:
        with connect(settings.home) as db:
            return [row for batch in ask(db, sql, parameters).batches() for row in batch]

    return answer


ROOT = Path(__file__).parents[2]
