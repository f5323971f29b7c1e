"""New, known, changed; and whether anything can have slipped by."""

from dataclasses import replace
from datetime import timedelta

import pytest

from feeds.memory import unchanged
from feeds.overlap import compare
from feeds.parse import parse
from records.feeds import FeedState, Known, Outcome, Poll
from tests.feeds.site import NOW, feed_at, item, rss

HOUR = timedelta(hours=1)
FEED = feed_at("https://e.org/feed", local=False)
#: The poll an hour ago proved overlap; items 1 to 227 are older than it, 228 on are newer.
BEFORE = FeedState(
    key="one",
    last_poll=NOW - HOUR,
    last_good=NOW - HOUR,
    last_new=NOW - HOUR,
    overlap_at=NOW - HOUR,
    last_outcome=Outcome.NEW,
    interval=3600.0,
)


def poll_of(body: bytes, before: FeedState = BEFORE) -> Poll:
    parsed = parse(FEED, body, content_type="", base="https://e.org/feed", now=NOW)
    return Poll(
        feed="one",
        url="https://e.org/feed",
        started=NOW,
        seconds=0.1,
        outcome=Outcome.NEW if parsed.entries else Outcome.EMPTY,
        entries=parsed.entries,
        before=before,
        state=replace(before, last_poll=NOW, last_good=NOW),
    )


def ids(*numbers: int) -> Known:
    return Known(ids=frozenset(f"id-{n}" for n in numbers))


def test_what_is_not_known_is_new_in_the_feed_s_order():
    poll, new, gap = compare(poll_of(rss(5, 4, 3, 2)), ids(2, 3), NOW)
    assert [entry.id for entry in new] == ["id-5", "id-4"]
    assert (poll.outcome, poll.new, poll.known, poll.changed, gap) == (Outcome.NEW, 2, 2, 0, None)
    assert poll.state.last_new == poll.state.overlap_at == NOW


def test_all_known_is_nothing_new():
    poll, new, gap = compare(poll_of(rss(3, 2)), ids(2, 3), NOW)
    assert (poll.outcome, new, gap) == (Outcome.NOTHING_NEW, [], None)
    assert poll.state.last_new == NOW - HOUR


def test_an_entry_whose_id_moved_is_known_by_its_address():
    moved = Known(ids=frozenset({"http://old/3"}), urls=frozenset({"https://e.org/3"}))
    poll, new, _ = compare(poll_of(rss(3)), moved, NOW)
    assert (new, poll.known) == ([], 1)


def test_a_known_entry_with_another_title_is_changed_and_followed():
    known = Known(ids=frozenset({"id-3", "id-2"}), titles={"id-3": "Item 3, first wording"})
    poll, follow, _ = compare(poll_of(rss(4, 3, 2)), known, NOW)
    assert [entry.id for entry in follow] == ["id-4", "id-3"]
    assert (poll.new, poll.changed) == (1, 1)


@pytest.mark.parametrize(
    ("before", "cause"),
    [
        (BEFORE, "no_overlap"),
        (replace(BEFORE, failures=2, failure_score=1.0), "failing"),
        (
            replace(BEFORE, last_poll=NOW - 5 * HOUR, last_good=NOW - 5 * HOUR, overlap_at=NOW - 5 * HOUR),
            "downtime",
        ),
    ],
)
def test_no_known_entry_opens_a_gap_up_to_the_oldest_one_seen_and_says_why(before, cause):
    dated = replace(before, overlap_at=NOW - 6 * HOUR)
    _, _, gap = compare(poll_of(rss(240, 239, 238), dated), ids(1), NOW)
    assert gap is not None
    assert gap.cause == cause
    assert gap.since == NOW - 6 * HOUR
    assert gap.until == NOW - timedelta(days=10) + 238 * HOUR


def test_an_undated_gap_reaches_up_to_now():
    bare = "<item><title>x</title><link>https://e.org/x{}</link></item>"
    _, _, gap = compare(poll_of(rss(bare.format(1), bare.format(2))), ids(1), NOW)
    assert gap is not None
    assert (gap.since, gap.until) == (NOW - HOUR, NOW)


def test_ids_and_addresses_all_new_are_no_gap_when_the_feed_reaches_back_far_enough():
    _, new, gap = compare(poll_of(rss(240, 200, 150)), ids(1, 2), NOW)
    assert (len(new), gap) == (3, None)


def test_the_first_good_poll_has_nothing_to_overlap_with():
    _, new, gap = compare(poll_of(rss(240, 239), FeedState(key="one")), Known(), NOW)
    assert (len(new), gap) == (2, None)


def test_a_feed_that_was_empty_and_comes_back_with_news_alone_may_have_lost_some():
    emptied = replace(BEFORE, last_outcome=Outcome.EMPTY, overlap_at=NOW - 6 * HOUR)
    for before in (emptied, unchanged(emptied, NOW - HOUR)):
        _, _, gap = compare(poll_of(rss(240), before), ids(1), NOW)
        assert gap is not None
        assert gap.since == NOW - 6 * HOUR


