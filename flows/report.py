"""What a run did, in one record: for a terminal, for a machine, for Prefect's artifact."""

from __future__ import annotations

from collections import Counter
from dataclasses import asdict, dataclass, field
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from records.feeds import Outcome
from records.runs import Stage
from trends.terminal import counted

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

    from flows.walk import Walked
    from records.feeds import Poll

#: No answer came, from whichever server: more likely ours than theirs when it is so everywhere.
_UNANSWERED = frozenset({Outcome.DNS, Outcome.CONNECTION, Outcome.TIMEOUT})


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """One run as told to people and machines."""

    flow: str
    run: str
    headline: str
    skipped: bool = False
    #: Every feed of at least two hosts stayed without an answer: the run failed.
    nothing_answered: bool = False
    #: A row a feed: feed, outcome, items, new, known, pages, articles, on_topic, failed, problem.
    feeds: list[dict[str, object]] = field(default_factory=list)
    #: Alarms that this run raised, changed or cleared: feed, change, alarm, words.
    alarms: list[dict[str, str]] = field(default_factory=list)
    #: Stage → status or reason → n, over all feeds.
    funnel: dict[str, dict[str, int]] = field(default_factory=dict)
    #: What the file has that it had not before, in rows by kind.
    added: dict[str, int] = field(default_factory=dict)
    #: Name of the release that holds it, None when nothing changed.
    release: int | None = None


def run_report(walked: Walked, *, next_due: datetime | None = None) -> Report:
    """The report of any run of the walk; `next_due` is told when no feed was due."""
    if walked.skipped:
        return Report(
            flow=walked.run.flow,
            run=walked.run.id,
            skipped=True,
            headline=f"{walked.run.flow}: skipped, another one is under way",
        )
    funnel, added = _funnel(walked), _added(walked)
    parts = [part for part in _parts(walked, funnel, added, next_due) if part]
    return Report(
        flow=walked.run.flow,
        run=walked.run.id,
        headline=f"{walked.run.flow}: {'; '.join(parts)}",
        nothing_answered=_nothing_answered(walked.harvest.polls),
        feeds=feed_rows(walked),
        alarms=_alarms(walked),
        funnel=funnel,
        added=added,
        release=walked.release.number if walked.release else None,
    )


def feed_rows(walked: Walked) -> list[dict[str, object]]:
    """A row for each feed that took part, failing ones first. `new` and `known` are entries."""
    by_feed: dict[str, Counter[tuple[str, str]]] = {}
    for count in walked.harvest.counts:
        for name in filter(None, (count.status, count.reason)):
            by_feed.setdefault(count.feed, Counter())[count.stage, name] += count.n
    polls = {poll.feed: poll for poll in walked.harvest.polls}
    keys = sorted(by_feed, key=lambda key: (key in polls and polls[key].outcome.is_good, key))
    alone = _added(walked)["entries"] if len(keys) == 1 else None
    return [_feed_row(walked.run.flow, key, by_feed[key], polls.get(key), alone) for key in keys]


def _feed_row(
    flow: str, key: str, n: Counter[tuple[str, str]], poll: Poll | None, alone: int | None
) -> dict[str, object]:
    items = n[Stage.ENTRY, "in"] - n[Stage.ENTRY, "sidecar"]
    if poll:
        new = poll.new
    elif flow in ("poll", "retry"):
        new = 0  # tried again
    else:  # the write itself knows it of one feed; of several, what was known before each was walked
        new = n[Stage.ENTRY, "out"] if alone is None else alone
    return {
        "feed": key,
        "outcome": str(poll.outcome) if poll else "",
        "items": items,
        "new": new,
        "known": poll.known if poll else items - new,
        "pages": n[Stage.FETCH, "out"],
        "articles": n[Stage.ARTICLE, "out"],
        "on_topic": n[Stage.KEEP, "out"],
        "failed": sum(number for (_, name), number in n.items() if name == "quarantined"),
        "problem": poll.problem if poll else "",
    }


