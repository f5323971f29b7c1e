"""kill -9 at any moment of a write, a publishing, an archiving: then the next run, as if nothing had been."""

import random
import signal
import time
from hashlib import sha256

import duckdb
import pytest

from records.errors import ArchiveError
from storage.archive import Archive, damages, read_file, read_page
from storage.database import open_work
from storage.harvest import keep
from storage.publish import latest, publish
from tests.storage.children import SIZE, VIEWS, batch
from tests.storage.conftest import every_row, start
from tests.storage.making import NOW
from tests.storage.test_archive import page

#: A few moments in every run of the tests, many in `make test-long`.
SEEDS = [0, 1, *(pytest.param(seed, marks=pytest.mark.long) for seed in range(2, 60))]


def killed(child, after):
    """Kill it that many seconds after its first line; the lines that it had said, the last may be half."""
    said = [child.stdout.readline()]
    time.sleep(after)
    child.send_signal(signal.SIGKILL)
    with child:
        said += child.stdout.readlines()  # not communicate(): it would miss what readline() read ahead
    assert said[0], "it died before it began"
    return [line.strip() for line in said if line.endswith("\n")]


def expect_whole(db, writes):
    """All of the first `writes` harvests, and of no other: every child row has its parent."""
    for table, rows in {
        "articles": SIZE,
        "article_versions": SIZE,
        "readings": SIZE,
        "mentions": 4 * SIZE,
    }.items():
        assert db.table(table).aggregate("count(*)").fetchall() == [(writes * rows,)], table
    assert db.execute("SELECT count(*) FROM runs").fetchall() == [(writes,)]


@pytest.mark.parametrize("seed", SEEDS)
def test_a_writer_killed_anywhere_loses_the_open_harvest_only(home, seed):
    said = killed(start("write", home, "ann"), random.Random(seed).uniform(0, 1.5))
    with open_work(home) as db:
        [(writes,)] = db.execute("SELECT count(*) FROM runs").fetchall()
        # One may have been kept before it could say so.
        assert writes in (len(said), len(said) + 1)
        expect_whole(db, writes)
        for n in range(writes + 1):  # the run again, from the start
            keep(db, batch("ann", n), NOW)
        expect_whole(db, writes + 1)
        once = every_row(db)
        keep(db, batch("ann", writes), NOW)
        assert every_row(db) == once


@pytest.mark.parametrize("seed", SEEDS)
def test_a_publisher_killed_anywhere_leaves_readers_a_whole_release(home, seed):
    said = killed(start("write_and_publish", home, "ann"), random.Random(seed).uniform(0, 1.5))
    release = latest(home)
    assert release.number in (len(said), len(said) + 1)
    with duckdb.connect(release.path, read_only=True) as db:
        expect_whole(db, release.number)
        assert db.execute("SELECT max(number), count(*) FROM releases").fetchall() == [(release.number,) * 2]
        assert db.execute("SELECT n FROM named WHERE entity_id = 'chip:h20'").fetchall() == [
            (release.number * SIZE,)
        ]
    with open_work(home) as db:
        for n in range(release.number + 1):
            keep(db, batch("ann", n), NOW)
    assert publish(home, VIEWS, NOW).number == release.number + 1
    with duckdb.connect(home.current.resolve(), read_only=True) as db:
        expect_whole(db, release.number + 1)
        numbers = [number for (number,) in db.execute("SELECT number FROM releases ORDER BY 1").fetchall()]
        assert numbers == list(range(1, release.number + 2))


@pytest.mark.parametrize("seed", SEEDS)
def test_an_archive_killed_anywhere_loses_the_last_page_only(home, seed):
    said = killed(start("archive", home, "ann"), random.Random(seed).uniform(0, 0.3))
    [path] = home.archive.iterdir()
    promised = [(int(offset), digest) for _, offset, digest in map(str.split, said)]
    whole, cut = readable(home.archive, path.name)
    assert whole[: len(promised)] == promised
    assert len(whole) - len(promised) in (0, 1)  # one may have been kept before it could say so
    assert [str(error) for error in damages(home.archive)] == [str(error) for error in cut]
    with Archive(home.archive, "ann") as again:
        kept = again.add(page(1))
    assert kept.file != path.name
    assert read_page(home.archive, kept.file, kept.offset) == page(1)


def readable(folder, file):
    """Offset and digest of every whole page; and the error at the end, if there is one."""
    whole = []
    try:
        for offset, one in read_file(folder, file):
            whole.append((offset, sha256(one.body).hexdigest()))
    except ArchiveError as cut:
        return whole, [cut]
    return whole, []
