"""When to ask again: pure, with the clock as an argument."""

from dataclasses import replace
from datetime import timedelta

import pytest

from feeds.timing import HOUR, MINUTE, adapted, any_jitter, claim, due, next_poll
from records.feeds import FeedState, Hints, Outcome
from tests.feeds.site import NOW, feed_at

ONE = feed_at("https://e.org/feed", local=False)
#: Good before, on time, with validators.
GOOD = FeedState(
    key="one",
    etag=b'"a"',
    interval=HOUR,
    last_poll=NOW - timedelta(hours=1),
    last_good=NOW - timedelta(hours=1),
    last_new=NOW - timedelta(hours=1),
    verified_at=NOW - timedelta(days=90),
    last_outcome=Outcome.NEW,
)


def test_all_known_makes_the_interval_longer_step_by_step():
    assert adapted(GOOD, NOW, known=10, new=0) == 66 * MINUTE
    slow = replace(GOOD, interval=3 * HOUR, last_good=NOW - timedelta(hours=3))
    assert adapted(slow, NOW, known=10, new=0) == 3 * HOUR + 10 * MINUTE


def test_nothing_new_for_a_month_makes_it_longer_faster_up_to_a_day():
    quiet = replace(GOOD, last_new=NOW - timedelta(days=40))
    assert adapted(quiet, NOW, known=10, new=0) == 2 * HOUR
    assert (
        adapted(replace(quiet, interval=23.5 * HOUR), NOW + 30 * timedelta(hours=1), known=10, new=0)
        == 24 * HOUR
    )


def test_a_feed_that_lives_is_asked_at_least_every_six_hours():
    slow = replace(GOOD, interval=6 * HOUR, last_good=NOW - timedelta(hours=6))
    assert adapted(slow, NOW, known=10, new=0) == 6 * HOUR


def test_too_few_known_items_make_the_interval_shorter_down_to_a_quarter_of_an_hour():
    state, seen = GOOD, []
    for _ in range(5):
        interval = adapted(state, NOW, known=1, new=9)
        seen.append(interval / MINUTE)
        state = replace(state, interval=interval, last_good=NOW - timedelta(seconds=interval))
    assert seen == [30, 15, 15, 15, 15]


def test_without_validators_it_goes_no_lower_than_half_an_hour():
    bare = replace(GOOD, etag=None, interval=30 * MINUTE, last_good=NOW - timedelta(minutes=30))
    assert adapted(bare, NOW, known=0, new=9) == 30 * MINUTE
    liar = replace(bare, etag=b'"a"', trust_validators=False)
    assert adapted(liar, NOW, known=0, new=9) == 30 * MINUTE


def test_enough_overlap_leaves_the_interval_alone():
    assert adapted(GOOD, NOW, known=8, new=2) == HOUR


def test_news_bring_a_long_interval_down_by_a_third():
    slow = replace(GOOD, interval=6 * HOUR, last_good=NOW - timedelta(hours=6))
    assert adapted(slow, NOW, known=9, new=1) == 4 * HOUR


def test_a_poll_that_came_late_proves_no_rush():
    late = replace(GOOD, last_good=NOW - timedelta(hours=9))
    assert adapted(late, NOW, known=0, new=9, overlap=False) == HOUR


@pytest.mark.parametrize(
    ("interval", "late", "shorter"),
    [(HOUR, 30, True), (HOUR, 31, False), (30 * MINUTE, 20, True), (30 * MINUTE, 21, False)],
)
def test_late_is_half_an_interval_and_at_least_twenty_minutes(interval, late, shorter):
    came = timedelta(seconds=interval, minutes=late)
    before = replace(GOOD, interval=interval, last_good=NOW - came)
    assert (adapted(before, NOW, known=1, new=9) < interval) == shorter


@pytest.mark.parametrize(("minutes", "longer"), [(19, True), (20, True), (21, False)])
def test_early_is_more_than_twenty_minutes(minutes, longer):
    before = replace(GOOD, last_good=NOW - timedelta(minutes=60 - minutes))
    assert (adapted(before, NOW, known=9, new=0) > HOUR) == longer


def test_a_quarter_of_known_items_is_overlap_enough():
    assert adapted(GOOD, NOW, known=1, new=3) == HOUR
    assert adapted(GOOD, NOW, known=1, new=4) == HOUR / 2


def test_a_month_of_quiet_is_31_days():
    assert adapted(replace(GOOD, last_new=NOW - timedelta(days=31)), NOW, known=9, new=0) == 66 * MINUTE
    later = replace(GOOD, last_new=NOW - timedelta(days=31, seconds=1))
    assert adapted(later, NOW, known=9, new=0) == 2 * HOUR


def test_a_poll_that_came_early_proves_no_quiet():
    early = replace(GOOD, last_good=NOW - timedelta(minutes=5))
    assert adapted(early, NOW, known=9, new=0) == HOUR


@pytest.mark.parametrize(
    "before",
    [FeedState(key="one"), replace(GOOD, failures=1, failure_score=0.5)],
    ids=["the first poll", "after a failure"],
)
def test_it_takes_two_good_polls_in_a_row_to_judge(before):
    assert adapted(before, NOW, known=0, new=9, overlap=False) == HOUR


