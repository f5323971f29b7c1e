"""Learning which lines an outlet prints under many articles, from its newest pages in the archive."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from datetime import datetime
from typing import TYPE_CHECKING

from storage.database import open_work
from storage.home import Home
from storage.lines import Sample, keep_lines, samples

if TYPE_CHECKING:
    from extractors.pages.repeated import Sight
    from flows.settings import Settings

logger = logging.getLogger("flows.learning")

#: Outlets looked at in one go: 40 pages each, a fifth of a second.
_AT_ONCE = 4


def learn_lines(settings: Settings, now: datetime) -> int:
    """Look at the outlets of which enough is new; how many lines are known that were not before.

    Pages read from now on are read without them, and `reread` finds those that were read with them.
    """
    from extractors.pages.repeated import learn_repeated

    home = Home(settings.home)
    with open_work(home, memory_limit=settings.memory_limit) as db:
        asked = samples(db, _AT_ONCE)
    if not asked:
        return 0
    seen = {sample.outlet: list(_sights(home, sample)) for sample in asked}
    with open_work(home, memory_limit=settings.memory_limit) as db:
        new = sum(
            keep_lines(db, outlet, learn_repeated(outlet, sights), len(sights), now)
            for outlet, sights in seen.items()
        )
    logger.info("%d repeated lines learnt from %s", new, ", ".join(seen))
    return new


def _sights(home: Home, sample: Sample) -> Iterator[Sight]:
    """The pages as read by somebody who knows no repeated lines; those that cannot be read are left out."""
    from extractors.article import read_page
    from extractors.pages.repeated import Sight
    from records.errors import ArchiveError
    from storage.archive import read_whole
    from storage.quarantine import entry_of

    for place in sample.places:
        try:
            page, about = read_whole(home.archive, place.file, place.offset)
        except ArchiveError as error:
            logger.warning("%s", error)
            continue
        article = read_page(page, entry_of(about) if about else None, place.fetched_at)
        yield Sight(article=article, seen=place.fetched_at)
