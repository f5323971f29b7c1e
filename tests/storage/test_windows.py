from datetime import timedelta

from storage.windows import Window, begin, done, finish
from tests.storage.making import NOW, run

HOUR = timedelta(hours=1)
WEEK = Window(feed="gazette", since=NOW - timedelta(days=7), until=NOW, way="sitemap")


def row(db):
    return db.execute("SELECT state, entries, problem, run_id, begun FROM backfill_windows").fetchall()


def test_a_window_is_done_once_its_walk_ended_well(db):
    begin(db, WEEK, run("b1"), NOW)
    assert done(db, ["gazette"]) == set()
    finish(db, WEEK, run("b1"), NOW + HOUR, entries=12)
    assert done(db, ["gazette"]) == {WEEK}
    assert done(db, ["courier"]) == set()
    assert row(db) == [("done", 12, None, "b1", NOW.replace(tzinfo=None))]


def test_a_window_that_failed_is_to_be_walked_again(db):
    begin(db, WEEK, run("b1"), NOW)
    finish(db, WEEK, run("b1"), NOW, entries=3, problem="timeout")
    assert done(db, ["gazette"]) == set()
    begin(db, WEEK, run("b2"), NOW + HOUR)
    finish(db, WEEK, run("b2"), NOW + HOUR, entries=12)
    assert row(db) == [("done", 12, None, "b2", (NOW + HOUR).replace(tzinfo=None))]


def test_finishing_twice_changes_nothing(db):
    finish(db, WEEK, run("b1"), NOW, entries=12)
    before = db.execute("FROM backfill_windows").fetchall()
    finish(db, WEEK, run("b1"), NOW, entries=12)
    assert db.execute("FROM backfill_windows").fetchall() == before
