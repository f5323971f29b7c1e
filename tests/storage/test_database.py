import os
import subprocess
import sys

import duckdb
import pytest

from records.errors import BusyError, SchemaError, StorageError
from storage import migrations
from storage.batches import plain
from storage.database import connect, open_work
from storage.harvest import keep
from storage.locks import poll_lock
from storage.publish import publish
from tests.storage.children import VIEWS, batch
from tests.storage.conftest import every_row, finish, start
from tests.storage.making import NOW, REMEMBERED, found, harvest


def older_file(home, number, more="SELECT 1"):
    """A file with a row in it, as the chipwatch of schema `number` left it."""
    db = connect(home.work, home.spill)
    for step in migrations.steps()[:number]:
        db.execute(step.sql)
        db.execute("INSERT INTO migrations VALUES (?, ?, ?)", [step.number, step.name, plain(NOW)])
    db.execute(REMEMBERED, {"feed": "gazette"})
    db.execute(more)
    db.close()


def rows_in(path):
    with duckdb.connect(path, read_only=True) as db:
        return every_row(db)


def test_the_file_is_of_the_format_that_refuses_a_stale_wal(bare_home):
    with open_work(bare_home) as db:
        assert db.execute(
            "SELECT tags['storage_version'] FROM duckdb_databases() WHERE NOT internal"
        ).fetchall() == [("v1.4.0+",)]


def test_nothing_but_the_file_is_left_when_it_closes(bare_home):
    with open_work(bare_home) as db:
        keep(db, harvest([found(1)]), NOW)
    assert [path.name for path in bare_home.work.parent.iterdir()] == ["chipwatch.duckdb"]


@pytest.mark.parametrize("number", range(1, migrations.newest()))
def test_a_file_of_an_older_schema_is_migrated_after_a_backup(bare_home, number):
    older_file(bare_home, number)
    before = rows_in(bare_home.work)
    with open_work(bare_home) as db:
        assert migrations.schema_number(db, bare_home.work) == migrations.newest()
        after = every_row(db)
        [[*remembered]] = before["feed_states"]
        assert [row[: len(remembered)] for row in after["feed_states"]] == [tuple(remembered)]
        assert keep(db, harvest([found(1)]), NOW).articles == 1
    backup = bare_home.work.with_name(f"backup-{number}-{migrations.newest()}.duckdb")
    assert rows_in(backup) == before
    assert sorted(path.name for path in bare_home.work.parent.iterdir()) == [backup.name, bare_home.work.name]


def test_a_migrated_file_is_the_same_as_a_new_one(bare_home, tmp_path):
    older_file(bare_home, 1)

    def columns(db):
        return db.execute(
            "SELECT table_name, column_name, data_type, comment FROM duckdb_columns() "
            "WHERE NOT internal ORDER BY ALL"
        ).fetchall()

    with open_work(bare_home) as migrated, open_work(type(bare_home)(tmp_path / "new")) as new:
        assert columns(migrated) == columns(new)


def test_a_file_of_a_newer_schema_is_left_alone(bare_home):
    older_file(
        bare_home, migrations.newest(), "INSERT INTO migrations VALUES (9999, 'future', now()::TIMESTAMP)"
    )
    before = bare_home.work.read_bytes()
    with (
        pytest.raises(SchemaError, match="number 9999, this chipwatch knows") as refused,
        open_work(bare_home),
    ):
        pass
    assert "\n" not in str(refused.value)
    assert bare_home.work.read_bytes() == before


def test_a_database_of_somebody_else_is_left_alone(bare_home):
    with duckdb.connect(bare_home.work) as db:
        db.execute("CREATE TABLE theirs (a INTEGER)")
    with pytest.raises(SchemaError, match="not one of chipwatch's"), open_work(bare_home):
        pass


@pytest.mark.parametrize(
    "content", [b"no database at all" * 500, b"SQLite format 3\0" * 300], ids=["text", "sqlite"]
)
def test_a_file_that_is_no_database_is_left_alone(bare_home, content):
    bare_home.work.write_bytes(content)
    with pytest.raises(StorageError, match="not a DuckDB file") as refused, open_work(bare_home):
        pass
    assert "\n" not in str(refused.value)
    assert bare_home.work.read_bytes() == content


def test_a_damaged_file_says_so_and_what_to_do(home):
    with open_work(home) as db:
        keep(db, batch("ann", 0), NOW)
    os.truncate(home.work, 5000)
    with pytest.raises(StorageError, match="damaged; move it away, and the newest release"), open_work(home):
        pass


