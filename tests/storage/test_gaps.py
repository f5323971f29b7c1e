from datetime import timedelta

from records.runs import Gap
from storage.gaps import open_gaps
from storage.harvest import keep
from tests.storage.conftest import every_row
from tests.storage.making import NOW, harvest, run

HOUR = timedelta(hours=1)


def gap(since, until, cause="no_overlap", feed="gazette"):
    return Gap(feed=feed, since=NOW + since * HOUR, until=NOW + until * HOUR, cause=cause)


def keep_gap(db, name, at, gaps=(), closed=(), flow="poll"):
    when = NOW + at * HOUR
    whole = harvest([], polls=(), run=run(name, when, flow), gaps=tuple(gaps), closed=tuple(closed))
    return keep(db, whole, when), whole


def test_a_gap_noticed_again_is_one_gap(db):
    keep_gap(db, "r1", 0, [gap(-5, 0)])
    keep_gap(db, "r2", 1, [gap(-5, 0), gap(-3, -1)])
    assert open_gaps(db) == [gap(-5, 0)]


def test_a_feed_that_goes_on_failing_has_one_gap_that_grows(db):
    for n in range(1, 5):
        keep_gap(db, f"r{n}", n, [gap(0, n, "failing")])
    assert open_gaps(db) == [gap(0, 4, "failing")]


def test_causes_and_feeds_are_kept_apart(db):
    keep_gap(db, "r1", 0, [gap(-5, 0), gap(-5, 0, "failing"), gap(-5, 0, feed="courier")])
    assert len(open_gaps(db)) == 3
    assert open_gaps(db, "courier") == [gap(-5, 0, feed="courier")]


def test_a_window_that_covers_a_gap_closes_it(db):
    keep_gap(db, "r1", 0, [gap(-5, 0)])
    keep_gap(db, "b1", 2, closed=[gap(-24, 24)])
    assert open_gaps(db) == []
    assert db.execute("SELECT state, opened_by, closed_by FROM gaps").fetchall() == [("closed", "r1", "b1")]


def test_a_window_inside_a_gap_leaves_both_ends_open(db):
    keep_gap(db, "r1", 0, [gap(-9, 0)])
    keep_gap(db, "b1", 2, closed=[gap(-6, -3)])
    assert open_gaps(db) == [gap(-9, -6), gap(-3, 0)]
    keep_gap(db, "b2", 3, closed=[gap(-9, -5), gap(-4, 5)])
    assert open_gaps(db) == []


def test_a_window_of_another_feed_closes_nothing(db):
    keep_gap(db, "r1", 0, [gap(-9, 0)])
    keep_gap(db, "b1", 2, closed=[gap(-24, 24, feed="courier")])
    assert open_gaps(db) == [gap(-9, 0)]


def test_an_old_harvest_kept_again_does_not_open_what_was_closed_since(db):
    _, old = keep_gap(db, "r1", 0, [gap(-5, 0)])
    keep_gap(db, "b1", 2, closed=[gap(-24, 24)])
    before = every_row(db)
    assert not keep(db, old, NOW + 3 * HOUR).changed
    assert every_row(db) == before


def test_a_new_hole_where_an_old_one_was_closed_is_opened(db):
    keep_gap(db, "r1", 0, [gap(-5, 0)])
    keep_gap(db, "b1", 2, closed=[gap(-24, 1)])
    keep_gap(db, "r2", 3, [gap(-5, 3)])
    assert open_gaps(db) == [gap(-5, 3)]


def test_gaps_are_news(db):
    assert keep_gap(db, "r1", 0, [gap(-5, 0)])[0].changed
    assert keep_gap(db, "b1", 2, closed=[gap(-24, 1)])[0].changed
