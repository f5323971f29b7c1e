"""Real releases: an empty one, and one of the hand-made world."""

from collections.abc import Callable, Iterable
from datetime import datetime
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from records.news import RepeatedLine
from records.runs import Harvest
from storage.database import open_work
from storage.entities import sync_entities
from storage.harvest import keep, keep_again
from storage.home import Home
from storage.lines import keep_lines
from storage.publish import publish
from tests.trends import world
from trends.ask import ask, connect
from trends.views import view_sql

Rows = list[tuple[object, ...]]


@cache
def kept(first: int) -> bytes:
    """A work file with the entities and the first so many harvests of the world."""
    with TemporaryDirectory() as folder:
        home = Home(Path(folder))
        with open_work(home) as db:
            sync_entities(db, world.ENTITIES)
            for harvest, now in world.HARVESTS[:first]:
                keep(db, harvest, now)
        return home.work.read_bytes()


def make_release(
    root: Path, harvests: Iterable[tuple[Harvest, datetime]], lines: Iterable[RepeatedLine] = ()
) -> Path:
    """Keep the harvests and publish; the root, for `connect`. A reread is kept as one."""
    harvests, home = [*harvests], Home(root).make()
    if not home.work.exists():
        first = len(world.HARVESTS) if harvests[: len(world.HARVESTS)] == [*world.HARVESTS] else 0
        home.work.write_bytes(kept(first))
        harvests = harvests[first:]
    with open_work(home) as db:
        for harvest, now in harvests:
            (keep_again if harvest.run.flow == "reread" else keep)(db, harvest, now)
        for line in lines:
            keep_lines(db, line.outlet, [line], line.of, world.MADE)
    assert publish(home, view_sql(), world.MADE, force=True)
    return root


@pytest.fixture(scope="session")
def world_root(tmp_path_factory) -> Path:
    return make_release(tmp_path_factory.mktemp("world"), world.HARVESTS, [world.LINE])


@pytest.fixture(scope="session")
def empty_root(tmp_path_factory) -> Path:
    return make_release(tmp_path_factory.mktemp("empty"), [])


@pytest.fixture
def db(world_root):
    """The hand-made world, as a user opens it."""
    with connect(world_root) as db:
        yield db


@pytest.fixture
def empty_db(empty_root):
    with connect(empty_root) as db:
        yield db


@pytest.fixture
def rows(db) -> Callable[..., Rows]:
    """The rows of an SQL question over the hand-made world."""
    return lambda sql, **values: [row for batch in ask(db, sql, values).batches() for row in batch]
