"""How long it takes to keep 10,000 facts in a large file, against the same into an empty one.

    python benchmarks/write_facts.py [--facts 10000000] [--rounds 5]

The large file holds that many mentions, twenty an article, over two years, made by SQL with ids spread as
hashes are. Both files are opened, written, checkpointed and closed in turns, so that a busy machine slows
both alike; medians and their ratios are printed, and then what a publishing of the large file costs.
The bar: twice the time of the empty file; the goal: the same.
"""

from __future__ import annotations

import argparse
import statistics
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from records.dates import Confidence, Dated  # noqa: E402
from records.facts import EntityType, Mention, Reading, Relevance  # noqa: E402
from records.feeds import Entry  # noqa: E402
from records.news import Article, Verdict  # noqa: E402
from records.runs import Found, Harvest, Run  # noqa: E402
from storage.database import open_work  # noqa: E402
from storage.harvest import keep  # noqa: E402
from storage.home import Home  # noqa: E402
from storage.publish import publish  # noqa: E402

NOW = datetime(2026, 11, 20, 12, 0, tzinfo=UTC)
ARTICLES, FACTS = 500, 20  # 10,000 facts a harvest

WORDS = [f"Company{n}" for n in range(FACTS)]
FILLER = " announced that licences for its newest chips are still under review."
TEXT = "".join(f"{word}{FILLER}\n" for word in WORDS)


def harvest(turn: int) -> Harvest:
    """500 new articles with 20 facts each."""
    at = NOW + timedelta(minutes=turn)
    items = tuple(found(turn * ARTICLES + n, at) for n in range(ARTICLES))
    return Harvest(run=Run(id=f"run-{turn}", flow="poll", started=at, trigger="benchmark"), found=items)


def found(n: int, at: datetime) -> Found:
    url, text, date = (
        f"https://gazette.example/{n}",
        f"{TEXT}{n}",
        Dated(value=at, confidence=Confidence.SURE),
    )
    return Found(
        entry=Entry(feed="gazette", id=str(n), url=url, link=url, title=f"A headline {n}", published=date),
        article=Article(url=url, verdict=Verdict.ARTICLE, title=f"A headline {n}", published=date, text=text),
        reading=reading(text),
        first_seen=at,
    )


def reading(text: str) -> Reading:
    step = len(TEXT) // FACTS
    starts = [text.index(word + " ") for word in WORDS]
    return Reading(
        text_sha256=sha256(text.encode()).hexdigest(),
        extractor_version="1",
        language="en",
        relevance=Relevance(on_topic=True, score=0.9, topics=(), why=()),
        sentences=tuple((start, start + step - 2) for start in starts),
        mentions=tuple(mention(n, start) for n, start in enumerate(starts)),
        candidates=(),
        amounts=(),
        attributions=(),
    )


def mention(n: int, start: int) -> Mention:
    return Mention(
        id=n,
        type=EntityType.COMPANY,
        entity_id=f"company:{n}",
        name=WORDS[n],
        surface=WORDS[n],
        start=start,
        end=start + len(WORDS[n]),
        sentence=n,
        confidence=0.9,
        cue="catalogue",
    )


@dataclass(frozen=True, slots=True)
class Times:
    """Seconds: the transaction alone; and with opening, checkpoint and closing around it."""

    keeping: float
    whole: float


def measured(home: Home, brought: Harvest) -> Times:
    begun = time.perf_counter()
    with open_work(home) as db:
        opened = time.perf_counter()
        kept = keep(db, brought, NOW)
        done = time.perf_counter()
    assert kept.mentions == ARTICLES * FACTS
    return Times(done - opened, time.perf_counter() - begun)


def filled(home: Home, facts: int) -> Home:
    with open_work(home, memory_limit="4GB") as db:
        db.execute("SET VARIABLE articles = $n", {"n": facts // FACTS})
        db.execute("SET VARIABLE text = $text", {"text": TEXT})
        db.execute(Path(__file__).with_suffix(".sql").read_text(encoding="utf-8"))
    return home


@contextmanager
def two_homes() -> Iterator[tuple[Home, Home]]:
    with tempfile.TemporaryDirectory() as folder:
        yield Home(Path(folder) / "empty"), Home(Path(folder) / "large")


def report(name: str, empty: list[float], large: list[float]) -> None:
    a, b = statistics.median(empty), statistics.median(large)
    print(f"{name:<34}{a * 1000:>9.0f} ms{b * 1000:>9.0f} ms{b / a:>9.2f} x")


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument(
        "--facts", type=int, default=2_000_000, help="in the large file (default %(default)s)"
    )
    parser.add_argument("--rounds", type=int, default=5)
    given = parser.parse_args()
    with two_homes() as (small, large):
        filled(large, given.facts)
        times: dict[str, list[Times]] = {"empty": [], "large": []}
        for turn in range(given.rounds + 1):
            brought = harvest(turn)
            # The empty one is empty in each round: what it took in the round before is taken away.
            small.work.unlink(missing_ok=True)
            with open_work(small):
                pass
            for name, home in (("empty", small), ("large", large)):
                taken = measured(home, brought)
                if turn:  # the first warms the caches
                    times[name].append(taken)
        size = large.work.stat().st_size / 1e6
        print(f"10,000 facts in 500 articles; the large file holds {given.facts:,} and {size:,.0f} MB\n")
        print(f"{'':<34}{'empty':>12}{'large':>12}{'ratio':>11}")
        report("keep", [t.keeping for t in times["empty"]], [t.keeping for t in times["large"]])
        report("open, keep, close", [t.whole for t in times["empty"]], [t.whole for t in times["large"]])
        seconds = [publishing(large, n) for n in range(2)]
        print(f"\npublish the large file: {seconds[1]:.2f} s ({seconds[0]:.2f} s the first time)")


def publishing(home: Home, n: int) -> float:
    begun = time.perf_counter()
    publish(home, [], NOW + timedelta(hours=n), force=True)
    return time.perf_counter() - begun


if __name__ == "__main__":
    main()
