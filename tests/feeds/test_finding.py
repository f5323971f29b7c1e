"""Finding feeds, trying them, and lists of them: discovery, the doctor, OPML."""

import asyncio
from datetime import timedelta

import pytest

from feeds.discover import discover
from feeds.doctor import check
from feeds.opml import read_opml, write_opml
from feeds.sources import SHIPPED, read_sources
from records.errors import ConfigError, FetchError
from records.feeds import Outcome
from tests.feeds.site import NOBODY, NOW, Answer, client, feed_at, item, rss


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


def test_a_page_that_cannot_be_had_raises():
    with pytest.raises(FetchError):
        discovered(f"{NOBODY}/")


def diagnosed(*feeds):
    async def once():
        async with client() as c:
            return await check(c, feeds, NOW)

    return asyncio.run(once())


def test_the_doctor_says_in_a_line_what_is_there_and_what_to_do(site):
    full = item(239, more="<description>s</description>")
    site.pages |= {
        "/good": Answer(body=rss(full, 100), headers=[("ETag", '"a"')]),
        "/page": b"<html><title>Home</title></html>",
        "/empty": rss(),
    }
    good, page, missing, empty = diagnosed(
        *(feed_at(f"{site.url}/{path}", key=path) for path in ("good", "page", "missing", "empty"))
    )
    assert (good.is_well, good.words, good.advice) == (
        True,
        "2 items, newest 1 h old, summaries, conditional",
        "",
    )
    assert page.outcome is Outcome.NOT_A_FEED
    assert "Home" in page.words
    assert "discover" in page.advice
    assert (missing.is_well, missing.advice) == (False, "the feed has moved: chipwatch feeds discover URL")
    assert empty.words == "a feed without items"


def test_every_bad_outcome_has_its_advice():
    from feeds.doctor import _ADVICE

    assert {outcome for outcome in Outcome if not outcome.is_good} <= set(_ADVICE)


def test_opml_reads_back_what_it_wrote():
    feeds = list(read_sources([SHIPPED]).values())
    again = read_opml(write_opml(feeds))
    assert {(s.url, s.title, s.language) for s in again} == {(f.urls[0], f.title, f.language) for f in feeds}
    assert {s.folder for s in again} == {f.language for f in feeds}


def test_opml_from_elsewhere_is_taken_as_it_comes():
    body = b"""<?xml version="1.0"?><opml version="1.0"><head/><body><outline text="Chips">
    <outline text="A" xmlUrl="https://a.example/feed" type="rss"/>
    <outline title="B" text="b" xmlurl="https://b.example/"/>
    <outline text="A again" xmlUrl="https://a.example/feed"/>
    <outline text="no feed"/></outline></body></opml>"""
    assert [(s.title, s.url, s.folder) for s in read_opml(body)] == [
        ("A", "https://a.example/feed", "Chips"),
        ("B", "https://b.example/", "Chips"),
    ]


@pytest.mark.parametrize("body", [b"", b"<html></html>", b"no xml", b'{"feeds": []}'])
def test_what_is_no_opml_is_refused(body):
    with pytest.raises(ConfigError, match="is no OPML"):
        read_opml(body, "list.opml")
