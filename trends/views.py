"""The views and macros of the release, as SQL in an order in which they can be made."""

from __future__ import annotations

import re
from graphlib import TopologicalSorter
from pathlib import Path

from trends.sqlfiles import SqlFile, read_folder

_FOLDER = Path(__file__).parent / "views"
_MADE = re.compile(r"CREATE OR REPLACE (VIEW|MACRO)\s+(\w+)")


def view_sql() -> list[str]:
    """One statement each: every view or macro after those it uses, and its header as its comment.

    Harmless the second time; `storage.publish` runs them before each release.
    """
    files = read_folder(_FOLDER)
    needs = {name: _used(file, set(files) - {name}) for name, file in files.items()}
    order = TopologicalSorter(needs).static_order()
    return [statement for name in order for statement in (files[name].sql, _comment(files[name]))]


def _used(file: SqlFile, others: set[str]) -> set[str]:
    return others & set(re.findall(r"\w+", file.sql))


def _comment(file: SqlFile) -> str:
    """The header as the file's own documentation: what `duckdb_views()` and `duckdb_functions()` show."""
    made = _MADE.match(file.sql)
    if not made or made[2] != file.name:
        raise ValueError(f"views/{file.name}.sql does not make {file.name}")
    table = " TABLE" if made[1] == "MACRO" and re.search(r"\)\s+AS\s+TABLE\b", file.sql) else ""
    words = (f"{file.about} Grain: {file.grain} Units: {file.units} Leaves out: {file.leaves_out}").replace(
        "'", "''"
    )
    return f"COMMENT ON {made[1]}{table} {file.name} IS '{words}'"
