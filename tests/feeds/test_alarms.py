"""Knowing when we are blind: judged by the feed's own past, never by one bad day."""

from dataclasses import replace
from datetime import datetime, timedelta
from itertools import cycle, islice

import pytest

from feeds.alarms import Change, alarm_of, change_of, watched
from feeds.memory import ill, unchanged
from records.feeds import FeedState, Outcome, Rhythm
from tests.feeds.site import NOW

DAY = timedelta(days=1)
DAILY = (10, 12, 9, 11)
WEEKDAYS = (8, 9, 7, 8, 9, 0, 0)
WEEKLY = (1, 0, 0, 0, 0, 0, 0)


def rhythm(days: tuple[int, ...], number: int = 56, size: float | None = 30) -> Rhythm:
    """So many days of these, over and over, each with documents of that size."""
    return Rhythm(new_by_day=tuple(islice(cycle(days), number)), sizes_by_day=(size,) * number)


def state(**rest) -> FeedState:
    told = {
        "verified_at": NOW - 90 * DAY,
        "last_good": NOW,
        "last_new": NOW - timedelta(hours=2),
        "last_outcome": Outcome.NEW,
    }
    return FeedState(key="one", **(told | rest))


def code(of: FeedState, past: Rhythm | None = None, size: int | None = 30) -> str:
    return alarm_of(of, past or rhythm(DAILY), NOW, size).partition(":")[0]


def test_a_feed_that_goes_on_as_ever_is_well():
    assert code(state()) == ""
    assert code(state(), rhythm(WEEKDAYS)) == ""


# --- silence


def after_silence(past: Rhythm, days: int, hours: int = 0, **rest) -> str:
    """The alarm when the feed, having kept its rhythm, has brought nothing for so long."""
    quiet = replace(past, new_by_day=past.new_by_day + (0,) * days)
    last = NOW - timedelta(days=days, hours=hours)
    return code(state(last_new=last, last_outcome=Outcome.NOTHING_NEW, **rest), quiet)


@pytest.mark.parametrize(
    ("days", "fine", "silent"),
    [(DAILY, 2, 3), (WEEKDAYS, 6, 7), (WEEKLY[::-1], 14, 15), ((1, 1, 0, 0, 0, 1, 0, 1), 8, 9)],
    ids=["daily", "weekdays only", "weekly", "now and then"],
)
def test_silence_is_measured_by_the_feed_s_own_rests(days, fine, silent):
    assert after_silence(rhythm(days), fine) != "silent"
    assert after_silence(rhythm(days), silent) == "silent"


def test_a_rest_of_more_than_28_days_ago_is_forgotten():
    assert after_silence(Rhythm(new_by_day=(0,) * 10 + (5,) * 28), 3) == "silent"
    assert after_silence(Rhythm(new_by_day=(0,) * 10 + (5,) * 27), 3) != "silent"


def test_days_on_which_it_was_not_read_are_no_rest():
    """The poller was down for two weeks, or the feed was: nobody knows whether it was quiet."""
    down = Rhythm(new_by_day=(5,) * 20 + (None,) * 14 + (9,) + (5,) * 10)
    assert after_silence(down, 3) == "silent"
    rested = Rhythm(new_by_day=(5, 0, None, 0, 5) * 9)
    assert after_silence(rested, 6) != "silent"
    assert after_silence(rested, 7) == "silent"
    barely = Rhythm(new_by_day=(5,) * 10 + (None,) * 40)
    assert code(state(last_new=NOW - 40 * DAY), barely) != "silent"


def test_the_words_of_silence_say_what_was_usual():
    quiet = replace(rhythm(DAILY), new_by_day=rhythm(DAILY).new_by_day + (0,) * 5)
    assert alarm_of(state(last_new=NOW - 5 * DAY), quiet, NOW) == (
        "silent: nothing new for 5 days, usually 10.5 a day, never 24 hours without"
    )


@pytest.mark.parametrize("days", [DAILY, WEEKDAYS, WEEKLY[::-1]], ids=["daily", "weekdays only", "weekly"])
def test_a_feed_that_fell_silent_stays_silent_day_after_day(days):
    codes = [after_silence(rhythm(days), number) for number in range(90)]
    first = codes.index("silent")
    assert codes[0] == ""
    assert codes[first:] == ["silent"] * (90 - first)


def test_a_failure_in_the_midst_of_silence_ends_no_silence():
    ailing = state(last_new=NOW - 40 * DAY, last_outcome=Outcome.NOTHING_NEW, alarm="failing: it was")
    quiet = replace(rhythm(DAILY), new_by_day=rhythm(DAILY).new_by_day + (0,) * 40)
    assert code(ailing, quiet) == "silent"


def test_something_new_ends_silence():
    quiet = Rhythm(new_by_day=rhythm(DAILY).new_by_day + (0,) * 40)
    mute = state(last_new=NOW - 40 * DAY, last_outcome=Outcome.NOTHING_NEW)
    mute = watched(mute, quiet, NOW, 30)
    awake = watched(replace(mute, last_new=NOW, last_outcome=Outcome.NEW), quiet, NOW, 30)
    assert (mute.alarm[:6], awake.alarm, awake.recovered) == ("silent", "", "was silent, now well")


