"""Decisions about names: facts stay as they were, sums and later facts follow."""

from dataclasses import replace
from datetime import timedelta

import pytest

from records.entities import Alias, Decision, DecisionKind, Entity
from records.errors import ConfigError
from records.facts import EntityType
from storage.database import open_work
from storage.decisions import decide, decisions, find_entity
from storage.entities import sync_entities
from storage.harvest import keep
from storage.publish import publish
from storage.sums import rebuild_sums
from storage.transactions import transaction
from tests.storage.conftest import every_row
from tests.storage.making import NOW, found, harvest, mention

LATER = NOW + timedelta(days=1)
EDGE = Entity(id="company:edge", type=EntityType.COMPANY, name="Edge", aliases=(Alias(form="Edge"),))


def about(kind, entity_id, **more):
    return Decision(kind=DecisionKind(kind), entity_id=entity_id, at=LATER, by="ada", **more)


def merge(db, source, target, **more):
    return decide(db, about("merge", source, into_id=target, **more))


def rename(db, entity_id, name):
    return decide(db, about("rename", entity_id, name=name))


def split(db, form, source, target):
    return decide(db, about("split", source, form=form, into_id=target))


def article(n, *names):
    """An article that names these surfaces, each with its id, and what `making` names besides."""
    text = f"Nvidia may ship {n} H20 chips to China for $5 billion, 10% more, says Reuters. Nvidia soon. "
    text += " ".join(f"{surface}." for surface, _ in names)
    item = found(n, text=text)
    more = tuple(
        mention(text, 10 + place, surface, EntityType(entity_id.partition(":")[0]), entity_id)
        for place, (surface, entity_id) in enumerate(names)
    )
    return replace(item, reading=replace(item.reading, mentions=(*item.reading.mentions, *more)))


@pytest.fixture
def file(db):
    """Edge in the catalogue; in two articles two unknown firms and an unknown Li, who may be two people."""
    sync_entities(db, [EDGE])
    items = [
        article(
            1, ("Edge Matrix", "company:~edge-matrix"), ("Li Wei", "person:~li"), ("Edge", "company:edge")
        ),
        article(2, ("Edge Matrix Ltd", "company:~edge-matrix-ltd"), ("Li Na", "person:~li")),
    ]
    keep(db, harvest(items), NOW)
    return db


def sums(db, *types):
    """Articles by entity, over all days."""
    with transaction(db):
        rebuild_sums(db)
    wanted = types or ("company:%edge%", "person:%")
    rows = db.execute(
        "SELECT entity_id, sum(articles) FROM entity_day "
        "WHERE len(list_filter($wanted, lambda like_: entity_id LIKE like_)) > 0 GROUP BY 1",
        {"wanted": list(wanted)},
    )
    return dict(rows.fetchall())


def test_before_any_decision_each_id_stands_for_itself(file):
    assert sums(file) == {
        "company:edge": 1, "company:~edge-matrix": 1, "company:~edge-matrix-ltd": 1, "person:~li": 2,
    }  # fmt: skip


def test_what_is_merged_counts_for_the_chosen_entity_and_no_fact_changes(file):
    before = file.table("mentions").fetchall()
    made = merge(file, "company:~edge-matrix-ltd", "company:edge", why="its register says so")
    assert (made.entity_id, made.into_id) == ("company:~edge-matrix-ltd", "company:edge")
    assert sums(file) == {"company:edge": 2, "company:~edge-matrix": 1, "person:~li": 2}
    assert file.table("mentions").fetchall() == before


def test_an_article_that_names_both_counts_once_and_makes_no_pair_of_them(file):
    merge(file, "company:~edge-matrix", "company:edge")
    assert sums(file)["company:edge"] == 1
    assert file.execute("SELECT count(*) FROM pair_day WHERE entity_a = entity_b").fetchall() == [(0,)]
    assert file.execute(
        "SELECT count(*) FROM pair_day WHERE 'company:~edge-matrix' IN (entity_a, entity_b)"
    ).fetchall() == [(0,)]


