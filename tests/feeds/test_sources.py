"""Sources files: what ships, what users write, and what is wrong with it to the line."""

import re
from collections import Counter
from pathlib import Path

import pytest

from feeds.addresses import check_url
from feeds.sources import _FIELDS, SHIPPED, read_sources
from feeds.subscribe import add_to, as_table, key_for, source
from records.errors import ConfigError
from records.feeds import FeedKind, Fetch
from tests.feeds.site import feed_at

GOOD = """
[one]
title = "One"
language = "it"
country = "IT"
url = "https://e.org/feed"
"""


def written(tmp_path: Path, text: str, name: str = "mine.toml") -> Path:
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    return path


def test_what_ships_is_sound():
    feeds = read_sources([SHIPPED])
    assert len(feeds) >= 105
    assert not any(feed.local for feed in feeds.values())
    assert {feed.language for feed in feeds.values()} >= {"it", "es", "en"}
    assert sum(feed.enabled and feed.certainty in "AB" for feed in feeds.values()) >= 85
    assert sum(feed.family == "us-government" for feed in feeds.values()) >= 12
    urls = Counter(url for feed in feeds.values() for url in feed.urls)
    assert not [url for url, times in urls.items() if times > 1]
    for feed in feeds.values():
        assert feed.why, feed.key
        for url in feed.urls:
            check_url(url)


def test_guesses_ship_switched_off_but_for_the_outlet_that_it_is_all_about():
    feeds = read_sources([SHIPPED])
    doubtful = {key for key, feed in feeds.items() if feed.enabled and feed.certainty in "CD"}
    assert doubtful == {"benzinga-it", "benzinga-es"}
    assert len(feeds["benzinga-it"].urls) >= 3


def test_only_what_is_all_about_the_topic_has_every_page_fetched():
    """A general paper's hundred pages a day are not asked for; its titles are read."""
    feeds = read_sources([SHIPPED])
    assert {key for key, feed in feeds.items() if feed.enabled and feed.fetch is Fetch.ALL} == {
        "benzinga-it", "benzinga-es", "federal-register-bis", "semianalysis", "cset",
    }  # fmt: skip


def test_a_register_source_asks_for_one_agency():
    """One slug that is unknown is answered by 400, and must not take the others with it."""
    kind = FeedKind.FEDERAL_REGISTER
    urls = [feed.urls[0] for feed in read_sources([SHIPPED]).values() if feed.kind is kind]
    assert len(urls) >= 8
    assert {url.count("conditions%5B") for url in urls} == {1}


def test_the_head_of_the_shipped_file_explains_every_key():
    text = SHIPPED.read_text(encoding="utf-8")
    head = set(re.findall(r"[a-z_]+", text[: text.index("\n[")]))
    assert not {name for name in _FIELDS if name != "title"} - head


def test_the_readme_counts_what_ships_and_its_example_is_sound(tmp_path):
    readme = SHIPPED.parents[1].joinpath("README.md").read_text(encoding="utf-8")
    part = readme[readme.index("## Feeds") : readme.index("## Names")]
    rows = re.findall(r"^\| (\w\w) \| (\d+) \| (\d+) \|$", part, re.MULTILINE)
    feeds = read_sources([SHIPPED]).values()
    on = Counter(feed.language for feed in feeds if feed.enabled)
    off = Counter(feed.language for feed in feeds if not feed.enabled)
    assert {row[0]: (int(row[1]), int(row[2])) for row in rows} == {
        language: (on[language], off[language]) for language in on | off
    }
    (example,) = re.findall(r"```toml\n(.*?)```", part, re.DOTALL)
    read = read_sources([SHIPPED, written(tmp_path, example)])
    assert (read["example-org"].fetch, read["csis"].enabled) == (Fetch.MATCHING, False)


def test_a_table_may_be_short(tmp_path):
    (feed,) = read_sources([written(tmp_path, GOOD)]).values()
    assert (feed.key, feed.outlet, feed.family, feed.certainty) == ("one", "One", "One", "D")
    assert (feed.kind, feed.fetch, feed.enabled, feed.local) == (FeedKind.FEED, Fetch.ALL, True, False)


