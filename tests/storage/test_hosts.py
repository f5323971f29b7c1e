"""What hosts ask of their visitors holds from run to run, and no longer than they meant."""

from dataclasses import replace
from datetime import timedelta

from records.hosts import RobotsTxt, Wishes
from storage.harvest import keep
from storage.hosts import keep_misses, misses, wishes
from tests.storage.making import NOW, harvest

HOUR = timedelta(hours=1)
RULES = RobotsTxt(origin="https://e.org", text="User-agent: *\nDisallow: /x", fetched_at=NOW, crawl_delay=2.5)


def kept(db, wished, at=NOW):
    keep(db, replace(harvest([], "r", at), wishes=wished), at)


def test_what_hosts_asked_for_comes_back_with_the_harvest_that_met_it(db):
    asked = Wishes(blocked={"e.org": NOW + HOUR, "e.org:8080": NOW + 2 * HOUR}, robots=(RULES,))
    kept(db, asked)
    assert wishes(db, NOW) == asked


def test_a_block_ends_when_it_said(db):
    kept(db, Wishes(blocked={"e.org": NOW + HOUR}))
    assert wishes(db, NOW + HOUR) == Wishes()
    kept(db, Wishes(), NOW + HOUR)
    assert db.execute("FROM hosts").fetchall() == []


def test_rules_are_trusted_for_a_day(db):
    kept(db, Wishes(robots=(RULES,)))
    assert wishes(db, NOW + 23 * HOUR).robots == (RULES,)
    assert wishes(db, NOW + 24 * HOUR).robots == ()


def test_of_two_runs_at_once_the_later_word_counts(db):
    newer = replace(RULES, text="", fetched_at=NOW + HOUR)
    kept(db, Wishes(blocked={"e.org": NOW + 3 * HOUR}, robots=(newer,)), NOW + HOUR)
    kept(db, Wishes(blocked={"e.org": NOW + 2 * HOUR}, robots=(RULES,)), NOW + HOUR)
    assert wishes(db, NOW + HOUR) == Wishes(blocked={"e.org": NOW + 3 * HOUR}, robots=(newer,))


def test_a_run_that_met_nobody_forgets_nothing(db):
    kept(db, Wishes(blocked={"e.org": NOW + HOUR}, robots=(RULES,)))
    kept(db, Wishes(), NOW + HOUR / 2)
    assert wishes(db, NOW).blocked == {"e.org": NOW + HOUR}


def test_misses_of_discovery_are_remembered_until_they_run_out(db):
    keep_misses(db, {"https://e.org/rss": NOW + HOUR, "https://e.org/feed": NOW + 2 * HOUR}, NOW)
    keep_misses(db, {"https://e.org/rss": NOW + 3 * HOUR}, NOW)
    assert misses(db, NOW + HOUR) == {
        "https://e.org/rss": NOW + 3 * HOUR, "https://e.org/feed": NOW + 2 * HOUR,
    }  # fmt: skip
    assert misses(db, NOW + 2 * HOUR) == {"https://e.org/rss": NOW + 3 * HOUR}
