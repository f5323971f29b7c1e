"""From a poll's new entries to readings: which to follow, fetch, archive, read; every loss counted.

Nothing here raises for what the world does: a failed item is quarantined with what a retry needs, an item
that is left out is counted with its reason, and the others go on.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import TYPE_CHECKING
from urllib.parse import urldefrag

from flows.memory import Memory
from flows.once import grouped, not_met, with_spared
from flows.reading import Tripped, count_read, quarantined, read_safely
from flows.tally import Tally
from flows.walk import utcnow
from records.errors import FetchError, ForbiddenError, GoneError, HeldOffError
from records.feeds import Entry, Feed, Fetch, Known, Poll
from records.news import ArchivedPage, Page
from records.runs import Found, Gap, Harvest, Quarantined, Run, Settled, Stage

if TYPE_CHECKING:
    from feeds.client import Client
    from storage.archive import Archive

logger = logging.getLogger("flows.follow")

#: Pages fetched before the first of them is archived and read: what a kill loses, and what memory holds.
LOT = 50


@dataclass(frozen=True, slots=True, kw_only=True)
class Sifted:
    """Polls compared with what we knew: what is to be followed, and the harvest so far."""

    wanted: tuple[tuple[Feed, Entry], ...]
    harvest: Harvest
    #: Addresses among them that were fetched before.
    again: frozenset[str] = frozenset()


def sift(
    feeds: Mapping[str, Feed], polls: Sequence[Poll], known: Mapping[str, Known], run: Run, now: datetime
) -> Sifted:
    """Each poll against what we knew: which entries to follow, gaps, the first stages' counts."""
    from feeds.overlap import compare

    tally = Tally()
    compared: list[Poll] = []
    wanted: list[tuple[Feed, Entry]] = []
    again: set[str] = set()
    gaps: list[Gap] = []
    for asked in polls:
        feed, before = feeds[asked.feed], known.get(asked.feed, Known())
        poll, fresh, gap = compare(asked, before, now)
        compared.append(poll)
        gaps += [gap] if gap else []
        _count_poll(tally, poll, len(fresh))
        wanted += pick(feed, fresh, tally)
        again |= {urldefrag(entry.link).url for entry in fresh if entry.id in before.ids}
    harvest = Harvest(run=run, polls=tuple(compared), counts=tally.counts(), gaps=tuple(gaps))
    return Sifted(wanted=tuple(wanted), harvest=harvest, again=frozenset(again))


def sift_past(feed: Feed, entries: Sequence[Entry], known: Known, run: Run) -> Sifted:
    """A window's entries against what we knew: the same first counts, and those to follow."""
    tally = Tally()
    fresh = [entry for entry in entries if entry.id not in known.ids and entry.url not in known.urls]
    tally.add(feed.key, Stage.ENTRY, "in", n=len(entries))
    tally.add(feed.key, Stage.ENTRY, "out", n=len(fresh))
    tally.add(feed.key, Stage.ENTRY, "dropped", "known", len(entries) - len(fresh))
    wanted = tuple(pick(feed, fresh, tally))
    followed = {entry.id for _, entry in wanted}
    found = (
        Found(entry=entry, first_seen=run.started, backfilled=True)
        for entry in fresh
        if entry.id not in followed
    )
    return Sifted(wanted=wanted, harvest=Harvest(run=run, found=tuple(found), counts=tally.counts()))


def _count_poll(tally: Tally, poll: Poll, followed: int) -> None:
    tally.add(poll.feed, Stage.POLL, "in")
    if poll.outcome.is_good:
        tally.add(poll.feed, Stage.POLL, "out")
    else:
        logger.warning("feed %s: %s: %s", poll.feed, poll.outcome, poll.problem)
        tally.add(poll.feed, Stage.POLL, "dropped", poll.outcome)
    seen = len(poll.entries) + len(poll.unread)
    tally.add(poll.feed, Stage.ENTRY, "in", n=seen + sum(poll.dropped.values()))
    tally.add(poll.feed, Stage.ENTRY, "out", n=followed)
    tally.add(poll.feed, Stage.ENTRY, "dropped", "known", seen - followed)
    for reason, n in poll.dropped.items():
        tally.add(poll.feed, Stage.ENTRY, "dropped", reason, n)


def pick(feed: Feed, entries: Sequence[Entry], tally: Tally) -> list[tuple[Feed, Entry]]:
    """The entries whose pages are worth a request, counted with those that the feed's own words leave out."""
    worth = [entry for entry in entries if feed.fetch is Fetch.ALL or _matches(entry)]
    tally.add(feed.key, Stage.FETCH, "in", n=len(entries))
    tally.add(feed.key, Stage.FETCH, "dropped", "no_match", len(entries) - len(worth))
    return [(feed, entry) for entry in worth]


