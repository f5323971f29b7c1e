"""Mentions of a document: tickers, known names, new chips, unknown names and short forms, in one order,
linked to ids.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from extractors.catalogue import Catalogue
from extractors.document import Document
from extractors.drafts import Draft, numbered, outside, slug
from extractors.known import Known, find_known
from extractors.matcher import Matcher
from extractors.ministries import HEADS, find_ministries
from extractors.names.legal import end_of_company
from extractors.names.linking import Linker, load_linker
from extractors.names.references import find_references
from extractors.names.scan import Scan
from extractors.names.unknown import Named, find_unknown
from extractors.recognisers.chips import find_chips_by_family, find_new_chips
from extractors.recognisers.tickers import Ticker, bare_symbols, find_tickers
from extractors.short_forms import short_forms
from extractors.symbols import symbols_at_hand
from records.facts import EntityType, Mention

#: Sectors that sell no chips of their own: a number beside their names is none.
_NO_CHIPS = frozenset({"other", "finance", "analyst", "materials", "distributor"})


def find_mentions(
    document: Document, catalogue: Catalogue, matcher: Matcher
) -> tuple[list[Mention], list[Mention]]:
    """Mentions and candidates, each in text order; the candidates' numbers follow the mentions'."""
    listings = list(find_tickers(document.plain))
    _take(document, listings)
    known = _with_ministries(document, find_known(document, catalogue, matcher, listings))
    bare = _bare_tickers(document, symbols_at_hand(catalogue, matcher, known, listings))
    _take(document, bare)
    chips = _of_chips(document, catalogue, known)
    scan = Scan(document, known)
    linked, named = _link(scan, load_linker(catalogue), find_unknown(scan), listings)
    known += linked
    typed = _merged([_of_named(document, one) for one in named if one.type is not None])
    drafts = [
        *(_of_ticker(ticker, printed=True) for ticker in listings),
        *(_of_ticker(ticker, printed=False) for ticker in bare),
        *(_of_known(document, catalogue, one) for one in known),
        *chips,
        *typed,
        *_of_references(document, catalogue, scan, known, named, typed),
    ]
    doubtful = [_of_named(document, one) for one in named if one.type is None]
    mentions = numbered(document, drafts)
    return mentions, numbered(document, outside(doubtful, drafts), begin=len(mentions))


def _with_ministries(document: Document, known: list[Known]) -> list[Known]:
    """The members of a list of ministries in place of what their single words may have been taken for."""
    found = [
        Known(one.first, one.last, one.entity_id, 0.9, "listed_ministry")
        for one in find_ministries(document.tokens)
    ]
    for one in found:
        if document.tokens.lower[one.last] in HEADS:  # "State Departments": the rest of no other name
            document.mask.take(document.tokens.starts[one.last], document.tokens.ends[one.last])
    taken = {index for one in found for index in range(one.first, one.last)}
    rest = [one for one in known if taken.isdisjoint(range(one.first, one.last))]
    return sorted([*rest, *found], key=lambda one: one.first)


def _take(document: Document, tickers: Iterable[Ticker]) -> None:
    for ticker in tickers:
        document.mask.take(ticker.start, ticker.end)


def _bare_tickers(document: Document, symbols: Mapping[str, str]) -> list[Ticker]:
    found = bare_symbols(document.tokens, symbols)
    return [ticker for ticker in found if document.mask.is_free(ticker.start, ticker.end)]


def _link(
    scan: Scan, linker: Linker, named: Sequence[Named], listings: Sequence[Ticker]
) -> tuple[list[Known], list[Named]]:
    """What the catalogue knows after all, and the rest."""
    by_start = {ticker.start: ticker for ticker in listings}
    linked: list[Known] = []
    rest: list[Named] = []
    for one in named:
        entity = linker.entity_of(scan, one, by_start)
        if entity is None:
            rest.append(one)
        else:
            linked.append(Known(one.first, one.last, entity.id, 0.85, f"linked:{one.cue}"))
    return linked, rest


def _of_ticker(ticker: Ticker, *, printed: bool) -> Draft:
    slug = re.sub(r"[^a-z0-9]+", "-", ticker.listing.lower())
    return Draft(
        type=EntityType.TICKER,
        entity_id=f"ticker:{slug}",
        name=ticker.name,
        start=ticker.start,
        end=ticker.end,
        confidence=1.0 if printed else 0.9,
        cue="ticker" if printed else "bare_symbol",
    )


def _of_known(document: Document, catalogue: Catalogue, known: Known) -> Draft:
    entity = catalogue.entities[known.entity_id]
    return Draft(
        type=entity.type,
        entity_id=entity.id,
        name=entity.name,
        start=document.tokens.starts[known.first],
        end=document.tokens.ends[known.last - 1],
        confidence=known.confidence,
        cue=known.cue,
    )


def _of_chips(document: Document, catalogue: Catalogue, known: Sequence[Known]) -> list[Draft]:
    """Models that the catalogue lacks; their characters are taken."""
    tokens = document.tokens
    spans = [(tokens.starts[one.first], tokens.ends[one.last - 1], one) for one in known]
    starts = [start for start, _, _ in spans]
    vendors = [(start, end) for start, end, one in spans if _may_make_chips(catalogue, one)]
    drafts = []
    for (start, end), cue in _models(document, vendors):
        # The names are in order and apart: those at the model lie side by side.
        near = spans[max(0, bisect_left(starts, start) - 1) : bisect_left(starts, end)]
        if document.mask.is_free(start, end) and not _covered(near, start, end):
            document.mask.take(start, end)
            drafts.append(_of_chip(document.text[start:end], start, end, cue))
    return drafts


def _may_make_chips(catalogue: Catalogue, known: Known) -> bool:
    """A chip, or a company of a trade that makes or orders its own: not a bank's or a gas firm's number."""
    sector = str(catalogue.entities[known.entity_id].details.get("sector", ""))
    return known.entity_id.startswith("chip:") or (
        known.entity_id.startswith("company:") and sector not in _NO_CHIPS
    )


def _models(document: Document, vendors: Sequence[tuple[int, int]]) -> Iterator[tuple[tuple[int, int], str]]:
    yield from ((span, "model_of_family") for span in find_chips_by_family(document.plain))
    yield from ((span, "model_by_vendor") for span in find_new_chips(document.plain, vendors))


def _of_chip(surface: str, start: int, end: int, cue: str) -> Draft:
    return Draft(
        type=EntityType.CHIP,
        entity_id=f"chip:~{slug(surface)}",
        name=surface,
        start=start,
        end=end,
        confidence=0.7,
        cue=cue,
    )


def _covered(spans: Sequence[tuple[int, int, Known]], start: int, end: int) -> bool:
    """Whether a known name overlaps that is more than a chip's family inside the model's name."""
    return any(
        begin < end
        and start < stop
        and not (
            one.entity_id.startswith("chip:")
            and start <= begin
            and stop <= end
            and (begin, stop) != (start, end)
        )
        for begin, stop, one in spans
    )


def _of_named(document: Document, named: Named) -> Draft:
    start, end = document.tokens.starts[named.first], document.tokens.ends[named.last - 1]
    if named.type == EntityType.COMPANY:
        end = end_of_company(document.plain, end)
    surface = " ".join(document.text[start:end].split())
    return Draft(
        type=named.type,
        entity_id=f"{named.type}:~{slug(surface)}" if named.type else None,
        name=surface,
        start=start,
        end=end,
        confidence=round(min(0.95, 0.4 + named.score / 10), 2),
        cue=named.cue,
    )


def _merged(drafts: list[Draft]) -> list[Draft]:
    """One entity for the full name and its longer spellings in other letters: `NOVA CHIP` is `Nova Chip`."""
    first: dict[str, Draft] = {}
    return [replace(d, name=first.setdefault(d.entity_id or "", d).name) for d in drafts]


def _of_references(
    document: Document,
    catalogue: Catalogue,
    scan: Scan,
    known: Sequence[Known],
    named: Sequence[Named],
    typed: Sequence[Draft],
) -> list[Draft]:
    forms = short_forms(catalogue, known, typed)
    owners = {owner.entity_id: owner for owner in forms.values()}
    taken = {index for one in named if one.type is not None for index in range(one.first, one.last)}
    found = []
    ids = {form: owner.entity_id for form, owner in forms.items()}
    for reference in find_references(scan, ids, taken):
        owner = owners[reference.entity_id]
        found.append(
            Draft(
                type=owner.type,
                entity_id=owner.entity_id,
                name=owner.name,
                start=document.tokens.starts[reference.first],
                end=document.tokens.ends[reference.last - 1],
                confidence=0.85,
                cue="back_reference",
            )
        )
    return found
