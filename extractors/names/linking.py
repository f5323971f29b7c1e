"""Names that the catalogue knows by more than is printed: "Lutnick" alone, "Hanmi (042700.KS)", "di Applied o
di Lam".
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from functools import cache

from extractors.catalogue import Catalogue
from extractors.names.lexicon import FIRST_NAMES, LAST_NAMES
from extractors.names.references import short_forms_of_company, short_forms_of_person
from extractors.names.scan import Scan
from extractors.names.unknown import Named
from extractors.recognisers.tickers import Ticker
from extractors.tries import words_of
from extractors.words import OPENERS, cues
from records.entities import Entity
from records.facts import EntityType

#: Sectors whose companies the press of this field calls by one word.
_FIELD = cues("field_sectors")
#: Letters of a family name that is nobody else's: "Lutnick", not "Hill".
_RARE = 5
_JOINS = frozenset({",", "e", "o", "and", "or", "y", "&", "di", "de"})


class Linker:
    """Looks a found name up by the part of a known name that it may be."""

    def __init__(self, catalogue: Catalogue) -> None:
        self._catalogue = catalogue
        self._people = _unique(catalogue, EntityType.PERSON)
        self._companies = _unique(catalogue, EntityType.COMPANY)

    def entity_of(self, scan: Scan, named: Named, listings: Mapping[int, Ticker]) -> Entity | None:
        """The entity that `named` stands for, None when it may be anybody's; `listings` are tickers by their
        start.
        """
        words = tuple(scan.words[named.first : named.last])
        entity_id = (
            self._by_ticker(scan, named, listings)
            or self._person(words, named)
            or self._company(scan, words, named)
        )
        return self._catalogue.entities[entity_id] if entity_id else None

    def _by_ticker(self, scan: Scan, named: Named, listings: Mapping[int, Ticker]) -> str | None:
        """A name with a listing in brackets behind it is the company that is listed there."""
        if named.last + 1 >= len(scan.words) or scan.words[named.last] != "(":
            return None
        ticker = listings.get(scan.starts[named.last + 1])
        return self._catalogue.by_ticker.get(ticker.listing) if ticker else None

    def _person(self, words: tuple[str, ...], named: Named) -> str | None:
        entity_id = self._people.get(words)
        word = words[0]
        rare = (
            len(word) >= _RARE
            and word not in FIRST_NAMES
            and word not in LAST_NAMES
            and word.lower() not in OPENERS
        )
        return entity_id if named.type == EntityType.PERSON or (named.type is None and rare) else None

    def _company(self, scan: Scan, words: tuple[str, ...], named: Named) -> str | None:
        entity_id = self._companies.get(words)
        if entity_id is None or named.type not in (None, EntityType.COMPANY):
            return None
        return entity_id if named.type is not None or _is_listed_with_companies(scan, named) else None


def _is_listed_with_companies(scan: Scan, named: Named) -> bool:
    """ "Applied, Lam and KLA": the name stands in a list with a known company."""
    before, after = named.first - 1, named.last
    while before >= 0 and scan.lower[before] in _JOINS:
        before -= 1
    while after < len(scan.lower) and scan.lower[after] in _JOINS:
        after += 1
    neighbours = (scan.known.get(before), scan.known.get(after))
    return any(known is not None and known.entity_id.startswith("company:") for known in neighbours)


def _unique(catalogue: Catalogue, type_: EntityType) -> Mapping[tuple[str, ...], str]:
    """Short forms that only one entity of the type has."""
    owners: dict[tuple[str, ...], set[str]] = defaultdict(set)
    for entity in catalogue.entities.values():
        if entity.type == type_:
            for form in _short_forms(entity):
                owners[form].add(entity.id)
    return {form: next(iter(ids)) for form, ids in owners.items() if len(ids) == 1}


def _short_forms(entity: Entity) -> Iterable[tuple[str, ...]]:
    if entity.type == EntityType.PERSON:
        listed = entity.details.get("short")
        if isinstance(listed, list) and listed:
            return [tuple(words_of(str(form))) for form in listed]
        return short_forms_of_person(entity.name.split())
    if entity.details.get("sector") in _FIELD:
        return short_forms_of_company(words_of(entity.name), known=True)
    return ()


@cache
def load_linker(catalogue: Catalogue) -> Linker:
    """The linker over a catalogue, built once a process."""
    return Linker(catalogue)
