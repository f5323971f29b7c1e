"""What is remembered of an address: how long it is believed, and when it is forgotten."""

import asyncio
from dataclasses import replace
from datetime import timedelta

import pytest

from feeds.memory import current, fingerprint, ill
from feeds.overlap import compare
from feeds.poll import poll_feed
from feeds.timing import due, next_poll
from records.feeds import FeedKind, FeedState, Known, Outcome, Poll
from tests.feeds.site import NOW, Answer, client, feed_at, rss, state_of

HOUR, DAY = timedelta(hours=1), timedelta(days=1)


def polled(feed, state=None, *, now=NOW, known=()) -> Poll:
    """One poll, compared as a flow would, some seconds after it."""

    async def once():
        async with client() as c:
            return await poll_feed(c, feed, state or state_of(feed), now)

    ids = Known(ids=frozenset(known))
    return compare(asyncio.run(once()), ids, now + timedelta(seconds=7))[0]


def polled_on(feed, state, times, *, after=HOUR) -> list[Poll]:
    """Poll after poll, an hour between them."""
    polls = []
    for number in range(times):
        polls.append(polled(feed, state, now=NOW + after + number * HOUR, known=["id-1"]))
        state = polls[-1].state
    return polls


def moved(to: str, status: int = 301) -> Answer:
    return Answer(status=status, headers=[("Location", to)])


# --- the address is edited


def test_an_address_that_is_edited_is_asked_afresh(site):
    site.pages |= {"/old": Answer(body=rss(1), headers=[("ETag", '"o"')]), "/new": rss(2, 1)}
    old, new = feed_at(f"{site.url}/old"), feed_at(f"{site.url}/new")
    first = polled(old)
    poll = polled(new, first.state, now=NOW + HOUR, known=["id-1"])
    assert (poll.url, poll.outcome, poll.new) == (f"{site.url}/new", Outcome.NEW, 1)
    assert "if-none-match" not in site.requests[-1].headers
    assert (first.state.verified_at, poll.state.verified_at) == (NOW, NOW + HOUR)


def test_the_same_bytes_at_an_edited_address_are_read(site):
    site.pages |= {"/old": rss(1), "/new": rss(1)}
    state = polled(feed_at(f"{site.url}/old")).state
    poll = polled(feed_at(f"{site.url}/new"), state, now=NOW + HOUR, known=["id-1"])
    assert (poll.outcome, len(poll.entries)) == (Outcome.NOTHING_NEW, 1)


def test_a_410_stops_a_feed_until_its_address_is_edited(site, feed):
    site.pages |= {"/feed": Answer(status=410), "/new": rss(1)}
    state = polled(feed).state
    edited = feed_at(f"{site.url}/new")
    year = NOW + 365 * DAY
    assert due([feed], {"one": current(feed, state)}, year) == []
    assert due([edited], {"one": current(edited, state)}, NOW) == [edited]
    again = polled(edited, state, now=NOW + HOUR)
    assert again.outcome is Outcome.NEW
    assert due([edited], {"one": current(edited, again.state)}, year) == [edited]


def test_an_edited_address_waits_out_no_backoff_of_the_old_one(site, feed):
    state = state_of(feed, configured=fingerprint(feed))
    for _ in range(40):
        state = ill(state, Outcome.REFUSED, NOW)
    state = replace(state, next_poll=next_poll(state, Outcome.REFUSED, NOW), trust_validators=False)
    assert state.next_poll > NOW + DAY
    edited = feed_at(f"{site.url}/new")
    fresh = current(edited, state)
    assert (fresh.next_poll, fresh.failures, fresh.failure_score) == (None, 0, 0.0)
    assert fresh.trust_validators
    assert due([edited], {"one": fresh}, NOW) == [edited]


def test_a_feed_that_is_read_in_another_way_is_asked_afresh(feed):
    state = FeedState(key="one", configured=fingerprint(feed), last_outcome=Outcome.GONE)
    assert current(feed, state) is not None
    assert current(feed, state).last_outcome is Outcome.GONE
    assert current(replace(feed, kind=FeedKind.JSON_FEED), state).last_outcome is None


@pytest.mark.parametrize("more", [{"title": "Two"}, {"certainty": "A"}, {"terms": "x"}, {"enabled": False}])
def test_other_edits_forget_nothing(feed, more):
    state = FeedState(key="one", configured=fingerprint(feed), etag=b'"a"', failures=3)
    assert current(replace(feed, **more), state) == state


