from contextlib import closing
from dataclasses import fields, replace
from datetime import timedelta
from hashlib import sha256

import duckdb

from records.feeds import FeedKind, FeedState, Outcome
from storage.batches import plain
from storage.database import open_work
from storage.migrations import newest, steps
from storage.polls import feed_states, keep_states, sync_feeds
from storage.transactions import transaction
from tests.storage.making import FEED, NOW, REMEMBERED

TWO_WAYS = replace(FEED, key="two", kind=FeedKind.WORDPRESS, urls=("https://a.example", "https://b.example"))


def test_every_table_and_column_says_what_it_is(db):
    silent = db.execute(
        "SELECT table_name, column_name FROM duckdb_columns() "
        "WHERE NOT internal AND coalesce(comment, '') = '' "
        "UNION ALL SELECT table_name, '' FROM duckdb_tables() WHERE coalesce(comment, '') = ''"
    ).fetchall()
    assert silent == []


def test_no_column_name_needs_quotes(db):
    for table, column in db.execute(
        "SELECT table_name, column_name FROM duckdb_columns() WHERE NOT internal"
    ).fetchall():
        db.execute(f"SELECT {column} FROM {table}")


def test_times_are_plain_timestamps(db):
    types = db.execute("SELECT DISTINCT data_type FROM duckdb_columns() WHERE NOT internal").fetchall()
    assert not [name for (name,) in types if "ZONE" in name]


def test_schema_files_are_numbered_without_a_hole(db):
    assert [step.number for step in steps()] == list(range(1, newest() + 1))
    assert db.execute("SELECT number FROM migrations ORDER BY 1").fetchall() == [(s.number,) for s in steps()]


def test_all_that_is_remembered_of_a_feed_comes_back(db):
    later = NOW + timedelta(hours=1)
    values = {
        "str": "x",
        "bytes": b'W/"\xff"',
        "datetime": later,
        "float": 2.5,
        "int": 3,
        "bool": False,
        "Outcome": Outcome.GONE,
        "dict[str, datetime]": {"https://a.example": later},
        "tuple[int, ...]": (1, 2),
    }
    whole = {field.name: values[field.type.removesuffix(" | None")] for field in fields(FeedState)}
    state = FeedState(**whole | {"key": FEED.key})
    sync_feeds(db, [FEED], NOW)
    with transaction(db):
        keep_states(db, [state])
    assert feed_states(db) == {FEED.key: state}


def test_an_older_file_knows_which_addresses_it_remembers(bare_home):
    """The migration makes the same fingerprint as the poll does: no feed starts afresh for it."""
    with closing(duckdb.connect(str(bare_home.work))) as old:
        for step in steps()[:9]:
            old.execute(step.sql)
            old.execute("INSERT INTO migrations VALUES (?, ?, ?)", [step.number, step.name, plain(NOW)])
        sync_feeds(old, [FEED, TWO_WAYS], NOW)
        for feed in (FEED, TWO_WAYS):
            old.execute(REMEMBERED, {"feed": feed.key})
    with open_work(bare_home) as db:
        states = feed_states(db)
    assert {key: state.configured for key, state in states.items()} == {
        FEED.key: sha256(f"feed\n{FEED.urls[0]}".encode()).hexdigest(),
        "two": sha256(b"wordpress\nhttps://a.example\nhttps://b.example").hexdigest(),
    }
