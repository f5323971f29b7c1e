"""The one socket: caps while streaming, redirects, what becomes of each way to fail."""

import asyncio
import subprocess
import sys
import tracemalloc
import zlib
from importlib.metadata import version
from pathlib import Path

import brotli
import pytest

from feeds.client import Client
from feeds.download import Limits, Validators, user_agent
from records.errors import FetchError
from tests.feeds.resolving import Names
from tests.feeds.site import NOBODY, Answer, client

MIB = 1024 * 1024


def fetched(url, limits=None, **rest):
    async def once():
        async with client(**({"limits": limits} if limits else {})) as c:
            return await c.fetch(url, local=True, **rest)

    return asyncio.run(once())


def reason(url, **rest):
    with pytest.raises(FetchError) as caught:
        fetched(url, **rest)
    return caught.value.reason


def bomb(encoding: str, mib: int) -> bytes:
    zeros = bytes(MIB)
    if encoding == "br":
        packer = brotli.Compressor(quality=1)
        return b"".join(packer.process(zeros) for _ in range(mib)) + packer.finish()
    packer = zlib.compressobj(9, wbits=31 if encoding == "gzip" else 15)
    return b"".join(packer.compress(zeros) for _ in range(mib)) + packer.flush()


@pytest.mark.parametrize("encoding", ["gzip", "deflate", "br"])
def test_a_bomb_is_given_up_before_it_has_filled_the_memory(site, encoding):
    """What is held at most, by Python's own count: the process's high-water mark remembers other tests."""
    body = bomb(encoding, 300)
    assert len(body) < 2 * MIB
    site.pages["/"] = Answer(body=body, headers=[("Content-Encoding", encoding)])
    tracemalloc.start()
    try:
        assert reason(f"{site.url}/", limits=Limits(body=5 * MIB)) == "too_big"
        _, most = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert 5 * MIB < most < 60 * MIB
    assert len(site.requests) == 1


@pytest.mark.parametrize(
    "answer",
    [
        Answer(body=bytes(3 * MIB)),
        Answer(body=bytes(3 * MIB), length=-1),
        Answer(body=b"x", length=3 * MIB),
    ],
    ids=["a length that says so", "no length", "a length alone"],
)
def test_a_body_beyond_the_cap_is_given_up(site, answer):
    site.pages["/"] = answer
    assert reason(f"{site.url}/", limits=Limits(body=MIB)) == "too_big"


def test_the_cap_can_be_another_for_one_request(site):
    site.pages["/"] = bytes(2 * MIB)
    assert reason(f"{site.url}/", body_limit=MIB) == "too_big"
    assert len(fetched(f"{site.url}/", body_limit=3 * MIB).body) == 2 * MIB


def test_a_body_of_exactly_the_cap_is_fine(site):
    site.pages["/"] = bytes(MIB)
    assert len(fetched(f"{site.url}/", limits=Limits(body=MIB)).body) == MIB


@pytest.mark.parametrize(
    ("answer", "why"),
    [
        (Answer(body=b"x" * 100, drip=0.05), "timeout"),
        (Answer(body=b"x", delay=2.0), "timeout"),
        (Answer(hang_up=True), "connection"),
        (Answer(body=b"x", length=100), "connection"),
        (Answer(body=b"no gzip", headers=[("Content-Encoding", "gzip")]), "connection"),
        (Answer(headers=[("X-Long", "x" * 100_000)]), "connection"),
    ],
    ids=["slow drip", "no answer", "hang-up", "cut off", "no gzip", "endless header"],
)
def test_each_way_to_fail_has_its_reason(site, answer, why):
    site.pages["/"] = answer
    assert reason(f"{site.url}/", limits=Limits(connect=1, read=1, total=1)) == why


def test_a_host_that_does_not_listen_is_no_connection():
    assert reason(f"{NOBODY}/") == "connection"


def test_the_deadline_counts_all_hops_together(site):
    for n in range(5):
        site.pages[f"/{n}"] = Answer(status=302, headers=[("Location", f"/{n + 1}")], delay=0.3)
    site.pages["/5"] = b"there"
    assert reason(f"{site.url}/0", limits=Limits(total=1.0)) == "timeout"


def test_waiting_for_ones_turn_does_not_count(site):
    site.pages |= {f"/{n}": Answer(status=302, headers=[("Location", "/there")]) for n in range(4)}
    site.pages["/there"] = b"there"

    async def four_at_once():
        async with client(limits=Limits(total=0.5)) as c:

            async def hold():
                async with c.hosts.turn(site.url, local=True):
                    await asyncio.sleep(0.7)

            holding = asyncio.create_task(hold())
            await asyncio.sleep(0)
            answers = await asyncio.gather(*(c.fetch(f"{site.url}/{n}", local=True) for n in range(4)))
            await holding
            return answers

    assert [answer.body for answer in asyncio.run(four_at_once())] == [b"there"] * 4