@pytest.mark.parametrize(
    "past",
    [rhythm(DAILY, 10), rhythm((0,), 56), Rhythm(new_by_day=(40, *(0,) * 20, 1))],
    ids=["known for ten days", "never anything", "the first document and one item"],
)
def test_a_feed_without_a_rhythm_cannot_be_silent(past):
    days = 3 if len(past.new_by_day) == 10 else 20
    assert after_silence(past, days) == ""


def test_three_days_with_something_new_of_fourteen_make_a_rhythm():
    assert after_silence(Rhythm(new_by_day=(1, 0, 1, 1)), 10) == "silent"
    assert after_silence(Rhythm(new_by_day=(1, 0, 1, 1)), 9) == ""
    assert after_silence(Rhythm(new_by_day=(1, 0, 0, 1)), 10) == ""


# --- fewer than usual

FEWER = (2, 3, 1, 2, 3, 2, 1)


def day_by_day(past: Rhythm, then: tuple[int, ...], size: int, days: int) -> list[FeedState]:
    """States as a feed goes on differently, a poll a day."""
    states, one = [], state()
    for number in range(days):
        now = NOW + number * DAY
        one = replace(one, last_new=now, last_good=now)
        one = watched(one, past, now, size)
        states.append(one)
        past = Rhythm(
            new_by_day=(*past.new_by_day, then[number % len(then)])[-56:],
            sizes_by_day=(*past.sizes_by_day, size)[-56:],
        )
    return states


def test_a_feed_that_brings_much_less_than_usual_is_low():
    fewer = Rhythm(new_by_day=rhythm(DAILY, 49).new_by_day + FEWER)
    assert code(state(), fewer) == "low"
    assert alarm_of(state(), fewer, NOW, 30) == "low: 2.0 new items a day this week, usually 10.5"


def test_a_week_is_compared_with_at_least_another():
    assert code(state(), Rhythm(new_by_day=(10,) * 7 + (2,) * 7)) == "low"
    assert code(state(), Rhythm(new_by_day=(10,) * 6 + (2,) * 7)) == ""
    assert code(state(), rhythm((10,))) == ""


def test_days_on_which_it_was_not_read_are_not_low():
    assert code(state(), Rhythm(new_by_day=(10,) * 20 + (None,) * 6 + (10,))) == ""
    assert code(state(), Rhythm(new_by_day=(10,) * 20 + (None,) * 7)) == ""
    assert code(state(), Rhythm(new_by_day=(10,) * 20 + (None,) * 6 + (1,))) == "low"
    assert code(state(), Rhythm(new_by_day=(10,) * 6 + (None,) * 14 + (2,) * 7)) == ""


def test_how_long_another_alarm_was_on_does_not_count():
    fewer = Rhythm(new_by_day=rhythm(DAILY, 49).new_by_day + FEWER)
    assert code(state(alarm="silent: x", alarm_since=NOW - 40 * DAY), fewer) == "low"


def test_what_is_low_stays_low_for_four_weeks_and_is_then_what_is_usual():
    states = day_by_day(rhythm(DAILY), FEWER, 30, 60)
    codes = [one.alarm.partition(":")[0] for one in states]
    first = codes.index("low")
    assert codes == [""] * first + ["low"] * 29 + [""] * (60 - first - 29)
    assert first < 7
    assert "usually 10.4" in states[first + 28].alarm
    assert states[-1].recovered == "was low, which has been usual for 29 days"
    assert states[first + 28].alarm_since == NOW + first * DAY
    assert states[-1].alarm_since is None
    assert states[-1].recovered_at == NOW + (first + 29) * DAY


def test_a_feed_that_brings_as_much_again_is_low_no_more():
    states = day_by_day(rhythm(DAILY), FEWER + DAILY * 4, 30, 7 + 16)
    assert [one.alarm[:3] for one in states].count("low") > 5
    assert (states[-1].alarm, states[-1].recovered) == ("", "was low, now well")


def test_what_recovers_within_four_weeks_was_no_habit():
    low = state(alarm="low: x", alarm_since=NOW - 28 * DAY)
    assert watched(low, rhythm(DAILY), NOW, 30).recovered == "was low, now well"


@pytest.mark.parametrize(("size", "alarm"), [(14, "few_items"), (15, ""), (1, "few_items"), (0, "few_items")])
def test_a_document_that_is_suddenly_short_has_few_items(size, alarm):
    assert code(state(), size=size) == alarm
    assert code(state(), rhythm(DAILY, 5), size=size) == alarm
    assert code(state(), rhythm(DAILY, 4), size=size) == ""
    assert code(state(), rhythm(DAILY, size=5), size=2) == "few_items"
    assert code(state(), rhythm(DAILY, size=4), size=0) == ""


def test_the_words_of_a_short_document_say_what_was_usual():
    told = [alarm_of(state(), rhythm(DAILY), NOW, size) for size in (4, 1)]
    assert told == [
        "few_items: 4 items in the feed, usually 30",
        "few_items: 1 item in the feed, usually 30",
    ]


