"""The walk: due feeds → new entries → pages → archive → article → reading → one short write → publish.

Plain functions and one composition, `run_poll`, with two ways to run it: directly, without Prefect; and in
`flows.poll`, which hands in the same steps as Prefect tasks.
"""

from __future__ import annotations

import asyncio
import json
import logging
import platform
import uuid
from collections.abc import Awaitable, Callable, Iterable, Sequence
from contextlib import ExitStack, asynccontextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from importlib.metadata import version
from typing import TYPE_CHECKING

from records.errors import BusyError, ConfigError
from records.runs import Harvest, Run

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Mapping

    from feeds.client import Client
    from flows.settings import Settings
    from records.feeds import Feed, FeedState, Known, Rhythm
    from storage.archive import Archive
    from storage.harvest import Kept
    from storage.publish import Release

logger = logging.getLogger("flows.walk")

#: Feeds a batch: a Prefect task each. 300 feeds cost 10.3 server CPU seconds as a task each, 0.6 in batches.
BATCH = 30

#: Says in words what a long wait waits for.
OnWait = Callable[[str], None]


def utcnow() -> datetime:
    """The clock; aware UTC. Everything below takes `now` as an argument."""
    return datetime.now(UTC)


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """What one poll will ask: decided and claimed before the first request goes out."""

    run: Run
    feeds: tuple[Feed, ...]
    due: tuple[tuple[Feed, FeedState], ...]
    known: Mapping[str, Known]
    rhythms: Mapping[str, Rhythm]

    def batches(self, size: int = BATCH) -> list[tuple[tuple[Feed, FeedState], ...]]:
        """`due` in lots of at most `size`; feeds of one host stay together as far as they fit."""
        rows = sorted(self.due, key=lambda row: (row[0].urls[0].split("/")[2], row[0].key))
        return [tuple(rows[n : n + size]) for n in range(0, len(rows), size)]


@dataclass(frozen=True, slots=True, kw_only=True)
class Walked:
    """How a run ended. `skipped`: another poll was under way, nothing was done."""

    run: Run
    harvest: Harvest
    kept: Kept | None = None
    release: Release | None = None
    skipped: bool = False


def new_run(flow: str, now: datetime, trigger: str, **more: object) -> Run:
    """A run with a fresh id and the versions of what runs; `more` are Run's other fields."""
    from extractors.version import VERSION

    versions = {"chipwatch": version("chipwatch"), "extractor": VERSION, "python": platform.python_version()}
    return Run(
        id=uuid.uuid4().hex,
        flow=flow,
        started=now,
        trigger=trigger,
        versions=versions,
        **more,  # type: ignore[arg-type]
    )


def configured_feeds(settings: Settings) -> dict[str, Feed]:
    """Every enabled feed of the shipped and the user's sources files; raises ConfigError."""
    from feeds.sources import SHIPPED, read_sources

    files = ([SHIPPED] if settings.shipped_sources else []) + settings.sources
    return {key: feed for key, feed in read_sources(files).items() if feed.enabled}


def chosen(feeds: Mapping[str, Feed], only: Iterable[str]) -> list[Feed]:
    """The named feeds, all when none is named; an unknown name raises ConfigError."""
    import difflib

    names = list(only)
    for name in names:
        if name not in feeds:
            near = difflib.get_close_matches(name, feeds, n=3)
            remedy = f"did you mean {', '.join(near)}?" if near else f"known: {', '.join(sorted(feeds))}"
            raise ConfigError(name, "no such feed", remedy)
    return [feeds[name] for name in names] if names else list(feeds.values())


def plan_poll(
    settings: Settings, run: Run, now: datetime, only: Sequence[str] = (), on_wait: OnWait | None = None
) -> Plan:
    """Which feeds are due, and what we know of them. Claims them: a crash after this makes no tight loop."""
    from extractors.catalogue import load_catalogue
    from feeds.timing import claim, due
    from storage.database import open_work
    from storage.entries import known_entries
    from storage.home import Home
    from storage.polls import feed_states, rhythms, schedule, sync_feeds

    feeds = configured_feeds(settings)
    asked = chosen(feeds, only)
    load_catalogue()  # a wrong one is refused before anything is asked or claimed
    with open_work(Home(settings.home), memory_limit=settings.memory_limit, on_wait=on_wait) as db:
        sync_feeds(db, feeds.values(), now)
        states = feed_states(db)
        ready = asked if only else due(asked, states, now)
        rows = tuple((feed, states[feed.key]) for feed in ready)
        schedule(db, {feed.key: claim(now) for feed in ready})
        keys = [feed.key for feed in ready]
        known, usual = known_entries(db, keys), rhythms(db, keys, now)
    return Plan(run=run, feeds=tuple(feeds.values()), due=rows, known=known, rhythms=usual)


