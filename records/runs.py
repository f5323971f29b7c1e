"""Run, Count, Quarantined, Gap, Harvest: how a run went, and what it brings to the file."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from records.facts import Reading
from records.feeds import Entry, Feed, Poll
from records.hosts import NO_WISHES, Wishes
from records.likeness import Fingerprint
from records.news import ArchivedPage, Article


class Stage(StrEnum):
    """The steps of the walk, as the funnel counts them."""

    POLL = "poll"  # in: feeds asked; out: feeds answered well
    ENTRY = "entry"  # in: items seen in feeds; out: new entries
    FETCH = "fetch"  # in: entries to fetch; out: pages archived
    ARTICLE = "article"  # in: pages; out: article versions
    READ = "read"  # in: article versions; out: readings
    KEEP = "keep"  # in: readings; out: readings written


@dataclass(frozen=True, slots=True, kw_only=True)
class Count:
    """One line of the funnel. `status` is `in`, `out`, `dropped` or `quarantined`.

    For each run, feed and stage: in = out + dropped + quarantined.
    """

    feed: str
    stage: Stage
    status: str
    #: Why, for dropped and quarantined; "" for in and out.
    reason: str = ""
    n: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Quarantined:
    """An item that failed, with what is needed to try it again."""

    feed: str
    stage: Stage
    #: URL or entry id.
    item: str
    reason: str
    problem: str
    #: What a retry needs, JSON.
    replay: str
    #: When the missing article was published, as far as its feed says; else when it first failed.
    moment: datetime
    #: False: its host keeps us away for now, so that this was no attempt.
    asked: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Settled:
    """An item that waits in quarantine no more. `state`: `resolved`, or `gone` where nothing is to be had."""

    feed: str
    item: str
    state: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Gap:
    """A hole in what we know of a feed. Those of single articles the file derives from the quarantine."""

    feed: str
    since: datetime
    until: datetime
    #: `no_overlap`, `downtime`, `failing`, `article_failed`, `never_backfilled`.
    cause: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """One run of a flow. `id` is unique: a UUID's hex."""

    id: str
    flow: str
    started: datetime
    #: `cli`, `prefect` …
    trigger: str
    #: The window asked for, for a backfill.
    since: datetime | None = None
    until: datetime | None = None
    arguments: str = ""
    #: What ran: component (`chipwatch`, `extractor`, `python` …) to version.
    versions: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """An entry followed as far as it went: to a page, an article, a reading."""

    entry: Entry
    page: ArchivedPage | None = None
    article: Article | None = None
    reading: Reading | None = None
    #: Of the article's text; None when there is none, or it was not read as news.
    fingerprint: Fingerprint | None = None
    #: The article's URL, where the page was not asked for because the file has the article by another feed.
    known_as: str = ""
    #: Our clock when the entry was first met, aware UTC.
    first_seen: datetime
    #: Whether the window came from backfill: first seen then is later than it might have been.
    backfilled: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Harvest:
    """All that one run, or one window of a backfill, brings to the file in one transaction."""

    run: Run
    feeds: tuple[Feed, ...] = ()
    polls: tuple[Poll, ...] = ()
    found: tuple[Found, ...] = ()
    counts: tuple[Count, ...] = ()
    quarantined: tuple[Quarantined, ...] = ()
    #: Items that came through, or proved to be gone, whether they waited or not.
    settled: tuple[Settled, ...] = ()
    gaps: tuple[Gap, ...] = ()
    #: Gaps that this harvest closes: (feed, since, until) of the window that was walked whole.
    closed: tuple[Gap, ...] = field(default_factory=tuple)
    #: What hosts asked of us meanwhile, for the next run to know.
    wishes: Wishes = NO_WISHES
