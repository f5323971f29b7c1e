"""What could not be had is known, waits, and is settled only by what really came."""

import asyncio
import json
from datetime import UTC, datetime, timedelta

import pytest

from flows import plan
from flows.again import run_retry
from flows.past import run_backfill
from flows.settings import Settings
from flows.walk import Walked, run_poll
from storage.database import open_work
from storage.gaps import open_gaps
from storage.home import Home
from storage.quarantine import items
from tests.feeds.site import Answer, Site

DAY = datetime(2026, 11, 10, tzinfo=UTC)
ARTICLE = """<html><head><title>Chips</title><link rel="canonical" href="{canonical}"></head>
<body><article>
<h1>Licences for AI chips</h1>{paragraphs}</article></body></html>"""
PARAGRAPH = """<p>The Commerce Department tightened its export controls on H20 chips on Monday, and sellers
in Singapore said that licences for China would take months; analysts expect $5 billion of lost sales.</p>"""
CHALLENGE = b"<html><title>Just a moment...</title><body>Checking your browser before accessing</body></html>"


def page(canonical="") -> bytes:
    return ARTICLE.format(canonical=canonical, paragraphs=PARAGRAPH * 5).encode()


def feed(site, *names, dated=True) -> bytes:
    when = f"<pubDate>{DAY:%a, %d %b %Y %H:%M:%S} GMT</pubDate>" if dated else ""
    entries = "".join(
        f"<item><title>{name}</title><link>{site.url}/{name}</link><guid>{name}</guid>{when}</item>"
        for name in names
    )
    return f'<rss version="2.0"><channel><title>One</title>{entries}</channel></rss>'.encode()


@pytest.fixture
def site():
    site = Site()
    site.pages["/robots.txt"] = Answer(status=404)
    yield site
    site.stop()


@pytest.fixture
def one_feed(site, tmp_path) -> Settings:
    """Settings with a single source on `site`, whose past is a sitemap."""
    sources = tmp_path / "sources.toml"
    lines = {
        "title": "One", "language": "en", "country": "US", "url": f"{site.url}/feed", "local": True,
        "history": "sitemap", "history_url": f"{site.url}/map.xml",
    }  # fmt: skip
    sources.write_text("[one]\n" + "".join(f"{key} = {json.dumps(value)}\n" for key, value in lines.items()))
    return Settings(home=tmp_path / "home", sources=[sources], shipped_sources=False)


def poll(settings) -> Walked:
    return asyncio.run(run_poll(settings, ["one"]))


def retry(settings) -> Walked:
    return asyncio.run(run_retry(settings))


def backfill(settings) -> Walked:
    return asyncio.run(run_backfill(settings, since=DAY - timedelta(days=1), until=DAY + timedelta(days=1)))


def waiting(settings) -> list[str]:
    with open_work(Home(settings.home)) as db:
        return [item.what.reason for item in items(db)]


def gaps(settings) -> list[tuple[str, datetime]]:
    with open_work(Home(settings.home)) as db:
        return [(gap.cause, gap.since) for gap in open_gaps(db)]


def test_an_article_that_failed_waits_and_its_gap_is_where_it_was_published(site, one_feed):
    site.pages |= {"/feed": feed(site, "a"), "/a": Answer(status=503)}
    poll(one_feed)
    assert waiting(one_feed) == ["server_error"]
    assert gaps(one_feed) == [("article_failed", DAY)]


def test_a_retry_that_brings_the_article_settles_it_whatever_its_canonical_address(site, one_feed):
    site.pages |= {"/feed": feed(site, "a"), "/a": Answer(status=503)}
    poll(one_feed)
    site.pages["/a"] = page(canonical=f"{site.url}/elsewhere")
    walked = retry(one_feed)
    assert (waiting(one_feed), gaps(one_feed)) == ([], [])
    assert walked.kept[0].readings == 1


def test_an_undated_article_that_comes_through_closes_its_gap_too(site, one_feed):
    site.pages |= {"/feed": feed(site, "a", dated=False), "/a": Answer(status=503)}
    poll(one_feed)
    assert len(gaps(one_feed)) == 1
    site.pages["/a"] = page()
    retry(one_feed)
    assert (waiting(one_feed), gaps(one_feed)) == ([], [])


def test_a_retry_that_fails_again_settles_nothing_and_publishes_nothing(site, one_feed):
    site.pages |= {"/feed": feed(site, "a"), "/a": Answer(status=503)}
    poll(one_feed)
    walked = retry(one_feed)
    assert waiting(one_feed) == ["server_error"]
    assert len(gaps(one_feed)) == 1
    assert walked.release is None


