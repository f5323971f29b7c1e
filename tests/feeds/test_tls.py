"""https as it should be: certificates are checked, and nothing leads from https to http."""

import asyncio
from datetime import timedelta

import pytest

from feeds.pages import fetch_address
from feeds.poll import poll_feed
from records.errors import FetchError
from records.feeds import Outcome
from tests.feeds.certificates import of_server, self_signed, that_trusts
from tests.feeds.resolving import Names
from tests.feeds.site import NOW, Answer, Site, client, feed_at, rss, state_of


@pytest.fixture
def certificate(tmp_path):
    return self_signed(tmp_path)


@pytest.fixture
def secure(certificate):
    """A site that speaks https."""
    site = Site(of_server(certificate))
    yield site
    site.stop()


def fetched(url, **rest):
    async def once():
        async with client(**rest) as c:
            return await c.fetch(url, local=True)

    return asyncio.run(once())


def test_a_certificate_that_is_trusted_opens_the_way(secure, certificate):
    secure.pages["/"] = b"yes"
    assert fetched(f"{secure.url}/", tls=that_trusts(certificate)).body == b"yes"


def test_a_certificate_of_its_own_making_is_not_trusted(secure):
    with pytest.raises(FetchError) as caught:
        fetched(f"{secure.url}/")
    assert caught.value.reason == "tls"
    assert not secure.requests


def test_a_certificate_that_has_run_out_is_not_trusted(tmp_path):
    stale = self_signed(tmp_path, until=-timedelta(days=1))
    site = Site(of_server(stale))
    try:
        with pytest.raises(FetchError) as caught:
            fetched(f"{site.url}/", tls=that_trusts(stale))
    finally:
        site.stop()
    assert caught.value.reason == "tls"
    assert not site.requests


def test_a_certificate_for_another_name_is_not_trusted(secure, certificate):
    with pytest.raises(FetchError) as caught:
        fetched(
            f"https://other.example:{secure.port}/",
            tls=that_trusts(certificate),
            resolver=Names(["127.0.0.1"]),
        )
    assert caught.value.reason == "tls"
    assert not secure.requests


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
def test_a_redirect_from_https_to_http_is_refused_before_the_second_request(
    site, secure, certificate, status
):
    site.pages["/"] = b"in the clear"
    secure.pages["/"] = Answer(status=status, headers=[("Location", f"{site.url}/")])
    with pytest.raises(FetchError) as caught:
        fetched(f"{secure.url}/", tls=that_trusts(certificate))
    assert (caught.value.reason, caught.value.status) == ("redirect", status)
    assert len(secure.requests) == 1
    assert not site.requests


def test_a_redirect_from_http_to_https_and_on_in_https_is_followed(site, secure, certificate):
    site.pages["/"] = Answer(status=301, headers=[("Location", f"{secure.url}/one")])
    secure.pages |= {"/one": Answer(status=302, headers=[("Location", "/two")]), "/two": b"there"}
    answer = fetched(f"{site.url}/", tls=that_trusts(certificate))
    assert (answer.body, answer.final_url) == (b"there", f"{secure.url}/two")


def test_nothing_comes_back_to_http_by_a_detour(site, secure, certificate):
    site.pages |= {"/": Answer(status=302, headers=[("Location", f"{secure.url}/")]), "/plain": b"no"}
    secure.pages["/"] = Answer(status=302, headers=[("Location", f"{site.url}/plain")])
    with pytest.raises(FetchError, match="redirect"):
        fetched(f"{site.url}/", tls=that_trusts(certificate))
    assert [request.path for request in site.requests] == ["/"]


def test_a_feed_that_leads_to_http_fails_and_says_so(site, secure, certificate):
    site.pages["/feed"] = rss(1)
    secure.pages["/feed"] = Answer(status=301, headers=[("Location", f"{site.url}/feed")])
    feed = feed_at(f"{secure.url}/feed")

    async def once():
        async with client(tls=that_trusts(certificate)) as c:
            return await poll_feed(c, feed, state_of(feed), NOW)

    poll = asyncio.run(once())
    assert (poll.outcome, poll.problem) == (Outcome.REDIRECT, "redirected too often, or from https to http")
    assert not site.requests


def test_a_page_is_kept_from_http_too(site, secure, certificate):
    site.pages["/story"] = b"<html>"
    secure.pages["/story"] = Answer(status=302, headers=[("Location", f"{site.url}/story")])

    async def once():
        async with client(tls=that_trusts(certificate)) as c:
            await fetch_address(c, f"{secure.url}/story", NOW, local=True)

    with pytest.raises(FetchError, match="redirect"):
        asyncio.run(once())
    assert not site.requests
