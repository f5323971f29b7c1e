"""What people decide about names shows in every view, and no fact is rewritten."""

import pytest

from records.entities import Decision, DecisionKind
from records.errors import ConfigError
from storage.database import open_work
from storage.decisions import decide
from storage.home import Home
from storage.publish import publish
from tests.trends import world
from tests.trends.conftest import make_release
from tests.trends.test_views import day
from tests.trends.world import at
from trends.ask import ask, connect
from trends.curation import known, waiting
from trends.questions import ask_question
from trends.views import view_sql

AT = at(20, 17)


@pytest.fixture(scope="module")
def decided_root(tmp_path_factory):
    """The hand-made world, where Huawey is Huawei, H20 has another name, and Cina is not China."""
    root = make_release(tmp_path_factory.mktemp("decided"), world.HARVESTS)
    made = (
        Decision(
            kind=DecisionKind.MERGE, entity_id="company:~huawey", into_id="company:huawei", at=AT, by="ada",
            why="a slip of the pen",
        ),
        Decision(kind=DecisionKind.RENAME, entity_id="chip:h20", name="H20 for China", at=AT, by="ada"),
        Decision(
            kind=DecisionKind.SPLIT, entity_id="country:cn", form="Cina", into_id="place:~cina", at=AT, by="b"
        ),
    )  # fmt: skip
    with open_work(Home(root)) as db:
        for decision in made:
            assert decide(db, decision)
    assert publish(Home(root), view_sql(), at(20, 18))
    return root


@pytest.fixture
def db(decided_root):
    with connect(decided_root) as db:
        yield db


def test_a_merged_name_is_counted_with_the_chosen_one_and_an_article_once(rows):
    answer = rows("SELECT entity_id, name, articles, mentions FROM names WHERE entity_id LIKE '%huaw%'")
    assert answer == [("company:huawei", "Huawei", 1, 2)]
    assert rows("SELECT count(*) FROM pair_day WHERE 'company:~huawey' IN (entity_a, entity_b)") == [(0,)]


def test_a_fact_keeps_the_id_that_its_reading_gave(rows):
    answer = rows(
        "SELECT entity_id, found_id, name, surface FROM facts_mentions "
        "WHERE surface LIKE 'Huaw%' ORDER BY surface"
    )
    assert answer == [
        ("company:huawei", "company:huawei", "Huawei", "Huawei"),
        ("company:huawei", "company:~huawey", "Huawei", "Huawey"),
    ]
    assert rows("SELECT count(*) FROM mentions WHERE entity_id = 'company:~huawey'") == [(1,)]


def test_a_new_name_is_the_name_everywhere(rows):
    named = "SELECT DISTINCT name FROM {} WHERE entity_id = 'chip:h20'"
    for view in (
        "names",
        "names_by_day",
        "names_by_week",
        "first_named",
        "facts",
        "facts_mentions",
        "movers()",
    ):
        assert rows(named.format(view)) == [("H20 for China",)], view
    pairs = rows("SELECT DISTINCT name_a FROM named_together() WHERE entity_a = 'chip:h20'")
    assert pairs == [("H20 for China",)]


def test_a_spelling_that_was_split_off_is_somebody_else(rows):
    answer = rows(
        "SELECT entity_id, type, name, surface, right(url, 2) FROM facts_mentions "
        "WHERE surface IN ('Cina', 'China') ORDER BY url"
    )
    assert answer == [
        ("place:~cina", "place", "Cina", "Cina", "a1"),
        ("country:cn", "country", "China", "China", "a2"),
        ("country:cn", "country", "China", "China", "a3"),
    ]
    assert rows("SELECT day FROM trend('China') WHERE articles > 0") == [(day(12),), (day(19),)]
    assert rows("SELECT day FROM trend('Cina') WHERE articles > 0") == [(day(20),)]


@pytest.mark.parametrize(
    ("words", "ids"),
    [
        ("Huawey", ["company:huawei"]),
        ("company:~huawey", ["company:huawei"]),
        ("h20 for china", ["chip:h20"]),
        ("H20", ["chip:h20"]),
        ("cina", ["place:~cina"]),
        ("China", ["country:cn"]),
    ],
)
def test_old_and_new_names_find_who_is_meant_now(rows, words, ids):
    found = rows("SELECT entity_id FROM find_names($words) ORDER BY 1", words=words)
    assert [entity_id for (entity_id,) in found] == ids


def test_the_first_appearance_is_that_of_all_that_was_merged(rows):
    assert rows("SELECT count(*) FROM first_named WHERE entity_id = 'company:~huawey'") == [(0,)]
    assert rows("SELECT surface FROM first_named WHERE entity_id = 'place:~cina'") == [("Cina",)]


