from dataclasses import replace
from datetime import timedelta

from records.feeds import FeedState, Outcome, Rhythm
from storage.harvest import keep
from storage.polls import feed_states, rhythms, schedule, sync_feeds
from tests.storage.making import FEED, NOW, entry, harvest, poll

HOUR, DAY = timedelta(hours=1), timedelta(days=1)
OTHER = replace(FEED, key="courier", title="Courier", outlet="")


def feeds(db, columns):
    return db.execute(f"SELECT {columns} FROM feeds ORDER BY feed").fetchall()


def test_a_feed_that_leaves_the_list_keeps_its_row(db):
    sync_feeds(db, [FEED, OTHER], NOW)
    sync_feeds(db, [OTHER], NOW + HOUR)
    assert feeds(db, "feed, listed, outlet") == [("courier", True, None), ("gazette", False, "Gazette")]
    sync_feeds(db, [FEED, OTHER], NOW + DAY)
    assert feeds(db, "listed") == [(True,), (True,)]


def test_a_changed_feed_says_since_when(db):
    sync_feeds(db, [FEED, OTHER], NOW)
    sync_feeds(db, [FEED, replace(OTHER, urls=("https://new.example",))], NOW + HOUR)
    then, now = NOW.replace(tzinfo=None), (NOW + HOUR).replace(tzinfo=None)
    assert feeds(db, "urls, first_listed, changed") == [
        (["https://new.example"], then, now),
        (["https://gazette.example/feed"], then, then),
    ]


def test_keeping_a_harvest_unlists_no_feed(db):
    sync_feeds(db, [FEED, OTHER], NOW)
    keep(db, harvest([]), NOW)
    assert feeds(db, "listed") == [(True,), (True,)]


def test_a_feed_never_polled_has_a_fresh_state(db):
    sync_feeds(db, [FEED], NOW)
    assert feed_states(db) == {"gazette": FeedState(key="gazette")}


def test_scheduling_moves_the_next_poll_and_nothing_else(db):
    keep(db, harvest([]), NOW)
    before = feed_states(db)["gazette"]
    schedule(db, [before], NOW + DAY)
    assert feed_states(db)["gazette"] == replace(before, next_poll=NOW + DAY)


def test_a_feed_can_be_scheduled_before_its_first_poll(db):
    sync_feeds(db, [FEED], NOW)
    schedule(db, [FeedState(key="gazette")], NOW)
    schedule(db, [FeedState(key="gazette")], NOW + HOUR)
    assert feed_states(db)["gazette"] == FeedState(key="gazette", next_poll=NOW + HOUR)


def test_what_is_remembered_of_other_addresses_gives_way_though_it_is_newer(db):
    old = FeedState(key="gazette", configured="old", last_poll=NOW, etag=b'"a"')
    sync_feeds(db, [FEED], NOW)
    schedule(db, [old], NOW + DAY)
    schedule(db, [FeedState(key="gazette", configured="new")], NOW + HOUR)
    assert feed_states(db)["gazette"] == FeedState(key="gazette", configured="new", next_poll=NOW + HOUR)


def test_an_older_state_never_replaces_a_newer_one(db):
    keep(db, harvest([], "r2", NOW + HOUR), NOW + HOUR)
    keep(db, harvest([], "r1", NOW), NOW + HOUR)
    assert feed_states(db)["gazette"].last_poll == NOW + HOUR
    assert db.execute("SELECT count(*) FROM polls").fetchall() == [(2,)]


def test_a_poll_says_what_it_dropped(db):
    one = poll(entries=[entry(1)], dropped={"no_link": 2}, problem="two items without a link")
    keep(db, harvest([], polls=(one,)), NOW)
    assert db.execute("SELECT outcome, entries, dropped, problem FROM polls").fetchall() == [
        ("new", 1, {"no_link": 2}, "two items without a link")
    ]


def test_a_rhythm_counts_whole_days_from_the_first_poll_on(db):
    polls = (
        poll(at=NOW - 3 * DAY, new=5),
        poll(at=NOW - 3 * DAY + HOUR, new=2),
        poll(at=NOW - 2 * DAY, outcome=Outcome.TIMEOUT),
        poll(at=NOW - DAY, outcome=Outcome.TIMEOUT),
        poll(at=NOW - DAY + HOUR, outcome=Outcome.NOT_MODIFIED),
        poll(at=NOW, new=100),
    )
    keep(db, harvest([], polls=polls), NOW)
    assert rhythms(db, ["gazette", "courier"], NOW) == {
        "gazette": Rhythm(new_by_day=(7, None, 0), sizes_by_day=(0, None, None))
    }


def test_the_size_of_a_day_is_that_of_its_usual_document(db):
    def day(number, *sizes, outcome=Outcome.NOTHING_NEW):
        return tuple(
            poll(at=NOW - number * DAY + n * HOUR, entries=[entry(k) for k in range(size)], outcome=outcome)
            for n, size in enumerate(sizes)
        )

    polls = (
        *day(3, 20, 2, 22),
        *day(2, 0, outcome=Outcome.EMPTY),
        *day(1, 9, outcome=Outcome.SAME_BODY),
    )
    keep(db, harvest([], polls=polls), NOW)
    assert rhythms(db, ["gazette"], NOW)["gazette"].sizes_by_day == (20, 0, None)


def test_a_rhythm_goes_back_56_days(db):
    polls = tuple(
        poll(at=NOW - n * DAY, entries=[entry(k) for k in range(n)], new=n) for n in range(70, -1, -1)
    )
    keep(db, harvest([], polls=polls), NOW)
    days = tuple(range(56, 0, -1))
    assert rhythms(db, ["gazette"], NOW)["gazette"] == Rhythm(new_by_day=days, sizes_by_day=days)


def test_silence_empties_no_rhythm(db):
    """The 56 days up to the last new entry, and those since."""
    fresh = tuple(poll(at=NOW - n * DAY, new=n) for n in range(140, 60, -1))
    quiet = tuple(poll(at=NOW - n * DAY, outcome=Outcome.SAME_BODY) for n in range(60, -1, -1))
    keep(db, harvest([], polls=fresh + quiet), NOW)
    assert rhythms(db, ["gazette"], NOW)["gazette"].new_by_day == (*range(116, 60, -1), *(0,) * 60)


def test_feeds_have_rhythms_of_their_own(db):
    sync_feeds(db, [FEED, OTHER], NOW)
    polls = (
        poll(at=NOW - 2 * DAY, new=5),
        poll(at=NOW - DAY, new=0),
        poll(feed="courier", at=NOW - 90 * DAY, new=1),
    )
    keep(db, harvest([], polls=polls), NOW)
    found = rhythms(db, ["gazette", "courier"], NOW)
    assert found["gazette"].new_by_day == (5, 0)
    assert found["courier"].new_by_day == (1,) + (None,) * 89
