"""Where we never go, however we are led there; and that each refusal is counted and visible."""

import asyncio

import pytest

from feeds.addresses import check_url, is_literal, why_refused
from feeds.client import Client
from feeds.download import Limits
from feeds.poll import poll_feed
from records.errors import FetchError, ForbiddenError
from records.feeds import Outcome
from tests.feeds.resolving import Names
from tests.feeds.site import NOW, Answer, client, feed_at, rss, state_of

PRIVATE = [
    "127.0.0.1", "127.8.8.8", "10.1.2.3", "172.16.0.1", "172.31.255.255", "192.168.1.1", "0.0.0.0", "0.1.2.3",
    "100.64.0.1", "100.100.100.200", "169.254.169.254", "168.63.129.16", "192.0.0.192", "192.0.2.1",
    "198.18.0.1", "192.88.99.1", "fec0::1", "::7f00:1", "64:ff9b:1::a00:1", "198.51.100.7",
    "203.0.113.9", "224.0.0.1", "240.0.0.1", "255.255.255.255", "::1", "::", "fe80::1",
    "fe80::1%eth0", "fc00::1", "fd00:ec2::254", "ff02::1", "2001:db8::1", "::ffff:127.0.0.1",
    "::ffff:10.0.0.1", "::ffff:169.254.169.254", "64:ff9b::7f00:1", "64:ff9b::a9fe:a9fe",
    "2002:7f00:1::", "2002:a9fe:a9fe::1",
    "2001:0:4136:e378:8000:63bf:80ff:fffe",
]  # fmt: skip
PUBLIC = [
    "8.8.8.8",
    "1.1.1.1",
    "172.32.0.1",
    "100.128.0.1",
    "2606:4700:4700::1111",
    "::ffff:8.8.8.8",
    "64:ff9b::808:808",
]


@pytest.mark.parametrize("address", PRIVATE)
def test_no_private_or_special_address_is_public(address):
    assert why_refused(address)


@pytest.mark.parametrize("address", PUBLIC)
def test_public_addresses_are_fine(address):
    assert why_refused(address) == ""


@pytest.mark.parametrize("address", ["127.0.0.1", "10.1.2.3", "192.168.1.1", "::1", "fd00::1", "100.64.0.1"])
def test_a_local_source_may_lie_on_this_network(address):
    assert why_refused(address, local=True) == ""


@pytest.mark.parametrize(
    "address", ["169.254.169.254", "168.63.129.16", "224.0.0.1", "0.0.0.0", "::ffff:169.254.169.254"]
)
def test_not_even_a_local_source_leads_to_metadata_or_nowhere(address):
    assert why_refused(address, local=True)


TRICKS = [
    "http://127.0.0.1/", "http://2130706433/", "http://0x7f000001/", "http://0x7f.1/", "http://0177.0.0.1/",
    "http://127.1/", "http://[::1]/", "http://[::ffff:127.0.0.1]/", "http://[::ffff:7f00:1]/", "http://[::]/",
    "http://169.254.169.254/latest/meta-data/", "http://[fd00:ec2::254]/", "http://100.64.0.1/",
    "http://example.org@127.0.0.1/", "http://user:secret@example.org/", "http://127.0.0.1:80@example.org/",
    "ftp://example.org/", "file:///etc/passwd", "gopher://example.org/", "javascript:alert(1)",
    "//example.org/",
    "http://", "http:///feed", "https://example.org:22/", "http://example.org:25/", "http://example.org:99999/",
    "http://[::1/", "",
]  # fmt: skip


@pytest.mark.parametrize("url", TRICKS)
def test_a_url_that_shows_where_it_leads_is_refused_before_any_name_is_resolved(url):
    with pytest.raises(ForbiddenError):
        check_url(url)


@pytest.mark.parametrize(
    "url",
    [
        "https://example.org/",
        "http://example.org:8080/x",
        "https://[2606:4700:4700::1111]/",
        "http://8.8.8.8/",
    ],
)
def test_an_ordinary_url_is_fine(url):
    check_url(url)


@pytest.mark.parametrize(
    ("host", "literal"), [("2130706433", True), ("::1", True), ("example.org", False), ("perché.it", False)]
)
def test_an_address_is_told_from_a_name_in_every_notation(host, literal):
    assert is_literal(host) is literal


