"""What a run did, in one record: for a terminal, for a machine, for Prefect's artifact."""

from __future__ import annotations

from collections import Counter
from dataclasses import asdict, dataclass, field
from typing import TYPE_CHECKING

from records.runs import Stage

if TYPE_CHECKING:
    from flows.walk import Walked


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """One run as told to people and machines."""

    flow: str
    run: str
    headline: str
    skipped: bool = False
    #: A row a feed: feed, outcome, items, new, articles, on_topic, problem.
    feeds: list[dict[str, object]] = field(default_factory=list)
    #: Stage → status or reason → n, over all feeds.
    funnel: dict[str, dict[str, int]] = field(default_factory=dict)
    #: Name of the release that holds it, None when nothing changed.
    release: int | None = None


def run_report(walked: Walked) -> Report:
    """The report of any run of the walk."""
    if walked.skipped:
        return Report(
            flow=walked.run.flow,
            run=walked.run.id,
            skipped=True,
            headline=f"{walked.run.flow}: skipped, another one is under way",
        )
    funnel = _funnel(walked)
    return Report(
        flow=walked.run.flow,
        run=walked.run.id,
        headline=_headline(walked, funnel),
        feeds=feed_rows(walked),
        funnel=funnel,
        release=walked.release.number if walked.release else None,
    )


def feed_rows(walked: Walked) -> list[dict[str, object]]:
    """A row for each feed that took part, failing ones first."""
    by_feed: dict[str, Counter[tuple[str, str]]] = {}
    for count in walked.harvest.counts:
        by_feed.setdefault(count.feed, Counter())[count.stage, count.status] += count.n
    rows: list[dict[str, object]] = []
    polls = {poll.feed: poll for poll in walked.harvest.polls}
    for key in sorted(by_feed, key=lambda key: (key in polls and polls[key].outcome.is_good, key)):
        n, poll = by_feed[key], polls.get(key)
        rows.append(
            {
                "feed": key,
                "outcome": str(poll.outcome) if poll else "",
                "items": n[Stage.ENTRY, "in"],
                "new": n[Stage.ENTRY, "out"],
                "pages": n[Stage.FETCH, "out"],
                "articles": n[Stage.ARTICLE, "out"],
                "on_topic": n[Stage.KEEP, "out"],
                "failed": n[Stage.FETCH, "quarantined"],
                "problem": poll.problem if poll else "",
            }
        )
    return rows


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


def _headline(walked: Walked, funnel: dict[str, dict[str, int]]) -> str:
    def n(stage: Stage, status: str) -> int:
        return funnel.get(stage, {}).get(status, 0)

    asked, well = n(Stage.POLL, "in"), n(Stage.POLL, "out")
    parts = [f"{asked} feeds asked, {well} well"] if asked else []
    parts += [
        f"{n(Stage.ENTRY, 'out')} new entries",
        f"{n(Stage.ARTICLE, 'out')} articles",
        f"{n(Stage.KEEP, 'out')} on topic",
    ]
    if waiting := sum(line.get("quarantined", 0) for line in funnel.values()):
        parts.append(f"{waiting} in quarantine")
    parts.append(f"release {walked.release.number}" if walked.release else "nothing to publish")
    return f"{walked.run.flow}: {', '.join(parts)}"
