"""What a person at a terminal sees: reports, waiting, progress. Standard output is for results only."""

from __future__ import annotations

import json as jsonlib
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from typing import Literal

from rich.console import Console
from rich.markup import escape
from rich.table import Table

from flows.report import Report, as_dict

#: Lines for people, each with its style as rich names it.
Lines = Iterable[tuple[str, str]]

#: Says how far a long work is: (what, done, of how many).
Step = Callable[[str, int, int], None]

out = Console(highlight=False)
err = Console(stderr=True, highlight=False)


def waiting(what: str) -> None:
    """Say once what we wait for."""
    err.print(escape(what), style="yellow")


def complain(what: str) -> None:
    """Say what went wrong with one thing of many, and go on."""
    err.print(escape(what), style="red", soft_wrap=True)


def print_lines(lines: Lines) -> None:
    """Lines for people; only a terminal folds them."""
    for line, style in lines:
        out.print(escape(line), style=style or None, soft_wrap=not out.is_terminal)


def print_json_line(value: object) -> None:
    """One JSON value, one line, on standard output."""
    sys.stdout.write(jsonlib.dumps(value, ensure_ascii=False, default=str) + "\n")


def print_report(report: Report, *, json: bool) -> None:
    """The report as one JSON line, or as a headline and a table of feeds."""
    if json:
        print_json_line(as_dict(report))
        return
    if report.feeds:
        out.print(rows_table(report.feeds))
    out.print(escape(report.headline))


def rows_table(rows: list[dict[str, object]]) -> Table:
    """Rows of equal keys as a table; numbers to the right, only the last column folds."""
    table = Table(box=None, pad_edge=False, header_style="bold")
    *first, _ = rows[0]
    for name in rows[0]:
        justify: Literal["left", "right"] = "right" if isinstance(rows[0][name], int) else "left"
        table.add_column(name, justify=justify, no_wrap=name in first, overflow="fold")
    for row in rows:
        table.add_row(*("" if value in (None, 0, "") else escape(str(value)) for value in row.values()))
    return table


@contextmanager
def progress(title: str) -> Iterator[Step]:
    """A progress bar on a terminal, silence elsewhere."""
    if not err.is_terminal:
        yield lambda _what, _done, _total: None
        return
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    columns = TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn()
    with Progress(*columns, console=err, transient=True) as bar:
        line = bar.add_task(title, total=None)

        def step(what: str, done: int, total: int) -> None:
            bar.update(line, description=f"{title}: {what}", completed=done, total=total)

        yield step
