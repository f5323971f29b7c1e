"""The walk's steps as Prefect tasks: for a whole poll, 4 to 15 task runs."""

from __future__ import annotations

import logging
from collections.abc import Callable
from functools import wraps
from typing import Any

from prefect import Task, task
from prefect.cache_policies import NO_CACHE
from prefect.utilities.annotations import quote

from flows import past, plan, walk

# Prefect shows our rooms' lines beside each run (PREFECT_LOGGING_EXTRA_LOGGERS); from INFO on they must say
# themselves, as the root logger's level would bring in every library's.
for _room in ("feeds", "extractors", "storage", "flows"):
    logging.getLogger(_room).setLevel(logging.INFO)


def _step(function: Callable[..., Any], name: str) -> Callable[..., Any]:
    """`function` as a task called `name`, with its arguments kept from Prefect's eyes.

    NO_CACHE: progress and idempotence live in our database. Quoted: Prefect would otherwise walk through
    every record of a harvest in search of futures.
    """
    step: Task[..., Any] = task(name=name, task_run_name=name, cache_policy=NO_CACHE)(function)

    @wraps(function)
    def called(*arguments: Any, **named: Any) -> Any:
        quoted = {key: quote(argument) for key, argument in named.items()}
        return step(*(quote(argument) for argument in arguments), **quoted)

    return called


POLL_STEPS = walk.Steps(
    plan=_step(plan.plan_poll, "plan"),
    batch=_step(walk.poll_batch, "batch"),
    again=_step(walk.try_again, "try again"),
    keep=_step(walk.keep_harvest, "keep"),
    publish=_step(walk.publish_release, "publish"),
)

BACKFILL_STEPS = past.Steps(
    window=_step(past.walk_window, "window"),
    publish=_step(walk.publish_release, "publish"),
)
