from dataclasses import replace
from datetime import timedelta

from records.dates import UNDATED
from records.feeds import Known, Outcome
from storage.entries import articles_by_url, known_entries
from storage.harvest import keep
from tests.storage.making import NOW, dated, entry, found, harvest, poll, run

HOUR = timedelta(hours=1)


def seen(entries, at, name, **more):
    """A poll that shows these and follows none."""
    return harvest([], name, at, polls=(poll(at=at, entries=entries, outcome=Outcome.NOTHING_NEW, **more),))


def rows(db, columns):
    return db.execute(f"SELECT {columns} FROM entries ORDER BY id").fetchall()


def plain(*times):
    return tuple(time.replace(tzinfo=None) for time in times)


def test_an_entry_seen_again_moves_its_last_sight_only(db):
    keep(db, seen([entry(1)], NOW, "r1"), NOW)
    keep(db, seen([entry(1)], NOW + HOUR, "r2"), NOW + HOUR)
    assert rows(db, "first_seen, last_seen") == [plain(NOW, NOW + HOUR)]


def test_an_entry_left_unread_was_seen_all_the_same(db):
    keep(db, seen([entry(1)], NOW, "r1"), NOW)
    keep(db, seen([], NOW + HOUR, "r2", unread=("id-1",)), NOW + HOUR)
    assert rows(db, "last_seen") == [plain(NOW + HOUR)]


def test_changed_words_replace_the_old_ones_and_are_news(db):
    keep(db, seen([entry(1)], NOW, "r1"), NOW)
    kept = keep(db, seen([entry(1, title="Corrected")], NOW + HOUR, "r2"), NOW + HOUR)
    assert (kept.entries_changed, kept.changed) == (1, True)
    assert rows(db, "title, day") == [("Corrected", NOW.date())]


def test_an_older_sight_kept_late_changes_no_words(db):
    keep(db, seen([entry(1, title="Corrected")], NOW + HOUR, "r2"), NOW + HOUR)
    keep(db, seen([entry(1)], NOW, "r1"), NOW + HOUR)
    assert rows(db, "title, last_seen") == [("Corrected", *plain(NOW + HOUR))]


def test_one_id_in_two_feeds_is_two_entries(db):
    keep(db, harvest([found(1), found(1, feed="courier")]), NOW)
    assert len(rows(db, "feed")) == 2


def test_an_undated_entry_has_the_day_on_which_we_met_it(db):
    keep(db, seen([entry(1, published=None)], NOW, "r1"), NOW)
    assert rows(db, "published, published_confidence, day") == [(None, "none", NOW.date())]


def test_backfill_says_that_it_met_an_entry_late(db):
    item = replace(found(1), backfilled=True)
    keep(db, harvest([item], polls=(), run=run(flow="backfill")), NOW)
    assert rows(db, "backfilled") == [(True,)]
    assert db.execute("SELECT backfilled FROM articles").fetchall() == [(True,)]


def test_what_is_known_of_a_feed(db):
    keep(db, seen([entry(1, updated=dated(NOW, "today")), entry(2, title="")], NOW, "r1"), NOW)
    assert known_entries(db, ["gazette", "courier"]) == {
        "gazette": Known(
            ids=frozenset({"id-1", "id-2"}),
            urls=frozenset({entry(1).url, entry(2).url}),
            titles={"id-1": "Headline 1", "id-2": ""},
            updates={"id-1": "today", "id-2": ""},
        )
    }


def test_what_went_out_of_sight_long_ago_is_no_longer_known_but_stays_one_row(db):
    keep(db, seen([entry(1)], NOW, "r1"), NOW)
    late = NOW + timedelta(days=31)
    keep(db, seen([entry(2)], late, "r2"), late)
    assert known_entries(db, ["gazette"])["gazette"].ids == {"id-2"}
    keep(db, seen([entry(1)], late + HOUR, "r3"), late + HOUR)
    assert len(rows(db, "id")) == 2


def test_an_entry_leads_to_the_article_that_its_page_turned_out_to_be_and_keeps_that(db):
    whole = found(1)
    elsewhere = replace(whole, article=replace(whole.article, url="https://gazette.example/elsewhere"))
    keep(db, harvest([elsewhere]), NOW)
    linked = "SELECT a.url FROM entries AS e JOIN articles AS a USING (article_id)"
    assert db.execute(linked).fetchall() == [("https://gazette.example/elsewhere",)]
    keep(db, seen([replace(whole.entry, title="Corrected")], NOW + HOUR, "r2"), NOW + HOUR)
    assert db.execute(linked).fetchall() == [("https://gazette.example/elsewhere",)]
    assert articles_by_url(db, [whole.entry], NOW) == {whole.entry.url: "https://gazette.example/elsewhere"}


def test_an_article_is_found_by_what_any_feed_showed_near_its_day(db):
    keep(db, harvest([found(1)]), NOW)
    shown = found(1).entry
    assert articles_by_url(db, [replace(shown, feed="courier", id="other")], NOW)
    assert articles_by_url(db, [replace(shown, published=UNDATED)], NOW + 24 * HOUR)
    assert not articles_by_url(db, [replace(shown, published=UNDATED)], NOW + 40 * 24 * HOUR)
    assert not articles_by_url(db, [entry(2)], NOW)
    assert not articles_by_url(db, [], NOW)
