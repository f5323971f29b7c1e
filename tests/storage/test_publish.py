from datetime import UTC, datetime, timedelta

import duckdb
import pytest

from records.errors import StorageError
from storage.database import open_work
from storage.harvest import keep
from storage.publish import latest, publish
from storage.retention import kept_releases
from tests.storage.children import VIEWS, batch
from tests.storage.conftest import finish, start
from tests.storage.making import NOW, found, harvest, run

MINUTE, HOUR, DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)


def keep_one(home, n, at=NOW):
    with open_work(home) as db:
        return keep(db, harvest([found(n, at=at)], f"r{n}", at), at)


def ask(home, sql):
    with duckdb.connect(home.current.resolve(), read_only=True) as db:
        return db.execute(sql).fetchall()


def numbers(home):
    return sorted(int(folder.name) for folder in home.releases.iterdir())


def test_before_the_first_write_there_is_nothing_to_publish(bare_home):
    assert publish(bare_home, VIEWS, NOW) is None
    assert latest(bare_home) is None


def test_a_release_is_a_read_only_file_that_says_what_it_is(home):
    keep_one(home, 1)
    release = publish(home, VIEWS, NOW)
    assert release == latest(home)
    assert (release.number, release.published_at) == (1, NOW)
    assert release.path.stat().st_mode & 0o777 == 0o444
    assert home.current.resolve() == release.path
    assert [path.name for path in release.path.parent.iterdir()] == ["chipwatch.duckdb"]
    [(number, at, newest, extractor, rows)] = ask(
        home, "SELECT number, published_at, newest, extractor_version, rows FROM releases"
    )
    plain = NOW.replace(tzinfo=None)
    assert (number, at, newest, extractor) == (1, plain, plain, "1+abc")
    assert (rows["articles"], rows["mentions"], rows["polls"]) == (1, 4, 1)
    assert ask(home, "FROM named ORDER BY 1")[0] == ("chip:h20", 1)


def test_views_live_in_the_release_and_not_in_the_work_file(home):
    keep_one(home, 1)
    publish(home, VIEWS, NOW)
    with open_work(home) as db:
        assert db.execute("SELECT view_name FROM duckdb_views() WHERE NOT internal").fetchall() == []


def test_nothing_new_is_not_published_again(home):
    keep_one(home, 1)
    publish(home, VIEWS, NOW)
    assert publish(home, VIEWS, NOW + MINUTE) is None
    assert publish(home, VIEWS, NOW + DAY) is None
    assert publish(home, VIEWS, NOW + DAY, force=True).number == 2


def test_polls_without_news_are_published_once_an_hour(home):
    keep_one(home, 1)
    publish(home, VIEWS, NOW)
    with open_work(home) as db:
        keep(db, harvest([], "quiet", NOW + MINUTE), NOW + MINUTE)
    assert publish(home, VIEWS, NOW + 59 * MINUTE) is None
    assert publish(home, VIEWS, NOW + HOUR).number == 2


def test_news_is_published_at_once(home):
    keep_one(home, 1)
    publish(home, VIEWS, NOW)
    keep_one(home, 2, NOW + MINUTE)
    assert publish(home, VIEWS, NOW + MINUTE).number == 2
    assert ask(home, "SELECT run_id, release FROM runs ORDER BY 1") == [("r1", 1), ("r2", 2)]


def test_a_run_that_writes_again_after_a_release_is_in_the_next(home):
    keep_one(home, 1)
    publish(home, VIEWS, NOW)
    with open_work(home) as db:
        keep(db, harvest([found(2)], run=run("r1")), NOW)
    assert publish(home, VIEWS, NOW + MINUTE).number == 2


def test_a_view_that_is_wrong_leaves_readers_what_they_had(home):
    keep_one(home, 1)
    publish(home, VIEWS, NOW)
    keep_one(home, 2)
    with pytest.raises(StorageError, match="no_such_table") as refused:
        publish(home, ["CREATE VIEW wrong AS FROM no_such_table"], NOW + MINUTE)
    assert "\n" not in str(refused.value)
    assert numbers(home) == [1]
    assert ask(home, "SELECT count(*) FROM articles") == [(1,)]
    assert publish(home, VIEWS, NOW + 2 * MINUTE).number == 2
    assert ask(home, "SELECT number FROM releases ORDER BY 1") == [(1,), (2,)]


