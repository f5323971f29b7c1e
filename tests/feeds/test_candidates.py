"""A source whose address is not certain: candidates in order, tried once, hits and misses remembered."""

import asyncio
from dataclasses import replace
from datetime import timedelta

import pytest

from feeds.memory import current
from feeds.poll import poll_feed
from feeds.timing import due
from records.feeds import Outcome, Poll
from tests.feeds.site import NOW, Answer, client, feed_at, rss, state_of

WEEK = timedelta(days=7)


@pytest.fixture
def unsure(site):
    return feed_at(*(f"{site.url}/{path}" for path in ("a", "b", "c", "d")))


def polled(feed, state=None, now=NOW) -> Poll:
    async def once():
        async with client() as c:
            return await poll_feed(c, feed, state or state_of(feed), now)

    return asyncio.run(once())


def paths(site) -> list[str]:
    return [request.path for request in site.requests]


def test_the_first_that_parses_is_remembered_and_asked_alone_from_then_on(site, unsure):
    site.pages |= {"/b": b"<html><p>home</p></html>", "/c": Answer(body=rss(1), headers=[("ETag", '"c"')])}
    poll = polled(unsure)
    assert (poll.outcome, poll.url, poll.state.url) == (Outcome.NEW, f"{site.url}/c", f"{site.url}/c")
    assert poll.state.verified_at == NOW
    assert set(poll.state.misses) == {f"{site.url}/a", f"{site.url}/b"}
    polled(unsure, poll.state, NOW + timedelta(hours=1))
    assert paths(site) == ["/a", "/b", "/c", "/c"]
    assert site.requests[-1].headers["if-none-match"] == b'"c"'


def test_when_none_parses_it_says_so_loudly_and_comes_back_in_a_week(site, unsure):
    poll = polled(unsure)
    assert poll.outcome is Outcome.NO_CANDIDATE
    assert poll.problem.startswith("none of 4 addresses gives a feed")
    assert poll.problem.count("404") == 4
    assert poll.state.next_poll is not None
    assert poll.state.next_poll >= NOW + WEEK
    again = polled(unsure, poll.state, NOW + timedelta(days=1))
    assert (again.outcome, len(paths(site))) == (Outcome.NO_CANDIDATE, 4)
    assert again.state.next_poll is not None
    assert again.state.next_poll >= NOW + WEEK
    polled(unsure, again.state, NOW + WEEK)
    assert len(paths(site)) == 8


def test_an_address_that_could_not_be_had_now_is_no_miss(site, unsure):
    site.pages |= {"/a": Answer(status=500), "/b": Answer(hang_up=True)}
    poll = polled(unsure)
    assert poll.outcome is Outcome.NO_CANDIDATE
    assert set(poll.state.misses) == {f"{site.url}/c", f"{site.url}/d"}
    assert poll.state.next_poll is not None
    assert poll.state.next_poll < NOW + timedelta(days=1)
    site.pages["/b"] = rss(1)
    again = polled(unsure, poll.state, NOW + timedelta(hours=2))
    assert (again.outcome, again.state.url) == (Outcome.NEW, f"{site.url}/b")


def test_candidates_may_be_of_different_kinds(site, unsure):
    site.pages["/d"] = (
        b'[{"link": "https://e.org/x", "title": {"rendered": "X"}, "date_gmt": "2026-11-24T08:00:00"}]'
    )
    poll = polled(unsure)
    assert (poll.outcome, [entry.title for entry in poll.entries]) == (Outcome.NEW, ["X"])


def test_an_address_that_worked_and_then_fails_for_long_makes_us_look_again(site, unsure):
    site.pages["/c"] = rss(1)
    state = polled(unsure).state
    site.pages |= {"/c": Answer(status=404), "/a": rss(1)}
    for day in range(1, 7):
        state = polled(unsure, state, NOW + timedelta(days=day)).state
    assert paths(site)[3:] == ["/c"] * 6
    found = polled(unsure, state, NOW + timedelta(days=8))
    assert found.state.url == f"{site.url}/a"


def test_of_candidates_that_were_all_tried_this_week_an_edited_one_is_asked_at_once(site, unsure):
    state = polled(unsure).state
    site.pages["/e"] = rss(1)
    edited = replace(unsure, urls=(*unsure.urls[:3], f"{site.url}/e"))
    later = NOW + timedelta(days=1)
    assert due([unsure], {"one": current(unsure, state)}, later) == []
    assert due([edited], {"one": current(edited, state)}, later) == [edited]
    poll = polled(edited, state, later)
    assert (poll.outcome, poll.url) == (Outcome.NEW, f"{site.url}/e")


def test_a_candidate_that_says_it_is_gone_makes_us_look_at_the_others(site, unsure):
    site.pages["/c"] = rss(1)
    state = polled(unsure).state
    assert (f"{site.url}/a" in state.misses, state.url_for) == (True, f"{site.url}/c")
    site.pages |= {"/c": Answer(status=410), "/a": rss(2)}
    state = polled(unsure, state, NOW + timedelta(days=1)).state
    assert due([unsure], {"one": state}, NOW + timedelta(days=2)) == [unsure]
    found = polled(unsure, state, NOW + timedelta(days=2))
    assert (found.url, found.state.url_for) == (f"{site.url}/a", f"{site.url}/a")


def test_of_two_candidates_the_one_that_missed_is_left_alone_for_a_week(site, unsure):
    two = replace(unsure, urls=unsure.urls[:2])
    site.pages["/b"] = Answer(status=500)
    state = polled(two).state
    polled(two, state, NOW + timedelta(hours=2))
    assert paths(site) == ["/a", "/b", "/b"]
    site.pages["/b"] = rss(1)
    assert polled(two, state, NOW + timedelta(hours=4)).state.url == f"{site.url}/b"
