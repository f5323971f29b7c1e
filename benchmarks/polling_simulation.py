"""Sixty days of 300 feeds by a fake clock: our timing beside a poller that asks all of them on the dot.

The feeds are made up, the decisions are the real ones: feeds.timing, feeds.memory and feeds.overlap see each
simulated answer as they would see a real one; a flow comes by every 15 minutes. Each kind of feed has its own
rhythm by hour and weekday, size and trouble; on day 30 the poller itself is down for ten hours.

    python benchmarks/polling_simulation.py [--days 60] [--seed 1] [--every 30]

every      minutes between two polls of the other poller; 90 costs it as many requests as ours

requests   a feed and day
late       minutes from an item's appearance to our seeing it: median and 95th percentile
useful     share of requests that brought something new
missed     items that scrolled past unseen, a feed and month
gaps       opened; of these, rightly (something was missed inside); and misses outside every gap
"""

from __future__ import annotations

import argparse
import bisect
import random
import statistics
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from feeds import memory, timing
from feeds.download import Download
from feeds.overlap import compare
from records.dates import Confidence, Dated
from records.feeds import Entry, Feed, FeedState, Hints, Known, Outcome, Poll
from records.runs import Gap

START = datetime(2026, 1, 5, tzinfo=UTC)  # a Monday
TICK = timedelta(minutes=15)
FIXED = timedelta(minutes=30)
DOWN = (timedelta(days=30, hours=8), timedelta(days=30, hours=18))


@dataclass(frozen=True, kw_only=True)
class Kind:
    """A kind of feed. `hours` and `days` weigh the hours of the day and the days of the week."""

    name: str
    feeds: int
    #: Items on an average day, and items in the document.
    daily: float
    size: int
    hours: tuple[float, ...] = (0.2,) * 6 + (1.0,) * 14 + (0.4,) * 4
    days: tuple[float, ...] = (1.0,) * 5 + (0.4, 0.4)
    #: Items that come at once, all within an hour.
    burst: int = 1
    validators: bool = True
    #: What the feed asks of its readers.
    ttl: float = 0.0
    #: Share of answers that are a 500; and days between which the feed answers nothing but 404.
    flaky: float = 0.0
    dead: tuple[float, float] = (0.0, 0.0)


OFFICE = tuple(1.0 if 13 <= hour <= 21 else 0.0 for hour in range(24))  # Washington's day, in UTC
KINDS = (
    Kind(name="wire agency", feeds=20, daily=250, size=50, days=(1.0,) * 5 + (0.7, 0.7)),
    Kind(name="wire, short document", feeds=10, daily=150, size=10),
    Kind(name="newspaper section", feeds=60, daily=40, size=25),
    Kind(name="newspaper, no validators", feeds=20, daily=40, size=25, validators=False),
    Kind(name="trade press", feeds=70, daily=7, size=10),
    Kind(name="asks for four hours", feeds=10, daily=7, size=20, ttl=4 * timing.HOUR),
    Kind(name="official, weekdays", feeds=30, daily=3, size=20, hours=OFFICE, days=(1.0,) * 5 + (0.0, 0.0)),
    Kind(name="weekly blog", feeds=40, daily=0.15, size=10),
    Kind(name="rare bursts of 25", feeds=10, daily=4, size=10, burst=25),
    Kind(name="one answer in five fails", feeds=15, daily=15, size=20, flaky=0.2),
    Kind(name="gone for a week", feeds=10, daily=15, size=20, dead=(20, 27)),
    Kind(name="dead from day 10", feeds=5, daily=15, size=20, dead=(10, 10_000)),
)


@dataclass
class Source:
    """One simulated feed: when its items appear, and how it answers at a moment."""

    kind: Kind
    feed: Feed
    random: random.Random
    entries: list[Entry]
    times: list[datetime]

    def answer(self, now: datetime) -> tuple[Outcome, list[int]]:
        """The outcome and, for a feed, the numbers of its items, newest first."""
        day = (now - START) / timedelta(days=1)
        if self.kind.dead[0] <= day < self.kind.dead[1]:
            return Outcome.NOT_FOUND, []
        if self.random.random() < self.kind.flaky:
            return Outcome.SERVER_ERROR, []
        newest = bisect.bisect_right(self.times, now)
        numbers = list(range(newest - 1, max(-1, newest - 1 - self.kind.size), -1))
        return (Outcome.NEW if numbers else Outcome.EMPTY), numbers


