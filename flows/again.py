"""`chipwatch retry`: what waits in quarantine, through the same walk once more."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import replace
from typing import TYPE_CHECKING

from flows.memory import remember
from flows.plan import configured_feeds
from flows.walk import (
    OnWait,
    Walked,
    keep_harvest,
    new_run,
    open_archive,
    open_client,
    publish_release,
    try_again,
    utcnow,
)
from storage.database import open_work
from storage.funnel import begin_run
from storage.home import Home
from storage.quarantine import Item, entry_of, items

if TYPE_CHECKING:
    from flows.settings import Settings


async def run_retry(
    settings: Settings,
    *,
    feeds: Iterable[str] = (),
    reasons: Iterable[str] = (),
    on_wait: OnWait | None = None,
) -> Walked:
    """Try the waiting items of these feeds and reasons, all when none is named.

    What succeeds leaves the quarantine and closes its gap; what fails again waits on, one attempt more.
    Items of feeds that are configured no more stay where they are.
    """
    asked = {"feeds": list(feeds), "reasons": list(reasons)}
    run = new_run("retry", utcnow(), "cli", arguments=json.dumps(asked))
    with open_work(Home(settings.home), memory_limit=settings.memory_limit, on_wait=on_wait) as db:
        waiting = [item.what for item in items(db) if _is_asked(item, asked)]
        memory = remember(settings, db, utcnow())
        begin_run(db, run)
    configured = configured_feeds(settings)
    wanted = [(configured[what.feed], entry_of(what.replay)) for what in waiting if what.feed in configured]
    async with open_client(settings, memory.wishes) as client:
        with open_archive(settings, run) as archive:
            harvest = await try_again(client, archive, wanted, memory, run)
        harvest = replace(harvest, feeds=tuple(configured.values()), wishes=client.wishes(utcnow()))
    kept = keep_harvest(settings, harvest, utcnow(), on_wait)
    return Walked(run=run, harvest=harvest, kept=(kept,), release=publish_release(settings, utcnow()))


def _is_asked(item: Item, asked: dict[str, list[str]]) -> bool:
    return (not asked["feeds"] or item.what.feed in asked["feeds"]) and (
        not asked["reasons"] or item.what.reason in asked["reasons"]
    )
