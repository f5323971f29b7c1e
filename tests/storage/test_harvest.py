from dataclasses import replace
from datetime import timedelta
from hashlib import sha256

import pytest

from records.errors import EvidenceError
from records.facts import EntityType
from storage.evidence import check
from storage.harvest import keep
from storage.identity import number
from storage.readings import FACTS
from tests.storage.conftest import every_row
from tests.storage.making import NOW, article, found, harvest, mention, reading, run, text_of

LATER = NOW + timedelta(hours=3)


def test_a_second_keep_changes_nothing(db):
    whole = harvest([found(1), found(2, on_topic=False), found(3, published=None)])
    assert keep(db, whole, NOW).changed
    before = every_row(db)
    again = keep(db, whole, LATER)
    assert not again.changed
    assert every_row(db) == before


def test_the_same_article_twice_in_a_harvest_is_one_row(db):
    keep(db, harvest([found(1), found(1)]), NOW)
    for table in ("entries", "articles", "article_versions", "readings", "pages"):
        assert db.table(table).aggregate("count(*)").fetchall() == [(1,)], table
    assert db.execute("SELECT count(*) FROM mentions").fetchall() == [(4,)]


@pytest.mark.parametrize("table", FACTS)
def test_every_fact_stands_in_the_text_that_is_kept(db, table):
    keep(db, harvest([found(1)]), NOW)
    wrong = db.execute(
        "SELECT surface, substring(v.text, char_start + 1, char_end - char_start) AS there, sentence "
        f"FROM {table} AS f JOIN article_versions AS v USING (version_id) "
        "JOIN readings AS r USING (reading_id) "
        "WHERE surface <> there OR NOT (char_start >= r.sentences[f.sentence + 1].char_start "
        "                               AND char_start < r.sentences[f.sentence + 1].char_end)"
    ).fetchall()
    assert wrong == []
    assert db.table(table).fetchall()


def test_facts_carry_the_day_of_their_article(db):
    published = NOW - timedelta(days=40)
    keep(db, harvest([found(1, published=published), found(2)]), NOW)
    for table in ("article_versions", "readings", *FACTS):
        days = db.execute(
            f"SELECT DISTINCT a.day, f.day FROM {table} AS f JOIN articles AS a USING (article_id) ORDER BY 1"
        ).fetchall()
        assert days == [(published.date(), published.date()), (NOW.date(), NOW.date())], table


def test_an_article_off_topic_leaves_title_url_and_score(db):
    keep(db, harvest([found(1, on_topic=False)]), NOW)
    kept = db.execute("SELECT title, url, on_topic, score FROM articles").fetchall()
    assert kept == [("Headline 1", "https://gazette.example/1", False, 0.1)]
    assert db.execute("SELECT text, characters FROM article_versions").fetchall() == [(None, len(text_of(1)))]
    assert db.execute("SELECT mentions, sentences FROM readings").fetchall() == [(4, [])]
    assert db.execute("FROM mentions").fetchall() == []


def test_a_newer_reading_that_finds_it_on_topic_brings_the_text(db):
    keep(db, harvest([found(1, on_topic=False)]), NOW)
    keep(db, harvest([found(1, version="2+def")], "r2", LATER), LATER)
    assert db.execute("SELECT text FROM article_versions").fetchall() == [(text_of(1),)]
    assert db.execute("SELECT on_topic, score FROM articles").fetchall() == [(True, 0.9)]
    assert db.execute("SELECT count(*) FROM readings").fetchall() == [(2,)]


def test_readings_of_two_extractor_versions_stand_side_by_side_and_the_newest_counts(db):
    keep(db, harvest([found(1)]), NOW)
    keep(db, harvest([found(1, version="2+def")], "r2", LATER), LATER)
    current = db.execute(
        "SELECT r.extractor_version FROM articles JOIN readings AS r USING (reading_id)"
    ).fetchall()
    assert current == [("2+def",)]
    assert db.execute("SELECT count(*) FROM mentions").fetchall() == [(8,)]


def test_other_facts_of_the_same_extractor_version_replace_the_reading_whole(db):
    one = found(1)
    keep(db, harvest([one]), NOW)
    fewer = replace(one, reading=replace(one.reading, mentions=one.reading.mentions[:2]))
    kept = keep(db, harvest([fewer], "r2", LATER), LATER)
    assert (kept.readings, kept.mentions) == (1, 2)
    assert db.execute("SELECT number FROM mentions ORDER BY 1").fetchall() == [(0,), (1,)]
    keep(db, harvest([one], "r3", LATER), LATER)
    assert db.execute("SELECT count(*), max(mentions) FROM readings").fetchall() == [(1, 4)]
    assert db.execute("SELECT count(*) FROM mentions").fetchall() == [(4,)]


