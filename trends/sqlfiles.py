"""A `.sql` file of ours: the header that answers what its reader will ask, and the statement below it.

    -- name: the question, in one sentence.
    -- Grain: what one row is.
    -- Units: what the numbers count.
    -- Leaves out: what a reader may miss.
    -- Parameter: days INTEGER = 30; meaning      (without `=`: must be given)
    -- Example: days=7

A line that begins with none of these words continues the one above it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import takewhile
from pathlib import Path

from records.errors import ConfigError

_KEYS = ("Grain", "Units", "Leaves out", "Parameter", "Example")
_KEY = re.compile(rf"({'|'.join(_KEYS)}): (.*)")


@dataclass(frozen=True, slots=True, kw_only=True)
class SqlFile:
    """One question and its SQL. `parameters` as the header writes them, one a string."""

    name: str
    about: str
    grain: str
    units: str
    leaves_out: str
    parameters: tuple[str, ...]
    example: str
    #: Without comments and without the closing semicolon.
    sql: str


def read_folder(folder: Path) -> dict[str, SqlFile]:
    """All `.sql` files of a folder by name, in the order of their names."""
    return {file.stem: read_sql(file) for file in sorted(folder.glob("*.sql"))}


def read_sql(file: Path) -> SqlFile:
    """Raises ConfigError naming the file when the header lacks something."""
    lines = file.read_text(encoding="utf-8").splitlines()
    header = list(takewhile(_is_comment, lines))
    fields = _fields([line.removeprefix("--").strip() for line in header])
    name, _, about = fields["question"][0].partition(": ")
    missing = [key for key in ("Grain", "Units", "Leaves out") if not fields[key]]
    if name != file.stem or not about or missing:
        raise ConfigError(str(file), f"header lacks {', '.join(missing) or 'its name and question'}")
    return SqlFile(
        name=name, about=about, grain=fields["Grain"][0], units=fields["Units"][0],
        leaves_out=fields["Leaves out"][0], parameters=tuple(fields["Parameter"]),
        example=" ".join(fields["Example"]),
        sql="\n".join(line for line in lines if not _is_comment(line)).strip().removesuffix(";"),
    )  # fmt: skip


def _is_comment(line: str) -> bool:
    return line.lstrip().startswith("--")


def _fields(header: list[str]) -> dict[str, list[str]]:
    fields: dict[str, list[str]] = {key: [] for key in ("question", *_KEYS)}
    current = fields["question"]
    for line in header:
        if match := _KEY.fullmatch(line):
            current = fields[match[1]]
            current.append(match[2])
        elif current:
            current[-1] += f" {line}"
        else:
            current.append(line)
    fields["question"] = fields["question"] or [""]
    return fields
