"""By what shorter names a text may go on to call those whom it has named: Huang, Edge Matrix."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from extractors.catalogue import Catalogue
from extractors.drafts import Draft
from extractors.known import Known
from extractors.names.references import short_forms_of_company, short_forms_of_person
from extractors.tries import words_of
from records.entities import Entity
from records.facts import EntityType


@dataclass(frozen=True, slots=True)
class Owner:
    """Whom a short form stands for."""

    type: EntityType
    entity_id: str
    name: str


def short_forms(
    catalogue: Catalogue, known: Sequence[Known], unknown: Sequence[Draft]
) -> dict[tuple[str, ...], Owner]:
    """Words and whom they stand for: the first who may be called so, those of the catalogue before others."""
    found: dict[tuple[str, ...], Owner] = {}
    for one in known:
        entity = catalogue.entities[one.entity_id]
        for form in _of_entity(entity):
            found.setdefault(form, Owner(entity.type, entity.id, entity.name))
    for draft in unknown:
        if draft.type is not None and draft.entity_id:
            for form in _of_name(draft.type, draft.name):
                found.setdefault(form, Owner(draft.type, draft.entity_id, draft.name))
    return found


def _of_entity(entity: Entity) -> Iterator[tuple[str, ...]]:
    if entity.type == EntityType.PERSON:
        short = entity.details.get("short", ())
        forms = [tuple(words_of(str(form))) for form in short] if isinstance(short, list) else []
        yield from forms or short_forms_of_person(entity.name.split())
    elif entity.type == EntityType.COMPANY:
        yield from short_forms_of_company(words_of(entity.name), known=True)


def _of_name(type_: EntityType, name: str) -> list[tuple[str, ...]]:
    if type_ == EntityType.PERSON:
        return short_forms_of_person(words_of(name))
    return short_forms_of_company(words_of(name)) if type_ == EntityType.COMPANY else []
