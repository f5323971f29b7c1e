"""Tickers: `NASDAQ:NVDA` as printed, and later in the document the bare symbol."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from extractors.recognisers.units import alternatives
from extractors.sentences import Tokens
from extractors.words import KNOWLEDGE


def _read(key: str) -> dict[str, str]:
    with (KNOWLEDGE / "exchanges.toml").open("rb") as file:
        table = tomllib.load(file)
    return {printed: exchange for exchange, row in table.items() for printed in row.get(key, ())}


#: As printed → the code that our tickers carry.
_CODES, _SUFFIXES = _read("codes"), _read("reuters")
_LISTED = re.compile(
    rf"(?<![\w:])(?P<exchange>{alternatives(_CODES)})\s?:\s?(?P<symbol>[A-Z0-9][A-Z0-9.]{{0,9}}(?<!\.))(?![\w:])"
)
_SUFFIXED = re.compile(
    rf"(?<![\w.])(?P<symbol>[A-Z]{{1,5}}|\d{{4,6}})\.(?P<exchange>{alternatives(_SUFFIXES)})(?![\w.])"
)


@dataclass(frozen=True, slots=True)
class Ticker:
    """`text[start:end]` names a listing."""

    start: int
    end: int
    #: Exchange and symbol as printed, `HKG:700`; in one spelling where the exchange is a suffix.
    name: str
    #: In one spelling, as the catalogue writes it: `HKEX:0700`.
    listing: str


def find_tickers(text: str) -> Iterator[Ticker]:
    """Every listing printed with its exchange; `text` is the plain view."""
    for match in _LISTED.finditer(text):
        exchange = _CODES[" ".join(match["exchange"].split())]
        name = f"{match['exchange'].upper().replace(' ', '')}:{match['symbol']}"
        yield Ticker(match.start(), match.end(), name, f"{exchange}:{_padded(exchange, match['symbol'])}")
    for match in _SUFFIXED.finditer(text):
        # "U.S" and "J.L" are no listings: letters need a bracket before them.
        if match["symbol"].isdigit() or text[max(0, match.start() - 1) : match.start()] in ("(", "<"):
            exchange = _SUFFIXES[match["exchange"]]
            listing = f"{exchange}:{_padded(exchange, match['symbol'])}"
            yield Ticker(match.start(), match.end(), listing, listing)


def _padded(exchange: str, symbol: str) -> str:
    """Hong Kong writes 0700 as 700 as often as not."""
    return symbol.zfill(4) if exchange == "HKEX" and symbol.isdigit() else symbol


def bare_symbols(tokens: Tokens, symbols: Mapping[str, str]) -> Iterator[Ticker]:
    """Mentions without the exchange; `symbols` maps `NVDA` to its listing."""
    for index, word in enumerate(tokens.words):
        if word in symbols:
            glued = (
                tokens.words[index - 1] in (":", ".", "-") and tokens.ends[index - 1] == tokens.starts[index]
            )
            if not (index and glued):
                listing = symbols[word]
                yield Ticker(tokens.starts[index], tokens.ends[index], listing, listing)
