"""How fast a text becomes facts: tokens a second on one core, loading, memory, growth with length.

Reads the open half of the gold over and over; beside it one regular expression that only finds the tokens of
the same texts. Times are CPU seconds of this process, so that other work on the machine counts little.

    python benchmarks/read_facts.py [--seconds 5] [--json]
"""

from __future__ import annotations

import argparse
import json
import re
import resource
import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

_STARTED = time.process_time()

from extractors.amounts import Paragraph, find_amounts  # noqa: E402
from extractors.characters import Mask, plain  # noqa: E402
from extractors.gold import read_gold_folder  # noqa: E402
from extractors.reading import read  # noqa: E402

GOLD = Path(__file__).parents[1] / "tests" / "data" / "gold" / "open"
#: Least to call it done, and the goal (the project's design, section 8; load and money from its research).
BARS = {"tokens_a_second": (20_000, 60_000), "load_seconds": (0.5, 0.5), "money_kchar_a_second": (150, 150)}
_TOKEN = re.compile(r"\w+|[^\w\s]")


def rate(texts: list[str], seconds: float) -> tuple[float, float]:
    """Tokens a second of reading, and of the bare tokeniser."""
    tokens = sum(len(_TOKEN.findall(text)) for text in texts)
    started = time.process_time()
    rounds = 0
    while time.process_time() - started < seconds:
        for text in texts:
            read(text)
        rounds += 1
    ours = tokens * rounds / (time.process_time() - started)
    started = time.process_time()
    for _ in range(rounds):
        for text in texts:
            _TOKEN.findall(text)
    return ours, tokens * rounds / (time.process_time() - started)


def money_rate(texts: list[str]) -> float:
    """Thousand characters a second through dates, money, percents and quantities."""
    text = plain("\n".join(texts))
    part = Paragraph(start=0, end=len(text), language="it", decimal=",")
    started = time.process_time()
    for _ in range(3):
        find_amounts(text, [part], Mask(len(text)))
    return 3 * len(text) / (time.process_time() - started) / 1000


def growth(texts: list[str]) -> list[tuple[int, float]]:
    """Characters, and microseconds a character, of ever longer texts."""
    whole = "\n\n".join(texts)
    rows = []
    for size in (10_000, 100_000, 1_000_000):
        text = (whole * (size // len(whole) + 1))[:size]
        started = time.process_time()
        read(text)
        rows.append((size, (time.process_time() - started) / size * 1e6))
    return rows


def measure(seconds: float) -> dict[str, object]:
    """All figures."""
    read("Nvidia vende 300 chip H20.")
    load = time.process_time() - _STARTED
    texts = [gold.text for gold in read_gold_folder(GOLD)]
    ours, bare = rate(texts, seconds)
    return {
        "tokens_a_second": round(ours),
        "bare_tokens_a_second": round(bare),
        "times_bare": round(bare / ours, 1),
        "load_seconds": round(load, 3),
        "money_kchar_a_second": round(money_rate(texts)),
        "microseconds_a_character": {size: round(cost, 2) for size, cost in growth(texts)},
        "peak_mb": round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024),
    }


def main() -> None:
    """Measure and print."""
    words = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    words.add_argument("--seconds", type=float, default=5)
    words.add_argument("--json", action="store_true")
    given = words.parse_args()
    figures = measure(given.seconds)
    if given.json:
        print(json.dumps(figures))
        return
    for name, value in figures.items():
        bar = f"   bar {BARS[name][0]}, goal {BARS[name][1]}" if name in BARS else ""
        print(f"{name:26} {value}{bar}")


if __name__ == "__main__":
    main()
