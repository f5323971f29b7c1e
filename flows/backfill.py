"""The Prefect flow `backfill`: `flows.past`, each window a task. Entrypoint `flows.backfill:backfill`."""

from __future__ import annotations

from datetime import UTC, date, datetime, time
from typing import Any

from prefect import flow, runtime, tags
from prefect.artifacts import acreate_table_artifact
from prefect.client.schemas.objects import State
from prefect.states import Completed

from flows.past import run_backfill
from flows.report import feed_rows, run_report
from flows.settings import load_settings
from flows.tasks import BACKFILL_STEPS


def _run_name() -> str:
    asked = runtime.flow_run.parameters
    return f"backfill {asked.get('since')} to {asked.get('until')}"


@flow(name="backfill", flow_run_name=_run_name)
async def backfill(
    since: date,
    until: date,
    feeds: list[str] = [],  # noqa: B006 - Prefect draws its form from the default
    again: bool = False,
) -> State[Any]:
    """Bring in what the sitemaps and WordPress sites of feeds list between two days, window by window.

    Args:
        since: First day, UTC.
        until: Day after the last, UTC.
        feeds: Keys of feeds. Empty: all whose history is known.
        again: Walk windows that are done once more.
    """
    with tags("chipwatch"):
        walked = await run_backfill(
            load_settings(), since=_midnight(since), until=_midnight(until), only=feeds, again=again,
            trigger="prefect", steps=BACKFILL_STEPS,
        )  # fmt: skip
        await acreate_table_artifact(
            key="backfill-feeds", table=feed_rows(walked), description="Feeds of this backfill: counts"
        )
    return Completed(message=run_report(walked).headline)


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time(), UTC)