def test_facts_come_out_the_same_byte_for_byte(db):
    one = found(1)
    keep(db, harvest([one]), NOW)
    before = (
        db.execute("FROM mentions").fetchall(),
        db.execute("SELECT facts_sha256 FROM readings").fetchall(),
    )
    fewer = replace(one, reading=replace(one.reading, mentions=()))
    keep(db, harvest([fewer], "r2", LATER), LATER)
    keep(db, harvest([one], "r3", LATER), LATER)
    after = db.execute("FROM mentions").fetchall(), db.execute("SELECT facts_sha256 FROM readings").fetchall()
    assert after == before


def _shifted(fact):
    return replace(fact, start=fact.start + 1, end=fact.end + 1)


TEXT = text_of(1)
GOOD = reading(TEXT)
FIRST = GOOD.mentions[0]


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"mentions": (_shifted(FIRST),)}, "not at 1:7"),
        ({"candidates": (_shifted(GOOD.candidates[0]),)}, "candidate|mention 'soon'"),
        ({"amounts": (_shifted(GOOD.amounts[0]),)}, "amount"),
        ({"attributions": (_shifted(GOOD.attributions[0]),)}, "attribution"),
        ({"quotes": (_shifted(GOOD.quotes[0]),)}, "quote"),
        ({"quotes": (replace(GOOD.quotes[0], speaker_end=None),)}, "speaker 'Reuters' is not at"),
        ({"quotes": (replace(GOOD.quotes[0], speaker_surface="Router"),)}, "speaker 'Router' is not at"),
        (
            {"quotes": (replace(GOOD.quotes[0], speaker_start=-9, speaker_end=-2),)},
            "speaker 'Reuters' is not",
        ),
        ({"date_mentions": (_shifted(GOOD.date_mentions[0]),)}, "datemention"),
        ({"mentions": (replace(FIRST, start=-6, end=0),)}, "not at"),
        ({"mentions": (replace(FIRST, end=FIRST.start, surface=""),)}, "not at"),
        ({"mentions": (replace(FIRST, sentence=1),)}, "does not begin in sentence 1"),
        ({"mentions": (replace(FIRST, sentence=99),)}, "does not begin in sentence 99"),
        ({"mentions": (replace(FIRST, type=None),)}, "candidate"),
        ({"mentions": (replace(FIRST, entity_id=None),)}, "candidate"),
        ({"amounts": (replace(GOOD.amounts[0], converts=7),)}, "amount 7"),
        ({"sentences": ((0, len(TEXT) + 1),)}, "sentence 0"),
        ({"text_sha256": sha256(b"").hexdigest()}, "another text"),
    ],
)
def test_a_fact_that_does_not_stand_in_its_text_is_refused(db, wrong, words):
    bad = replace(GOOD, **wrong)
    with pytest.raises(EvidenceError, match=words):
        check(article(1), bad)
    before = every_row(db)
    with pytest.raises(EvidenceError):
        keep(db, harvest([found(2), replace(found(1), reading=bad)]), NOW)
    assert every_row(db) == before


def test_half_a_surrogate_pair_is_replaced_and_offsets_stay_true(db):
    text = "\ud83d " + text_of(1)
    item = replace(found(1), article=article(1, text), reading=None)
    fact = mention(text, 0, "Nvidia", EntityType.COMPANY, "company:nvidia")
    read = replace(
        GOOD,
        text_sha256=sha256(text.encode("utf-8", "surrogatepass")).hexdigest(),
        mentions=(fact,),
        candidates=(),
        amounts=(),
        attributions=(),
        quotes=(),
        date_mentions=(),
    )
    keep(db, harvest([replace(item, reading=read)]), NOW)
    there = "SELECT substring(text, char_start + 1, 6) FROM mentions JOIN article_versions USING (version_id)"
    assert db.execute(there).fetchall() == [("Nvidia",)]


def test_a_run_that_found_nothing_is_kept_and_is_no_news(db):
    kept = keep(db, harvest([]), NOW)
    assert not kept.changed
    assert db.execute("SELECT run_id, finished, changed FROM runs").fetchall() == [
        ("r1", NOW.replace(tzinfo=None), False)
    ]


def test_two_writes_of_one_run_add_up(db):
    keep(db, harvest([found(1)]), NOW)
    keep(db, harvest([found(2)]), NOW)
    keep(db, harvest([found(2)]), LATER)
    assert db.execute("SELECT sum(n) FROM stage_counts WHERE status = 'out'").fetchall() == [(6,)]
    assert db.execute("SELECT count(*) FROM runs").fetchall() == [(1,)]


def test_ids_are_the_first_63_bits_of_a_sha256():
    assert (
        number("https://gazette.example/1")
        == int(sha256(b"https://gazette.example/1").hexdigest()[:16], 16) >> 1
    )


def test_versions_of_what_ran_are_kept_with_the_run(db):
    keep(db, harvest([], run=run(versions={"chipwatch": "0.1.0"})), NOW)
    assert db.execute("SELECT versions FROM runs").fetchall() == [({"chipwatch": "0.1.0"},)]