@dataclass
class Tally:
    """What came of polling one feed."""

    requests: int = 0
    useful: int = 0
    seen: dict[int, datetime] = field(default_factory=dict)
    gaps: list[Gap] = field(default_factory=list)


def sources(days: int, seed: int) -> Iterator[Source]:
    for kind in KINDS:
        for number in range(kind.feeds):
            chance = random.Random(f"{seed} {kind.name} {number}")
            key = f"{kind.name.replace(' ', '-').replace(',', '')}-{number}"
            times = sorted(_appearances(kind, days, chance))
            feed = Feed(
                key=key, title=key, urls=(f"https://{key}.example/feed",), outlet=key, family=key,
                language="en", country="US",
            )  # fmt: skip
            entries = [_entry(key, place, when) for place, when in enumerate(times)]
            yield Source(kind, feed, chance, entries, times)


def _appearances(kind: Kind, days: int, chance: random.Random) -> Iterator[datetime]:
    scale = kind.daily / kind.burst / statistics.fmean(kind.days) / sum(kind.hours)
    for hour in range((days + 10) * 24):  # ten days before the clock starts: a feed is never born empty
        begin = START - timedelta(days=10) + timedelta(hours=hour)
        expected = scale * kind.hours[begin.hour] * kind.days[begin.weekday()]
        for _ in range(_poisson(expected, chance)):
            for _ in range(kind.burst):
                yield begin + timedelta(seconds=chance.uniform(0, 3600))


def _poisson(expected: float, chance: random.Random) -> int:
    n, left = 0, chance.expovariate(1.0)
    while left < expected:
        n, left = n + 1, left + chance.expovariate(1.0)
    return n


def _entry(key: str, place: int, when: datetime) -> Entry:
    link = f"https://{key}.example/{place}"
    published = Dated(raw=str(when), value=when, method="iso", confidence=Confidence.SURE)
    return Entry(feed=key, id=str(place), url=link, link=link, title=f"Item {place}", published=published)


# --- the two pollers


def ours(source: Source, days: int) -> Tally:
    """Poll by the real timing."""
    tally, state = Tally(), FeedState(key=source.feed.key)
    shown: list[int] = []
    for now in _ticks(days):
        if state.next_poll and state.next_poll > now:
            continue
        tally.requests += 1
        outcome, numbers = source.answer(now)
        if not outcome.is_good:
            state = memory.ill(state, outcome, now)
            state = replace(state, next_poll=timing.next_poll(state, outcome, now, jitter=_jitter(source)))
            continue
        if numbers == shown and memory.validators(source.feed, state, now):
            state = replace(memory.unchanged(state, now), interval=timing.adapted(state, now, known=1, new=0))
            when = timing.next_poll(state, Outcome.NOT_MODIFIED, now, jitter=_jitter(source))
            state = replace(state, next_poll=when)
            continue
        poll, new, gap = _read(source, state, outcome, numbers, tally, now)
        state, shown = poll.state, numbers
        tally.useful += bool(new)
        tally.seen |= {int(entry.id): now for entry in new}
        tally.gaps += [gap] if gap else []
    return tally


def _read(
    source: Source, state: FeedState, outcome: Outcome, numbers: list[int], tally: Tally, now: datetime
) -> tuple[Poll, list[Entry], Gap | None]:
    tag = f'"{numbers[0] if numbers else 0}"'.encode() if source.kind.validators else None
    url = source.feed.urls[0]
    answer = Download(
        url=url, final_url=url, status=200, headers=(), body=str(numbers).encode(), wire=0, etag=tag
    )  # fmt: skip
    left = memory.well(state, url, source.feed, answer, now, asked_whole=False)
    left = replace(memory.told(left, Hints(wait=source.kind.ttl)), last_outcome=outcome)
    when = timing.next_poll(left, outcome, now, jitter=_jitter(source))
    poll = Poll(
        feed=source.feed.key, url=url, started=now, seconds=0.0, outcome=outcome, before=state,
        state=replace(left, next_poll=when), entries=tuple(source.entries[n] for n in numbers),
    )  # fmt: skip
    return compare(poll, Known(ids=frozenset(str(n) for n in numbers if n in tally.seen)), now)