def test_who_when_and_why_are_kept_in_order(file):
    merge(file, "company:~edge-matrix", "company:edge", why="its register says so")
    rename(file, "person:~li", "Li Wei")
    assert decisions(file) == [
        about("merge", "company:~edge-matrix", into_id="company:edge", why="its register says so"),
        about("rename", "person:~li", name="Li Wei"),
    ]


def test_facts_of_later_readings_follow_earlier_decisions(file):
    merge(file, "company:~edge-matrix", "company:edge")
    assert sums(file)["company:edge"] == 1
    keep(file, harvest([article(3, ("Edge Matrix", "company:~edge-matrix"))], "r2"), LATER)
    assert sums(file)["company:edge"] == 2


def test_merges_follow_each_other_in_any_order(file):
    merge(file, "company:~edge-matrix-ltd", "company:~edge-matrix")
    merge(file, "company:~edge-matrix", "company:edge")
    assert sums(file, "company:%edge%") == {"company:edge": 2}


def test_a_merge_into_what_is_merged_goes_where_that_went(file):
    merge(file, "company:~edge-matrix", "company:edge")
    assert merge(file, "company:~edge-matrix-ltd", "company:~edge-matrix").into_id == "company:edge"
    assert sums(file, "company:%edge%") == {"company:edge": 2}


def test_names_do_in_place_of_ids(file):
    made = merge(file, "edge matrix ltd", "Edge")
    assert (made.entity_id, made.into_id) == ("company:~edge-matrix-ltd", "company:edge")


def test_a_spelling_is_split_off_for_somebody_new(file):
    split(file, "Li Na", "person:~li", "person:~li-na")
    assert sums(file, "person:%") == {"person:~li": 1, "person:~li-na": 1}
    row = "SELECT type, name, catalogued, first_seen FROM entities WHERE entity_id = 'person:~li-na'"
    assert file.execute(row).fetchall() == [("person", "Li Na", False, NOW.replace(tzinfo=None))]


def test_a_split_undoes_a_merge_spelling_by_spelling(file):
    merge(file, "company:~edge-matrix", "company:edge")
    merge(file, "company:~edge-matrix-ltd", "company:edge")
    made = split(file, "Edge Matrix Ltd", "company:edge", "company:~edge-matrix-ltd")
    assert made.into_id == "company:~edge-matrix-ltd"
    assert sums(file, "company:%edge%") == {"company:edge": 1, "company:~edge-matrix-ltd": 1}


def test_what_came_out_of_a_merge_can_be_decided_about_again(file):
    merge(file, "company:~edge-matrix-ltd", "company:edge")
    split(file, "Edge Matrix Ltd", "company:edge", "company:~edge-matrix-ltd")
    assert rename(file, "company:~edge-matrix-ltd", "E. M. Ltd")
    assert (
        merge(file, "company:~edge-matrix", "company:~edge-matrix-ltd").into_id == "company:~edge-matrix-ltd"
    )
    assert merge(file, "company:~edge-matrix-ltd", "company:edge")
    assert sums(file, "company:%edge%") == {"company:edge": 2}


def test_the_second_time_a_decision_changes_nothing(file):
    merge(file, "company:~edge-matrix", "company:edge")
    rename(file, "person:~li", "Li")
    split(file, "Li Na", "person:~li", "person:~li-na")
    sums(file)
    before = every_row(file)
    assert merge(file, "company:~edge-matrix", "company:edge") is None
    assert rename(file, "person:~li", "Li") is None
    assert split(file, "Li Na", "person:~li", "person:~li-na") is None
    assert every_row(file) == before


