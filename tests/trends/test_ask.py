"""Asking reads, and does nothing else."""

import hashlib
import subprocess
import sys
from pathlib import Path

import duckdb
import pytest

from records.errors import QueryError, SchemaError, StorageError
from storage.home import Home
from trends.ask import BATCH, ask, connect

MORE_THAN_READING = [
    "INSERT INTO articles SELECT * FROM articles",
    "UPDATE articles SET title = ''",
    "DELETE FROM articles",
    "DROP TABLE articles",
    "CREATE TABLE x (n INTEGER)",
    "CREATE TEMP TABLE x (n INTEGER)",
    "CREATE TEMP MACRO x() AS 1",
    "ALTER TABLE articles ADD COLUMN x INTEGER",
    "ATTACH ':memory:' AS x",
    "COPY articles TO 'out.csv'",
    "EXPORT DATABASE 'out'",
    "INSTALL httpfs",
    "LOAD httpfs",
    "SET threads = 1",
    "SET VARIABLE x = 1",
    "USE memory",
    "PRAGMA enable_profiling",
    "CALL pragma_version()",
    "CHECKPOINT",
    "VACUUM",
    "BEGIN",
    "PREPARE x AS SELECT 1",
    "SELECT 1; DROP TABLE articles",
    "SELECT 1; SELECT 2",
]


@pytest.mark.parametrize("sql", MORE_THAN_READING)
def test_what_does_more_than_read_is_refused(db, sql):
    with pytest.raises(QueryError):
        ask(db, sql)


@pytest.mark.parametrize("sql", ["INSTALL httpfs", "force install httpfs", "LOAD httpfs"])
def test_it_is_called_by_its_own_name(db, sql):
    with pytest.raises(QueryError, match=f"^query: {sql.upper().split()[-2]} does more than read"):
        ask(db, sql)


@pytest.mark.parametrize("sql", MORE_THAN_READING[:10])
def test_the_file_cannot_be_written_even_without_that_check(db, world_root, sql):
    path = Home(world_root).current
    before = hashlib.sha256(path.read_bytes()).hexdigest()
    with pytest.raises(duckdb.Error):
        db.execute(sql.replace("TEMP ", ""))
    assert hashlib.sha256(path.read_bytes()).hexdigest() == before
    assert [file.name for file in path.parent.iterdir()] == [path.name]


@pytest.mark.parametrize(
    "sql",
    [
        "FROM read_csv('/etc/passwd')",
        "FROM read_text('/etc/hostname')",
        "FROM glob('/*')",
        "FROM '/etc/passwd'",
        "FROM sniff_csv('/etc/passwd')",
        "FROM duckdb_secrets()",
    ],
)
def test_no_other_file_can_be_read(db, sql):
    with pytest.raises(QueryError, match="disabled by configuration|does not exist"):
        ask(db, sql)


@pytest.mark.parametrize("setting", ["enable_external_access = true", "lock_configuration = false"])
def test_the_lock_cannot_be_undone(db, setting):
    with pytest.raises(duckdb.Error, match="locked|Cannot"):
        db.execute(f"SET {setting}")


@pytest.mark.parametrize(
    "sql",
    [
        "SELECT 1",
        "FROM articles",
        "WITH x AS (SELECT 1) FROM x",
        "VALUES (1)",
        "TABLE articles",
        "DESCRIBE articles",
        "SHOW TABLES",
        "SUMMARIZE articles",
        "EXPLAIN SELECT 1",
        "PIVOT news ON outlet USING count(*)",
        "SELECT ';' -- ; not a second statement\n;",
    ],
)
def test_every_way_of_reading_is_allowed(db, sql):
    assert list(ask(db, sql).batches())


def test_a_wrong_word_gets_one_line_a_hint_and_the_place(db):
    with pytest.raises(QueryError) as caught:
        ask(db, "SELECT titel FROM articles")
    problem, *place = str(caught.value).splitlines()
    assert problem.startswith(
        'query: Referenced column "titel" not found in FROM clause!; Candidate bindings: "title"'
    )
    # 1.5 points at the first character, 2.0 underlines the word.
    assert [line.rstrip("^") for line in place] == ["LINE 1: SELECT titel FROM articles", " " * 15]


@pytest.mark.parametrize("sql", ["", "   ", "-- only a comment"])
def test_no_question_is_refused(db, sql):
    with pytest.raises(QueryError, match="no question"):
        ask(db, sql)


def test_a_parameter_is_a_value_and_never_sql(db):
    hostile = "x' OR true; DROP TABLE articles; --"
    answer = ask(db, "SELECT count(*) FROM articles WHERE title = $title", {"title": hostile})
    assert list(answer.batches()) == [[(0,)]]


def test_a_missing_parameter_is_named(db):
    with pytest.raises(QueryError, match="title"):
        ask(db, "SELECT count(*) FROM articles WHERE title = $title")


def test_rows_stream_in_batches(db):
    """A thousand billion rows: only an answer that streams has a first batch."""
    first = next(ask(db, "FROM range(1000000000000)").batches())
    assert len(first) == BATCH


def test_before_the_first_release_it_says_what_to_do(tmp_path):
    with pytest.raises(StorageError, match="chipwatch poll"):
        connect(tmp_path)


def test_a_file_that_is_no_database_is_refused(tmp_path):
    Home(tmp_path).link.mkdir()
    Home(tmp_path).current.write_bytes(b"not a database" * 1000)
    with pytest.raises(SchemaError, match="not a DuckDB file"):
        connect(tmp_path)


def test_two_connections_of_one_process_can_read_at_once(world_root):
    with connect(world_root) as one, connect(world_root) as two:
        assert list(ask(one, "FROM totals").batches()) == list(ask(two, "FROM totals").batches())


def test_an_answer_on_standard_output_is_the_answer_alone(world_root):
    """In `python -c` DuckDB would print its progress bar there."""
    code = (
        "import sys; from pathlib import Path; from trends.ask import ask, connect; "
        "from trends.formats import Format, write; db = connect(Path(sys.argv[1])); "
        "sql = 'SELECT count(*) AS n FROM (SELECT hash(range) AS h FROM range(9000000) ORDER BY h)'; "
        "write(ask(db, sql), Format.CSV, sys.stdout)"
    )
    out = subprocess.run(
        [sys.executable, "-c", code, str(world_root)],
        capture_output=True,
        cwd=Path(__file__).parents[2],
        check=True,
    )
    assert out.stdout == b"n\n9000000\n"
