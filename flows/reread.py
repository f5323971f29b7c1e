"""`chipwatch reread`: a newer reader over the archive, day by day, in a process for each core."""

from __future__ import annotations

import json
import logging
import multiprocessing
import os
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass, replace
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from extractors.catalogue import load_catalogue
from extractors.version import PAGES_VERSION, VERSION
from flows.memory import remember
from flows.past import no_step
from flows.plan import chosen, configured_feeds
from flows.reading import Tripped, count_read, quarantined, read_safely
from flows.report import Report
from flows.show import Step
from flows.tally import Tally
from flows.walk import OnWait, new_run, publish_release, utcnow
from records.dates import UNDATED
from records.errors import ArchiveError
from records.feeds import Entry
from records.runs import Count, Found, Harvest, Quarantined, Run, Settled, Stage
from storage.archive import read_whole
from storage.database import Connection, open_work
from storage.entities import sync_entities
from storage.funnel import begin_run, finish_run
from storage.harvest import Kept, keep_again
from storage.home import Home
from storage.quarantine import entry_of
from storage.rereading import Stale, StalePage, Wanted, stale, stale_pages

if TYPE_CHECKING:
    from extractors.article import Repeated
    from flows.settings import Settings
    from storage.publish import Release

logger = logging.getLogger("flows.reread")

#: Pages between two writes: what a kill loses.
BATCH = 400
#: Pages for each process, unless the user says how many: starting one takes a second.
_FEW = 200
#: Pages handed to a process at once.
_CHUNK = 10

