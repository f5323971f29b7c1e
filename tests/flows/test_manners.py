"""What a host asks for holds for all its pages and feeds, in later runs too; a page is asked for once."""

import asyncio
import json
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from flows.again import run_retry
from flows.past import run_backfill
from flows.settings import Settings
from flows.walk import Walked, run_poll
from storage.database import open_work
from storage.home import Home
from storage.quarantine import Item, items
from tests.feeds.site import Answer, Site
from tests.flows.test_losses import DAY, page
from tests.flows.test_losses import feed as feed_of

BUSY = Answer(status=429, headers=[("Retry-After", "3600")])


@pytest.fixture
def site():
    site = Site()
    site.pages["/robots.txt"] = Answer(status=404)
    yield site
    site.stop()


def settings_for(site: Site, folder: Path, *paths: str) -> Settings:
    """Settings with a source on `site` for each path; a source is called as its path is."""
    sources = folder / "sources.toml"
    tables = []
    for path in paths:
        lines = {
            "title": path, "language": "en", "country": "US", "url": f"{site.url}/{path}", "local": True,
            "history": "sitemap", "history_url": f"{site.url}/map.xml",
        }  # fmt: skip
        tables.append(
            f"[{path}]\n" + "".join(f"{key} = {json.dumps(value)}\n" for key, value in lines.items())
        )
    sources.write_text("\n".join(tables))
    return Settings(home=folder / "home", sources=[sources], shipped_sources=False)


def poll(settings, *only) -> Walked:
    return asyncio.run(run_poll(settings, only))


def asked(site) -> list[str]:
    return [request.path for request in site.requests]


def waiting(settings) -> list[Item]:
    with open_work(Home(settings.home)) as db:
        return sorted(items(db), key=lambda item: (item.what.feed, item.what.item))


def ask(settings, sql: str) -> list[tuple]:
    with open_work(Home(settings.home)) as db:
        return db.execute(sql).fetchall()


def later(settings, hours: float) -> None:
    """As if so much time had gone by for what is remembered of hosts and waiting items."""
    with open_work(Home(settings.home)) as db:
        for table, column in (
            ("hosts", "blocked_until"), ("robots", "fetched_at"), ("quarantine", "last_failed"),
            ("feed_states", "blocked_until"), ("feed_states", "next_poll"), ("feed_states", "last_poll"),
        ):  # fmt: skip
            db.execute(f"UPDATE {table} SET {column} = {column} - to_seconds({hours * 3600})")


def test_what_a_page_is_told_holds_for_every_page_of_the_host_and_is_no_attempt_of_theirs(site, tmp_path):
    settings = settings_for(site, tmp_path, "one")
    site.pages |= {"/one": feed_of(site, "a", "b", "c"), "/a": BUSY, "/b": page(), "/c": page()}
    poll(settings)
    assert asked(site) == ["/one", "/robots.txt", "/a"]
    assert [(i.what.item, i.what.reason, i.attempts) for i in waiting(settings)] == [
        (f"{site.url}/a", "rate_limited", 1),
        (f"{site.url}/b", "rate_limited", 0),
        (f"{site.url}/c", "rate_limited", 0),
    ]
    assert ask(settings, "SELECT status, reason, n FROM stage_counts WHERE stage = 'fetch' ORDER BY 1") == [
        ("in", None, 3), ("quarantined", "rate_limited", 3),
    ]  # fmt: skip


def test_what_a_page_is_told_holds_in_the_next_run_and_no_longer(site, tmp_path):
    settings = settings_for(site, tmp_path, "one", "two")
    site.pages |= {"/one": feed_of(site, "a", "b"), "/two": feed_of(site, "c")}
    site.pages |= {"/a": BUSY, "/b": page(), "/c": page()}
    poll(settings, "one")
    before = len(site.requests)
    poll(settings)
    retried = asyncio.run(run_retry(settings))
    asyncio.run(run_backfill(settings, since=DAY - timedelta(days=1), until=DAY))
    assert asked(site)[before:] == []
    assert {(i.what.item[-1], i.attempts) for i in waiting(settings)} == {("a", 1), ("b", 0)}
    assert retried.kept[0].failed_again == 0
    later(settings, 1.1)
    site.pages["/a"] = page()
    poll(settings)
    assert sorted(asked(site)[before:]) == ["/a", "/b", "/c", "/one", "/two"]
    assert waiting(settings) == []


