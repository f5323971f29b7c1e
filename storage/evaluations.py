"""Measured accuracy, kept beside what was read with it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

import duckdb

from records.accuracy import Score
from storage.batches import Row, load
from storage.transactions import transaction


def keep_scores(
    db: duckdb.DuckDBPyConnection,
    scores: Iterable[Score],
    *,
    gold: str,
    gold_sha256: str,
    extractor_version: str,
    now: datetime,
) -> None:
    """All figures of one evaluation; measuring the same version on the same gold again replaces them."""
    about: dict[str, object] = {
        "evaluated_at": now,
        "extractor_version": extractor_version,
        "gold": gold,
        "gold_sha256": gold_sha256,
    }
    load(db, "evaluations", [about | dict(_columns(score)) for score in scores])
    with transaction(db):
        db.execute(
            "DELETE FROM evaluations WHERE (extractor_version, gold, gold_sha256) = (?, ?, ?)",
            [extractor_version, gold, gold_sha256],
        )
        db.execute("INSERT INTO evaluations BY NAME SELECT * FROM batch_evaluations")


def _columns(score: Score) -> Row:
    return {
        "measure": score.measure,
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
