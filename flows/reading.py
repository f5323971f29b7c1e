"""One page as far as it can be read: article, fingerprint, facts; or why it trips the reader."""

from __future__ import annotations

import logging
from dataclasses import dataclass, replace
from datetime import datetime
from typing import TYPE_CHECKING

from records.errors import EvidenceError
from records.news import Page, Verdict
from records.runs import Found, Quarantined, Stage

if TYPE_CHECKING:
    from extractors.article import Repeated
    from flows.tally import Tally
    from records.feeds import Entry

logger = logging.getLogger("flows.reading")


#: Verdicts that may be another tomorrow: the article is behind them, and we could not have it.
PASSING = frozenset({Verdict.CHALLENGE, Verdict.COOKIE_WALL, Verdict.ERROR_PAGE, Verdict.EMPTY})


@dataclass(frozen=True, slots=True, kw_only=True)
class Tripped:
    """Why an item could not be had or read, and is to be tried again: where, a code, a line for people."""

    stage: Stage = Stage.ARTICLE
    reason: str
    problem: str
    #: False: its host keeps us away for now.
    asked: bool = True


def read_safely(
    found: Found, page: Page, repeated: Repeated, outlet: str, now: datetime
) -> tuple[Found, Tripped | None]:
    """`found` with what its page says; as far as it goes, and why, when there is to be another try.

    The one broad except of the house: a bug that one page sets off would else stop every poll from now on.
    """
    try:
        item = _read(found, page, repeated, outlet, now)
    except EvidenceError as error:
        return found, Tripped(reason="evidence", problem=str(error))
    except Exception as error:
        logger.exception("%s: the reader failed on %s", found.entry.feed, page.url)
        return found, Tripped(reason=f"crash_{type(error).__name__}", problem=str(error))
    article = item.article
    if article is not None and article.verdict in PASSING and page.status:
        return item, Tripped(reason=article.verdict, problem=article.why or f"no article: {article.verdict}")
    return item, None


def _read(found: Found, page: Page, repeated: Repeated, outlet: str, now: datetime) -> Found:
    """Raises EvidenceError for a fact that does not stand in the text."""
    from extractors.article import read_page
    from extractors.duplicates import fingerprint
    from extractors.reading import read
    from storage.evidence import check

    article = read_page(page, found.entry, now, repeated, outlet)
    if article.verdict is not Verdict.ARTICLE:
        return replace(found, article=article)
    reading = read(
        article.text, title=article.title, language=article.language, published=article.published.day
    )
    check(article, reading)
    return replace(found, article=article, reading=reading, fingerprint=fingerprint(article.text))


def count_read(found: Found, feed: str, tally: Tally, tripped: Tripped | None = None) -> None:
    """The funnel from page to reading kept."""
    tally.add(feed, Stage.ARTICLE, "in")
    if tripped is not None:
        tally.add(feed, Stage.ARTICLE, "quarantined", tripped.reason)
    elif found.reading is None:
        assert found.article is not None
        tally.add(feed, Stage.ARTICLE, "dropped", found.article.verdict)
    else:
        for stage, status in _READ:
            tally.add(feed, stage, status)
        if found.reading.relevance.on_topic:
            tally.add(feed, Stage.KEEP, "out")
        else:
            tally.add(feed, Stage.KEEP, "dropped", "off_topic")


_READ = (Stage.ARTICLE, "out"), (Stage.READ, "in"), (Stage.READ, "out"), (Stage.KEEP, "in")


def quarantined(entry: Entry, feed: str, tripped: Tripped, now: datetime) -> Quarantined:
    """What is needed to try the item again; its gap is where the article was published, else now."""
    from storage.quarantine import replay_of

    return Quarantined(
        feed=feed,
        stage=tripped.stage,
        item=entry.url,
        reason=tripped.reason,
        problem=tripped.problem,
        replay=replay_of(entry),
        moment=entry.published.value or now,
        asked=tripped.asked,
    )
