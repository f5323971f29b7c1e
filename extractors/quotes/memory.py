"""Who was named before: whom "he", "they", "a spokesperson" or a verb without a subject means."""

from __future__ import annotations

from bisect import bisect_left

from extractors.quotes.floor import Floor
from extractors.quotes.voice import Voice
from extractors.sentences import BREAK
from records.facts import EntityType

#: At most: names looked through, tokens between two of them in a paragraph.
_BACK, _PARAGRAPH = 60, 400


def named_before(floor: Floor, index: int) -> Voice | None:
    """Whom a verb without a subject means: of the last sentence that names a person, the first one; else
    who opened a sentence of the paragraph.
    """
    begin = bisect_left(floor.name_tokens, index)
    opener: Voice | None = None
    person: int | None = None
    edge = index
    for first, mention in reversed(floor.names[max(0, begin - _BACK) : begin]):
        if BREAK in floor.lower[first:edge] or edge - first > _PARAGRAPH:
            break
        edge = first
        if person is not None and first < floor.sentence_of(person)[0]:
            break
        if mention.type == EntityType.PERSON:
            person = first
        elif opener is None and first - floor.sentence_of(first)[0] <= 2 and mention.type != EntityType.PLACE:
            opener = floor.voice_at(first)
    return floor.voice_at(person) if person is not None else opener


def firm_before(floor: Floor, index: int) -> Voice | None:
    """For whom a spokesperson speaks: the firm named last, in a quote too, else the agency."""
    agency: Voice | None = None
    begin = bisect_left(floor.speaking, index)
    for first in reversed(floor.speaking[max(0, begin - _BACK) : begin]):
        voice = floor.voice_at(first)
        if voice is not None and voice.type in ("company", "analyst_firm"):
            return voice
        if agency is None and voice is not None and voice.type == "agency":
            agency = voice
    return agency


def group_before(floor: Floor, index: int) -> Voice | None:
    """Whom "they" means: the nameless people last named in the paragraph."""
    for at in range(index - 1, max(-1, index - _PARAGRAPH), -1):
        if floor.lower[at] == BREAK:
            return None
        if at not in floor.inside and floor.ground.mention(at) is None:
            voice = floor.voice_at(at)
            if voice is not None:
                return voice
    return None


def role_before(floor: Floor, voice: Voice) -> str | None:
    """The role printed beside an earlier mention of the same person in the paragraph."""
    edge = voice.first
    begin = bisect_left(floor.name_tokens, voice.first)
    for first, mention in reversed(floor.names[max(0, begin - _BACK) : begin]):
        if BREAK in floor.lower[first:edge] or edge - first > _PARAGRAPH:
            return None
        edge = first
        if (
            mention.entity_id == voice.entity_id
            and (named := floor.voice_at(first)) is not None
            and named.role
        ):
            return named.role
    return None