def _matches(entry: Entry) -> bool:
    from extractors.prefilter import touches

    return touches(f"{entry.title}\n{entry.summary}\n{entry.content}")


async def follow(
    client: Client, archive: Archive, sifted: Sifted, memory: Memory, *, backfilled: bool = False
) -> Harvest:
    """Fetch, archive and read what was wanted, lot by lot; the harvest so far with all that this brought.

    A page is asked for once, however many feeds show it, and not at all when another feed's entry brought it.
    """
    from feeds.pages import fetch_pages

    earlier = await asyncio.to_thread(memory.earlier, sifted.again)
    known = await asyncio.to_thread(memory.known, not_met(sifted.wanted, sifted.again), utcnow())
    groups, spared = grouped(sifted.wanted, known, memory)
    harvest = with_spared(sifted.harvest, spared, known, utcnow(), backfilled=backfilled)
    shelf = Shelf(archive=archive, memory=memory, earlier=earlier)
    for start in range(0, len(groups), LOT):
        lot = groups[start : start + LOT]
        answers = await fetch_pages(client, [group[0] for group in lot], utcnow)
        rows = [(*one, answer) for group, answer in zip(lot, answers, strict=True) for one in group]
        harvest = await asyncio.to_thread(read_rows, shelf, rows, harvest, utcnow(), backfilled=backfilled)
    return harvest


@dataclass(frozen=True, slots=True, kw_only=True)
class Shelf:
    """Where pages are put before they are read, and what is known of them."""

    archive: Archive
    memory: Memory = field(default_factory=Memory)
    #: Pages fetched before, by URL.
    earlier: Mapping[str, ArchivedPage] = field(default_factory=dict)

    def add(self, page: Page, entry: Entry) -> ArchivedPage:
        """Archived with what its feed said of it; an unchanged body as a revisit."""
        from storage.quarantine import replay_of

        return self.archive.add(page, self.earlier.get(page.url), replay_of(entry))


def read_rows(
    shelf: Shelf,
    rows: Iterable[tuple[Feed, Entry, Page | FetchError]],
    harvest: Harvest,
    now: datetime,
    *,
    backfilled: bool = False,
) -> Harvest:
    """Archive and read each page. The same bytes from the same place twice among the rows are read once."""
    tally = Tally()
    found: list[Found] = []
    failed: list[Quarantined] = []
    settled: list[Settled] = []
    seen: dict[str, tuple[bytes, Tripped | None]] = {}
    for feed, entry, answer in rows:
        item = Found(entry=entry, first_seen=now, backfilled=backfilled)
        trouble: Tripped | None = None
        if isinstance(answer, FetchError):
            trouble = _failure(feed, answer, tally)
        elif answer.final_url in seen and seen[answer.final_url][0] == answer.body:
            trouble = seen[answer.final_url][1]
            fate = ("quarantined", trouble.reason) if trouble else ("dropped", "same_page")
            tally.add(feed.key, Stage.FETCH, *fate)
        else:
            tally.add(feed.key, Stage.FETCH, "out")
            archived = replace(item, page=shelf.add(answer, entry))
            item, trouble = read_safely(
                archived, answer, shelf.memory.repeated, feed.outlet or entry.credit, now
            )
            count_read(item, feed.key, tally, trouble)
            seen[answer.final_url] = answer.body, trouble
        found.append(item)
        if trouble is None:
            settled.append(Settled(feed=feed.key, item=entry.url, state=_end(answer)))
        else:
            failed.append(quarantined(entry, feed.key, trouble, now))
    return replace(
        harvest,
        found=harvest.found + tuple(found),
        counts=harvest.counts + tally.counts(),
        quarantined=harvest.quarantined + tuple(failed),
        settled=harvest.settled + tuple(settled),
    )


def _failure(feed: Feed, error: FetchError, tally: Tally) -> Tripped | None:
    """A verdict that no retry can change is dropped and counted; all else waits in quarantine."""
    logger.info("%s: %s", feed.key, error)
    if isinstance(error, GoneError | ForbiddenError):
        tally.add(feed.key, Stage.FETCH, "dropped", error.reason)
        return None
    tally.add(feed.key, Stage.FETCH, "quarantined", error.reason)
    asked = not isinstance(error, HeldOffError)
    return Tripped(stage=Stage.FETCH, reason=error.reason, problem=str(error), asked=asked)


def _end(answer: Page | FetchError) -> str:
    return "gone" if isinstance(answer, FetchError) else "resolved"
