"""From a poll's new entries to readings: which to follow, fetch, archive, read; every loss counted.

Nothing here raises for what the world does: a failed item is quarantined with what a retry needs, an item
that is left out is counted with its reason, and the others go on.
"""

from __future__ import annotations

import asyncio
import logging
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import TYPE_CHECKING

from records.errors import EvidenceError, FetchError, ForbiddenError, GoneError
from records.feeds import Entry, Feed, Fetch, Known, Poll
from records.news import Page, Verdict
from records.runs import Count, Found, Gap, Harvest, Quarantined, Run, Stage

if TYPE_CHECKING:
    from feeds.client import Client
    from storage.archive import Archive

logger = logging.getLogger("flows.follow")


@dataclass(frozen=True, slots=True, kw_only=True)
class Sifted:
    """Polls compared with what we knew: what is to be followed, and the harvest so far."""

    wanted: tuple[tuple[Feed, Entry], ...]
    harvest: Harvest


class Tally:
    """Counts of one funnel, added up: (feed, stage, status, reason) → n."""

    def __init__(self) -> None:
        self._n: Counter[tuple[str, Stage, str, str]] = Counter()

    def add(self, feed: str, stage: Stage, status: str, reason: str = "", n: int = 1) -> None:
        """`n` more; nothing when `n` is 0."""
        if n:
            self._n[feed, stage, status, reason] += n

    def counts(self) -> tuple[Count, ...]:
        """One record per line of the funnel, in a fixed order."""
        return tuple(
            Count(feed=feed, stage=stage, status=status, reason=reason, n=n)
            for (feed, stage, status, reason), n in sorted(self._n.items())
        )


def sift(
    feeds: Mapping[str, Feed], polls: Sequence[Poll], known: Mapping[str, Known], run: Run, now: datetime
) -> Sifted:
    """Each poll against what we knew: which entries to follow, gaps, the first stages' counts."""
    from feeds.overlap import compare

    tally = Tally()
    compared: list[Poll] = []
    wanted: list[tuple[Feed, Entry]] = []
    gaps: list[Gap] = []
    for asked in polls:
        feed = feeds[asked.feed]
        poll, fresh, gap = compare(asked, known.get(feed.key, Known()), now)
        compared.append(poll)
        gaps += [gap] if gap else []
        _count_poll(tally, poll, len(fresh))
        wanted += pick(feed, fresh, tally)
    harvest = Harvest(run=run, polls=tuple(compared), counts=tally.counts(), gaps=tuple(gaps))
    return Sifted(wanted=tuple(wanted), harvest=harvest)


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
    client: Client, archive: Archive, sifted: Sifted, now: datetime, *, backfilled: bool = False
) -> Harvest:
    """Fetch, archive and read what was wanted; the harvest so far with all that this brought."""
    from feeds.pages import fetch_pages

    answers = await fetch_pages(client, sifted.wanted, now)
    rows = [(feed, entry, answer) for (feed, entry), answer in zip(sifted.wanted, answers, strict=True)]
    return await asyncio.to_thread(read_rows, archive, rows, sifted.harvest, now, backfilled=backfilled)


def read_rows(
    archive: Archive,
    rows: Iterable[tuple[Feed, Entry, Page | FetchError]],
    harvest: Harvest,
    now: datetime,
    *,
    backfilled: bool = False,
) -> Harvest:
    """Archive and read each page. The same page twice among the rows is read once."""
    tally = Tally()
    found: list[Found] = []
    failed: list[Quarantined] = []
    gaps: list[Gap] = []
    seen: set[str] = set()
    for feed, entry, answer in rows:
        bare = Found(entry=entry, first_seen=now, backfilled=backfilled)
        if isinstance(answer, FetchError):
            found.append(bare)
            if waiting := _failure(feed, entry, answer, tally):
                failed.append(waiting)
                gaps.append(_missing(feed, entry, now))
        elif answer.final_url in seen:
            tally.add(feed.key, Stage.FETCH, "dropped", "same_page")
            found.append(bare)
        else:
            seen.add(answer.final_url)
            tally.add(feed.key, Stage.FETCH, "out")
            archived = replace(bare, page=archive.add(answer))
            item, failure = _read_safely(archived, feed, answer, tally, now)
            found.append(item)
            failed += [failure] if failure else []
    return replace(
        harvest,
        found=harvest.found + tuple(found),
        counts=harvest.counts + tally.counts(),
        quarantined=harvest.quarantined + tuple(failed),
        gaps=harvest.gaps + tuple(gaps),
    )


