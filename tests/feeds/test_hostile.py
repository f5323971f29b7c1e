"""What a hostile feed sends costs that feed, never the poll."""

import asyncio
import time

import pytest

from feeds.addresses import check_url
from feeds.items import plain_text
from feeds.poll import poll_feeds
from records.errors import ForbiddenError
from records.feeds import FeedState, Outcome
from tests.feeds.site import NOW, Answer, client, feed_at

GOOD = b"""<rss version="2.0"><channel><title>One</title>
<item><title>a</title><link>https://example.org/a</link></item></channel></rss>"""


def polled(*urls):
    async def ask():
        async with client() as c:
            feeds = [feed_at(url, key=f"feed-{n}") for n, url in enumerate(urls)]
            return await poll_feeds(c, [(feed, FeedState(key=feed.key)) for feed in feeds], NOW)

    return asyncio.run(ask())


@pytest.mark.parametrize("location", ["http://[oops/", "http://[::1", "https://exa mple.org:99999/"])
def test_a_redirect_to_what_is_no_address_fails_alone(site, location):
    site.pages |= {"/bad": Answer(status=301, headers=[("Location", location)]), "/good": GOOD}
    bad, good = polled(f"{site.url}/bad", f"{site.url}/good")
    assert not bad.outcome.is_good
    assert good.outcome is Outcome.NEW


def test_an_item_whose_id_is_no_address_is_dropped_and_counted(site):
    site.pages["/feed"] = GOOD.replace(
        b"<item>", b"<item><title>x</title><guid>http://[oops]/a</guid></item><item>", 1
    )
    [poll] = polled(f"{site.url}/feed")
    assert [entry.title for entry in poll.entries] == ["a"]
    assert poll.dropped == {"no_link": 1}


@pytest.mark.parametrize("piece", ["<script", "<!--", "<style x", "</script", "<a ", "&lt;script"])
def test_text_is_read_in_a_time_that_grows_with_it(piece):
    def seconds(n):
        began = time.process_time()
        plain_text(piece * n)
        return time.process_time() - began

    seconds(1_000)
    assert seconds(40_000) < 20 * max(seconds(10_000), 0.005)


@pytest.mark.parametrize("host", ["１６９.２５４.１６９.２５４", "127。0。0。1", "①②⑦.0.0.1"])
def test_an_address_in_other_digits_is_that_address(host):
    with pytest.raises(ForbiddenError):
        check_url(f"http://{host}/")
