"""`chipwatch demo`: the real Prefect flow over the demo newsroom, and what came in."""

from __future__ import annotations

import os
import shlex
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from rich.markup import escape

from flows.environment import throw_away_environment
from flows.show import out
from records.errors import ChipwatchError
from trends.terminal import counted

if TYPE_CHECKING:
    from flows.settings import Settings

#: What to ask the demo's own file next.
NEXT = "query --list", "query movers", "query same-text", 'query "FROM facts LIMIT 5"', "status"

#: Feeds of outlets that never work, as outlets.toml calls them.
_FAILING = frozenset({"broken", "html"})


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
        failing = sum(outlet.feed in _FAILING for outlet in newsroom.outlets.values())
        outlets = f"{counted(len(newsroom.urls), 'invented outlet')} on this machine"
        out.print(
            f"The demo newsroom: {outlets}. The feeds of {failing} of them, and some pages, fail on purpose."
        )
        out.print("Running the Prefect flow over it (a throw-away server starts first) ...")
        _run_flow(Path(scratch), home, sources)
    _print_summary(home)
    for line in next_commands(_as_typed(), home):
        out.print(escape(line), soft_wrap=True)


def next_commands(program: str, home: Path) -> Iterator[str]:
    """Lines to read, and to copy: those with two spaces before them."""
    yield from ("", "Now ask it something:")
    for words in NEXT:
        yield f"  {shlex.quote(program)} --home {shlex.quote(str(home))} {words}"
    yield from ("The real feeds:", f"  {shlex.quote(program)} poll")


def _as_typed() -> str:
    """How this command can be called again from here."""
    program = Path(sys.argv[0])
    if program.name != "chipwatch" or shutil.which("chipwatch") == str(program):
        return "chipwatch"
    return os.path.relpath(program) if program.is_relative_to(Path.cwd()) else str(program)


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
