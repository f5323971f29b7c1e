"""An answer as a table that fits the terminal."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from typing import TYPE_CHECKING, TextIO

from rich.console import Console
from rich.table import Table
from rich.text import Text

from trends.formats import plain

if TYPE_CHECKING:
    from trends.ask import Answer, Column

#: Rows that a person looks at; the other formats give all.
ROWS = 200
#: Columns narrower than this can't be read: then each row becomes a block of its own.
NARROWEST = 7

_NUMBERS = ("INT", "HUGEINT", "FLOAT", "DOUBLE", "DECIMAL", "BIGINT")


def print_table(answer: Answer, out: TextIO, *, width: int | None = None, rows: int = ROWS) -> int:
    """The first `rows` rows, and a line that says so when there are more; the number of rows shown."""
    console = Console(file=out, width=width, highlight=False)
    found = next(answer.batches(rows + 1), [])
    shown = found[:rows]
    wide = len(answer.columns) * (NARROWEST + 3) > console.width
    (_blocks if wide else _grid)(console, answer.columns, shown)
    more = "the first " if len(found) > rows else ""
    console.print(Text(f"{more}{len(shown)} {'row' if len(shown) == 1 else 'rows'}", style="dim"))
    return len(shown)


def _grid(console: Console, columns: Sequence[Column], rows: Sequence[tuple[object, ...]]) -> None:
    table = Table(header_style="bold", pad_edge=False)
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
    if value is None:
        return Text("NULL", style="dim")
    if isinstance(value, float):
        return _text(f"{value:,.12g}")
    return _text(str(plain(value)).replace("T", " ", 1) if hasattr(value, "isoformat") else str(plain(value)))


def _text(words: str) -> Text:
    """Text as it stands: titles come from strangers, and no terminal shall obey what they hold."""
    return Text("".join("\N{REPLACEMENT CHARACTER}" if _commands(sign) else sign for sign in words))


def _commands(sign: str) -> bool:
    """Whether a terminal could act on it: control characters, and those that turn the writing round."""
    return (
        sign not in "\n\t" and unicodedata.category(sign) in {"Cc", "Cf"} and sign not in "\u200c\u200d\u00ad"
    )