def test_a_poll_that_only_asks_a_busy_hosts_feed_says_so(site, tmp_path):
    settings = settings_for(site, tmp_path, "one", "two")
    site.pages |= {"/one": feed_of(site, "a"), "/two": feed_of(site, "c"), "/a": BUSY}
    poll(settings, "one")
    poll(settings, "two")
    assert not site.asked("/two")
    assert ask(settings, "SELECT outcome, problem FROM polls WHERE feed = 'two'") == [
        ("rate_limited", "the host asked us to stay away")
    ]
    assert ask(settings, "SELECT failures FROM feed_states WHERE feed = 'two'") == [(0,)]


def test_robots_txt_is_asked_for_once_a_day_whatever_the_number_of_runs(site, tmp_path):
    settings = settings_for(site, tmp_path, "one")
    site.pages |= {
        "/robots.txt": b"User-agent: *\nDisallow: /no\nCrawl-delay: 3",
        "/one": feed_of(site, "a"), "/a": page(), "/b": page(), "/no": page(), "/c": page(),
    }  # fmt: skip
    poll(settings, "one")
    site.pages["/one"] = feed_of(site, "a", "b", "no")
    poll(settings, "one")
    assert len(site.asked("/robots.txt")) == 1
    assert site.asked("/b")
    assert not site.asked("/no")
    assert ask(settings, "SELECT text, crawl_delay FROM robots") == [
        ("User-agent: *\nDisallow: /no\nCrawl-delay: 3", 3.0)
    ]
    later(settings, 24)
    site.pages["/one"] = feed_of(site, "a", "b", "no", "c")
    poll(settings, "one")
    assert len(site.asked("/robots.txt")) == 2


def test_a_busy_robots_txt_keeps_pages_waiting_and_is_no_attempt_of_theirs(site, tmp_path):
    settings = settings_for(site, tmp_path, "one")
    site.pages |= {"/one": feed_of(site, "a", "b"), "/robots.txt": BUSY, "/a": page(), "/b": page()}
    poll(settings)
    assert asked(site) == ["/one", "/robots.txt"]
    assert [(i.what.reason, i.attempts) for i in waiting(settings)] == [("rate_limited", 0)] * 2


# --- each page once


def entries_and_articles(settings) -> list[tuple]:
    return ask(
        settings,
        "SELECT e.feed, id, a.url FROM entries AS e LEFT JOIN articles AS a USING (article_id) ORDER BY ALL",
    )


def test_an_item_of_two_feeds_of_one_poll_is_asked_for_once_and_both_lead_to_the_article(site, tmp_path):
    settings = settings_for(site, tmp_path, "one", "two")
    site.pages |= {"/one": feed_of(site, "a"), "/two": feed_of(site, "a?utm_source=two"), "/a": page()}
    site.pages["/a?utm_source=two"] = page()
    walked = poll(settings)
    assert len(site.asked("/a")) + len(site.asked("/a?utm_source=two")) == 1
    assert walked.kept[0].unbalanced == {}
    assert {row[2] for row in entries_and_articles(settings)} == {f"{site.url}/a"}
    assert len(entries_and_articles(settings)) == 2


def test_feeds_of_different_batches_share_their_pages_too(site, tmp_path, other_host):
    settings = settings_for(site, tmp_path, "one")
    more = settings_for(other_host, tmp_path / "more", *(f"f{n}" for n in range(31)))
    both = settings.model_copy(update={"sources": [*settings.sources, *more.sources]})
    site.pages |= {"/one": feed_of(site, "a"), "/a": page()}
    other_host.pages |= {f"/f{n}": feed_of(site, "a") for n in range(31)}
    walked = poll(both)
    assert len(walked.harvest.polls) == 32
    assert len(site.asked("/a")) == 1
    assert {row[2] for row in entries_and_articles(both)} == {f"{site.url}/a"}


