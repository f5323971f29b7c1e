"""A feed's day by a clock of our own: at which minutes it was asked, and with what, case by case."""

import asyncio
import gzip
import tracemalloc
from datetime import timedelta
from itertools import pairwise

import brotli
import pytest

from feeds.download import Limits
from feeds.overlap import compare
from feeds.poll import poll_feed, poll_feeds
from feeds.timing import due
from records.feeds import Known, Outcome, Poll
from tests.feeds.site import NOW, Answer, Site, client, feed_at, rss, state_of
from tests.feeds.test_client import MIB, bomb

TICK = timedelta(minutes=15)
AFTERNOON = "".join(f"<hour>{hour}</hour>" for hour in range(13, 18))
DATE = ("Date", "Tue, 24 Nov 2026 12:00:00 GMT")


def asked_at(site: Site, feed, hours: int) -> list[int]:
    """Minutes after NOW at which requests came in, a flow coming by every quarter of an hour."""
    state, ids, minutes = state_of(feed), set(), []

    async def poll(now) -> Poll:
        async with client() as c:
            return await poll_feed(c, feed, state, now)

    for n in range(hours * 4):
        now = NOW + n * TICK
        if due([feed], {feed.key: state}, now):
            before = len(site.requests)
            told, new, _ = compare(asyncio.run(poll(now)), Known(ids=frozenset(ids)), now)
            state = told.state
            ids |= {entry.id for entry in new}
            minutes += [n * 15] * (len(site.requests) - before)
    return minutes


def busy(status: int, value: str) -> Answer:
    return Answer(status=status, headers=[("Retry-After", value), DATE])


@pytest.mark.parametrize(
    ("answer", "least", "most"),
    [
        (Answer(body=rss(1)), 54, 75),
        (Answer(body=rss(1), headers=[("Cache-Control", "max-age=14400")]), 240, 285),
        (Answer(body=rss(1), headers=[("Expires", "Tue, 24 Nov 2026 15:00:00 GMT"), DATE]), 180, 225),
        (Answer(body=rss(1, channel="<ttl>300</ttl>")), 300, 345),
        (Answer(body=rss(1, channel=f"<skipHours>{AFTERNOON}</skipHours>")), 360, 360),
        (Answer(body=rss(1, channel="<skipDays><day>Tuesday</day></skipDays>")), 720, 720),
        (busy(429, "18000"), 300, 345),
        (busy(429, "Tue, 24 Nov 2026 17:00:00 GMT"), 300, 345),
        (busy(429, "as soon as you like"), 108, 135),
        (Answer(status=429), 108, 135),
        (busy(503, "18000"), 300, 345),
        (Answer(status=503), 54, 75),
        (Answer(status=404), 54, 75),
    ],
    ids=[
        "nothing said", "max-age", "Expires", "ttl", "skipHours", "skipDays", "429, seconds", "429, a date",
        "429, garbage", "429 alone", "503, seconds", "503 alone", "404",
    ],
)  # fmt: skip
def test_the_second_request_comes_when_it_may(site, feed, answer, least, most):
    site.pages["/feed"] = answer
    first, second, *_ = asked_at(site, feed, hours=14)
    assert first == 0
    assert least <= second <= most


def test_a_feed_that_is_gone_is_asked_once(site, feed):
    site.pages["/feed"] = Answer(status=410)
    assert asked_at(site, feed, hours=48) == [0]


def test_a_feed_that_refuses_is_asked_ever_more_seldom(site, feed):
    site.pages["/feed"] = Answer(status=403)
    minutes = asked_at(site, feed, hours=24)
    waits = [later - sooner for sooner, later in pairwise(minutes)]
    assert len(minutes) <= 8
    assert waits[-1] >= 3 * waits[0]


