"""Finding feeds: what a site offers, tried by hand."""

import asyncio
from datetime import timedelta

import pytest

from feeds.discover import discover
from records.errors import FetchError
from tests.feeds.site import NOBODY, NOW, Answer, client, rss


def discovered(url, **rest):
    async def once():
        async with client() as c:
            return await discover(c, url, NOW, local=True, **rest)

    return asyncio.run(once())


def test_an_address_that_is_a_feed_is_its_own_discovery(site):
    site.pages["/x"] = rss(1, 2)
    (found,) = discovered(f"{site.url}/x").found
    assert (found.url, found.title, found.items) == (f"{site.url}/x", "One", 2)
    assert found.newest == NOW - timedelta(days=10) + timedelta(hours=2)


def test_feeds_that_a_page_declares_are_found(site):
    site.pages |= {
        "/": b"""<html><head><link rel="alternate" type="application/rss+xml" href="/main.xml">
        <link rel=alternate type="application/atom+xml" href="gone.atom">
        <link rel="alternate" hreflang="es" href="/es/"></head><body><a href="/about">x</a></body></html>""",
        "/main.xml": rss(1),
    }
    assert [found.url for found in discovered(f"{site.url}/").found] == [f"{site.url}/main.xml"]
    assert "/feed/" not in [request.path for request in site.requests]


def test_links_that_look_like_feeds_are_tried(site):
    site.pages |= {"/": b"<html><a href='/notizie/rss'>RSS</a><a href='/rssi'>x</a>", "/notizie/rss": rss(1)}
    assert [found.url for found in discovered(f"{site.url}/").found] == [f"{site.url}/notizie/rss"]


def test_the_usual_places_come_last(site):
    site.pages |= {"/home": b"<html>nothing</html>", "/feed/": rss(1), "/rss.xml": b"<html>no</html>"}
    discovery = discovered(f"{site.url}/home")
    assert [found.url for found in discovery.found] == [f"{site.url}/feed/"]
    assert f"{site.url}/rss.xml" in discovery.misses


def test_what_was_missed_is_not_tried_again_within_the_week(site):
    site.pages["/home"] = b"<html>nothing</html>"
    first = discovered(f"{site.url}/home")
    asked = len(site.requests)
    again = discovered(f"{site.url}/home", misses=first.misses)
    assert (first.found, again.found, len(site.requests)) == ((), (), asked + 1)


@pytest.mark.parametrize(
    "answer",
    [Answer(status=500), Answer(hang_up=True), Answer(status=429, headers=[("Retry-After", "60")])],
    ids=["500", "hang-up", "429"],
)
def test_an_address_that_merely_could_not_be_had_now_is_no_miss(site, answer):
    site.pages |= {"/home": b"<html>nothing</html>", "/feed/": answer}
    discovery = discovered(f"{site.url}/home")
    assert f"{site.url}/feed/" not in discovery.misses
    if answer.status == 429:  # nor are those that we were kept from
        assert discovery.misses == {}
        assert [request.path for request in site.requests] == ["/home", "/feed/"]


def test_a_page_that_cannot_be_had_raises():
    with pytest.raises(FetchError):
        discovered(f"{NOBODY}/")