def test_what_an_edited_feed_brought_stays_known_and_so_does_its_alarm(feed):
    state = FeedState(
        key="one",
        configured="of another address",
        last_new=NOW - DAY,
        overlap_at=NOW - HOUR,
        alarm="failing: x",
        alarm_since=NOW - 2 * DAY,
        recovered="was low, now well",
        recovered_at=NOW - 9 * DAY,
        etag=b'"a"',
    )
    assert current(feed, state) == replace(state, configured=fingerprint(feed), etag=None)


def test_a_state_of_before_addresses_were_noted_is_taken_for_the_configured_one(feed):
    state = FeedState(key="one", etag=b'"a"')
    assert current(feed, state) == replace(state, configured=fingerprint(feed))


# --- a redirect that we believed


def test_a_remembered_redirect_that_dies_leads_back_to_the_configured_address(site, feed):
    site.pages |= {"/feed": moved("/moved"), "/moved": rss(1)}
    state = polled_on(feed, polled(feed).state, 3)[-1].state
    assert (state.url, state.url_for) == (f"{site.url}/moved", feed.urls[0])
    site.requests.clear()
    site.pages |= {"/feed": rss(2, 1), "/moved": Answer(status=404)}
    polls = polled_on(feed, state, 7, after=9 * HOUR)
    assert [request.path for request in site.requests] == ["/moved"] * 6 + ["/feed"]
    assert (polls[-1].outcome, polls[-1].url) == (Outcome.NEW, feed.urls[0])
    assert (polls[-1].state.url, polls[-1].state.failures) == (None, 0)


def test_a_remembered_redirect_that_is_gone_does_not_stop_the_feed(site, feed):
    site.pages |= {"/feed": moved("/moved"), "/moved": rss(1)}
    state = polled_on(feed, polled(feed).state, 3)[-1].state
    site.pages |= {"/feed": moved("/newer"), "/newer": rss(2, 1), "/moved": Answer(status=410)}
    state = polled(feed, state, now=NOW + 9 * HOUR).state
    assert (state.last_outcome, due([feed], {"one": state}, NOW + DAY)) == (Outcome.GONE, [feed])
    again = polled(feed, state, now=NOW + DAY, known=["id-1"])
    assert (again.outcome, again.state.moved_to) == (Outcome.NEW, f"{site.url}/newer")


def test_when_the_configured_address_is_gone_too_the_feed_stops(site, feed):
    site.pages |= {"/feed": moved("/moved"), "/moved": rss(1)}
    state = polled_on(feed, polled(feed).state, 3)[-1].state
    site.pages |= {"/feed": Answer(status=410), "/moved": Answer(status=410)}
    first, second = polled_on(feed, state, 2, after=9 * HOUR)
    assert due([feed], {"one": first.state}, NOW + DAY) == [feed]
    assert due([feed], {"one": second.state}, NOW + 365 * DAY) == []


def test_a_failure_in_between_makes_a_redirect_prove_itself_anew(site, feed):
    site.pages |= {"/feed": moved("/moved"), "/moved": rss(1)}
    state = polled_on(feed, polled(feed).state, 1)[-1].state
    assert state.moved_count == 2
    site.pages["/moved"] = Answer(status=500)
    state = polled(feed, state, now=NOW + 3 * HOUR).state
    site.pages["/moved"] = rss(1)
    polls = polled_on(feed, state, 3, after=4 * HOUR)
    assert [poll.state.moved_count for poll in polls] == [1, 2, 0]
    assert [poll.state.url for poll in polls] == [None, None, f"{site.url}/moved"]


def test_another_target_makes_a_redirect_prove_itself_anew(site, feed):
    site.pages |= {"/feed": moved("/one"), "/one": rss(1), "/two": rss(1)}
    state = polled_on(feed, polled(feed).state, 1)[-1].state
    site.pages["/feed"] = moved("/two")
    state = polled(feed, state, now=NOW + 3 * HOUR, known=["id-1"]).state
    assert (state.url, state.moved_to, state.moved_count) == (None, f"{site.url}/two", 1)


def test_empty_documents_never_make_a_redirect_believed(site, feed):
    site.pages |= {"/feed": rss(1), "/parked": rss()}
    state = polled(feed).state
    site.pages["/feed"] = moved("/parked")
    first, *polls = polled_on(feed, state, 6)
    assert first.outcome is Outcome.EMPTY
    assert {poll.state.url for poll in polls} == {None}
    assert {poll.outcome for poll in polls} == {Outcome.SAME_BODY}


# --- what proves a feed


