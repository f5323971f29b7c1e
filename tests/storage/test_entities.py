from dataclasses import replace
from datetime import timedelta

from records.entities import Alias, Entity
from records.facts import EntityType
from storage.entities import sync_entities
from storage.harvest import keep
from tests.storage.conftest import every_row
from tests.storage.making import NOW, found, harvest, mention

HOUR = timedelta(hours=1)
NVIDIA = Entity(
    id="company:nvidia",
    type=EntityType.COMPANY,
    name="Nvidia",
    aliases=(Alias(form="Nvidia"), Alias(form="NVIDIA Corporation", language="en")),
    tickers=("NASDAQ:NVDA",),
    country="US",
    details={"kind": "fabless"},
)


def plain(when):
    return when.replace(tzinfo=None)


def one(db, columns, entity_id="company:nvidia"):
    return db.execute(f"SELECT {columns} FROM entities WHERE entity_id = ?", [entity_id]).fetchall()


def test_the_catalogue_comes_into_the_file_and_a_second_time_changes_nothing(db):
    sync_entities(db, [NVIDIA])
    assert one(db, "name, country, tickers, details, catalogued, first_seen") == [
        ("Nvidia", "US", ["NASDAQ:NVDA"], '{"kind": "fabless"}', True, None)
    ]
    before = every_row(db)
    sync_entities(db, [NVIDIA])
    assert every_row(db) == before


def test_a_changed_catalogue_changes_rows_and_aliases(db):
    sync_entities(db, [NVIDIA])
    weak = Alias(form="NVIDIA Corporation", language="en", weak=True)
    sync_entities(db, [replace(NVIDIA, name="NVIDIA", aliases=(weak, Alias(form="英伟达", language="zh")))])
    assert one(db, "name") == [("NVIDIA",)]
    assert db.execute("SELECT form, language, weak FROM entity_aliases ORDER BY 1").fetchall() == [
        ("NVIDIA Corporation", "en", True),
        ("英伟达", "zh", False),
    ]


def test_what_leaves_the_catalogue_stays_as_something_found(db):
    sync_entities(db, [NVIDIA])
    sync_entities(db, [])
    assert one(db, "catalogued") == [(False,)]
    assert db.execute("FROM entity_aliases").fetchall() == []


def test_an_article_gives_its_entities_a_first_sight(db):
    sync_entities(db, [NVIDIA])
    keep(db, harvest([found(1, at=NOW)]), NOW)
    assert one(db, "first_seen, tickers") == [(plain(NOW), ["NASDAQ:NVDA"])]
    keep(db, harvest([found(2, at=NOW - HOUR)], "r2"), NOW)
    assert one(db, "first_seen") == [(plain(NOW - HOUR),)]


def test_the_unknown_get_a_row_and_their_spellings(db):
    item = found(1)
    unknown = mention(item.article.text, 4, "Analysts", EntityType.PERSON, "person:~analysts")
    facts = replace(item.reading, mentions=(*item.reading.mentions, unknown))
    keep(db, harvest([replace(item, reading=facts)]), NOW)
    assert one(db, "type, name, catalogued, first_seen", "person:~analysts") == [
        ("person", "Analysts", False, plain(NOW))
    ]
    forms = db.execute(
        "SELECT form, origin FROM entity_aliases WHERE entity_id = 'person:~analysts'"
    ).fetchall()
    assert forms == [("Analysts", "found")]


def test_a_source_that_is_cited_is_an_entity_too(db):
    keep(db, harvest([found(1)]), NOW)
    assert one(db, "type, name", "media:reuters") == [("media", "Reuters")]


def test_what_was_found_before_the_catalogue_knew_it_becomes_the_catalogues(db):
    keep(db, harvest([found(1)]), NOW)
    sync_entities(db, [NVIDIA])
    assert one(db, "catalogued, first_seen, country") == [(True, plain(NOW), "US")]
    assert db.execute(
        "SELECT form, origin FROM entity_aliases WHERE entity_id = 'company:nvidia' ORDER BY 1"
    ).fetchall() == [("NVIDIA Corporation", "catalogue"), ("Nvidia", "catalogue")]
