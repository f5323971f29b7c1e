"""The server: starting, stopping, validators, gzip, editions, the command."""

import gc
import gzip
import os
import signal
import subprocess
import sys
import threading
import time
import tomllib
from http.client import HTTPConnection
from typing import Any
from urllib.parse import urlsplit

import pytest

from demo.newsroom import Newsroom
from demo.quirks import Quirk
from demo.sources import write_sources

BORSA, FEED = "borsa-it", "/feed/"


def test_it_starts_in_a_third_of_a_second_at_most():
    durations = []
    for _ in range(3):
        began = time.perf_counter()
        with Newsroom():
            durations.append(time.perf_counter() - began)
    assert min(durations) < 0.3


def test_it_stops_though_a_client_keeps_its_connection_open():
    before = set(threading.enumerate())
    with Newsroom() as newsroom:
        connection = HTTPConnection(urlsplit(newsroom.urls[BORSA]).netloc, timeout=5)
        for _ in range(2):  # the second request goes over the same connection
            connection.request("GET", FEED)
            assert connection.getresponse().read()
    connection.close()
    assert set(threading.enumerate()) == before
    with pytest.raises(ConnectionRefusedError):
        connection.request("GET", FEED)
    gc.collect()  # a socket left open would warn now, and a warning fails the test


def test_it_listens_on_the_loopback_alone_and_on_a_port_per_outlet(newsroom):
    assert list(newsroom.urls) == list(newsroom.outlets)
    assert {urlsplit(url).hostname for url in newsroom.urls.values()} == {"127.0.0.1"}
    assert len({urlsplit(url).port for url in newsroom.urls.values()}) == len(newsroom.urls)


def test_a_base_port_gives_the_same_addresses_in_each_run():
    for base in range(20_000 + os.getpid() % 9_000, 40_000, 50):
        try:
            with Newsroom(base_port=base) as first:
                urls = first.urls
            break
        except OSError:
            continue
    with Newsroom(2, base_port=base) as second:
        assert second.urls == urls
        with pytest.raises(OSError, match="in use"):
            Newsroom(base_port=base).start()
    assert [urlsplit(url).port for url in urls.values()] == list(range(base, base + len(urls)))


@pytest.mark.parametrize(
    ("outlet", "names"),
    [
        ("borsa-it", ["ETag", "Last-Modified"]),
        ("corriere-it", ["Last-Modified"]),
        ("mercados-es", ["ETag"]),
        ("gazette-en", ["ETag"]),
        ("circuit-en", []),
    ],
)
def test_what_was_given_as_validator_answers_304(newsroom, get, outlet, names):
    url = newsroom.urls[outlet] + newsroom.outlets[outlet].feed_path
    first = get(url)
    assert [name for name in ("ETag", "Last-Modified") if name in first.headers] == names
    held = {"ETag": "if_none_match", "Last-Modified": "if_modified_since"}
    again = get(url, **{held[name]: first.headers[name] for name in names})
    assert (again.status, again.body == b"") == ((304, True) if names else (200, False))


def test_a_validator_that_is_not_the_one_given_answers_in_full(newsroom, get):
    url = newsroom.urls[BORSA] + FEED
    first = get(url)
    made_up = "Fri, 13 Nov 2026 00:00:00 GMT"
    assert get(url, if_modified_since=made_up).status == 200
    assert get(url, if_none_match=first.headers["ETag"], if_modified_since=made_up).status == 200
    assert get(url, if_none_match=first.headers["ETag"].strip('"')).status == 200


def test_a_weak_tag_is_marked_weak(newsroom, get):
    assert get(newsroom.urls["gazette-en"] + "/feeds/news.atom").headers["ETag"].startswith('W/"')


def test_gzip_comes_only_when_accepted(newsroom, get):
    plain = get(newsroom.urls[BORSA] + FEED)
    packed = get(newsroom.urls[BORSA] + FEED, accept_encoding="gzip, deflate")
    assert "Content-Encoding" not in plain.headers
    assert packed.headers["Content-Encoding"] == "gzip"
    assert gzip.decompress(packed.body) == plain.body
    assert packed.headers["ETag"] == plain.headers["ETag"]


