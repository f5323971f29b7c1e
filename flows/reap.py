"""Mark runs that nobody runs any more as crashed: `python -m flows.reap`, before a worker starts.

A flow whose worker was stopped or lost power stays "Running" for ever and holds its deployment's only slot
(PrefectHQ/prefect #16746, #22528). Right only where one worker serves the pool: it takes every run of ours
for dead.
"""

from __future__ import annotations

from prefect.client.orchestration import get_client
from prefect.client.schemas.filters import FlowRunFilter
from prefect.states import Crashed

_UNFINISHED = ["RUNNING", "PENDING", "CANCELLING"]


def reap() -> int:
    """How many runs tagged `chipwatch` were unfinished, and are crashed now."""
    ours = FlowRunFilter.model_validate(
        {"state": {"type": {"any_": _UNFINISHED}}, "tags": {"all_": ["chipwatch"]}}
    )
    reaped = 0
    with get_client(sync_client=True) as client:
        while runs := client.read_flow_runs(flow_run_filter=ours, limit=200):
            for run in runs:
                client.set_flow_run_state(run.id, Crashed(message="its worker is gone"), force=True)
            reaped += len(runs)
    return reaped


if __name__ == "__main__":
    print(f"{reap()} unfinished runs marked as crashed")
