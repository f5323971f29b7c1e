"""What a host asks for holds for all its pages and feeds, in later runs too; a page is asked for once."""

import asyncio
import json
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from feeds.client import Client
from flows.again import run_retry
from flows.due import next_due
from flows.past import run_backfill
from flows.settings import Settings
from flows.walk import LONGEST_STAY, Steps, Walked, poll_batch, run_poll
from storage.database import open_work
from storage.home import Home
from storage.quarantine import Item, items
from tests.feeds.site import Answer, Site
from tests.flows.conftest import rows_of
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


def test_pages_beyond_the_longest_stay_at_a_host_wait_for_the_next_poll(site, tmp_path):
    settings = settings_for(site, tmp_path, "one")
    names = [f"p{n}" for n in range(8)]
    site.pages["/one"] = feed_of(site, *names)
    site.pages |= {f"/{name}": Answer(body=page(), delay=0.1) for name in names}
    stays = []

    async def hurried(client, archive, batch, plan):
        stays.append(client.hosts.longest_stay)
        async with Client(longest_stay=0.3) as impatient:
            return await poll_batch(impatient, archive, batch, plan)

    asyncio.run(run_poll(settings, steps=Steps(batch=hurried)))
    first = set(asked(site)) & {f"/{name}" for name in names}
    assert stays == [LONGEST_STAY]
    assert 0 < len(first) < 8
    assert {(item.what.reason, item.attempts) for item in waiting(settings)} == {("left_for_later", 0)}
    assert len(waiting(settings)) == 8 - len(first)
    poll(settings)  # no feed is due
    assert (waiting(settings), asked(site).count("/one")) == ([], 1)
    assert all(asked(site).count(f"/{name}") == 1 for name in names)


def test_a_poll_that_only_asks_a_busy_hosts_feed_says_so(site, tmp_path):
    settings = settings_for(site, tmp_path, "one", "two")
    site.pages |= {"/one": feed_of(site, "a"), "/two": feed_of(site, "c"), "/a": BUSY}
    poll(settings, "one")
    poll(settings, "two")
    assert not site.asked("/two")
    [(outcome, problem)] = ask(settings, "SELECT outcome, problem FROM polls WHERE feed = 'two'")
    assert (outcome, problem[:37]) == ("rate_limited", "the host asked us to stay away until ")
    assert ask(settings, "SELECT failures FROM feed_states WHERE feed = 'two'") == [(0,)]


def test_a_feed_asked_by_name_is_due_when_its_host_has_us_back(site, tmp_path):
    settings = settings_for(site, tmp_path, "one")
    site.pages["/one"] = BUSY
    started = datetime.now(UTC)
    poll(settings, "one")
    assert not poll(settings, "one").harvest.polls
    assert next_due(settings, ["one"]) - started > timedelta(minutes=59)


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


# --- through a restart, and past the doors that stay shut


def test_validators_come_back_byte_for_byte_after_a_restart(site, tmp_path):
    settings = settings_for(site, tmp_path, "one")
    etag = b'W/"caf\xe9 \xff"'
    site.pages["/one"] = Answer(body=feed_of(site), headers=[("ETag", etag), ("Last-Modified", "ieri")])
    poll(settings, "one")
    site.pages["/one"] = Answer(status=304)
    assert poll(settings, "one").harvest.polls[0].outcome == "not_modified"
    sent = [(r.headers.get("if-none-match"), r.headers.get("if-modified-since")) for r in site.asked("/one")]
    assert sent == [(None, None), (etag, b"ieri")]


def test_after_a_restart_nothing_is_asked_that_is_not_due(site, tmp_path):
    settings = settings_for(site, tmp_path, "one")
    site.pages |= {"/one": feed_of(site, "a"), "/a": page()}
    poll(settings)
    before = len(site.requests)
    poll(settings)
    assert len(site.requests) == before


def test_an_item_that_stands_twice_in_its_feed_is_asked_for_once(site, tmp_path):
    settings = settings_for(site, tmp_path, "one")
    site.pages |= {"/one": feed_of(site, "a", "b", "a"), "/a": page(), "/b": page()}
    poll(settings)
    assert sorted(asked(site)) == ["/a", "/b", "/one", "/robots.txt"]


@pytest.fixture
def public(site, tmp_path) -> Settings:
    """A source that is not local, on a host whose name `site` answers for as a proxy."""
    sources = tmp_path / "sources.toml"
    sources.write_text(
        '[far]\ntitle = "Far"\nlanguage = "en"\ncountry = "US"\nurl = "http://feeds.example/feed"\n'
    )
    return Settings(home=tmp_path / "home", sources=[sources], shipped_sources=False, proxy=site.url)


DOORS = {
    "http://169.254.169.254/latest/meta-data/": "a link-local, multicast or unspecified address",
    "http://[::ffff:127.0.0.1]/": "a private, loopback or reserved address",
    "http://2130706433/": "a private, loopback or reserved address",
    "http://127.0.0.1/": "a private, loopback or reserved address",
    "http://feeds.example@127.0.0.1/x": "a user name in the URL",
    "http://user:secret@feeds.example/": "a user name in the URL",
    "http://feeds.example:22/": "port 22",
}


def test_an_items_link_that_leads_inside_is_refused_counted_and_visible(site, public):
    items = "".join(f"<item><title>t</title><link>{url}</link><guid>{url}</guid></item>" for url in DOORS)
    body = f"<rss version='2.0'><channel><title>F</title>{items}</channel></rss>"
    site.pages["http://feeds.example/feed"] = body.encode()
    poll(public)
    assert asked(site) == ["http://feeds.example/feed"]
    told = ask(public, "SELECT reason, n FROM stage_counts WHERE stage = 'fetch' AND status = 'dropped'")
    expected = {why: list(DOORS.values()).count(why) for why in DOORS.values()}
    assert dict(told) == expected
    assert released(
        public, "SELECT reason, items FROM dropped_why WHERE stage = 'fetch' ORDER BY ALL"
    ) == sorted(expected.items())
    assert waiting(public) == []


@pytest.mark.parametrize(
    "target", ["http://169.254.169.254/latest/", "http://2130706433/", "file:///etc/passwd"]
)
def test_a_page_that_is_led_inside_is_refused_and_counted(site, public, target):
    site.pages |= {
        "http://feeds.example/feed": b"<rss version='2.0'><channel><title>F</title><item><title>t</title>"
        b"<link>http://feeds.example/a</link></item></channel></rss>",
        "http://feeds.example/a": Answer(status=302, headers=[("Location", target)]),
    }
    poll(public)
    assert asked(site) == [f"http://feeds.example{path}" for path in ("/feed", "/robots.txt", "/a")]
    [(n,)] = ask(public, "SELECT sum(n) FROM stage_counts WHERE stage = 'fetch' AND status = 'dropped'")
    assert n == 1


def test_a_feed_that_is_led_inside_is_refused_counted_and_visible_in_status(site, public, chipwatch):
    site.pages["http://feeds.example/feed"] = Answer(
        status=301, headers=[("Location", "http://169.254.169.254/latest/meta-data/iam/")]
    )
    assert poll(public).harvest.polls[0].outcome == "forbidden"
    assert asked(site) == ["http://feeds.example/feed"]
    assert released(public, "SELECT last_outcome, failures FROM feed_health WHERE feed = 'far'") == [
        ("forbidden", 1)
    ]
    told = chipwatch("--home", str(public.home), "status")
    assert "far" in told.stdout
    assert "link-local" in told.stdout


def released(settings, sql: str) -> list[tuple]:
    return rows_of(settings)(sql)