def fixed(source: Source, days: int, every: timedelta = FIXED) -> Tally:
    """Poll by the clock, whatever comes."""
    tally = Tally()
    for place, now in enumerate(_ticks(days)):
        if place % (every // TICK):
            continue
        tally.requests += 1
        new = [n for n in source.answer(now)[1] if n not in tally.seen]
        tally.useful += bool(new)
        tally.seen |= dict.fromkeys(new, now)
    return tally


def _ticks(days: int) -> Iterator[datetime]:
    for n in range(int(timedelta(days=days) / TICK)):
        if not DOWN[0] <= n * TICK < DOWN[1]:
            yield START + n * TICK


def _jitter(source: Source) -> float:
    return source.random.uniform(-1, 1)


# --- what came of it


@dataclass(frozen=True)
class Sum:
    """The figures of many feeds; see the module's docstring."""

    requests: float
    late: tuple[float, float]
    useful: float
    missed: float
    gaps: tuple[int, int, int]


def summed(runs: list[tuple[Source, Tally]], days: int) -> Sum:
    late, missed, opened, right, outside = [0.0], 0, 0, 0, 0
    for source, tally in runs:
        first, last = min(tally.seen, default=0), max(tally.seen, default=0)
        lost = [source.times[n] for n in range(first, last) if n not in tally.seen]
        missed += len(lost)
        opened += len(tally.gaps)
        right += sum(any(gap.since <= when <= gap.until for when in lost) for gap in tally.gaps)
        outside += sum(not any(gap.since <= when <= gap.until for gap in tally.gaps) for when in lost)
        appeared = ((source.times[n], when) for n, when in tally.seen.items())
        late += [(when - then) / timedelta(minutes=1) for then, when in appeared if then > START]
    late.sort()
    requests = sum(tally.requests for _, tally in runs)
    return Sum(
        requests=requests / len(runs) / days,
        late=(late[len(late) // 2], late[int(len(late) * 0.95)]),
        useful=sum(tally.useful for _, tally in runs) / requests,
        missed=missed / len(runs) / days * 30,
        gaps=(opened, right, outside),
    )


#: Times as many misses as the other poller's: what is said aloud below the table.
WORSE = 1.1
HEAD = """\
                             |  requests   |   late, 50 and 95 %    |  useful   |    missed    | our gaps
kind                   feeds |  ours fixed |  ours         fixed    | ours fixed|  ours  fixed | right, out"""


def line(name: str, feeds: int, mine: Sum, theirs: Sum) -> str:
    return (
        f"{name:<24}{feeds:>4} |{mine.requests:6.1f}{theirs.requests:6.1f} |"
        f"{mine.late[0]:5.0f}{mine.late[1]:5.0f}  {theirs.late[0]:6.0f}{theirs.late[1]:5.0f} |"
        f"{mine.useful:5.0%}{theirs.useful:5.0%} |{mine.missed:6.1f}{theirs.missed:7.1f} |"
        f"{mine.gaps[0]:5}{mine.gaps[1]:6}{mine.gaps[2]:5}"
    )


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    arguments.add_argument("--days", type=int, default=60)
    arguments.add_argument("--seed", type=int, default=1)
    arguments.add_argument("--every", type=int, default=FIXED // timedelta(minutes=1))
    chosen = arguments.parse_args()
    every = timedelta(minutes=chosen.every)
    random.seed(chosen.seed)
    runs: dict[str, list[tuple[Source, Tally, Tally]]] = {kind.name: [] for kind in KINDS}
    for source in sources(chosen.days, chosen.seed):
        runs[source.kind.name].append((source, ours(source, chosen.days), fixed(source, chosen.days, every)))
    print(HEAD)
    together = [row for rows in runs.values() for row in rows]
    worse = []
    for name, rows in [*runs.items(), ("all", together)]:
        mine = summed([(source, tally) for source, tally, _ in rows], chosen.days)
        theirs = summed([(source, tally) for source, _, tally in rows], chosen.days)
        print(line(name, len(rows), mine, theirs))
        if mine.missed > WORSE * theirs.missed:
            worse.append(f"{name}: {mine.missed:.1f} to {theirs.missed:.1f}")
    print(f"\nWe miss more than the other, by over a tenth, of: {'; '.join(worse) or 'none'}")


if __name__ == "__main__":
    main()
