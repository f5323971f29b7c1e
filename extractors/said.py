"""What one article says, by an annotator or by a reading, in one shape that can be compared."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from extractors.canonical import SOURCES, Called, called, called_by_id, called_by_symbol
from extractors.catalogue import load_catalogue
from extractors.gold import Gold
from records.facts import AmountKind, EntityType, Reading

#: Value of our units in the percents of the gold: 25 basis points are 0.25.
_PERCENTS = {"percent": 1.0, "percentage_point": 1.0, "basis_point": 0.01}
Span = tuple[int, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Named:
    """An entity or a source of the article, once, at its first place. `type` None: a source."""

    type: EntityType | None
    called: Called
    shown: str
    start: int
    end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """An amount; percentage points and basis points as percents."""

    kind: AmountKind
    value: float
    unit: str
    #: Bound, whether it is the upper end of a range, whether it restates another amount.
    hedge: tuple[str | None, bool, bool]
    shown: str
    start: int
    end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """All that is compared."""

    entities: tuple[Named, ...]
    spans: frozenset[tuple[EntityType, Span]]
    figures: tuple[Figure, ...]
    sources: tuple[Named, ...]
    topics: frozenset[str]
    on_topic: bool


def said_in_gold(gold: Gold) -> Said:
    """By who marked the article."""
    return Said(
        entities=tuple(_marked(gold)),
        spans=frozenset((mark.type, (mark.start, mark.end)) for mark in gold.mentions),
        figures=tuple(
            Figure(
                kind=one.kind,
                value=one.value,
                unit=one.unit.casefold(),
                hedge=(one.bound, one.is_range_end, one.converts),
                shown=f"{one.value:g} {one.unit} = {gold.text[one.start : one.end]}",
                start=one.start,
                end=one.end,
            )
            for one in gold.amounts
        ),
        sources=_sources((name, name, 0, 0) for name in gold.attributions),
        topics=frozenset(gold.topics),
        on_topic=gold.on_topic,
    )


def said_in_reading(reading: Reading) -> Said:
    """By our reader."""
    return Said(
        entities=tuple(_found(reading)),
        spans=frozenset((one.type, (one.start, one.end)) for one in reading.mentions if one.type is not None),
        figures=tuple(
            Figure(
                kind=one.kind,
                value=one.value * _PERCENTS.get(one.unit, 1.0),
                unit="" if one.kind == AmountKind.PERCENT else one.unit.casefold(),
                hedge=(one.bound, one.range_of is not None, one.converts is not None),
                shown=f"{one.value:g} {one.unit} = {one.surface}",
                start=one.start,
                end=one.end,
            )
            for one in reading.amounts
        ),
        sources=_sources((one.source, one.surface, one.start, one.end) for one in reading.attributions),
        topics=frozenset(reading.relevance.topics),
        on_topic=reading.relevance.on_topic,
    )


def same_amount(wanted: Figure, found: Figure) -> bool:
    """Kind, value and, of money, currency, at overlapping spans."""
    overlap = wanted.start < found.end and found.start < wanted.end
    close = abs(found.value - wanted.value) <= 1e-6 * abs(wanted.value)
    same_unit = wanted.kind != AmountKind.MONEY or wanted.unit == found.unit
    return overlap and close and same_unit and wanted.kind == found.kind


def _marked(gold: Gold) -> list[Named]:
    first: dict[tuple[EntityType, str], Span] = {}
    fullest: dict[tuple[EntityType, str], str] = {}
    for mark in gold.mentions:
        key, surface = (mark.type, mark.name), gold.text[mark.start : mark.end]
        first.setdefault(key, (mark.start, mark.end))
        fullest[key] = max(fullest.get(key, ""), surface, key=len)
    return _once(
        Named(
            type=key[0],
            called=called_by_symbol(key[1])
            if key[0] == EntityType.TICKER
            else called(key[:1], key[1], surface),
            shown=f"{key[1]} = {surface}",
            start=first[key][0],
            end=first[key][1],
        )
        for key, surface in fullest.items()
    )


def _found(reading: Reading) -> list[Named]:
    return _once(
        Named(
            type=one.type,
            called=_called(one.type, one.entity_id, one.name),
            shown=f"{one.name} = {one.surface} ({one.cue})",
            start=one.start,
            end=one.end,
        )
        for one in reading.mentions
        if one.type is not None
    )


def _called(type_: EntityType, entity_id: str | None, name: str) -> Called:
    if type_ == EntityType.TICKER:
        return called_by_symbol(name)
    if entity_id is not None and entity_id in load_catalogue().entities:
        return called_by_id(entity_id, name)
    return called((type_,), name)


def _sources(cited: Iterable[tuple[str, str, int, int]]) -> tuple[Named, ...]:
    return tuple(
        _once(
            Named(type=None, called=called(SOURCES, name), shown=f"{name} = {surface}", start=start, end=end)
            for name, surface, start, end in cited
        )
    )


def _once(named: Iterable[Named]) -> list[Named]:
    """Each of them at its first place only."""
    first: dict[tuple[EntityType | None, frozenset[str]], Named] = {}
    for one in named:
        first.setdefault((one.type, one.called.ids or one.called.names), one)
    return list(first.values())
