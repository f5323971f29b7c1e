"""What `sites.toml` knows of single outlets: where their articles stand, and what inside is none."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from selectolax.lexbor import LexborHTMLParser, SelectolaxError

from records.errors import ConfigError

KNOWLEDGE = Path(__file__).with_name("sites.toml")
_SITE_KEYS = frozenset(("outlet", "hosts", "source", "layouts"))
_LAYOUT_KEYS = frozenset(("body", "valid_from", "valid_until", "drop", "subtitle"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Layout:
    """An outlet's pages between two days, both included; None: open."""

    #: CSS selector of the elements that hold the article.
    body: str
    valid_from: date | None
    valid_until: date | None
    #: Reason → CSS selector of what is left out for it.
    drop: dict[str, str]
    #: CSS selector of the standfirst, "" when it has none of its own.
    subtitle: str

    def covers(self, day: date) -> bool:
        """Whether a page of that day can look like this."""
        return (self.valid_from or day) <= day <= (self.valid_until or day)


@dataclass(frozen=True, slots=True, kw_only=True)
class Site:
    """One outlet; the layouts are tried in order."""

    key: str
    outlet: str
    hosts: tuple[str, ...]
    layouts: tuple[Layout, ...]


@cache
def sites() -> dict[str, Site]:
    """The shipped rules by host, read once."""
    return read_sites(KNOWLEDGE)


def read_sites(file: Path) -> dict[str, Site]:
    """Rules by host. Raises ConfigError that names the table and what is allowed in it."""
    try:
        table = tomllib.loads(file.read_text(encoding="utf-8"))
    except tomllib.TOMLDecodeError as error:
        raise ConfigError(str(file), str(error)) from error
    found = [_site(file, key, row) for key, row in table.items()]
    return {host: site for site in found for host in site.hosts}


def _site(file: Path, key: str, row: dict[str, Any]) -> Site:
    where = f"{file} [{key}]"
    _check(where, row, _SITE_KEYS, needed={"outlet", "hosts", "source", "layouts"})
    layouts = tuple(_layout(f"{where} layout {n}", layout) for n, layout in enumerate(row["layouts"], 1))
    return Site(key=key, outlet=row["outlet"], hosts=tuple(row["hosts"]), layouts=layouts)


def _layout(where: str, row: dict[str, Any]) -> Layout:
    _check(where, row, _LAYOUT_KEYS, needed={"body"})
    drop = dict(row.get("drop", {}))
    for selector in (row["body"], *drop.values(), *filter(None, [row.get("subtitle")])):
        try:
            LexborHTMLParser("<p>").css(selector)
        except SelectolaxError as error:
            raise ConfigError(where, f"{selector!r} is no CSS selector") from error
    return Layout(
        body=row["body"],
        valid_from=row.get("valid_from"),
        valid_until=row.get("valid_until"),
        drop=drop,
        subtitle=row.get("subtitle", ""),
    )


def _check(where: str, row: dict[str, Any], allowed: frozenset[str], needed: set[str]) -> None:
    wrong, missing = set(row) - allowed, needed - set(row)
    if wrong or missing:
        problem = f"unknown key {min(wrong)!r}" if wrong else f"key {min(missing)!r} is missing"
        raise ConfigError(where, problem, f"allowed: {', '.join(sorted(allowed))}")


def site_of(host: str) -> Site | None:
    """The rules for a host, or for the nearest domain above it that has some."""
    known = sites()
    while host:
        if host in known:
            return known[host]
        host = host.partition(".")[2]
    return None
