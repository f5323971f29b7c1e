"""One story, one address."""

import pytest

from feeds.identity import canonical_url

STORY = "https://www.example.org/news/chip"


@pytest.mark.parametrize(
    "url",
    [
        "https://www.example.org/news/chip",
        "http://www.example.org/news/chip",
        "HTTPS://WWW.EXAMPLE.ORG/news/chip",
        "https://www.example.org:443/news/chip",
        "http://www.example.org:80/news/chip/",
        "https://www.example.org./news/chip",
        "https://www.example.org/news/chip/",
        "https://www.example.org//news/./x/../chip",
        "https://www.example.org/news/chip#comments",
        "https://www.example.org/news/chip?utm_source=rss&utm_medium=feed&utm_campaign=x",
        "https://www.example.org/news/chip?fbclid=abc&gclid=d&mc_cid=e&_ga=1.2",
        "https://www.example.org/news/chip?ref=rss",
        "https://www.example.org/news/chip/amp/",
        "https://www.example.org/news/chip/amp",
        "https://www.example.org/news/chip?amp",
        "https://www.example.org/news/chip?amp=1&outputType=amp",
        "https://www.example.org/amp/news/chip",
        "https://amp.example.org/news/chip",
        "https://m.example.org/news/chip",
        "https://mobile.example.org/news/chip",
        "https://www.google.com/amp/s/www.example.org/news/chip",
        "https://www-example-org.cdn.ampproject.org/c/s/www.example.org/news/chip",
        "https://www.example.org/news/chip/index.html",
        "https://www.example.org/news/chip;jsessionid=A1B2",
        "https://www.example.org/news/%63hip",
        "  https://www.example.org/news/chip\n",
    ],
)
def test_all_that_leads_to_a_story_has_one_address(url):
    assert canonical_url(url) == STORY


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("https://example.org/a", "https://example.org/b"),
        ("https://example.org/?p=1", "https://example.org/?p=2"),
        ("https://example.org/news?id=1", "https://example.org/news?id=2"),
        ("https://example.org/a?ref=chips", "https://example.org/a"),
        ("https://example.org/a?page=2", "https://example.org/a"),
        ("https://example.org/A", "https://example.org/a"),
        ("https://example.org/a%2Fb", "https://example.org/a/b"),
        ("https://example.org/a%3Fb", "https://example.org/a?b"),
        ("https://example.org:8443/a", "https://example.org/a"),
        ("http://127.0.0.1:8001/a", "http://127.0.0.1:8002/a"),
        ("https://news.example.org/a", "https://www.example.org/a"),
        ("https://it.benzinga.com/x", "https://es.benzinga.com/x"),
        ("https://www.benzinga.com/?p=1", "https://www.benzinga.com/?p=2"),
        ("https://example.org/ampere", "https://example.org/ere"),
    ],
)
def test_two_stories_are_never_made_one(one, other):
    assert canonical_url(one) != canonical_url(other)


@pytest.mark.parametrize(
    ("url", "canonical"),
    [
        ("http://127.0.0.1:8001/a/?utm_source=x", "http://127.0.0.1:8001/a"),
        ("http://newsroom/a/", "http://newsroom/a"),
        ("http://[::1]:8080/a", "http://[::1]:8080/a"),
        ("https://perché.example/è", "https://xn--perch-fsa.example/%C3%A8"),
        ("https://example.org/?b=2&a=1", "https://example.org?a=1&b=2"),
        ("https://example.org/", "https://example.org"),
        ("https://user:secret@example.org/a", "https://example.org/a"),
        ("https://www.ilsole24ore.com/art/x-AE1?refresh_ce=1", "https://www.ilsole24ore.com/art/x-AE1"),
        ("https://it.benzinga.com/2021/02/03/s/?x=y", "https://it.benzinga.com/2021/02/03/s"),
        ("urn:sha256:abc", "urn:sha256:abc"),
        ("mailto:x@example.org", "mailto:x@example.org"),
        ("https://[broken", "https://[broken"),
        ("https://example.org:port/", "https://example.org:port/"),
        ("", ""),
    ],
)
def test_what_is_particular_about_an_address_stays(url, canonical):
    assert canonical_url(url) == canonical
