"""What changed between versions, what stands elsewhere too, and what only a newer reader saw."""

from dataclasses import replace
from datetime import timedelta

import pytest

from records.runs import Harvest
from tests.trends.conftest import make_release
from tests.trends.world import (
    A1,
    HARVESTS,
    READ_A1,
    UNO,
    article,
    at,
    found,
    on,
    page,
    read,
    run,
    url,
)  # fmt: skip
from trends.ask import ask, connect

#: A fine that became larger, and a name that went, under another headline.
A1_THEN = "Nvidia vende in Cina. La multa è di 9 milioni di dollari. Reuters conferma, il 15% in meno."
READ_A1_THEN = read(
    A1_THEN,
    amounts=[
        ("9 milioni di dollari", {"value": 9e6, "unit": "USD", "role": "fine"}),
        ("15%", {"value": 15, "unit": "percent", "kind": "percent"}),
    ],
    cited=[("Reuters", "Reuters", "media")],
)


def edited(**more):
    told = replace(article("a1", A1_THEN, on(at(20, 9))), title="La multa cresce")
    return found("a1", UNO, on(at(20, 9)), at(20, 13), article=told, **({"reading": READ_A1_THEN} | more))


def kept(name, hour, *items, flow="poll"):
    started = at(20, hour)
    return Harvest(run=run(name, started, flow), feeds=(UNO,), found=items), started + timedelta(minutes=5)


@pytest.fixture
def answer(tmp_path):
    """The rows of a question over the world and what came after it."""

    def rows(sql, *later):
        with connect(make_release(tmp_path, [*HARVESTS, *later])) as db:
            return [row for batch in ask(db, sql).batches() for row in batch]

    return rows


def test_facts_that_a_new_version_brings_drops_or_changes(answer):
    sql = (
        "SELECT change, fact, coalesce(name, role, type), value_before, value, surface_before, surface "
        f"FROM facts_changed WHERE url = '{url('a1')}' ORDER BY ALL"
    )
    assert answer(sql, kept("edit", 13, edited())) == [
        ("added", "amount", "percent", None, 15.0, None, "15%"),
        ("added", "attribution", "Reuters", None, None, None, "Reuters"),
        ("changed", "amount", "fine", 5e6, 9e6, "5 milioni di dollari", "9 milioni di dollari"),
        ("changed", "headline", None, None, None, "Title of a1", "La multa cresce"),
        ("dropped", "mention", "H20", None, None, "H20", None),
    ]


def test_each_side_has_its_own_sentence(answer):
    sql = f"SELECT sentence_before, sentence FROM facts_changed WHERE url = '{url('a1')}' AND role = 'fine'"
    assert answer(sql, kept("edit", 13, edited())) == [
        ("La multa è di 5 milioni di dollari.", "La multa è di 9 milioni di dollari.")
    ]


def test_the_small_worlds_edit_is_two_names(rows):
    changed = rows("SELECT change, name, number, title FROM facts_changed ORDER BY ALL")
    assert changed == [("added", "AMD", 2, "Title of a8"), ("dropped", "Huawei", 2, "Title of a8")]


def test_versions_that_two_extractors_read_are_not_compared(answer):
    other = edited(reading=replace(READ_A1_THEN, extractor_version="2+hand"))
    assert answer(f"FROM facts_changed WHERE url = '{url('a1')}'", kept("edit", 13, other)) == []
    old_one_too = found(
        "a1", UNO, on(at(20, 9)), at(20, 11), A1, reading=replace(READ_A1, extractor_version="2+hand")
    )
    again = kept("again", 14, old_one_too, flow="reread")
    assert len(answer(f"FROM facts_changed WHERE url = '{url('a1')}'", kept("edit", 13, other), again)) == 5


def first_page():
    """Where a1 was fetched."""
    return replace(page("a1", "a1"), fetched_at=at(20, 11))


def test_what_only_a_newer_reader_saw_is_no_change(answer):
    before = kept(
        "page", 12, found("a1", UNO, on(at(20, 9)), at(20, 11), A1, reading=READ_A1, page=first_page())
    )
    better = kept("again", 14, edited(page=first_page()), flow="reread")
    assert answer(f"FROM facts_changed WHERE url = '{url('a1')}'", before, better) == []
    assert answer(f"SELECT title, versions FROM texts WHERE url = '{url('a1')}'") == [("La multa cresce", 1)]
    asof = f"SELECT title FROM texts_asof(TIMESTAMP '2026-11-20 {{}}') WHERE url = '{url('a1')}'"
    assert answer(asof.format("14:00")) == [("Title of a1",)]
    assert answer(asof.format("14:05")) == [("La multa cresce",)]
    assert answer("SELECT count(*) FROM (FROM texts_asof(TIMESTAMP 'infinity'))") == answer(
        "SELECT count(*) FROM texts"
    )


def test_same_text_names_the_first_one_seen(rows):
    assert rows("SELECT url, kind, similarity, original_url FROM same_text WHERE kind = 'exact'") == [
        (url("a6"), "exact", 1.0, url("a5"))
    ]


def test_an_agencys_copy_seen_nowhere_before_has_no_original(rows):
    assert rows("SELECT url, kind, similarity, original_url FROM same_text WHERE agency = 'Reuters'") == [
        (url("a2"), None, None, None)
    ]
