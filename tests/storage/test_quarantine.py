import json
from dataclasses import replace
from datetime import timedelta

from records.runs import Gap, Quarantined, Settled, Stage
from storage.gaps import open_gaps
from storage.harvest import keep
from storage.quarantine import entry_of, items, replay_of
from tests.storage.conftest import every_row
from tests.storage.making import NOW, dated, entry, found, harvest, run

HOUR = timedelta(hours=1)


def failed(n=1, reason="timeout", hours=0):
    return Quarantined(
        feed="gazette",
        stage=Stage.FETCH,
        item=entry(n).url,
        reason=reason,
        problem=f"cannot fetch {entry(n).url}: {reason}",
        replay=replay_of(entry(n)),
        moment=NOW + hours * HOUR,
    )


def settled(n, state="resolved"):
    return Settled(feed="gazette", item=entry(n).url, state=state)


def keep_failed(db, name, hours, *failures, found=(), came=(), closed=()):
    at = NOW + hours * HOUR
    whole = harvest(
        found, run=run(name, at), quarantined=failures, settled=tuple(came), closed=closed, polls=()
    )
    return keep(db, whole, at), whole


def test_an_entry_comes_back_from_its_replay_as_it_was():
    whole = entry(1, updated=dated(NOW), author="Ü", credit="Wire", content="<p>x</p>", tags=("a", "b"))
    assert entry_of(replay_of(whole)) == whole
    assert entry_of(replay_of(entry(1, published=None))) == entry(1, published=None)


def test_what_failed_waits_with_what_a_retry_needs(db):
    keep_failed(db, "r1", 0, failed(1))
    [item] = items(db)
    assert item.what == failed(1)
    assert (item.attempts, item.first_failed, item.last_failed) == (1, NOW, NOW)
    assert json.loads(item.what.replay)["url"] == entry(1).url


def test_failing_again_counts_once_a_run(db):
    keep_failed(db, "r1", 0, failed(1))
    _, second = keep_failed(db, "r2", 1, failed(1, "dns"))
    keep(db, second, NOW + 2 * HOUR)
    [item] = items(db)
    assert (item.attempts, item.what.reason, item.last_failed) == (2, "dns", NOW + HOUR)


def test_an_old_harvest_kept_again_counts_nothing(db):
    _, first = keep_failed(db, "r1", 0, failed(1))
    keep_failed(db, "r2", 1, failed(1))
    before = every_row(db)
    assert not keep(db, first, NOW + 2 * HOUR).changed
    assert every_row(db) == before


def test_an_article_that_comes_through_later_resolves_its_failure(db):
    keep_failed(db, "r1", 0, failed(1), failed(2))
    kept, _ = keep_failed(db, "r2", 1, found=[found(1, at=NOW + HOUR)], came=[settled(1)])
    assert kept.resolved == 1
    assert [item.what.item for item in items(db)] == [entry(2).url]


def test_what_came_through_and_fails_again_waits_again(db):
    keep_failed(db, "r1", 0, failed(1))
    keep_failed(db, "r2", 1, came=[settled(1)])
    assert items(db) == []
    keep_failed(db, "r3", 2, failed(1))
    assert items(db)[0].attempts == 2


def test_what_fails_again_is_no_news(db):
    keep_failed(db, "r1", 0, failed(1))
    kept, _ = keep_failed(db, "r2", 1, failed(1))
    assert (kept.failed_again, kept.changed) == (1, False)


def test_a_failed_article_is_a_gap_of_its_moment_until_it_comes_through(db):
    keep_failed(db, "r1", 0, failed(1, hours=-3), failed(2, hours=-3), failed(3, hours=-1))
    assert [gap.since for gap in open_gaps(db)] == [NOW - 3 * HOUR, NOW - HOUR]
    keep_failed(db, "r2", 1, came=[settled(1), settled(3, "gone")])
    assert [(gap.since, gap.cause) for gap in open_gaps(db)] == [(NOW - 3 * HOUR, "article_failed")]
    keep_failed(db, "r3", 2, came=[settled(2)])
    assert open_gaps(db) == []
    assert db.execute("SELECT state FROM quarantine ORDER BY item").fetchall() == [
        ("resolved",),
        ("resolved",),
        ("gone",),
    ]


def test_a_window_does_not_close_the_gap_of_an_article_that_it_did_not_bring(db):
    keep_failed(db, "r1", 0, failed(1, hours=-3))
    window = Gap(feed="gazette", since=NOW - 9 * HOUR, until=NOW, cause="backfill")
    keep_failed(db, "b1", 1, closed=(window,))
    assert [gap.cause for gap in open_gaps(db)] == ["article_failed"]


def test_an_old_harvest_does_not_settle_what_failed_since(db):
    _, old = keep_failed(db, "r1", 1, came=[settled(1)])
    keep_failed(db, "r2", 2, failed(1))
    keep(db, old, NOW + 3 * HOUR)
    assert len(items(db)) == 1


def test_what_a_host_keeps_us_from_asking_waits_without_an_attempt(db):
    held = replace(failed(1, "rate_limited"), asked=False)
    keep_failed(db, "r1", 0, held)
    [item] = items(db)
    assert (item.attempts, item.what.reason) == (0, "rate_limited")
    assert [gap.cause for gap in open_gaps(db)] == ["article_failed"]
    keep_failed(db, "r2", 1, failed(1))
    keep_failed(db, "r3", 2, held)
    [item] = items(db)
    assert (item.attempts, item.what.reason, item.last_failed) == (1, "timeout", NOW + HOUR)


def test_what_came_once_and_is_now_kept_from_us_waits_again(db):
    keep_failed(db, "r1", 0, failed(1))
    keep_failed(db, "r2", 1, came=(settled(1),))
    assert items(db) == []
    keep_failed(db, "r3", 2, replace(failed(1, "rate_limited"), asked=False))
    [item] = items(db)
    assert (item.attempts, item.what.reason) == (1, "rate_limited")
