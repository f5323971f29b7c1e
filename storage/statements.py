"""SQL too long to stand beside the code that runs it: writes/*.sql and reads/*.sql."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

import duckdb

_ROOM = Path(__file__).parent
#: A line that names the statement below it.
_NAME = re.compile(r"^-- :(\w+)$", re.MULTILINE)


def apply(db: duckdb.DuckDBPyConnection, name: str) -> Counter[str]:
    """Run writes/<name>.sql inside the open transaction; rows touched by each named statement."""
    return Counter({label: _touched(db.execute(sql).fetchall()) for label, sql in _named_statements(name)})


def rows(
    db: duckdb.DuckDBPyConnection, name: str, parameters: Mapping[str, object] | None = None
) -> list[tuple[Any, ...]]:
    """The answer of reads/<name>.sql."""
    return db.execute(_query(name), dict(parameters) if parameters else None).fetchall()


@cache
def _named_statements(name: str) -> list[tuple[str, str]]:
    parts = _NAME.split((_ROOM / "writes" / f"{name}.sql").read_text(encoding="utf-8"))
    return list(zip(parts[1::2], parts[2::2], strict=True))


@cache
def _query(name: str) -> str:
    return (_ROOM / "reads" / f"{name}.sql").read_text(encoding="utf-8")


def _touched(answer: list[tuple[object, ...]]) -> int:
    """What INSERT, UPDATE and DELETE answer; 0 for statements that count nothing."""
    return answer[0][0] if answer and isinstance(answer[0][0], int) else 0
