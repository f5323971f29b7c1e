"""One request at a time per host, and a breath between two."""

import asyncio
import time

import pytest

from feeds.hosts import LONGEST_GAP, Hosts, host_of
from records.errors import FetchError

URL = "https://e.org/feed"


def starts(hosts: Hosts, times: int, *, local: bool = False, lasts: float = 0.0) -> list[float]:
    """When each of so many requests began, seconds after the first."""

    async def one(began: list[float]):
        async with hosts.turn(URL, local=local):
            began.append(time.monotonic())
            await asyncio.sleep(lasts)

    async def all_of_them():
        began: list[float] = []
        await asyncio.gather(*(one(began) for _ in range(times)))
        return [moment - began[0] for moment in began]

    return asyncio.run(all_of_them())


def test_between_two_requests_lies_at_least_the_shortest_gap():
    one, two, three = starts(Hosts(shortest_gap=0.1), 3)
    assert (one, two >= 0.1, three - two >= 0.1) == (0, True, True)


def test_a_slow_host_is_given_as_long_as_it_takes():
    _, two, _ = starts(Hosts(shortest_gap=0.01), 3, lasts=0.15)
    assert two >= 0.3


def test_a_local_host_gets_no_pause_but_its_turn():
    began = starts(Hosts(shortest_gap=5.0), 3, local=True, lasts=0.05)
    assert began[2] < 1.0
    assert began[1] >= 0.05


def test_a_crawl_delay_is_kept_up_to_a_cap():
    hosts = Hosts(shortest_gap=0.0)
    hosts.slow_down(URL, 0.2)
    assert starts(hosts, 2)[1] >= 0.2
    assert LONGEST_GAP <= 30


def test_a_host_that_said_stop_is_refused_without_waiting():
    async def once():
        hosts = Hosts()
        hosts.block(URL, 60)
        async with hosts.turn("https://e.org/other", local=False):
            pass

    with pytest.raises(FetchError) as caught:
        asyncio.run(once())
    assert (caught.value.reason, round(caught.value.retry_after or 0)) == ("rate_limited", 60)


@pytest.mark.parametrize(
    ("url", "host"),
    [
        ("https://E.org/a", "e.org:443"),
        ("http://e.org/a", "e.org:80"),
        ("http://127.0.0.1:8001/", "127.0.0.1:8001"),
        ("http://[::1]:8001/", "::1:8001"),
    ],
)
def test_a_host_is_a_name_and_a_port(url, host):
    assert host_of(url) == host
