"""`chipwatch status`: how things stand, for a terminal or as JSON."""

from __future__ import annotations

from collections import Counter
from dataclasses import asdict, replace
from pathlib import Path
from typing import TYPE_CHECKING

from flows.show import Lines, out, print_json_line, print_lines, print_rows
from flows.walk import utcnow
from storage.home import Home
from trends.alarms import alarms, recoveries
from trends.ask import connect
from trends.status import Failed, FeedStatus, GapStatus, RunStatus, Status, status
from trends.terminal import counted

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

#: Gaps that are listed: a new installation has one for every feed.
MOST = 15


def print_status(home: Path, *, json: bool, archive_days: int = 0) -> None:
    """The newest release's state and the disk used; raises StorageError before the first release.

    `archive_days`: how long pages stay in the raw archive, 0 for ever.
    """
    with connect(home) as db:
        found = status(db, utcnow())
    # Local files have no address, and nobody polls them.
    found = replace(found, feeds=tuple(feed for feed in found.feeds if feed.addresses))
    disk = disk_used(Home(home))
    if json:
        print_json_line(
            asdict(found)
            | {"alarms": alarms(found), "recovered": recoveries(found), "disk": disk}
            | {"archive_days": archive_days}
        )
        return
    print_lines(_release(found, disk, archive_days))
    print_lines((alarm, "bold red") for alarm in alarms(found))
    print_lines((line, "green") for line in recoveries(found))
    _print_feeds(found)
    _print_gaps(found)
    _print_runs(found)
    _print_failed(found)


def disk_used(home: Home) -> dict[str, int]:
    """Bytes on disk: the work file, the releases, the raw archive."""
    return {
        "work": home.work.stat().st_size if home.work.exists() else 0,
        "releases": _size(home.releases),
        "archive": _size(home.archive),
    }


def _size(folder: Path) -> int:
    return sum(file.stat().st_size for file in folder.rglob("*") if file.is_file())


def _release(found: Status, disk: Mapping[str, int], archive_days: int) -> Lines:
    minutes = int(found.age.total_seconds() // 60) if found.age else 0
    newest = (
        f"; newest article {found.newest:%Y-%m-%d %H:%M} UTC" if found.newest else "; no dated article yet"
    )
    yield f"Release {found.release}, {counted(minutes, 'minute')} old{newest}.", ""
    kept = f"kept {counted(archive_days, 'day')}" if archive_days else "kept for ever"
    sizes = ", ".join(f"{name} {size / 1e6:,.1f} MB" for name, size in disk.items())
    yield f"Disk: {sizes} ({kept}).", ""


def _print_feeds(found: Status) -> None:
    """Those in trouble stand above, a line each; those that nobody asks are only counted."""
    states = Counter(feed.state for feed in found.feeds)
    told = ", ".join(f"{number} {state}" for state, number in states.most_common())
    out.print(f"\n{counted(len(found.feeds), 'feed')}{': ' if told else ''}{told}")
    asked = [feed for feed in found.feeds if not feed.is_troubled and feed.last_poll and feed.state != "off"]
    print_rows([_feed_row(feed) for feed in asked])


def _feed_row(feed: FeedStatus) -> dict[str, object]:
    return {
        "feed": feed.feed,
        "last poll": _time(feed.last_poll),
        "last new": _time(feed.last_new),
        "next poll": _time(feed.next_poll),
        "new in 7 d": feed.new_7d,
        "gaps": feed.open_gaps,
    }


def _print_gaps(found: Status) -> None:
    out.print(f"\n{counted(len(found.gaps), 'open gap')}")
    print_rows([_gap_row(gap) for gap in found.gaps[:MOST]])
    if len(found.gaps) > MOST:
        out.print(f'and {len(found.gaps) - MOST} more: chipwatch query "FROM open_gaps"', style="dim")


def _print_runs(found: Status) -> None:
    out.print("\nLast runs")
    print_rows([_run_row(run) for run in found.runs])


def _print_failed(found: Status) -> None:
    out.print(f"\n{counted(sum(item.items for item in found.failed), 'item')} in quarantine")
    print_rows([_failed_row(item) for item in found.failed])


def _gap_row(gap: GapStatus) -> dict[str, object]:
    return {
        "feed": gap.feed,
        "from": _time(gap.since),
        "to": _time(gap.until),
        "cause": gap.cause,
        "backfill": "can close it" if gap.can_backfill else "",
    }


def _run_row(run: RunStatus) -> dict[str, object]:
    return {
        "flow": run.flow,
        "started": _time(run.started),
        "finished": _time(run.finished) or "never",
        "feeds": run.feeds_asked,
        "new": run.new_entries,
        "articles": run.articles,
        "failed": run.quarantined,
        "missing": run.missing,
    }


def _failed_row(item: Failed) -> dict[str, object]:
    return {
        "items": item.items,
        "feed": item.feed,
        "stage": item.stage,
        "reason": item.reason,
        "newest": _time(item.newest),
    }


def _time(when: datetime | None) -> str:
    return f"{when:%m-%d %H:%M}" if when else ""
