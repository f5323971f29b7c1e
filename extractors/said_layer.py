"""The second layer of one article, by an annotator or by a reading, in one shape that can be compared."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from extractors.canonical import SOURCES, Called, called
from extractors.gold import Gold
from extractors.gold_layer import Layer
from extractors.said import Figure, said_in_gold, said_in_reading
from records.facts import EntityType, QuoteKind, Reading

#: A state or the city that stands for its government speaks, too.
_SPEAKERS = (*SOURCES, EntityType.COUNTRY, EntityType.PLACE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Saying:
    """Something that is said, and by whom."""

    kind: QuoteKind
    #: None: the article doesn't tell.
    speaker: Called | None
    role: str
    relay: tuple[Called, ...]
    shown: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Time:
    """A date at its place; `value` "" where it can't be told."""

    value: str
    start: int
    end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class SaidLayer:
    """All that is compared."""

    sayings: tuple[Saying, ...]
    #: Amounts that have a role, with it.
    roles: tuple[tuple[Figure, str], ...]
    times: tuple[Time, ...]


def layer_in_gold(gold: Gold, layer: Layer) -> SaidLayer:
    """By who marked `layer` on the article `gold`."""
    figures = said_in_gold(gold).figures
    return SaidLayer(
        sayings=tuple(_marked(gold, layer)),
        roles=tuple(pair for pair in zip(figures, layer.roles, strict=True) if pair[1]),
        times=tuple(Time(one.value, one.start, one.end) for one in layer.dates),
    )


def layer_in_reading(reading: Reading) -> SaidLayer:
    """By our reader; a stretch of time that it found as one is its two ends."""
    pairs = zip(said_in_reading(reading).figures, reading.amounts, strict=True)
    return SaidLayer(
        sayings=tuple(_found(reading)),
        roles=tuple((figure, amount.role) for figure, amount in pairs if amount.role),
        times=tuple(
            Time(value, one.start, one.end)
            for one in reading.date_mentions
            for value in (one.value, one.until)
            if value
        ),
    )


def _marked(gold: Gold, layer: Layer) -> Iterator[Saying]:
    fullest: dict[str, str] = {}
    for mark in gold.mentions:
        fullest[mark.name] = max(fullest.get(mark.name, ""), gold.text[mark.start : mark.end], key=len)
    for quote in layer.quotes:
        yield Saying(
            kind=quote.kind,
            speaker=called(_SPEAKERS, quote.speaker, fullest.get(quote.speaker, ""))
            if quote.speaker
            else None,
            role=quote.role,
            relay=tuple(called(_SPEAKERS, link, fullest.get(link, "")) for link in quote.relay),
            shown=_shown(quote.speaker, quote.role, quote.relay),
            start=quote.start,
            end=quote.end,
        )


def _found(reading: Reading) -> Iterator[Saying]:
    for quote in reading.quotes:
        speaker = quote.speaker or ""
        yield Saying(
            kind=quote.kind,
            speaker=called(_SPEAKERS, speaker) if speaker else None,
            role=quote.role or "",
            relay=tuple(called(_SPEAKERS, link) for link in quote.relay),
            shown=f"{_shown(speaker, quote.role or '', quote.relay)} ({quote.cue})",
            start=quote.start,
            end=quote.end,
        )


def _shown(speaker: str, role: str, relay: tuple[str, ...]) -> str:
    whom = f"{speaker or 'nobody named'}, {role}" if role else speaker or "nobody named"
    return " < ".join([whom, *reversed(relay)])
