"""The same text elsewhere: each new version compared with those of other articles of the days around it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import duckdb

from records.likeness import NEAR, Fingerprint, Likeness
from records.runs import Found, Harvest
from storage.articles import seen_at, version_id
from storage.batches import Row, day_of, load
from storage.identity import number
from storage.statements import apply, rows


def keep_copies(db: duckdb.DuckDBPyConnection, harvest: Harvest, now: datetime) -> int:
    """Fingerprints, and which of the new versions repeat an earlier text; how many do.

    Inside the open transaction and after `keep_articles`. A version is compared once, when it is new.
    """
    load(db, "fingerprints", _fingerprint_rows(harvest.found))
    if not apply(db, "fingerprints")["new"]:
        return 0
    pairs = [_Pair.of(*answer) for answer in rows(db, "alike")]
    load(db, "copies", [_row(pair, share, now, harvest.run.id) for pair, share in _repeated(pairs)])
    return apply(db, "copies")["copies"]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Text:
    """A version as far as comparing needs it."""

    version: int
    article: int
    fingerprint: Fingerprint


@dataclass(frozen=True, slots=True, kw_only=True)
class _Pair:
    """A new version and one that was seen before it."""

    new: _Text
    old: _Text
    #: What the old one repeats in its turn, article and version; itself when nothing.
    original: tuple[int, int]
    agency: str | None

    @classmethod
    def of(
        cls, new: Any, old: Any, original: int | None, original_version: int | None, agency: str | None
    ) -> _Pair:
        first = original or old["article_id"], original_version or old["version_id"]
        return cls(new=_text(new), old=_text(old), original=first, agency=agency)


def _text(row: Any) -> _Text:
    return _Text(
        version=row["version_id"],
        article=row["article_id"],
        fingerprint=Fingerprint(
            method=row["method"],
            words=row["words"],
            shingles=row["shingles"],
            exact=row["exact"],
            bands=tuple(row["bands"]),
            sketch=row["sketch"],
        ),
    )


def _repeated(pairs: Iterable[_Pair]) -> Iterator[tuple[_Pair, float]]:
    """The nearest earlier text of each new one that has any, with what they share; the originals first.

    `pairs` come in the order in which the new ones were seen, so that the original of a copy's copy is known.
    """
    candidates: defaultdict[int, list[_Pair]] = defaultdict(list)
    for pair in pairs:
        candidates[pair.new.version].append(pair)
    original: dict[int, tuple[int, int]] = {}
    for version, own in candidates.items():
        shares = [(pair.new.fingerprint.share(pair.old.fingerprint), pair) for pair in own]
        share, best = max(shares, key=lambda item: item[0])  # of equals the earliest
        if share < NEAR:
            continue
        first = original.get(best.old.version, best.original)
        if first[0] == best.new.article:
            continue  # an article that is repeated elsewhere repeats nobody when it is edited
        original[version] = first
        yield _first(best, first), share


def _first(pair: _Pair, original: tuple[int, int]) -> _Pair:
    return _Pair(new=pair.new, old=pair.old, original=original, agency=pair.agency)


def _row(pair: _Pair, share: float, now: datetime, run_id: str) -> Row:
    exact = pair.new.fingerprint.exact == pair.old.fingerprint.exact
    return {
        "version_id": pair.new.version,
        "article_id": pair.new.article,
        "original_id": pair.original[0],
        "original_version_id": pair.original[1],
        "kind": Likeness.EXACT if exact else Likeness.NEAR,
        "similarity": round(share, 3),
        "agency": pair.agency,
        "found_at": now,
        "run_id": run_id,
    }


def _fingerprint_rows(items: Iterable[Found]) -> Iterator[Row]:
    known: set[int] = set()
    for found in items:
        article, made = found.article, found.fingerprint
        if article is None or made is None or (key := version_id(article)) in known:
            continue
        known.add(key)
        yield {
            "version_id": key,
            "day": day_of(found.first_seen),  # replaced by the article's
            "article_id": number(article.url),
            "method": made.method,
            "words": made.words,
            "shingles": made.shingles,
            "exact": made.exact,
            "bands": made.bands,
            "sketch": made.sketch,
            "first_seen": seen_at(found),
        }