def test_head_has_no_body(newsroom, get):
    got = get(newsroom.urls[BORSA] + FEED, "HEAD")
    assert (got.status, got.body) == (200, b"")
    assert int(got.headers["Content-Length"]) > 1000


def test_every_request_is_noted(get):
    with Newsroom() as newsroom:
        get(newsroom.urls[BORSA] + "/feed/?paged=2", user_agent="test/1 (+mail)")
        [asked] = newsroom.asked
    assert (asked.outlet, asked.method, asked.path) == (BORSA, "GET", "/feed/?paged=2")
    assert asked.headers["user-agent"] == "test/1 (+mail)"


def pages(newsroom: Newsroom, get: Any) -> dict[str, bytes]:
    return {article.id: get(newsroom.url_of(article)).body for article in newsroom.articles}


def test_the_second_edition_changes_some_pages_and_no_other_byte(get):
    with Newsroom() as newsroom:
        first = pages(newsroom, get)
        before = {article.id: article for article in newsroom.articles}
        newsroom.edition = 2
        second = pages(newsroom, get)
        after = {article.id: article for article in newsroom.articles}
    changed = {key for key in first if first[key] != second[key]}
    rewritten = {key for key in before if before[key].prose != after[key].prose}
    retitled = {key for key in before if before[key].title != after[key].title}
    counted = {key for key in before if Quirk.LIVE_COUNTER in before[key].quirks}
    assert len(rewritten) >= 3
    assert retitled < rewritten
    assert len(counted) == 1
    assert changed == rewritten | counted
    assert not rewritten & counted
    assert len(second.keys() - first.keys()) == 3
    assert all(after[key].updated > before[key].updated for key in rewritten)


def test_the_second_edition_changes_the_feeds_that_have_news(get):
    with Newsroom() as newsroom:
        old = {key: get(url + newsroom.outlets[key].feed_path).body for key, url in newsroom.urls.items()}
        newsroom.edition = 2
        new = {key: get(url + newsroom.outlets[key].feed_path).body for key, url in newsroom.urls.items()}
    assert {key for key in old if old[key] != new[key]} >= {"borsa-it", "lanterna-it", "gazette-en"}
    assert old["corriere-it"] == new["corriere-it"]


def test_the_catalogue_names_each_outlet_as_a_local_source(newsroom, tmp_path):
    write_sources(newsroom, tmp_path / "sources.toml")
    sources = tomllib.loads((tmp_path / "sources.toml").read_text("utf-8"))
    assert list(sources) == [f"demo-{key}" for key in newsroom.outlets]
    assert all(source["local"] is True and source["certainty"] == "A" for source in sources.values())
    assert sources["demo-borsa-it"]["urls"] == [
        newsroom.urls[BORSA] + path for path in ("/rss.xml", "/feed/")
    ]
    assert sources["demo-borsa-it"]["history_url"] == newsroom.urls[BORSA] + "/wp-json/wp/v2/posts"
    assert sources["demo-lanterna-it"]["kind"] == "news_sitemap"
    assert sources["demo-lanterna-it"]["history"] == "sitemap"
    assert sources["demo-corriere-it"]["fetch"] == "matching"
    assert {"title", "outlet", "family", "language", "country", "terms", "why"} <= sources[
        "demo-gaceta-es"
    ].keys()


def test_the_first_address_of_two_is_wrong_and_the_second_right(newsroom, get):
    assert get(newsroom.urls[BORSA] + "/rss.xml").status == 404
    assert get(newsroom.urls[BORSA] + FEED).status == 200


def test_the_command_prints_addresses_and_ends_on_ctrl_c(tmp_path):
    command = [sys.executable, "-m", "demo", "--port", "0", "--sources", str(tmp_path / "s.toml")]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as child:
        lines = [child.stdout.readline() for _ in range(11)]
        child.send_signal(signal.SIGINT)
        assert child.wait(10) == 0
    assert sum(line.startswith("http://127.0.0.1:") for line in lines) == 9
    assert "79 articles, edition 1" in lines[-1]
    assert (tmp_path / "s.toml").exists()
