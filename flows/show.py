"""What a person at a terminal sees: reports, waiting, progress. Standard output is for results only."""

from __future__ import annotations

import json as jsonlib
import logging
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from typing import Any, Literal

from rich.console import Console
from rich.markup import escape
from rich.table import Table
from rich.text import Text

from flows.report import Report, as_dict
from trends.terminal import counted, safe, safe_json, safe_line

logger = logging.getLogger("flows.show")

#: Lines for people, each with its style as rich names it.
Lines = Iterable[tuple[str, str]]

#: Says how far a long work is: (what, done, of how many).
Step = Callable[[str, int, int], None]

#: Rows up to which a report shows every feed.
FEW = 10


class _Terminal(Console):
    """A console that prints what strangers wrote, and obeys none of it."""

    def __init__(self, *, stderr: bool = False) -> None:
        super().__init__(stderr=stderr, highlight=False, emoji=False)

    def render_str(self, text: str, **more: Any) -> Text:
        """Every string comes through here, a table's cells among them."""
        return super().render_str(safe(text), **more)


out = _Terminal()
err = _Terminal(stderr=True)


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
    sys.stdout.write(safe_json(jsonlib.dumps(value, ensure_ascii=False, default=str)) + "\n")


def print_report(report: Report, *, json: bool) -> None:
    """The report as one JSON line; or the feeds that brought something, those that failed, a headline."""
    logger.info("%s", report.headline)
    if json:
        print_json_line(as_dict(report))
        return
    failing = [row for row in report.feeds if row.get("problem")]
    well = [row for row in report.feeds if not row.get("problem")]
    told = well if len(report.feeds) <= FEW else [row for row in well if _is_worth_a_row(row)]
    print_rows([_shown(row) for row in told])
    if len(told) < len(well):
        print_lines([(f"{counted(len(well) - len(told), 'feed')} more, with nothing new", "dim")])
    if not report.nothing_answered:
        print_lines((f"{row['feed']}: {row['outcome']}: {row['problem']}", "red") for row in failing)
        print_lines(_alarm_lines(report))
    print_lines([(report.headline, "bold red" if report.nothing_answered else "")])


def _alarm_lines(report: Report) -> Lines:
    """What changed; a feed whose poll failed has its line already."""
    failing = {row["feed"] for row in report.feeds if row.get("problem")}
    for alarm in report.alarms:
        if alarm["feed"] not in failing:
            style = "green" if alarm["change"] == "cleared" else "red"
            yield f"{alarm['feed']}: {alarm['words']}", style


def _is_worth_a_row(row: dict[str, object]) -> bool:
    return any(row.get(name) for name in ("new", "articles", "failed"))


#: What a report's row has beside them is for machines.
_COLUMNS = ("feed", "outcome", "new", "known", "pages", "articles", "on_topic", "failed")


def _shown(row: dict[str, object]) -> dict[str, object]:
    names = [name for name in _COLUMNS if name in row and not (name == "pages" and "outcome" in row)]
    return {name.replace("_", " "): row[name] for name in names}


def print_rows(rows: list[dict[str, object]]) -> None:
    """A table as wide as it must be, without the columns that say nothing; no rows, no table."""
    if not rows:
        return
    first, *rest = rows[0]
    said = [first, *(name for name in rest if any(row[name] not in (None, 0, "") for row in rows))]
    table = rows_table([{name: row[name] for name in said} for row in rows])
    wide = out.measure(table, options=out.options.update(max_width=1000)).maximum
    out.print(table, width=max(out.width, wide), crop=False, no_wrap=True, overflow="ignore")


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
            bar.update(line, description=escape(safe_line(f"{title}: {what}")), completed=done, total=total)

        yield step