def test_sums_by_day_are_the_sums_of_the_facts_also_after_decisions(rows):
    wrong = rows(
        "WITH now AS (SELECT entity_id, published_day, count(DISTINCT article_id) AS articles, "
        "count(*) AS mentions FROM facts_mentions GROUP BY ALL), "
        "kept AS (SELECT entity_id, published_day, sum(articles) AS articles, sum(mentions) AS mentions "
        "FROM entity_day GROUP BY ALL) "
        "(FROM now EXCEPT FROM kept) UNION ALL (FROM kept EXCEPT FROM now)"
    )
    assert wrong == []


def test_questions_look_through_decisions(db):
    for name, given in (
        ("evidence", {"name": "Huawey", "days": "NULL"}),
        ("in-one-sentence", {"name": "Cina", "other": "H20 for China"}),
    ):
        answer = list(ask_question(db, name, given).batches())
        # Huawey stands in an undated article only.
        assert bool(answer) == (name != "evidence"), name


def test_what_was_decided_about_waits_no_more(db, world_root):
    assert waiting(db) == [one for one in waiting(db) if one.entity_id == "place:~cina"]
    with connect(world_root) as before:
        [huawey] = waiting(before)
    assert (huawey.entity_id, huawey.articles, huawey.sentence) == (
        "company:~huawey",
        1,
        "Huawei cita Nvidia e Huawey.",
    )
    [likely] = huawey.likely
    assert (likely.entity_id, likely.why) == ("company:huawei", "spelled alike")
    assert waiting(db, "company") == []


def test_an_entity_tells_its_spellings_its_decisions_and_its_sentences(db):
    [huawei] = known(db, "huawey")
    assert (huawei.entity_id, huawei.merged, huawei.articles) == ("company:huawei", ("company:~huawey",), 1)
    assert huawei.forms == {"": ("Huawei", "Huawey")}
    [decision] = huawei.decisions
    assert (decision["kind"], decision["decided_by"], decision["why"]) == (
        "merge",
        "ada",
        "a slip of the pen",
    )
    assert [one.sentence for one in huawei.sentences] == ["Huawei cita Nvidia e Huawey."]


def test_a_name_of_the_catalogue_that_no_article_has_is_known_too(tmp_path):
    with connect(make_release(tmp_path, [])) as db:
        [nvidia] = known(db, "NVDA")[:1]
        assert (nvidia.articles, nvidia.sentences, nvidia.last_day) == (0, (), None)


def test_an_unknown_name_is_refused_with_the_nearest(db):
    with pytest.raises(ConfigError, match=r"Nvidea: is no name in the file; near: Nvidia \(company:nvidia\)"):
        known(db, "Nvidea")


def test_a_source_that_was_renamed_is_cited_by_its_new_name(tmp_path):
    root = make_release(tmp_path, world.HARVESTS)
    with open_work(Home(root)) as db:
        db.execute("UPDATE attributions SET entity_id = 'media:reuters' WHERE source = 'Reuters'")
        decide(
            db, Decision(kind=DecisionKind.RENAME, entity_id="media:reuters", name="Thomson", at=AT, by="ada")
        )
    publish(Home(root), view_sql(), at(20, 18))
    with connect(root) as db:
        assert [("Thomson",)] in list(
            ask(db, "SELECT source FROM cited() WHERE entity_id IS NOT NULL").batches()
        )
        assert list(ask(db, "SELECT DISTINCT name FROM facts WHERE surface = 'Reuters'").batches()) == [
            [("Thomson",)]
        ]


def test_likely_are_equal_names_parts_surnames_and_slips_of_the_same_kind(tmp_path):
    people = {
        "person:~derek-halvorsen": "Derek Halvorsen",
        "person:martha-halvorsen": "Martha Halvorsen",
        "person:derek-halvorson": "Derek Halvorson",
        "company:derek-halvorsen": "Derek Halvorsen Ltd",
        "person:li": "Li Wei",
        "org:~muller-institut": "Müller Institut",
        "company:muller": "Muller Institut AG",
        "agency:muller": "Muller Institut",
    }
    root = make_release(tmp_path, [])
    with open_work(Home(root)) as db:
        for entity_id, name in people.items():
            row = [entity_id, entity_id.partition(":")[0], name]
            db.execute(
                "INSERT INTO entities (entity_id, type, name, tickers, cues, catalogued) "
                "VALUES (?, ?, ?, [], [], false)",
                row,
            )
    publish(Home(root), view_sql(), at(20, 18), force=True)
    likely = "SELECT entity_id, why FROM likely_same($id)"
    with connect(root) as db:
        [people_found] = ask(db, likely, {"id": "person:~derek-halvorsen"}).batches()
        [others_found] = ask(db, likely, {"id": "org:~muller-institut"}).batches()
    assert people_found == [
        ("person:martha-halvorsen", "same surname"),
        ("person:derek-halvorson", "spelled alike"),
    ]
    assert others_found == [("agency:muller", "same name"), ("company:muller", "part of the name")]
