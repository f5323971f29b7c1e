"""`chipwatch demo`: the real Prefect flow over the demo newsroom, and what came in."""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from flows.environment import throw_away_environment
from flows.show import out
from records.errors import ChipwatchError

if TYPE_CHECKING:
    from flows.settings import Settings

#: What to type next; {home} is the demo's own.
NEXT = """
Now ask it something:
  .venv/bin/chipwatch --home {home} query --list
  .venv/bin/chipwatch --home {home} query movers
  .venv/bin/chipwatch --home {home} query "FROM facts LIMIT 5"
  .venv/bin/chipwatch --home {home} status
The real feeds:
  .venv/bin/chipwatch poll"""


class DemoError(ChipwatchError):
    """The demo's flow run failed."""


def run_demo(settings: Settings) -> None:
    """Newsroom up, flow run, release published, summary printed; the demo's home is made anew."""
    from demo.newsroom import Newsroom
    from demo.sources import write_sources

    home = settings.home / "demo"
    shutil.rmtree(home, ignore_errors=True)
    home.mkdir(parents=True)
    with tempfile.TemporaryDirectory(prefix="chipwatch-demo-") as scratch, Newsroom() as newsroom:
        sources = Path(scratch) / "sources.toml"
        write_sources(newsroom, sources)
        out.print(f"The demo newsroom: {len(newsroom.urls)} invented outlets on this machine.")
        out.print("Running the Prefect flow over it (a throw-away server starts first) ...")
        _run_flow(Path(scratch), home, sources)
    _print_summary(home)
    out.print(NEXT.format(home=home))


def _run_flow(scratch: Path, home: Path, sources: Path) -> None:
    """In a child: Prefect reads its settings from the environment when it is imported."""
    done = subprocess.run(
        [sys.executable, "-m", "flows.poll"],
        env=throw_away_environment(scratch / "prefect", home, sources),
        stdin=subprocess.DEVNULL,
        check=False,
    )
    if done.returncode:
        raise DemoError(f"the flow run failed with code {done.returncode}; what it said is above")


def _print_summary(home: Path) -> None:
    from trends.ask import connect
    from trends.summary import print_summary

    with connect(home) as db:
        print_summary(db, out)