def test_jitter_moves_the_next_poll_by_a_tenth_but_never_below_what_was_asked():
    waits = [
        (next_poll(GOOD, Outcome.NEW, NOW, jitter=jitter) - NOW).total_seconds() / MINUTE
        for jitter in (-1, 0, 1)
    ]
    assert waits == [54, 60, 66]
    asked = Hints(wait=2 * HOUR)
    for jitter in (-1, 0, 1):
        assert next_poll(GOOD, Outcome.NEW, NOW, hints=asked, jitter=jitter) - NOW >= timedelta(hours=2)


def test_asked_for_a_wait_all_its_readers_come_back_spread_over_a_tenth():
    asked = Hints(wait=2 * HOUR)
    waits = [next_poll(GOOD, Outcome.NEW, NOW, hints=asked, jitter=jitter) - NOW for jitter in (-1, 0, 0.5)]
    assert waits == [timedelta(minutes=132), timedelta(minutes=120), timedelta(minutes=126)]


def test_jitter_is_anything_from_a_tenth_less_to_a_tenth_more():
    drawn = [any_jitter() for _ in range(2000)]
    assert -1 <= min(drawn) < -0.9
    assert 0.9 < max(drawn) <= 1
    assert len(set(drawn)) > 1900


def test_the_longest_of_all_bounds_counts():
    state = replace(GOOD, interval=3 * HOUR, channel_wait=2 * HOUR)
    assert next_poll(state, Outcome.NEW, NOW, hints=Hints(wait=HOUR)) - NOW == timedelta(hours=3)
    assert next_poll(state, Outcome.NEW, NOW, hints=Hints(wait=4 * HOUR)) - NOW == timedelta(hours=4)


@pytest.mark.parametrize("rest", [{"skip_hours": tuple(range(24))}, {"skip_days": tuple(range(7))}])
def test_a_feed_that_always_rests_is_asked_all_the_same(rest):
    assert next_poll(replace(GOOD, **rest), Outcome.NEW, NOW) - NOW == timedelta(hours=1)


def test_only_feeds_whose_time_has_come_are_asked_longest_overdue_first():
    feeds = [feed_at(f"https://{key}.org/", key=key, local=False) for key in ("a", "b", "c", "d")]
    states = {
        "a": FeedState(key="a", next_poll=NOW - timedelta(minutes=1)),
        "b": FeedState(key="b", next_poll=NOW + timedelta(minutes=1)),
        "c": FeedState(key="c", next_poll=NOW - timedelta(minutes=9)),
    }
    assert [feed.key for feed in due(feeds, states, NOW)] == ["d", "c", "a"]


def test_a_feed_is_not_due_while_it_rests_though_its_time_came_before():
    resting = {"one": FeedState(key="one", next_poll=NOW - timedelta(minutes=5), skip_hours=(NOW.hour,))}
    assert due([ONE], resting, NOW) == []
    assert due([ONE], resting, NOW, named=True) == [ONE]
    assert due([ONE], resting, NOW + timedelta(hours=1)) == [ONE]
    off = {"one": replace(resting["one"], skip_hours=(), skip_days=(NOW.weekday(),))}
    assert due([ONE], off, NOW + timedelta(hours=1)) == []


def test_a_feed_that_is_switched_off_is_never_due():
    assert due([replace(ONE, enabled=False)], {}, NOW) == []


def test_a_claimed_feed_is_not_due_again_until_its_poll_has_had_its_time():
    state = replace(GOOD, next_poll=claim(NOW))
    assert due([ONE], {"one": state}, NOW + timedelta(minutes=14)) == []
    assert due([ONE], {"one": state}, NOW + timedelta(minutes=15)) == [ONE]


def test_asking_by_name_overrules_the_schedule_but_not_manners():
    waiting = replace(GOOD, next_poll=NOW + timedelta(hours=5))
    assert due([ONE], {"one": waiting}, NOW, named=True) == [ONE]
    just_asked = replace(waiting, last_poll=NOW - timedelta(minutes=5))
    assert due([ONE], {"one": just_asked}, NOW, named=True) == []
    assert due([ONE], {"one": just_asked}, NOW + timedelta(minutes=10), named=True) == [ONE]
    assert due([replace(ONE, local=True)], {"one": just_asked}, NOW, named=True) != []
    told_off = replace(waiting, blocked_until=NOW + timedelta(minutes=5))
    assert due([ONE], {"one": told_off}, NOW, named=True) == []


def test_a_host_that_wants_no_visitors_holds_up_those_that_moved_there_too():
    there, moved = feed_at("https://new.org/feed", key="there"), feed_at("https://old.org/feed", key="moved")
    states = {
        "there": FeedState(key="there", blocked_until=NOW + timedelta(hours=1)),
        "moved": FeedState(key="moved", url="https://new.org/moved"),
    }
    assert due([there, moved], states, NOW) == []
    assert due([there, moved], states | {"moved": FeedState(key="moved")}, NOW) == [moved]


def test_a_feed_that_is_gone_is_asked_by_name_only():
    gone = replace(GOOD, last_outcome=Outcome.GONE, next_poll=NOW)
    assert due([ONE], {"one": gone}, NOW + timedelta(days=365)) == []
    assert due([ONE], {"one": gone}, NOW, named=True) == [ONE]


def test_an_address_that_the_feed_once_led_to_may_be_gone_without_the_feed():
    gone = replace(GOOD, last_outcome=Outcome.GONE, next_poll=NOW, url="https://elsewhere.org/feed")
    assert due([ONE], {"one": gone}, NOW) == [ONE]
