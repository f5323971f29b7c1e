"""Pages that a newer reader read again: its text takes the place of the old one, and is no change."""

from dataclasses import replace
from datetime import timedelta

from records.news import Verdict
from records.runs import Harvest
from storage.harvest import keep, keep_again
from storage.identity import number
from tests.storage.conftest import every_row
from tests.storage.making import NOW, article, entry, found, harvest, reading, run, text_of

HOUR = timedelta(hours=1)
LATER = NOW + 24 * HOUR


def reread(items, name="again", at=LATER, reader="2+x"):
    versions = {"reader": reader, "extractor": "1+abc"}
    return Harvest(run=run(name, at, "reread", versions=versions), found=tuple(items))


def read_anew(n=1, text=None, at=NOW, version="2+abc", **more):
    """The page of `found(n, at)`, by a reader that makes another text of it."""
    read = article(n, text or text_of(n + 6), **more)
    facts = reading(read.text, version) if read.verdict is Verdict.ARTICLE else None
    return found(n, at=at, article=read, reading=facts)


def versions(db):
    return db.execute(
        "SELECT v.text, v.replaced_by IS NULL, v.version_id = a.version_id FROM article_versions AS v "
        "JOIN articles AS a USING (article_id) ORDER BY v.made_at, v.text"
    ).fetchall()


def test_a_newer_reading_of_the_same_text_belongs_to_its_version(db):
    keep(db, harvest([found(1)]), NOW)
    kept = keep_again(db, reread([found(1, version="2+abc")]), LATER)
    assert (kept.versions, kept.replaced, kept.readings) == (0, 0, 1)
    current = db.execute(
        "SELECT a.versions, r.extractor_version FROM articles AS a JOIN readings AS r USING (reading_id)"
    ).fetchall()
    assert current == [(1, "2+abc")]
    assert db.execute("SELECT count(*), count(DISTINCT version_id) FROM readings").fetchall() == [(2, 1)]


def test_another_text_replaces_the_old_one_and_is_no_change_by_the_publisher(db):
    keep(db, harvest([found(1)]), NOW)
    kept = keep_again(db, reread([read_anew()]), LATER)
    assert (kept.articles, kept.versions, kept.replaced, kept.readings) == (0, 1, 1, 1)
    assert versions(db) == [(text_of(1), False, False), (text_of(7), True, True)]
    assert db.execute("SELECT versions FROM articles").fetchall() == [(1,)]
    assert db.execute("SELECT count(*), count(DISTINCT first_seen) FROM article_versions").fetchall() == [
        (2, 1)
    ]


def test_the_second_time_changes_nothing(db):
    keep(db, harvest([found(1)]), NOW)
    keep_again(db, reread([read_anew()]), LATER)
    before = every_row(db)
    assert not keep_again(db, reread([read_anew()]), LATER + HOUR).changed
    assert every_row(db) == before


def test_an_older_reader_brings_the_old_text_back(db):
    keep(db, harvest([found(1)]), NOW)
    keep_again(db, reread([read_anew()]), LATER)
    keep_again(db, reread([found(1)], "back", LATER + HOUR, "1+x"), LATER + HOUR)
    assert versions(db) == [(text_of(1), True, True), (text_of(7), False, False)]


def test_what_a_newer_reader_calls_no_article_is_none(db):
    keep(db, harvest([found(1)]), NOW)
    keep_again(db, reread([read_anew(text="Subscribe.", verdict=Verdict.PAYWALL)]), LATER)
    assert db.execute("SELECT verdict, on_topic FROM articles").fetchall() == [("paywall", None)]


def test_an_edit_that_only_the_newer_reader_sees_is_a_version(db):
    keep(db, harvest([found(1)]), NOW)
    keep(db, harvest([found(1, at=NOW + HOUR)], "r2", NOW + HOUR), NOW + HOUR)
    assert db.execute("SELECT versions FROM articles").fetchall() == [(1,)]
    keep_again(db, reread([read_anew(), read_anew(text=text_of(8), at=NOW + HOUR)]), LATER)
    assert db.execute("SELECT versions FROM articles").fetchall() == [(2,)]
    assert versions(db)[-1] == (text_of(8), True, True)


def test_entries_and_days_stay_as_they_were(db):
    keep(db, harvest([found(1)]), NOW)
    before = (
        db.execute("FROM entries").fetchall(),
        db.execute("SELECT day, first_seen FROM articles").fetchall(),
    )
    again = replace(read_anew(), entry=entry(1, title="Another"), first_seen=LATER)
    keep_again(db, reread([again]), LATER)
    after = (
        db.execute("FROM entries").fetchall(),
        db.execute("SELECT day, first_seen FROM articles").fetchall(),
    )
    assert after == before


def test_a_page_says_who_read_it_last(db):
    keep(db, replace(harvest([found(1)]), run=run(versions={"reader": "1+x", "extractor": "1+abc"})), NOW)
    keep_again(db, reread([read_anew()]), LATER)
    assert db.execute("SELECT reader_version, extractor_version, read_at FROM pages").fetchall() == [
        ("2+x", "1+abc", LATER.replace(tzinfo=None))
    ]


def test_a_reader_that_fails_takes_nothing_away(db):
    keep(db, harvest([found(1)]), NOW)
    keep_again(db, reread([replace(found(1), article=None, reading=None)]), LATER)
    [(article_id, reader)] = db.execute("SELECT article_id, reader_version FROM pages").fetchall()
    assert (article_id, reader) == (number("https://gazette.example/1"), "2+x")
    assert db.execute("SELECT verdict, versions FROM articles").fetchall() == [("article", 1)]
