"""What pages made to exhaust us cost: time and memory at the caps, and how both grow with the page.

    python benchmarks/read_hostile.py [NAME…] [--json]

Each shape is read at half of what the guard lets pass and at all of it, in a child of its own: CPU seconds of
the reading alone, and the child's peak memory. A ratio of 2 is linear; the bars are 3, and 2 seconds for all.
"""

from __future__ import annotations

import argparse
import json
import re
import subprocess
import sys
import time
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

#: Shares of what the guard lets pass.
SIZES = (0.49, 0.98)
#: Seconds for the larger page, and how many times the smaller one's it may take.
BAR_SECONDS, BAR_GROWTH = 2.0, 3.0
#: Seconds below which a ratio says nothing.
NOISE = 0.05

Shape = Callable[[int, int], bytes]
HEADING = b"<h1>A title of some length</h1>"
PROSE = b"<p>" + b"The ministry said on Monday that the licence would be reviewed in spring. " * 12 + b"</p>"
LD = b'<script type="application/ld+json">{"@type":"NewsArticle","headline":"x","author":'


def classed(tags: int, size: int) -> bytes:
    """Paragraphs, each of a class of its own."""
    number = min(tags, size // 60)
    return b"".join(b'<p class="a%d b">The ministry said it.' % each for each in range(number))


def over_and_over(start: bytes, piece: bytes, end: bytes = b"") -> Shape:
    """`piece` as often as the bytes and the tags allow."""

    def page(tags: int, size: int) -> bytes:
        most = size // len(piece)
        number = min(most, tags // piece.count(b"<")) if b"<" in piece else most
        return start + piece * number + end + PROSE

    return page


#: Each makes a page from the number of tags and of bytes that it may have.
SHAPES: dict[str, Shape] = {
    "open paragraphs": over_and_over(HEADING, b"<p>The ministry said on Monday that it would."),
    "closed paragraphs": over_and_over(HEADING, b"<p>The ministry said on Monday that it would.</p>"),
    "paragraphs with classes": classed,
    "paragraphs in the depth": over_and_over(
        HEADING + b"<div>" * 500, b"<p>The ministry said on Monday that it would be."
    ),
    "links in the depth": over_and_over(b"<div>" * 500, b"<a href=/x>word</a>"),
    "items": over_and_over(b"<ul>", b"<li><a href=/x>An item of some length, as lists have</a>"),
    "headlines": over_and_over(b"", b'<h2><a href="/x">A headline of some length that leads away</a></h2>'),
    "breaks": over_and_over(b"<p>", b"word.<br>"),
    "cells": over_and_over(b"<table><tr>", b"<td>word"),
    "boxes": over_and_over(b"", b'<div class="newsletter"><p>Prose in a box, again and again.</p></div>'),
    "time stamps": over_and_over(b"", b"<p>10:15 A line that begins with a time"),
    "scripts": over_and_over(b"", b'<script>{"content":"A sentence."}</script>'),
    "one line": over_and_over(b"<p>", b"word ", b"</p>"),
    "one word": over_and_over(b"<p>", b"a", b"</p>"),
    "title": over_and_over(b"<title>", b"word ", b"</title>"),
    "heading": over_and_over(b"<h1>", b"word ", b"</h1>"),
    "names": over_and_over(b'<meta name="author" content="', b"Ada Verne, ", b'">'),
    "white space in a name": over_and_over(b'<meta name="author" content="Ada', b" ", b'Verne">'),
    "brackets in a name": over_and_over(b'<meta name="author" content="', b"<a", b'">'),
    "names in JSON-LD": over_and_over(LD + b"[", b'"Ada Verne",', b'"x"]}</script>'),
    "description": over_and_over(b'<meta name="description" content="', b"word ", b'">'),
    "class": over_and_over(b'<p class="', b"a-b ", b'">Word.</p>'),
    "entities": over_and_over(b"<p>", b"&amp;", b"</p>"),
    "white space": over_and_over(b"<p>", b" \n\t", b"</p>"),
    "strings in a script": over_and_over(b"<script>", b'"a\\"b",', b"</script>"),
}


def read(name: str, share: float) -> tuple[float, float]:
    """CPU seconds and peak megabytes of one reading, in this process."""
    from extractors.article import read_page
    from extractors.pages.guard import MAX_BYTES, MAX_TAGS
    from records.news import Page, Verdict

    body = SHAPES[name](int(MAX_TAGS * share) - 600, int(MAX_BYTES * share) - 5_000)
    now = datetime.now(UTC)
    url = "https://hostile.example/a"
    headers = (("content-type", "text/html"),)
    small = Page(url=url, final_url=url, status=200, headers=headers, body=PROSE, fetched_at=now)
    page = Page(url=url, final_url=url, status=200, headers=headers, body=body, fetched_at=now)
    read_page(small, None, now)  # imports and patterns
    start = time.process_time()
    article = read_page(page, None, now)
    taken = time.process_time() - start
    if article.verdict in (Verdict.TOO_BIG, Verdict.TOO_COMPLEX):
        raise SystemExit(f"{name}: {article.verdict}: {article.why}")
    high_water = re.search(r"VmHWM:\s+(\d+)", Path("/proc/self/status").read_text(encoding="ascii"))
    return taken, int(high_water[1]) / 1024 if high_water else 0.0


def measure(name: str) -> dict[str, float]:
    """Seconds for half and for all, their ratio, and the peak memory."""
    command = [sys.executable, __file__, name, "--child"]
    runs = [
        json.loads(subprocess.run([*command, str(share)], check=True, capture_output=True, text=True).stdout)
        for share in SIZES
    ]
    half, whole = (taken for taken, _ in runs)
    growth = whole / half if whole > NOISE else 0.0
    return {"half": half, "whole": whole, "growth": growth, "peak_mb": runs[-1][1]}


def main() -> None:
    words = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    words.add_argument("names", nargs="*", choices=[[], *SHAPES], metavar="NAME")
    words.add_argument("--json", action="store_true")
    words.add_argument("--child", type=float, help=argparse.SUPPRESS)
    given = words.parse_args()
    if given.child:
        print(json.dumps(read(given.names[0], given.child)))
        return
    measured = {name: measure(name) for name in given.names or SHAPES}
    if given.json:
        print(json.dumps(measured))
        return
    print(f"{'':26} {'half':>6} {'whole':>6} {'growth':>7} {'peak MB':>8}")
    for name, row in measured.items():
        slow = row["whole"] > BAR_SECONDS or row["growth"] > BAR_GROWTH
        figures = f"{row['half']:6.2f} {row['whole']:6.2f} {row['growth']:7.2f} {row['peak_mb']:8.0f}"
        print(f"{name:26} {figures}{'  over the bar' if slow else ''}")


if __name__ == "__main__":
    main()