def _alarms(walked: Walked) -> list[dict[str, str]]:
    from flows.signals import signals

    return [
        {"feed": one.feed, "change": one.change.kind, "alarm": one.change.code, "words": one.change.words}
        for one in signals(walked.harvest)
    ]


def as_dict(report: Report) -> dict[str, object]:
    """JSON-able."""
    return asdict(report)


def _funnel(walked: Walked) -> dict[str, dict[str, int]]:
    funnel: dict[str, dict[str, int]] = {str(stage): {} for stage in Stage}
    for count in walked.harvest.counts:
        line = funnel[count.stage]
        for name in (count.status, count.reason):
            if name:
                line[name] = line.get(name, 0) + count.n
    return {stage: line for stage, line in funnel.items() if line}


#: Of Kept, what people ask after.
_ROWS = ("entries", "articles", "versions", "readings", "copies", "quarantined", "failed_again", "resolved")


def _added(walked: Walked) -> dict[str, int]:
    return {name: sum(getattr(kept, name) for kept in walked.kept) for name in _ROWS}


def _nothing_answered(polls: tuple[Poll, ...]) -> bool:
    """One server alone may be down by itself; a feed of many addresses does not say why none works."""
    silent = [poll for poll in polls if poll.outcome in _UNANSWERED]
    others = {poll.outcome for poll in polls} - _UNANSWERED - {Outcome.NO_CANDIDATE}
    return not others and len({urlsplit(poll.url).netloc for poll in silent}) > 1


def _parts(
    walked: Walked, funnel: dict[str, dict[str, int]], added: dict[str, int], next_due: datetime | None
) -> Iterator[str]:
    """The headline, clause by clause: what was asked, what is new, what was read, what failed."""

    def n(stage: Stage, status: str) -> int:
        return funnel.get(stage, {}).get(status, 0)

    asked = n(Stage.POLL, "in")
    if _nothing_answered(walked.harvest.polls):
        yield f"nothing answered, {counted(asked, 'feed')} asked: is the network down?"
        return
    if asked:
        yield f"{counted(asked, 'feed')} asked, {n(Stage.POLL, 'out')} well"
        if again := sum(alarm["change"] == "cleared" for alarm in _alarms(walked)):
            yield f"{counted(again, 'alarm')} over"
    elif walked.run.flow == "poll":
        yield _rest(next_due, walked.run.started)
        if not walked.harvest.counts:
            return
    elif walked.run.flow == "retry":
        yield f"{counted(n(Stage.FETCH, 'in'), 'item')} tried, {added['resolved']} settled"
    else:
        aside = n(Stage.ENTRY, "sidecar")
        found = n(Stage.ENTRY, "in") - aside
        yield (f"{counted(found, 'item')} found, {max(found - added['entries'], 0):,} known already") + (
            f", {counted(aside, 'file')} set aside" if aside else ""
        )
    edited = added["versions"] - added["articles"]
    new = [
        counted(number, noun)
        for number, noun in (
            (added["entries"], "new entry"),
            (added["articles"], "new article"),
            (edited, "new version"),
        )
        if number > 0
    ]
    yield ", ".join(new) or "nothing new"
    if read := n(Stage.ARTICLE, "out"):
        yield f"{counted(read, 'article')} read, {n(Stage.KEEP, 'out')} on topic"
    if waiting := sum(line.get("quarantined", 0) for line in funnel.values()):
        yield f"{counted(waiting, 'item')} failed, to be retried"
    yield f"release {walked.release.number}" if walked.release else "nothing to publish"


def _rest(next_due: datetime | None, now: datetime) -> str:
    if next_due is None:
        return "no feed is due"
    day = "" if next_due.date() == now.date() else f"{next_due:%Y-%m-%d} "
    return f"no feed is due, the next at {day}{next_due:%H:%M} UTC"
