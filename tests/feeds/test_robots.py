"""robots.txt as RFC 9309 says, and pages fetched by it."""

import asyncio
import time
from datetime import timedelta

import pytest

from feeds.pages import MAX_BYTES, fetch_address, fetch_page, fetch_pages
from feeds.parse import parse
from feeds.poll import poll_feed
from records.errors import FetchError, ForbiddenError, GoneError, HeldOffError
from records.feeds import Outcome
from records.hosts import Wishes
from records.news import Page
from tests.feeds.resolving import Names
from tests.feeds.site import NOW, Answer, client, feed_at, item, rss, state_of

PAGE = b"<html><p>Un articolo</p></html>"


def entries(site, *paths):
    body = rss(*(item(n, link=f"{site.url}{path}") for n, path in enumerate(paths)))
    return parse(feed_at(f"{site.url}/feed"), body, content_type="", base=site.url, now=NOW).entries


def pages(site, *paths, **rest):
    feed = feed_at(f"{site.url}/feed")

    async def all_of_them():
        async with client(**rest) as c:
            return await fetch_pages(c, [(feed, entry) for entry in entries(site, *paths)], lambda: NOW)

    return asyncio.run(all_of_them())


def allowed(site, path: str) -> bool:
    site.pages[path] = PAGE
    (page,) = pages(site, path)
    return isinstance(page, Page)


ROBOTS = b"""
User-agent: *
Disallow: /

User-agent: ChipWatch
Allow: /private/open
Disallow: /private
Disallow: /*.pdf$
Crawl-delay: 2
"""


@pytest.mark.parametrize(
    ("path", "may"),
    [
        ("/story", True),
        ("/private/x", False),
        ("/private/open/x", True),
        ("/paper.pdf", False),
        ("/paper.pdf?x=1", True),
        ("/%70rivate/x", False),
    ],
)
def test_our_own_group_counts_the_longest_match_wins(site, path, may):
    site.pages["/robots.txt"] = ROBOTS
    assert allowed(site, path) is may


@pytest.mark.parametrize(
    ("answer", "may"),
    [
        (Answer(status=404), True),
        (Answer(status=403), True),
        (Answer(status=401), True),
        (Answer(status=500), False),
        (Answer(status=503), False),
        (Answer(status=429), False),
        (Answer(hang_up=True), False),
        (Answer(body=b""), True),
        (Answer(body=b"<html>not found, but 200</html>"), True),
        (Answer(body=b"\xef\xbb\xbfUser-agent: *\nDisallow: /"), False),
        (Answer(body=b"User-agent: *\r\nDisallow: /s"), False),
        (Answer(body=b"# " + b"x" * 530_000 + b"\nUser-agent: *\nDisallow: /"), True),
        (Answer(body=b"# " + b"x" * 505_000 + b"\nUser-agent: *\nDisallow: /"), False),
        (Answer(status=302, headers=[("Location", "/robots.txt")]), True),
        (Answer(body=b"User-agent: *\nDisallow: /", length=20 * 1024 * 1024), True),
    ],
    ids=lambda value: None if isinstance(value, bool) else str(value.status),
)
def test_what_no_rules_bad_rules_and_no_answer_mean(site, answer, may):
    site.pages["/robots.txt"] = answer
    assert allowed(site, "/story") is may


def test_rules_are_asked_for_once_whatever_the_number_of_pages(site):
    site.pages |= {f"/{n}": PAGE for n in range(5)}
    pages(site, *(f"/{n}" for n in range(5)))
    assert len(site.asked("/robots.txt")) == 1


def test_a_redirected_robots_txt_is_followed(site):
    site.pages |= {
        "/robots.txt": Answer(status=301, headers=[("Location", "/r")]),
        "/r": b"User-agent: *\nDisallow: /",
    }
    assert not allowed(site, "/story")


def test_a_page_that_is_forbidden_is_not_asked_for(site):
    site.pages |= {"/robots.txt": b"User-agent: *\nDisallow: /no", "/no": PAGE}
    (refusal,) = pages(site, "/no")
    assert isinstance(refusal, ForbiddenError)
    assert refusal.reason == "robots.txt"
    assert not site.asked("/no")


