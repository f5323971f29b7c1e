"""Tickers: `NASDAQ:NVDA` as printed, and later in the document the bare symbol."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from extractors.sentences import Tokens

# Exchanges as news agencies abbreviate them, and the Reuters (.HK) and Bloomberg (HK) suffixes of the same.
_EXCHANGES = (
    "NASDAQ|Nasdaq|NYSE ?American|NYSEAMERICAN|NYSEARCA|NYSE ?Arca|NYSE|Nyse|AMEX|OTCMKTS|OTCQX|OTCQB|OTC|HKEX|HKSE|SEHK|HKG|HK|TSE|TYO|JPX|TWSE|TPEX|TPE|TW|KRX|KOSPI|KOSDAQ|KS|"
    "SSE|SHSE|SHA|SH|SZSE|SHE|SZ|LSE|LON|AMS|AEX|EURONEXT|Euronext|EPA|BIT|MIL|BME|ETR|FRA|XETRA|Xetra|SWX|ASX|TSX|TSXV|TSX-V|NSE|BSE|SGX|KLSE|BVMF|MOEX|STO|CPH|OSL|HEL|TASE"
)
_LISTED = re.compile(
    rf"(?<![\w:])(?P<exchange>{_EXCHANGES})\s?:\s?(?P<symbol>[A-Z0-9][A-Z0-9.]{{0,9}}(?<!\.))(?![\w:])"
)
_REUTERS = re.compile(
    r"(?<![\w.])(?P<symbol>[A-Z]{1,5}|\d{4,6})\.(?P<exchange>O|OQ|N|HK|TW|TWO|T|KS|KQ|SS|SZ|SH|AS|L|MI|PA|DE)(?![\w.])"
)
#: Reuters' letters of an exchange → the name that a ticker carries elsewhere.
_OF_REUTERS = {
    "O": "NASDAQ", "OQ": "NASDAQ", "N": "NYSE", "HK": "HKEX", "TW": "TWSE", "TWO": "TPEX", "T": "TSE", "KS": "KRX", "KQ": "KOSDAQ",
    "SS": "SSE", "SH": "SSE", "SZ": "SZSE", "AS": "AMS", "L": "LSE", "MI": "BIT", "PA": "EPA", "DE": "ETR",
}  # fmt: skip
_SAME = {
    "HKG": "HKEX", "HK": "HKEX", "SEHK": "HKEX", "HKSE": "HKEX", "TYO": "TSE", "JPX": "TSE", "TPE": "TWSE", "TW": "TWSE", "KS": "KRX", "KOSPI": "KRX",
    "SHA": "SSE", "SH": "SSE", "SHSE": "SSE", "SHE": "SZSE", "SZ": "SZSE", "LON": "LSE", "MIL": "BIT", "OTCMKTS": "OTC", "OTCQX": "OTC", "OTCQB": "OTC",
    "XETRA": "ETR", "AEX": "AMS",
}  # fmt: skip


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
        printed = match["exchange"].upper().replace(" ", "")
        exchange = _SAME.get(printed, printed)
        name = f"{printed}:{match['symbol']}"
        yield Ticker(match.start(), match.end(), name, f"{exchange}:{_padded(exchange, match['symbol'])}")
    for match in _REUTERS.finditer(text):
        before = text[match.start() - 1] if match.start() else ""
        if (before in "(<" and before) or match["symbol"].isdigit():
            exchange = _OF_REUTERS[match["exchange"]]
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
