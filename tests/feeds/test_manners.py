"""What goes over the wire, poll after poll: the checklist of well-behaved feed readers, case by case."""

import asyncio
import gzip
import time
from dataclasses import replace
from datetime import timedelta
from itertools import pairwise

import pytest

from feeds.download import Limits, user_agent
from feeds.overlap import compare
from feeds.poll import poll_feed, poll_feeds
from feeds.timing import due
from records.feeds import Known, Outcome, Poll
from tests.feeds.site import NOBODY, NOW, Answer, client, feed_at, item, rss, state_of

HOUR = timedelta(hours=1)


def polled(feed, state=None, *, now=NOW, **rest) -> Poll:
    async def once():
        async with client(**rest) as c:
            return await poll_feed(c, feed, state or state_of(feed), now)

    return asyncio.run(once())


def polled_again(feed, times=2, *, now=NOW, known=None, **rest) -> list[Poll]:
    """Poll after poll, an hour between them, each compared as a flow would."""
    polls, state, ids = [], state_of(feed), set(known or ())
    for n in range(times):
        poll = polled(feed, state, now=now + n * HOUR, **rest)
        poll, new, _ = compare(poll, Known(ids=frozenset(ids)), now + n * HOUR)
        ids |= {entry.id for entry in new}
        state = poll.state
        polls.append(poll)
    return polls


def conditions(request):
    return request.headers.get("if-none-match"), request.headers.get("if-modified-since")


# --- validators


@pytest.mark.parametrize(
    "etag",
    [
        b'"abc"',
        b'W/"abc"',
        b"w/abc-unquoted",
        b'"with \\" and , inside"',
        b'""',
        b'"' + "perché".encode() + b'"',
        b'"latin caf\xe9 \xff\x80"',
    ],
    ids=["strong", "weak", "unquoted", "odd punctuation", "empty", "utf-8", "bytes that are no utf-8"],
)
def test_an_etag_goes_back_byte_for_byte(site, feed, etag):
    site.pages["/feed"] = Answer(body=rss(1), headers=[("ETag", etag)])
    polled_again(feed)
    assert [conditions(request) for request in site.requests] == [(None, None), (etag, None)]


@pytest.mark.parametrize(
    "value", [b"Tue, 24 Nov 2026 10:00:00 GMT", b"2026-11-24 10:00", b"yesterday, I think"]
)
def test_a_last_modified_goes_back_byte_for_byte_even_if_it_is_no_date(site, feed, value):
    site.pages["/feed"] = Answer(body=rss(1), headers=[("Last-Modified", value)])
    polled_again(feed)
    assert conditions(site.requests[1]) == (None, value)


def test_both_validators_are_sent_when_both_were_received(site, feed):
    site.pages["/feed"] = Answer(body=rss(1), headers=[("ETag", '"a"'), ("Last-Modified", "then")])
    polled_again(feed)
    assert conditions(site.requests[1]) == (b'"a"', b"then")


def test_without_validators_none_is_made_up(site, feed):
    site.pages["/feed"] = rss(1)
    polled_again(feed, 3)
    assert {conditions(request) for request in site.requests} == {(None, None)}


def test_a_304_keeps_the_stored_validators_though_it_carries_others(site, feed):
    def answer(request):
        if request.headers.get("if-none-match") == b'"a"':
            return Answer(status=304, headers=[("ETag", '"other"')])
        return Answer(body=rss(1), headers=[("ETag", '"a"')])

    site.pages["/feed"] = answer
    polls = polled_again(feed, 3)
    assert [poll.outcome for poll in polls] == [Outcome.NEW, Outcome.NOT_MODIFIED, Outcome.NOT_MODIFIED]
    assert conditions(site.requests[2]) == (b'"a"', None)


def test_a_304_that_nobody_asked_for_is_no_proof_of_anything(site, feed):
    site.pages["/feed"] = Answer(status=304)
    poll = polled(feed)
    assert poll.outcome is Outcome.HTTP_ERROR
    assert poll.state.last_good is None


