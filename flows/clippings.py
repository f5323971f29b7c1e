"""Backfill from local files, through the same walk."""

from __future__ import annotations

import json
import logging
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from feeds.history.files import FEED, entries_of
from flows.follow import Shelf, read_rows
from flows.learning import learn_lines
from flows.memory import Memory, remember
from flows.past import Step, no_step
from flows.tally import Tally
from flows.walk import (
    OnWait,
    Walked,
    keep_harvest,
    merged,
    new_run,
    open_archive,
    publish_release,
    utcnow,
)
from records.errors import ConfigError
from records.feeds import Entry, Feed
from records.news import Page
from records.runs import Harvest, Run, Stage
from storage.database import open_work
from storage.funnel import begin_run
from storage.harvest import Kept
from storage.home import Home

if TYPE_CHECKING:
    from flows.settings import Settings
    from storage.archive import Archive

logger = logging.getLogger("flows.clippings")

#: Files read between two writes.
FILES_A_WRITE = 200

#: What articles from local files belong to.
FILES = Feed(
    key=FEED,
    title="Local files",
    urls=(),
    outlet="",
    family=FEED,
    language="",
    country="",
    local=True,
    certainty="A",
    why="articles brought in by `chipwatch backfill --files`",
)


def run_files(
    settings: Settings, paths: Sequence[Path], *, step: Step = no_step, on_wait: OnWait | None = None
) -> Walked:
    """Local files through the same walk, some hundreds a write; a file known already changes nothing."""
    run = new_run("backfill", utcnow(), "cli", arguments=json.dumps({"files": [str(path) for path in paths]}))
    home = Home(settings.home)
    harvests: list[Harvest] = []
    kept: list[Kept] = []
    aside: list[ConfigError] = []
    rows = list(entries_of(paths, aside.append))
    for problem in aside:
        logger.warning("set aside: %s", problem)
    # Once, too, when all were set aside: the run leaves its counts.
    for start in range(0, len(rows) or bool(aside), FILES_A_WRITE):
        part = rows[start : start + FILES_A_WRITE]
        step(str(paths[0]), start, len(rows))
        with open_work(home, memory_limit=settings.memory_limit, on_wait=on_wait) as db:
            begin_run(db, run)
            memory = remember(settings, db, run.started)
        with open_archive(settings, run) as archive:
            harvests.append(_read_files(archive, part, run, memory, 0 if start else len(aside)))
        last = start + FILES_A_WRITE >= len(rows)
        kept.append(keep_harvest(settings, harvests[-1], utcnow(), on_wait, last=last))
        learn_lines(settings, utcnow())
    harvest = merged(run, (FILES,), harvests)
    return Walked(run=run, harvest=harvest, kept=tuple(kept), release=publish_release(settings, utcnow()))


def _read_files(
    archive: Archive, rows: Sequence[tuple[Entry, Page]], run: Run, memory: Memory, aside: int
) -> Harvest:
    """`aside`: files left out before, to be counted here."""
    tally = Tally()
    tally.add(FILES.key, Stage.ENTRY, "in", n=len(rows) + aside)
    tally.add(FILES.key, Stage.ENTRY, "dropped", "sidecar", aside)
    tally.add(FILES.key, Stage.ENTRY, "out", n=len(rows))
    tally.add(FILES.key, Stage.FETCH, "in", n=len(rows))
    harvest = Harvest(run=run, feeds=(FILES,), counts=tally.counts())
    shelf = Shelf(archive=archive, memory=memory)
    return read_rows(shelf, [(FILES, *row) for row in rows], harvest, run.started, backfilled=True)
