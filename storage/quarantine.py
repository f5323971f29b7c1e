"""Items that failed, with what a retry needs."""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import asdict, dataclass
from datetime import datetime

import duckdb

from records.dates import Confidence, Dated
from records.feeds import Entry
from records.runs import Harvest, Quarantined, Run, Stage
from storage.batches import Row, aware, load
from storage.identity import number
from storage.statements import apply


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """A row of the table: what failed, and how often."""

    id: int
    what: Quarantined
    #: Runs in which it failed.
    attempts: int
    first_failed: datetime
    last_failed: datetime


def items(db: duckdb.DuckDBPyConnection) -> list[Item]:
    """What waits for a retry, longest waiting first."""
    answer = db.execute(
        "SELECT item_id, feed, stage, item, reason, problem, replay, moment, attempts, first_failed, "
        "last_failed FROM quarantine WHERE state = 'open' ORDER BY first_failed, item_id"
    ).fetchall()
    return [
        Item(
            id=item_id,
            what=Quarantined(
                feed=feed,
                stage=Stage(stage),
                item=item,
                reason=reason,
                problem=problem,
                replay=replay,
                moment=aware(moment),
            ),
            attempts=attempts,
            first_failed=aware(first),
            last_failed=aware(last),
        )
        for item_id, feed, stage, item, reason, problem, replay, moment, attempts, first, last in answer
    ]


def replay_of(entry: Entry) -> str:
    """The entry, for `Quarantined.replay`."""
    return json.dumps(asdict(entry), ensure_ascii=False, sort_keys=True, default=datetime.isoformat)


def entry_of(replay: str) -> Entry:
    """The entry that `replay_of` wrote down."""
    fields = json.loads(replay)
    dates = {name: _dated(fields.pop(name)) for name in ("published", "updated")}
    return Entry(**{**fields, **dates, "tags": tuple(fields["tags"])})


def keep_quarantined(db: duckdb.DuckDBPyConnection, harvest: Harvest) -> Counter[str]:
    """What failed and what came through, and the gaps of single articles that follow from it.

    Inside the open transaction, after the gaps and the run; rows by statement.
    """
    rows = {row["item_id"]: row for row in (_row(item, harvest.run) for item in harvest.quarantined)}
    load(db, "quarantine", rows.values())
    db.execute(
        "CREATE OR REPLACE TEMP TABLE batch_settled AS "
        "SELECT DISTINCT unnest($feeds) AS feed, unnest($items) AS item, unnest($states) AS state",
        {
            "feeds": [one.feed for one in harvest.settled],
            "items": [one.item for one in harvest.settled],
            "states": [one.state for one in harvest.settled],
        },
    )
    return apply(db, "quarantine")


def _row(item: Quarantined, run: Run) -> Row:
    return {
        "item_id": number(item.feed, item.stage, item.item),
        "feed": item.feed,
        "stage": item.stage,
        "item": item.item,
        "reason": item.reason,
        "problem": item.problem,
        "replay": item.replay,
        "moment": item.moment,
        "state": "open",
        "attempts": int(item.asked),
        "first_failed": run.started,
        "last_failed": run.started,
        "run_id": run.id,
    }


def _dated(fields: dict[str, str] | None) -> Dated | None:
    if fields is None:
        return None
    value = fields["value"] and datetime.fromisoformat(fields["value"])
    return Dated(
        raw=fields["raw"],
        value=value or None,
        method=fields["method"],
        confidence=Confidence(fields["confidence"]),
    )
