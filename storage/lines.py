"""Lines that outlets print under many articles: which outlets are to be looked at, what was learnt."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

import duckdb

from records.news import RepeatedLine
from storage.batches import aware, load, plain
from storage.statements import apply, rows
from storage.transactions import transaction

#: Articles that must have come since an outlet was looked at: before the first time, and from then on.
_FIRST, _LATER = 10, 50
#: The newest articles of an outlet that are looked at.
SAMPLE = 40


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where a page of the sample lies in the archive, and when it was fetched."""

    file: str
    offset: int
    fetched_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Sample:
    """The newest articles of an outlet that is to be looked at."""

    outlet: str
    places: tuple[Place, ...]


def known_lines(db: duckdb.DuckDBPyConnection) -> dict[str, dict[str, RepeatedLine]]:
    """All that was learnt, by outlet and key."""
    found: defaultdict[str, dict[str, RepeatedLine]] = defaultdict(dict)
    for outlet, key, line, stories, of, first, last, examples in db.execute(
        "SELECT outlet, key, line, articles, of_articles, first_seen, last_seen, examples FROM repeated_lines"
    ).fetchall():
        found[outlet][key] = RepeatedLine(
            outlet=outlet, key=key, line=line, stories=stories, of=of,
            first=aware(first), last=aware(last), evidence=tuple(examples),
        )  # fmt: skip
    return dict(found)


def samples(db: duckdb.DuckDBPyConnection, most: int) -> list[Sample]:
    """Of at most `most` outlets of which enough is new, those that wait for most articles first."""
    places: defaultdict[str, list[Place]] = defaultdict(list)
    limits = {"most": most, "first": _FIRST, "later": _LATER, "sample": SAMPLE}
    for outlet, file, offset, fetched_at in rows(db, "line_samples", limits):
        places[outlet].append(Place(file=file, offset=offset, fetched_at=aware(fetched_at)))
    return [Sample(outlet=outlet, places=tuple(found)) for outlet, found in places.items()]


def keep_lines(
    db: duckdb.DuckDBPyConnection, outlet: str, lines: Iterable[RepeatedLine], looked_at: int, now: datetime
) -> int:
    """What was learnt of an outlet from so many articles; how many lines are new."""
    rows_of_lines = [
        {
            "outlet": outlet,
            "key": line.key,
            "line": line.line,
            "articles": line.stories,
            "of_articles": line.of,
            "first_seen": line.first,
            "last_seen": line.last,
            "examples": line.evidence,
            "learnt_at": now,
        }
        for line in lines
    ]
    with transaction(db):
        load(db, "repeated_lines", rows_of_lines)
        db.execute(
            "INSERT OR REPLACE INTO line_learnings VALUES (?, 0, ?, ?)", [outlet, looked_at, plain(now)]
        )
        return apply(db, "lines")["new"]
