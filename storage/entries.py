"""Items as feeds show them."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

import duckdb

from records.feeds import Entry, Known
from records.runs import Harvest
from storage.batches import Row, countable, date_columns, day_of, load, optional
from storage.identity import number
from storage.statements import apply, rows

#: Between the days of one story in two feeds: one may have none, and was seen days later.
_NEAR = timedelta(days=14)


def known_entries(db: duckdb.DuckDBPyConnection, keys: Iterable[str]) -> dict[str, Known]:
    """What the file has of each named feed; feeds that it has nothing of are absent."""
    load(db, "feeds", [{"feed": key} for key in keys], "asked")
    shown: defaultdict[str, list[tuple[str, ...]]] = defaultdict(list)
    for feed, *words in rows(db, "known_entries"):
        shown[feed].append(tuple(words))
    return {
        feed: Known(
            ids=frozenset(key for key, *_ in entries),
            urls=frozenset(url for _, url, *_ in entries),
            titles={key: title for key, _, title, _ in entries},
            updates={key: updated for key, *_, updated in entries},
        )
        for feed, entries in shown.items()
    }


def keep_entries(db: duckdb.DuckDBPyConnection, harvest: Harvest) -> Counter[str]:
    """Every entry of the harvest, inside the open transaction; how many were `new`, how many `changed`."""
    load(db, "entries", [_row(sight, harvest.run.id) for sight in _sights(harvest)])
    addresses = {address for address in _led(harvest) if address[0] != address[1]}
    linked = [{"url": url, "article_id": number(article)} for url, article in addresses]
    load(db, "entries", linked, "linked")
    # Entries that stood in their feed unread were seen all the same.
    unread = {number(poll.feed, key): poll.started for poll in harvest.polls for key in poll.unread}
    load(db, "entries", [{"entry_id": n, "last_seen": seen} for n, seen in unread.items()], "unread")
    return apply(db, "entries")


def articles_by_url(db: duckdb.DuckDBPyConnection, shown: Sequence[Entry], now: datetime) -> dict[str, str]:
    """The article's URL by that of an entry which led to it, of any feed; those that led to none are absent.

    What a page said in place of its article (a cookie wall, an error) is none. Looked for near the days of
    the entries `shown`; an undated one has today's.
    """
    if not shown:
        return {}
    days = [_day(entry, now) for entry in shown]
    load(db, "entries", [{"url": entry.url} for entry in shown], "asked")
    return dict(rows(db, "articles_by_url", {"first": min(days) - _NEAR, "last": max(days) + _NEAR}))


def _led(harvest: Harvest) -> Iterator[tuple[str, str]]:
    """From the entry's URL to its article's: they differ where a page names another address as its own."""
    for found in harvest.found:
        if found.article is not None:
            yield found.entry.url, found.article.url
        elif found.known_as:
            yield found.entry.url, found.known_as


@dataclass(frozen=True, slots=True, kw_only=True)
class _Sight:
    """An entry as last seen in this harvest."""

    entry: Entry
    first: datetime
    last: datetime
    backfilled: bool


def _sights(harvest: Harvest) -> Iterable[_Sight]:
    """One for each entry, in the order in which they first come."""
    sights: dict[tuple[str, str], _Sight] = {}
    for entry, seen, backfilled in _all_entries(harvest):
        known = sights.get((entry.feed, entry.id))
        sights[entry.feed, entry.id] = _Sight(
            entry=entry if known is None or seen >= known.last else known.entry,
            first=seen if known is None else min(seen, known.first),
            last=seen if known is None else max(seen, known.last),
            backfilled=backfilled if known is None else backfilled and known.backfilled,
        )
    return sights.values()


def _all_entries(harvest: Harvest) -> Iterator[tuple[Entry, datetime, bool]]:
    for poll in harvest.polls:
        for entry in poll.entries:
            yield entry, poll.started, False
    for found in harvest.found:
        yield found.entry, found.first_seen, found.backfilled


def _day(entry: Entry, seen: datetime) -> date:
    """The storage key."""
    return day_of((countable(entry.published) and entry.published.value) or seen)


def _row(sight: _Sight, run_id: str) -> Row:
    entry = sight.entry
    return {
        "entry_id": number(entry.feed, entry.id),
        "day": _day(entry, sight.first),
        "feed": entry.feed,
        "id": entry.id,
        "url": entry.url,
        "article_id": number(entry.url),
        "link": optional(entry.link),
        "title": optional(entry.title),
        "summary": optional(entry.summary),
        "author": optional(entry.author),
        "tags": entry.tags,
        "credit": optional(entry.credit),
        **date_columns("published", entry.published),
        "updated": entry.updated.value if entry.updated else None,
        "updated_raw": optional(entry.updated.raw) if entry.updated else None,
        "first_seen": sight.first,
        "last_seen": sight.last,
        "backfilled": sight.backfilled,
        "run_id": run_id,
    }
