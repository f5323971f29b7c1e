"""The files of views/: complete headers, an order that works, nothing that breaks on an empty file."""

import re
from pathlib import Path

import pytest

from records.errors import ConfigError
from records.feeds import Outcome
from records.runs import Count, Harvest, Run, Stage
from tests.trends.conftest import make_release
from tests.trends.world import ENTITIES, UNO, at
from trends.ask import ask, connect
from trends.sqlfiles import read_folder, read_sql
from trends.views import view_sql

FOLDER = Path(__file__).parents[2] / "trends" / "views"
FILES = read_folder(FOLDER)
#: How a macro that needs words is called.
WORDS = {
    "trend": "'Nvidia'",
    "find_names": "'Nvidia'",
    "likely_same": "'company:~huawey'",
    "facts_asof": "TIMESTAMP '2026-11-20 12:00'",
    "texts_asof": "TIMESTAMP '2026-11-20 12:00'",
    "news_asof": "TIMESTAMP '2026-11-20 12:00'",
    "day_or_newest": "NULL",
    "first_day_of": "'2026-Q3'",
    "sentence_of": "'One. Two.', [{'char_start': 0, 'char_end': 4}], 0",
}


def question(name: str) -> str:
    """SQL that asks the view or macro for everything."""
    if FILES[name].sql.startswith("CREATE OR REPLACE VIEW"):
        return f"FROM {name}"
    call = f"{name}({WORDS.get(name, '')})"
    return f"FROM {call}" if "AS TABLE" in FILES[name].sql else f"SELECT {call} AS value"


@pytest.mark.parametrize("name", FILES)
def test_a_view_says_what_it_answers(name):
    file = FILES[name]
    assert file.about.endswith("?")
    assert all((file.grain, file.units, file.leaves_out))


@pytest.mark.parametrize("name", FILES)
def test_a_view_runs_on_an_empty_file(name, empty_db):
    most = len(ENTITIES) if name == "entities_by_decision" else 1  # a file without news has the catalogue
    assert sum(len(batch) for batch in ask(empty_db, question(name)).batches()) <= most


@pytest.mark.parametrize("name", FILES)
def test_a_view_has_rows_in_the_small_world(name, db):
    assert list(ask(db, question(name)).batches())


@pytest.mark.parametrize("name", FILES)
def test_the_header_is_the_comment_in_the_file(name, db):
    sql = (
        "SELECT comment FROM duckdb_views() WHERE view_name = $name "
        "UNION ALL SELECT comment FROM duckdb_functions() WHERE function_name = $name"
    )
    [[(comment,)]] = ask(db, sql, {"name": name}).batches()
    assert comment.startswith(FILES[name].about)
    assert FILES[name].leaves_out in comment


def test_statements_come_in_an_order_in_which_they_can_be_made():
    made: set[str] = set()
    for statement in view_sql()[::2]:
        name = re.match(r"CREATE OR REPLACE (?:VIEW|MACRO)\s+(\w+)", statement)[1]
        assert not (set(re.findall(r"\w+", statement)) & FILES.keys()) - made - {name}
        made.add(name)
    assert made == FILES.keys()


def test_views_can_be_made_a_second_time(tmp_path):
    root = make_release(tmp_path, [])
    make_release(root, [])
    with connect(root) as db:
        assert list(ask(db, "FROM totals").batches())


def test_no_view_writes_a_time_zone():
    assert not [
        name for name, file in FILES.items() if re.search("AT TIME ZONE|TIMESTAMPTZ|now\\(\\)", file.sql)
    ]


def test_feed_health_knows_the_good_outcomes():
    lists = re.findall(r"IN \(('new'[^)]*)\)", FILES["feed_health"].sql)
    assert len(lists) == 2
    for words in lists:
        assert set(re.findall(r"'(\w+)'", words)) == {outcome for outcome in Outcome if outcome.is_good}


def test_the_funnel_knows_the_stages_in_their_order():
    assert str([str(stage) for stage in Stage]) in FILES["funnel"].sql


def test_the_funnel_finds_a_count_that_is_wrong(tmp_path):
    """Three came in, two are accounted for."""
    wrong = Harvest(
        run=Run(id="wrong", flow="poll", started=at(20, 11), trigger="cli"),
        feeds=(UNO,),
        counts=(
            Count(feed="uno", stage=Stage.FETCH, status="in", n=3),
            Count(feed="uno", stage=Stage.FETCH, status="out", n=1),
            Count(feed="uno", stage=Stage.FETCH, status="dropped", reason="gone", n=1),
        ),
    )
    with connect(make_release(tmp_path, [(wrong, at(20, 12))])) as db:
        assert list(ask(db, "SELECT feed, stage, missing FROM funnel WHERE missing <> 0").batches()) == [
            [("uno", "fetch", 1)]
        ]
        assert list(ask(db, "SELECT missing FROM run_results").batches()) == [[(1,)]]


@pytest.mark.parametrize(
    "text",
    [
        "CREATE OR REPLACE VIEW x AS SELECT 1;",
        "-- y: whose name is another?\n-- Grain: a\n-- Units: b\n-- Leaves out: c\nSELECT 1;",
        "-- x: what?\n-- Grain: a\n-- Units: b\nSELECT 1;",
    ],
    ids=["no header", "another name", "leaves out what it leaves out"],
)
def test_a_file_without_a_whole_header_is_refused(tmp_path, text):
    file = tmp_path / "x.sql"
    file.write_text(text)
    with pytest.raises(ConfigError, match=r"x\.sql"):
        read_sql(file)
