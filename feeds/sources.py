"""sources.toml and the user's own files into Feeds; a wrong row is refused with file, line and remedy."""

from __future__ import annotations

import difflib
import re
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Any

from feeds.addresses import check_url
from records.errors import ConfigError, ForbiddenError
from records.feeds import Feed, FeedKind, Fetch

#: The catalogue that comes with chipwatch.
SHIPPED = Path(__file__).with_name("sources.toml")

_KEY = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_TEXTS = ("title", "outlet", "family", "terms", "why")
_LISTS = ("urls", "folder")
_FLAGS = ("local", "enabled", "validators")
_HISTORIES = ("", "wordpress", "sitemap")
_CERTAINTIES = ("A", "B", "C", "D")
_FIELDS = (
    *_TEXTS, *_FLAGS, *_LISTS, "language", "country", "kind", "url", "fetch", "certainty", "history",
    "history_url", "site",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Row:
    """One table of one file, with what it takes to say where it is wrong."""

    file: Path
    text: str
    key: str
    values: dict[str, Any]

    def wrong(self, field: str, problem: str, remedy: str = "") -> ConfigError:
        where = f"{self.file}:{_line(self.text, self.key, field)}"
        return ConfigError(where, f"[{self.key}] {problem}", remedy)


def read_sources(paths: Iterable[Path]) -> dict[str, Feed]:
    """All feeds by key, in file order.

    A later file may repeat a key: what it says replaces what an earlier one said, field by field, so that
    two lines (`[csis]`, `enabled = false`) switch a shipped source off. ConfigError for anything wrong.
    """
    rows: dict[str, _Row] = {}
    for path in paths:
        for row in _rows(path):
            earlier = rows[row.key].values if row.key in rows else {}
            if "url" in row.values or "urls" in row.values:
                earlier = {field: value for field, value in earlier.items() if field not in ("url", "urls")}
            rows[row.key] = _Row(row.file, row.text, row.key, earlier | row.values)
    return {key: _feed(row) for key, row in rows.items()}


def _rows(path: Path) -> list[_Row]:
    try:
        text = path.read_text(encoding="utf-8")
        tables = tomllib.loads(text)
    except OSError as error:
        raise ConfigError(str(path), f"cannot be read: {error.strerror}") from error
    except UnicodeDecodeError as error:
        raise ConfigError(str(path), "is not UTF-8") from error
    except tomllib.TOMLDecodeError as error:
        line = re.search(r"line (\d+)", str(error))
        raise ConfigError(f"{path}:{line[1] if line else 1}", f"is not TOML: {error}") from error
    rows = []
    for key, values in tables.items():
        row = _Row(path, text, key, values if isinstance(values, dict) else {})
        if not isinstance(values, dict):
            raise row.wrong(key, "stands outside a table", "write [key] above the lines of a source")
        if not is_key(key):
            raise row.wrong("", "is no key", "use lower-case letters, digits and single hyphens")
        _check_fields(row)
        rows.append(row)
    return rows


def is_key(text: str) -> bool:
    """Whether a table may be called so."""
    return bool(_KEY.fullmatch(text))


def _check_fields(row: _Row) -> None:
    for field, value in row.values.items():
        if field not in _FIELDS:
            near = difflib.get_close_matches(field, _FIELDS, n=1)
            remedy = f"did you mean {near[0]}?" if near else f"allowed: {', '.join(_FIELDS)}"
            raise row.wrong(field, f"{field} is unknown", remedy)
        wanted: type = bool if field in _FLAGS else list if field in _LISTS else str
        texts = value if isinstance(value, list) else []
        if type(value) is not wanted or not all(type(text) is str for text in texts):
            raise row.wrong(field, f"{field} must be {_TYPE_NAMES[wanted]}")


_TYPE_NAMES = {bool: "true or false", list: 'a list of texts: ["…", "…"]', str: "a text in quotes"}


def _feed(row: _Row) -> Feed:
    values = row.values
    urls = _urls(row)
    return Feed(
        key=row.key,
        title=_needed(row, "title"),
        urls=urls,
        outlet=values.get("outlet") or _needed(row, "title"),
        family=values.get("family") or values.get("outlet") or _needed(row, "title"),
        language=_code(row, "language", _needed(row, "language")).lower(),
        country=_code(row, "country", values.get("country", "")).upper(),
        kind=FeedKind(_one_of(row, "kind", _values(FeedKind), FeedKind.FEED)),
        fetch=Fetch(_one_of(row, "fetch", _values(Fetch), Fetch.ALL)),
        local=values.get("local", False),
        validators=values.get("validators", True),
        enabled=values.get("enabled", True),
        certainty=_one_of(row, "certainty", _CERTAINTIES, "D"),
        terms=values.get("terms", ""),
        why=values.get("why", ""),
        history=_one_of(row, "history", _HISTORIES, ""),
        history_url=values.get("history_url", ""),
        site=values.get("site", ""),
        folder=tuple(values.get("folder", ())),
    )


def _values(choices: type[StrEnum]) -> tuple[str, ...]:
    return tuple(str(choice) for choice in choices)


def _needed(row: _Row, field: str) -> str:
    value = row.values.get(field)
    if not value:
        raise row.wrong("", f"has no {field}", f"add a line: {field} = …")
    return str(value)


def _code(row: _Row, field: str, value: str) -> str:
    if value and not re.fullmatch("[A-Za-z]{2}", value):
        remedy = "language: ISO 639-1 (it), country: ISO 3166 (IT)"
        raise row.wrong(field, f"{field} = {value!r} is no code", remedy)
    return value


def _one_of(row: _Row, field: str, allowed: tuple[str, ...], default: str) -> str:
    value = str(row.values.get(field, default))
    if value not in allowed:
        words = ", ".join(repr(choice) for choice in allowed)
        raise row.wrong(field, f"{field} = {value!r} is not allowed", f"allowed: {words}")
    return value


def _urls(row: _Row) -> tuple[str, ...]:
    values = row.values
    if "url" in values and "urls" in values:
        raise row.wrong("urls", "has both url and urls", "keep one: url, or urls = [candidates in order]")
    urls = [values["url"]] if "url" in values else values.get("urls") or []
    if not urls:
        raise row.wrong("", "has no address", 'add a line: url = "https://…"')
    for url in urls:
        try:
            check_url(url, local=values.get("local", False))
        except ForbiddenError as error:
            raise row.wrong("url", f"{url!r}: {error.reason}", _OWN if _is_local(url) else "") from error
    return tuple(urls)


#: What helps when only `local` is missing.
_OWN = "a source on your own network needs local = true"


def _is_local(url: str) -> bool:
    """Whether the address would do on the user's own network."""
    try:
        check_url(url, local=True)
    except ForbiddenError:
        return False
    return True


def _line(text: str, key: str, field: str) -> int:
    """The line on which a table says something about a field, else the one on which the table begins."""
    begin = 1
    inside = not re.search(rf"^\s*\[\s*[\"']?{re.escape(key)}[\"']?\s*\]", text, re.MULTILINE)
    for number, line in enumerate(text.splitlines(), start=1):
        if table := re.match(r"\s*\[\s*[\"']?([^\"'\]]+?)[\"']?\s*\]", line):
            inside = table[1] == key
            begin = number if inside else begin
        elif inside and field and re.match(rf"\s*{re.escape(field)}s?\s*=", line):
            return number
    return begin
