"""A newer reader over the archive: resumable, in several processes, harmless the second time."""

import asyncio
import json
import multiprocessing
import os
import shutil
from datetime import UTC, datetime, timedelta

import pytest

from demo.newsroom import Newsroom
from demo.sources import write_sources
from flows import reread as rereading
from flows.clippings import run_files
from flows.reread import reread_report, run_reread
from flows.settings import Settings
from flows.walk import publish_release, run_poll, utcnow
from storage.database import open_work
from storage.home import Home
from storage.readings import FACTS
from tests.storage.conftest import every_row

START = datetime(2026, 7, 1, tzinfo=UTC)


@pytest.fixture(scope="module")
def polled(tmp_path_factory):
    """The newsroom polled once, for all tests of this file."""
    root = tmp_path_factory.mktemp("polled")
    with Newsroom() as newsroom:
        write_sources(newsroom, root / "sources.toml")
        settings = Settings(home=root / "home", sources=[root / "sources.toml"], shipped_sources=False)
        asyncio.run(run_poll(settings))
    return settings


@pytest.fixture
def settings(polled, tmp_path):
    """A copy of that home, to do with as one likes."""
    shutil.copytree(polled.home, tmp_path / "home", symlinks=True)
    return polled.model_copy(update={"home": tmp_path / "home"})


def reread(settings, **more):
    return run_reread(settings, **({"since": START, "until": utcnow() + timedelta(minutes=1)} | more))


def work(settings):
    return open_work(Home(settings.home))


def grow_old(settings, where="true"):
    """Make the file say that an older chipwatch read these pages, and found something else in them."""
    with work(settings) as db:
        db.execute(f"UPDATE pages SET reader_version = '0+old', extractor_version = '0+old' WHERE {where}")
        db.execute("UPDATE readings SET extractor_version = '0+old', read_at = read_at - INTERVAL 1 HOUR")
        db.execute("UPDATE readings SET reading_id = reading_id // 2 + 1")
        db.execute("UPDATE articles SET reading_id = reading_id // 2 + 1")
        for table in FACTS:
            db.execute(f"UPDATE {table} SET reading_id = reading_id // 2 + 1")


def counted(done):
    return sum(count.n for count in done.counts if (count.stage, count.status) == ("article", "in"))


def test_nothing_is_left_to_read_after_a_poll(settings):
    with work(settings) as db:
        before = every_row(db)
    done = reread(settings)
    assert (counted(done), done.release) == (0, None)
    assert reread_report(done).headline == "reread: nothing to read again, nothing to publish"
    with work(settings) as db:
        assert every_row(db) == before


def test_a_newer_reader_adds_readings_to_the_versions_that_are_there(settings, rows):
    grow_old(settings)
    facts = rows("SELECT entity_id, url, char_start FROM facts_mentions ORDER BY ALL")
    done = reread(settings)
    assert counted(done) == rows("SELECT count(*) FROM pages")[0][0]
    assert done.kept["versions"] == 0
    assert (
        done.kept["readings"] == rows("SELECT count(*) FROM readings WHERE extractor_version = '0+old'")[0][0]
    )
    assert rows("SELECT DISTINCT extractor_version = '0+old' FROM texts") == [(False,)]
    assert rows("SELECT entity_id, url, char_start FROM facts_mentions ORDER BY ALL") == facts
    assert counted(reread(settings)) == 0


def test_the_second_time_does_nothing_also_when_told_to_read_all(settings):
    grow_old(settings)
    reread(settings)
    with work(settings) as db:
        before = every_row(db)
    done = reread(settings, again=True)
    assert counted(done) > 0
    with work(settings) as db:
        after = every_row(db)
    changed = {name for name in before if before[name] != after[name]}
    assert changed <= {"runs", "stage_counts"}


def test_several_processes_read_what_one_reads(settings):
    grow_old(settings)
    reread(settings, jobs=2)
    with work(settings) as db:
        assert db.execute("SELECT count(*) FROM pages WHERE reader_version = '0+old'").fetchall() == [(0,)]
        together = db.execute(NEW_READINGS).fetchall()
    grow_old(settings)
    reread(settings, jobs=1)
    with work(settings) as db:
        alone = db.execute(NEW_READINGS).fetchall()
    assert together == alone != []


NEW_READINGS = """
SELECT version_id, reading_id, facts_sha256 FROM readings WHERE extractor_version <> '0+old' ORDER BY ALL"""


def _killed(settings):
    rereading.BATCH = 7
    reread(settings, step=lambda _what, done, _total: os._exit(9) if done > 20 else None)