def test_a_lost_work_file_comes_back_from_the_newest_release(home):
    with open_work(home) as db:
        keep(db, harvest([found(1)]), NOW)
    publish(home, VIEWS, NOW)
    home.work.unlink()
    with open_work(home) as db:
        assert db.execute("SELECT count(*) FROM articles").fetchall() == [(1,)]
        keep(db, harvest([found(2)], "r2"), NOW)
    assert publish(home, VIEWS, NOW).number == 2


def test_two_writers_take_turns(home):
    writers = [start("write_some", home, f"3 {name}") for name in ("ann", "bob")]
    assert [finish(writer) for writer in writers] == [("done", 0)] * 2
    with open_work(home) as db:
        assert db.execute("SELECT count(*), count(DISTINCT article_id) FROM articles").fetchall() == [
            (30, 30)
        ]
        assert db.execute("SELECT count(*) FROM runs").fetchall() == [(6,)]


def test_two_writers_of_the_same_articles_double_nothing(home):
    writers = [start("write_some", home, "3 ann") for _ in range(2)]
    assert [finish(writer) for writer in writers] == [("done", 0)] * 2
    with open_work(home) as db:
        for table in ("articles", "article_versions", "readings", "entries", "pages"):
            assert db.table(table).aggregate("count(*)").fetchall() == [(15,)], table
        assert db.execute("SELECT count(*) FROM mentions").fetchall() == [(60,)]


def test_who_waits_is_told_for_whom(home):
    child = start("hold", home)
    assert child.stdout.readline() == "held\n"
    heard = []

    def let_go(words):
        heard.append(words)
        child.stdin.close()

    with open_work(home, on_wait=let_go):
        pass
    assert len(heard) == 1
    assert f"process {child.pid}" in heard[0]
    child.wait(30)
    child.stdout.close()


def test_a_second_poll_is_refused_at_once(home):
    with poll_lock(home), pytest.raises(BusyError, match=f"process {os.getpid()}"), poll_lock(home):
        pass
    with poll_lock(home):
        pass


def test_somebody_who_opens_the_work_file_himself_is_named(home):
    with open_work(home):
        pass
    script = (
        "import sys, duckdb; c = duckdb.connect(sys.argv[1]); print('held', flush=True); sys.stdin.read()"
    )
    with subprocess.Popen(
        [sys.executable, "-c", script, home.work], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as other:
        assert other.stdout.readline() == "held\n"
        with (
            pytest.raises(BusyError, match=rf"another process has it open, .*PID {other.pid}"),
            open_work(home),
        ):
            pass
        other.stdin.close()


def test_a_folder_that_may_not_be_written_is_named(public_home):
    with open_work(public_home) as db:
        keep(db, harvest([found(1)]), NOW)
    publish(public_home, VIEWS, NOW)
    public_home.write_lock.chmod(0o444)  # for its owner, when that is not root
    said, code = finish(start("open_as_nobody", public_home))
    assert code == 1
    assert said == f"StorageError: {public_home.write_lock}: cannot be opened for writing: Permission denied"
    assert finish(start("read_as_nobody", public_home)) == ("1", 0)


def test_a_work_file_that_may_not_be_written_is_named(public_home):
    with open_work(public_home):
        pass
    public_home.work.chmod(0o444)
    public_home.write_lock.chmod(0o666)
    said, code = finish(start("open_as_nobody", public_home))
    assert code == 1
    assert said.startswith(f"StorageError: {public_home.work}: cannot be written")
    assert "\n" not in said


def test_a_home_that_cannot_be_made_is_named(public_home):
    public_home.root.chmod(0o555)
    inner = type(public_home)(public_home.root / "inner")
    said, code = finish(start("open_as_nobody", inner))
    assert (code, said.split(": ")[0], "cannot make this folder: Permission denied" in said) == (
        1,
        "StorageError",
        True,
    )


def test_a_full_disk_costs_the_harvest_that_did_not_fit_and_nothing_else(home):
    with open_work(home) as db:
        keep(db, batch("ann", 0), NOW)
    publish(home, VIEWS, NOW)
    before = home.current.read_bytes()
    said, code = finish(start("fill", home, str(home.work.stat().st_size + 2_000_000)))
    assert code == 1
    assert said.startswith("StorageError: ")
    assert "the disk is full" in said
    assert "\n" not in said
    assert home.current.read_bytes() == before
    with open_work(home) as db:
        whole = db.execute(
            "SELECT count(*) % 400, count(*) = (SELECT count(*) FROM readings) FROM articles"
        ).fetchall()
        assert whole == [(5, True)]
        assert keep(db, batch("bob", 0), NOW).articles == 5
