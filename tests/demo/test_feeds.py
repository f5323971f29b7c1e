"""Each feed format as feedparser sees it, each quirk of an item as it stands in the feed."""

import calendar
import gzip
import json
import re
from datetime import UTC, datetime
from typing import Any
from urllib.parse import urlsplit
from xml.etree import ElementTree as ET

import feedparser
import pytest

from demo.articles import EDITION_DATE
from demo.newsroom import Newsroom
from demo.quirks import Quirk

VERSIONS = {
    "borsa-it": "rss20", "corriere-it": "rss20", "mercados-es": "rss20", "gaceta-es": "rss20",
    "gazette-en": "atom10", "circuit-en": "rss10",
}  # fmt: skip
_NEWS = "{http://www.google.com/schemas/sitemap-news/0.9}"
_MAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"


def fetch(newsroom: Newsroom, get: Any, outlet: str, query: str = "") -> Any:
    return get(newsroom.urls[outlet] + newsroom.outlets[outlet].feed_path + query)


def parse(newsroom: Newsroom, get: Any, outlet: str) -> Any:
    got = fetch(newsroom, get, outlet)
    return feedparser.parse(got.body, response_headers={k.lower(): v for k, v in got.headers.items()})


def item_of(newsroom: Newsroom, get: Any, quirk: Quirk) -> tuple[Any, Any]:
    """The article that has `quirk`, and its items in the feed, found by title."""
    article = next(article for article in newsroom.articles if quirk in article.quirks)
    entries = parse(newsroom, get, article.outlet).entries
    return article, [
        entry for entry in entries if entry.title in (article.title, article.title.replace("&", "&amp;"))
    ]


@pytest.mark.parametrize(("outlet", "version"), VERSIONS.items())
def test_a_feed_is_of_its_format_and_sound(newsroom, get, outlet, version):
    parsed = parse(newsroom, get, outlet)
    assert parsed.version == version
    assert not parsed.bozo
    assert parsed.feed.title == newsroom.outlets[outlet].name
    own = [article for article in newsroom.articles if article.outlet == outlet]
    titles = list(dict.fromkeys(entry.title.replace("&amp;", "&") for entry in parsed.entries))
    assert titles == [article.title for article in own][: newsroom.outlets[outlet].feed_size]


def test_dates_of_a_feed_are_those_of_the_articles(newsroom, get):
    of_title = {article.title: article.published for article in newsroom.articles}
    for entry in parse(newsroom, get, "gazette-en").entries:
        assert datetime.fromtimestamp(calendar.timegm(entry.published_parsed), UTC) == of_title[entry.title]


def test_a_wordpress_feed_carries_whole_articles_promotion_included(newsroom, get):
    entry = parse(newsroom, get, "borsa-it").entries[0]
    article = next(article for article in newsroom.articles if article.title == entry.title)
    text = re.sub(r"<[^>]+>", "", entry.content[0].value)
    assert all(line in text for line in article.prose + article.clutter)


def test_a_wordpress_feed_has_pages_and_an_end(newsroom, get):
    own = [article.title for article in newsroom.articles if article.outlet == "borsa-it"]
    second = feedparser.parse(fetch(newsroom, get, "borsa-it", "?paged=2").body)
    assert [entry.title for entry in second.entries] == own[10:20]
    assert fetch(newsroom, get, "borsa-it", "?paged=3").status == 404


def test_the_spanish_magazine_is_latin_1(newsroom, get):
    got = fetch(newsroom, get, "gaceta-es")
    assert "charset=iso-8859-1" in got.headers["Content-Type"]
    assert "Países Bajos" in got.body.decode("iso-8859-1")


def test_one_feed_fails_and_one_is_a_page(newsroom, get):
    assert fetch(newsroom, get, "outage-en").status == 500
    login = fetch(newsroom, get, "portal-en")
    assert (login.status, login.headers["Content-Type"]) == (200, "text/html; charset=utf-8")
    assert not feedparser.parse(login.body).get("version")


def test_the_news_sitemap_holds_two_days(newsroom, get):
    root = ET.fromstring(fetch(newsroom, get, "lanterna-it").body)
    dates = [datetime.fromisoformat(date.text) for date in root.iter(f"{_NEWS}publication_date")]
    assert dates == sorted(dates, reverse=True)
    assert {(EDITION_DATE - date.date()).days for date in dates} == {0, 1}
    assert len(list(root.iter(f"{_NEWS}title"))) == len(dates) >= 3


@pytest.mark.parametrize("outlet", ["lanterna-it", "mercados-es"])
def test_robots_names_a_sitemap_index_behind_which_every_article_stands_with_its_date(newsroom, get, outlet):
    robots = get(newsroom.urls[outlet] + "/robots.txt").body.decode()
    index_url = next(line.split()[1] for line in robots.splitlines() if line.endswith("/sitemap_index.xml"))
    index = ET.fromstring(get(index_url).body)
    found = {}
    for child in index.iter(f"{_MAP}loc"):
        body = get(child.text).body
        root = ET.fromstring(gzip.decompress(body) if child.text.endswith(".gz") else body)
        for url in root.iter(f"{_MAP}url"):
            found[url.findtext(f"{_MAP}loc")] = url.findtext(f"{_MAP}lastmod")
    own = [article for article in newsroom.articles if article.outlet == outlet]
    assert {newsroom.url_of(article): article.updated.isoformat() for article in own}.items() <= found.items()


