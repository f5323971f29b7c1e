"""A status in words: one line for each thing that should not be so. Pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import timedelta

from trends.status import FeedStatus, Status
from trends.terminal import counted

#: A file older than this is called old: while anybody polls, it is made anew at least hourly.
OLD = timedelta(hours=3)
#: For so long before the file was made the end of an alarm is news.
_LATELY = timedelta(days=1)


def alarms(status: Status) -> tuple[str, ...]:
    """Feeds in trouble first, one line each; empty when all is well."""
    return (
        *(_about(feed) for feed in status.feeds if feed.is_troubled),
        *_about_file(status),
        *_about_gaps(status),
    )


def recoveries(status: Status) -> tuple[str, ...]:
    """The feeds that are well again since yesterday, one line each, the newest first."""
    if status.published_at is None:
        return ()
    lately = [
        (feed.recovered_at, f"{feed.feed}: {feed.recovered} (since {feed.recovered_at:%Y-%m-%d %H:%M} UTC)")
        for feed in status.feeds
        if feed.state == "well" and feed.recovered_at and status.published_at - feed.recovered_at < _LATELY
    ]
    return tuple(words for _, words in sorted(lately, reverse=True))


def _about(feed: FeedStatus) -> str:
    problem = f": {feed.problem}" if feed.problem else ""
    match feed.state:
        case "no address works":
            told = problem.replace(f"none of {feed.addresses} addresses gives a feed: ", "")
            return f"{feed.feed}: NONE of its {feed.addresses} addresses gives a feed{told}"
        case "failing":
            since = f"since {feed.last_good:%Y-%m-%d %H:%M} UTC" if feed.last_good else "from the start"
            return f"{feed.feed}: failing {since} ({feed.last_outcome}){problem}"
    since = f" (since {feed.alarm_since:%Y-%m-%d})" if feed.alarm_since else ""
    return f"{feed.feed}{problem}{since}"


def _about_file(status: Status) -> Iterator[str]:
    if status.age is not None and status.age > OLD:
        yield f"this file is {_words(status.age)} old: is anything polling?"
    if wrong := sum(run.missing != 0 for run in status.runs):
        last = counted(len(status.runs), "run")
        yield f"the counts of {wrong} of the last {last} do not add up: see question losses"
    if waiting := sum(failed.items for failed in status.failed):
        yield f"{counted(waiting, 'item')} in quarantine: `chipwatch retry` tries again at once"


def _about_gaps(status: Status) -> Iterator[str]:
    """One line a cause: a new installation has a gap for every feed."""
    for cause, number in Counter(gap.cause for gap in status.gaps).most_common():
        feeds = len({gap.feed for gap in status.gaps if gap.cause == cause})
        where = f"{counted(feeds, 'feed')}, {number} in all ({cause})"
        yield f"open gaps in {where}: numbers there may be too low"


def _words(age: timedelta) -> str:
    return f"{age.days} days" if age.days > 1 else f"{age.total_seconds() / 3600:.0f} hours"