@asynccontextmanager
async def open_client(settings: Settings) -> AsyncIterator[Client]:
    """The one socket, with the user's contact, proxy and limits."""
    from feeds.client import Client, Limits, user_agent

    limits = Limits(
        connect=settings.timeout_seconds,
        read=settings.timeout_seconds,
        total=settings.deadline_seconds,
        body=settings.max_bytes,
        at_once=settings.concurrency,
    )
    agent = user_agent(settings.contact)
    async with Client(agent=agent, proxy=settings.proxy or None, limits=limits) as client:
        yield client


def open_archive(settings: Settings, run: Run) -> Archive:
    """The raw archive, opened for this run; a context manager."""
    from storage.archive import Archive
    from storage.home import Home

    return Archive(Home(settings.home).archive, run.id)


async def poll_batch(
    client: Client,
    archive: Archive,
    batch: Sequence[tuple[Feed, FeedState]],
    known: Mapping[str, Known],
    run: Run,
) -> Harvest:
    """Ask these feeds, follow their new entries to readings. What goes wrong is in the harvest."""
    from feeds.poll import poll_feeds
    from flows.follow import follow, sift

    polls = await poll_feeds(client, batch, utcnow(), known)
    sifted = sift({feed.key: feed for feed, _ in batch}, polls, known, run, utcnow())
    return await follow(client, archive, sifted, utcnow())


def merged(run: Run, feeds: Sequence[Feed], parts: Iterable[Harvest]) -> Harvest:
    """The batches' harvests as one."""
    whole = Harvest(run=run, feeds=tuple(feeds))
    for part in parts:
        whole = replace(
            whole,
            polls=whole.polls + part.polls,
            found=whole.found + part.found,
            counts=whole.counts + part.counts,
            quarantined=whole.quarantined + part.quarantined,
            gaps=whole.gaps + part.gaps,
            closed=whole.closed + part.closed,
        )
    return whole


def keep_harvest(settings: Settings, harvest: Harvest, now: datetime, on_wait: OnWait | None = None) -> Kept:
    """One short write: everything of this run, together or not at all."""
    from extractors.catalogue import load_catalogue
    from storage.database import open_work
    from storage.entities import sync_entities
    from storage.harvest import keep
    from storage.home import Home

    with open_work(Home(settings.home), memory_limit=settings.memory_limit, on_wait=on_wait) as db:
        sync_entities(db, load_catalogue().entities.values())
        return keep(db, harvest, now)


def publish_release(settings: Settings, now: datetime, *, force: bool = False) -> Release | None:
    """A new release when content changed or an hour went by; None when neither."""
    from storage.home import Home
    from storage.publish import publish
    from trends.views import view_sql

    return publish(Home(settings.home), view_sql(), now, force=force)


@dataclass(frozen=True, slots=True, kw_only=True)
class Steps:
    """The four steps of a poll, as called: the functions themselves, or Prefect tasks around them."""

    plan: Callable[..., Plan] = plan_poll
    batch: Callable[..., Awaitable[Harvest]] = poll_batch
    keep: Callable[..., Kept] = keep_harvest
    publish: Callable[..., Release | None] = publish_release


DIRECT = Steps()


async def run_poll(
    settings: Settings,
    only: Sequence[str] = (),
    *,
    trigger: str = "cli",
    steps: Steps = DIRECT,
    on_wait: OnWait | None = None,
) -> Walked:
    """One poll over the due feeds, or the named ones. Another under way: skipped, nothing done."""
    from flows.signals import log_signals, with_alarms
    from storage.home import Home
    from storage.locks import poll_lock

    run = new_run("poll", utcnow(), trigger, arguments=json.dumps({"feeds": list(only)}))
    with ExitStack() as stack:
        try:
            stack.enter_context(poll_lock(Home(settings.home).make()))
        except BusyError as busy:
            logger.info("skipped: %s", busy)
            return Walked(run=run, harvest=Harvest(run=run), skipped=True)
        plan = steps.plan(settings, run, utcnow(), only, on_wait)
        async with open_client(settings) as client:
            with open_archive(settings, run) as archive:
                parts = await asyncio.gather(
                    *(steps.batch(client, archive, batch, plan.known, run) for batch in plan.batches())
                )
        harvest = with_alarms(merged(run, plan.feeds, parts), plan.rhythms, utcnow())
        log_signals(harvest)
        kept = steps.keep(settings, harvest, utcnow(), on_wait)
        return Walked(run=run, harvest=harvest, kept=kept, release=steps.publish(settings, utcnow()))