Work = Callable[[], AbstractContextManager[Connection]]
Read = tuple[StalePage, Found, Tripped | None]
ReadAll = Callable[[Sequence[StalePage]], Iterable[Read]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Reread:
    """What came of it. `kept` counts rows by the fields of Kept; `gone`: pages that left the archive."""

    run: Run
    counts: tuple[Count, ...]
    kept: Counter[str]
    gone: int
    release: Release | None


def run_reread(
    settings: Settings,
    *,
    since: datetime,
    until: datetime,
    only: Sequence[str] = (),
    again: bool = False,
    jobs: int = 0,
    step: Step = no_step,
    on_wait: OnWait | None = None,
) -> Reread:
    """Read the pages fetched in [since, until) that this reader has not read; `jobs` 0: a process a core.

    Each batch is kept before the next is read, and only then is the write lock taken: killed and called
    again, it goes on where it was. The second time nothing is left to do.
    """
    feeds = tuple(feed.key for feed in chosen(configured_feeds(settings), only)) if only else ()
    wanted = Wanted(
        reader=PAGES_VERSION, extractor=VERSION, since=since, until=until, feeds=feeds, again=again
    )
    arguments = json.dumps({"feeds": list(only), "again": again})
    run = new_run("reread", utcnow(), "cli", since=since, until=until, arguments=arguments)
    home = Home(settings.home)
    work = partial(open_work, home, memory_limit=settings.memory_limit, on_wait=on_wait)
    with work() as db:
        found, repeated = stale(db, wanted), remember(settings, db, run.started).repeated
        if found.total:
            begin_run(db, run)
            sync_entities(db, load_catalogue().entities.values())
    counts: list[Count] = []
    kept: Counter[str] = Counter()
    with _readers(home.archive, repeated, jobs, found.total) as read_all:
        for batch in _batches(work, wanted, found, step):
            harvest = _harvest(run, read_all(batch))
            with work() as db:
                kept += _rows(keep_again(db, harvest, utcnow(), last=False))
            counts += harvest.counts
    if found.total:
        with work() as db:
            finish_run(db, run, utcnow())
    release = publish_release(settings, utcnow())
    return Reread(run=run, counts=tuple(counts), kept=kept, gone=found.gone, release=release)


def _batches(work: Work, wanted: Wanted, found: Stale, step: Step) -> Iterator[list[StalePage]]:
    """The pages in the order of fetching, some hundreds at a time."""
    done = 0
    for day in found.days:
        with work() as db:
            pages = stale_pages(db, wanted, day)
        for start in range(0, len(pages), BATCH):
            step(f"{day}", done, found.total)
            yield pages[start : start + BATCH]
            done += len(pages[start : start + BATCH])
    if found.total:
        step("writing", found.total, found.total)


def _rows(kept: Kept) -> Counter[str]:
    return Counter(
        {name: getattr(kept, name) for name in ("articles", "versions", "replaced", "readings", "copies")}
    )


@contextmanager
def _readers(archive: Path, repeated: Repeated, jobs: int, total: int) -> Iterator[ReadAll]:
    """A function that reads pages, in this process or in others, and gives them back in their order."""
    jobs = jobs or min(os.cpu_count() or 1, 1 + total // _FEW)
    read = partial(_read, archive, repeated)
    if jobs == 1:
        yield partial(map, read)
        return
    # Spawned: DuckDB's threads don't survive a fork.
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(jobs, mp_context=context, initializer=load_catalogue) as pool:
        yield partial(pool.map, read, chunksize=_CHUNK)


def _read(archive: Path, repeated: Repeated, stale_page: StalePage) -> Read:
    """The page as this reader reads it. Its article keeps its name: identity is not for readers to change."""
    page = stale_page.page
    found = Found(entry=_nameless(stale_page), page=page, first_seen=page.fetched_at)
    try:
        body, about = read_whole(archive, page.file, page.offset)
    except ArchiveError as error:
        return stale_page, found, Tripped(stage=Stage.ARTICLE, reason="archive", problem=str(error))
    if about:
        found = replace(found, entry=entry_of(about))
    found, tripped = read_safely(found, body, repeated, stale_page.outlet, page.fetched_at)
    if found.article and stale_page.article:
        found = replace(found, article=replace(found.article, url=stale_page.article))
    return stale_page, found, tripped


def _nameless(stale_page: StalePage) -> Entry:
    """What stands for an entry that was not kept beside its page."""
    url = stale_page.article or stale_page.page.final_url
    return Entry(feed=stale_page.feed, id=url, url=url, link=url, title="", published=UNDATED)


def _harvest(run: Run, read: Iterable[Read]) -> Harvest:
    tally = Tally()
    found: list[Found] = []
    failed: list[Quarantined] = []
    settled: list[Settled] = []
    for stale_page, item, tripped in read:
        found.append(item)
        if tripped and tripped.reason == "archive":
            logger.warning("%s", tripped.problem)
            tally.add(stale_page.feed, Stage.ARTICLE, "in")
            tally.add(stale_page.feed, Stage.ARTICLE, "dropped", tripped.reason)
            continue
        if item.article is not None:
            tripped = None  # a wall or an error page: no reader can help, and the poll has noted it
        count_read(item, stale_page.feed, tally, tripped)
        if tripped:
            # Stage READ: no hole in what we know, since an older reader's article stays.
            waiting = replace(tripped, stage=Stage.READ)
            failed.append(quarantined(item.entry, stale_page.feed, waiting, run.started))
        elif item.reading is not None:
            settled.append(Settled(feed=stale_page.feed, item=item.entry.url, state="resolved"))
    return Harvest(
        run=run,
        found=tuple(found),
        counts=tally.counts(),
        quarantined=tuple(failed),
        settled=tuple(settled),
    )


def reread_report(reread: Reread) -> Report:
    """The report of a reread: a row a feed, and what changed."""
    by_feed: dict[str, Counter[str]] = {}
    for count in reread.counts:
        row = by_feed.setdefault(count.feed, Counter())
        row[f"{count.stage} {count.status}"] += count.n
        row["unreadable"] += count.n if count.reason == "archive" else 0
    rows: list[dict[str, object]] = [
        {
            "feed": feed,
            "pages": n["article in"],
            "articles": n["article out"],
            "on_topic": n["keep out"],
            "failed": n["article quarantined"],
            "unreadable": n["unreadable"],
        }
        for feed, n in sorted(by_feed.items())
    ]
    return Report(
        flow=reread.run.flow,
        run=reread.run.id,
        headline=_headline(reread, sum(by_feed.values(), Counter())),
        feeds=rows,
        release=reread.release.number if reread.release else None,
    )


def _headline(reread: Reread, n: Counter[str]) -> str:
    kept, unreadable = reread.kept, n["unreadable"]
    pages = n["article in"] - unreadable
    parts = [f"{pages} pages read again"] if pages else ["nothing to read again"]
    if pages:
        parts += [f"{kept['readings']} new readings", f"{kept['replaced']} texts replaced"]
    if reread.gone:
        parts.append(f"{reread.gone} pages skipped: older than archive_days, no longer in the archive")
    if unreadable:
        parts.append(f"{unreadable} pages skipped: their bytes are missing or damaged")
    parts.append(f"release {reread.release.number}" if reread.release else "nothing to publish")
    return f"reread: {', '.join(parts)}"
