"""Timing over weeks, by a fake clock: see benchmarks/polling_simulation.py."""

import random

import pytest

from benchmarks.polling_simulation import KINDS, fixed, ours, sources, summed

DAYS = 35  # the poller's own downtime on day 30 included


@pytest.fixture(scope="module")
def figures():
    random.seed(1)
    runs: dict[str, list] = {kind.name: [] for kind in KINDS}
    for source in sources(DAYS, seed=7):
        if int(source.feed.key.rpartition("-")[2]) < 5:
            runs[source.kind.name].append((source, ours(source, DAYS), fixed(source, DAYS)))
    return {
        name: tuple(summed([(row[0], row[place]) for row in rows], DAYS) for place in (1, 2))
        for name, rows in runs.items()
    }


@pytest.mark.long
def test_no_item_is_lost_outside_a_gap(figures):
    assert {name: mine.gaps[2] for name, (mine, _) in figures.items() if mine.gaps[2]} == {}


@pytest.mark.long
def test_a_feed_that_brings_little_is_asked_little(figures):
    assert figures["weekly blog"][0].requests < 6
    assert figures["dead from day 10"][0].requests < 12
    assert figures["asks for four hours"][0].requests <= 6
    assert all(mine.requests <= 25 for name, (mine, _) in figures.items() if "short" not in name)


@pytest.mark.long
def test_a_feed_that_scrolls_fast_is_asked_as_often_as_it_takes(figures):
    mine, theirs = figures["wire, short document"]
    assert mine.requests > 35
    assert mine.missed <= 1.3 * theirs.missed


@pytest.mark.long
def test_news_are_seen_within_the_hour_where_there_are_news_by_the_hour(figures):
    for name in ("wire agency", "newspaper section", "newspaper, no validators"):
        assert figures[name][0].late[0] <= 40
        assert figures[name][0].late[1] <= 80
