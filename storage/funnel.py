"""The funnel: for each feed and stage, in = out + dropped + quarantined."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from datetime import datetime

import duckdb

from records.runs import Count, Harvest, Run, Stage
from storage.batches import Row, day_of, load, optional, plain
from storage.identity import number
from storage.statements import apply
from storage.transactions import transaction


def unbalanced(counts: Iterable[Count]) -> dict[tuple[str, Stage], int]:
    """By (feed, stage): how many more went in than are accounted for; empty when all is well."""
    rest: Counter[tuple[str, Stage]] = Counter()
    for count in counts:
        rest[count.feed, count.stage] += count.n if count.status == "in" else -count.n
    return {where: n for where, n in rest.items() if n}


def keep_run(db: duckdb.DuckDBPyConnection, harvest: Harvest) -> bool:
    """The run and its counts, inside the open transaction; whether the run is new.

    The same harvest again replaces its own counts.
    """
    load(db, "runs", [_run_row(harvest)])
    load(db, "stage_counts", _count_rows(harvest))
    return apply(db, "runs")["run"] > 0


def begin_run(db: duckdb.DuckDBPyConnection, run: Run) -> None:
    """Note that the run is under way: killed now, it stays unfinished for all to see."""
    with transaction(db):
        keep_run(db, Harvest(run=run))


def finish_run(db: duckdb.DuckDBPyConnection, run: Run, now: datetime) -> None:
    """The run has ended; the first word counts."""
    db.execute(
        "UPDATE runs SET finished = $now WHERE run_id = $run AND finished IS NULL",
        {"now": plain(now), "run": run.id},
    )


def _run_row(harvest: Harvest) -> Row:
    run = harvest.run
    return {
        "run_id": run.id,
        "flow": run.flow,
        "trigger": run.trigger,
        "started": run.started,
        "since": run.since,
        "until": run.until,
        "arguments": optional(run.arguments),
        "versions": dict(run.versions),
        "changed": False,
    }


def _count_rows(harvest: Harvest) -> list[Row]:
    added: Counter[tuple[str, Stage, str, str]] = Counter()
    for count in harvest.counts:
        added[count.feed, count.stage, count.status, count.reason] += count.n
    part = _part(harvest)
    return [
        {
            "run_id": harvest.run.id,
            "part": part,
            "day": day_of(harvest.run.started),
            "feed": feed,
            "stage": stage,
            "status": status,
            "reason": optional(reason),
            "n": n,
        }
        for (feed, stage, status, reason), n in sorted(added.items())
    ]


def _part(harvest: Harvest) -> str:
    """Tells the writes of one run apart, and knows the same one again: a digest of what it is about."""
    entries = sorted(f"{found.entry.feed} {found.entry.id}" for found in harvest.found)
    polls = sorted(f"{poll.feed} {poll.started}" for poll in harvest.polls)
    gaps = sorted(map(str, harvest.gaps + harvest.closed))
    failed = sorted(f"{item.feed} {item.stage} {item.item}" for item in harvest.quarantined)
    return f"{number(*entries, *polls, *gaps, *failed, str(harvest.counts)):016x}"