def _read_safely(
    found: Found, feed: Feed, page: Page, tally: Tally, now: datetime
) -> tuple[Found, Quarantined | None]:
    """The page as read; one that trips our reader waits in quarantine, with the reason in the log.

    The one broad except of the house: a bug that one page sets off would else stop every poll from now on.
    """
    try:
        read_so_far = _read(found, page, now)
    except EvidenceError as error:
        return _tripped(found, feed, "evidence", error, tally)
    except Exception as error:
        logger.exception("%s: the reader failed on %s", feed.key, page.url)
        return _tripped(found, feed, f"crash_{type(error).__name__}", error, tally)
    _count_read(read_so_far, feed, tally)
    return read_so_far, None


def _read(found: Found, page: Page, now: datetime) -> Found:
    """Page to article to reading; raises EvidenceError for a fact that does not stand in the text."""
    from extractors.article import read_page
    from extractors.reading import read
    from storage.evidence import check

    article = read_page(page, found.entry, now)
    if article.verdict is not Verdict.ARTICLE:
        return replace(found, article=article)
    reading = read(article.text, title=article.title, language=article.language)
    check(article, reading)
    return replace(found, article=article, reading=reading)


def _tripped(
    found: Found, feed: Feed, reason: str, error: Exception, tally: Tally
) -> tuple[Found, Quarantined]:
    tally.add(feed.key, Stage.ARTICLE, "in")
    tally.add(feed.key, Stage.ARTICLE, "quarantined", reason)
    return found, _quarantined(feed, found.entry, Stage.ARTICLE, reason, error)


def _count_read(found: Found, feed: Feed, tally: Tally) -> None:
    assert found.article is not None
    tally.add(feed.key, Stage.ARTICLE, "in")
    if found.reading is None:
        tally.add(feed.key, Stage.ARTICLE, "dropped", found.article.verdict)
        return
    for stage, status in (
        (Stage.ARTICLE, "out"),
        (Stage.READ, "in"),
        (Stage.READ, "out"),
        (Stage.KEEP, "in"),
    ):
        tally.add(feed.key, stage, status)
    if found.reading.relevance.on_topic:
        tally.add(feed.key, Stage.KEEP, "out")
    else:
        tally.add(feed.key, Stage.KEEP, "dropped", "off_topic")


def _failure(feed: Feed, entry: Entry, error: FetchError, tally: Tally) -> Quarantined | None:
    """A verdict that no retry can change is dropped and counted; all else waits in quarantine."""
    logger.warning("%s: %s", feed.key, error)
    if isinstance(error, GoneError | ForbiddenError):
        tally.add(feed.key, Stage.FETCH, "dropped", error.reason)
        return None
    tally.add(feed.key, Stage.FETCH, "quarantined", error.reason)
    return _quarantined(feed, entry, Stage.FETCH, error.reason, error)


def _quarantined(feed: Feed, entry: Entry, stage: Stage, reason: str, error: Exception) -> Quarantined:
    from storage.quarantine import replay_of

    return Quarantined(
        feed=feed.key, stage=stage, item=entry.url, reason=reason, problem=str(error), replay=replay_of(entry)
    )


def _missing(feed: Feed, entry: Entry, now: datetime) -> Gap:
    """The moment of an article that we could not have."""
    when = entry.published.value or now
    return Gap(feed=feed.key, since=when, until=when, cause="article_failed")