def test_a_failure_keeps_the_validators_but_the_next_poll_asks_for_the_whole(site, feed):
    site.pages["/feed"] = Answer(body=rss(1), headers=[("ETag", '"a"')])
    state = polled(feed).state
    site.pages["/feed"] = b"<html><p>Wartungsarbeiten</p></html>"
    state = polled(feed, state, now=NOW + HOUR).state
    assert (state.etag, state.failures) == (b'"a"', 1)
    polled(feed, state, now=NOW + 2 * HOUR)
    assert conditions(site.requests[2]) == (None, None)


def test_validators_are_sent_to_no_other_address(site, other_site):
    other_site.pages["/new"] = Answer(body=rss(1), headers=[("ETag", '"b"')])
    site.pages["/feed"] = Answer(status=302, headers=[("Location", f"{other_site.url}/new")])
    polled_again(feed_at(f"{site.url}/feed"))
    assert [conditions(request)[0] for request in site.requests] == [None, None]
    assert [conditions(request)[0] for request in other_site.requests] == [None, b'"b"']


def test_a_server_whose_validators_lie_is_found_out_by_a_weekly_probe(site, feed):
    body = [rss(2, 1)]

    def answer(request):
        if request.headers.get("if-none-match"):
            return Answer(status=304)
        return Answer(body=body[0], headers=[("ETag", '"always the same"')])

    site.pages["/feed"] = answer
    first = polled_again(feed, 1)[0]
    body[0] = rss(4, 3, 2, 1)
    fooled = polled(feed, first.state, now=NOW + HOUR)
    assert fooled.outcome is Outcome.NOT_MODIFIED
    probe = polled(feed, fooled.state, now=NOW + timedelta(days=8))
    probe, new, _ = compare(probe, Known(ids=frozenset({"id-1", "id-2"})), NOW + timedelta(days=8))
    assert [entry.id for entry in new] == ["id-4", "id-3"]
    assert probe.state.trust_validators is False
    polled(feed, probe.state, now=NOW + timedelta(days=8, hours=1))
    assert conditions(site.requests[-1]) == (None, None)


def test_validators_can_be_switched_off_for_a_feed(site):
    distrusted = feed_at(f"{site.url}/feed", validators=False)
    site.pages["/feed"] = Answer(body=rss(1), headers=[("ETag", '"a"')])
    polled_again(distrusted)
    assert conditions(site.requests[1]) == (None, None)


def test_the_same_bytes_under_changing_validators_are_unchanged(site, feed):
    tags = iter("abcdef")
    site.pages["/feed"] = lambda _: Answer(body=rss(1), headers=[("ETag", f'"{next(tags)}"')])
    polls = polled_again(feed, 3)
    assert [poll.outcome for poll in polls] == [Outcome.NEW, Outcome.SAME_BODY, Outcome.SAME_BODY]
    assert conditions(site.requests[2]) == (b'"b"', None)


def test_a_body_that_is_no_feed_never_looks_unchanged(site, feed):
    site.pages["/feed"] = b"<html><p>parked</p></html>"
    polls = polled_again(feed, 3)
    assert [poll.outcome for poll in polls] == [Outcome.NOT_A_FEED] * 3
    assert [poll.state.failures for poll in polls] == [1, 2, 3]


# --- what the feed asks


def wait_after(poll: Poll) -> float:
    return (poll.state.next_poll - NOW).total_seconds() / 60


@pytest.mark.parametrize(
    ("headers", "least", "most"),
    [
        ([], 54, 66),
        ([("Cache-Control", "max-age=14400")], 240, 264),
        ([("Cache-Control", "max-age=14400"), ("Age", "3600")], 180, 198),
        ([("Cache-Control", "public, s-maxage=999999, max-age=7200")], 120, 132),
        ([("Cache-Control", "max-age=31536000")], 1440, 1584),
        ([("Cache-Control", "no-cache, max-age=14400")], 54, 66),
        ([("Cache-Control", "max-age=60")], 54, 66),
        ([("Cache-Control", "max-age=forever")], 54, 66),
        ([("Expires", "Tue, 24 Nov 2026 16:00:00 GMT"), ("Date", "Tue, 24 Nov 2026 12:00:00 GMT")], 240, 264),
        ([("Expires", "Tue, 24 Nov 2026 16:00:00 GMT")], 240, 264),
        ([("Expires", "0")], 54, 66),
        ([("Expires", "Thu, 01 Jan 1970 00:00:00 GMT")], 54, 66),
    ],
)
def test_freshness_is_a_lower_bound_up_to_a_day(site, feed, headers, least, most):
    site.pages["/feed"] = Answer(body=rss(1), headers=headers)
    assert least <= wait_after(polled(feed)) <= most


