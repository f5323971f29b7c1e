"""The named questions: each a file of `questions/`, asked with parameters that are bound, never spliced."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from difflib import get_close_matches
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from records.errors import ConfigError
from trends.sqlfiles import SqlFile, read_folder

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

    from trends.ask import Answer

#: Days or rows that a question can be asked for: a calendar can be counted back that far.
MOST = 1_000_000

_FOLDER = Path(__file__).parent / "questions"
_PARAMETER = re.compile(r"(?P<name>\w+) (?P<type>\w+)(?: = (?P<default>[^;]*))?; (?P<about>.+)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Parameter:
    """What a question can be asked with. `default` as text; "NULL": the question decides."""

    name: str
    #: DATE, TIMESTAMP, INTEGER, VARCHAR; or NAME: text that must mean an entity of the file.
    type: str
    #: None: the parameter must be given.
    default: str | None
    about: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """A named question. `example` is a set of parameters that make sense, as `name=value` words."""

    name: str
    about: str
    grain: str
    units: str
    leaves_out: str
    parameters: tuple[Parameter, ...]
    example: str
    sql: str


@cache
def questions() -> dict[str, Question]:
    """All named questions by name, in the order of their names."""
    return {name: _question(file) for name, file in read_folder(_FOLDER).items()}


def find_question(name: str) -> Question:
    """Raises ConfigError that names the nearest, or says how to see them all."""
    if found := questions().get(name):
        return found
    near = get_close_matches(name, questions(), n=3, cutoff=0.4)
    remedy = f"near: {', '.join(near)}" if near else f"there are {', '.join(questions())}"
    raise ConfigError(name, "no such question", remedy)


def ask_question(db: DuckDBPyConnection, name: str, given: Mapping[str, str]) -> Answer:
    """The answer to the question `name`, with the words of `given` as parameters.

    Raises ConfigError for wrong words. A name that the file doesn't know is one: zeros would look like
    an answer.
    """
    from trends.ask import ask

    question = find_question(name)
    values = bind(question, given)
    for parameter in question.parameters:
        if parameter.type == "NAME" and (word := values[parameter.name]) is not None:
            _check_name(db, f"{question.name}: {parameter.name}", word)
    return ask(db, question.sql, values)


def _check_name(db: DuckDBPyConnection, where: str, word: object) -> None:
    if db.execute("SELECT 1 FROM find_names(?) LIMIT 1", [word]).fetchall():
        return
    near = db.execute(
        "SELECT name FROM entities_by_decision "
        "ORDER BY jaro_winkler_similarity(lower(name), lower(?)) DESC LIMIT 3",
        [word],
    ).fetchall()
    remedy = f"near: {', '.join(name for (name,) in near)}" if near else "the file knows no names yet"
    raise ConfigError(where, f"{word!r} is no name in the file", remedy)


def bind(question: Question, given: Mapping[str, str]) -> dict[str, object]:
    """Every parameter of the question with its typed value; ConfigError for a wrong word."""
    allowed = {parameter.name: parameter for parameter in question.parameters}
    for name in given.keys() - allowed.keys():
        raise ConfigError(f"{question.name}: {name}", "no such parameter", f"it takes {', '.join(allowed)}")
    return {name: _value(question, parameter, given.get(name)) for name, parameter in allowed.items()}


def _value(question: Question, parameter: Parameter, word: str | None) -> object:
    where = f"{question.name}: {parameter.name}"
    word = parameter.default if word is None else word
    if word is None:
        raise ConfigError(where, "must be given", f"for example {question.example}")
    if word == "NULL":
        return None
    try:
        return _READERS[parameter.type](word)
    except ValueError as error:
        raise ConfigError(where, f"{word!r} is no {parameter.type}", _FORMS[parameter.type]) from error


def _whole_number(word: str) -> int:
    number = int(word)
    if not 0 <= number <= MOST:
        raise ValueError(word)
    return number


def _moment(word: str) -> datetime:
    """UTC without saying so, as the file has it; a zone in `word` is heeded."""
    moment = datetime.fromisoformat(word)
    return moment.astimezone(UTC).replace(tzinfo=None) if moment.tzinfo else moment


_READERS: dict[str, Callable[[str], object]] = {
    "DATE": date.fromisoformat,
    "TIMESTAMP": _moment,
    "INTEGER": _whole_number,
    "VARCHAR": str,
    "NAME": str,
}
_FORMS = {
    "DATE": "write 2026-11-20",
    "TIMESTAMP": "write 2026-11-20T08:30:00, UTC unless it says otherwise",
    "INTEGER": f"write a whole number from 0 to {MOST}",
    "VARCHAR": "",
    "NAME": "",
}


def _question(file: SqlFile) -> Question:
    return Question(
        name=file.name,
        about=file.about,
        grain=file.grain,
        units=file.units,
        leaves_out=file.leaves_out,
        parameters=tuple(_parameter(file.name, line) for line in file.parameters),
        example=file.example,
        sql=file.sql,
    )


def _parameter(name: str, line: str) -> Parameter:
    match = _PARAMETER.fullmatch(line)
    if not match or match["type"] not in _READERS:
        raise ConfigError(f"questions/{name}.sql", f"cannot read the parameter {line!r}")
    return Parameter(name=match["name"], type=match["type"], default=match["default"], about=match["about"])
