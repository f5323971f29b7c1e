"""Through whom words came: "Reuters, citing people familiar", "fonti sentite da Bloomberg", "told CNBC"."""

from __future__ import annotations

from extractors.quotes.cues import RELATIVES, THAT, quote_words
from extractors.quotes.floor import Floor
from extractors.quotes.subjects import ENDS
from extractors.quotes.voice import Voice
from extractors.words import cues
from records.facts import EntityType

_RELYING = quote_words("relying")
_HEARD = quote_words("heard_by")
_CITING = cues("citing")
_BY = quote_words("by")
#: Right behind an outlet, before its source: "appreso da Reuters da tre persone".
_FROM = frozenset({"da", "dalle", "from", "de", "por"})
#: Tokens from an outlet to the word that leads to its source; from there to it; from a source to its outlet.
_TO_WORD, _TO_SOURCE, _TO_OUTLET, _TO_CITING = 12, 8, 12, 5
#: Tokens from a nameless source to the outlet to which it spoke at most.
_TO_LISTENER = 20
_SPEAKING = quote_words("speaking")
_STOPS = ENDS - {'"', "«", "»", "“", "”"}


def source_behind(floor: Floor, voice: Voice, begin: int) -> Voice | None:
    """Whom an outlet relies on: the source named behind it, from token `begin` on, in the same sentence."""
    lower = floor.lower
    _, last = floor.sentence_of(voice.first)
    word = next(
        (
            at
            for at in range(begin, min(begin + _TO_WORD, last))
            if lower[at] in _RELYING or (at == begin and lower[at] in _FROM)
        ),
        None,
    )
    if word is None or any(at in _STOPS for at in lower[begin:word]):
        return None
    for at in range(word + 1, min(word + 1 + _TO_SOURCE, last)):
        if lower[at] in _STOPS or lower[at] == ",":
            return None
        found = floor.voice_at(at)
        if (
            found is not None
            and found.name != voice.name
            and found.type in ("generic", "person", "agency", "media")
        ):
            return found
    return None


def outlet_of(floor: Floor, voice: Voice) -> str | None:
    """The outlet that heard a source: "fonti sentite da Reuters", "Reuters cita fonti secondo cui"."""
    lower = floor.lower
    for at in range(voice.first - 1, max(-1, voice.first - _TO_CITING), -1):
        if lower[at] in _STOPS or lower[at] == ",":
            break
        if lower[at] in _CITING:
            found = floor.voice_at(at - 1) if at else None
            return found.name if found is not None and found.type == "media" else None
    if voice.type == "generic" and (told := _spoken_to(floor, voice)) is not None:
        return told
    for at in range(voice.last, min(voice.last + _TO_OUTLET, len(lower))):
        if lower[at] in _STOPS:
            return None
        if lower[at] in _HEARD and lower[at + 1 : at + 2] and lower[at + 1] in _BY:
            for behind in range(at + 1, min(at + 5, len(lower))):
                if floor.ground.type_at(behind) == EntityType.MEDIA:
                    found = floor.voice_at(behind)
                    by = any(word in _BY for word in lower[at + 1 : behind])
                    return found.name if found is not None and by else None
    return None


def _spoken_to(floor: Floor, voice: Voice) -> str | None:
    """ "Two officials who spoke on condition of anonymity with the Post"."""
    spoken = False
    for at in range(voice.last, min(voice.last + _TO_LISTENER, len(floor.lower))):
        if floor.lower[at] in _STOPS or floor.lower[at] in THAT - RELATIVES:
            return None
        spoken = spoken or floor.lower[at] in _SPEAKING
        if spoken and floor.ground.type_at(at) == EntityType.MEDIA:
            found = floor.voice_at(at)
            return found.name if found is not None and found.type == "media" else None
    return None
