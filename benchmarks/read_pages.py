"""How fast pages become articles: ours against trafilatura and newspaper4k, in one run on the same pages.

    python benchmarks/read_pages.py [FOLDER] [--rounds 3] [--ruled]

FOLDER holds .html files; the default is the golden pages of the tests, read as pages of nobody's, or with
--ruled as those of their outlets, by the rules that we have for them. All tools give text and metadata from
bytes in memory, without the network. Figures are CPU seconds, in rounds that take turns, so that a busy
machine slows all alike; the memory is the peak of a child process that reads all pages once, interpreter and
library included.
"""

from __future__ import annotations

import argparse
import importlib.util
import json
import re
import statistics
import subprocess
import sys
import time
import tomllib
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))
GOLDEN = ROOT / "tests" / "data" / "pages"

Reader = Callable[[str, bytes], object]


def ours() -> Reader:
    """chipwatch."""
    from extractors.article import read_page
    from records.news import Page

    now = datetime.now(UTC)
    return lambda url, body: read_page(
        Page(url=url, final_url=url, status=200, body=body, fetched_at=now), None, now
    )


def trafilatura() -> Reader:
    """trafilatura with its metadata, as its documentation calls it."""
    from trafilatura import bare_extraction

    return lambda url, body: bare_extraction(body, url=url, with_metadata=True)


def newspaper() -> Reader:
    """newspaper4k, kept from fetching images."""
    import newspaper as newspaper4k

    def read(url: str, body: bytes) -> object:
        article = newspaper4k.Article(url, fetch_images=False)
        article.download(input_html=body.decode("utf-8", "replace"))
        try:
            article.parse()
        except ImportError:  # a page in Hindi, Korean or Japanese without that language's tokenizer
            return None
        return article

    return read


READERS: dict[str, Callable[[], Reader]] = {
    "chipwatch": ours,
    "trafilatura": trafilatura,
    "newspaper": newspaper,
}


def pages(folder: Path, *, ruled: bool = False) -> list[tuple[str, bytes]]:
    """Address and bytes of each page; addresses from `pages.json`, `ruled` from the golden pages' truth."""
    known = folder / "pages.json"
    addresses = json.loads(known.read_text(encoding="utf-8")) if known.exists() else {}
    if ruled:
        addresses |= {
            file.stem: tomllib.loads(file.read_text(encoding="utf-8")) for file in folder.glob("*.toml")
        }
    return [
        (addresses.get(file.stem, {}).get("url", f"https://example.org/{file.stem}"), file.read_bytes())
        for file in sorted(folder.glob("*.html"))
    ]


def seconds(reader: Reader, todo: list[tuple[str, bytes]]) -> float:
    """CPU seconds for all pages once."""
    start = time.process_time()
    for url, body in todo:
        reader(url, body)
    return time.process_time() - start


def peak_megabytes(name: str, folder: Path, *, ruled: bool) -> float:
    """Peak memory of a process that reads all pages once."""
    command = [sys.executable, __file__, str(folder), "--child", name, *(["--ruled"] if ruled else [])]
    return float(subprocess.run(command, check=True, capture_output=True, text=True).stdout)


def measure(folder: Path, rounds: int, *, ruled: bool = False) -> dict[str, dict[str, float]]:
    """For each installed tool: milliseconds a page, pages a second, peak memory, speed against
    trafilatura."""
    todo = pages(folder, ruled=ruled)
    if not todo:
        raise SystemExit(f"no .html in {folder}")
    readers = {name: make() for name, make in READERS.items() if importlib.util.find_spec(_module(name))}
    times: dict[str, list[float]] = {name: [] for name in readers}
    for name, reader in readers.items():
        seconds(reader, todo[:5])  # imports and caches
        del name
    for _ in range(rounds):
        for name, reader in readers.items():
            times[name].append(seconds(reader, todo))
    best = {name: statistics.median(taken) for name, taken in times.items()}
    return {
        name: {
            "ms_a_page": round(1000 * taken / len(todo), 2),
            "pages_a_second": round(len(todo) / taken, 1),
            "peak_mb": round(peak_megabytes(name, folder, ruled=ruled), 1),
            "times_trafilatura": round(best.get("trafilatura", taken) / taken, 2),
        }
        for name, taken in best.items()
    }


def _module(name: str) -> str:
    return "extractors" if name == "chipwatch" else name


def main() -> None:
    words = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    words.add_argument("folder", nargs="?", type=Path, default=GOLDEN)
    words.add_argument("--rounds", type=int, default=3)
    words.add_argument("--ruled", action="store_true")
    words.add_argument("--json", action="store_true")
    words.add_argument("--child", choices=READERS, help=argparse.SUPPRESS)
    given = words.parse_args()
    if given.child:
        seconds(READERS[given.child](), pages(given.folder, ruled=given.ruled))
        # VmHWM, not ru_maxrss: that one keeps the peak of the process that forked us.
        high_water = re.search(r"VmHWM:\s+(\d+)", Path("/proc/self/status").read_text(encoding="ascii"))
        print(int(high_water[1]) / 1024 if high_water else 0)
        return
    measured = measure(given.folder, given.rounds, ruled=given.ruled)
    if given.json:
        print(json.dumps(measured))
        return
    print(f"{'':12} {'ms/page':>8} {'pages/s':>8} {'peak MB':>8} {'x trafilatura':>14}")
    for name, row in measured.items():
        figures = (row["ms_a_page"], row["pages_a_second"], row["peak_mb"], row["times_trafilatura"])
        print(f"{name:12} {figures[0]:8} {figures[1]:8} {figures[2]:8} {figures[3]:14}")


if __name__ == "__main__":
    main()
