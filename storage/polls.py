"""Feeds as configured, what is remembered of them, and how their polls went."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import fields, replace
from datetime import datetime

import duckdb

from records.feeds import Feed, FeedState, Outcome, Poll, Rhythm
from storage.batches import Row, aware, day_of, load, optional
from storage.identity import moment, number
from storage.statements import apply, rows
from storage.transactions import transaction

#: Fields of FeedState whose column has another name.
_COLUMNS = {"key": "feed", "interval": "interval_seconds"}
_FIELDS = {column: field for field, column in _COLUMNS.items()}


def sync_feeds(db: duckdb.DuckDBPyConnection, feeds: Iterable[Feed], now: datetime) -> None:
    """Make the table of feeds say what the sources files say; feeds they no longer name stay, unlisted."""
    with transaction(db):
        keep_feeds(db, feeds, now)
        db.execute(
            "UPDATE feeds SET listed = false WHERE listed AND feed NOT IN (SELECT feed FROM batch_feeds)"
        )


def keep_feeds(db: duckdb.DuckDBPyConnection, feeds: Iterable[Feed], now: datetime) -> None:
    """These feeds as they are configured now, inside the open transaction; others are left alone."""
    load(db, "feeds", [_feed_row(feed, now) for feed in {feed.key: feed for feed in feeds}.values()])
    apply(db, "feeds")


def feed_states(db: duckdb.DuckDBPyConnection) -> dict[str, FeedState]:
    """What is remembered of every feed in the table; a fresh state for those never polled."""
    states = {key: FeedState(key=key) for (key,) in db.execute("SELECT feed FROM feeds").fetchall()}
    answer = db.execute("FROM feed_states")
    columns = [column[0] for column in answer.description]
    return states | {
        state.key: state
        for state in (_state(dict(zip(columns, row, strict=True))) for row in answer.fetchall())
    }


def schedule(db: duckdb.DuckDBPyConnection, states: Iterable[FeedState], at: datetime) -> None:
    """Remember these, each to be polled next at `at`."""
    with transaction(db):
        keep_states(db, [replace(state, next_poll=at) for state in states])


def keep_states(db: duckdb.DuckDBPyConnection, states: Iterable[FeedState]) -> None:
    """Remember these, inside the open transaction, unless something newer is remembered already.

    What was remembered of other addresses than those that are configured now is never newer.
    """
    load(db, "feed_states", [_state_row(state) for state in states])
    apply(db, "feed_states")


def keep_polls(db: duckdb.DuckDBPyConnection, polls: Iterable[Poll], run_id: str) -> int:
    """Polls and the states they leave, inside the open transaction; how many polls were new."""
    newest = {poll.feed: poll for poll in sorted(polls, key=lambda poll: poll.started)}
    keep_states(db, [poll.state for poll in newest.values()])
    load(db, "polls", {row["poll_id"]: row for row in (_poll_row(poll, run_id) for poll in polls)}.values())
    return apply(db, "polls")["new"]


def rhythms(db: duckdb.DuckDBPyConnection, keys: Iterable[str], now: datetime) -> dict[str, Rhythm]:
    """What these feeds used to bring before `now`; feeds never polled are absent."""
    load(db, "feeds", [{"feed": key} for key in keys], "asked")
    answer = rows(db, "rhythms", {"today": day_of(now)})
    return {
        str(feed): Rhythm(new_by_day=tuple(new), sizes_by_day=tuple(sizes)) for feed, new, sizes in answer
    }


def _feed_row(feed: Feed, now: datetime) -> Row:
    return {
        "feed": feed.key,
        "title": feed.title,
        "urls": feed.urls,
        "outlet": optional(feed.outlet),
        "family": optional(feed.family),
        "language": optional(feed.language),
        "country": optional(feed.country),
        "kind": feed.kind,
        "fetches": feed.fetch,
        "local": feed.local,
        "enabled": feed.enabled,
        "certainty": optional(feed.certainty),
        "terms": optional(feed.terms),
        "why": optional(feed.why),
        "history": optional(feed.history),
        "history_url": optional(feed.history_url),
        "listed": True,
        "first_listed": now,
        "changed": now,
    }


def _state_row(state: FeedState) -> Row:
    row = {_COLUMNS.get(field.name, field.name): getattr(state, field.name) for field in fields(state)}
    return row | {"alarm": optional(state.alarm), "recovered": optional(state.recovered)}


def _state(row: Mapping[str, object]) -> FeedState:
    """NULL is what a fresh state has."""
    known = {_FIELDS.get(column, column): _timed(value) for column, value in row.items() if value is not None}
    outcome = known.pop("last_outcome", None)
    return FeedState(**known, last_outcome=None if outcome is None else Outcome(str(outcome)))  # type: ignore[arg-type]


def _timed(value: object) -> object:
    if isinstance(value, dict):
        return {url: aware(until) for url, until in value.items()}
    if isinstance(value, list):
        return tuple(value)
    return aware(value) if isinstance(value, datetime) else value


def _poll_row(poll: Poll, run_id: str) -> Row:
    return {
        "poll_id": number(poll.feed, moment(poll.started)),
        "day": day_of(poll.started),
        "feed": poll.feed,
        "run_id": run_id,
        "url": poll.url,
        "started": poll.started,
        "seconds": poll.seconds,
        "outcome": poll.outcome,
        "problem": optional(poll.problem),
        "status": poll.status,
        "bytes": poll.bytes,
        "entries": len(poll.entries) + len(poll.unread),
        "new": poll.new,
        "known": poll.known,
        "changed": poll.changed,
        "dropped": poll.dropped,
    }