def test_what_a_killed_publisher_left_is_cleared_away(home):
    keep_one(home, 1)
    publish(home, VIEWS, NOW)
    half = home.releases / "2"
    half.mkdir()
    (half / ".chipwatch.duckdb").write_bytes(b"half")
    (home.root / ".current").symlink_to("releases/2")
    keep_one(home, 2)
    assert publish(home, VIEWS, NOW + MINUTE).number == 2
    assert [path.name for path in half.iterdir()] == ["chipwatch.duckdb"]
    assert not (home.root / ".current").is_symlink()


def test_releases_that_were_lost_are_published_again(home):
    keep_one(home, 1)
    publish(home, VIEWS, NOW)
    (home.releases / "1" / "chipwatch.duckdb").unlink()
    assert latest(home) is None
    assert publish(home, VIEWS, NOW + MINUTE).number == 1
    assert ask(home, "SELECT number, published_at FROM releases") == [
        (1, (NOW + MINUTE).replace(tzinfo=None))
    ]


def test_a_reader_keeps_its_release_through_ten_publishings(home):
    keep_one(home, 1)
    publish(home, VIEWS, NOW)
    with duckdb.connect(home.current.resolve(), read_only=True) as reader:
        for n in range(2, 12):
            keep_one(home, n, NOW + n * MINUTE)
            assert publish(home, VIEWS, NOW + n * MINUTE).number == n
            assert reader.execute("SELECT count(*), max(number) FROM articles, releases").fetchall() == [
                (1, 1)
            ]
    assert ask(home, "SELECT count(*) FROM articles") == [(11,)]
    assert numbers(home) == [9, 10, 11]


def test_a_reader_in_another_process_never_stops_the_writer(home):
    """DuckDB refuses a writer while anybody reads the same file: readers have another one."""
    keep_one(home, 1)
    publish(home, VIEWS, NOW)
    with duckdb.connect(home.current.resolve(), read_only=True):
        assert finish(start("write_some", home, "1 ann")) == ("done", 0)


def test_a_publishing_for_which_there_is_no_room_leaves_readers_what_they_had(home):
    with open_work(home) as db:
        keep(db, batch("ann", 0), NOW)
    publish(home, VIEWS, NOW)
    before = home.current.read_bytes()
    said, code = finish(start("publish_into", home, str(home.work.stat().st_size - 500_000)))
    assert (code, "the disk is full" in said, "\n" in said) == (1, True, False)
    assert home.current.read_bytes() == before
    assert publish(home, VIEWS, NOW + DAY, force=True).number == 2


def test_a_copy_that_does_not_fit_is_no_copy(home):
    keep_one(home, 1)
    said, code = finish(start("copy_into", home, str(home.work.stat().st_size // 2)))
    assert (code, "the disk is full" in said) == (1, True)
    assert not (home.root / "copy").exists()


def test_daily_sums_agree_with_the_facts(home):
    items = [found(1), found(2, published=NOW - DAY), found(3, published=None), found(4, on_topic=False)]
    with open_work(home) as db:
        keep(db, harvest(items), NOW)
    publish(home, VIEWS, NOW)
    with open_work(home) as db:  # a newer reading must not count twice
        keep(db, harvest([found(1, version="2+def")], "r2", NOW + HOUR), NOW + HOUR)
    publish(home, VIEWS, NOW + HOUR)
    expected = ask(
        home,
        "SELECT m.day, published::DATE, entity_id, count(DISTINCT article_id), count(*) "
        "FROM mentions AS m JOIN articles USING (article_id, reading_id) GROUP BY ALL ORDER BY ALL",
    )
    assert ask(home, "FROM entity_day ORDER BY ALL") == expected
    assert ask(home, "SELECT entity_a, entity_b, sum(articles) FROM pair_day GROUP BY ALL ORDER BY ALL") == [
        ("chip:h20", "company:nvidia", 3),
        ("chip:h20", "country:cn", 3),
        ("company:nvidia", "country:cn", 3),
    ]
    assert ask(home, "FROM stale_days") == []


def test_the_newest_three_stay_and_the_last_of_each_day_for_a_week():
    start = datetime(2026, 11, 1, tzinfo=UTC)
    published = {n: start + n * 6 * HOUR for n in range(1, 61)}  # four a day for a fortnight
    now = published[60]
    kept = kept_releases(published, now)
    days = {(now - k * DAY).date() for k in range(7)}
    assert {58, 59, 60} <= kept
    assert {published[n].date() for n in kept} - {(now - 7 * DAY).date()} == days
    assert all(n in (58, 59, 60) or published[n + 1].date() > published[n].date() for n in kept)


def test_old_releases_stay_when_there_is_nothing_newer():
    assert kept_releases({1: NOW - 90 * DAY, 2: NOW - 80 * DAY}, NOW) == {1, 2}
