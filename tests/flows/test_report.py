"""What a run says at its end: what was truly new, what failed, once, and no wider than a terminal."""

import json
import re
import shlex
import socket
from pathlib import Path

import pytest

from demo.newsroom import Newsroom
from demo.sources import write_sources
from flows.newsroom import next_commands
from flows.report import Report
from flows.show import FEW, print_report, print_rows
from tests.flows.conftest import ROOT, typed

TWIN = ROOT / "tests" / "data" / "twin"
NARROW = {"COLUMNS": "80"}


@pytest.fixture(scope="module")
def told(tmp_path_factory):
    """What the command says of the demo newsroom: polled, polled again, retried, looked at."""
    home = tmp_path_factory.mktemp("told")
    with Newsroom() as newsroom:
        write_sources(newsroom, home / "sources.toml")
        (home / "chipwatch.toml").write_text('sources = ["sources.toml"]\nshipped_sources = false\n')
        words = {
            "first": "poll",
            "again": "poll",
            "retry": "retry --json",
            "status": "status",
            "loud": "poll -v",
        }
        said = {name: typed(home, *line.split(), **NARROW) for name, line in words.items()}
        asked = [line.strip() for line in next_commands("chipwatch", Path("data")) if line.startswith("  ")]
        said["next"] = [typed(home, *shlex.split(line)[1:], **NARROW) for line in asked]
    return said | {"log": (home / "data" / "log" / "chipwatch.log").read_text()}


def closed_ports(number: int) -> list[int]:
    """Ports on which nobody listens."""
    probes = [socket.create_server(("127.0.0.1", 0)) for _ in range(number)]
    ports = [probe.getsockname()[1] for probe in probes]
    for probe in probes:
        probe.close()
    return ports


def silent_sources(path, number: int):
    """A sources file of feeds of which none answers."""
    tables = [
        f'[silent-{port}]\ntitle = "S"\nurl = "http://127.0.0.1:{port}/feed"\noutlet = "S"\nfamily = "s"\n'
        'language = "en"\ncountry = "US"\nlocal = true\ncertainty = "A"\nwhy = "a test"\n'
        for port in closed_ports(number)
    ]
    path.write_text("\n".join(tables))
    return {"CHIPWATCH_SOURCES": str(path), "CHIPWATCH_SHIPPED_SOURCES": "false"} | NARROW


def test_a_file_that_is_known_is_known_and_nothing_new(chipwatch):
    first = chipwatch("backfill", "--files", str(TWIN), **NARROW)
    again = chipwatch("backfill", "--files", str(TWIN), **NARROW)
    assert "1 item found, 0 known already; 1 new entry, 1 new article; 1 article read" in first.stdout
    assert "1 item found, 1 known already; nothing new; 1 article read" in again.stdout
    assert re.search(r"feed +known .*\nfiles +1 ", again.stdout)
    shown = chipwatch("status", **NARROW).stdout
    assert "never polled" not in shown
    assert "\n0 feeds\n" in shown
    assert "; no dated article yet.\n" in shown


def test_a_poll_tells_what_came_and_names_each_failing_feed_once(told):
    done = told["first"]
    asked, new, read, failed, _release = done.stdout.splitlines()[-1].split("; ")
    assert asked == "poll: 9 feeds asked, 7 well"
    assert re.fullmatch(r"\d+ new entries, \d+ new articles", new)
    assert re.fullmatch(r"\d+ articles read, \d+ on topic", read)
    assert failed == "3 items failed, to be retried"
    for feed in ("demo-outage-en", "demo-portal-en"):
        assert done.stdout.count(feed) == 1
    assert done.stderr == ""
    assert max(map(len, done.stdout.splitlines()[:8])) <= 80


def test_what_is_not_shown_is_in_the_log(told):
    assert "WARNING flows.follow: feed demo-outage-en" in told["log"]
    assert "flows.show: poll: 9 feeds asked" in told["log"]


