"""Names that the catalogue knows, weak forms only where the document bears them out."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from extractors.catalogue import Catalogue
from extractors.document import Document
from extractors.matcher import Hit, Matcher, Owner
from extractors.nationality import COUNTRY_OF
from extractors.recognisers.tickers import Ticker
from extractors.sentences import Tokens

#: What each kind of evidence weighs; the sum decides between owners of one weak form.
_STRONG_FORM, _TICKER, _CUE, _NATIONALITY = 4, 4, 2, 3
#: Tokens on each side in which a nationality adjective tells whose ministry is meant.
_NEARBY = 4


@dataclass(frozen=True, slots=True)
class Known:
    """Tokens `first` to `last` (exclusive) name `entity_id`."""

    first: int
    last: int
    entity_id: str
    confidence: float
    cue: str


class Evidence:
    """What a document says in favour of the weak forms it contains."""

    def __init__(
        self, document: Document, catalogue: Catalogue, strong: set[str], listings: Iterable[Ticker]
    ) -> None:
        self._context = document.context
        self._folded = document.context.lower()
        self._tokens = document.tokens
        self._catalogue = catalogue
        self._strong = strong
        self._listed = {catalogue.by_ticker[t.listing] for t in listings if t.listing in catalogue.by_ticker}
        self._cues: dict[str, bool] = {}

    def weight(self, hit: Hit, owner: Owner) -> int:
        """How much speaks for `owner`; 0 is nothing."""
        entity = self._catalogue.entities[owner.entity_id]
        total = _STRONG_FORM * (owner.entity_id in self._strong) + _TICKER * (owner.entity_id in self._listed)
        total += _CUE * any(self.has_cue(cue) for cue in entity.cues)
        if entity.country:
            near = self._tokens.lower[max(0, hit.first - _NEARBY) : hit.last + _NEARBY]
            countries = {COUNTRY_OF[word] for word in near if word in COUNTRY_OF}
            total += _NATIONALITY * (entity.country in countries)
        return total

    def has_cue(self, cue: str) -> bool:
        """Whether the document has the word or phrase; a cue in lower case is found in any case."""
        if cue not in self._cues:
            where = self._folded if cue == cue.lower() else self._context
            pattern = rf"(?<!\w){re.escape(cue)}(?!\w)"
            self._cues[cue] = cue in where and re.search(pattern, where) is not None
        return self._cues[cue]


def find_known(
    document: Document, catalogue: Catalogue, matcher: Matcher, listings: Sequence[Ticker]
) -> list[Known]:
    """The names in text order, none overlapping."""
    places = [_readable(document, hits) for hits in matcher.hits(document.tokens)]
    strong = {owner.entity_id for hits in places for hit in hits for owner in hit.owners if not owner.weak}
    strong |= _strong_in(document.title, document.language, matcher)
    evidence = Evidence(document, catalogue, strong, listings)
    found: list[Known] = []
    reached = 0
    for hits in places:
        for hit in hits:
            known = _decide(hit, evidence) if hit.first >= reached else None
            if known is not None:
                found.append(known)
                reached = known.last
                break
    return found


def _readable(document: Document, hits: list[Hit]) -> list[Hit]:
    """The hits whose language is the paragraph's or the document's, and whose characters are free."""
    tokens = document.tokens
    start = tokens.starts[hits[0].first]
    languages = ("", document.language, document.language_at(start))
    kept = []
    for hit in hits:
        owners = tuple(owner for owner in hit.owners if owner.language in languages)
        if owners and document.mask.is_free(start, tokens.ends[hit.last - 1]):
            kept.append(Hit(hit.first, hit.last, owners))
    return kept


def _strong_in(title: Tokens, language: str | None, matcher: Matcher) -> set[str]:
    return {
        owner.entity_id
        for hits in matcher.hits(title)
        for hit in hits
        for owner in hit.owners
        if not owner.weak and owner.language in ("", language)
    }


def _decide(hit: Hit, evidence: Evidence) -> Known | None:
    """The one owner that this hit stands for, None when nothing bears out a weak form or two are equal."""
    strong = [owner for owner in hit.owners if not owner.weak]
    if strong:
        return Known(hit.first, hit.last, strong[0].entity_id, 1.0, "catalogue")
    weights = {owner.entity_id: evidence.weight(hit, owner) for owner in hit.owners}
    best = max(weights.values())
    leaders = [entity_id for entity_id, weight in weights.items() if weight == best]
    if best == 0 or len(leaders) > 1:
        return None
    return Known(hit.first, hit.last, leaders[0], 0.9, "catalogue_weak")


def companies_by_symbol(
    catalogue: Catalogue, known: Sequence[Known], listings: Sequence[Ticker]
) -> Mapping[str, str]:
    """Bare symbols that may stand for a listing in this document: `NVDA` → `NASDAQ:NVDA`.

    The listings that the document prints come first, then the first listing of each company that it names.
    """
    symbols: dict[str, str] = {}
    for ticker in listings:
        symbols.setdefault(ticker.listing.partition(":")[2], ticker.listing)
    for one in known:
        for listing in catalogue.entities[one.entity_id].tickers[:1]:
            symbol = listing.partition(":")[2]
            if len(symbol) > 2 and symbol.isalpha():
                symbols.setdefault(symbol, listing)
    return symbols
