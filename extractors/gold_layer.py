"""The second layer of gold: who says what, roles of amounts and dates, in a file of its own for each article.

How it is marked is told in tests/data/gold/GUIDELINES.md. Errors name the row and never what stands in it:
half of the gold is locked.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from records.errors import ConfigError
from records.facts import QuoteKind

#: What an amount may be; GUIDELINES.md defines each.
ROLES = frozenset(
    {
        "bandwidth", "capex", "charge", "deal", "decline", "deployment", "fine", "funding", "growth",
        "investment", "loss", "market_cap", "market_move", "market_share", "memory", "order",
        "performance", "power", "price", "process", "production", "profit", "quota", "revenue",
        "revenue_share", "share_price", "shipment", "smuggled", "subsidy", "tariff",
    }
)  # fmt: skip
_VALUE = re.compile(r"(?:\d{4}(?:-(?:\d\d(?:-\d\d)?|Q[1-4]|H[12]))?)?")
#: What each row must hold, and may.
_KEYS: dict[str, tuple[frozenset[str], frozenset[str]]] = {
    "quotes": (frozenset({"kind", "speaker", "words"}), frozenset({"role", "relay", "nth"})),
    "roles": (frozenset({"amount", "role"}), frozenset()),
    "dates": (frozenset({"words", "value"}), frozenset({"nth"})),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class GoldQuote:
    """What a source says; `speaker` and `role` are "" where the text doesn't tell."""

    kind: QuoteKind
    speaker: str
    role: str
    #: Outermost first.
    relay: tuple[str, ...]
    start: int
    end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class GoldDate:
    """A date; `value` "" where it can't be told at the precisions that count."""

    value: str
    start: int
    end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Layer:
    """All of one article."""

    quotes: tuple[GoldQuote, ...]
    #: One for each marked amount, in their order; "" for none.
    roles: tuple[str, ...]
    dates: tuple[GoldDate, ...]


def read_layer(source: str, name: str, text: str, amounts: Sequence[str]) -> Layer:
    """The layer of the article `text`, whose marked amounts are printed as `amounts`."""
    try:
        table = tomllib.loads(source)
    except tomllib.TOMLDecodeError as error:
        raise ConfigError(name, f"is not TOML: {error}") from error
    if table.keys() != _KEYS.keys():
        raise ConfigError(name, "must hold quotes, roles and dates, and nothing else")
    if [row.get("amount") for row in table["roles"]] != list(amounts):
        raise ConfigError(name, "the roles are not those of its marked amounts, in their order")
    return Layer(
        quotes=tuple(_quote(row, text, where) for where, row in _rows(table, "quotes", name)),
        roles=tuple(row["role"] for _, row in _rows(table, "roles", name)),
        dates=tuple(_date(row, text, where) for where, row in _rows(table, "dates", name)),
    )


def _rows(table: dict[str, Any], key: str, name: str) -> Iterator[tuple[str, dict[str, Any]]]:
    """Each row, checked, with its place for an error."""
    needed, allowed = _KEYS[key]
    for number, row in enumerate(table[key], 1):
        where = f"{name}, row {number} of {key}"
        if not needed <= row.keys() <= needed | allowed:
            raise ConfigError(
                where, f"must hold {', '.join(sorted(needed))}; may {', '.join(sorted(allowed))}"
            )
        if key == "roles" and row["role"] not in {*ROLES, ""}:
            raise ConfigError(where, "its role is not in the list")
        yield where, row


def _quote(row: dict[str, Any], text: str, where: str) -> GoldQuote:
    start, end = _span(row, text, where)
    if row["kind"] not in set(QuoteKind):
        raise ConfigError(where, "its kind is neither direct nor indirect")
    return GoldQuote(
        kind=QuoteKind(row["kind"]),
        speaker=row["speaker"],
        role=row.get("role", ""),
        relay=tuple(row.get("relay", ())),
        start=start,
        end=end,
    )


def _date(row: dict[str, Any], text: str, where: str) -> GoldDate:
    start, end = _span(row, text, where)
    if not _VALUE.fullmatch(row["value"]):
        raise ConfigError(where, "its value is no day, month, quarter, half or year")
    return GoldDate(value=row["value"], start=start, end=end)


def _span(row: dict[str, Any], text: str, where: str) -> tuple[int, int]:
    """Where its words stand: at their only place, or at the one that `nth` tells."""
    words = row["words"]
    places = [found.start() for found in re.finditer(f"(?={re.escape(words)})", text)] if words else []
    nth = row.get("nth")
    if nth is None and len(places) != 1:
        raise ConfigError(where, f"its words stand at {len(places)} places of the text")
    if nth is not None and not 1 <= nth <= len(places):
        raise ConfigError(where, f"its words stand at {len(places)} places, not at a place {nth}")
    start = places[(nth or 1) - 1]
    return start, start + len(words)
