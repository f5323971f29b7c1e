"""What an answer looks like when it leaves."""

import csv
import io
import json
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path

import pyarrow.parquet as pq
import pytest

from records.errors import ConfigError, QueryError, StorageError
from trends.ask import ask
from trends.formats import Format, write

#: 300,000 rows, of which one in the middle can't be had.
BREAKS = "SELECT CAST(if(range = 250000, 'x', range::VARCHAR) AS INTEGER) AS n FROM range(300000)"


@pytest.fixture
def written(db):
    def text(sql: str, form: Format, **how: object) -> str:
        out = io.StringIO()
        write(ask(db, sql), form, out, **how)
        return out.getvalue()

    return text


def test_csv_has_iso_times_and_empty_fields_for_null(written):
    answer = written(
        "SELECT DATE '2026-11-20' AS d, TIMESTAMP '2026-11-20 08:30' AS t, NULL AS n, true AS b, "
        "[1, 2] AS l, 1.50 AS x",
        Format.CSV,
    )
    assert answer == 'd,t,n,b,l,x\n2026-11-20,2026-11-20T08:30:00,,true,"[1, 2]",1.50\n'


def test_csv_quotes_what_would_break_its_lines(written):
    answer = written("""SELECT 'a "b", c' || chr(10) || 'd' AS x""", Format.CSV)
    assert list(csv.reader(io.StringIO(answer, newline=""))) == [["x"], ['a "b", c\nd']]


def test_json_is_one_array_with_one_object_a_line(written):
    answer = written("SELECT range AS n, NULL AS x FROM range(3)", Format.JSON)
    assert answer.splitlines() == [
        "[",
        '{"n": 0, "x": null},',
        '{"n": 1, "x": null},',
        '{"n": 2, "x": null}',
        "]",
    ]
    assert len(json.loads(answer)) == 3


def test_json_of_no_rows_is_an_empty_array(written):
    assert json.loads(written("SELECT 1 AS n WHERE false", Format.JSON)) == []


@pytest.mark.parametrize(
    ("sql", "value"),
    [
        ("9223372036854775807", 9223372036854775807),
        ("0.1::DECIMAL(4, 1)", 0.1),
        ("12345678901234567890.123456789::DECIMAL(38, 9)", "12345678901234567890.123456789"),
        ("'nan'::DOUBLE", "nan"),
        ("'\\xAA'::BLOB", "aa"),
        ("{'a': DATE '2026-11-20'}", {"a": "2026-11-20"}),
        ("MAP {1: 'x'}", {"1": "x"}),
        ("'è …'", "è …"),
    ],
)
def test_json_loses_nothing(written, sql, value):
    assert json.loads(written(f"SELECT {sql} AS v", Format.JSON)) == [{"v": value}]


def test_columns_of_one_name_are_told_apart(written):
    assert json.loads(written("SELECT 1 AS a, 2 AS a", Format.JSON)) == [{"a": 1, "a_1": 2}]


def test_parquet_keeps_the_types(db, tmp_path):
    sql = (
        "SELECT 1 AS i, 1.5::DECIMAL(9, 2) AS x, DATE '2026-11-20' AS d, TIMESTAMP '2026-11-20' AS t, 2 AS i"
    )
    assert write(ask(db, sql), Format.PARQUET, tmp_path / "out.parquet") == 1
    table = pq.read_table(tmp_path / "out.parquet")
    assert table.column_names == ["i", "x", "d", "t", "i_1"]
    assert table.to_pylist() == [
        {"i": 1, "x": Decimal("1.50"), "d": date(2026, 11, 20), "t": datetime(2026, 11, 20), "i_1": 2}
    ]


def test_parquet_needs_a_file(db):
    with pytest.raises(ConfigError, match="name the file"):
        write(ask(db, "SELECT 1"), Format.PARQUET, io.StringIO())


def test_parquet_says_which_kind_of_column_it_cannot_hold(db, tmp_path):
    with pytest.raises(ConfigError, match="cast it"):
        write(ask(db, "SELECT INTERVAL 1 DAY AS i"), Format.PARQUET, tmp_path / "out.parquet")


@pytest.mark.parametrize("form", [Format.CSV, Format.JSON, Format.PARQUET])
def test_a_file_is_whole_or_not_there(db, tmp_path, form):
    out = tmp_path / "out"
    with pytest.raises(QueryError, match="Could not convert"):
        write(ask(db, BREAKS), form, out)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("form", [Format.CSV, Format.JSON, Format.PARQUET, Format.TABLE])
def test_a_file_that_was_there_is_replaced(db, tmp_path, form):
    out = tmp_path / "out"
    out.write_text("old")
    write(ask(db, "SELECT 1 AS n"), form, out)
    assert out.read_bytes() != b"old"
    assert list(tmp_path.iterdir()) == [out]


def test_a_folder_that_is_missing_is_a_clear_error(db, tmp_path):
    with pytest.raises(StorageError, match="out.csv"):
        write(ask(db, "SELECT 1"), Format.CSV, tmp_path / "no" / "out.csv")


@pytest.mark.parametrize("width", [40, 80, 200])
@pytest.mark.parametrize("columns", ["title", "title, url, published, outlet, 1, 2, 3, 4, 5, 6, 7, 8"])
def test_a_table_fits_the_terminal(written, width, columns):
    answer = written(f"SELECT {columns} FROM news", Format.TABLE, width=width)
    assert max(map(len, answer.splitlines())) <= width
    assert "Title of a1" in answer


def test_a_table_shows_the_first_rows_and_says_so(written):
    answer = written("FROM range(1000)", Format.TABLE, width=60)
    assert answer.splitlines()[-1].strip() == "the first 200 rows"
    assert len(answer.splitlines()) < 210


def test_a_table_tells_null_from_nothing(written):
    assert "NULL" in written("SELECT NULL AS a, '' AS b", Format.TABLE, width=60)


def test_a_table_obeys_no_commands_that_stand_in_a_title(written):
    answer = written(
        "SELECT chr(27) || '[2J' || chr(8238) || '[red]x[/red]' AS title", Format.TABLE, width=60
    )
    assert "\x1b" not in answer
    assert "\u202e" not in answer
    assert "[red]x[/red]" in answer


@pytest.mark.parametrize("form", [Format.CSV, Format.JSON])
def test_an_answer_is_written_while_it_comes(db, form):
    """A thousand billion rows, and a reader who hangs up: whoever collects them first never gets here."""

    class HangsUp(io.StringIO):
        def write(self, text: str) -> int:
            if self.tell() > 1000:
                raise BrokenPipeError
            return super().write(text)

    with pytest.raises(BrokenPipeError):
        write(ask(db, "FROM range(1000000000000)"), form, HangsUp())


def test_nothing_but_the_answer_is_written_beside_it(db, tmp_path):
    write(ask(db, "SELECT 1"), Format.CSV, tmp_path / "a.csv")
    assert [Path(file).name for file in tmp_path.iterdir()] == ["a.csv"]
