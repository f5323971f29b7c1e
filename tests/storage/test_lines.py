"""Which outlets are looked at for repeated lines, and what the file remembers of them."""

from dataclasses import replace
from datetime import timedelta

from records.news import RepeatedLine
from storage.harvest import keep
from storage.lines import keep_lines, known_lines, samples
from tests.storage.making import FEED, NOW, article, found, harvest, page, text_of

HOUR = timedelta(hours=1)


def line(key="read us", **more):
    values = {
        "outlet": "Gazette", "key": key, "line": key.title(), "stories": 6, "of": 20,
        "first": NOW, "last": NOW + HOUR, "evidence": ("https://gazette.example/1",),
    }  # fmt: skip
    return RepeatedLine(**(values | more))


def fill(db, numbers, at=NOW, run="r1", feed=FEED):
    keep(db, harvest([found(n, at=at) for n in numbers], run, at, feed), at)


def test_an_outlet_is_looked_at_once_ten_articles_have_come(db):
    fill(db, range(1, 10))
    assert samples(db, 4) == []
    fill(db, [10], NOW + HOUR, "r2")
    [sample] = samples(db, 4)
    assert sample.outlet == "Gazette"
    assert {place.file for place in sample.places} == {"a.warc.gz"}
    assert {place.offset for place in sample.places} == {page(n).offset for n in range(1, 11)}


def test_what_was_looked_at_waits_for_more(db):
    fill(db, range(1, 11))
    keep_lines(db, "Gazette", [], 10, NOW)
    assert samples(db, 4) == []
    fill(db, range(11, 21), NOW + HOUR, "r2")
    assert len(samples(db, 4)[0].places) == 20


def test_the_newest_forty_are_looked_at_and_from_then_on_seldom(db):
    fill(db, range(1, 61))
    assert len(samples(db, 4)[0].places) == 40
    keep_lines(db, "Gazette", [], 40, NOW)
    fill(db, range(61, 100), NOW + HOUR, "r2")
    assert samples(db, 4) == []
    fill(db, range(100, 112), NOW + HOUR, "r3")
    assert len(samples(db, 4)[0].places) == 40


def test_pages_that_left_the_archive_are_not_looked_at(db):
    fill(db, range(1, 12))
    db.execute("UPDATE pages SET archived = false WHERE byte_offset < 1000")
    assert len(samples(db, 4)[0].places) == 2


def test_what_was_learnt_comes_back_with_its_evidence(db):
    assert keep_lines(db, "Gazette", [line(), line("more news")], 20, NOW) == 2
    assert known_lines(db) == {"Gazette": {"read us": line(), "more news": line("more news")}}


def test_a_line_seen_again_keeps_its_birth(db):
    keep_lines(db, "Gazette", [line()], 20, NOW)
    later = line(stories=9, first=NOW + HOUR, last=NOW + 5 * HOUR, evidence=("https://gazette.example/9",))
    assert keep_lines(db, "Gazette", [later], 40, NOW + 5 * HOUR) == 0
    [(learnt,)] = db.execute("SELECT learnt_at FROM repeated_lines").fetchall()
    assert learnt == NOW.replace(tzinfo=None)
    assert known_lines(db)["Gazette"]["read us"] == replace(later, first=NOW)


def test_a_line_that_was_learnt_meanwhile_makes_no_version(db):
    """The page shows what it showed; only we know better what of it is the article's."""
    with_line = text_of(1) + "\n\nRead us on every channel."
    keep(db, harvest([found(1, text=with_line)]), NOW)
    known_better = article(1, text_of(1), whole=with_line)
    again = found(1, at=NOW + HOUR, article=known_better, reading=found(1).reading)
    kept = keep(db, harvest([again], "r2", NOW + HOUR), NOW + HOUR)
    assert (kept.versions, kept.readings, kept.pages) == (0, 0, 1)
    assert db.execute("SELECT versions FROM articles").fetchall() == [(1,)]
    assert db.execute("SELECT text FROM article_versions").fetchall() == [(with_line,)]
    assert db.execute("SELECT count(DISTINCT version_id) FROM pages").fetchall() == [(1,)]


def test_a_real_change_beside_a_learnt_line_makes_one(db):
    keep(db, harvest([found(1, text=text_of(1) + "\n\nRead us on every channel.")]), NOW)
    changed = article(1, text_of(2), whole=text_of(2) + "\n\nRead us on every channel.")
    again = found(1, at=NOW + HOUR, article=changed, reading=found(2).reading)
    kept = keep(db, harvest([again], "r2", NOW + HOUR), NOW + HOUR)
    assert (kept.versions, kept.readings) == (1, 1)
