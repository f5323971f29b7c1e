"""Put a question to the newest release: connect to read, ask, take the answer batch by batch."""

from __future__ import annotations

import atexit
import re
import shutil
import tempfile
import warnings
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import duckdb

from records.errors import QueryError, StorageError
from storage.home import Home
from storage.refusals import refusals

if TYPE_CHECKING:
    from pyarrow import RecordBatch, RecordBatchReader, Schema

#: Rows held in memory at a time, whatever the size of the answer.
BATCH = 10_000

#: SHOW, DESCRIBE, SUMMARIZE and FROM are SELECT to DuckDB; PIVOT is MULTI to 2.0.
_READING = {duckdb.StatementType.SELECT, duckdb.StatementType.EXPLAIN, duckdb.StatementType.MULTI}
_INSTALL = re.compile(r"\binstall\b", re.IGNORECASE)
_KIND = re.compile(r"^[A-Za-z ]+ Error: ")


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """A column of an answer; `type` as DuckDB writes it, `DECIMAL(18,2)`."""

    name: str
    type: str


class Answer:
    """What a query gave. Its rows stream: they can be taken once, and only until the next query."""

    def __init__(self, cursor: duckdb.DuckDBPyConnection) -> None:
        self._cursor = cursor
        self.columns = tuple(_told_apart(cursor.description or ()))

    def batches(self, size: int = BATCH) -> Iterator[list[tuple[object, ...]]]:
        """The rows in lists of at most `size`, with DuckDB's exact Python types."""
        with _short_refusals():
            while rows := self._cursor.fetchmany(size):
                yield rows

    def arrow(self, size: int = BATCH) -> tuple[Schema, Iterator[RecordBatch]]:
        """The schema, and the rows as Arrow batches of about `size`."""
        import pyarrow as pa

        with _short_refusals(), warnings.catch_warnings():
            # 2.0 warns that this copies each batch once more; a relation would not stream with parameters.
            warnings.simplefilter("ignore", UserWarning)
            reader = self._cursor.to_arrow_reader(size)
        names = [column.name for column in self.columns]
        schema = pa.schema([field.with_name(name) for field, name in zip(reader.schema, names, strict=True)])
        return schema, _arrow_batches(reader, schema)


def connect(root: Path) -> duckdb.DuckDBPyConnection:
    """The newest release under CHIPWATCH_HOME `root`, for reading, with no way to any other file.

    Raises StorageError when nothing was published yet, or when the file can't be read.
    """
    path = Home(root).current
    if not path.exists():
        raise StorageError(path, "nothing was published yet", "run `chipwatch poll` first")
    # Resolved: a release that is swapped in meanwhile must not mix with this one.
    return open_to_read(path.resolve())


def open_to_read(path: Path) -> duckdb.DuckDBPyConnection:
    """A DuckDB file opened read-only, for whoever asks: no other file, no extension, no setting."""
    closed: dict[str, Any] = {"enable_external_access": "false", "temp_directory": _spill_folder()}
    with refusals(path):
        db = duckdb.connect(path, read_only=True, config=closed)
        # A second connection of this process to the same file shares its locked settings.
        if not db.execute("SELECT current_setting('lock_configuration')").fetchall()[0][0]:
            # In `python -c` the bar goes to stdout, in the middle of the answer.
            db.execute("SET enable_progress_bar = false")
            db.execute("SET lock_configuration = true")
    return db


def ask(db: duckdb.DuckDBPyConnection, sql: str, parameters: Mapping[str, object] | None = None) -> Answer:
    """The answer to one reading statement; `$name` in it takes its value from `parameters`.

    Raises QueryError for wrong SQL and for whatever is more than one question.
    """
    with _short_refusals():
        _refuse_more_than_reading(db.extract_statements(sql))
        return Answer(db.execute(sql, dict(parameters) if parameters else None))


def _refuse_more_than_reading(statements: list[duckdb.Statement]) -> None:
    if not statements:
        raise QueryError("there is no question in it")
    *before, last = statements
    # To 1.5, PIVOT is two: the first makes its column names and has no text of its own.
    if any(statement.query.strip() for statement in before):
        raise QueryError("more than one statement", "ask one question at a time")
    if last.type not in _READING:
        raise QueryError(f"{_verb(last)} does more than read", "the release is for reading: SELECT")


def _verb(statement: duckdb.Statement) -> str:
    """DuckDB counts INSTALL among LOAD."""
    installs = statement.type == duckdb.StatementType.LOAD and _INSTALL.search(statement.query)
    return "INSTALL" if installs else str(statement.type.name)


def _told_apart(description: Sequence[Sequence[Any]]) -> Iterator[Column]:
    """Columns of equal names get `_1`, `_2` …: JSON and Parquet would lose all but one."""
    taken: set[str] = set()
    for name, kind, *_ in description:
        number, free = 0, name
        while free in taken:
            number += 1
            free = f"{name}_{number}"
        taken.add(free)
        yield Column(name=free, type=str(kind))


def _arrow_batches(reader: RecordBatchReader, schema: Schema) -> Iterator[RecordBatch]:
    with _short_refusals():
        try:
            for batch in reader:
                yield type(batch).from_arrays(batch.columns, schema=schema)
        except OSError as error:
            # Through Arrow, what DuckDB says in the middle of an answer comes as an OSError without a number.
            if error.errno is not None:
                raise
            raise duckdb.Error(str(error)) from error


@contextmanager
def _short_refusals() -> Iterator[None]:
    """DuckDB's errors as ours: its first line, its suggestion, the line with the caret."""
    try:
        yield
    except duckdb.Error as error:
        text, _, place = str(error).partition("\n\nLINE ")
        problem, *more = _KIND.sub("", text).splitlines() or [type(error).__name__]
        remedy = next((line for line in more if line.startswith(("Did you mean", "Candidate bindings"))), "")
        raise QueryError(problem, remedy, f"LINE {place}" if place else "") from error


@cache
def _spill_folder() -> str:
    """Where large sorts go; DuckDB's default is beside the release, which nobody may write to."""
    folder = tempfile.mkdtemp(prefix="chipwatch-")
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    return folder
