"""Measured accuracy, by extractor version and gold."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

import duckdb

from records.accuracy import Measure, Score
from storage.batches import load
from storage.statements import apply
from storage.transactions import transaction


def keep_scores(
    db: duckdb.DuckDBPyConnection,
    scores: Iterable[Score],
    *,
    gold: str,
    gold_sha256: str,
    extractor_version: str,
    now: datetime,
) -> int:
    """The figures of one extractor version on one state of one gold set; rows added.

    The same figures a second time change nothing; others replace those that were there.
    """
    about = {
        "evaluated_at": now,
        "extractor_version": extractor_version,
        "gold": gold,
        "gold_sha256": gold_sha256,
    }
    load(db, "evaluations", [about | _row(score) for score in scores])
    with transaction(db):
        return apply(db, "evaluations")["new"]


def _row(score: Score) -> dict[str, object]:
    return {
        "measure": Measure(score.measure),
        "type": score.type,
        "language": score.language,
        "documents": score.documents,
        "found": score.right,
        "missed": score.missed,
        "wrong": score.wrong,
        "precision": score.precision,
        "recall": score.recall,
        "f1": score.f1,
        "f1_low": score.low,
        "f1_high": score.high,
    }