def test_killed_in_the_middle_it_goes_on_where_it_was(settings):
    grow_old(settings)
    child = multiprocessing.get_context("spawn").Process(target=_killed, args=(settings,))
    child.start()
    child.join()
    assert child.exitcode == 9
    with work(settings) as db:
        [(done, all_pages)] = db.execute(
            "SELECT count(*) FILTER (reader_version <> '0+old'), count(*) FROM pages"
        ).fetchall()
    assert 0 < done < all_pages
    assert counted(reread(settings)) == all_pages - done
    assert counted(reread(settings)) == 0


def test_a_page_stays_with_its_article_whatever_a_newer_reader_would_call_it(settings):
    """As if an older reader had named the article after another page of its site."""
    with work(settings) as db:
        [(page, _), (_, other)] = db.execute(
            "SELECT page_id, article_id FROM pages WHERE article_id IN (SELECT article_id FROM articles) "
            "ORDER BY page_id LIMIT 2"
        ).fetchall()
        db.execute("UPDATE pages SET article_id = ? WHERE page_id = ?", [other, page])
    reread(settings, again=True)
    with work(settings) as db:
        versions = "SELECT count(DISTINCT text_sha256) FROM article_versions WHERE article_id = ?"
        assert db.execute(versions, [other]).fetchall() == [(2,)]


def test_feeds_and_days_narrow_it(settings):
    grow_old(settings)
    assert counted(reread(settings, until=START + timedelta(days=1))) == 0
    one = counted(reread(settings, only=["demo-gazette-en"]))
    assert one > 0
    assert counted(reread(settings)) > one
    assert counted(reread(settings)) == 0


LINE = "Il notiziario dei semiconduttori arriva a casa vostra ogni martedì con il postino."
TOWNS = [*"ABCDEFGHILMNO"]
STORY = (
    "La fabbrica di {town} ha chiesto la licenza per {more} macchine, e il ministero ha risposto agli operai "
    "di {town} dopo {more} settimane che la domanda era incompleta."
)


def clipping(town):
    """A page of the outlet; nobody but we knows that its last line is on all of them."""
    story = "".join(f"<p>{STORY.format(town=town, more=word)}</p>" for word in ("dieci", "venti", "trenta"))
    return (
        f"<html><head><title>Macchine per {town}</title>"
        "<meta property='og:site_name' content='Il Notiziario'>"
        f"</head><body><article><h1>Macchine per {town}</h1>{story}<p>{LINE}</p></article></body></html>"
    )


@pytest.fixture
def clippings(tmp_path):
    """Twelve stories of one outlet, each with a line that no rule of ours knows."""
    folder = tmp_path / "clippings"
    folder.mkdir()
    for town in TOWNS[:12]:
        (folder / f"{town}.html").write_text(clipping(town))
        (folder / f"{town}.json").write_text(json.dumps({"url": f"https://notiziario.example/{town}"}))
    return folder


@pytest.fixture
def bare(settings):
    """The same settings with nothing kept yet."""
    shutil.rmtree(settings.home)
    return settings


def test_lines_learnt_meanwhile_leave_the_texts_and_change_no_version(bare, clippings, rows):
    """An outlet's line is known once enough of its articles were read: the first of them had it in."""
    run_files(bare, [clippings])
    with work(bare) as db:
        learnt = db.execute("SELECT outlet, line, articles, of_articles, len(examples) FROM repeated_lines")
        assert learnt.fetchall() == [("Il Notiziario", LINE, 12, 12, 5)]
        before = db.execute("SELECT count(*), sum(characters) FROM article_versions").fetchall()
    done = reread(bare)
    assert done.kept["replaced"] == 12
    assert rows("SELECT DISTINCT versions FROM articles") == [(1,)]
    [(all_versions, characters)] = before
    assert rows("SELECT count(*), sum(characters) FROM article_versions WHERE replaced_by IS NULL") == [
        (all_versions, characters - 12 * (len(LINE) + 2))
    ]
    removed = "SELECT DISTINCT unnest(removed) FROM article_versions WHERE replaced_by IS NULL"
    assert rows(removed) == [({"text": LINE, "reason": "repeated"},)]
    assert counted(reread(bare)) == 0


def test_the_next_pages_are_read_without_the_learnt_lines(bare, clippings, rows):
    run_files(bare, [clippings])
    (clippings / "Z.html").write_text(clipping("Z"))
    (clippings / "Z.json").write_text('{"url": "https://notiziario.example/Z"}')
    run_files(bare, [clippings])
    removed = "SELECT url FROM articles JOIN article_versions USING (version_id) WHERE len(removed) > 0"
    assert rows(removed) == [("https://notiziario.example/Z",)]
    assert rows("SELECT DISTINCT versions FROM articles") == [(1,)]


