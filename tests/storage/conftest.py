"""A real DuckDB file for each test that wants one, and other processes that reach for it."""

import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

from storage.database import open_work
from storage.home import Home

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="session")
def empty_file(tmp_path_factory):
    """A work file with tables and nothing in them: to make one takes longer than most tests."""
    home = Home(tmp_path_factory.mktemp("empty"))
    with open_work(home):
        pass
    return home.work


@pytest.fixture
def bare_home(tmp_path):
    """Folders, and no file yet."""
    return Home(tmp_path / "data").make()


@pytest.fixture
def home(bare_home, empty_file):
    """A home whose work file is empty."""
    shutil.copy(empty_file, bare_home.work)
    return bare_home


@pytest.fixture
def db(home):
    """The work file, open for writing for the whole test."""
    with open_work(home) as connection:
        yield connection


@pytest.fixture
def public_home():
    """A home that other users can reach: pytest's own folders are closed to them."""
    folder = Path(tempfile.mkdtemp())
    folder.chmod(0o755)
    yield Home(folder / "data").make()
    subprocess.run(["chmod", "-R", "u+w", folder], check=True)
    shutil.rmtree(folder)


def start(what, home, word="-"):
    """A function of tests/storage/children.py in a process of its own."""
    command = [sys.executable, "-W", "error", "-m", "tests.storage.children", what, str(home.root), word]
    return subprocess.Popen(
        command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    )


def finish(child, seconds=120):
    """What it said, and how it ended."""
    said, _ = child.communicate(timeout=seconds)
    return said.strip(), child.returncode


def every_row(db):
    """The whole file: table → its rows, sorted."""
    names = db.execute("SELECT table_name FROM duckdb_tables() WHERE NOT temporary").fetchall()
    return {name: sorted(db.table(name).fetchall(), key=repr) for (name,) in names}