DECISIONS = (
    lambda db: merge(db, "company:~edge-matrix-ltd", "company:edge"),
    lambda db: merge(db, "company:~edge-matrix", "company:~edge-matrix-ltd"),
    lambda db: split(db, "Li Na", "person:~li", "person:~li-na"),
    lambda db: merge(db, "person:~li", "company:edge"),
    lambda db: split(db, "Edge Matrix", "company:edge", "company:~edge-matrix"),
    lambda db: merge(db, "person:~li-na", "company:nvidia"),
    lambda db: rename(db, "company:edge", "Edge Inc"),
)


@pytest.mark.parametrize("summed", [True, False], ids=["days summed", "days waiting"])
def test_a_decision_moves_the_sums_as_if_all_were_made_anew(file, summed):
    if summed:
        sums(file)
    for how in DECISIONS:
        assert how(file)
        if summed:
            assert file.table("stale_days").fetchall() == []
    sums(file)
    moved = [sorted(file.table(name).fetchall(), key=repr) for name in ("entity_day", "pair_day")]
    file.execute("INSERT INTO stale_days SELECT DISTINCT day FROM mentions")
    sums(file)
    assert moved == [sorted(file.table(name).fetchall(), key=repr) for name in ("entity_day", "pair_day")]


@pytest.mark.parametrize(
    ("how", "said"),
    [
        (
            lambda db: merge(db, "company:~edge", "company:edge"),
            "company:~edge: no such entity; near: company:edge",
        ),
        (lambda db: merge(db, "company:~edge-matrix", "Edges"), "Edges: no such entity"),
        (lambda db: merge(db, "company:~edge-matrix", "company:~edge-matrix"), "merged into it"),
        (lambda db: merge(db, "company:edge", "company:~edge-matrix"), "company:edge is in the catalogue"),
        (lambda db: rename(db, "person:~li", "  "), "an empty name"),
        (lambda db: split(db, "Li Po", "person:~li", "person:~li-po"), "its spellings: Li Na, Li Wei"),
        (lambda db: split(db, "Li Na", "person:~li", "person:~li"), "cannot be split off itself"),
        (lambda db: split(db, "Li Na", "person:~li", "human:~li-na"), "human:~li-na: no such entity"),
    ],
)
def test_a_decision_without_sense_is_refused_and_nothing_is_kept(file, how, said):
    before = every_row(file)
    with pytest.raises(ConfigError) as refused:
        how(file)
    assert said in str(refused.value)
    assert every_row(file) == before


def test_a_circle_is_refused(file):
    merge(file, "company:~edge-matrix-ltd", "company:~edge-matrix")
    with pytest.raises(ConfigError, match="itself, or merged into it"):
        merge(file, "company:~edge-matrix", "company:~edge-matrix-ltd")


def test_what_is_merged_can_neither_be_renamed_nor_merged_elsewhere(file):
    merge(file, "company:~edge-matrix", "company:edge")
    for again in (
        lambda: rename(file, "company:~edge-matrix", "E. M."),
        lambda: merge(file, "company:~edge-matrix", "company:~edge-matrix-ltd"),
        lambda: split(file, "Edge Matrix", "company:~edge-matrix", "company:~em"),
    ):
        with pytest.raises(ConfigError, match="merged into company:edge already"):
            again()


def test_a_name_of_several_must_be_told_by_id(file):
    keep(file, harvest([article(4, ("Li Na", "person:~li-na"))], "r2"), LATER)
    with pytest.raises(ConfigError, match="means 2 entities; give one of the ids person:~li, person:~li-na"):
        find_entity(file, "Li Na")


def test_a_decision_is_out_with_the_next_release(home):
    with open_work(home) as db:
        keep(db, harvest([article(1, ("Li Wei", "person:~li"))]), NOW)
    assert publish(home, [], NOW)
    assert publish(home, [], NOW) is None
    with open_work(home) as db:
        rename(db, "person:~li", "Li Wei")
    assert publish(home, [], LATER + timedelta(minutes=1))
    assert publish(home, [], LATER + timedelta(minutes=2)) is None