def test_an_answer_of_any_status_is_a_download(site):
    site.pages["/"] = Answer(status=404, body=b"no", headers=[("X-Odd", b"caf\xe9"), ("ETag", b'"\xff"')])
    answer = fetched(f"{site.url}/")
    assert (answer.status, answer.body, answer.etag) == (404, b"no", b'"\xff"')
    assert dict(answer.headers)["x-odd"]


def test_of_a_header_sent_twice_the_first_counts(site):
    site.pages["/"] = Answer(body=b"x", headers=[("ETag", '"one"'), ("ETag", '"two"')])
    assert fetched(f"{site.url}/").etag == b'"one"'


@pytest.mark.parametrize(
    "path", ["/a%2Fb", "/caff%C3%A8", "/a?q=%5B%5D&b=1+2", "/a?q=a%20b", "/~x/;y=1", "/a%zz"]
)
def test_a_path_is_asked_for_as_it_is_printed(site, path):
    site.pages[path] = b"yes"
    assert fetched(site.url + path).body == b"yes"


def test_a_path_with_letters_is_escaped_on_the_wire(site):
    site.pages["/perch%C3%A9"] = b"yes"
    assert fetched(f"{site.url}/perché").body == b"yes"


def test_redirects_may_be_relative_and_keep_their_query(site):
    site.pages |= {"/a/b": Answer(status=301, headers=[("Location", "../c?x=%2F")]), "/c?x=%2F": b"yes"}
    answer = fetched(f"{site.url}/a/b")
    assert (answer.body, answer.url, answer.final_url) == (b"yes", f"{site.url}/a/b", f"{site.url}/c?x=%2F")
    assert answer.moved_to == f"{site.url}/c?x=%2F"


def test_the_name_carries_the_version_that_is_installed():
    assert user_agent() == f"chipwatch/{version('chipwatch')}"


def test_a_contact_stands_in_the_name():
    assert user_agent("https://example.org/bot") == user_agent() + " (+https://example.org/bot)"


def test_cookies_are_taken_from_nobody_and_sent_to_nobody(site):
    """By one client, over requests and redirects, under a name: an address in digits gets none anyhow."""
    cookie = [("Set-Cookie", "track=me; Path=/"), ("Set-Cookie", "all=you; Domain=outlet.example; Path=/")]
    site.pages |= {
        "/first": Answer(body=b"x", headers=cookie),
        "/hop": Answer(status=302, headers=[*cookie, ("Location", "/there")]),
        "/there": b"there",
    }

    async def three_times():
        async with client(resolver=Names(["127.0.0.1"])) as c:
            for path in ("/first", "/hop", "/first"):
                await c.fetch(f"http://www.outlet.example:{site.port}{path}", local=True)

    asyncio.run(three_times())
    assert [request.path for request in site.requests] == ["/first", "/hop", "/there", "/first"]
    assert not [request for request in site.requests if "cookie" in request.headers]


def test_nothing_but_the_usual_headers_is_sent_on_over_a_redirect(site, other_site):
    site.pages["/"] = Answer(status=302, headers=[("Location", f"{other_site.url}/there?token=x")])
    other_site.pages["/there?token=x"] = b"there"
    validators = Validators(url=f"{site.url}/", etag=b'"a"')
    assert fetched(f"{site.url}/", validators=validators).body == b"there"
    (first,), (second,) = site.requests, other_site.requests
    assert first.headers["if-none-match"] == b'"a"'
    assert set(second.headers) == {"host", "user-agent", "accept", "accept-encoding"}


def test_proxies_of_the_environment_are_not_used(site):
    site.pages["/"] = b"straight"
    code = (
        "import asyncio; from feeds.client import Client\n"
        "async def once():\n"
        "    async with Client() as c: return (await c.fetch(URL, local=True)).body\n"
        "print(asyncio.run(once()).decode())"
    )
    ran = subprocess.run(
        [sys.executable, "-c", f"URL = {site.url + '/'!r}\n{code}"],
        env={"http_proxy": NOBODY, "PATH": ""},
        cwd=Path(__file__).parents[2],
        capture_output=True,
        text=True,
        check=True,
    )
    assert ran.stdout.strip() == "straight"


def test_a_proxy_that_is_set_is_asked_for_the_whole_address(site):
    site.pages["http://feeds.example/feed"] = b"through the proxy"

    async def once():
        async with Client(proxy=site.url) as c:
            return await c.fetch("http://feeds.example/feed")

    assert asyncio.run(once()).body == b"through the proxy"


def test_a_local_source_is_asked_past_the_proxy(site, other_site):
    site.pages["/feed"] = b"straight"

    async def once():
        async with Client(proxy=other_site.url) as c:
            return await c.fetch(f"{site.url}/feed", local=True)

    assert asyncio.run(once()).body == b"straight"
    assert not other_site.requests