@pytest.mark.parametrize(
    "given",
    [
        {"etag": b'"abc"'},
        {"etag": b'W/"abc"'},
        {"etag": b"no quotes"},
        {"etag": b'"latin caf\xe9 \xff"'},
        {"last-modified": b"Tue, 24 Nov 2026 10:00:00 GMT"},
        {"last-modified": b"24/11/2026"},
        {"etag": b'W/"abc"', "last-modified": b"Tue, 24 Nov 2026 10:00:00 GMT"},
    ],
    ids=["strong", "weak", "unquoted", "odd bytes", "a date", "an odd date", "both"],
)
def test_a_server_that_wants_its_validators_back_exactly_sends_the_feed_once(site, feed, given):
    """As WordPress does: 304 when all that it gave comes back as it was, else the whole feed."""

    def answer(request):
        back = {"etag": request.headers.get("if-none-match"),
                "last-modified": request.headers.get("if-modified-since")}  # fmt: skip
        if {name: value for name, value in back.items() if value} == given:
            return Answer(status=304, headers=[("ETag", '"of the 304"'), ("Cache-Control", "max-age=60")])
        return Answer(body=rss(2, 1), headers=list(given.items()))

    site.pages["/feed"] = answer
    state = state_of(feed)
    polls = []

    async def poll(now):
        async with client() as c:
            return await poll_feed(c, feed, state, now)

    for n in range(4):
        polls.append(asyncio.run(poll(NOW + n * timedelta(hours=1))))
        state = compare(polls[-1], Known(), NOW)[0].state if n == 0 else polls[-1].state
    assert [one.outcome for one in polls] == [Outcome.NEW] + [Outcome.NOT_MODIFIED] * 3
    assert [one.bytes for one in polls[1:]] == [0, 0, 0]
    sent = [{key for key in request.headers if key.startswith("if-")} for request in site.requests]
    names = {{"etag": "if-none-match", "last-modified": "if-modified-since"}[name] for name in given}
    assert sent == [set(), names, names, names]


@pytest.mark.parametrize("encoding", ["gzip", "br"])
def test_a_bomb_costs_its_own_feed_and_no_other(site, encoding):
    bad, good = feed_at(f"{site.url}/bomb", key="bad"), feed_at(f"{site.url}/good", key="good")
    site.pages |= {
        "/bomb": Answer(body=bomb(encoding, 40), headers=[("Content-Encoding", encoding), ("ETag", '"a"')]),
        "/good": Answer(body=brotli.compress(rss(1)), headers=[("Content-Encoding", "br")]),
    }

    async def both():
        async with client() as c:
            return await poll_feeds(c, [(bad, state_of(bad)), (good, state_of(good))], NOW)

    polls = asyncio.run(both())
    assert [poll.outcome for poll in polls] == [Outcome.TOO_BIG, Outcome.NEW]
    assert polls[0].problem == "the answer is too big"
    assert (polls[0].state.etag, polls[0].state.body_sha256) == (None, None)
    assert len(bomb(encoding, 40)) < MIB
    assert [len(site.asked(path)) for path in ("/bomb", "/good")] == [1, 1]


def test_a_bomb_in_a_gzipped_file_is_given_up_at_the_same_size(site, feed):
    site.pages["/feed"] = Answer(body=gzip.compress(rss(1) + bytes(20 * MIB)))
    tracemalloc.start()
    try:
        poll = asyncio.run(once(feed))
        _, most = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert (poll.outcome, poll.problem) == (Outcome.TOO_BIG, "the answer is too big")
    assert most < 8 * MIB
    site.pages["/feed"] = gzip.compress(rss(1))
    assert asyncio.run(once(feed)).outcome is Outcome.NEW


async def once(feed) -> Poll:
    async with client(limits=Limits(body=2 * MIB)) as c:
        return await poll_feed(c, feed, state_of(feed), NOW)


@pytest.mark.parametrize(
    "answer",
    [
        Answer(body=rss(3, 2, 1), length=99_999),
        Answer(body=rss(3, 2, 1)[:-60]),
        Answer(body=rss(3, 2, 1), drip=0.02),
        Answer(body=b"<html><title>Manutenzione</title>"),
    ],
    ids=["cut off on the wire", "cut off at the source", "slow drip", "HTML"],
)
def test_what_is_no_whole_feed_changes_nothing_that_was_known_and_is_asked_for_whole(site, feed, answer):
    site.pages["/feed"] = Answer(body=rss(1), headers=[("ETag", '"a"')])
    state = state_of(feed)

    async def poll(now):
        async with client() as c:
            return await poll_feed(c, feed, state, now)

    state = kept = compare(asyncio.run(poll(NOW)), Known(), NOW)[0].state
    site.pages["/feed"] = answer
    failed = asyncio.run(poll(NOW + timedelta(hours=1)))
    assert not failed.outcome.is_good
    assert (failed.state.etag, failed.state.body_sha256) == (kept.etag, kept.body_sha256)
    state = failed.state
    site.pages["/feed"] = Answer(body=rss(2, 1), headers=[("ETag", '"b"')])
    assert asyncio.run(poll(NOW + timedelta(hours=2))).outcome is Outcome.NEW
    assert [request.headers.get("if-none-match") for request in site.requests] == [None, b'"a"', None]
