"""An answer as a table for people, or as CSV, JSON or Parquet for machines.

Times are ISO 8601 without a zone, as the columns have none: they hold UTC. NULL is an empty field in CSV,
`null` in JSON. Nothing is rounded: a decimal that a JSON number can't hold to its last digit is a string.
"""

from __future__ import annotations

import csv
import json
import math
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date, datetime, time
from decimal import Decimal
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

from records.errors import ConfigError
from trends.terminal import safe_json

if TYPE_CHECKING:
    from trends.ask import Answer


class Format(StrEnum):
    """How an answer leaves the house."""

    TABLE = "table"
    CSV = "csv"
    JSON = "json"
    PARQUET = "parquet"


def write(answer: Answer, form: Format, out: TextIO | Path, *, width: int | None = None) -> int:
    """Write `answer` to a stream or to a file; the number of rows written.

    A file appears whole or not at all. `width` is the terminal's, for tables; None: as wide as rich finds it.
    """
    if isinstance(out, Path):
        with _whole(out) as part:
            return _to_file(answer, form, part, width)
    if form is Format.PARQUET:
        raise ConfigError("parquet", "is for a file, not for a stream", "name the file to write to")
    return _to_stream(answer, form, out, width)


def _to_file(answer: Answer, form: Format, part: Path, width: int | None) -> int:
    if form is Format.PARQUET:
        return _parquet(answer, part)
    with part.open("w", encoding="utf-8", newline="") as stream:
        return _to_stream(answer, form, stream, width)


def _to_stream(answer: Answer, form: Format, out: TextIO, width: int | None) -> int:
    if form is Format.TABLE:
        from trends.tables import print_table  # rich is heavy, and only tables need it

        return print_table(answer, out, width=width)
    writers: dict[Format, Callable[[Answer, TextIO], int]] = {Format.CSV: _csv, Format.JSON: _json}
    return writers[form](answer, out)


def _csv(answer: Answer, out: TextIO) -> int:
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow([column.name for column in answer.columns])
    rows = 0
    for batch in answer.batches():
        writer.writerows([words(value) for value in row] for row in batch)
        rows += len(batch)
    return rows


def _json(answer: Answer, out: TextIO) -> int:
    """One array, one object a line: jq reads it as a whole, grep line by line."""
    names = [column.name for column in answer.columns]
    rows = 0
    out.write("[")
    for batch in answer.batches():
        for row in batch:
            line = {name: plain(value) for name, value in zip(names, row, strict=True)}
            told = json.dumps(line, ensure_ascii=False, allow_nan=False)
            out.write((",\n" if rows else "\n") + safe_json(told))
            rows += 1
    out.write("\n]\n")
    return rows


def _parquet(answer: Answer, file: Path) -> int:
    import pyarrow as pa
    import pyarrow.parquet as pq

    schema, batches = answer.arrow()
    rows = 0
    try:
        with pq.ParquetWriter(file, schema, compression="zstd") as writer:
            for batch in batches:
                writer.write_batch(batch)
                rows += batch.num_rows
    except pa.ArrowNotImplementedError as error:
        raise ConfigError("parquet", f"cannot hold a column: {error}", "cast it to VARCHAR") from error
    return rows


def words(value: object) -> str:
    """A value as text; NULL is none, lists and structs are JSON."""
    match value:
        case None:
            return ""
        case bool():
            return "true" if value else "false"
        case list() | tuple() | dict():
            return json.dumps(plain(value), ensure_ascii=False)
        case Decimal():
            return str(value)
    return str(plain(value))


def plain(value: object) -> object:
    """A value as JSON can hold it, exactly."""
    match value:
        case None | bool() | int() | str():
            return value
        case float():
            return value if math.isfinite(value) else str(value)
        case Decimal():
            return float(value) if Decimal(repr(float(value))) == value else str(value)
        case datetime() | date() | time():
            return value.isoformat()
        case bytes():
            return value.hex()
        case list() | tuple():
            return [plain(item) for item in value]
        case dict():
            return {str(plain(key)): plain(item) for key, item in value.items()}
    return str(value)  # UUID, INTERVAL


@contextmanager
def _whole(file: Path) -> Iterator[Path]:
    """A name to write to, which becomes `file` only when all went well; StorageError when it can't."""
    from storage.refusals import file_refusals

    part = file.with_name(f".{file.name}.{os.getpid()}.part")
    with file_refusals(file):
        try:
            yield part
            part.replace(file)
        finally:
            part.unlink(missing_ok=True)