def test_an_item_may_have_no_date(newsroom, get):
    _, [entry] = item_of(newsroom, get, Quirk.UNDATED_ITEM)
    assert "published" not in entry
    assert "updated" not in entry


def test_an_item_may_be_dated_in_italian(newsroom, get):
    article = next(a for a in newsroom.articles if a.id == "sequestro-genova-gpu-triangolazione")
    entry = next(e for e in parse(newsroom, get, "corriere-it").entries if e.title == article.title)
    assert entry.published == "ven, 13 nov 2026 18:10:00 +0100"


def test_an_item_may_be_dated_by_an_unset_clock(newsroom, get):
    _, [entry] = item_of(newsroom, get, Quirk.ABSURD_ITEM_DATE)
    assert entry.published_parsed.tm_year == 1970


def test_an_item_may_have_no_link(newsroom, get):
    _, [entry] = item_of(newsroom, get, Quirk.NO_LINK)
    assert "link" not in entry


@pytest.mark.parametrize(
    ("quirk", "form"),
    [
        (Quirk.RELATIVE_LINK, "{path}"),
        (Quirk.TRACKING_LINK, "{url}?utm_source=rss&utm_medium=feed&utm_campaign=ultime#content"),
        (Quirk.REDIRECTED_LINK, "{base}/go/{id}"),
    ],
)
def test_a_link_may_be_other_than_the_address(newsroom, get, quirk, form):
    article = next(article for article in newsroom.articles if quirk in article.quirks)
    url, base = newsroom.url_of(article), newsroom.urls[article.outlet]
    xml = fetch(newsroom, get, article.outlet).body.decode().replace("&amp;", "&")
    assert f"<link>{form.format(path=urlsplit(url).path, url=url, base=base, id=article.id)}</link>" in xml


def test_a_counter_link_leads_to_the_article(newsroom, get):
    article = next(article for article in newsroom.articles if Quirk.REDIRECTED_LINK in article.quirks)
    got = get(f"{newsroom.urls[article.outlet]}/go/{article.id}")
    assert (got.status, got.headers["Location"]) == (302, newsroom.url_of(article))


def test_an_item_may_stand_twice_and_a_guid_for_two(newsroom, get):
    _, twice = item_of(newsroom, get, Quirk.REPEATED_ITEM)
    assert len(twice) == 2
    sharing = [entry.id for entry in parse(newsroom, get, "corriere-it").entries if entry.id.endswith("?p=0")]
    assert len(sharing) == 2


def test_a_title_may_be_escaped_twice(newsroom, get):
    article, _ = item_of(newsroom, get, Quirk.TITLE_ESCAPED_TWICE)
    assert "&" in article.title
    assert article.title.replace("&", "&amp;amp;") in fetch(newsroom, get, article.outlet).body.decode()


def posts(newsroom: Newsroom, get: Any, query: str) -> Any:
    got = get(f"{newsroom.urls['borsa-it']}/wp-json/wp/v2/posts?{query}")
    return got.status, got.headers, json.loads(got.body)


def test_wordpress_pages_through_all_posts_and_refuses_the_page_after(newsroom, get):
    links, page = [], 1
    while (reply := posts(newsroom, get, f"per_page=7&page={page}&_fields=link,date_gmt"))[0] == 200:
        links += [post["link"] for post in reply[2]]
        assert reply[1]["X-WP-Total"] == "19"
        assert ('rel="next"' in reply[1]["Link"]) == (page < int(reply[1]["X-WP-TotalPages"]))
        page += 1
    assert links == [newsroom.url_of(a) for a in newsroom.articles if a.outlet == "borsa-it"]
    assert (reply[0], reply[2]["code"]) == (400, "rest_post_invalid_page_number")


def test_wordpress_keeps_within_bounds_and_tells_utc(newsroom, get):
    _, _, found = posts(
        newsroom, get, "after=2026-09-03T07:05:00Z&before=2026-09-17T14:25:00&order=asc&per_page=100"
    )
    # One bound in UTC, one in the site's own time: both exclude the article that sits on them.
    assert [post["slug"] for post in found] == ["synopsys-cadence-licenze-software"]
    assert (found[0]["date"], found[0]["date_gmt"]) == ("2026-09-08T09:20:00", "2026-09-08T07:20:00")
    assert {"title", "content", "link", "modified_gmt", "guid"} <= found[0].keys()


@pytest.mark.parametrize("query", ["per_page=101", "per_page=0", "page=x", "after=yesterday"])
def test_wordpress_refuses_a_wrong_parameter(newsroom, get, query):
    status, _, refusal = posts(newsroom, get, query)
    assert (status, refusal["code"]) == (400, "rest_invalid_param")


def test_wordpress_without_posts_in_the_window_is_an_empty_list(newsroom, get):
    status, headers, found = posts(newsroom, get, "before=2020-01-01T00:00:00Z")
    assert (status, headers["X-WP-Total"], found) == (200, "0", [])
