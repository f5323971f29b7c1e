"""Names that the catalogue knows, weak forms only where the document bears them out."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from extractors.catalogue import Catalogue
from extractors.document import Document
from extractors.matcher import Hit, Matcher, Owner
from extractors.names.lexicon import IN_WORDS, LEGAL_FORMS
from extractors.nationality import ADJECTIVES, COUNTRY_OF
from extractors.recognisers.tickers import Ticker
from extractors.sentences import Tokens
from extractors.words import cues
from records.entities import Entity
from records.facts import EntityType

#: What each kind of evidence weighs; the sum decides between owners of one weak form.
_STRONG_FORM, _TICKER, _CUE, _NATIONALITY, _IN, _SAME_COUNTRY, _LISTED = 4, 4, 2, 3, 1, 1, 2
#: Between the members of a list: "Applied, Lam and KLA".
_BETWEEN = frozenset({",", "e", "ed", "and", "y", "o", "or", "&"})
_POSTING = cues("posting")
_ON = (["su"], ["on"], ["en"], ["sul"], ["via"], ["tramite"])
#: Belong to a company's name when they stand right behind it.
_ABSORBED = LEGAL_FORMS | cues("absorbed_suffixes")
_ROLES = cues("roles_of_ministry")
#: Tokens on each side in which a nationality adjective tells whose ministry is meant.
_NEARBY = 8


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
        self,
        document: Document,
        catalogue: Catalogue,
        strong: set[str],
        listings: Iterable[Ticker],
        companies: set[int],
    ) -> None:
        self._context = document.context
        self._folded = document.context.lower()
        self._tokens = document.tokens
        self._catalogue = catalogue
        self._strong = strong
        #: Tokens that surely name companies.
        self._companies = companies
        self._listed = {catalogue.by_ticker[t.listing] for t in listings if t.listing in catalogue.by_ticker}
        self._cues: dict[str, bool] = {}
        located = (catalogue.entities[entity_id] for entity_id in strong)
        self._countries = {
            one.country for one in located if one.type in (EntityType.PLACE, EntityType.COUNTRY)
        }

    def weight(self, hit: Hit, owner: Owner) -> int:
        """How much speaks for `owner`; 0 is nothing."""
        entity = self._catalogue.entities[owner.entity_id]
        total = _STRONG_FORM * (owner.entity_id in self._strong) + _TICKER * (owner.entity_id in self._listed)
        total += _CUE * any(self.has_cue(cue) for cue in entity.cues)
        if entity.type == EntityType.PLACE and hit.first and self._tokens.lower[hit.first - 1] in IN_WORDS:
            total += _IN
        if entity.type == EntityType.COMPANY:
            total += _LISTED * _is_listed(self._tokens, hit, self._companies)
        if entity.type in (EntityType.PLACE, EntityType.COUNTRY) and entity.country in self._countries:
            total += _SAME_COUNTRY
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
    evidence = Evidence(document, catalogue, strong, listings, _company_tokens(document.tokens, places))
    found: list[Known] = []
    reached = 0
    for hits in places:
        for hit in hits:
            known = _decide(hit, evidence) if hit.first >= reached else None
            if known is not None and not _is_meant(document, catalogue.entities[known.entity_id], known):
                # Nobody else's name either: "Facebook" as a product is no unknown company.
                document.mask.take(document.tokens.starts[hit.first], document.tokens.ends[hit.last - 1])
            elif known is not None:
                if known.entity_id.startswith("company:"):
                    known = _with_legal_form(document, known)
                else:
                    known = _without_nationality(document, known, catalogue.entities[known.entity_id])
                found.append(known)
                reached = known.last
                break
    return found


def _company_tokens(tokens: Tokens, places: Sequence[Sequence[Hit]]) -> set[int]:
    """Tokens that name companies: surely, or in a list with one that does."""
    named: set[int] = set()
    doubtful: list[Hit] = []
    for hits in places:
        for hit in hits:
            owners = [owner for owner in hit.owners if owner.entity_id.startswith("company:")]
            if any(not owner.weak for owner in owners):
                named.update(range(hit.first, hit.last))
            elif owners:
                doubtful.append(hit)
    for hit in (*doubtful, *reversed(doubtful)):
        if _is_listed(tokens, hit, named):
            named.update(range(hit.first, hit.last))
    return named


def _is_listed(tokens: Tokens, hit: Hit, companies: set[int]) -> bool:
    before = tokens.lower[hit.first - 1] in _BETWEEN and hit.first - 2 in companies
    return before or (tokens.lower[hit.last] in _BETWEEN and hit.last + 1 in companies)


def _is_meant(document: Document, entity: Entity, known: Known) -> bool:
    """Whether the name stands for its entity here.

    A social platform is a source only where somebody posts; "Commerce" in "Commerce Secretary" is part of a
    role.
    """
    lower = document.tokens.lower
    before, after = lower[max(0, known.first - 6) : known.first], lower[known.last : known.last + 1]
    if entity.type == EntityType.CHIP and entity.details.get("kind") in ("system", "interconnect"):
        return _is_model(
            entity.name
        )  # racks, servers and links are no chips; the chip named inside is found alone
    if entity.details.get("kind") == "platform":
        return bool(_POSTING.intersection(before)) or before[-1:] in _ON
    if entity.type == EntityType.AGENCY and known.cue == "catalogue_weak":
        return not (_ROLES.intersection(after) or _ROLES.intersection(before[-2:]))
    return True


def _is_model(name: str) -> bool:
    """`GB200` and `Tomahawk` are chips; `DGX H100`, `NVLink`, `CloudMatrix 384` are made of or with chips."""
    return re.fullmatch(r"[A-Z]{2}\d{3}", name) is not None or name.lower() in cues("network_chips")


def _with_legal_form(document: Document, known: Known) -> Known:
    """A company's legal form belongs to its name: "TSMC Ltd.", "Foxconn Co., Ltd"."""
    words, lower, last = document.tokens.words, document.tokens.lower, known.last
    while last + 1 < len(words):
        if lower[last] in _ABSORBED and words[last][0].isupper():
            last += 1
        elif words[last] in (",", ".") and lower[last + 1] in LEGAL_FORMS and words[last + 1][0].isupper():
            last += 2
        else:
            break
    # The full stop of "Ltd." is the name's when the sentence goes on.
    if (
        last > known.last
        and words[last] == "."
        and last + 1 < len(words)
        and (words[last + 1][0].islower() or words[last + 1] in "(,")
    ):
        last += 1
    return known if last == known.last else replace(known, last=last)


def _without_nationality(document: Document, known: Known, entity: Entity) -> Known:
    """The name ends before a nationality: "ministero del Commercio" in "ministero del Commercio cinese".

    "Commissione europea" and "Partito comunista cinese" are whole names.
    """
    if entity.country == "EU" or entity.details.get("kind") == "party":
        return known
    last = known.last
    while (
        last - known.first > 1
        and document.tokens.words[last - 1].islower()
        and document.tokens.words[last - 1] in ADJECTIVES
    ):
        last -= 1
    return known if last == known.last else replace(known, last=last)


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
