"""Mentions of a document: tickers, known names, new chips, unknown names and short forms, in one order, linked to ids."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from extractors.catalogue import Catalogue
from extractors.document import Document
from extractors.known import Known, find_known, symbols_at_hand
from extractors.matcher import Matcher
from extractors.names.references import find_references, short_forms_of_company, short_forms_of_person
from extractors.names.runs import Scan
from extractors.names.unknown import Named, find_unknown
from extractors.recognisers.chips import find_new_chips
from extractors.recognisers.tickers import Ticker, bare_symbols, find_tickers
from extractors.tries import words_of
from records.facts import EntityType, Mention


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """A mention before it has a number."""

    type: EntityType | None
    entity_id: str | None
    name: str
    start: int
    end: int
    confidence: float
    cue: str


def find_mentions(
    document: Document, catalogue: Catalogue, matcher: Matcher
) -> tuple[list[Mention], list[Mention]]:
    """Mentions and candidates, each in text order; the candidates' numbers follow the mentions'."""
    listings = list(find_tickers(document.plain))
    for ticker in listings:
        document.mask.take(ticker.start, ticker.end)
    known = find_known(document, catalogue, matcher, listings)
    symbols = symbols_at_hand(catalogue, matcher, known, listings)
    bare = [t for t in bare_symbols(document.tokens, symbols) if document.mask.is_free(t.start, t.end)]
    for ticker in bare:
        document.mask.take(ticker.start, ticker.end)
    drafts = [_of_ticker(ticker, printed=True) for ticker in listings]
    drafts += [_of_ticker(ticker, printed=False) for ticker in bare]
    drafts += [_of_known(document, catalogue, one) for one in known]
    drafts += _of_chips(document, catalogue, known)
    scan = Scan(document, known)
    named = find_unknown(scan)
    typed = [_of_named(document, one) for one in named if one.type is not None]
    typed = _merged(typed)
    drafts += typed
    drafts += _of_references(document, catalogue, scan, known, named, typed)
    doubtful = [_of_named(document, one) for one in named if one.type is None]
    mentions = _numbered(document, drafts)
    return mentions, _numbered(document, _outside(doubtful, drafts), begin=len(mentions))


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
    vendors = [
        (document.tokens.starts[one.first], document.tokens.ends[one.last - 1])
        for one in known
        if one.entity_id.startswith(("company:", "chip:"))
    ]
    drafts = []
    for start, end in find_new_chips(document.plain, vendors):
        if document.mask.is_free(start, end) and not _covered(document, known, start, end):
            document.mask.take(start, end)
            surface = document.text[start:end]
            drafts.append(
                Draft(
                    type=EntityType.CHIP,
                    entity_id=f"chip:~{slug(surface)}",
                    name=surface,
                    start=start,
                    end=end,
                    confidence=0.7,
                    cue="model_by_vendor",
                )
            )
    return drafts


def _covered(document: Document, known: Sequence[Known], start: int, end: int) -> bool:
    tokens = document.tokens
    return any(tokens.starts[one.first] < end and start < tokens.ends[one.last - 1] for one in known)


def _of_named(document: Document, named: Named) -> Draft:
    start, end = document.tokens.starts[named.first], document.tokens.ends[named.last - 1]
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
    owners: dict[str, tuple[EntityType | None, str]] = {}
    forms: dict[tuple[str, ...], str] = {}
    for one in known:
        entity = catalogue.entities[one.entity_id]
        if entity.type == EntityType.PERSON:
            owners[entity.id] = entity.type, entity.name
            short = entity.details.get("short", ())
            shorts = [tuple(words_of(str(form))) for form in short] if isinstance(short, list) else []
            for form in shorts or short_forms_of_person(entity.name.split()):
                forms.setdefault(form, entity.id)
        elif entity.type == EntityType.COMPANY:
            owners[entity.id] = entity.type, entity.name
            for form in short_forms_of_company(words_of(entity.name)):
                forms.setdefault(form, entity.id)
    for draft in typed:
        make = {EntityType.PERSON: short_forms_of_person, EntityType.COMPANY: short_forms_of_company}.get(
            draft.type
        )  # type: ignore[arg-type]
        if make is not None and draft.entity_id:
            owners[draft.entity_id] = draft.type, draft.name
            for form in make(words_of(draft.name)):
                forms.setdefault(form, draft.entity_id)
    taken = {index for one in named if one.type is not None for index in range(one.first, one.last)}
    found = []
    for reference in find_references(scan, forms, taken):
        type_, name = owners[reference.entity_id]
        found.append(
            Draft(
                type=type_,
                entity_id=reference.entity_id,
                name=name,
                start=document.tokens.starts[reference.first],
                end=document.tokens.ends[reference.last - 1],
                confidence=0.85,
                cue="back_reference",
            )
        )
    return found


def _outside(doubtful: Iterable[Draft], drafts: Sequence[Draft]) -> list[Draft]:
    """Candidates that no mention overlaps."""
    spans = sorted((draft.start, draft.end) for draft in drafts)
    kept, at = [], 0
    for draft in sorted(doubtful, key=lambda one: one.start):
        while at < len(spans) and spans[at][1] <= draft.start:
            at += 1
        if at == len(spans) or spans[at][0] >= draft.end:
            kept.append(draft)
    return kept


def _numbered(document: Document, drafts: Iterable[Draft], begin: int = 0) -> list[Mention]:
    mentions: list[Mention] = []
    reached = 0
    for draft in sorted(drafts, key=lambda one: (one.start, -one.end)):
        if draft.start >= reached:
            reached = draft.end
            mentions.append(
                Mention(
                    id=begin + len(mentions),
                    type=draft.type,
                    entity_id=draft.entity_id,
                    name=draft.name,
                    surface=document.text[draft.start : draft.end],
                    start=draft.start,
                    end=draft.end,
                    sentence=document.sentence_at(draft.start),
                    confidence=draft.confidence,
                    cue=draft.cue,
                )
            )
    return mentions


def slug(name: str) -> str:
    """`Derek Aw` → `derek-aw`; letters without an ASCII form are spelled as their code points."""
    folded = unicodedata.normalize("NFKD", name.lower())
    ascii_ = "".join(c if c.isascii() else "" if unicodedata.combining(c) else f"u{ord(c):x}" for c in folded)
    return re.sub(r"[^a-z0-9]+", "-", ascii_).strip("-") or "x"
