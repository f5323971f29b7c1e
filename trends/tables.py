"""An answer as a table that fits the terminal."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING, TextIO

from rich.console import Console
from rich.table import Table
from rich.text import Text

from trends.formats import words
from trends.terminal import safe

if TYPE_CHECKING:
    from trends.ask import Answer, Column

#: Rows that a person looks at; the other formats give all.
ROWS = 200
#: Characters: what a column of text needs at least, what a heading has at least, how far apart columns stand.
TEXT, NARROW, APART = 12, 8, 2
#: How often a grid may fold its texts: beyond, each row becomes a block of its own.
FOLDS = 2

_NUMBERS = ("INT", "INTEGER", "FLOAT", "DOUBLE", "DECIMAL")
#: Types whose values must not be folded.
_WHOLE = (*_NUMBERS, "DATE", "TIMESTAMP", "TIME", "BOOLEAN")


def print_table(answer: Answer, out: TextIO, *, width: int | None = None, rows: int = ROWS) -> int:
    """The first `rows` rows, and a line that says so when there are more; the number of rows shown."""
    console = Console(file=out, width=width, highlight=False)
    found = next(answer.batches(rows + 1), [])
    shown = [[cell(value) for value in row] for row in found[:rows]]
    fits = _fits(console.width, answer.columns, shown)
    (_print_grid if fits else _print_blocks)(console, answer.columns, shown)
    more = "the first " if len(found) > rows else ""
    console.print(Text(f"{more}{len(shown)} {'row' if len(shown) == 1 else 'rows'}", style="dim"))
    return len(shown)


def cell(value: object) -> Text:
    """A value as a table shows it; NULL says so, to be told from an empty text."""
    if value is None:
        return Text("NULL", style="dim")
    if isinstance(value, float):
        return _text(f"{value:,.15g}")
    if isinstance(value, datetime):
        return _text(value.isoformat(" ", "seconds"))
    return _text(words(value))


def _fits(width: int, columns: Sequence[Column], rows: Sequence[Sequence[Text]]) -> bool:
    """Whether a grid of that width can be read."""
    longest = [max((len(row[n]) for row in rows), default=0) for n in range(len(columns))]
    least = [
        max(wide if _is_of(column, _WHOLE) else min(wide, TEXT), len(max(column.name.split("_"), key=len)))
        for column, wide in zip(columns, longest, strict=True)
    ]
    apart = len(columns) * APART
    return sum(least) + apart <= width and sum(longest) + apart <= FOLDS * width


def _print_grid(console: Console, columns: Sequence[Column], rows: Sequence[Sequence[Text]]) -> None:
    table = Table(box=None, header_style="bold", padding=(0, APART, 0, 0), pad_edge=False)
    for n, column in enumerate(columns):
        widest = max((len(row[n]) for row in rows), default=0)
        side = "right" if _is_of(column, _NUMBERS) else "left"
        whole = _is_of(column, _WHOLE)
        heading = _text(_folded(column.name, max(widest, NARROW)))
        table.add_column(heading, justify=side, no_wrap=whole, overflow="fold")  # type: ignore[arg-type]
    for row in rows:
        table.add_row(*row)
    console.print(table)


def _print_blocks(console: Console, columns: Sequence[Column], rows: Sequence[Sequence[Text]]) -> None:
    for row in rows:
        block = Table(box=None, show_header=False, padding=(0, APART, 0, 0), pad_edge=False)
        block.add_column(style="bold", no_wrap=True)
        block.add_column(overflow="fold")
        for column, value in zip(columns, row, strict=True):
            block.add_row(_text(column.name), value)
        console.print(block, "")


def _is_of(column: Column, types: tuple[str, ...]) -> bool:
    return column.type.split("(")[0].endswith(types)


def _folded(name: str, width: int) -> str:
    """A column's name broken after underscores, so that it needs no more room than its values."""
    lines = [""]
    for part in name.split("_"):
        begun = f"{lines[-1]}_" if lines[-1] else ""
        if begun and len(begun + part) > width:
            lines[-1] = begun
            lines.append(part)
        else:
            lines[-1] = begun + part
    return "\n".join(lines)


def _text(letters: str) -> Text:
    return Text(safe(letters))
