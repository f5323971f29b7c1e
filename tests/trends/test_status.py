"""How things stand, and what is said about it."""

import io
from dataclasses import replace
from datetime import timedelta

from rich.console import Console

from tests.trends.world import MADE, at
from trends.alarms import alarms, recoveries
from trends.status import status
from trends.summary import print_summary

NOW = MADE + timedelta(minutes=10)


def test_status_puts_the_troubled_feeds_first(db):
    feeds = status(db, NOW).feeds
    assert [(feed.feed, feed.state) for feed in feeds] == [
        ("lost", "no address works"),
        ("two", "failing"),
        ("quiet", "silent"),
        ("dos", "never polled"),
        ("uno", "well"),
        ("off", "off"),
    ]
    assert feeds[1].last_good == at(19, 11)


def test_status_tells_how_old_the_file_is(db):
    found = status(db, NOW)
    assert (found.release, found.published_at, found.age) == (1, MADE, timedelta(minutes=10))
    assert found.newest == at(20, 10)


def test_status_lists_the_newest_runs_first(db):
    assert [run.run_id for run in status(db, NOW, runs=2).runs] == ["third", "second"]


def test_status_has_open_gaps_and_quarantine(db):
    found = status(db, NOW)
    assert [(gap.feed, gap.cause) for gap in found.gaps] == [("dos", "no_overlap"), ("two", "article_failed")]
    assert [(item.feed, item.reason, item.items) for item in found.failed] == [("two", "no_text", 1)]


def test_alarms_are_loud_about_a_feed_of_which_no_address_works(db):
    assert alarms(status(db, NOW)) == (
        "lost: NONE of its 1 addresses gives a feed: it was no_candidate",
        "two: failing since 2026-11-19 11:00 UTC (timeout): it was timeout",
        "quiet: silent: nothing new for 15 days (since 2026-11-07)",
        "1 item in quarantine: `chipwatch retry` tries again at once",
        "open gaps in 1 feed, 1 in all (no_overlap): numbers there may be too low",
        "open gaps in 1 feed, 1 in all (article_failed): numbers there may be too low",
    )


def test_a_feed_that_is_well_again_is_news_for_a_day(db):
    found = status(db, NOW)
    assert recoveries(found) == ("uno: was failing, now well (since 2026-11-20 09:00 UTC)",)
    day_later = replace(found, published_at=MADE + timedelta(hours=17))
    assert recoveries(day_later) == ()


def test_a_feed_that_fails_again_is_not_called_well(db):
    found = status(db, NOW)
    again = tuple(replace(feed, recovered="was low, now well", recovered_at=MADE) for feed in found.feeds)
    told = recoveries(replace(found, feeds=again))
    assert [line.partition(":")[0] for line in told] == ["uno"]


def test_the_end_of_an_alarm_is_told_newest_first(db):
    found = status(db, NOW)
    [uno] = [feed for feed in found.feeds if feed.feed == "uno"]
    later = replace(uno, feed="later", recovered_at=MADE)
    told = recoveries(replace(found, feeds=(uno, later)))
    assert [line.partition(":")[0] for line in told] == ["later", "uno"]


def test_a_release_of_an_older_chipwatch_has_a_status_too(db):
    """Its views lack what ours have besides."""
    older = db.cursor()
    older.execute("CREATE TEMP TABLE all_of_it AS FROM feed_health")
    older.execute(
        "CREATE TEMP VIEW feed_health AS "
        "SELECT * EXCLUDE (alarm_since, recovered, recovered_at) FROM all_of_it"
    )
    found = status(older, NOW)
    assert {feed.recovered for feed in found.feeds} == {None}
    assert recoveries(found) == ()


def test_an_old_file_is_said_to_be_old(db):
    assert "this file is 3 days old: is anything polling?" in alarms(status(db, MADE + timedelta(days=3)))


def test_an_empty_file_has_nothing_to_complain_about(empty_db):
    found = status(empty_db, NOW)
    assert alarms(found) == ()
    assert found.newest is None


def test_the_summary_says_what_came_in(db):
    out = io.StringIO()
    print_summary(db, Console(file=out, width=100))
    lines = [" ".join(line.split()) for line in out.getvalue().splitlines()]
    assert lines[0] == "4 feeds polled, 1 of them well; 10 entries, which are 9 items."
    assert lines[1] == "7 read as articles, 5 on the topic; 2 without a date to be believed."
    for expected in (
        "mention company 6 4",
        "amount money 5 3",
        "China country 3 3",
        "investment USD 1 1 10,000,000,000 10,000,000,000",
    ):
        assert expected in lines


def test_the_summary_of_an_empty_file_is_short(empty_db):
    out = io.StringIO()
    print_summary(empty_db, Console(file=out, width=100))
    assert out.getvalue().startswith("0 feeds polled")
