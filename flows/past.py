"""Backfill: the past through the same walk, window by window from a feed's history."""

from __future__ import annotations

import json
import logging
from collections.abc import Awaitable, Callable, Iterable, Iterator, Sequence
from contextlib import AbstractContextManager, ExitStack
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from feeds.history import sitemap, wordpress
from flows.follow import follow, sift_past
from flows.learning import learn_lines
from flows.memory import remember
from flows.plan import chosen, configured_feeds
from flows.walk import (
    OnWait,
    Walked,
    merged,
    new_run,
    open_archive,
    open_client,
    publish_release,
    utcnow,
)
from records.errors import BusyError, ConfigError, FetchError
from records.feeds import Entry, Feed, Known
from records.hosts import Wishes
from records.runs import Gap, Harvest, Run
from storage.database import Connection, open_work
from storage.entries import known_entries
from storage.funnel import begin_run, finish_run
from storage.harvest import Kept, keep
from storage.home import Home
from storage.hosts import wishes
from storage.locks import backfill_lock
from storage.windows import Window, begin, done, finish

if TYPE_CHECKING:
    from feeds.client import Client
    from flows.settings import Settings
    from storage.archive import Archive
    from storage.publish import Release

logger = logging.getLogger("flows.past")

#: One window is one write: short enough to lose little when killed, long enough to ask a site seldom.
WINDOW = timedelta(days=7)

#: The ways into a feed's past, by the name that a sources file gives them.
WAYS = {"sitemap": sitemap.entries, "wordpress": wordpress.entries}

#: Says how far a long work is: what, done, of how many.
Step = Callable[[str, int, int], None]


def no_step(_what: str, _done: int, _total: int) -> None:
    """Nobody watches."""


def windows_between(feed: Feed, since: datetime, until: datetime) -> Iterator[Window]:
    """The stretch in windows on one fixed grid, newest first: calls with other ends meet the same ones."""
    epoch = datetime(1970, 1, 1, tzinfo=UTC)
    start = epoch + (until - epoch) // WINDOW * WINDOW
    while start + WINDOW > since:
        ends = max(start, since), min(start + WINDOW, until)
        if ends[0] < ends[1]:
            yield Window(feed=feed.key, since=ends[0], until=ends[1], way=feed.history)
        start -= WINDOW


async def walk_window(
    client: Client, archive: Archive, settings: Settings, feed: Feed, window: Window, run: Run
) -> tuple[Harvest, Kept]:
    """One window: what the feed's past lists in it, followed to readings, written with the window's end.

    A way that is barred leaves the window failed, with its reason, to be walked again.
    """
    with _work(settings) as db:
        begin(db, window, run, utcnow())
        known, memory = known_entries(db, [feed.key]).get(feed.key, Known()), remember(settings, db, utcnow())
    entries, problem = await _entries(client, feed, window)
    harvest = await follow(client, archive, sift_past(feed, entries, known, run), memory, backfilled=True)
    walked = Gap(feed=feed.key, since=window.since, until=window.until, cause="backfill")
    harvest = replace(
        harvest, feeds=(feed,), closed=() if problem else (walked,), wishes=client.wishes(utcnow())
    )
    with _work(settings) as db:
        kept = keep(db, harvest, utcnow(), last=False)
        finish(db, window, run, utcnow(), len(entries), problem)
    learn_lines(settings, utcnow())
    return harvest, kept


@dataclass(frozen=True, slots=True, kw_only=True)
class Steps:
    """The steps of a backfill, as called: the functions themselves, or Prefect tasks around them."""

    window: Callable[..., Awaitable[tuple[Harvest, Kept]]] = walk_window
    publish: Callable[..., Release | None] = publish_release


DIRECT = Steps()


async def run_backfill(
    settings: Settings,
    *,
    since: datetime,
    until: datetime | None = None,
    only: Sequence[str] = (),
    again: bool = False,
    trigger: str = "cli",
    steps: Steps = DIRECT,
    step: Step = no_step,
    on_wait: OnWait | None = None,
) -> Walked:
    """Walk [since, until) of the named feeds, or of all whose past is known; done windows are left out.

    Takes only the write lock, window by window, so that polls go on meanwhile.
    """
    now = utcnow()
    until = min(until or now, now)
    if since >= until:
        raise ConfigError("backfill", f"--since {since:%Y-%m-%d} is not before --until {until:%Y-%m-%d}")
    run = new_run(
        "backfill", now, trigger, since=since, until=until, arguments=json.dumps({"feeds": list(only)})
    )
    feeds = _with_past(settings, only)
    walked: list[tuple[Harvest, Kept]] = []
    with ExitStack() as stack:
        free = [feed for feed in feeds.values() if _is_free(settings, feed, stack)]
        todo, heard = _todo(settings, run, free, since, until, again=again, on_wait=on_wait)
        archive = stack.enter_context(open_archive(settings, run))
        async with open_client(settings, heard) as client:
            for number, window in enumerate(todo):
                step(f"{window.feed} {window.since:%Y-%m-%d}", number, len(todo))
                feed = feeds[window.feed]
                walked.append(await steps.window(client, archive, settings, feed, window, run))
    with _work(settings, on_wait) as db:
        finish_run(db, run, utcnow())
    return Walked(
        run=run,
        harvest=merged(run, tuple(feeds.values()), [harvest for harvest, _ in walked]),
        kept=tuple(kept for _, kept in walked),
        release=steps.publish(settings, utcnow()),
    )


async def _entries(client: Client, feed: Feed, window: Window) -> tuple[list[Entry], str]:
    """What the past lists in the window, each once; and what barred the way, "" when nothing did."""
    found: dict[str, Entry] = {}
    try:
        async for entry in WAYS[feed.history](client, feed, window.since, window.until):
            found.setdefault(entry.id, entry)
    except FetchError as error:
        logger.warning("%s: %s", feed.key, error)
        return list(found.values()), str(error)
    return list(found.values()), ""


def _with_past(settings: Settings, only: Sequence[str]) -> dict[str, Feed]:
    feeds = chosen(configured_feeds(settings), only)
    for feed in feeds:
        if only and not feed.history:
            raise ConfigError(
                feed.key, "no way into its past is known", "give it history = in your sources file"
            )
    return {feed.key: feed for feed in feeds if feed.history}


def _is_free(settings: Settings, feed: Feed, stack: ExitStack) -> bool:
    """Whether nobody walks this feed's past now; then nobody else will until `stack` is closed."""
    try:
        stack.enter_context(backfill_lock(Home(settings.home).make(), feed.key))
    except BusyError as busy:
        logger.warning("%s: left out: %s", feed.key, busy)
        return False
    return True


def _todo(
    settings: Settings,
    run: Run,
    feeds: Iterable[Feed],
    since: datetime,
    until: datetime,
    *,
    again: bool,
    on_wait: OnWait | None,
) -> tuple[list[Window], Wishes]:
    """The windows to walk, and what hosts asked of earlier runs."""
    windows = [window for feed in feeds for window in windows_between(feed, since, until)]
    with _work(settings, on_wait) as db:
        begin_run(db, run)
        walked = set() if again else done(db, {window.feed for window in windows})
        heard = wishes(db, run.started)
    return [window for window in windows if window not in walked], heard


def _work(settings: Settings, on_wait: OnWait | None = None) -> AbstractContextManager[Connection]:
    return open_work(Home(settings.home), memory_limit=settings.memory_limit, on_wait=on_wait)
