"""`python -m demo`: run the newsroom until Ctrl-C."""

import argparse
import signal
from pathlib import Path

from demo.newsroom import Newsroom
from demo.sources import write_sources

_ENDS = {signal.SIGINT, signal.SIGTERM}


def main() -> None:
    """Print the addresses, then wait."""
    options = _options()
    # Blocked before any thread starts, so that only sigwait sees them.
    signal.pthread_sigmask(signal.SIG_BLOCK, _ENDS)
    with Newsroom(options.edition, base_port=options.port) as newsroom:
        for key, url in newsroom.urls.items():
            print(f"{url}{newsroom.outlets[key].feed_path:<22} {newsroom.outlets[key].name}")
        if options.sources:
            write_sources(newsroom, options.sources)
            print(f"sources written to {options.sources}")
        print(f"{len(newsroom.articles)} articles, edition {newsroom.edition}; Ctrl-C ends it", flush=True)
        signal.sigwait(_ENDS)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m demo", description="Run the demo newsroom on 127.0.0.1.")
    parser.add_argument(
        "--edition", type=int, default=1, choices=(1, 2), help="2: some articles are rewritten"
    )
    parser.add_argument("--port", type=int, default=8800, help="the first outlet's port; 0 for any free ones")
    parser.add_argument("--sources", type=Path, help="also write a catalogue of sources to this file")
    return parser.parse_args()


if __name__ == "__main__":
    main()