def fetched(url, *answers, **rest):
    async def once():
        async with client(resolver=Names(*answers)) as c:
            return await c.fetch(url, **rest)

    return asyncio.run(once())


@pytest.mark.parametrize(
    "addresses",
    [
        ["127.0.0.1"],
        ["::ffff:127.0.0.1"],
        ["10.0.0.1", "192.168.0.1"],
        ["169.254.169.254"],
        ["100.64.1.1"],
        ["::1", "127.0.0.1"],
    ],
)
def test_a_name_that_leads_inside_is_refused_as_the_socket_opens(site, addresses):
    site.pages["/"] = rss(1)
    with pytest.raises(ForbiddenError):
        fetched(f"http://inside.example:{site.host.split(':')[1]}/", addresses)
    assert not site.requests


def test_the_address_that_is_dialled_is_the_one_that_is_checked(site):
    """DNS rebinding: a name that is public at first and then leads inside never gets us there."""
    port = site.host.split(":")[1]
    site.pages["/"] = b"the keys"
    names = Names(["203.0.113.1"], ["127.0.0.1"], ["127.0.0.1"])

    async def four_times():
        reasons = []
        for _ in range(4):
            async with Client(limits=Limits(connect=0.2, total=0.4), resolver=names) as c:
                try:
                    await c.fetch(f"http://flip.example:{port}/")
                except FetchError as error:
                    reasons.append(type(error))
        return reasons

    assert asyncio.run(four_times()) == [ForbiddenError] * 4
    assert names.asked == 4  # once a dial: nobody asks again between the check and the socket
    assert not site.requests


def test_a_name_that_answered_well_and_then_leads_to_credentials_is_refused_from_then_on(site):
    """Rebinding on the wire: a name of this network for a local source, then a cloud's metadata service."""
    site.pages["/"] = Answer(body=b"well", length=-1)  # the connection ends with the body
    names = Names(["127.0.0.1"], ["169.254.169.254"])

    async def twice():
        for place in range(2):
            async with client(resolver=names) as c:
                answer = await c.fetch(f"http://flip.example:{site.port}/", local=True)
                assert (place, answer.body) == (0, b"well")

    with pytest.raises(ForbiddenError):
        asyncio.run(twice())
    assert (names.asked, len(site.requests)) == (2, 1)


@pytest.mark.parametrize(
    "target",
    [
        "http://169.254.169.254/latest/meta-data/",
        "http://[::ffff:169.254.169.254]/",
        "http://2852039166/",
        "http://user@127.0.0.1/",
        "file:///etc/passwd",
        "ftp://127.0.0.1/",
    ],
)
def test_a_redirect_to_where_we_dont_go_is_refused_counted_and_visible(site, target):
    site.pages["/feed"] = Answer(status=302, headers=[("Location", target)])
    local = feed_at(f"{site.url}/feed")

    async def once():
        async with client() as c:
            return await poll_feed(c, local, state_of(local), NOW)

    poll = asyncio.run(once())
    assert poll.outcome is Outcome.FORBIDDEN
    assert poll.problem
    assert poll.state.failures == 1
    assert len(site.requests) == 1


def test_a_source_that_is_not_local_never_reaches_this_machine(site):
    site.pages["/feed"] = rss(1)
    for url in (f"{site.url}/feed", f"http://localhost:{site.host.split(':')[1]}/feed"):
        stranger = feed_at(url, local=False)

        async def once(feed=stranger):
            async with client() as c:
                return await poll_feed(c, feed, state_of(feed), NOW)

        assert asyncio.run(once()).outcome is Outcome.FORBIDDEN
    assert not site.requests


def test_a_name_that_is_not_there_is_a_dns_failure():
    with pytest.raises(FetchError) as caught:
        fetched("http://nowhere.example/", [])
    assert caught.value.reason == "dns"


def test_a_connection_opened_for_a_local_source_serves_no_other(site):
    site.pages["/"] = rss(1)

    async def local_then_not():
        async with client() as c:
            await c.fetch(f"{site.url}/", local=True)
            await c.fetch(f"{site.url}/", local=False)

    with pytest.raises(ForbiddenError):
        asyncio.run(local_then_not())
    assert len(site.requests) == 1
