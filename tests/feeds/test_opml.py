"""Lists of feeds as readers exchange them: in from anywhere, out for anyone, home again without a loss."""

from dataclasses import replace

import pytest

from feeds.opml import read_opml, write_opml
from feeds.sources import SHIPPED, read_sources
from feeds.subscribe import subscribed
from records.errors import ConfigError
from records.feeds import Fetch
from tests.feeds.site import feed_at


def home_again(feeds, **rest):
    return [subscribed(one, (), **rest) for one in read_opml(write_opml(feeds)).subscriptions]


def test_what_is_written_is_read_back_whole():
    feeds = list(read_sources([SHIPPED]).values())
    back = {feed.key: feed for feed in home_again(feeds)}
    assert back == {feed.key: feed for feed in feeds}


def test_folders_sites_and_odd_signs_come_home():
    feed = feed_at(
        "https://e.org/feed?a=1&b=2",
        title='R&D <„Chip"> \x01è',
        local=False,
        site="https://e.org/",
        folder=("Chips & dazi", "AI/ML"),
        validators=False,
        enabled=False,
    )
    assert home_again([feed]) == [replace(feed, title='R&D <„Chip">  è')]


def test_that_a_source_lies_on_the_own_network_only_the_user_can_say():
    feed = feed_at("http://127.0.0.1:8000/feed")
    assert [one.local for one in home_again([feed])] == [False]
    assert home_again([feed], local=True) == [feed]


def test_other_readers_find_the_feeds_in_folders_by_language():
    found = read_opml(write_opml([feed_at("https://e.org/a"), feed_at("https://e.org/b", language="es")]))
    assert [(one.url, one.folder, one.language) for one in found.subscriptions] == [
        ("https://e.org/a", ("it",), "it"),
        ("https://e.org/b", ("es",), "es"),
    ]


WILD = b"""<?xml version="1.0"?><opml version="1.0"><head/><body><outline text="Chips"><outline title="Deep">
<outline text="A" xmlUrl=" https://a.example/feed " type="rss" htmlUrl="https://a.example/" description="D"/>
</outline><outline title="B" text="b" xmlurl="https://b.example/" language="en-US"/>
<outline text="A again" xmlUrl="https://a.example/feed"/><outline text="no feed"/></outline>
<outline xmlUrl="https://c.example/" category="/Boston/Weather,/tag" language="Italiano"/>
<outline text="off" isComment="true"><outline xmlUrl="https://d.example/"/></outline><!-- -->
</body></opml>"""


def test_a_list_from_elsewhere_is_taken_as_it_comes():
    listed = read_opml(WILD)
    assert not listed.broken
    one, two, three = listed.subscriptions
    assert (one.title, one.url, one.site, one.description) == (
        "A", "https://a.example/feed", "https://a.example/", "D",
    )  # fmt: skip
    assert (one.folder, one.line) == (("Chips", "Deep"), 2)
    assert (two.title, two.language, two.folder) == ("B", "en", ("Chips",))
    assert (three.title, three.language, three.folder) == ("", "", ("Boston", "Weather"))


def test_what_a_list_does_not_say_is_not_made_up():
    *_, three = read_opml(WILD).subscriptions
    with pytest.raises(ConfigError, match="names no language; say which with --language"):
        subscribed(three, ())
    feed = subscribed(three, {"c-example"}, language="it")
    assert (feed.key, feed.title, feed.family, feed.country) == ("c-example-2", "c.example", "c.example", "")
    assert feed.fetch is Fetch.MATCHING


def test_a_word_of_ours_that_we_do_not_know_is_refused():
    body = write_opml([feed_at("https://e.org/feed")]).replace(b'fetch="all"', b'fetch="some"')
    (one,) = read_opml(body).subscriptions
    with pytest.raises(ConfigError, match="fetch = 'some' is not allowed; allowed: all, matching"):
        subscribed(one, ())


@pytest.mark.parametrize(
    ("body", "feeds", "line"),
    [
        (WILD[: WILD.index(b"<outline xmlUrl")], 2, 5),
        (WILD.replace(b'text="A"', b'text="A & B"'), 3, 2),
        (WILD.replace(b"</outline><outline title", b"<outline title", 1), 3, 7),
    ],
    ids=["cut off", "bare ampersand", "unclosed"],
)
def test_a_broken_list_is_read_as_far_as_it_goes_and_its_line_named(body, feeds, line):
    listed = read_opml(body, "list.opml")
    assert len(listed.subscriptions) == feeds
    assert listed.broken.startswith(f"list.opml:{line}: ")


@pytest.mark.parametrize("body", [b"", b"<html></html>", b"no xml", b'{"feeds": []}', b"\x00\xff"])
def test_what_is_no_opml_is_refused(body):
    with pytest.raises(ConfigError, match=r"^list\.opml(:1)?: is no OPML; it must begin with <opml>$"):
        read_opml(body, "list.opml")


def test_a_list_reaches_no_file_and_does_not_explode():
    laughs = "".join(f"<!ENTITY l{n} '{f'&l{n - 1};' * 10}'>" for n in range(1, 10))
    body = (
        f"<!DOCTYPE opml [<!ENTITY l0 'ha'>{laughs}<!ENTITY f SYSTEM 'file:///etc/passwd'>]><opml><body>"
        "<outline text='&l9;' xmlUrl='https://e.org/feed'/><outline>&f;</outline></body></opml>"
    )
    listed = read_opml(body.encode())
    assert all(len(one.title) < 1000 for one in listed.subscriptions)
