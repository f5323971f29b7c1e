"""The same text elsewhere: which article repeats which, and that nothing is found twice."""

from dataclasses import replace
from datetime import timedelta
from random import Random

import duckdb
import pytest

from extractors.duplicates import fingerprint
from storage.articles import version_id
from storage.harvest import keep
from storage.identity import number
from storage.migrations import migrate, steps
from tests.storage.making import NOW, article, dated, found, harvest, reading, text_of

HOUR, DAY = timedelta(hours=1), timedelta(days=1)
WORDS = [f"word{n}" for n in range(3000)]


def prose(seed, words=200):
    """A text like no other, that begins with one whose facts are known."""
    return f"{text_of(1)}\n\n{' '.join(Random(seed).choices(WORDS, k=words))}."


def item(n, text, at=NOW, published=NOW, **more):
    read = article(n, text, published, **more)
    return replace(
        found(n, at=at, published=published, article=read, reading=reading(text)),
        fingerprint=fingerprint(text),
    )


def copies(db):
    return {
        (copy, original): (kind, similarity, agency)
        for copy, original, kind, similarity, agency in db.execute(
            "SELECT a.url[-1], o.url[-1], c.kind, c.similarity, c.agency FROM copies AS c "
            "JOIN articles AS a ON a.article_id = c.article_id "
            "JOIN articles AS o ON o.article_id = c.original_id ORDER BY ALL"
        ).fetchall()
    }


def test_an_exact_twin_names_the_first_one_seen(db):
    keep(db, harvest([item(1, prose(1))]), NOW)
    kept = keep(
        db, harvest([item(2, prose(1).replace(" word", " -- Word"), NOW + HOUR, NOW - DAY)], "r2"), NOW + HOUR
    )
    assert kept.copies == 1
    assert copies(db) == {("2", "1"): ("exact", 1.0, None)}


@pytest.mark.parametrize(
    "edit",
    [
        lambda text: text[: int(len(text) * 0.7)],
        lambda text: text + " " + prose(9, 60),
        lambda text: text.replace("word12", "other12"),
    ],
    ids=["cut", "extended", "edited"],
)
def test_an_edited_copy_is_near(db, edit):
    keep(db, harvest([item(1, prose(1, 400))]), NOW)
    keep(db, harvest([item(2, edit(prose(1, 400)), NOW + HOUR)], "r2"), NOW + HOUR)
    [(pair, (kind, similarity, _))] = copies(db).items()
    assert (pair, kind) == (("2", "1"), "near")
    assert 0.6 <= similarity <= 1


def test_different_articles_of_one_opening_are_no_copies(db):
    keep(db, harvest([item(n, prose(n)) for n in range(1, 8)]), NOW)
    assert copies(db) == {}


@pytest.mark.parametrize(("part", "pairs"), [(0.4, set()), (0.8, {("2", "1")})])
def test_a_text_that_shares_less_than_most_is_no_copy_though_they_were_compared(db, part, pairs):
    first = prose(5, 400)
    cut = int(len(first) * part)
    other = f"{first[:cut]} {prose(55, 400)[cut:]}"
    assert set(fingerprint(first).bands) & set(fingerprint(other).bands)
    keep(db, harvest([item(1, first)]), NOW)
    keep(db, harvest([item(2, other, NOW + HOUR)], "r2"), NOW + HOUR)
    assert set(copies(db)) == pairs


def test_short_texts_are_compared_exactly_only(db):
    short = "Nvidia may ship 1 H20 chips to China. Analysts expect $5 billion of sales, 10% more."
    first = replace(found(1), fingerprint=fingerprint(short))
    other = replace(found(2, at=NOW + HOUR), fingerprint=fingerprint(short.replace("10%", "12%")))
    twin = replace(found(3, at=NOW + HOUR), fingerprint=fingerprint(short))
    keep(db, harvest([first, other, twin]), NOW)
    assert copies(db) == {("3", "1"): ("exact", 1.0, None)}


@pytest.mark.parametrize("later", [timedelta(), timedelta(milliseconds=40), timedelta(minutes=3)])
def test_of_one_poll_the_publishers_dates_decide_who_was_first(db, later):
    batch = [item(1, prose(1), NOW, NOW - HOUR), item(2, prose(1), NOW + later, NOW - 3 * HOUR)]
    keep(db, harvest(batch), NOW)
    assert copies(db) == {("1", "2"): ("exact", 1.0, None)}


