"""`chipwatch status`: how things stand, for a terminal or as JSON."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

from rich.markup import escape

from flows.show import out, print_json_line, rows_table
from flows.walk import utcnow
from storage.home import Home
from trends.alarms import alarms
from trends.ask import connect
from trends.status import FeedStatus, GapStatus, RunStatus, Status, status

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime


def print_status(home: Path, *, json: bool) -> None:
    """The newest release's state and the disk used; raises StorageError before the first release."""
    with connect(home) as db:
        found = status(db, utcnow())
    disk = disk_used(Home(home))
    if json:
        print_json_line(asdict(found) | {"alarms": alarms(found), "disk": disk})
        return
    _print_release(found, disk)
    for alarm in alarms(found):
        out.print(escape(alarm), style="bold red")
    _print_feeds(found)
    _print_rest(found)


def disk_used(home: Home) -> dict[str, int]:
    """Bytes on disk: the work file, the releases, the raw archive."""
    return {
        "work": home.work.stat().st_size if home.work.exists() else 0,
        "releases": _size(home.releases),
        "archive": _size(home.archive),
    }


def _size(folder: Path) -> int:
    return sum(file.stat().st_size for file in folder.rglob("*") if file.is_file())


def _print_release(found: Status, disk: Mapping[str, int]) -> None:
    used = ", ".join(f"{name} {size / 1e6:.1f} MB" for name, size in disk.items())
    minutes = int(found.age.total_seconds() // 60) if found.age else 0
    out.print(
        f"Release {found.release}, {minutes} minutes old; newest article {_time(found.newest)}. Disk: {used}."
    )


def _print_feeds(found: Status) -> None:
    troubled = [feed for feed in found.feeds if feed.is_troubled]
    out.print(f"\n{len(found.feeds)} feeds, {len(troubled)} in trouble")
    if found.feeds:
        out.print(rows_table([_feed_row(feed) for feed in found.feeds]))


def _feed_row(feed: FeedStatus) -> dict[str, object]:
    return {
        "feed": feed.feed,
        "state": feed.state,
        "last poll": _time(feed.last_poll),
        "last new": _time(feed.last_new),
        "next poll": _time(feed.next_poll),
        "new in 7 d": feed.new_7d,
        "open gaps": feed.open_gaps,
    }


def _print_rest(found: Status) -> None:
    out.print(f"\n{len(found.gaps)} open gaps")
    if found.gaps:
        out.print(rows_table([_gap_row(gap) for gap in found.gaps]))
    out.print("\nLast runs")
    if found.runs:
        out.print(rows_table([_run_row(run) for run in found.runs]))
    out.print(f"\n{sum(item.items for item in found.failed)} items in quarantine")
    for item in found.failed:
        where = f"{item.feed} {item.stage} {item.reason}"
        out.print(escape(f"  {item.items} × {where}, newest {_time(item.newest)}"))


def _gap_row(gap: GapStatus) -> dict[str, object]:
    return {
        "feed": gap.feed,
        "from": _time(gap.since),
        "to": _time(gap.until),
        "cause": gap.cause,
        "backfill": "can close it" if gap.can_backfill else "no way known",
    }


def _run_row(run: RunStatus) -> dict[str, object]:
    return {
        "run": run.run_id[:8],
        "flow": run.flow,
        "started": _time(run.started),
        "finished": _time(run.finished) or "never",
        "feeds": run.feeds_asked,
        "new": run.new_entries,
        "articles": run.articles,
        "quarantined": run.quarantined,
        "missing": run.missing,
    }


def _time(when: datetime | None) -> str:
    return f"{when:%m-%d %H:%M}" if when else ""
