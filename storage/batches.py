"""Rows into DuckDB: as Arrow tables, shown to SQL by name.

`executemany` is 300 times slower, and a list of 15,000 as a parameter takes three seconds: for each element
DuckDB looks for packages that are not there (both measured).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from datetime import UTC, date, datetime

import duckdb
import pyarrow as pa

from records.dates import Confidence, Dated

Row = Mapping[str, object]

_SURROGATE = re.compile("[\ud800-\udfff]")


def load(db: duckdb.DuckDBPyConnection, table: str, rows: Iterable[Row], name: str = "") -> None:
    """Show `rows` as `batch_<table>`, with the columns and types of the table; what a row lacks is NULL.

    `name` stands in for the table's, when a table has more than one batch.
    """
    # Asked of the table itself, so that types are written down once, in schema/.
    schema = db.table(table).limit(0).to_arrow_table().schema
    listed = list(rows)
    try:
        batch = pa.Table.from_pylist(listed, schema=schema)
    except UnicodeEncodeError:  # half a surrogate pair somewhere: U+FFFD is as long, so offsets stay true
        batch = pa.Table.from_pylist([_scrubbed(row) for row in listed], schema=schema)
    db.register("batch_" + (name or table), batch)


def optional(text: str) -> str | None:
    """Records say "" for what is not there; a table says NULL."""
    return text or None


def aware(when: datetime) -> datetime:
    """A time out of the file, which holds UTC."""
    return when.replace(tzinfo=UTC)


def plain(when: datetime) -> datetime:
    """A time as a parameter: UTC, unsaid. An aware one would be cast to the session's zone."""
    return when.astimezone(UTC).replace(tzinfo=None)


def day_of(when: datetime) -> date:
    """The UTC date."""
    return when.astimezone(UTC).date()


def countable(date: Dated) -> bool:
    """Whether a publisher's date is to be believed."""
    return date.value is not None and date.confidence not in (Confidence.DOUBTFUL, Confidence.NONE)


def date_columns(name: str, date: Dated | None) -> dict[str, object]:
    """A publisher's date as the four columns that tables have for it; all NULL for None."""
    if date is None:
        return {}
    return {
        name: date.value,
        f"{name}_raw": optional(date.raw),
        f"{name}_method": optional(date.method),
        f"{name}_confidence": date.confidence,
    }


def _scrubbed(value: object) -> object:
    if isinstance(value, str):
        return _SURROGATE.sub("\ufffd", value)
    if isinstance(value, Mapping):
        return {_scrubbed(key): _scrubbed(item) for key, item in value.items()}
    return [_scrubbed(item) for item in value] if isinstance(value, list | tuple) else value
