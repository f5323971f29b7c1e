"""The chain of an alarm: polls of a real server, the file, its views, what people are told, its end."""

import asyncio
import json
import logging
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from feeds.alarms import change_of
from flows.due import next_due
from flows.report import Report, run_report
from flows.settings import Settings
from flows.signals import with_alarms
from flows.state import print_status
from flows.walk import new_run, run_poll
from records.feeds import FeedState, Outcome, Poll
from records.runs import Harvest
from storage.database import open_work
from storage.harvest import keep
from storage.home import Home
from storage.polls import feed_states, keep_polls, rhythms, sync_feeds
from storage.transactions import transaction
from tests.feeds.site import Answer, Site, feed_at, rss
from tests.flows.conftest import rows_of, typed
from tests.storage.making import entry
from trends.ask import connect
from trends.status import FeedStatus, status

DAY = timedelta(days=1)
DAILY = (10, 12, 9, 11)
WEEKDAYS = (8, 9, 7, 8, 9, 0, 0)


@pytest.fixture
def site():
    server = Site()
    yield server
    server.stop()


@pytest.fixture
def settings(site, tmp_path) -> Settings:
    """One feed on this machine, none of whose items is worth a page."""
    configure(tmp_path, f"{site.url}/feed")
    return Settings(home=tmp_path / "data", sources=[tmp_path / "sources.toml"], shipped_sources=False)


def configure(folder, *urls: str, more: str = "") -> None:
    listed = ", ".join(f'"{url}"' for url in urls)
    (folder / "chipwatch.toml").write_text('sources = ["sources.toml"]\nshipped_sources = false\n')
    (folder / "sources.toml").write_text(
        f'[one]\ntitle = "One"\nurls = [{listed}]\noutlet = "One"\nfamily = "one"\nlanguage = "en"\n'
        f'country = "US"\nlocal = true\nfetch = "matching"\ncertainty = "A"\nwhy = "a test"\n{more}'
    )


def poll(settings) -> Report:
    """One poll by name, due or not."""
    return run_report(asyncio.run(run_poll(settings, ["one"])))


def remembered(settings) -> FeedState:
    with open_work(Home(settings.home)) as db:
        return feed_states(db)["one"]


def shown(settings, capsys, **how: bool) -> str:
    """What `chipwatch status` says."""
    capsys.readouterr()
    print_status(settings.home, **({"json": False} | how))
    return capsys.readouterr().out


def health(settings) -> FeedStatus:
    """The feed as the newest release has it."""
    with connect(settings.home) as db:
        [feed] = status(db, datetime.now(UTC)).feeds
        return feed


@contextmanager
def told(caplog) -> Iterator[list[tuple[str, str]]]:
    """What is logged of changes meanwhile."""
    lines: list[tuple[str, str]] = []
    caplog.clear()
    with caplog.at_level(logging.INFO, logger="flows.signals"):
        yield lines
    lines += [(one.levelname, one.message) for one in caplog.records if one.name == "flows.signals"]


def test_a_feed_that_fails_is_an_alarm_everywhere_until_it_is_read_again(site, settings, caplog, capsys):
    site.pages["/feed"] = Answer(body=rss(1), headers=[("ETag", '"a"')])
    assert poll(settings).alarms == []
    site.pages["/feed"] = Answer(status=403)
    with told(caplog) as lines:
        reports = [poll(settings) for _ in range(3)]
    assert [len(report.alarms) for report in reports] == [0, 1, 0]
    [raised] = reports[1].alarms
    assert (raised["feed"], raised["change"], raised["alarm"]) == ("one", "raised", "failing")
    assert raised["words"].startswith("failing: refused, 2 polls in a row, last good 20")
    assert lines == [("WARNING", f"feed one: {raised['words']}")]

    assert remembered(settings).alarm.startswith("failing: refused, 3 polls in a row")
    seen = health(settings)
    assert (seen.state, seen.failures, seen.alarm_since) == ("failing", 2, remembered(settings).alarm_since)
    said = shown(settings, capsys)
    assert "one: failing since 20" in said
    assert "(refused): HTTP 403" in said

    site.pages["/feed"] = Answer(status=304)
    still = poll(settings)
    assert still.alarms == []
    assert remembered(settings).failures == 4
    assert remembered(settings).alarm.startswith("failing: http error, 4 polls in a row")

    site.pages["/feed"] = Answer(body=rss(1), headers=[("ETag", '"a"')])
    with told(caplog) as lines:
        well = poll(settings)
    assert well.alarms == [
        {"feed": "one", "change": "cleared", "alarm": "failing", "words": "was failing, now well"}
    ]
    assert "1 feed asked, 1 well; 1 alarm over; nothing new" in well.headline
    assert lines == [("INFO", "feed one: was failing, now well")]
    assert remembered(settings).alarm == ""
    assert (health(settings).state, health(settings).recovered) == ("well", "was failing, now well")
    assert "one: was failing, now well (since 20" in shown(settings, capsys)
    [line] = json.loads(shown(settings, capsys, json=True))["recovered"]
    assert line.startswith("one: was failing, now well (since 20")


