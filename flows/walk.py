"""The walk: due feeds → new entries → pages → archive → article → reading → one short write → publish.

Plain functions and one composition, `run_poll`, with two ways to run it: directly, without Prefect; and in
`flows.poll`, which hands in the same steps as Prefect tasks.
"""

from __future__ import annotations

import asyncio
import json
import logging
import math
import platform
import uuid
from collections.abc import Awaitable, Callable, Iterable, Sequence
from contextlib import ExitStack, asynccontextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from importlib.metadata import version
from typing import TYPE_CHECKING
from urllib.parse import urldefrag

from flows.plan import Plan, plan_poll
from records.errors import BusyError
from records.hosts import NO_WISHES, Wishes
from records.runs import Harvest, Run, Stage

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from feeds.client import Client
    from flows.memory import Memory
    from flows.settings import Settings
    from records.feeds import Entry, Feed, FeedState
    from storage.archive import Archive
    from storage.harvest import Kept
    from storage.publish import Release

logger = logging.getLogger("flows.walk")

#: Seconds for which a poll fetches pages from one host; what is left waits for the next poll. As long as one
#: poll is under way no feed is asked by another, and feeds scroll on.
LONGEST_STAY = 600.0

#: Says in words what a long wait waits for.
OnWait = Callable[[str], None]


def utcnow() -> datetime:
    """The clock; aware UTC. Everything below takes `now` as an argument."""
    return datetime.now(UTC)


@dataclass(frozen=True, slots=True, kw_only=True)
class Walked:
    """How a run ended. `skipped`: another poll was under way, nothing was done."""

    run: Run
    harvest: Harvest
    #: What it added to the file, one for each write.
    kept: tuple[Kept, ...] = ()
    release: Release | None = None
    skipped: bool = False


def new_run(flow: str, now: datetime, trigger: str, **more: object) -> Run:
    """A run with a fresh id and the versions of what runs; `more` are Run's other fields."""
    from extractors.version import PAGES_VERSION, VERSION

    versions = {
        "chipwatch": version("chipwatch"),
        "reader": PAGES_VERSION,
        "extractor": VERSION,
        "python": platform.python_version(),
    }
    return Run(
        id=uuid.uuid4().hex,
        flow=flow,
        started=now,
        trigger=trigger,
        versions=versions,
        **more,  # type: ignore[arg-type]
    )


@asynccontextmanager
async def open_client(
    settings: Settings, wishes: Wishes = NO_WISHES, *, longest_stay: float = math.inf
) -> AsyncIterator[Client]:
    """The one socket, with the user's contact, proxy and limits; heeds what hosts asked of earlier runs."""
    from feeds.client import Client, Limits, user_agent

    limits = Limits(
        connect=settings.timeout_seconds,
        read=settings.timeout_seconds,
        total=settings.deadline_seconds,
        body=settings.max_bytes,
        at_once=settings.concurrency,
    )
    agent = user_agent(settings.contact)
    proxy = settings.proxy or None
    async with Client(agent=agent, proxy=proxy, limits=limits, longest_stay=longest_stay) as client:
        client.remember(wishes, utcnow())
        yield client


def open_archive(settings: Settings, run: Run) -> Archive:
    """The raw archive, opened for this run; a context manager."""
    from storage.archive import Archive
    from storage.home import Home

    return Archive(Home(settings.home).archive, run.id)


async def poll_batch(
    client: Client, archive: Archive, batch: Sequence[tuple[Feed, FeedState]], plan: Plan
) -> Harvest:
    """Ask these feeds, follow their new entries to readings. What goes wrong is in the harvest."""
    from feeds.poll import poll_feeds
    from flows.follow import follow, sift

    polls = await poll_feeds(client, batch, utcnow(), plan.known)
    sifted = sift({feed.key: feed for feed, _ in batch}, polls, plan.known, plan.run, utcnow())
    return await follow(client, archive, sifted, plan.memory)


async def try_again(
    client: Client, archive: Archive, waiting: Sequence[tuple[Feed, Entry]], memory: Memory, run: Run
) -> Harvest:
    """Follow entries that failed before; they count as seen once more, not as new."""
    from flows.follow import Sifted, follow
    from flows.tally import Tally

    tally = Tally()
    for feed, _ in waiting:
        tally.add(feed.key, Stage.FETCH, "in")
    sifted = Sifted(
        wanted=tuple(waiting),
        harvest=Harvest(run=run, counts=tally.counts()),
        again=frozenset(urldefrag(entry.link).url for _, entry in waiting),
    )
    return await follow(client, archive, sifted, memory)


async def all_of(work: Iterable[Awaitable[Harvest]]) -> list[Harvest]:
    """What all of them give. When one fails the others still come to their end, then its error is raised."""
    done = await asyncio.gather(*work, return_exceptions=True)
    for outcome in done:
        if isinstance(outcome, BaseException):
            raise outcome
    return [harvest for harvest in done if isinstance(harvest, Harvest)]


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
            settled=whole.settled + part.settled,
            gaps=whole.gaps + part.gaps,
            closed=whole.closed + part.closed,
        )
    return whole


def keep_harvest(
    settings: Settings, harvest: Harvest, now: datetime, on_wait: OnWait | None = None, *, last: bool = True
) -> Kept:
    """One short write: everything of this harvest, together or not at all. `last`: the run ends with it."""
    from extractors.catalogue import load_catalogue
    from storage.database import open_work
    from storage.entities import sync_entities
    from storage.harvest import keep
    from storage.home import Home

    with open_work(Home(settings.home), memory_limit=settings.memory_limit, on_wait=on_wait) as db:
        sync_entities(db, load_catalogue().entities.values())
        return keep(db, harvest, now, last=last)


def publish_release(settings: Settings, now: datetime, *, force: bool = False) -> Release | None:
    """A new release when content changed or an hour went by; None when neither. Then what is too old goes."""
    from flows.forgetting import forget_old
    from storage.home import Home
    from storage.publish import publish
    from trends.views import view_sql

    release = publish(Home(settings.home), view_sql(), now, force=force)
    forget_old(settings, now)
    return release


@dataclass(frozen=True, slots=True, kw_only=True)
class Steps:
    """The steps of a poll, as called: the functions themselves, or Prefect tasks around them."""

    plan: Callable[..., Plan] = plan_poll
    batch: Callable[..., Awaitable[Harvest]] = poll_batch
    again: Callable[..., Awaitable[Harvest]] = try_again
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
    from flows.learning import learn_lines
    from flows.signals import log_signals, signals, with_alarms
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
        async with open_client(settings, plan.memory.wishes, longest_stay=LONGEST_STAY) as client:
            with open_archive(settings, run) as archive:
                work = [steps.batch(client, archive, batch, plan) for batch in plan.batches()]
                if plan.waiting:
                    work.append(steps.again(client, archive, plan.waiting, plan.memory, run))
                parts = await all_of(work)
            heard = client.wishes(utcnow())
        harvest = with_alarms(merged(run, plan.feeds, parts), plan.rhythms, utcnow())
        harvest = replace(harvest, wishes=heard)
        log_signals(harvest)
        kept = steps.keep(settings, harvest, utcnow(), on_wait)
        if kept.articles:
            learn_lines(settings, utcnow())
        changed = any(True for _ in signals(harvest))  # an alarm is news, whatever else there is
        release = steps.publish(settings, utcnow(), force=changed)
        return Walked(run=run, harvest=harvest, kept=(kept,), release=release)