def test_a_feed_that_never_showed_anything_cannot_have_lost_it():
    empty = replace(BEFORE, last_outcome=Outcome.EMPTY, overlap_at=None)
    for before in (empty, unchanged(empty, NOW - HOUR)):
        assert compare(poll_of(rss(240), before), Known(), NOW)[2] is None


def test_an_unchanged_feed_overlaps_with_itself():
    assert unchanged(BEFORE, NOW).overlap_at == NOW


def test_an_item_pinned_to_the_top_proves_nothing():
    pinned = poll_of(rss(7, 240, 239, 238), replace(BEFORE, overlap_at=NOW - 6 * HOUR))
    _, new, gap = compare(pinned, ids(7), NOW)
    assert len(new) == 3
    assert gap is not None


def test_a_known_item_below_the_new_ones_proves_overlap():
    proved = poll_of(rss(7, 240, 239, 200), replace(BEFORE, overlap_at=NOW - 6 * HOUR))
    assert compare(proved, ids(7, 200), NOW)[2] is None


def test_a_feed_that_puts_its_oldest_first_overlaps_by_its_first_item():
    proved = poll_of(rss(200, 238, 239, 240), replace(BEFORE, overlap_at=NOW - 6 * HOUR))
    assert compare(proved, ids(200), NOW)[2] is None


def test_a_poll_that_read_nothing_comes_back_as_it_was():
    failed = replace(poll_of(rss()), outcome=Outcome.NOT_FOUND)
    assert compare(failed, ids(1), NOW) == (failed, [], None)


def test_items_left_unread_are_known_and_prove_overlap():
    poll, new, gap = compare(replace(poll_of(rss(240)), unread=("id-1", "id-2")), ids(1, 2), NOW)
    assert (poll.known, len(new), gap) == (2, 1, None)


def test_the_same_item_in_two_feeds_is_new_in_each():
    for key in ("one", "two"):
        body = rss(item(5))
        parsed = parse(replace(FEED, key=key), body, content_type="", base="", now=NOW)
        assert [entry.feed for entry in parsed.entries] == [key]
        assert parsed.entries[0].url == "https://e.org/5"


def test_one_old_item_among_new_ones_does_not_hide_a_gap():
    dated = replace(BEFORE, overlap_at=NOW - 6 * HOUR)
    _, _, gap = compare(poll_of(rss(240, 239, 238, 10), dated), ids(1), NOW)
    assert gap is not None
    assert gap.until == NOW - timedelta(days=10) + 238 * HOUR


def test_what_came_is_remembered_with_the_poll():
    new, _, _ = compare(poll_of(rss(5, 4, 3)), ids(3, 4), NOW)
    assert (new.state.last_outcome, new.state.interval) == (Outcome.NEW, 3600.0)
    none, _, _ = compare(poll_of(rss(4, 3)), ids(3, 4), NOW)
    assert (none.state.last_outcome, none.state.interval) == (Outcome.NOTHING_NEW, 66 * 60.0)
    assert timedelta(minutes=59) <= none.state.next_poll - NOW <= timedelta(minutes=73)


def test_overlap_is_proved_for_the_moment_of_asking_not_of_comparing():
    poll, _, _ = compare(poll_of(rss(3, 2)), ids(2), NOW + timedelta(minutes=2))
    assert poll.state.overlap_at == poll.state.last_good == NOW


@pytest.mark.parametrize(("pinned", "gap"), [((7, 8), True), ((7, 8, 9), False)])
def test_two_known_items_on_top_may_be_pinned_three_are_not(pinned, gap):
    body = rss(*pinned, 240, 239, 238)
    found = compare(poll_of(body, replace(BEFORE, overlap_at=NOW - 6 * HOUR)), ids(*pinned), NOW)[2]
    assert (found is not None) == gap


@pytest.mark.parametrize(("minutes", "cause"), [(180, "no_overlap"), (181, "downtime")])
def test_a_poll_three_intervals_late_was_not_late_by_chance(minutes, cause):
    before = replace(BEFORE, last_poll=NOW - timedelta(minutes=minutes), overlap_at=NOW - 6 * HOUR)
    gap = compare(poll_of(rss(240, 239), before), ids(1), NOW)[2]
    assert gap is not None
    assert gap.cause == cause


def test_a_feed_that_reaches_back_to_the_very_moment_has_no_gap():
    oldest = NOW - timedelta(days=10) + 238 * HOUR
    for since, gaps in ((oldest, False), (oldest - timedelta(seconds=1), True)):
        gap = compare(poll_of(rss(238), replace(BEFORE, overlap_at=since)), ids(1), NOW)[2]
        assert (gap is not None) == gaps