def test_lines_are_those_of_the_outlet_that_the_sidecar_names(bare, clippings, rows):
    """The page calls itself otherwise; what was learnt is filed under the name that its article has."""
    for town in TOWNS[:12]:
        told = {"url": f"https://notiziario.example/{town}", "outlet": "Notiziario dei chip"}
        (clippings / f"{town}.json").write_text(json.dumps(told))
    run_files(bare, [clippings])
    (clippings / "Z.html").write_text(clipping("Z"))
    (clippings / "Z.json").write_text(json.dumps(told | {"url": "https://notiziario.example/Z"}))
    run_files(bare, [clippings])
    removed = "SELECT url FROM articles JOIN article_versions USING (version_id) WHERE len(removed) > 0"
    assert rows(removed) == [("https://notiziario.example/Z",)]


def test_pages_that_left_the_archive_are_skipped_with_a_count(settings):
    grow_old(settings)
    with work(settings) as db:
        [(gone,)] = db.execute("UPDATE pages SET archived = false WHERE feed = 'demo-gazette-en'").fetchall()
    done = reread(settings)
    assert done.gone == gone > 0
    skipped = f"{gone} pages skipped: older than archive_days, no longer in the archive"
    assert skipped in reread_report(done).headline
    again = reread_report(reread(settings, again=True)).headline
    assert f"{counted(done)} pages read again" in again
    assert skipped in again


def test_files_older_than_archive_days_go_once_a_release_is_out(settings):
    files = list(Home(settings.home).archive.iterdir())
    for file in files:
        os.utime(file, (START.timestamp(), START.timestamp()))
    publish_release(settings, utcnow())
    assert all(file.exists() for file in files)
    publish_release(settings.model_copy(update={"archive_days": 30}), utcnow())
    assert not any(file.exists() for file in files)
    grow_old(settings)
    done = reread(settings)
    assert (counted(done), done.gone > 0) == (0, True)


def test_a_damaged_record_costs_one_page(settings, rows):
    articles = rows("SELECT count(*) FROM articles")
    grow_old(settings)
    with work(settings) as db:
        db.execute(
            "UPDATE pages SET byte_offset = byte_offset + 1 WHERE page_id = (SELECT min(page_id) FROM pages)"
        )
    done = reread(settings)
    assert [(c.status, c.n) for c in done.counts if c.reason == "archive"] == [("dropped", 1)]
    assert rows("SELECT count(*) FROM articles") == articles
    report = reread_report(done)
    assert f"{counted(done) - 1} pages read again" in report.headline
    assert "1 pages skipped: their bytes are missing or damaged" in report.headline
    assert sum(row["unreadable"] for row in report.feeds) == 1
    assert counted(reread(settings)) == 0


def test_each_batch_says_how_far_it_is(settings):
    grow_old(settings)
    steps = []
    done = reread(settings, step=lambda what, done, total: steps.append((done, total)))
    assert steps == sorted(steps)
    assert {total for _, total in steps} == {counted(done)}
    assert (steps[0][0], steps[-1][0]) == (0, counted(done))


def test_status_says_how_large_the_archive_is_and_how_long_it_is_kept(chipwatch, settings):
    size = sum(file.stat().st_size for file in Home(settings.home).archive.iterdir())
    thirty = {"CHIPWATCH_HOME": str(settings.home), "CHIPWATCH_ARCHIVE_DAYS": "30"}
    found = json.loads(chipwatch("status", "--json", **thirty).stdout)
    assert (found["disk"]["archive"], found["archive_days"]) == (size, 30)
    assert "MB (kept 30 days)." in chipwatch("status", **thirty).stdout
    assert "MB (kept for ever)." in chipwatch("status", CHIPWATCH_HOME=str(settings.home)).stdout


def test_the_command_says_what_it_did(chipwatch, settings):
    grow_old(settings)
    variables = {
        "CHIPWATCH_HOME": str(settings.home),
        "CHIPWATCH_SOURCES": ":".join(map(str, settings.sources)),
        "CHIPWATCH_SHIPPED_SOURCES": "false",
    }
    done = chipwatch("reread", "--json", **variables)
    assert done.returncode == 0, done.stderr
    report = json.loads(done.stdout)
    assert "pages read again" in report["headline"]
    assert report["release"] == 2
    assert "nothing to read again" in chipwatch("reread", **variables).stdout


@pytest.mark.parametrize("words", [["--feed", "demo-nowhere"], ["--jobs", "-1"], ["--since", "yesterday"]])
def test_wrong_words_are_refused(chipwatch, words):
    assert chipwatch("reread", *words).returncode == 2