def test_the_poll_command_says_what_is_well_again(site, settings, tmp_path):
    site.pages["/feed"] = Answer(status=403)
    for _ in range(2):
        asyncio.run(run_poll(settings, ["one"]))
    site.pages["/feed"] = rss(1)
    done = typed(tmp_path, "poll", "one")
    assert "\none: was failing, now well\n" in done.stdout
    assert done.stdout.splitlines()[-1].startswith("poll: 1 feed asked, 1 well; 1 alarm over; 1 new entry")


def test_a_feed_that_is_gone_is_asked_again_when_its_address_is_edited(site, settings, tmp_path, capsys):
    site.pages |= {"/feed": Answer(status=410), "/new": rss(1)}
    assert [alarm["alarm"] for alarm in poll(settings).alarms] == ["gone"]
    due = asyncio.run(run_poll(settings))
    assert (due.harvest.polls, len(site.requests)) == ((), 1)
    assert next_due(settings) is None
    assert (health(settings).state, health(settings).next_poll) == ("gone", None)
    assert "one: gone: the server says that the feed is gone for good (410); it is asked no more" in shown(
        settings, capsys
    )
    configure(tmp_path, f"{site.url}/new")
    again = asyncio.run(run_poll(settings))
    assert [poll.outcome for poll in again.harvest.polls] == [Outcome.NEW]
    assert [alarm["words"] for alarm in run_report(again).alarms] == ["was gone, now well"]
    assert rows_of(settings)("SELECT outcome FROM polls ORDER BY started") == [("gone",), ("new",)]


def test_an_edited_address_that_fails_too_is_not_called_well(site, settings, tmp_path):
    site.pages["/feed"] = Answer(status=410)
    poll(settings)
    configure(tmp_path, f"{site.url}/neither")
    again = asyncio.run(run_poll(settings))
    [alarm] = run_report(again).alarms
    assert alarm["words"] == "was gone, now failing: not found, 1 poll, never good"


def test_an_edited_feed_whose_poll_is_killed_waits_like_any_other(site, settings, tmp_path):
    """The claim is kept with the new address: a crash after it makes no tight loop."""
    from flows.plan import plan_poll

    site.pages["/feed"] = rss(1)
    poll(settings)
    configure(tmp_path, f"{site.url}/new")
    now = datetime.now(UTC)
    assert len(plan_poll(settings, new_run("poll", now, "test"), now).due) == 1
    assert plan_poll(settings, new_run("poll", now, "test"), now + timedelta(minutes=14)).due == ()
    assert len(plan_poll(settings, new_run("poll", now, "test"), now + timedelta(minutes=15)).due) == 1


# --- silence, with a past that storage itself has kept


def past_poll(at: datetime, new: int, state: FeedState) -> Poll:
    outcome = Outcome.NEW if new else Outcome.NOTHING_NEW
    entries = tuple(entry(n, feed="one") for n in range(30))
    after = replace(
        state,
        last_poll=at,
        last_good=at,
        last_new=at if new else state.last_new,
        verified_at=state.verified_at or at,
        last_outcome=outcome,
    )
    return Poll(
        feed="one",
        url="http://127.0.0.1/feed",
        started=at,
        seconds=0.1,
        outcome=outcome,
        entries=entries,
        new=new,
        known=30 - new,
        before=state,
        state=after,
    )


