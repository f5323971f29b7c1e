"""Archive files that are too old: gone from the disk, known to be gone, never one that is still needed."""

import os
from dataclasses import replace
from datetime import timedelta
from hashlib import sha256

import pytest

from records.errors import ArchiveError
from records.news import Page
from storage.archive import Archive, read_page
from storage.forgetting import Forgotten, forget
from storage.harvest import keep
from storage.pages import last_pages
from tests.storage.making import NOW, found, harvest

DAY = timedelta(days=1)


def archived(home, n, at, run, body=b"<html>", before=None):
    """A page of entry `n`, in a file of its own that was last written then."""
    page = Page(
        url=f"https://gazette.example/{n}", final_url=f"https://gazette.example/{n}", status=200,
        body=body + b"%d" % n, fetched_at=at,
    )  # fmt: skip
    with Archive(home.archive, run) as archive:
        kept = archive.add(page, before)
    os.utime(home.archive / kept.file, (at.timestamp(), at.timestamp()))
    assert kept.digest == sha256(page.body).hexdigest()
    return replace(found(n, at=at), page=kept)


def fill(db, home, *, again=False):
    """A page of a year ago and one of today; with `again`, the old one was also met today, unchanged."""
    old = archived(home, 1, NOW - 365 * DAY, "old")
    items = [old, archived(home, 2, NOW, "new")]
    items += [archived(home, 1, NOW, "again", before=old.page)] if again else []
    for item in items:
        keep(db, harvest([item], item.page.file), NOW)
    return [item.page for item in items]


def test_files_that_are_too_old_go_and_their_pages_say_so(db, home):
    old, new = fill(db, home)
    size = (home.archive / old.file).stat().st_size
    assert forget(db, home.archive, NOW - 30 * DAY) == Forgotten(files=1, pages=1, bytes=size)
    assert [path.name for path in home.archive.iterdir()] == [new.file]
    assert db.execute("SELECT file, archived FROM pages ORDER BY archived").fetchall() == [
        (old.file, False),
        (new.file, True),
    ]
    with pytest.raises(ArchiveError):
        read_page(home.archive, old.file, old.offset)


def test_texts_and_facts_stay(db, home):
    fill(db, home)
    before = [
        db.execute(f"FROM {table}").fetchall() for table in ("article_versions", "mentions", "articles")
    ]
    forget(db, home.archive, NOW - 30 * DAY)
    after = [db.execute(f"FROM {table}").fetchall() for table in ("article_versions", "mentions", "articles")]
    assert after == before


def test_a_file_that_holds_the_body_of_a_younger_page_stays(db, home):
    old, _, again = fill(db, home, again=True)
    assert forget(db, home.archive, NOW - 30 * DAY) == Forgotten()
    assert read_page(home.archive, again.file, again.offset).body == b"<html>1"
    assert read_page(home.archive, old.file, old.offset).body == b"<html>1"


def test_a_page_that_is_gone_is_no_longer_the_body_of_others(db, home):
    old, _ = fill(db, home)
    assert last_pages(db, [old.url]) == {old.url: old}
    forget(db, home.archive, NOW - 30 * DAY)
    assert last_pages(db, [old.url]) == {}


def test_what_a_killed_run_left_goes_the_next_time(db, home):
    old, _ = fill(db, home)
    db.execute("UPDATE pages SET archived = false WHERE file = ?", [old.file])
    assert forget(db, home.archive, NOW - 30 * DAY).files == 1
    assert forget(db, home.archive, NOW - 30 * DAY) == Forgotten()


def test_files_whose_pages_were_never_kept_go_too(db, home):
    archived(home, 7, NOW - 365 * DAY, "killed")
    assert forget(db, home.archive, NOW - 30 * DAY).files == 1
