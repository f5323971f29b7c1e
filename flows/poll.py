"""The Prefect flow `poll`: the walk of `flows.walk`, its steps as tasks.

Entrypoint `flows.poll:poll`. Settings come from the environment and chipwatch.toml of whoever runs it.
"""

from __future__ import annotations

import asyncio
from typing import Any

from prefect import flow, runtime, tags
from prefect.artifacts import acreate_table_artifact
from prefect.client.schemas.objects import State
from prefect.states import Completed

from flows.report import feed_rows, run_report
from flows.settings import load_settings
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
        await acreate_table_artifact(
            key="poll-feeds", table=feed_rows(walked), description="Feeds of this poll: outcomes and counts"
        )
    return Completed(message=run_report(walked).headline)


if __name__ == "__main__":
    asyncio.run(poll())
