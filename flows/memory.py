"""What the file remembers that reading pages needs."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING

from records.hosts import NO_WISHES, Wishes
from storage.database import Connection, open_work
from storage.entries import articles_by_url
from storage.home import Home
from storage.hosts import wishes
from storage.lines import known_lines
from storage.pages import last_pages

if TYPE_CHECKING:
    from extractors.article import Repeated
    from flows.settings import Settings
    from records.feeds import Entry
    from records.news import ArchivedPage

Earlier = Callable[[Collection[str]], "Mapping[str, ArchivedPage]"]
Known = Callable[[Sequence["Entry"], datetime], Mapping[str, str]]


def _no_pages(_urls: Collection[str]) -> Mapping[str, ArchivedPage]:
    return {}


def _no_articles(_shown: Sequence[Entry], _now: datetime) -> Mapping[str, str]:
    return {}


@dataclass(frozen=True, slots=True, kw_only=True)
class Memory:
    """Handed down the walk; by default of a file that remembers nothing."""

    #: Lines that outlets repeat, by outlet.
    repeated: Repeated = field(default_factory=dict)
    #: The newest fetch of each of these URLs, if any; asks the file for them.
    earlier: Earlier = _no_pages
    #: The articles that the file has of these entries, by canonical URL; asks the file for them.
    known: Known = _no_articles
    #: What hosts asked of earlier runs.
    wishes: Wishes = NO_WISHES
    #: Canonical URLs that some feed of this run has taken on: no other feed's entry asks for them.
    taken: set[str] = field(default_factory=set)


def remember(settings: Settings, db: Connection, now: datetime) -> Memory:
    """What the open file knows now; it is asked again for what it has of single addresses."""
    return Memory(
        repeated=known_lines(db),
        earlier=partial(_earlier, settings),
        known=partial(_known, settings),
        wishes=wishes(db, now),
    )


def _earlier(settings: Settings, urls: Collection[str]) -> Mapping[str, ArchivedPage]:
    if not urls:
        return {}
    with open_work(Home(settings.home), memory_limit=settings.memory_limit) as db:
        return last_pages(db, urls)


def _known(settings: Settings, shown: Sequence[Entry], now: datetime) -> Mapping[str, str]:
    if not shown:
        return {}
    with open_work(Home(settings.home), memory_limit=settings.memory_limit) as db:
        return articles_by_url(db, shown, now)
