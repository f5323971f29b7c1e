"""Where decisions about names lead: from the id of a fact to the entity that it stands for. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from records.entities import Decision, DecisionKind

#: Id as facts have it, surface for which it holds (None: all others), id that it stands for.
Link = tuple[str, str | None, str]


def end(made: Sequence[Decision], entity_id: str, form: str | None = None) -> str:
    """Whom `entity_id` stands for where it is spelled `form`; None: in any spelling not split off."""
    for decision in made:
        moves = decision.kind == DecisionKind.MERGE or (
            decision.kind == DecisionKind.SPLIT and decision.form == form
        )
        if moves and decision.entity_id == entity_id:
            entity_id = decision.into_id
    return entity_id


def whom(made: Sequence[Decision], entity_id: str) -> str:
    """The entity that is meant by an id: itself while anything stands for it, else where it was merged."""
    now = end(made, entity_id)
    stands = now == entity_id or any(into == entity_id for _, _, into in links(made))
    return entity_id if stands else now


def links(made: Sequence[Decision]) -> Iterator[Link]:
    """What all come to: a row for each id that stands for another, and for spellings that go elsewhere."""
    moving = [decision for decision in made if decision.kind != DecisionKind.RENAME]
    forms = sorted({decision.form for decision in moving if decision.form})
    for entity_id in sorted({decision.entity_id for decision in moving}):
        rest = end(moving, entity_id)
        if rest != entity_id:
            yield entity_id, None, rest
        for form in forms:
            own = end(moving, entity_id, form)
            if own != rest:
                yield entity_id, form, own
