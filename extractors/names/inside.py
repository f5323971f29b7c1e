"""What a run's own words say about its type: each clue has a type, a weight and a name.

Weights were set by hand on our own texts; 3 is a clue that rarely errs alone, 1 one that needs company.
"""

from __future__ import annotations

from collections.abc import Iterator

from extractors.names.gazetteer import CITIES, CITIES_AND_PEOPLE, city_at
from extractors.names.lexicon import (
    COMPANY_SUFFIXES,
    FIRST_NAMES,
    HEADS,
    LAST_NAMES,
    LEGAL_FORMS,
    MEDIA_SUFFIXES,
    PARTICLES,
    PLACE_HEADS,
    SURNAME_ENDINGS,
    WEAK_SUFFIXES,
)
from extractors.names.runs import Run
from extractors.names.scan import Scan
from records.facts import EntityType

Clue = tuple[EntityType, float, str]

_COMPANY, _PERSON, _PLACE = EntityType.COMPANY, EntityType.PERSON, EntityType.PLACE
_CHAMBERS = frozenset({"camera", "cámara", "chamber"})
_TRADES = frozenset({"commercio", "comercio", "commerce", "industria", "industry", "trade"})
#: Tokens of a person's name at most, particles and hyphens included.
LONGEST_PERSON = 6


def clues_inside(scan: Scan, run: Run) -> Iterator[Clue]:
    """Clues from the words of the run alone."""
    words = [scan.words[i] for i in range(run.first, run.last) if scan.words[i][0].isalnum()]
    lower = [word.lower() for word in words]
    headed = [word for word in lower if word in HEADS]
    if headed:
        yield _type_of(headed[0], lower), 4.0 if len(words) > 1 else 0.5, f"head:{headed[0]}"
    elif len(words) > 1:
        yield from _by_suffix(lower[-1])
        yield from _personal(words)
    name = " ".join(scan.words[run.first : run.last])
    if name in CITIES or (len(words) > 1 and city_at(scan.words, run.first) == run.last - run.first):
        yield _PLACE, 2.8, "city"
    elif name in CITIES_AND_PEOPLE:
        yield _PLACE, 1.2, "city"
    if len(words) > 1 and lower[0] in PLACE_HEADS:
        yield _PLACE, 4.0, f"head:{lower[0]}"
    elif len(words) > 1 and lower[-1] in PLACE_HEADS:
        yield _PLACE, 3.0, f"head:{lower[-1]}"
    if "&" in scan.words[run.first : run.last]:
        yield _COMPANY, 2.0, "ampersand"
    if len(words) == 1 and not words[0].isupper() and any(letter.isupper() for letter in words[0][1:]):
        yield _COMPANY, 1.5, "camel_case"


def _type_of(head: str, words: list[str]) -> EntityType:
    """A chamber is a parliament's, or a chamber of commerce."""
    return EntityType.ORG if head in _CHAMBERS and _TRADES.intersection(words) else HEADS[head]


def _by_suffix(last: str) -> Iterator[Clue]:
    if last in COMPANY_SUFFIXES:
        weight = 6.0 if last in LEGAL_FORMS else 2.5 if last in WEAK_SUFFIXES else 4.0
        yield _COMPANY, weight, f"suffix:{last}"
    if last in MEDIA_SUFFIXES:
        yield EntityType.MEDIA, 2.5, f"suffix:{last}"


def _personal(words: list[str]) -> Iterator[Clue]:
    """A person by the names themselves."""
    capitals = [word for word in words if word[0].isupper() and word.lower() not in PARTICLES]
    shouted = any(word.isupper() and len(word) > 2 for word in capitals)
    if (
        not 2 <= len(capitals) <= 4
        or len(words) > LONGEST_PERSON
        or shouted
        or not all(map(str.isalpha, capitals))
    ):
        return
    if capitals[-1].lower().endswith(SURNAME_ENDINGS):
        yield _PERSON, 1.2, "family_name_ending"
    elif not any(word in FIRST_NAMES or word in LAST_NAMES for word in capitals):
        yield _COMPANY, 2.0, "nobody's_name"
    if capitals[0] in FIRST_NAMES:
        yield _PERSON, 3.2, "first_name"
    elif len(words) == 2 and capitals[0] in LAST_NAMES:
        yield _PERSON, 1.4, "family_name_first"
    if capitals[-1] in LAST_NAMES:
        yield _PERSON, 1.2, "family_name"
    if len(capitals[0]) == 1:
        yield _PERSON, 1.5, "initial"
    if any(word in PARTICLES for word in words):
        yield _PERSON, 1.0, "particle"
    if len(words) <= 3:
        yield _PERSON, 0.5, "shape"