@pytest.mark.parametrize(
    ("channel", "least", "most"),
    [
        ("<ttl>180</ttl>", 180, 198),
        ("<ttl>5</ttl>", 54, 66),
        ("<ttl>soon</ttl>", 54, 66),
        ("<sy:updatePeriod>daily</sy:updatePeriod><sy:updateFrequency>4</sy:updateFrequency>", 360, 396),
        ("<sy:updatePeriod>weekly</sy:updatePeriod>", 1440, 1584),
        ("<sy:updatePeriod>hourly</sy:updatePeriod><sy:updateFrequency>1</sy:updateFrequency>", 54, 66),
    ],
)
def test_the_channel_s_own_pace_is_a_lower_bound_too(site, feed, channel, least, most):
    site.pages["/feed"] = rss(1, channel=channel)
    assert least <= wait_after(polled(feed)) <= most


def test_a_ttl_may_stand_behind_the_items_and_an_items_own_is_none(site, feed):
    behind = rss(1).replace(b"</channel>", b"<ttl>300</ttl></channel>")
    site.pages["/feed"] = behind
    assert 300 <= wait_after(polled(feed)) <= 330
    site.pages["/feed"] = rss(item(1, more="<ttl>300</ttl>"), 2)
    assert wait_after(polled(feed)) <= 66


def test_a_date_counts_from_the_servers_own_clock(site, feed):
    headers = [("Retry-After", "Tue, 24 Nov 2026 19:00:00 GMT"), ("Date", "Tue, 24 Nov 2026 15:00:00 GMT")]
    site.pages["/feed"] = Answer(status=429, headers=headers)
    assert 240 <= wait_after(polled(feed)) <= 264
    headers = [("Expires", "Tue, 24 Nov 2026 19:00:00 GMT"), ("Date", "Tue, 24 Nov 2026 15:00:00 GMT")]
    site.pages["/feed"] = Answer(body=rss(1), headers=headers)
    assert 240 <= wait_after(polled(feed)) <= 264


def test_a_ttl_still_holds_after_a_304(site, feed):
    def answer(request):
        if request.headers.get("if-none-match"):
            return Answer(status=304)
        return Answer(body=rss(1, channel="<ttl>300</ttl>"), headers=[("ETag", '"a"')])

    site.pages["/feed"] = answer
    again = polled_again(feed)[1]
    assert again.outcome is Outcome.NOT_MODIFIED
    assert again.state.next_poll - (NOW + HOUR) >= timedelta(minutes=300)


def test_skip_hours_and_days_are_waited_out(site, feed):
    # NOW is a Tuesday, 12:00 UTC.
    hours = "".join(f"<hour>{hour}</hour>" for hour in (13, 14, 24))
    channel = f"<skipHours>{hours}</skipHours><skipDays><day>Wednesday</day></skipDays>"
    site.pages["/feed"] = rss(1, channel=channel)
    poll = polled(feed, now=NOW.replace(minute=10))
    assert poll.state.next_poll == NOW.replace(hour=15)
    assert (poll.state.skip_hours, poll.state.skip_days) == ((0, 13, 14), (2,))


# --- refusals


@pytest.mark.parametrize("status", [429, 503])
@pytest.mark.parametrize(
    ("value", "minutes"),
    [
        ("7200", 120),
        ("Tue, 24 Nov 2026 15:00:00 GMT", 180),
        ("999999999", 1440),
        ("Thu, 01 Jan 1970 00:00:00 GMT", 0),
        ("gleich", 0),
        ("-5", 0),
    ],
)
def test_retry_after_is_obeyed_up_to_a_day(site, feed, status, value, minutes):
    headers = [("Retry-After", value), ("Date", "Tue, 24 Nov 2026 12:00:00 GMT")]
    site.pages["/feed"] = Answer(status=status, headers=headers)
    poll = polled(feed)
    assert poll.outcome is Outcome.RATE_LIMITED
    assert max(minutes, 108) <= wait_after(poll) <= max(minutes * 1.1, 132)


