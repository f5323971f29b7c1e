"""The doctor: each thing that can be wrong with a source, in one line, with what to do about it."""

import asyncio
from datetime import timedelta

import pytest

from feeds.doctor import _ADVICE, examine
from records.feeds import Outcome
from tests.feeds.certificates import of_server, self_signed
from tests.feeds.site import NOBODY, NOW, Answer, Site, client, feed_at, item, rss


def diagnosed(*urls, now=NOW, local=True, **rest):
    async def once():
        async with client(**rest) as c:
            return await examine(c, feed_at(*urls, local=local), now)

    return asyncio.run(once())


@pytest.fixture
def full(site):
    """A feed whose items lead to the site's own pages."""
    return rss(item(239, link=f"{site.url}/239", more="<description>s</description>"), item(100))


def test_a_source_that_is_well_needs_nothing(site, full):
    site.pages["/feed"] = Answer(body=full, headers=[("ETag", '"a"')])
    found = diagnosed(f"{site.url}/feed")
    assert found.words == "2 items, newest 1 h old, summaries, conditional"
    assert (found.is_well, found.verdict, found.advice) == (True, "well", "")


def test_a_source_that_moved_says_where_to(site, full):
    site.pages |= {"/old": Answer(status=301, headers=[("Location", "/feed")]), "/feed": full}
    found = diagnosed(f"{site.url}/old")
    assert found.is_well
    assert found.words.endswith(f", moved to {site.url}/feed")


@pytest.mark.parametrize(
    ("answer", "verdict", "words", "advice"),
    [
        (rss(), "empty", "a feed without items", "look for another address: chipwatch feeds discover {site}"),
        (Answer(status=401), "refused", "HTTP 401: the server refuses us", "set a contact"),
        (Answer(status=403), "refused", "HTTP 403: the server refuses us", "set a contact"),
        (Answer(status=404), "not_found", "HTTP 404: nothing", "chipwatch feeds discover {site}"),
        (Answer(status=410), "gone", "HTTP 410: gone for good", "enabled = false"),
        (Answer(status=418), "http_error", "HTTP 418", "look at {site}feed in a browser"),
        (Answer(status=429), "rate_limited", "HTTP 429: the host asks us", "come back later"),
        (Answer(status=500), "server_error", "HTTP 500", "come back later"),
        (Answer(hang_up=True), "connection", "no connection", "come back later"),
        (Answer(body=rss(1), drip=0.5), "timeout", "no answer in time", "come back later"),
        (Answer(status=302, headers=[("Location", "/feed")]), "redirect", "too often", "{site}feed in a bro"),
        (rss(1, 2, 3)[:-60], "broken", "the feed is cut off in line 1", "tell the publisher"),
        (b"<html><title>Home</title>x</html>", "not_a_feed", "titled “Home”", "chipwatch feeds discover"),
        (b"<html>/cdn-cgi/challenge-platform/h</html>", "challenge", "a bot check", "keeps robots out"),
        (b"{}", "not_a_feed", "no list of posts", "chipwatch feeds discover {site}"),
    ],
    ids=lambda value: value if isinstance(value, str) and value.isidentifier() else "",
)
def test_what_is_wrong_and_what_to_do_stand_in_one_line(site, answer, verdict, words, advice):
    site.pages["/feed"] = answer
    found = diagnosed(f"{site.url}/feed")
    assert (found.verdict, found.is_well) == (verdict, False)
    assert words in found.words
    assert advice.format(site=f"{site.url}/") in found.advice
    assert "\n" not in found.words + found.advice


def test_a_host_that_is_not_there_is_a_matter_of_its_name():
    found = diagnosed("https://no-such-host.invalid/feed", local=False)
    assert (found.verdict, found.advice) == ("dns", "check the host's name, and your own connection")


def test_nobody_listening_is_a_matter_of_time():
    assert diagnosed(f"{NOBODY}/feed").verdict == "connection"


def test_a_certificate_that_nobody_trusts_is_named(tmp_path):
    secure = Site(of_server(self_signed(tmp_path)))
    try:
        found = diagnosed(f"{secure.url}/feed")
    finally:
        secure.stop()
    assert (found.verdict, found.words) == ("tls", "the certificate cannot be trusted")
    assert "certificates" in found.advice


def test_a_source_on_ones_own_network_must_be_called_so(site, full):
    site.pages["/feed"] = full
    found = diagnosed(f"http://localhost:{site.port}/feed", local=False)
    assert (found.verdict, found.advice) == ("forbidden", "a source on your own network needs local = true")
    assert not site.requests


def test_what_no_local_source_may_do_either_is_not_cured_by_calling_it_local(site):
    site.pages["/feed"] = Answer(status=302, headers=[("Location", "http://169.254.169.254/latest/")])
    found = diagnosed(f"{site.url}/feed")
    assert (found.verdict, found.words) == ("forbidden", "a link-local, multicast or unspecified address")
    assert found.advice == "nobody is led there: check the address"


def test_a_page_that_names_a_feed_gives_its_address(site, full):
    site.pages["/feed"] = b'<html><link rel=alternate type="application/rss+xml" href="/real{x}.xml"></html>'
    found = diagnosed(f"{site.url}/feed")
    assert (
        found.advice
        == f"the page names a feed, put its address into the sources file: {site.url}/real{{x}}.xml"
    )


def test_a_feed_that_has_had_nothing_for_months_is_old(site):
    site.pages["/feed"] = rss(item(1))
    assert diagnosed(f"{site.url}/feed", now=NOW + timedelta(days=49)).is_well
    found = diagnosed(f"{site.url}/feed", now=NOW + timedelta(days=60))
    assert found.verdict == "old"
    assert "newest 70 days old" in found.words
    assert "chipwatch feeds discover" in found.advice


def test_a_feed_whose_pages_robots_may_not_read_is_said_to_be_one(site, full):
    """The feed itself is asked for by a person, its pages by a robot."""
    site.pages |= {"/feed": full, "/robots.txt": b"User-agent: *\nDisallow: /"}
    found = diagnosed(f"{site.url}/feed")
    assert (found.verdict, found.is_well) == ("no_pages", False)
    assert found.words.endswith("its pages are closed to us (robots.txt)")
    assert "only titles and summaries" in found.advice


def test_a_robots_txt_that_cannot_be_had_now_says_nothing_of_the_feed(site, full):
    site.pages |= {"/feed": full, "/robots.txt": Answer(status=500)}
    assert diagnosed(f"{site.url}/feed").is_well


def test_who_has_set_a_contact_is_not_told_to(site):
    site.pages["/feed"] = Answer(status=403)
    found = diagnosed(f"{site.url}/feed", agent="chipwatch (+me@example.org)")
    assert found.advice == "ask the publisher, or switch the source off (enabled = false)"


def test_a_source_of_which_no_address_works_names_them_all(site):
    found = diagnosed(f"{site.url}/a", f"{site.url}/b")
    assert found.verdict == "no_candidate"
    assert found.words.count("HTTP 404") == 2


def test_every_bad_outcome_has_its_advice():
    assert {outcome for outcome in Outcome if not outcome.is_good} | {Outcome.EMPTY} == set(_ADVICE)
