"""`chipwatch query`: a named question or SQL, from words to an answer on the terminal or in a file."""

from __future__ import annotations

import re
import sys
from collections.abc import Sequence
from pathlib import Path

from rich.markup import escape

from records.errors import ConfigError
from trends.ask import ask, connect
from trends.formats import Format, write
from trends.questions import ask_question, questions

#: A question's name is one word; SQL never is.
_NAME = re.compile(r"[\w-]+")


def put(home: Path, question: str, words: Sequence[str], *, form: str, out: Path | None) -> None:
    """Ask the newest release of `home` and write the answer; raises ConfigError for wrong words or SQL."""
    shape = _format(form)
    given = _parameters(words)
    if out is not None:
        _expect_place(out)
    words_or_sql = sys.stdin.read() if question == "-" else question.strip()
    with connect(home) as db:
        asked = ask_question if _NAME.fullmatch(words_or_sql) else ask
        write(asked(db, words_or_sql, given), shape, out or sys.stdout)


def list_questions(*, json: bool) -> None:
    """Every named question with what it answers and its parameters."""
    from flows.show import out, print_json_line

    for question in questions().values():
        parameters = {parameter.name: parameter.default for parameter in question.parameters}
        if json:
            row = {"question": question.name, "answers": question.about, "parameters": parameters}
            print_json_line(row | {"example": question.example})
        else:
            words = " ".join(f"{name}={default or '…'}" for name, default in parameters.items())
            out.print(f"[bold]{question.name}[/]  [dim]{escape(words)}[/]\n  {escape(question.about)}")


def _expect_place(out: Path) -> None:
    if out.is_dir():
        raise ConfigError(str(out), "is a folder", "name a file in it")
    if not out.parent.is_dir():
        raise ConfigError(str(out), f"the folder {out.parent} does not exist")


def _format(form: str) -> Format:
    try:
        return Format(form)
    except ValueError as error:
        raise ConfigError("--format", f"{form!r} is no format", f"allowed: {', '.join(Format)}") from error


def _parameters(words: Sequence[str]) -> dict[str, str]:
    given = {}
    for word in words:
        name, sign, value = word.partition("=")
        if not sign:
            raise ConfigError("--param", f"{word!r} is not name=value")
        given[name] = value
    return given
