"""Entity: one known thing of the world, as the catalogue or a reading names it; Decision: what people say."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from records.facts import EntityType


@dataclass(frozen=True, slots=True, kw_only=True)
class Alias:
    """A spelling of an entity. `language` is ISO 639-1, "" for any."""

    form: str
    language: str = ""
    #: A common word or somebody else's name too: counts only with evidence in the document.
    weak: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Entity:
    """A row of the catalogue. `id` is `<type>:<key>` and never changes once published."""

    id: str
    type: EntityType
    #: English canonical name.
    name: str
    aliases: tuple[Alias, ...] = ()
    #: Words whose presence in a document lets a weak alias count.
    cues: tuple[str, ...] = ()
    wikidata: str = ""
    #: ISO 3166 alpha-2, upper case; "" when it has none.
    country: str = ""
    #: Id of the owner, vendor or enclosing place; "" when none is known.
    parent: str = ""
    tickers: tuple[str, ...] = ()
    #: What else the catalogue says (sector, kind, family, roles …), as JSON-able values.
    details: dict[str, object] = field(default_factory=dict)
    #: Source and day of the check, "" for general knowledge.
    checked: str = ""


class DecisionKind(StrEnum):
    """What can be decided about a name."""

    MERGE = "merge"  # `entity_id` is `into_id`
    RENAME = "rename"  # `entity_id` is called `name`
    SPLIT = "split"  # where `entity_id` is spelled `form`, it is `into_id`


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """What somebody decided about a name. Facts keep the ids that their readings gave them."""

    kind: DecisionKind
    entity_id: str
    form: str = ""
    into_id: str = ""
    name: str = ""
    #: Aware UTC.
    at: datetime
    by: str
    why: str = ""
