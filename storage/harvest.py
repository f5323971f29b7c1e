"""One run's harvest into the file: one transaction, harmless the second time."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from datetime import datetime

import duckdb

from records.runs import Harvest, Stage
from storage.articles import keep_articles
from storage.batches import plain
from storage.entities import keep_found_entities
from storage.entries import keep_entries
from storage.evidence import check
from storage.funnel import keep_run, unbalanced
from storage.gaps import keep_gaps
from storage.polls import keep_feeds, keep_polls
from storage.quarantine import keep_quarantined
from storage.readings import FACTS, keep_readings
from storage.transactions import transaction


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """What a harvest added to the file, in rows; all zero when the file had it already."""

    polls: int
    entries: int
    entries_changed: int
    pages: int
    articles: int
    versions: int
    readings: int
    mentions: int
    candidates: int
    amounts: int
    attributions: int
    entities: int
    #: Gaps opened, closed or cut.
    gaps: int
    #: Quarantined for the first time or again, and resolved.
    quarantined: int
    resolved: int
    #: Readings not kept because their text differs from the kept version in white space only.
    cosmetic: int
    #: (feed, stage) whose counts don't add up, with what is missing: an error of the caller.
    unbalanced: dict[tuple[str, Stage], int] = field(default_factory=dict)

    @property
    def changed(self) -> bool:
        """Whether there is something new for users to see: reason enough to publish."""
        return any(
            (self.entries, self.entries_changed, self.articles, self.versions, self.readings, self.gaps)
        ) or bool(self.quarantined or self.resolved)


def keep(db: duckdb.DuckDBPyConnection, harvest: Harvest, now: datetime) -> Kept:
    """Everything of this harvest, together or not at all. A second call with the same one changes nothing.

    Raises EvidenceError, before anything is written, when a fact does not stand in its text: check each
    reading with `storage.evidence.check` first, so that one bad reading costs one article.
    """
    for found in harvest.found:
        if found.article is not None and found.reading is not None:
            check(found.article, found.reading)
    with transaction(db):
        kept, begun = _keep(db, harvest, now)
        if kept.readings or kept.articles or kept.versions:
            db.execute("INSERT OR IGNORE INTO stale_days SELECT DISTINCT day FROM touched")
        if begun or kept.changed or kept.polls:
            db.execute(
                "UPDATE runs SET finished = $now, changed = changed OR $changed, release = NULL "
                "WHERE run_id = $run",
                {"now": plain(now), "changed": kept.changed, "run": harvest.run.id},
            )
    return kept


def _keep(db: duckdb.DuckDBPyConnection, harvest: Harvest, now: datetime) -> tuple[Kept, bool]:
    """In the order of the walk; and whether the run is new to the file."""
    begun = keep_run(db, harvest)
    keep_feeds(db, harvest.feeds, now)
    polls = keep_polls(db, harvest.polls, harvest.run.id)
    entries = keep_entries(db, harvest)
    articles = keep_articles(db, harvest)
    readings = keep_readings(db, harvest, now)
    entities = keep_found_entities(db) if readings["readings"] else Counter[str]()
    gaps = keep_gaps(db, harvest.gaps, harvest.closed, harvest.run, now)
    quarantine = keep_quarantined(db, harvest)
    kept = Kept(
        polls=polls,
        entries=entries["new"],
        entries_changed=entries["changed"],
        pages=articles["pages"],
        articles=articles["articles"],
        versions=articles["versions"],
        readings=readings["readings"],
        **{table: readings[table] for table in FACTS},
        entities=entities["new"],
        gaps=gaps,
        quarantined=quarantine["new"] + quarantine["again"],
        resolved=quarantine["resolved"],
        cosmetic=readings["cosmetic"],
        unbalanced=unbalanced(harvest.counts),
    )
    return kept, begun