def test_a_redirect_to_a_page_that_is_forbidden_is_not_followed(site, other_site):
    other_site.pages |= {"/robots.txt": b"User-agent: *\nDisallow: /no", "/no": PAGE}
    site.pages["/story"] = Answer(status=302, headers=[("Location", f"{other_site.url}/no")])
    (refusal,) = pages(site, "/story")
    assert isinstance(refusal, ForbiddenError)
    assert not other_site.asked("/no")


def test_feeds_are_asked_for_by_a_person_and_not_by_a_robot(site, feed):
    site.pages |= {"/robots.txt": b"User-agent: *\nDisallow: /", "/feed": rss(1)}

    async def once():
        async with client() as c:
            return await poll_feed(c, feed, state_of(feed), NOW)

    assert asyncio.run(once()).outcome is Outcome.NEW
    assert not site.asked("/robots.txt")


def test_pages_come_in_order_each_with_its_page_or_its_reason(site):
    site.pages |= {
        "/good": Answer(body=PAGE, headers=[("Content-Type", "text/html; charset=utf-8")]),
        "/gone": Answer(status=410),
        "/slow": Answer(body=PAGE, delay=2),
        "/walled": Answer(status=403, body=b"<title>Just a moment...</title>"),
        "/refused": Answer(status=403),
        "/busy": Answer(status=500),
        "/moved": Answer(status=302, headers=[("Location", "/good")]),
        "/big": Answer(body=b"x", length=MAX_BYTES + 1),
    }
    good, missing, gone, slow, walled, refused, busy, moved, big = pages(
        site, "/good#top", "/missing", "/gone", "/slow", "/walled", "/refused", "/busy", "/moved", "/big"
    )
    assert isinstance(good, Page)
    assert (good.url, good.body, good.status, good.fetched_at) == (f"{site.url}/good", PAGE, 200, NOW)
    assert good.header("content-type") == "text/html; charset=utf-8"
    assert isinstance(missing, GoneError)
    assert isinstance(gone, GoneError)
    reasons = [error.reason for error in (slow, walled, refused, busy, big) if isinstance(error, FetchError)]
    assert reasons == ["timeout", "challenge", "refused", "server_error", "too_big"]
    assert isinstance(moved, Page)
    assert moved.final_url == f"{site.url}/good"


def test_a_host_that_says_stop_is_left_alone_at_once(site):
    site.pages |= {"/0": Answer(status=429, headers=[("Retry-After", "600")]), "/1": PAGE, "/2": PAGE}
    first, *others = pages(site, "/0", "/1", "/2")
    assert isinstance(first, FetchError)
    assert not isinstance(first, HeldOffError)
    assert (first.reason, first.retry_after) == ("rate_limited", 600)
    for error in others:
        assert isinstance(error, HeldOffError)
        assert error.reason == "rate_limited"
        assert error.retry_after is not None
    assert [request.path for request in site.requests] == ["/robots.txt", "/0"]


def test_one_page_raises_what_keeps_it_away(site):
    (entry,) = entries(site, "/missing")

    async def once():
        async with client() as c:
            return await fetch_page(c, entry, feed_at(f"{site.url}/feed"), NOW)

    with pytest.raises(GoneError):
        asyncio.run(once())


def test_the_pace_that_robots_txt_asks_for_is_kept_between_pages(site):
    site.pages |= {"/robots.txt": b"User-agent: *\nCrawl-delay: 7.5", "/0": PAGE}

    async def once():
        async with client() as c:
            await fetch_pages(c, [(feed_at(site.url), entry) for entry in entries(site, "/0")], lambda: NOW)
            # Local hosts are not spared: what is asked of this one holds for a stranger of its name.
            async with c.hosts.turn(site.url, local=True):
                pass
            began = time.monotonic()
            with pytest.raises(TimeoutError):
                async with asyncio.timeout(0.5), c.hosts.turn(site.url, local=False):
                    pass
            return time.monotonic() - began

    assert asyncio.run(once()) >= 0.5