def test_when_no_feed_is_due_it_says_when_one_will_be(told):
    when = r"poll: no feed is due, the next at (\d{4}-\d\d-\d\d )?\d\d:\d\d UTC\n"
    for name in ("again", "loud"):
        assert re.fullmatch(when, told[name].stdout), told[name].stdout
        assert told[name].returncode == 0


def test_what_the_demo_tells_people_to_type_works_as_it_stands(told):
    assert len(told["next"]) == 6
    assert [(done.returncode, done.stderr) for done in told["next"]] == [(0, "")] * 6


def test_what_is_retried_is_no_new_entry(told):
    report = json.loads(told["retry"].stdout)
    assert report["added"]["entries"] == 0
    assert all(row["new"] == 0 for row in report["feeds"])
    assert report["headline"].startswith("retry: 3 items tried, 0 settled; nothing new; 3 items failed")


def test_when_nothing_answers_one_loud_line_says_so_and_the_run_failed(chipwatch, tmp_path):
    done = chipwatch("poll", **silent_sources(tmp_path / "s.toml", 12))
    assert done.returncode == 1
    assert done.stdout == "poll: nothing answered, 12 feeds asked: is the network down?\n"
    assert done.stderr == ""


def test_one_feed_that_does_not_answer_costs_no_run(chipwatch, tmp_path):
    done = chipwatch("poll", **silent_sources(tmp_path / "s.toml", 1))
    assert done.returncode == 0
    assert "1 feed asked, 0 well" in done.stdout


def row(n: int, **more: object) -> dict[str, object]:
    usual = {"feed": f"feed-{n:02}", "outcome": "nothing_new", "new": 0, "known": 9, "problem": ""}
    return usual | more


def test_of_many_feeds_only_those_with_something_to_tell_are_shown(capsys):
    quiet = [row(n) for n in range(FEW + 20)]
    rows = [row(90, outcome="dns", problem="no such host"), row(91, outcome="new", new=3), *quiet]
    print_report(Report(flow="poll", run="r", headline="poll: told", feeds=rows), json=False)
    assert [line.split() for line in capsys.readouterr().out.splitlines()] == [
        ["feed", "outcome", "new", "known"],
        ["feed-91", "new", "3", "9"],
        ["30", "feeds", "more,", "with", "nothing", "new"],
        ["feed-90:", "dns:", "no", "such", "host"],
        ["poll:", "told"],
    ]


def test_a_few_feeds_are_all_shown(capsys):
    print_report(Report(flow="poll", run="r", headline="poll: told", feeds=[row(1), row(2)]), json=False)
    assert "feed-02" in capsys.readouterr().out


def test_no_terminal_obeys_what_a_page_or_a_feed_says(capsys):
    rows = [row(1, outcome="not_a_feed", problem="a page, titled “\x1b]0;owned\x07[bold]x:smile:”")]
    for json_too in (False, True):
        print_report(Report(flow="poll", run="r", headline="poll: \x9b2J", feeds=rows), json=json_too)
    said = capsys.readouterr().out
    assert said.replace("\n", "").isprintable()
    assert "[bold]x:smile:" in said


def test_a_narrow_terminal_gets_whole_words(capsys):
    print_rows([{"feed": "a-key-that-is-long", "outcome": "not_modified", "last new": "11-24 09:59"}])
    assert "11-24 09:59" in capsys.readouterr().out


def test_status_fits_a_terminal_and_names_each_failing_feed_once(told):
    shown = told["status"].stdout
    tables = [line for line in shown.splitlines() if re.match(r"demo-[\w-]+ |feed |flow |items ", line)]
    assert len(tables) >= 12
    assert max(len(line.rstrip()) for line in tables) <= 80
    assert "9 feeds: 7 well, 2 failing" in shown
    assert shown.count("demo-outage-en") == 1
    assert re.search(r"demo-borsa-it +\d\d-\d\d \d\d:\d\d +\d\d-\d\d \d\d:\d\d ", shown)
    assert re.search(r"^Release 1, \d+ minutes? old; newest article 20", shown)
