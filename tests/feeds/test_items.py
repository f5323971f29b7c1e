"""What an item's address is."""

import pytest

from feeds.items import Item, entries_of
from tests.feeds.site import NOW, feed_at

BASE = "http://feeds.example.org/news/rss.xml"


@pytest.mark.parametrize(
    "link", ["http://", "https:///story", "http:", "//", "http://?p=1", "https:/story", "//#a"]
)
def test_an_address_without_a_host_is_no_link_and_not_the_feed_s_own(link):
    for item in (Item(link=link), Item(id=link), Item(link=link, id=link)):
        assert entries_of(feed_at(BASE), [item], BASE, NOW) == ([], {"no_link": 1})


@pytest.mark.parametrize(
    ("link", "address"),
    [
        ("/story", "http://feeds.example.org/story"),
        ("story?p=1", "http://feeds.example.org/news/story?p=1"),
        ("//other.example.org/story", "http://other.example.org/story"),
        ("HTTPS://other.example.org/story", "HTTPS://other.example.org/story"),
    ],
)
def test_a_link_is_relative_to_its_feed(link, address):
    [entry], dropped = entries_of(feed_at(BASE), [Item(link=link)], BASE, NOW)
    assert (entry.link, dropped) == (address, {})


def test_an_id_that_is_an_address_stands_in_for_a_broken_link():
    [entry], _ = entries_of(feed_at(BASE), [Item(link="http://", id="http://e.org/1")], BASE, NOW)
    assert entry.link == "http://e.org/1"
