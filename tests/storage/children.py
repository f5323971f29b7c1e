"""Other processes for these tests: `python -m tests.storage.children <what> <folder> <word>`.

Each prints a line when it has done something, so that a test knows how far it came.
"""

import os
import resource
import sys
from datetime import timedelta
from pathlib import Path

from records.errors import ChipwatchError
from records.news import Page
from storage.archive import Archive
from storage.copying import copy
from storage.database import open_work
from storage.harvest import keep
from storage.home import Home
from storage.publish import publish
from tests.storage.making import NOW, found, harvest

#: A view for releases to have.
VIEWS = ("CREATE OR REPLACE VIEW named AS SELECT entity_id, count(*) AS n FROM mentions GROUP BY ALL",)
#: Articles in each of the harvests written here.
SIZE = 5


def say(*words):
    print(*words, flush=True)


def batch(name, n, size=SIZE):
    """The n-th harvest of a writer; articles of different writers differ."""
    first = n * size + (hash_of(name) * 1_000_000)
    at = NOW + timedelta(minutes=n)
    return harvest([found(first + k, at=at) for k in range(size)], f"{name}-{n}", at)


def hash_of(name):
    return sum(map(ord, name))


def write(home, name):
    """Harvest after harvest, without end."""
    for n in range(10_000):
        with open_work(home) as db:
            keep(db, batch(name, n), NOW)
        say(n)


def write_some(home, word):
    """As many harvests as the word says, under the name that it says."""
    times, name = word.split()
    for n in range(int(times)):
        with open_work(home) as db:
            keep(db, batch(name, n), NOW)
    say("done")


def write_and_publish(home, name):
    """Harvest and release after each other, without end."""
    for n in range(10_000):
        with open_work(home) as db:
            keep(db, batch(name, n), NOW + timedelta(minutes=n))
        publish(home, VIEWS, NOW + timedelta(minutes=n))
        say(n)


def hold(home, _word):
    """The work file open for writing until the other side lets go."""
    with open_work(home):
        say("held")
        sys.stdin.read()


def archive(home, name):
    """Page after page, without end."""
    with Archive(home.archive, name) as kept:
        for n in range(1_000_000):
            body = os.urandom(2000) * 20
            page = kept.add(
                Page(url=f"https://a.example/{n}", final_url="x:", status=200, body=body, fetched_at=NOW)
            )
            say(page.file, page.offset, page.digest)


def fill(home, room):
    """Write until no file may grow beyond `room` bytes; say what the error says."""
    resource.setrlimit(resource.RLIMIT_FSIZE, (int(room), int(room)))
    for n in range(1000):
        with open_work(home) as db:
            keep(db, batch("fill", n, 400), NOW)


def publish_into(home, room):
    resource.setrlimit(resource.RLIMIT_FSIZE, (int(room), int(room)))
    publish(home, VIEWS, NOW + timedelta(days=1), force=True)


def copy_into(home, room):
    resource.setrlimit(resource.RLIMIT_FSIZE, (int(room), int(room)))
    copy(home.work, home.root / "copy")


def archive_into(home, room):
    resource.setrlimit(resource.RLIMIT_FSIZE, (int(room), int(room)))
    archive(home, "full")


def open_as_nobody(home, _word):
    """As a user who owns nothing: root may write anywhere."""
    if os.getuid() == 0:
        os.setgid(65534)
        os.setuid(65534)
    with open_work(home):
        say("opened")


def read_as_nobody(home, _word):
    import duckdb

    if os.getuid() == 0:
        os.setuid(65534)
    with duckdb.connect(home.current, read_only=True) as db:
        say(*db.execute("SELECT count(*) FROM articles").fetchall()[0])


if __name__ == "__main__":
    what, folder, word = sys.argv[1:]
    try:
        globals()[what](Home(Path(folder)), word)
    except ChipwatchError as error:
        say(f"{type(error).__name__}: {error}")
        sys.exit(1)
