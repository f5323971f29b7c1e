"""Who stands at the head of a sentence: whom its later verbs, gerunds and colons mean."""

from __future__ import annotations

from dataclasses import replace

from extractors.quotes.cues import AND, CALLINGS, NOUNS_TOO, VERBS
from extractors.quotes.floor import Floor
from extractors.quotes.strangers import stranger_at
from extractors.quotes.subjects import ENDS, OF
from extractors.quotes.voice import Voice

#: Tokens at most: of an adverbial before the subject, of the subject, of what hangs on its first name.
_LEAD, _SUBJECT, _HANGING = 10, 9, 8


def head_before(floor: Floor, index: int) -> Voice | None:
    """Who stands at the head of the sentence that holds a token, before it."""
    at, _ = floor.sentence_of(index)
    if floor.is_preposition(at):
        comma = next((k for k in range(at, min(at + _LEAD, index)) if floor.lower[k] == ","), None)
        if comma is None:
            return None
        at = comma + 1
    titled = False
    for k in range(at, min(at + _SUBJECT, index)):
        word = floor.lower[k]
        if k in floor.inside or word in ENDS or word == ",":
            return None
        voice = floor.voice_at(k) or floor.stand_in(k) or stranger_at(floor, k, subject=k == at)
        if voice is not None:
            return _person_beside(floor, voice, titled=titled) or _spoken_for(floor, voice, k)
        if word in VERBS - CALLINGS - NOUNS_TOO:
            return None
        titled = titled or word in CALLINGS or floor.mouth(k)
    return None


def opener_of(floor: Floor, index: int) -> Voice | None:
    """Who opens the sentence of a verb that "and" joins to another: "The company has a loan and says"."""
    return head_before(floor, index) if index > 0 and floor.lower[index - 1] in AND else None


def apposed_head(floor: Floor, group: int) -> Voice | None:
    """Who opens a sentence, with what tells of them up to a verb: "Kang, 41 anni, ex operaio, sostiene"."""
    voice = head_before(floor, group)
    if voice is None or voice.last >= group - 1 or floor.lower[group - 1] != ",":
        return None
    at = voice.last
    if floor.lower[at] in OF:
        at = next((k for k in range(at, min(at + _HANGING, group - 1)) if floor.lower[k] == ","), at)
    if floor.lower[at] == "(":
        at = next((k + 1 for k in range(at, min(at + _HANGING, group - 1)) if floor.lower[k] == ")"), at)
    return voice if floor.lower[at] == "," and at < group - 1 else None


def _person_beside(floor: Floor, voice: Voice, *, titled: bool) -> Voice | None:
    """Who bears the title at the head: "la portavoz del Ministerio de Exteriores, Mao Ning,"."""
    if not titled and voice.type != "generic":
        return None
    at = voice.last
    if at < len(floor.lower) and floor.lower[at] in OF and voice.type == "generic":
        at = next((k for k in range(at, min(at + _HANGING, len(floor.lower))) if floor.lower[k] == ","), at)
    if at + 1 >= len(floor.lower) or floor.lower[at] != ",":
        return None
    found = floor.voice_at(at + 1) or stranger_at(floor, at + 1)
    return found if found is not None and found.type in ("person", "unknown") else None


def _spoken_for(floor: Floor, voice: Voice, index: int) -> Voice:
    """The firm with the role of whom it speaks through: "a spokesperson for Nvidia"."""
    mouth = next((k for k in range(index - 1, max(-1, index - _HANGING), -1) if floor.mouth(k)), None)
    return voice if mouth is None or voice.type == "person" else replace(voice, role=floor.lower[mouth])