@pytest.mark.parametrize(("days", "first"), [(DAILY, 2), (WEEKDAYS, 6)], ids=["daily", "weekdays only"])
def test_a_feed_that_fell_silent_is_silent_for_sixty_days_and_until_something_comes(tmp_path, days, first):
    began = datetime(2026, 6, 1, 12, tzinfo=UTC)  # a Monday
    run, state = new_run("poll", began, "test"), FeedState(key="one")
    with open_work(Home(tmp_path).make()) as db:
        sync_feeds(db, [feed_at("http://127.0.0.1/feed")], began)

        def go_on(number: int, new: int) -> Poll:
            nonlocal state
            now = began + number * DAY
            harvest = Harvest(run=run, polls=(past_poll(now, new, state),))
            [poll] = with_alarms(harvest, rhythms(db, ["one"], now), now).polls
            with transaction(db):
                keep_polls(db, [poll], run.id)
            state = feed_states(db)["one"]
            assert state == poll.state
            return poll

        for number in range(42):
            assert go_on(number, days[number % len(days)]).state.alarm == ""
        rest = next(n for n, new in enumerate(reversed(days)) if new)  # the weekend before
        codes = [go_on(number, 0).state.alarm.partition(":")[0] for number in range(42, 42 + 60)]
        assert codes.index("silent") == first - rest
        assert set(codes[first - rest :]) == {"silent"}
        assert f"nothing new for {60 + rest} days" in state.alarm
        last = go_on(102, 5)
        assert (last.state.alarm, last.state.recovered) == ("", "was silent, now well")
        assert change_of(last.before, last.state).kind == "cleared"


def with_a_past(settings, site, *, quiet: int, brought: int) -> None:
    """So much a day for six weeks, and nothing for so many days since; items 0 to 29 are known."""
    now = datetime.now(UTC)
    feed = feed_at(f"{site.url}/feed", fetch="matching")
    run, state, polls = new_run("poll", now - 60 * DAY, "test"), FeedState(key="one"), []
    for back in range(42 + quiet, 0, -1):
        polls.append(past_poll(now - back * DAY, brought if back > quiet else 0, state))
        state = polls[-1].state
    with open_work(Home(settings.home).make()) as db:
        keep(db, Harvest(run=run, feeds=(feed,), polls=tuple(polls)), now)


def test_a_silent_feed_is_an_alarm_everywhere_until_it_brings_something(site, settings, capsys):
    with_a_past(settings, site, quiet=40, brought=10)
    site.pages["/feed"] = rss(*range(29, 0, -1))
    [alarm] = poll(settings).alarms
    assert (alarm["change"], alarm["alarm"]) == ("raised", "silent")
    assert alarm["words"].startswith("silent: nothing new for 41 days, usually 10.0 a day")
    assert (health(settings).state, health(settings).problem) == ("silent", remembered(settings).alarm)
    assert f"one: {alarm['words']} (since 20" in shown(settings, capsys)
    assert rows_of(settings)("SELECT state FROM feed_health") == [("silent",)]
    assert poll(settings).alarms == []
    site.pages["/feed"] = rss(*range(30, 0, -1))
    assert [one["words"] for one in poll(settings).alarms] == ["was silent, now well"]
    assert health(settings).state == "well"


def test_two_hundred_and_nothing_new_for_a_month_is_an_alarm_without_any_rhythm(site, settings, capsys):
    with_a_past(settings, site, quiet=40, brought=0)
    site.pages["/feed"] = rss(2, 1)
    [alarm] = poll(settings).alarms
    assert alarm["words"].startswith("nothing_new: it answers well, but nothing new for 8")
    assert (health(settings).state, health(settings).problem) == ("alarm", alarm["words"])
    assert f"one: {alarm['words']} (since 20" in shown(settings, capsys)


# --- what the file knows of feeds and runs


def test_a_feed_that_is_switched_off_is_known_as_such(site, settings, tmp_path):
    configure(tmp_path, f"{site.url}/feed", more="enabled = false\n")
    assert asyncio.run(run_poll(settings)).harvest.polls == ()
    with open_work(Home(settings.home)) as db:
        assert db.execute("SELECT feed, listed, enabled FROM feeds").fetchall() == [("one", True, False)]
    site.pages["/feed"] = rss(1)
    configure(tmp_path, f"{site.url}/feed")
    assert len(asyncio.run(run_poll(settings)).harvest.polls) == 1
    configure(tmp_path, f"{site.url}/feed", more="enabled = false\n")
    asyncio.run(run_poll(settings))
    assert (len(site.requests), health(settings).state) == (1, "well")
    with open_work(Home(settings.home)) as db:
        assert db.execute("SELECT listed, enabled FROM feeds").fetchall() == [(True, False)]


def test_a_poll_that_dies_before_its_plan_is_a_run_that_never_ended(settings, tmp_path):
    (tmp_path / "sources.toml").write_text("no table at all\n")
    assert typed(tmp_path, "poll").returncode != 0
    with open_work(Home(settings.home)) as db:
        assert db.execute("SELECT flow, finished FROM runs").fetchall() == [("poll", None)]
