"""The second layer of gold against a reading: who says what, roles of amounts, dates.

When something counts as right is told in tests/data/gold/GUIDELINES.md.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from extractors.canonical import SOURCES, Called, called, folded
from extractors.compare import Item, Parts, joined, matched
from extractors.gold import Gold
from extractors.gold_layer import Layer
from extractors.said import Figure, said_in_gold, said_in_reading, same_amount
from records.accuracy import Measure
from records.facts import EntityType, QuoteKind, Reading

#: A state or the city that stands for its government speaks, too.
_SPEAKERS = (*SOURCES, EntityType.COUNTRY, EntityType.PLACE)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Saying:
    kind: QuoteKind
    #: None: the article doesn't tell.
    speaker: Called | None
    role: str
    relay: tuple[Called, ...]
    shown: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class _Time:
    value: str
    start: int
    end: int


def compare_layer(gold: Gold, layer: Layer, reading: Reading) -> Parts:
    """All that is measured of the layer."""
    wanted, found = list(_wanted(gold, layer)), list(_found(reading))
    return joined(
        [
            matched(wanted, found, _same_saying, _saying),
            matched(wanted, found, _same_words, _words),
            matched(wanted, found, _same_exactly, _exactly),
            matched(_with_role(wanted), _with_role(found), _same_role, _role),
            matched(_links(wanted), _links(found), _same_link, _link),
            matched(_roles(gold, layer), _roles_found(reading), _same_amount_role, _amount_role),
            matched(_times(layer), _times_found(layer, reading), _same_time, _time),
        ]
    )


def _wanted(gold: Gold, layer: Layer) -> Iterator[_Saying]:
    fullest: dict[str, str] = {}
    for mark in gold.mentions:
        fullest[mark.name] = max(fullest.get(mark.name, ""), gold.text[mark.start : mark.end], key=len)
    for quote in layer.quotes:
        yield _Saying(
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


def _found(reading: Reading) -> Iterator[_Saying]:
    for quote in reading.quotes:
        speaker = quote.speaker or ""
        yield _Saying(
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


def _same_words(wanted: _Saying, found: _Saying) -> bool:
    """The kind, and at least half of each lies in the other."""
    shared = min(wanted.end, found.end) - max(wanted.start, found.start)
    longer = max(wanted.end - wanted.start, found.end - found.start)
    return wanted.kind == found.kind and 2 * shared >= longer


def _same_saying(wanted: _Saying, found: _Saying) -> bool:
    return _same_words(wanted, found) and _same_speaker(wanted.speaker, found.speaker)


def _same_speaker(one: Called | None, other: Called | None) -> bool:
    return one is other if one is None or other is None else one.meets(other)


def _same_exactly(wanted: _Saying, found: _Saying) -> bool:
    same_span = (wanted.start, wanted.end) == (found.start, found.end)
    same_relay = len(wanted.relay) == len(found.relay) and all(
        one.meets(other) for one, other in zip(wanted.relay, found.relay, strict=True)
    )
    return same_span and same_relay and _same_saying(wanted, found)


def _with_role(sayings: list[_Saying]) -> list[_Saying]:
    return [one for one in sayings if one.role]


def _same_role(wanted: _Saying, found: _Saying) -> bool:
    """Also where one has more of the title than the other."""
    one, other = f" {folded(wanted.role)} ", f" {folded(found.role)} "
    return _same_words(wanted, found) and (one in other or other in one)


def _links(sayings: list[_Saying]) -> list[tuple[_Saying, Called]]:
    return [(one, link) for one in sayings for link in one.relay]


def _same_link(wanted: tuple[_Saying, Called], found: tuple[_Saying, Called]) -> bool:
    return _same_words(wanted[0], found[0]) and wanted[1].meets(found[1])


def _saying(one: _Saying) -> Item:
    return Item(((Measure.QUOTES, None), (Measure.QUOTES, str(one.kind))), one.shown, one.start, one.end)


def _words(one: _Saying) -> Item:
    return Item(((Measure.QUOTE_SPANS, None),), one.shown, one.start, one.end)


def _exactly(one: _Saying) -> Item:
    return Item(((Measure.QUOTES_EXACT, None),), one.shown, one.start, one.end)


def _role(one: _Saying) -> Item:
    return Item(((Measure.SPEAKER_ROLES, None),), one.shown, one.start, one.end)


def _link(one: tuple[_Saying, Called]) -> Item:
    return Item(((Measure.RELAYS, None),), one[0].shown, one[0].start, one[0].end)


def _roles(gold: Gold, layer: Layer) -> list[tuple[Figure, str]]:
    pairs = zip(said_in_gold(gold).figures, layer.roles, strict=True)
    return [(figure, role) for figure, role in pairs if role]


def _roles_found(reading: Reading) -> list[tuple[Figure, str]]:
    pairs = zip(said_in_reading(reading).figures, reading.amounts, strict=True)
    return [(figure, amount.role) for figure, amount in pairs if amount.role]


def _same_amount_role(wanted: tuple[Figure, str], found: tuple[Figure, str]) -> bool:
    return wanted[1] == found[1] and same_amount(wanted[0], found[0])


def _amount_role(one: tuple[Figure, str]) -> Item:
    return Item(((Measure.AMOUNT_ROLES, None),), one[1], one[0].start, one[0].end)


def _times(layer: Layer) -> list[_Time]:
    return [_Time(one.value, one.start, one.end) for one in layer.dates if one.value]


def _times_found(layer: Layer, reading: Reading) -> list[_Time]:
    """Without those at a place that nobody can resolve; a stretch of time counts as its two ends."""
    open_ends = [(one.start, one.end) for one in layer.dates if not one.value]
    return [
        _Time(value, one.start, one.end)
        for one in reading.date_mentions
        if not any(one.start < end and start < one.end for start, end in open_ends)
        for value in (one.value, one.until)
        if value
    ]


def _same_time(wanted: _Time, found: _Time) -> bool:
    return wanted.value == found.value and wanted.start < found.end and found.start < wanted.end


def _time(one: _Time) -> Item:
    return Item(((Measure.DATES, None),), one.value, one.start, one.end)
