"""A real DuckDB file for each test that wants one."""

import pytest

from storage.database import open_work
from storage.home import Home


@pytest.fixture
def home(tmp_path):
    return Home(tmp_path / "data").make()


@pytest.fixture
def db(home):
    """The work file, open for writing for the whole test."""
    with open_work(home) as connection:
        yield connection


def every_row(db):
    """The whole file: table → its rows, sorted."""
    names = db.execute("SELECT table_name FROM duckdb_tables() WHERE NOT temporary").fetchall()
    return {name: sorted(db.table(name).fetchall(), key=repr) for (name,) in names}