def test_a_challenge_answered_with_200_waits_and_opens_a_gap(site, one_feed):
    site.pages |= {"/feed": feed(site, "a"), "/a": CHALLENGE}
    poll(one_feed)
    assert waiting(one_feed) == ["challenge"]
    assert len(gaps(one_feed)) == 1
    retry(one_feed)
    assert waiting(one_feed) == ["challenge"]
    site.pages["/a"] = page()
    retry(one_feed)
    assert (waiting(one_feed), gaps(one_feed)) == ([], [])


def test_an_article_that_is_gone_when_tried_again_waits_no_more(site, one_feed):
    site.pages |= {"/feed": feed(site, "a"), "/a": Answer(status=503)}
    poll(one_feed)
    site.pages["/a"] = Answer(status=410)
    retry(one_feed)
    assert (waiting(one_feed), gaps(one_feed)) == ([], [])
    with open_work(Home(one_feed.home)) as db:
        assert db.execute("SELECT state FROM quarantine").fetchall() == [("gone",)]


def test_a_backfill_does_not_close_the_gap_of_an_article_that_is_still_missing(site, one_feed):
    site.pages |= {"/feed": feed(site, "a"), "/a": Answer(status=503)}
    poll(one_feed)
    site.pages["/map.xml"] = (
        f'<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"><url><loc>{site.url}/a</loc>'
        f"<lastmod>{DAY:%Y-%m-%dT%H:%M:%SZ}</lastmod></url></urlset>"
    ).encode()
    backfill(one_feed)
    assert gaps(one_feed) == [("article_failed", DAY)]


@pytest.mark.parametrize(
    "answer", [Answer(status=404), Answer(status=403), CHALLENGE], ids=["404", "403", "wall"]
)
def test_a_past_that_cannot_be_read_leaves_its_window_open_and_says_why(site, one_feed, answer):
    site.pages |= {"/feed": feed(site, "a"), "/a": page(), "/map.xml": answer}
    poll(one_feed)
    backfill(one_feed)
    with open_work(Home(one_feed.home)) as db:
        states = db.execute("SELECT DISTINCT state, problem IS NOT NULL FROM backfill_windows").fetchall()
    assert states == [("failed", True)]


def test_a_poll_tries_again_what_failed_long_enough_ago(site, one_feed):
    site.pages |= {"/feed": feed(site, "a"), "/a": Answer(status=503)}
    poll(one_feed)
    site.pages["/a"] = page()
    poll(one_feed)
    assert waiting(one_feed) == ["server_error"]
    with open_work(Home(one_feed.home)) as db:
        db.execute("UPDATE quarantine SET last_failed = last_failed - $pause", {"pause": plan.PAUSES[0]})
    poll(one_feed)
    assert (waiting(one_feed), gaps(one_feed)) == ([], [])


def test_what_failed_too_often_is_left_to_a_person(site, one_feed):
    site.pages |= {"/feed": feed(site, "a"), "/a": Answer(status=503)}
    poll(one_feed)
    with open_work(Home(one_feed.home)) as db:
        db.execute("UPDATE quarantine SET attempts = 5, last_failed = last_failed - INTERVAL 30 DAY")
    asked = len(site.asked("/a"))
    poll(one_feed)
    assert len(site.asked("/a")) == asked


def test_a_feed_that_scrolled_past_us_opens_a_gap_and_a_whole_window_closes_it(site, one_feed):
    site.pages |= {"/feed": feed(site, "a", "b"), "/a": page(), "/b": page()}
    poll(one_feed)
    site.pages |= {"/feed": feed(site, *"cdef", dated=False), **{f"/{name}": page() for name in "cdef"}}
    poll(one_feed)
    assert [cause for cause, _ in gaps(one_feed)] == ["no_overlap"]
    site.pages["/map.xml"] = b'<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"></urlset>'
    asyncio.run(run_backfill(one_feed, since=datetime.now(UTC) - timedelta(days=2)))
    assert gaps(one_feed) == []


def test_every_page_can_be_read_back_from_the_archive(site, one_feed):
    from storage.archive import read_page

    site.pages |= {"/feed": feed(site, "a", "b"), "/a": page(), "/b": page("https://example.org/b")}
    poll(one_feed)
    home = Home(one_feed.home)
    with open_work(home) as db:
        rows = db.execute("SELECT url, file, byte_offset FROM pages").fetchall()
    assert {read_page(home.archive, file, offset).body for _, file, offset in rows} == {
        page(),
        page("https://example.org/b"),
    }


def test_the_past_of_a_feed_is_walked_by_one_at_a_time(site, one_feed):
    from storage.locks import backfill_lock

    site.pages["/map.xml"] = b'<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"></urlset>'
    with backfill_lock(Home(one_feed.home).make(), "one"):
        backfill(one_feed)
    assert site.asked("/map.xml") == []
    backfill(one_feed)
    assert len(site.asked("/map.xml")) == 1
