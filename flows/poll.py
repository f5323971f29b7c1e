"""The Prefect flow `poll`: the walk of `flows.walk`, its steps as tasks.

Entrypoint `flows.poll:poll`. Settings come from the environment and chipwatch.toml of whoever runs it.
"""

from __future__ import annotations

import asyncio
from typing import Any

from prefect import flow, runtime, tags
from prefect.artifacts import acreate_table_artifact
from prefect.client.schemas.objects import State
from prefect.events import emit_event
from prefect.states import Completed, Failed

from flows.report import feed_rows, run_report
from flows.settings import load_settings
from flows.signals import Signal, signals
from flows.tasks import POLL_STEPS
from flows.walk import run_poll


def _run_name() -> str:
    feeds = runtime.flow_run.parameters.get("feeds") or []
    return f"poll {' '.join(feeds) or 'due feeds'}"


@flow(name="poll", flow_run_name=_run_name)
async def poll(feeds: list[str] = []) -> State[Any]:  # noqa: B006 - Prefect draws its form from the default
    """Poll the feeds that are due.

    Args:
        feeds: Keys of feeds to poll now, due or not. Empty: all that are due.
    """
    with tags("chipwatch"):
        walked = await run_poll(load_settings(), feeds, trigger="prefect", steps=POLL_STEPS)
        if walked.skipped:
            return Completed(name="Skipped", message="another poll was under way")
        for signal in signals(walked.harvest):
            _emit(signal)
        await acreate_table_artifact(
            key="poll-feeds", table=feed_rows(walked), description="Feeds of this poll: outcomes and counts"
        )
    report = run_report(walked)
    return (Failed if report.nothing_answered else Completed)(message=report.headline)


def _emit(signal: Signal) -> None:
    """`chipwatch.feed.raised`, `.changed` or `.cleared`: what an automation can listen to."""
    emit_event(
        f"chipwatch.feed.{signal.change.kind}",
        resource={
            "prefect.resource.id": f"chipwatch.feed.{signal.feed}",
            "prefect.resource.name": signal.feed,
        },
        payload={"alarm": signal.change.code, "words": signal.change.words},
    )


if __name__ == "__main__":
    asyncio.run(poll())
