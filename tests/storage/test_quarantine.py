import json
from datetime import timedelta

from records.runs import Quarantined, Stage
from storage.harvest import keep
from storage.quarantine import entry_of, items, replay_of, resolve
from tests.storage.conftest import every_row
from tests.storage.making import NOW, dated, entry, found, harvest, run

HOUR = timedelta(hours=1)


def failed(n=1, reason="timeout"):
    return Quarantined(
        feed="gazette",
        stage=Stage.FETCH,
        item=entry(n).url,
        reason=reason,
        problem=f"cannot fetch {entry(n).url}: {reason}",
        replay=replay_of(entry(n)),
    )


def keep_failed(db, name, hours, *failures, found=()):
    at = NOW + hours * HOUR
    whole = harvest(found, run=run(name, at), quarantined=failures, polls=())
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
    kept, _ = keep_failed(db, "r2", 1, found=[found(1, at=NOW + HOUR)])
    assert kept.resolved == 1
    assert [item.what.item for item in items(db)] == [entry(2).url]


def test_what_was_resolved_by_hand_opens_again_when_it_fails_again(db):
    keep_failed(db, "r1", 0, failed(1))
    assert resolve(db, [items(db)[0].id], run("retry", NOW + HOUR)) == 1
    assert items(db) == []
    keep_failed(db, "r2", 2, failed(1))
    assert items(db)[0].attempts == 2
