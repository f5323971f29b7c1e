"""The second layer of gold against a reading or another annotator: who says what, roles of amounts, dates.

When something counts as right is told in tests/data/gold/GUIDELINES.md.
"""

from __future__ import annotations

from collections.abc import Iterable

from extractors.canonical import Called, folded
from extractors.compare import Item, Parts, joined, matched
from extractors.said import Figure, same_amount
from extractors.said_layer import SaidLayer, Saying, Time
from records.accuracy import Measure


def compare_layer(wanted: SaidLayer, found: SaidLayer) -> Parts:
    """All that is measured of the layer."""
    return joined(
        [
            matched(wanted.sayings, found.sayings, _same_saying, _saying),
            matched(wanted.sayings, found.sayings, _same_words, _words),
            matched(wanted.sayings, found.sayings, _same_exactly, _exactly),
            matched(_with_role(wanted), _with_role(found), _same_role, _role),
            matched(_links(wanted), _links(found), _same_link, _link),
            matched(wanted.roles, found.roles, _same_amount_role, _amount_role),
            matched(_told(wanted.times), _told(_but_open(found, wanted)), _same_time, _time),
        ]
    )


def _same_words(wanted: Saying, found: Saying) -> bool:
    """The kind, and at least half of each lies in the other."""
    shared = min(wanted.end, found.end) - max(wanted.start, found.start)
    longer = max(wanted.end - wanted.start, found.end - found.start)
    return wanted.kind == found.kind and 2 * shared >= longer


def _same_saying(wanted: Saying, found: Saying) -> bool:
    return _same_words(wanted, found) and _same_speaker(wanted.speaker, found.speaker)


def _same_speaker(one: Called | None, other: Called | None) -> bool:
    return one is other if one is None or other is None else one.meets(other)


def _same_exactly(wanted: Saying, found: Saying) -> bool:
    same_span = (wanted.start, wanted.end) == (found.start, found.end)
    same_relay = len(wanted.relay) == len(found.relay) and all(
        one.meets(other) for one, other in zip(wanted.relay, found.relay, strict=True)
    )
    return same_span and same_relay and _same_saying(wanted, found)


def _with_role(layer: SaidLayer) -> list[Saying]:
    return [one for one in layer.sayings if one.role]


def _same_role(wanted: Saying, found: Saying) -> bool:
    """Also where one has more of the title than the other."""
    one, other = f" {folded(wanted.role)} ", f" {folded(found.role)} "
    return _same_words(wanted, found) and (one in other or other in one)


def _links(layer: SaidLayer) -> list[tuple[Saying, Called]]:
    return [(one, link) for one in layer.sayings for link in one.relay]


def _same_link(wanted: tuple[Saying, Called], found: tuple[Saying, Called]) -> bool:
    return _same_words(wanted[0], found[0]) and wanted[1].meets(found[1])


def _same_amount_role(wanted: tuple[Figure, str], found: tuple[Figure, str]) -> bool:
    return wanted[1] == found[1] and same_amount(wanted[0], found[0])


def _told(times: Iterable[Time]) -> list[Time]:
    return [one for one in times if one.value]


def _but_open(found: SaidLayer, wanted: SaidLayer) -> list[Time]:
    """Without what lies at a place that, as wanted, nobody can resolve."""
    places = [one for one in wanted.times if not one.value]
    return [one for one in found.times if not any(_overlap(place, one) for place in places)]


def _same_time(wanted: Time, found: Time) -> bool:
    return wanted.value == found.value and _overlap(wanted, found)


def _overlap(one: Time, other: Time) -> bool:
    return one.start < other.end and other.start < one.end


def _saying(one: Saying) -> Item:
    return Item(((Measure.QUOTES, None), (Measure.QUOTES, str(one.kind))), one.shown, one.start, one.end)


def _words(one: Saying) -> Item:
    return Item(((Measure.QUOTE_SPANS, None),), one.shown, one.start, one.end)


def _exactly(one: Saying) -> Item:
    return Item(((Measure.QUOTES_EXACT, None),), one.shown, one.start, one.end)


def _role(one: Saying) -> Item:
    return Item(((Measure.SPEAKER_ROLES, None),), one.shown, one.start, one.end)


def _link(one: tuple[Saying, Called]) -> Item:
    return Item(((Measure.RELAYS, None),), one[0].shown, one[0].start, one[0].end)


def _amount_role(one: tuple[Figure, str]) -> Item:
    return Item(((Measure.AMOUNT_ROLES, None),), one[1], one[0].start, one[0].end)


def _time(one: Time) -> Item:
    return Item(((Measure.DATES, None),), one.value, one.start, one.end)