def test_a_429_without_a_time_is_waited_out_longer_and_longer(site, feed):
    site.pages["/feed"] = Answer(status=429)
    waits = [wait_after(polled(feed, state_of(feed, failures=n))) for n in range(6)]
    assert all(later > sooner * 1.5 for sooner, later in pairwise(waits[:4]))
    assert max(waits) <= 1440 * 1.1


def test_a_refusal_that_names_a_time_by_the_way_blocks_no_host(site, feed):
    site.pages["/feed"] = Answer(status=403, headers=[("Retry-After", "7200")])
    assert polled(feed).state.blocked_until is None


def test_retry_after_holds_for_every_feed_of_the_host(site):
    one, two = feed_at(f"{site.url}/one", key="one"), feed_at(f"{site.url}/two", key="two")
    site.pages |= {"/one": Answer(status=429, headers=[("Retry-After", "3600")]), "/two": rss(1)}

    async def both():
        async with client() as c:
            return await poll_feeds(c, [(one, state_of(one)), (two, state_of(two))], NOW)

    polls = asyncio.run(both())
    assert [poll.outcome for poll in polls] == [Outcome.RATE_LIMITED] * 2
    assert not site.asked("/two")
    assert polls[1].state.failures == 0
    assert [poll.state.blocked_until - NOW for poll in polls] == [
        pytest.approx(HOUR, abs=timedelta(seconds=5))
    ] * 2
    assert [poll.state.last_outcome for poll in polls] == [Outcome.RATE_LIMITED] * 2
    states = {"one": replace(polls[0].state, next_poll=None), "two": replace(polls[1].state, next_poll=None)}
    assert due([one, two], states, NOW + timedelta(minutes=59)) == []
    assert due([one, two], states, NOW + timedelta(minutes=61)) == [one, two]


@pytest.mark.parametrize(
    ("answer", "outcome"),
    [
        (Answer(status=404), Outcome.NOT_FOUND),
        (Answer(status=401), Outcome.REFUSED),
        (Answer(status=403), Outcome.REFUSED),
        (Answer(status=451), Outcome.REFUSED),
        (Answer(status=403, body=b"<title>Just a moment...</title>"), Outcome.CHALLENGE),
        (Answer(status=503, headers=[("cf-mitigated", "challenge")]), Outcome.CHALLENGE),
        (Answer(body=b"<html><script src='/cdn-cgi/challenge-platform/x'></script>"), Outcome.CHALLENGE),
        (Answer(status=500), Outcome.SERVER_ERROR),
        (Answer(status=503), Outcome.SERVER_ERROR),
        (Answer(status=418), Outcome.HTTP_ERROR),
        (Answer(status=204), Outcome.HTTP_ERROR),
        (Answer(hang_up=True), Outcome.CONNECTION),
        (Answer(body=rss(1), length=9_999), Outcome.CONNECTION),
        (Answer(body=b""), Outcome.NOT_A_FEED),
        (Answer(body=rss()), Outcome.EMPTY),
        (Answer(body=rss(1)[:-40]), Outcome.BROKEN),
        (Answer(body=gzip.compress(rss(1))[:-30], headers=[("Content-Encoding", "gzip")]), Outcome.BROKEN),
        (Answer(body=rss(1), delay=1.5), Outcome.TIMEOUT),
        (Answer(body=rss(1), drip=0.02), Outcome.TIMEOUT),
    ],
    ids=lambda value: str(value.status) if isinstance(value, Answer) else str(value),
)
def test_each_way_to_fail_has_its_code_and_a_line_for_people(site, feed, answer, outcome):
    site.pages["/feed"] = answer
    poll = polled(feed)
    assert poll.outcome is outcome
    assert outcome.is_good or poll.problem
    assert poll.state.next_poll > NOW
    assert (poll.state.failures > 0) is not outcome.is_good


