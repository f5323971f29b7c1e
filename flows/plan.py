"""What a poll will ask: the feeds as configured, those that are due, and what the file knows of them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import islice
from typing import TYPE_CHECKING

from records.errors import ConfigError
from records.runs import Run

if TYPE_CHECKING:
    from flows.memory import Memory
    from flows.settings import Settings
    from flows.walk import OnWait
    from records.feeds import Entry, Feed, FeedState, Known, Rhythm
    from records.hosts import Wishes
    from storage.quarantine import Item

#: Feeds a batch: a Prefect task each. 300 feeds cost 10.3 server CPU seconds as a task each, 0.6 in batches.
BATCH = 30

#: The wait after an item's first, second … failure until a poll tries it again; then only `retry` does.
NO_PAUSE = timedelta()
PAUSES = timedelta(hours=1), timedelta(hours=4), timedelta(hours=16), timedelta(days=3)
#: Waiting items that one poll tries.
MOST_TRIES = 50


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """What one poll will ask: decided and claimed before the first request goes out."""

    run: Run
    feeds: tuple[Feed, ...]
    due: tuple[tuple[Feed, FeedState], ...]
    known: Mapping[str, Known]
    memory: Memory
    rhythms: Mapping[str, Rhythm]
    #: What failed before and may go better now.
    waiting: tuple[tuple[Feed, Entry], ...] = ()

    def batches(self, size: int = BATCH) -> list[tuple[tuple[Feed, FeedState], ...]]:
        """`due` in lots of at most `size`; feeds of one host stay together as far as they fit."""
        rows = sorted(self.due, key=lambda row: (row[0].urls[0].split("/")[2], row[0].key))
        return [tuple(rows[n : n + size]) for n in range(0, len(rows), size)]


def listed_feeds(settings: Settings) -> dict[str, Feed]:
    """Every feed of the shipped and the user's sources files, those switched off too; raises ConfigError."""
    from feeds.sources import SHIPPED, read_sources

    return read_sources(([SHIPPED] if settings.shipped_sources else []) + settings.sources)


def configured_feeds(settings: Settings) -> dict[str, Feed]:
    """Those that are switched on; raises ConfigError."""
    return {key: feed for key, feed in listed_feeds(settings).items() if feed.enabled}


#: Their keys alone can fill a screen.
_SHOWN = "chipwatch feeds list shows those that there are"


def chosen(feeds: Mapping[str, Feed], only: Iterable[str]) -> list[Feed]:
    """The named feeds, all when none is named; an unknown name raises ConfigError."""
    import difflib

    names = list(only)
    for name in names:
        if name not in feeds:
            near = difflib.get_close_matches(name, feeds, n=3)
            remedy = f"did you mean {', '.join(near)}?" if near else _SHOWN
            raise ConfigError(name, "no such feed", remedy)
    return [feeds[name] for name in names] if names else list(feeds.values())


def plan_poll(
    settings: Settings, run: Run, now: datetime, only: Sequence[str] = (), on_wait: OnWait | None = None
) -> Plan:
    """Which feeds are due, and what we know of them. Claims them: a crash after this makes no tight loop."""
    from extractors.catalogue import load_catalogue
    from feeds.memory import current
    from feeds.timing import claim, due
    from flows.memory import remember
    from storage.database import open_work
    from storage.entries import known_entries
    from storage.funnel import begin_run
    from storage.home import Home
    from storage.polls import feed_states, rhythms, schedule, sync_feeds
    from storage.quarantine import items

    with open_work(Home(settings.home), memory_limit=settings.memory_limit, on_wait=on_wait) as db:
        begin_run(db, run)  # first: a poll that dies of a broken sources file leaves its mark, too
        feeds = listed_feeds(settings)
        asked = chosen({key: feed for key, feed in feeds.items() if feed.enabled}, only)
        load_catalogue()  # a wrong one is refused before anything is asked or claimed
        sync_feeds(db, feeds.values(), now)
        remembered = feed_states(db)
        states = {key: current(feed, remembered[key]) for key, feed in feeds.items()}
        rows = tuple((feed, states[feed.key]) for feed in due(asked, states, now, named=bool(only)))
        keys = [feed.key for feed, _ in rows]
        schedule(db, (state for _, state in rows), claim(now))
        memory = remember(settings, db, now)
        return Plan(
            run=run,
            feeds=tuple(feeds.values()),
            due=rows,
            known=known_entries(db, keys),
            memory=memory,
            rhythms=rhythms(db, keys, now),
            waiting=tuple(
                _worth_another_try(items(db), {feed.key: feed for feed in asked}, memory.wishes, now)
            ),
        )


def _worth_another_try(
    waiting: Iterable[Item], feeds: Mapping[str, Feed], wishes: Wishes, now: datetime
) -> Iterator[tuple[Feed, Entry]]:
    """Items that failed seldom enough and long enough ago, oldest first, some dozens at most.

    Those of hosts that want no visitors now wait on; what was never asked for is ready as soon as they do.
    """
    from feeds.hosts import host_of
    from storage.quarantine import entry_of

    ready = (
        (feeds[item.what.feed], entry_of(item.what.replay))
        for item in waiting
        if item.what.feed in feeds
        and item.attempts <= len(PAUSES)
        and item.last_failed + (NO_PAUSE, *PAUSES)[item.attempts] <= now
    )
    welcome = (row for row in ready if host_of(row[1].link) not in wishes.blocked)
    yield from islice(welcome, MOST_TRIES)
