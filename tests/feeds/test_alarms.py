"""Knowing when we are blind: judged by the feed's own past, never by one bad day."""

from datetime import timedelta

import pytest

from feeds.alarms import Change, alarm_of, change_of
from feeds.memory import ill, unchanged
from records.feeds import FeedState, Outcome, Rhythm
from tests.feeds.site import NOW

DAY = timedelta(days=1)
DAILY = Rhythm(new_by_day=(10, 12, 9, 11) * 7, sizes=(30,) * 20)
WEEKDAYS = Rhythm(new_by_day=(8, 9, 7, 8, 9, 0, 0) * 4, sizes=(30,) * 20)


def state(**rest) -> FeedState:
    told = {
        "verified_at": NOW - 90 * DAY,
        "last_good": NOW,
        "last_new": NOW - timedelta(hours=2),
        "last_outcome": Outcome.NEW,
    }
    return FeedState(key="one", **(told | rest))


def code(of: FeedState, rhythm: Rhythm = DAILY) -> str:
    return alarm_of(of, rhythm, NOW).partition(":")[0]


def test_a_feed_that_goes_on_as_ever_is_well():
    assert code(state()) == ""
    assert code(state(), WEEKDAYS) == ""


WEEKLY = Rhythm(new_by_day=(1, 0, 0, 0, 0, 0, 0) * 4)


def after_silence(rhythm: Rhythm, hours: int) -> str:
    """The alarm when the feed, having kept its rhythm, has brought nothing for so long."""
    days = hours // 24
    kept = rhythm.new_by_day[: len(rhythm.new_by_day) - days]
    quiet = Rhythm(new_by_day=kept + (0,) * days, sizes=rhythm.sizes)
    return code(state(last_new=NOW - timedelta(hours=hours)), quiet)


@pytest.mark.parametrize(
    ("rhythm", "fine", "silent"),
    [(DAILY, 40, 60), (WEEKDAYS, 5 * 24, 7 * 24), (WEEKLY, 10 * 24, 15 * 24)],
    ids=["daily", "weekdays only", "weekly"],
)
def test_silence_is_measured_by_the_feed_s_own_rests(rhythm, fine, silent):
    assert after_silence(rhythm, fine) != "silent"
    assert after_silence(rhythm, silent) == "silent"


def test_a_feed_without_a_rhythm_cannot_be_silent():
    assert after_silence(Rhythm(new_by_day=(10,) * 10), 120) == ""
    assert after_silence(Rhythm(new_by_day=(0,) * 28), 480) == ""


def test_a_feed_that_brings_much_less_than_usual_is_low():
    fewer = Rhythm(new_by_day=(10, 12, 9, 11, 10, 12, 9) * 3 + (2, 3, 1, 2, 3, 2, 1), sizes=(30,) * 20)
    assert code(state(), fewer) == "low"
    assert "usually 10.4" in alarm_of(state(), fewer, NOW)


def test_a_document_that_is_suddenly_short_has_few_items():
    assert code(state(), Rhythm(new_by_day=DAILY.new_by_day, sizes=(30,) * 19 + (4,))) == "few_items"
    assert code(state(), Rhythm(new_by_day=DAILY.new_by_day, sizes=(30,) * 19 + (16,))) == ""
    assert code(state(), Rhythm(new_by_day=DAILY.new_by_day, sizes=(30, 4))) == ""


def test_two_hundred_but_nothing_new_for_a_month_is_said():
    stale = state(last_new=NOW - 45 * DAY, last_outcome=Outcome.NOTHING_NEW)
    assert alarm_of(stale, Rhythm(new_by_day=(0,) * 28), NOW) == (
        "nothing_new: it answers well, but nothing new for 45 days"
    )


@pytest.mark.parametrize(
    ("outcome", "times", "alarm"),
    [
        (Outcome.SERVER_ERROR, 3, ""),
        (Outcome.SERVER_ERROR, 4, "failing"),
        (Outcome.REFUSED, 1, ""),
        (Outcome.REFUSED, 2, "failing"),
        (Outcome.DNS, 7, ""),
        (Outcome.DNS, 8, "failing"),
        (Outcome.NOT_A_FEED, 2, ""),
        (Outcome.NOT_A_FEED, 3, "unreadable"),
        (Outcome.BROKEN, 3, "unreadable"),
        (Outcome.GONE, 1, "gone"),
        (Outcome.NO_CANDIDATE, 1, "no_address"),
    ],
)
def test_failures_raise_an_alarm_when_they_are_no_accident(outcome, times, alarm):
    feed = state()
    for _ in range(times):
        feed = ill(feed, outcome, NOW)
    assert code(feed) == alarm


def test_a_304_never_ends_an_alarm():
    feed = state()
    for _ in range(4):
        feed = ill(feed, Outcome.NOT_A_FEED, NOW)
    assert (code(feed), code(unchanged(feed, NOW))) == ("unreadable", "failing")


def test_only_changes_are_reported():
    failing = "failing: timeout, 4 polls in a row, never good"
    assert change_of("", "") is None
    assert change_of(failing, failing.replace("4", "5")) is None
    assert change_of("", failing) == Change("raised", "failing", failing)
    assert change_of("low: x", failing) == Change("changed", "failing", failing)
    assert change_of(failing, "") == Change("cleared", "failing", "was failing, now well")
    assert change_of("few_items: x", "") == Change("cleared", "few_items", "was few items, now well")
