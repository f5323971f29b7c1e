"""Tickers as printed."""

from __future__ import annotations

import pytest

from extractors.recognisers.tickers import find_tickers


@pytest.mark.parametrize(
    ("text", "name", "listing"),
    [
        ("(NASDAQ:NVDA)", "NASDAQ:NVDA", "NASDAQ:NVDA"),
        ("(NYSE: TSM)", "NYSE:TSM", "NYSE:TSM"),
        ("(OTC:TCEHY)", "OTC:TCEHY", "OTC:TCEHY"),
        ("(HKG:700)", "HKG:700", "HKEX:0700"),
        ("(SHA:688981)", "SHA:688981", "SSE:688981"),
        ("(0981.HK)", "HKEX:0981", "HKEX:0981"),
        ("il simbolo è 3905.T", "TSE:3905", "TSE:3905"),
        ("(NVDA.O)", "NASDAQ:NVDA", "NASDAQ:NVDA"),
    ],
)
def test_a_listing_is_named_as_printed_and_known_in_one_spelling(text: str, name: str, listing: str) -> None:
    (ticker,) = find_tickers(text)
    assert (ticker.name, ticker.listing) == (name, listing)


@pytest.mark.parametrize("text", ["U.S. e J.L. Smith", "alle 14:30", "NASDAQ: oggi", "HBM3E", "www.HK"])
def test_what_only_looks_like_one_is_none(text: str) -> None:
    assert list(find_tickers(text)) == []