def test_rules_of_an_earlier_run_hold_for_what_is_left_of_their_day(site):
    site.pages |= {"/robots.txt": b"User-agent: *\nDisallow: /no\nCrawl-delay: 4", "/no": PAGE, "/yes": PAGE}
    feed = feed_at(f"{site.url}/feed")
    told = [(feed, entry) for entry in entries(site, "/no", "/yes")]

    async def run(wishes, now):
        async with client() as c:
            c.remember(wishes, now)
            found = await fetch_pages(c, told, lambda: now)
            assert isinstance(found[0], ForbiddenError)
            assert isinstance(found[1], Page)
            return c.wishes(now)

    first = asyncio.run(run(Wishes(), NOW))
    (rules,) = first.robots
    assert (rules.origin, rules.crawl_delay) == (site.url, 4.0)
    assert abs(rules.fetched_at - NOW) < timedelta(seconds=5)
    again = asyncio.run(run(first, NOW + timedelta(hours=23)))
    assert (len(site.asked("/robots.txt")), again.robots) == (1, ())
    (renewed,) = asyncio.run(run(first, NOW + timedelta(hours=25))).robots
    assert len(site.asked("/robots.txt")) == 2
    assert renewed.fetched_at > NOW + timedelta(hours=24)


@pytest.mark.parametrize("answer", [Answer(status=500), Answer(hang_up=True)], ids=["500", "hang-up"])
def test_rules_that_could_not_be_had_are_not_remembered(site, answer):
    site.pages["/robots.txt"] = answer

    async def once():
        async with client() as c:
            await fetch_pages(c, [(feed_at(site.url), entry) for entry in entries(site, "/0")], lambda: NOW)
            return c.wishes(NOW)

    assert asyncio.run(once()) == Wishes()


@pytest.mark.parametrize("host", ["http://169.254.169.254", "http://2852039166", "http://u@127.0.0.1"])
def test_a_page_where_we_do_not_go_is_refused_without_asking_for_its_rules(site, host):
    site.pages["/story"] = Answer(status=302, headers=[("Location", f"{host}/x")])
    (refusal,) = pages(site, "/story")
    assert isinstance(refusal, ForbiddenError)
    assert refusal.url == f"{host}/x"


def test_a_name_that_leads_inside_is_refused_for_good_though_its_rules_were_asked_for_first(site):
    site.pages |= {"/robots.txt": b"", "/x": PAGE}

    async def once():
        async with client(resolver=Names(["127.0.0.1"])) as c:
            await fetch_address(c, f"http://inside.example:{site.port}/x", NOW)

    with pytest.raises(ForbiddenError):
        asyncio.run(once())
    assert not site.requests


def test_rules_that_lead_where_we_do_not_go_are_no_rules_that_could_be_had(site):
    site.pages |= {
        "/robots.txt": Answer(status=302, headers=[("Location", "http://169.254.169.254/")]),
        "/0": PAGE,
    }
    (refusal,) = pages(site, "/0")
    assert isinstance(refusal, FetchError)
    assert refusal.reason == "robots_unreachable"


def test_rules_that_were_kept_from_us_are_asked_for_as_soon_as_they_may_be(site):
    site.pages |= {"/robots.txt": b"", "/x": PAGE}

    async def once():
        async with client() as c:
            c.hosts.block(site.url, 0.2)
            with pytest.raises(HeldOffError):
                await fetch_address(c, f"{site.url}/x", NOW, local=True)
            await asyncio.sleep(0.25)
            return await fetch_address(c, f"{site.url}/x", NOW, local=True)

    assert asyncio.run(once()).body == PAGE
    assert [request.path for request in site.requests] == ["/robots.txt", "/x"]


def test_a_host_that_is_too_busy_for_robots_txt_keeps_its_pages_unasked(site):
    site.pages |= {
        "/robots.txt": Answer(status=429, headers=[("Retry-After", "600")]),
        "/0": PAGE,
        "/1": PAGE,
    }
    for error in pages(site, "/0", "/1"):
        assert isinstance(error, HeldOffError)
        assert 590 < (error.retry_after or 0) <= 600
    assert [request.path for request in site.requests] == ["/robots.txt"]
