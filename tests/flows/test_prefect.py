"""The flows on a real Prefect server: one for the session, started when the first of these asks for it."""

import asyncio
import gc
import os
import time
import warnings
from datetime import date

import pytest

from storage.home import Home
from storage.locks import poll_lock
from tests.feeds.site import Answer, Site

# Prefect's client leaves its connections to the garbage collector: not ours to close.
pytestmark = [
    pytest.mark.filterwarnings("ignore:unclosed:ResourceWarning"),
    pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning"),
]


@pytest.fixture(autouse=True)
def litter():
    """Collected here, so that no later test is blamed for it."""
    yield
    with warnings.catch_warnings(action="ignore"):
        gc.collect()


@pytest.fixture(scope="session")
def engine(tmp_path_factory):
    """A Prefect test server; 4 CPU seconds to import, so only here."""
    os.environ |= {"DO_NOT_TRACK": "1", "PREFECT_SERVER_ANALYTICS_ENABLED": "false"}
    os.environ["PREFECT_HOME"] = str(tmp_path_factory.mktemp("prefect"))
    from prefect.settings import (
        PREFECT_FLOWS_HEARTBEAT_FREQUENCY,
        PREFECT_LOGGING_TO_API_ENABLED,
        temporary_settings,
    )
    from prefect.testing.utilities import prefect_test_harness

    quiet = {PREFECT_FLOWS_HEARTBEAT_FREQUENCY: None, PREFECT_LOGGING_TO_API_ENABLED: False}
    with prefect_test_harness(server_startup_timeout=120), temporary_settings(quiet):
        yield


@pytest.fixture
def in_environment(engine, settings, monkeypatch):
    """The flow's process: settings come from the environment."""
    monkeypatch.setenv("CHIPWATCH_HOME", str(settings.home))
    monkeypatch.setenv("CHIPWATCH_SOURCES", str(settings.sources[0]))
    monkeypatch.setenv("CHIPWATCH_SHIPPED_SOURCES", "false")


def newest(kind: str) -> dict:
    """The newest flow run or artifact of the server."""
    from prefect.client.orchestration import get_client
    from prefect.client.schemas.sorting import ArtifactSort, FlowRunSort

    async def ask():
        async with get_client() as client:
            if kind == "artifact":
                return (await client.read_artifacts(sort=ArtifactSort.CREATED_DESC, limit=1))[0]
            return (await client.read_flow_runs(sort=FlowRunSort.START_TIME_DESC, limit=1))[0]

    return asyncio.run(ask())


def test_the_poll_flow_does_what_the_command_does(in_environment, rows):
    from flows.poll import poll

    state = asyncio.run(poll(return_state=True))
    assert state.is_completed()
    assert "9 feeds asked" in state.message
    assert rows("SELECT trigger FROM runs") == [("prefect",)]
    assert rows("SELECT count(*) > 0 FROM mentions") == [(True,)]


def test_a_run_has_a_name_a_tag_and_a_table_of_feeds(in_environment):
    from flows.poll import poll

    asyncio.run(poll(["demo-borsa-it"], return_state=True))
    run, artifact = newest("flow run"), newest("artifact")
    assert run.name == "poll demo-borsa-it"
    assert (artifact.key, artifact.type) == ("poll-feeds", "table")
    assert "demo-borsa-it" in artifact.data
    assert artifact.flow_run_id == run.id


def events_about(resource: str, number: int) -> list[tuple[str, dict]]:
    """The newest events of a resource, oldest first: name and payload; waits until the server has so many."""
    from prefect.client.orchestration import get_client
    from prefect.events.worker import EventsWorker

    EventsWorker.drain_all()
    about = {"filter": {"resource": {"id": [resource]}, "order": "ASC"}}
    with get_client(sync_client=True) as client:
        for _ in range(100):
            found = client.request("POST", "/events/filter", json=about).json()["events"]
            if len(found) >= number:
                break
            time.sleep(0.1)
    return [(event["event"], event["payload"]) for event in found]


def test_each_change_of_a_feed_s_alarm_is_an_event_that_an_automation_can_hear(
    in_environment, settings, newsroom
):
    """Gone, then at another address: raised by one poll, cleared by the next."""
    from flows.poll import poll

    key, good = "demo-borsa-it", settings.sources[0].read_text()
    address = next(line for line in good.partition(f"[{key}]")[2].splitlines() if line.startswith("url"))
    with Site() as site:
        site.pages["/gone"] = Answer(status=410)
        settings.sources[0].write_text(good.replace(address, f'url = "{site.url}/gone"'))
        asyncio.run(poll([key], return_state=True))
    settings.sources[0].write_text(good)
    asyncio.run(poll([key], return_state=True))
    (raised, why), (cleared, over) = events_about(f"chipwatch.feed.{key}", 2)
    assert (raised, why["alarm"]) == ("chipwatch.feed.raised", "gone")
    assert why["words"].startswith("gone: the server says that the feed is gone for good (410)")
    assert (cleared, over) == ("chipwatch.feed.cleared", {"alarm": "gone", "words": "was gone, now well"})


def test_a_flow_that_finds_a_poll_under_way_completes_as_skipped(in_environment, settings):
    from flows.poll import poll

    with poll_lock(Home(settings.home).make()):
        state = asyncio.run(poll(return_state=True))
    assert (state.type.value, state.name) == ("COMPLETED", "Skipped")


def test_the_backfill_flow_walks_windows_and_tells_what_came(in_environment, rows):
    from flows.backfill import backfill

    state = asyncio.run(backfill(date(2026, 7, 20), date(2026, 11, 21), ["demo-borsa-it"], return_state=True))
    assert state.is_completed(), state.message
    assert rows("SELECT count(*) > 10 FROM articles WHERE backfilled") == [(True,)]
    assert rows("SELECT DISTINCT state FROM backfill_windows") == [("done",)]
    assert newest("artifact").key == "backfill-feeds"


def test_a_run_that_was_left_running_is_reaped(engine):
    from prefect import flow, tags
    from prefect.client.orchestration import get_client
    from prefect.states import Running

    from flows.reap import reap

    @flow
    def left_behind():
        return None

    with get_client(sync_client=True) as client, tags("chipwatch"):
        run = client.create_flow_run(left_behind, state=Running(), tags=["chipwatch"])
        assert reap() == 1
        assert client.read_flow_run(run.id).state.is_crashed()
        assert reap() == 0
