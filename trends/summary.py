"""What came in, on one page: the end of a demo, or the first look at a file."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from rich.table import Table

from trends.tables import cell
from trends.terminal import counted

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection
    from rich.console import Console

_TOTALS = "SELECT feeds_polled, feeds_well, entries, items, read_items, on_topic, undated FROM totals"
_FACTS = """
SELECT fact, type, facts, articles FROM facts_by_type
ORDER BY list_position(['mention', 'amount', 'attribution'], fact), facts DESC, type
"""
_NAMES = """
SELECT name, type, articles, mentions FROM names ORDER BY articles DESC, mentions DESC, entity_id LIMIT $top
"""
_MONEY = """
SELECT coalesce(role, 'not said'), currency, articles, different_sums, largest, total_of_different
FROM money_by_role() ORDER BY articles DESC, times DESC, role, currency LIMIT $top
"""


def print_summary(db: DuckDBPyConnection, out: Console, *, top: int = 10) -> None:
    """Feeds, entries, articles on the topic, facts by type, top names, money by role: one screen."""
    [(feeds, well, entries, items, read_items, on_topic, undated)] = db.execute(_TOTALS).fetchall()
    out.print(
        f"{counted(feeds, 'feed')} polled, {well} of them well; {counted(entries, 'entry')}, "
        f"which are {counted(items, 'item')}."
    )
    out.print(
        f"{read_items} read as articles, {on_topic} on the topic; {undated} without a date to be believed."
    )
    _print(db, out, "Facts, each with its sentence", ("fact", "type", "facts", "articles"), _FACTS)
    _print(db, out, "Named most", ("name", "type", "articles", "mentions"), _NAMES, top=top)
    heads = ("money", "currency", "articles", "different sums", "largest", "total of different")
    _print(db, out, "Money reported; currencies are never added up", heads, _MONEY, top=top)


def _print(
    db: DuckDBPyConnection, out: Console, title: str, heads: Sequence[str], sql: str, **values: object
) -> None:
    rows = db.execute(sql, values or None).fetchall()
    table = Table(title=title, title_justify="left", box=None, pad_edge=False, header_style="bold")
    for head, value in zip(heads, rows[0] if rows else heads, strict=True):
        table.add_column(head, justify="left" if isinstance(value, str) else "right")
    for row in rows:
        table.add_row(*map(cell, row))
    out.print("")
    out.print(table)