def test_a_dead_feed_does_not_stop_the_others(site):
    good, dead = feed_at(f"{site.url}/good", key="good"), feed_at(f"{NOBODY}/feed", key="dead")
    site.pages["/good"] = rss(1, 2)

    async def both():
        async with client() as c:
            return await poll_feeds(c, [(dead, state_of(dead)), (good, state_of(good))], NOW)

    polls = asyncio.run(both())
    assert [poll.outcome for poll in polls] == [Outcome.CONNECTION, Outcome.NEW]


def test_hard_failures_slow_a_feed_faster_than_temporary_ones(site, feed):
    from feeds.memory import ill
    from feeds.timing import next_poll

    def wait(outcome, times):
        state = state_of(feed)
        for _ in range(times):
            state = ill(state, outcome, NOW)
        return next_poll(state, outcome, NOW) - NOW

    assert wait(Outcome.REFUSED, 6) == 6 * HOUR
    assert wait(Outcome.SERVER_ERROR, 6) == 3 * HOUR
    assert wait(Outcome.DNS, 6) == 1.5 * HOUR
    assert wait(Outcome.REFUSED, 10_000) == timedelta(days=30)


# --- redirects


def test_a_permanent_redirect_is_remembered_after_three_good_parses(site, feed):
    site.pages |= {
        "/feed": Answer(status=301, headers=[("Location", "/moved")]),
        "/moved": Answer(status=308, headers=[("Location", "/new")]),
        "/new": rss(1),
    }
    polls = polled_again(feed, 4)
    assert [poll.state.url for poll in polls] == [None, None, f"{site.url}/new", f"{site.url}/new"]
    assert [request.path for request in site.requests[-4:]] == ["/feed", "/moved", "/new", "/new"]


def test_a_temporary_hop_in_the_chain_is_never_remembered(site, feed):
    site.pages |= {
        "/feed": Answer(status=301, headers=[("Location", "/moved")]),
        "/moved": Answer(status=302, headers=[("Location", "/new")]),
        "/new": rss(1),
    }
    assert {poll.state.moved_to for poll in polled_again(feed, 5)} == {None}


def test_a_permanent_redirect_to_html_is_not_believed(site, feed):
    site.pages["/feed"] = rss(1)
    state = polled(feed).state
    site.pages |= {
        "/feed": Answer(status=301, headers=[("Location", "/login")]),
        "/login": b"<html><title>Accedi</title></html>",
    }
    for hour in range(1, 5):
        poll = polled(feed, state, now=NOW + hour * HOUR)
        state = poll.state
        assert poll.outcome is Outcome.NOT_A_FEED
        assert "Accedi" in poll.problem
    assert (state.url, state.moved_to) == (None, None)


def test_five_redirects_are_followed_and_not_six(site, feed):
    for n in range(6):
        site.pages[f"/{n}"] = Answer(status=302, headers=[("Location", f"/{n + 1}")])
    site.pages |= {"/6": rss(1), "/feed": Answer(status=302, headers=[("Location", "/1")])}
    assert polled(feed).outcome is Outcome.REDIRECT
    assert len(site.requests) == 6
    site.pages["/feed"] = Answer(status=302, headers=[("Location", "/2")])
    assert polled(feed).outcome is Outcome.NEW


def test_a_redirect_without_a_target_is_an_error(site, feed):
    site.pages["/feed"] = Answer(status=301)
    assert polled(feed).outcome is Outcome.HTTP_ERROR


# --- manners of asking


def test_we_say_who_we_are_and_nothing_else(site, feed):
    site.pages["/feed"] = Answer(body=rss(1), headers=[("Set-Cookie", "track=me; Path=/")])
    polled_again(feed, 2, agent=user_agent("mailto:desk@example.org"))
    asked = site.requests[1].headers
    assert asked["user-agent"].startswith(b"chipwatch/")
    assert asked["user-agent"].endswith(b"(+mailto:desk@example.org)")
    assert set(asked) == {"host", "user-agent", "accept", "accept-encoding"}
    assert asked["accept"] == b"application/atom+xml, application/rss+xml, application/xml;q=0.9, */*;q=0.1"


