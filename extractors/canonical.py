"""When two names are one: through the catalogue where it knows them, else by their letters.

Who annotates doesn't see the catalogue: "Meta Platforms" there and "Meta" here are both its company:meta.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from extractors.catalogue import load_catalogue
from records.facts import EntityType

#: Types of whoever an article can cite.
SOURCES = (EntityType.MEDIA, EntityType.PERSON, EntityType.COMPANY, EntityType.ORG, EntityType.AGENCY)


@dataclass(frozen=True, slots=True)
class Called:
    """What somebody is called: ids of the catalogue, and folded names in case it has none."""

    ids: frozenset[str]
    names: frozenset[str]

    def meets(self, other: Called) -> bool:
        """Whether both are one: by id where both have some, else by name."""
        return bool(self.ids & other.ids) if self.ids and other.ids else bool(self.names & other.names)


def called(types: Iterable[EntityType], name: str, fullest: str = "") -> Called:
    """`fullest` is the longest spelling in the article: the name of what the catalogue doesn't know."""
    names = [folded(name), *([folded(fullest)] if fullest else [])]
    ids: frozenset[str] = frozenset()
    for one in names:
        ids = ids or frozenset().union(*(_ids_by_form().get((type_, one), frozenset()) for type_ in types))
    return Called(ids, frozenset(names))


def called_by_id(entity_id: str, name: str) -> Called:
    """An entity of the catalogue."""
    return Called(frozenset({entity_id}), frozenset({folded(name)}))


def called_by_symbol(ticker: str) -> Called:
    """`NASDAQ:NVDA` and `NVDA.O` are one by `NVDA`; the zeros before `700` don't count."""
    symbol = ticker.rpartition(":")[2].partition(".")[0]
    return Called(frozenset(), frozenset({symbol.strip().casefold().lstrip("0")}))


def folded(name: str) -> str:
    """Without case, accents, articles, full stops, double spaces: `The U.S. Congress` is `us congress`."""
    even = unicodedata.normalize("NFKD", name.replace("\u2019", "'")).casefold()
    even = "".join(letter for letter in even if not unicodedata.combining(letter)).replace(".", "")
    even = re.sub(r"\b(?:united states|u s)\b", "us", re.sub(r"^the\s+", "", even))
    # Initials, however spaced: C. C. Wei and CC Wei.
    return re.sub(r"\b(\w) (?=\w\b)", r"\1", " ".join(even.split()))


@cache
def _ids_by_form() -> dict[tuple[EntityType, str], frozenset[str]]:
    """The owners of every name and form, strong ones alone where there are any."""
    strong: dict[tuple[EntityType, str], set[str]] = {}
    weak: dict[tuple[EntityType, str], set[str]] = {}
    for entity in load_catalogue().entities.values():
        strong.setdefault((entity.type, folded(entity.name)), set()).add(entity.id)
        for alias in entity.aliases:
            owners = weak if alias.weak else strong
            owners.setdefault((entity.type, folded(alias.form)), set()).add(entity.id)
    return {key: frozenset(ids) for key, ids in {**weak, **strong}.items()}
