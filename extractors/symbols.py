"""Bare symbols that may stand for a listing in a document."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache

from extractors.catalogue import Catalogue
from extractors.known import Known
from extractors.matcher import Matcher
from extractors.recognisers.tickers import Ticker


def symbols_at_hand(
    catalogue: Catalogue, matcher: Matcher, known: Sequence[Known], listings: Sequence[Ticker]
) -> Mapping[str, str]:
    """Bare symbols that may stand for a listing in this document: `NVDA` → `NASDAQ:NVDA`.

    The listings that the document prints come first, then the first listing of each company that it names,
    then the symbols that are nobody's name and too long to be chance.
    """
    symbols = {ticker.listing.partition(":")[2]: ticker.listing for ticker in reversed(listings)}
    for one in known:
        for listing in catalogue.entities[one.entity_id].tickers[:1]:
            symbol = listing.partition(":")[2]
            if len(symbol) > _SHORT_SYMBOL and symbol.isalpha():
                symbols.setdefault(symbol, listing)
    for symbol, listing in _telling_symbols(catalogue).items():
        symbols.setdefault(symbol, listing)
    return {symbol: listing for symbol, listing in symbols.items() if not matcher.knows(symbol)}


#: Letters of a symbol that are too few to stand alone without its listing in print.
_SHORT_SYMBOL = 2


@cache
def _telling_symbols(catalogue: Catalogue) -> Mapping[str, str]:
    listings = (listing for entity in catalogue.entities.values() for listing in entity.tickers[:1])
    return {
        symbol: listing
        for listing in listings
        if len(symbol := listing.partition(":")[2]) > _SHORT_SYMBOL + 1 and symbol.isalpha()
    }