def test_a_later_file_changes_what_an_earlier_one_said_field_by_field(tmp_path):
    mine = written(
        tmp_path, '[one]\nenabled = false\nurls = ["https://e.org/a", "https://e.org/b"]\n', "later.toml"
    )
    (feed,) = read_sources([written(tmp_path, GOOD), mine]).values()
    assert (feed.title, feed.enabled, len(feed.urls)) == ("One", False, 2)


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        (GOOD + 'lanugage = "it"\n', 7, "did you mean language?"),
        (GOOD + 'shade = "red"\n', 7, "allowed: title"),
        (GOOD.replace('"it"', '"italiano"'), 4, "ISO 639-1"),
        (GOOD.replace('"IT"', "39"), 5, "country must be a text in quotes"),
        (GOOD.replace('"IT"', '"Italia"'), 5, "ISO 3166"),
        (GOOD.replace('language = "it"', ""), 2, "add a line: language"),
        (GOOD + 'folder = "Chips"\n', 7, "folder must be a list of texts"),
        (GOOD.replace('url = "https://e.org/feed"', "urls = [1]"), 6, "urls must be a list of texts"),
        (GOOD + 'kind = "rss"\n', 7, "allowed: 'feed', 'json_feed'"),
        (GOOD + 'fetch = "some"\n', 7, "allowed: 'all', 'matching'"),
        (GOOD + 'certainty = "E"\n', 7, "'A', 'B', 'C', 'D'"),
        (GOOD + 'history = "wayback"\n', 7, "'wordpress', 'sitemap'"),
        (GOOD + 'enabled = "no"\n', 7, "enabled must be true or false"),
        (GOOD + 'urls = ["https://e.org/b"]\n', 7, "both url and urls"),
        (GOOD.replace('url = "https://e.org/feed"', ""), 2, "no address"),
        (GOOD.replace('title = "One"', ""), 2, "add a line: title"),
        (GOOD.replace("https://e.org", "http://127.0.0.1:8000"), 6, "local = true"),
        (GOOD.replace("https:", "ftp:"), 6, "only http and https"),
        (GOOD.replace("[one]", "[One Feed]".replace(" ", "_")), 2, "lower-case letters"),
        (GOOD + "[two\n", 7, "is not TOML"),
        ('title = "x"\n' + GOOD, 1, "stands outside a table"),
        (
            "# comment\n\n" + GOOD + '\n[two]\ntitle = "Two"\nlanguage = "it"\ncountry = "IT"\n',
            10,
            "[two] has no address",
        ),
    ],
)
def test_what_is_wrong_is_named_to_the_line_with_a_remedy(tmp_path, text, line, words):
    path = written(tmp_path, text)
    with pytest.raises(ConfigError) as caught:
        read_sources([path])
    assert str(caught.value).startswith(f"{path}:{line}: ")
    assert words in str(caught.value)


def test_a_file_that_is_not_there_or_no_text_is_named(tmp_path):
    with pytest.raises(ConfigError, match="No such file"):
        read_sources([tmp_path / "none.toml"])
    (tmp_path / "binary.toml").write_bytes(b"\xff\xfe\x00")
    with pytest.raises(ConfigError, match="UTF-8"):
        read_sources([tmp_path / "binary.toml"])


def test_what_is_added_reads_back_as_it_was(tmp_path):
    path = tmp_path / "mine.toml"
    one = feed_at("https://e.org/feed", key="one", title='Il "Chip" \\ è', local=False, why="because")
    two = feed_at("http://127.0.0.1:8000/a", "http://127.0.0.1:8000/b", key="two", enabled=False)
    add_to(path, [one])
    add_to(path, [two])
    read = read_sources([path])
    assert list(read) == ["one", "two"]
    assert read["one"].title == one.title
    assert read["one"].why == "because"
    assert (read["two"].urls, read["two"].local, read["two"].enabled) == (two.urls, True, False)


def test_every_shipped_source_can_be_written_and_read_back(tmp_path):
    feeds = read_sources([SHIPPED])
    path = written(tmp_path, "\n".join(as_table(feed) for feed in feeds.values()))
    assert read_sources([path]) == feeds


def test_everything_that_can_be_said_of_a_source_is_written_and_read_back(tmp_path):
    told = feed_at(
        "https://e.org/a",
        "https://e.org/b",
        title="\x7f „Chip“\n",
        kind=FeedKind.WORDPRESS,
        fetch=Fetch.MATCHING,
        validators=False,
        enabled=False,
        certainty="A",
        terms="CC BY",
        why="x",
        history="wordpress",
        history_url="https://e.org/wp-json/",
        site="https://e.org/",
        folder=("Chips", "AI/ML"),
    )
    add_to(tmp_path / "mine.toml", [told])
    assert read_sources([tmp_path / "mine.toml"]) == {"one": told}


def test_a_source_that_a_person_adds_reads_back(tmp_path):
    one = source("https://www.e.org/feed", (), language="it", country="IT", fetch=Fetch.MATCHING)
    two = source("https://e.org/b", {"e-org"}, title="e.org", language="en", kind=FeedKind.NEWS_SITEMAP)
    path = tmp_path / "mine.toml"
    add_to(path, [one, two])
    assert list(read_sources([path]).values()) == [one, two]
    assert (one.key, one.title, one.country) == ("e-org", "e.org", "IT")
    assert (two.key, two.fetch, two.country) == ("e-org-2", Fetch.ALL, "")
    assert {one.family, two.family} == {"e.org"}


def test_a_country_may_be_unknown_and_is_never_made_up(tmp_path):
    (feed,) = read_sources([written(tmp_path, GOOD.replace('country = "IT"', ""))]).values()
    assert feed.country == ""


def test_keys_are_made_of_titles_and_are_never_taken_twice():
    assert key_for("Città & Chip: l'Economía!", ()) == "citta-chip-l-economia"
    assert key_for("One", {"one", "one-2"}) == "one-3"
    assert key_for("半導體", ()) == "feed"
