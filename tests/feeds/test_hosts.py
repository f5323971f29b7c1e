"""One request at a time per host, and a breath between two."""

import asyncio
import time
from datetime import timedelta

import pytest

from feeds.hosts import LONGEST_GAP, Hosts, host_of
from records.errors import HeldOffError
from tests.feeds.site import NOW

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


def test_one_slow_answer_among_quick_ones_slows_us_down_by_a_third_of_it():
    async def gaps() -> list[float]:
        hosts, ends = Hosts(shortest_gap=0.0), []
        for lasts in (0.01, 0.6, 0.01):
            async with hosts.turn(URL, local=False):
                ends.append(time.monotonic() + lasts)
                await asyncio.sleep(lasts)
        return [ends[2] - 0.01 - ends[1]]

    assert 0.15 <= asyncio.run(gaps())[0] <= 0.4


def test_who_is_in_a_hurry_leaves_a_host_after_the_longest_stay():
    async def stay() -> list[str]:
        hosts, came = Hosts(shortest_gap=0.0, longest_stay=0.15), []

        async def one(*, hurried: bool) -> None:
            try:
                async with hosts.turn(URL, local=True, hurried=hurried):
                    await asyncio.sleep(0.1)
                came.append("asked")
            except HeldOffError as error:
                came.append(error.reason)

        await asyncio.gather(*(one(hurried=True) for _ in range(5)), one(hurried=False))
        return came

    assert asyncio.run(stay()) == ["asked"] * 2 + ["left_for_later"] * 3 + ["asked"]


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
        hosts.block("http://e.org/page", 60)  # whatever the scheme
        async with hosts.turn("https://e.org/other", local=False):
            pass

    with pytest.raises(HeldOffError) as caught:
        asyncio.run(once())
    assert (caught.value.reason, round(caught.value.retry_after or 0)) == ("rate_limited", 60)


def test_http_and_https_of_a_name_take_turns():
    async def both():
        hosts, under_way, most = Hosts(shortest_gap=0.0), 0, 0

        async def one(url):
            nonlocal under_way, most
            async with hosts.turn(url, local=False):
                under_way += 1
                most = max(most, under_way)
                await asyncio.sleep(0.01)
                under_way -= 1

        await asyncio.gather(one("http://e.org/"), one("https://e.org/"), one("https://e.org:443/x"))
        return most

    assert asyncio.run(both()) == 1


def test_a_block_is_remembered_by_the_clock_on_the_wall_and_lasts_a_day_at_most():
    hosts, later = Hosts(), Hosts()
    hosts.block("https://e.org/", 3600)
    hosts.block("https://e.org:8443/", 10_000_000)
    hosts.block("https://free.org/", 0)
    until = hosts.blocked(NOW)
    assert {host: round((when - NOW).total_seconds()) for host, when in until.items()} == {
        "e.org": 3600, "e.org:8443": 86_400,
    }  # fmt: skip
    later.remember(until, NOW + timedelta(minutes=30))
    assert round((later.blocked(NOW)["e.org"] - NOW).total_seconds()) == 1800
    with pytest.raises(HeldOffError):
        later.refuse_blocked("http://e.org/")
    later.remember(until, NOW + timedelta(days=2))
    later.refuse_blocked("http://e.org/")


@pytest.mark.parametrize(
    ("url", "host"),
    [
        ("https://E.org/a", "e.org"),
        ("http://e.org/a", "e.org"),
        ("http://e.org:443/a", "e.org"),
        ("https://e.org:8443/a", "e.org:8443"),
        ("http://127.0.0.1:8001/", "127.0.0.1:8001"),
        ("http://[::1]:8001/", "::1:8001"),
    ],
)
def test_a_host_is_a_name_with_its_port_where_it_is_an_unusual_one(url, host):
    assert host_of(url) == host
