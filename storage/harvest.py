"""One run's harvest into the file: one transaction, harmless the second time."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field, replace
from datetime import datetime

import duckdb

from records.runs import Harvest, Stage
from storage.articles import as_known, keep_articles
from storage.copies import keep_copies
from storage.entities import keep_found_entities
from storage.entries import keep_entries
from storage.evidence import check
from storage.funnel import finish_run, keep_run, unbalanced
from storage.gaps import keep_gaps
from storage.hosts import keep_wishes
from storage.polls import keep_feeds, keep_polls
from storage.quarantine import keep_quarantined
from storage.readings import FACTS, keep_readings
from storage.transactions import transaction


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """What a harvest added to the file, in rows; all zero when the file had it already."""

    polls: int = 0
    entries: int = 0
    entries_changed: int = 0
    pages: int
    articles: int
    versions: int
    readings: int
    mentions: int
    candidates: int
    amounts: int
    attributions: int
    quotes: int = 0
    date_mentions: int = 0
    entities: int
    #: Gaps opened, closed or cut.
    gaps: int = 0
    #: Quarantined for the first time, once more, and settled.
    quarantined: int
    failed_again: int = 0
    resolved: int
    #: Readings not kept because their text differs from the kept version in white space only.
    cosmetic: int
    #: New versions whose text stood in another article before.
    copies: int = 0
    #: Versions that a newer reader of the same page replaced.
    replaced: int = 0
    #: (feed, stage) whose counts don't add up, with what is missing: an error of the caller.
    unbalanced: dict[tuple[str, Stage], int] = field(default_factory=dict)

    @property
    def changed(self) -> bool:
        """Whether there is something new for users to see: reason enough to publish."""
        return any(
            (self.entries, self.entries_changed, self.articles, self.versions, self.readings, self.gaps)
        ) or bool(self.replaced or self.quarantined or self.resolved)


def keep(db: duckdb.DuckDBPyConnection, harvest: Harvest, now: datetime, *, last: bool = True) -> Kept:
    """Everything of this harvest, together or not at all. A second call with the same one changes nothing.

    `last`: nothing more will come of this run, which ends with it.

    Raises EvidenceError, before anything is written, when a fact does not stand in its text: check each
    reading with `storage.evidence.check` first, so that one bad reading costs one article.
    """
    _check(harvest)
    with transaction(db):
        kept, begun = _keep(db, as_known(db, harvest), now)
        _close(db, harvest, kept, begun=begun)
        if last:
            finish_run(db, harvest.run, now)
    return kept


def keep_again(db: duckdb.DuckDBPyConnection, harvest: Harvest, now: datetime, *, last: bool = True) -> Kept:
    """What a newer reader found in pages that the file has: texts, facts, what failed; not the entries.

    Together or not at all, and the run ends with the `last`, as with `keep`.
    """
    _check(harvest)
    with transaction(db):
        begun = keep_run(db, harvest)
        articles, copies, readings, entities = _keep_texts(db, harvest, now)
        quarantine = keep_quarantined(db, harvest)
        kept = _kept(harvest, articles, readings, quarantine, copies=copies, entities=entities)
        _close(db, harvest, kept, begun=begun)
        if last:
            finish_run(db, harvest.run, now)
    return kept


def _check(harvest: Harvest) -> None:
    for found in harvest.found:
        if found.article is not None and found.reading is not None:
            check(found.article, found.reading)


def _close(db: duckdb.DuckDBPyConnection, harvest: Harvest, kept: Kept, *, begun: bool) -> None:
    """Note what follows from it: sums to rebuild, and whether the run brought something."""
    if kept.readings or kept.articles or kept.versions or kept.replaced:
        db.execute("INSERT OR IGNORE INTO stale_days SELECT DISTINCT day FROM touched")
    if begun or kept.changed or kept.polls:
        db.execute(
            "UPDATE runs SET changed = changed OR $changed, release = NULL WHERE run_id = $run",
            {"changed": kept.changed, "run": harvest.run.id},
        )


def _keep(db: duckdb.DuckDBPyConnection, harvest: Harvest, now: datetime) -> tuple[Kept, bool]:
    """In the order of the walk; and whether the run is new to the file."""
    begun = keep_run(db, harvest)
    keep_feeds(db, harvest.feeds, now)
    polls = keep_polls(db, harvest.polls, harvest.run.id)
    entries = keep_entries(db, harvest)
    articles, copies, readings, entities_new = _keep_texts(db, harvest, now)
    gaps = keep_gaps(db, harvest.gaps, harvest.closed, harvest.run, now)
    quarantine = keep_quarantined(db, harvest)
    keep_wishes(db, harvest.wishes, now)
    gaps += quarantine["holes"] + quarantine["filled"]
    kept = _kept(harvest, articles, readings, quarantine, copies=copies, entities=entities_new)
    return replace(
        kept, polls=polls, entries=entries["new"], entries_changed=entries["changed"], gaps=gaps
    ), begun


def _keep_texts(
    db: duckdb.DuckDBPyConnection, harvest: Harvest, now: datetime
) -> tuple[Counter[str], int, Counter[str], int]:
    """Rows of articles by statement, copies, rows of readings by statement, names found the first time."""
    articles = keep_articles(db, harvest, now)
    copies = keep_copies(db, harvest, now)
    readings = keep_readings(db, harvest, now)
    entities = keep_found_entities(db)["new"] if readings["readings"] else 0
    return articles, copies, readings, entities


def _kept(
    harvest: Harvest,
    articles: Counter[str],
    readings: Counter[str],
    quarantine: Counter[str],
    **more: int,
) -> Kept:
    return Kept(
        pages=articles["pages"],
        articles=articles["articles"],
        versions=articles["versions"],
        replaced=articles["replaced"],
        readings=readings["readings"],
        **{table: readings[table] for table in FACTS},
        quarantined=quarantine["new"],
        failed_again=quarantine["again"],
        resolved=quarantine["resolved"],
        cosmetic=readings["cosmetic"],
        unbalanced=unbalanced(harvest.counts),
        **more,
    )