def test_a_document_that_stays_short_has_few_items_for_four_weeks():
    states = day_by_day(rhythm(DAILY), DAILY, 4, 60)
    codes = [one.alarm.partition(":")[0] for one in states]
    assert codes == ["few_items"] * 29 + [""] * 31
    assert states[-1].recovered == "was few items, which has been usual for 29 days"


def test_a_poll_that_read_no_document_ends_no_alarm_about_its_size():
    short = watched(state(), rhythm(DAILY), NOW, 4)
    later = watched(short, rhythm(DAILY), NOW + DAY, None)
    assert later.alarm == short.alarm == "few_items: 4 items in the feed, usually 30"
    assert watched(later, rhythm(DAILY), NOW + DAY, 30).recovered == "was few items, now well"


# --- nothing new


def test_two_hundred_but_nothing_new_for_a_month_is_said():
    stale = state(last_new=NOW - 45 * DAY, last_outcome=Outcome.NOTHING_NEW)
    assert alarm_of(stale, rhythm((0,)), NOW) == ("nothing_new: it answers well, but nothing new for 45 days")
    assert code(replace(stale, last_new=NOW - 31 * DAY), rhythm((0,))) == ""


def test_a_failed_poll_neither_raises_nor_ends_an_alarm_about_nothing_new():
    stale = state(last_new=NOW - 45 * DAY, last_outcome=Outcome.NOTHING_NEW)
    failed = ill(stale, Outcome.TIMEOUT, NOW)
    assert code(failed, rhythm((0,))) == ""
    assert code(replace(failed, alarm="nothing_new: x"), rhythm((0,))) == "nothing_new"


def test_a_feed_that_never_brought_anything_is_said_to_be_empty():
    empty = state(last_new=None, verified_at=None, last_outcome=Outcome.EMPTY)
    assert alarm_of(empty, rhythm((0,), 32, 0), NOW, 0) == (
        "nothing_new: it answers well, but has never brought an entry"
    )
    assert code(empty, rhythm((0,), 31, 0), 0) == ""


# --- failures


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
    assert alarm_of(unchanged(feed, NOW), rhythm(DAILY), NOW).startswith(
        "failing: 4 polls in a row, last good"
    )


@pytest.mark.parametrize("alarm", ["gone", "no_address", "unreadable", "failing"])
def test_only_a_good_poll_ends_an_alarm_about_failures(alarm):
    """Its address edited, its failures forgotten: the alarm stands until the new one has proved itself."""
    edited = FeedState(key="one", alarm=f"{alarm}: so it was")
    assert code(replace(edited, last_outcome=Outcome.RATE_LIMITED)) == "failing"
    once = ill(edited, Outcome.TIMEOUT, NOW)
    assert alarm_of(once, Rhythm(), NOW) == "failing: timeout, 1 poll, never good"
    well = replace(once, failures=0, failure_score=0.0, last_outcome=Outcome.NEW, last_new=NOW)
    assert code(well) == ""


# --- what is told


def alarmed(alarm: str = "", **rest) -> FeedState:
    return FeedState(key="one", alarm=alarm, **rest)


def test_only_changes_are_reported():
    failing = "failing: timeout, 4 polls in a row, never good"
    assert change_of(alarmed(), alarmed()) is None
    assert change_of(alarmed(failing), alarmed(failing.replace("4", "5"))) is None
    assert change_of(alarmed(), alarmed(failing)) == Change("raised", "failing", failing)
    assert change_of(alarmed("few_items: x"), alarmed(failing)) == Change(
        "changed", "failing", f"was few items, now {failing}"
    )


def test_the_end_of_an_alarm_is_told_and_remembered():
    since = NOW - 3 * DAY
    over = watched(state(alarm="few_items: x", alarm_since=since), rhythm(DAILY), NOW, 30)
    assert (over.alarm, over.alarm_since) == ("", None)
    assert (over.recovered, over.recovered_at) == ("was few items, now well", NOW)
    assert change_of(alarmed("few_items: x"), over) == Change(
        "cleared", "few_items", "was few items, now well"
    )
    later = watched(over, rhythm(DAILY), NOW + DAY, 30)
    assert (later.recovered, later.recovered_at) == ("was few items, now well", NOW)


def test_an_alarm_says_since_when_it_is_on():
    def twice(second: datetime) -> FeedState:
        first = watched(ill(ill(state(), Outcome.REFUSED, NOW), Outcome.REFUSED, NOW), rhythm(DAILY), NOW)
        return watched(ill(first, Outcome.REFUSED, second), rhythm(DAILY), second)

    assert twice(NOW + DAY).alarm_since == NOW
    assert "3 polls in a row" in twice(NOW + DAY).alarm
    unsaid = replace(twice(NOW), alarm_since=None)  # as an older chipwatch left it
    assert watched(unsaid, rhythm(DAILY), NOW + DAY).alarm_since == NOW + DAY
    gone = watched(ill(twice(NOW + DAY), Outcome.GONE, NOW), rhythm(DAILY), NOW + 2 * DAY)
    assert gone.alarm_since == NOW + 2 * DAY