def test_an_empty_document_verifies_no_address(site, feed):
    site.pages["/feed"] = rss()
    first = polled(feed)
    same = polled(feed, first.state, now=NOW + HOUR)
    assert (first.outcome, same.outcome) == (Outcome.EMPTY, Outcome.SAME_BODY)
    assert (first.state.verified_at, same.state.verified_at) == (None, None)
    site.pages["/feed"] = rss(1)
    assert polled(feed, same.state, now=NOW + 2 * HOUR).state.verified_at == NOW + 2 * HOUR


@pytest.mark.parametrize("validator", [[], [("ETag", '"a"')]], ids=["the same bytes", "a 304"])
def test_an_unchanged_feed_proves_overlap_at_each_poll(site, feed, validator):
    def answer(request):
        return Answer(status=304) if request.headers.get("if-none-match") else whole

    whole = Answer(body=rss(1), headers=validator)
    site.pages["/feed"] = answer
    first = polled(feed)
    for poll in (first, *polled_on(feed, first.state, 3)):
        assert poll.state.overlap_at == poll.started


def test_a_304_to_a_feed_that_fails_is_no_proof_that_it_is_well(site, feed):
    """A server that knows nothing but 304: the feed was well, then not, and is never proved well again."""
    site.pages["/feed"] = Answer(body=rss(1), headers=[("ETag", '"a"')])
    state = polled(feed).state
    site.pages["/feed"] = Answer(status=500)
    state = polled(feed, state, now=NOW + HOUR).state
    site.pages["/feed"] = Answer(status=304)
    polls = polled_on(feed, state, 3, after=2 * HOUR)
    assert [poll.outcome for poll in polls] == [Outcome.HTTP_ERROR] * 3
    assert [poll.state.failures for poll in polls] == [2, 3, 4]
    assert {poll.state.last_good for poll in polls} == {NOW}
    asked = ["if-none-match" in request.headers for request in site.requests]
    assert asked == [False, True, False, False, False]
    site.pages["/feed"] = Answer(body=rss(1), headers=[("ETag", '"a"')])
    well = polled(feed, polls[-1].state, now=NOW + 9 * HOUR)
    assert (well.outcome, well.state.failures, well.state.failure_score) == (Outcome.SAME_BODY, 0, 0.0)


@pytest.mark.parametrize(
    ("answer", "good"),
    [
        (Answer(body=rss(2, 1)), True),
        (Answer(body=rss(1)), True),
        (Answer(status=304), True),
        (Answer(status=500), False),
    ],
    ids=["news", "the same bytes", "a 304", "a failure"],
)
def test_each_poll_is_remembered_as_the_last_and_a_good_one_as_the_last_good(site, feed, answer, good):
    site.pages["/feed"] = Answer(body=rss(1), headers=[("ETag", '"a"')])
    state = polled(feed).state
    site.pages["/feed"] = answer
    poll = polled(feed, state, now=NOW + HOUR)
    later = poll.state
    assert (later.last_poll, later.last_good) == (NOW + HOUR, NOW + HOUR if good else NOW)
    assert later.last_outcome is poll.outcome


def test_a_good_poll_ends_the_backoff(site, feed):
    state = polled(feed).state
    for number in range(8):
        state = ill(state, Outcome.REFUSED, NOW + number * HOUR)
    assert next_poll(state, Outcome.REFUSED, NOW) > NOW + 8 * HOUR
    site.pages["/feed"] = rss(1)
    well = polled(feed, replace(state, blocked_until=NOW + 2 * DAY), now=NOW + DAY)
    assert well.state.next_poll <= NOW + DAY + timedelta(minutes=66, seconds=7)
    assert well.state.blocked_until is None
    site.pages["/feed"] = Answer(status=500)
    once = polled(feed, well.state, now=NOW + 2 * DAY)
    assert (once.state.failures, once.state.failure_score) == (1, 0.5)
    assert once.state.next_poll <= NOW + 2 * DAY + timedelta(minutes=66)


def test_no_two_polls_wait_the_same_time(site, feed):
    site.pages["/feed"] = rss(1)
    waits = [polled(feed).state.next_poll - NOW for _ in range(12)]
    assert timedelta(minutes=54) <= min(waits) < max(waits) <= timedelta(minutes=66, seconds=7)
    site.pages["/feed"] = Answer(status=500)
    waits = [polled(feed).state.next_poll - NOW for _ in range(12)]
    assert timedelta(minutes=54) <= min(waits) < max(waits) <= timedelta(minutes=66)
