"""What the file remembers that reading pages needs."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field
from functools import partial
from typing import TYPE_CHECKING

from storage.database import Connection, open_work
from storage.home import Home
from storage.lines import known_lines
from storage.pages import last_pages

if TYPE_CHECKING:
    from extractors.article import Repeated
    from flows.settings import Settings
    from records.news import ArchivedPage

Earlier = Callable[[Collection[str]], "Mapping[str, ArchivedPage]"]


def _nothing(_urls: Collection[str]) -> Mapping[str, ArchivedPage]:
    return {}


@dataclass(frozen=True, slots=True, kw_only=True)
class Memory:
    """Handed down the walk; by default of a file that remembers nothing."""

    #: Lines that outlets repeat, by outlet.
    repeated: Repeated = field(default_factory=dict)
    #: The newest fetch of each of these URLs, if any; asks the file for them.
    earlier: Earlier = _nothing


def remember(settings: Settings, db: Connection) -> Memory:
    """What the open file knows now; it is asked for earlier pages again when some are wanted."""
    return Memory(repeated=known_lines(db), earlier=partial(_earlier, settings))


def _earlier(settings: Settings, urls: Collection[str]) -> Mapping[str, ArchivedPage]:
    if not urls:
        return {}
    with open_work(Home(settings.home), memory_limit=settings.memory_limit) as db:
        return last_pages(db, urls)