@pytest.fixture
def other_host(tmp_path):
    (tmp_path / "more").mkdir()
    site = Site()
    yield site
    site.stop()


def test_an_item_whose_page_another_feed_brought_earlier_is_not_asked_for_again(site, tmp_path):
    settings = settings_for(site, tmp_path, "one", "two")
    canonical = f"{site.url}/elsewhere"
    site.pages |= {"/one": feed_of(site, "a"), "/two": feed_of(site, "a", "b"), "/a": page(canonical)}
    site.pages["/b"] = page()
    poll(settings, "one")
    walked = poll(settings, "two")
    assert len(site.asked("/a")) == 1
    assert len(site.asked("/b")) == 1
    assert [row for row in entries_and_articles(settings) if row[1] == "a"] == [
        ("one", "a", canonical), ("two", "a", canonical),
    ]  # fmt: skip
    assert ("fetch", "known_article", 1) in {(c.stage, c.reason, c.n) for c in walked.harvest.counts}


def test_a_page_that_another_feed_could_not_have_is_asked_for(site, tmp_path):
    settings = settings_for(site, tmp_path, "one", "two")
    site.pages |= {"/one": feed_of(site, "a"), "/two": feed_of(site, "a"), "/a": Answer(status=500)}
    poll(settings, "one")
    site.pages["/a"] = page()
    poll(settings, "two")
    assert len(site.asked("/a")) == 2


def test_what_fails_for_two_feeds_waits_for_both_and_comes_through_for_both(site, tmp_path):
    settings = settings_for(site, tmp_path, "one", "two")
    site.pages |= {"/one": feed_of(site, "a"), "/two": feed_of(site, "a"), "/a": Answer(status=500)}
    poll(settings)
    assert len(site.asked("/a")) == 1
    assert [(i.what.feed, i.what.reason) for i in waiting(settings)] == [
        ("one", "server_error"), ("two", "server_error"),
    ]  # fmt: skip
    site.pages["/a"] = page()
    asyncio.run(run_retry(settings))
    assert len(site.asked("/a")) == 2
    assert waiting(settings) == []


def test_a_wall_met_by_two_feeds_waits_for_both(site, tmp_path):
    settings = settings_for(site, tmp_path, "one", "two")
    wall = b"<html><title>Just a moment...</title><body>Checking your browser before accessing</body></html>"
    site.pages |= {"/one": feed_of(site, "a"), "/two": feed_of(site, "a"), "/a": wall}
    walked = poll(settings)
    assert [(i.what.feed, i.what.reason) for i in waiting(settings)] == [
        ("one", "challenge"),
        ("two", "challenge"),
    ]
    assert walked.kept[0].unbalanced == {}


def test_an_article_that_its_feed_says_was_edited_is_asked_for_again(site, tmp_path):
    settings = settings_for(site, tmp_path, "one")
    site.pages |= {"/one": feed_of(site, "a"), "/a": page()}
    poll(settings, "one")
    site.pages["/one"] = feed_of(site, "a").replace(b"<title>a</title>", b"<title>Edited</title>")
    poll(settings, "one")
    assert len(site.asked("/a")) == 2


def test_a_backfill_does_not_ask_for_what_another_feed_brought(site, tmp_path):
    settings = settings_for(site, tmp_path, "one", "two")
    site.pages |= {"/one": feed_of(site, "a"), "/two": feed_of(site), "/a": page()}
    poll(settings)
    when = datetime(2026, 11, 10, tzinfo=UTC)
    site.pages["/map.xml"] = (
        f'<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"><url><loc>{site.url}/a</loc>'
        f"<lastmod>{when:%Y-%m-%dT%H:%M:%SZ}</lastmod></url></urlset>"
    ).encode()
    walk = run_backfill(
        settings, since=when - timedelta(days=1), until=when + timedelta(days=1), only=["two"]
    )
    asyncio.run(walk)
    assert len(site.asked("/a")) == 1
    assert [row for row in entries_and_articles(settings) if row[0] == "two"] == [
        ("two", f"{site.url}/a", f"{site.url}/a")
    ]
