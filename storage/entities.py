"""The catalogue in the file, and what readings found beyond it."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable

import duckdb

from records.entities import Alias, Entity
from storage.batches import Row, load, optional
from storage.statements import apply
from storage.transactions import transaction


def sync_entities(db: duckdb.DuckDBPyConnection, entities: Iterable[Entity]) -> None:
    """Make the file's catalogue say what `entities` say; what left it stays, as found and not catalogued."""
    catalogue = {entity.id: entity for entity in entities}
    aliases = {(e.id, a.form, a.language): _alias_row(e, a) for e in catalogue.values() for a in e.aliases}
    load(db, "entities", [_entity_row(entity) for entity in catalogue.values()])
    load(db, "entity_aliases", aliases.values())
    with transaction(db):
        apply(db, "entities")


def keep_found_entities(db: duckdb.DuckDBPyConnection) -> Counter[str]:
    """What the readings just written name, inside the open transaction and after `keep_readings`."""
    return apply(db, "found_entities")


def _entity_row(entity: Entity) -> Row:
    details = json.dumps(entity.details, ensure_ascii=False, sort_keys=True) if entity.details else None
    return {
        "entity_id": entity.id,
        "type": entity.type,
        "name": entity.name,
        "wikidata": optional(entity.wikidata),
        "country": optional(entity.country),
        "parent": optional(entity.parent),
        "tickers": entity.tickers,
        "cues": entity.cues,
        "details": details,
        "checked": optional(entity.checked),
        "catalogued": True,
    }


def _alias_row(entity: Entity, alias: Alias) -> Row:
    return {
        "entity_id": entity.id,
        "form": alias.form,
        "language": alias.language,
        "weak": alias.weak,
        "origin": "catalogue",
    }