def test_of_texts_seen_hours_apart_the_first_one_seen_is_the_original_whatever_its_date(db):
    batch = [item(1, prose(1), NOW - 2 * HOUR, NOW - 3 * HOUR), item(2, prose(1), NOW, NOW - DAY)]
    keep(db, harvest(batch), NOW)
    assert copies(db) == {("2", "1"): ("exact", 1.0, None)}


def test_the_original_of_a_copys_copy_is_the_original(db):
    words = prose(1, 600).split(" ")
    first, second, third = (" ".join(words[start : start + 400]) for start in (0, 130, 230))
    lead = text_of(1)
    for n, text in enumerate((first, f"{lead} {second}", f"{lead} {third}"), 1):
        keep(db, harvest([item(n, text, NOW + n * HOUR)], f"r{n}"), NOW + n * HOUR)
    assert set(copies(db)) == {("2", "1"), ("3", "1")}


@pytest.mark.parametrize("order", [(1, 2), (2, 1)], ids=["original first", "copy first"])
def test_twins_that_are_edited_alike_in_one_poll_stay_exact_twins(db, order):
    keep(db, harvest([item(1, prose(1))]), NOW)
    keep(db, harvest([item(2, prose(1), NOW + HOUR)], "r2"), NOW + HOUR)
    edited = prose(1) + " " + prose(7, 60)
    batch = [
        item(n, edited, NOW + 2 * HOUR + n_th * timedelta(milliseconds=40)) for n_th, n in enumerate(order)
    ]
    keep(db, harvest(batch, "r3"), NOW + 2 * HOUR)
    kinds = db.execute("SELECT kind, similarity FROM copies ORDER BY ALL").fetchall()
    assert kinds == [("exact", 1.0)] * 2
    assert set(copies(db)) == {("2", "1")}


def test_an_original_that_is_edited_repeats_nobody(db):
    keep(db, harvest([item(1, prose(1))]), NOW)
    keep(db, harvest([item(2, prose(1), NOW + HOUR)], "r2"), NOW + HOUR)
    keep(db, harvest([item(1, prose(1) + " More.", NOW + 2 * HOUR)], "r3"), NOW + 2 * HOUR)
    assert set(copies(db)) == {("2", "1")}


def test_agency_copy_is_named_by_the_marks_of_either(db):
    keep(db, harvest([item(1, prose(1), agency="ANSA")]), NOW)
    keep(db, harvest([item(2, prose(1), NOW + HOUR)], "r2"), NOW + HOUR)
    assert copies(db) == {("2", "1"): ("exact", 1.0, "ANSA")}


def test_texts_of_other_weeks_are_not_compared(db):
    keep(db, harvest([item(1, prose(1), published=NOW - 30 * DAY)]), NOW)
    keep(db, harvest([item(2, prose(1), NOW + HOUR)], "r2"), NOW + HOUR)
    assert copies(db) == {}


def test_the_same_harvest_again_finds_nothing_new(db):
    batch = harvest([item(1, prose(1)), item(2, prose(1))])
    keep(db, batch, NOW)
    before = db.execute("FROM copies").fetchall(), db.execute("FROM fingerprints").fetchall()
    assert keep(db, batch, NOW + HOUR).copies == 0
    assert (db.execute("FROM copies").fetchall(), db.execute("FROM fingerprints").fetchall()) == before


def test_a_fingerprint_carries_its_article_s_day_and_date(db):
    keep(db, harvest([item(1, prose(1), published=NOW - 3 * DAY)]), NOW)
    assert db.execute("SELECT version_id, article_id, day, published FROM fingerprints").fetchall() == [
        (
            version_id(article(1, prose(1))),
            number("https://gazette.example/1"),
            (NOW - 3 * DAY).date(),
            dated(NOW - 3 * DAY).value.replace(tzinfo=None),
        )
    ]


def test_older_rows_say_how_alike_and_the_agency_apart():
    with duckdb.connect() as old:
        for step in steps()[:10]:
            old.execute(step.sql)
        old.execute(
            "INSERT INTO copies VALUES "
            "(1, '2026-03-01', 1, 9, 9, 'agency', 1.0, 'ANSA', '2026-03-01', 'r'), "
            "(2, '2026-03-01', 2, 9, 9, 'agency', 0.8, 'ANSA', '2026-03-01', 'r'), "
            "(3, '2026-03-01', 3, 9, 9, 'near', 0.7, NULL, '2026-03-01', 'r')"
        )
        migrate(old, 10)
        found = old.execute("SELECT version_id, kind, agency FROM copies ORDER BY 1").fetchall()
    assert found == [(1, "exact", "ANSA"), (2, "near", "ANSA"), (3, "near", None)]
