"""An answer as a table that fits the terminal."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING, TextIO

from rich.box import SIMPLE_HEAD
from rich.console import Console
from rich.table import Table
from rich.text import Text

from trends.formats import words

if TYPE_CHECKING:
    from trends.ask import Answer, Column

#: Rows that a person looks at; the other formats give all.
ROWS = 200
#: Characters a column needs, and how often a grid may fold its text: beyond, each row becomes a block.
NARROWEST = 7
FOLDS = 2

_NUMBERS = ("INT", "INTEGER", "FLOAT", "DOUBLE", "DECIMAL")
#: What a grid puts around a column.
_FRAME = 3


def print_table(answer: Answer, out: TextIO, *, width: int | None = None, rows: int = ROWS) -> int:
    """The first `rows` rows, and a line that says so when there are more; the number of rows shown."""
    console = Console(file=out, width=width, highlight=False)
    found = next(answer.batches(rows + 1), [])
    shown = found[:rows]
    fits = _fits(console.width, answer.columns, shown)
    (_grid if fits else _blocks)(console, answer.columns, shown)
    more = "the first " if len(found) > rows else ""
    console.print(Text(f"{more}{len(shown)} {'row' if len(shown) == 1 else 'rows'}", style="dim"))
    return len(shown)


def _fits(width: int, columns: Sequence[Column], rows: Sequence[tuple[object, ...]]) -> bool:
    """Whether a grid of that width can be read."""
    longest = [
        max(len(column.name), *(len(cell(row[n])) for row in rows), NARROWEST)
        for n, column in enumerate(columns)
    ]
    least = len(columns) * (NARROWEST + _FRAME)
    return least <= width and sum(longest) + len(columns) * _FRAME <= FOLDS * width


def _grid(console: Console, columns: Sequence[Column], rows: Sequence[tuple[object, ...]]) -> None:
    table = Table(box=SIMPLE_HEAD, header_style="bold", pad_edge=False)
    for column in columns:
        number = column.type.split("(")[0].endswith(_NUMBERS)
        table.add_column(_text(column.name), justify="right" if number else "left", overflow="fold")
    for row in rows:
        table.add_row(*map(cell, row))
    console.print(table)


def _blocks(console: Console, columns: Sequence[Column], rows: Sequence[tuple[object, ...]]) -> None:
    for row in rows:
        block = Table(box=None, show_header=False, pad_edge=False)
        block.add_column(style="bold", no_wrap=True)
        block.add_column(overflow="fold")
        for column, value in zip(columns, row, strict=True):
            block.add_row(_text(column.name), cell(value))
        console.print(block, "")


def cell(value: object) -> Text:
    """A value as a table shows it; NULL says so, to be told from an empty text."""
    if value is None:
        return Text("NULL", style="dim")
    if isinstance(value, float):
        return _text(f"{value:,.15g}")
    if isinstance(value, datetime):
        return _text(value.isoformat(" ", "seconds"))
    return _text(words(value))


def _text(letters: str) -> Text:
    """Text as it stands: titles come from strangers, and no terminal shall obey what they hold."""
    return Text("".join("\N{REPLACEMENT CHARACTER}" if _commands(sign) else sign for sign in letters))


def _commands(sign: str) -> bool:
    """Whether a terminal could act on it: control characters, and those that turn the writing round."""
    return (
        sign not in "\n\t" and unicodedata.category(sign) in {"Cc", "Cf"} and sign not in "\u200c\u200d\u00ad"
    )