def test_a_host_is_asked_one_thing_at_a_time(site):
    feeds = [feed_at(f"{site.url}/{n}", key=f"f{n}") for n in range(8)]
    site.pages |= {f"/{n}": Answer(body=rss(n), delay=0.02) for n in range(8)}

    async def all_of_them():
        async with client() as c:
            return await poll_feeds(c, [(feed, state_of(feed)) for feed in feeds], NOW)

    assert all(poll.outcome is Outcome.NEW for poll in asyncio.run(all_of_them()))
    assert site.busiest == 1


def test_hosts_are_asked_side_by_side(site, other_site):
    feeds = [feed_at(f"{one.url}/", key=f"f{n}") for n, one in enumerate((site, other_site))]
    for one in (site, other_site):
        one.pages["/"] = Answer(body=rss(1), delay=0.3)

    async def both():
        async with client() as c:
            return await poll_feeds(c, [(feed, state_of(feed)) for feed in feeds], NOW)

    polls = asyncio.run(both())
    assert abs(site.requests[0].at - other_site.requests[0].at) < 0.25
    assert all(poll.outcome is Outcome.NEW for poll in polls)


def test_no_more_requests_are_under_way_at_once_than_allowed(site, other_site):
    feeds = [feed_at(f"{one.url}/", key=f"f{n}") for n, one in enumerate((site, other_site))]
    for one in (site, other_site):
        one.pages["/"] = Answer(body=rss(1), delay=0.3)

    async def both():
        async with client(limits=Limits(at_once=1)) as c:
            return await poll_feeds(c, [(feed, state_of(feed)) for feed in feeds], NOW)

    asyncio.run(both())
    assert abs(site.requests[0].at - other_site.requests[0].at) >= 0.3


def test_what_is_known_of_a_feed_spares_its_entries_the_parser(site, feed):
    site.pages["/feed"] = rss(*range(20, 0, -1))
    known = Known(
        ids=frozenset(f"id-{n}" for n in range(1, 20)), titles={f"id-{n}": f"Item {n}" for n in range(1, 20)}
    )

    async def once():
        async with client() as c:
            return (await poll_feeds(c, [(feed, state_of(feed))], NOW, {feed.key: known}))[0]

    poll = asyncio.run(once())
    assert [entry.id for entry in poll.entries] == ["id-20", "id-1"]
    assert len(poll.unread) == 18


def test_a_long_document_is_read_while_others_are_served(site, feed):
    site.pages["/feed"] = rss(*range(1_500))

    async def once() -> tuple[Poll, float]:
        async with client(limits=Limits()) as c:
            polling = asyncio.create_task(poll_feed(c, feed, state_of(feed), NOW))
            longest, last = 0.0, time.monotonic()
            while not polling.done():
                await asyncio.sleep(0)
                longest, last = max(longest, time.monotonic() - last), time.monotonic()
            return polling.result(), longest

    poll, longest = asyncio.run(once())
    assert len(poll.entries) == 1_500
    assert longest < poll.seconds / 3


def test_gzip_is_asked_for_and_read(site, feed):
    site.pages["/feed"] = Answer(body=gzip.compress(rss(1, 2)), headers=[("Content-Encoding", "gzip")])
    poll = polled(feed)
    assert len(poll.entries) == 2
    assert poll.bytes == len(gzip.compress(rss(1, 2)))
    assert b"gzip" in site.requests[0].headers["accept-encoding"]


def test_a_restart_asks_conditionally_and_only_what_is_due(site, feed):
    site.pages["/feed"] = Answer(body=rss(1), headers=[("ETag", '"a"')])
    state = polled(feed).state
    # A new process: nothing but the stored state.
    assert due([feed], {feed.key: state}, NOW + timedelta(minutes=30)) == []
    assert due([feed], {feed.key: state}, NOW + timedelta(minutes=67)) == [feed]
    polled(feed, state, now=NOW + timedelta(minutes=67))
    assert conditions(site.requests[1]) == (b'"a"', None)
