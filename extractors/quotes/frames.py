"""Frames of a view beyond "secondo": "nelle parole di", "by its own count", "Per Heim, …"."""

from __future__ import annotations

from extractors.quotes.clauses import Clause
from extractors.quotes.cues import (
    ARTICLES,
    CALLINGS,
    RELATIVES,
    quote_words,
)
from extractors.quotes.floor import Floor
from extractors.quotes.strangers import stranger_at
from extractors.quotes.subjects import ENDS, OF, WORKS
from extractors.quotes.voice import Voice
from extractors.words import cues

_HEAD = quote_words("head_of_view")
#: Behind a comma, before the outlet whose figures they are: ", per Benzinga Pro".
_BY_THE_WAY = frozenset({"per", "via"})
#: Words that may open a phrase of somebody's view.
_FRAME_LEADS, _FRAMES = quote_words("frame_leads"), quote_words("frames")
_ACCORDING = frozenset({"secondo", "según", "according", "stando"})
_THEIRS = frozenset({"its", "his", "her", "their", "suo", "sua", "suoi", "sue", "loro", "su", "sus"})
#: Types that "per X, …" may name: for others it says for whom.
_OPINIONATED = frozenset({"person", "analyst_firm", "media"})
#: Words of a full name at least.
_FULL_NAME = 2
#: Last words of firms that study others.
_STUDIES = cues("studies") | cues("company_suffixes")
#: Tokens of an apposition at most.
_APPOSITION = 24
#: Types that hold a view where a clause follows right behind: "Per Pechino è".
_STATES = frozenset({"agency", "country", "place", "org"})
_STATING = quote_words("stating")


def apposed(floor: Floor, index: int) -> Voice | None:
    """Who is named before the commas that "secondo cui" follows: "X, eurodeputata, secondo la quale"."""
    if floor.lower[index - 1] != ",":
        return None
    beside = floor.voice_ending(index - 1)
    if beside is not None and beside.type in ("analyst_firm", "media", "agency", "org"):
        return beside
    first, _ = floor.sentence_of(index)
    voices = (floor.voice_at(at) for at in range(index - 1, max(first, index - _APPOSITION) - 1, -1))
    return next((one for one in voices if one is not None and one.type in ("person", "generic")), None)


def frame_end(floor: Floor, index: int) -> int | None:
    """The token behind "nelle parole di", "in the view of", "a juicio de"."""
    lower = floor.lower
    if lower[index] not in _FRAME_LEADS:
        return None
    at = index + 1
    while at < len(lower) - 1 and at - index <= 2 and (lower[at] in ARTICLES or lower[at] == "'"):
        at += 1
    if lower[at] in _FRAMES and lower[at + 1 : at + 2] and lower[at + 1] in OF - {"'"}:
        return at + 2
    return None


def possessed(floor: Floor, index: int) -> Clause | None:
    """ "In Huang's view", "by TrendForce's count"; "by its own count" is whoever was told of."""
    lower = floor.lower
    if lower[index] not in _FRAME_LEADS | _ACCORDING:
        return None
    begin = index + 1 + (lower[index + 1 : index + 2] == ["to"])
    voice = floor.voice_at(begin) if begin < len(lower) else None
    if voice is not None and lower[voice.last : voice.last + 2] == ["'", "s"]:
        noun = next(
            (at for at in range(voice.last + 2, min(voice.last + 5, len(lower))) if lower[at] in _FRAMES),
            None,
        )
        return None if noun is None else Clause(first=index, last=noun + 1, verb=index, voice=voice)
    if lower[begin : begin + 1] and lower[begin] in _THEIRS:
        nouns = _FRAMES | WORKS if lower[index] in _ACCORDING else _FRAMES
        noun = next((at for at in range(begin + 1, min(begin + 3, len(lower))) if lower[at] in nouns), None)
        return (
            None if noun is None else Clause(first=index, last=noun + 1, verb=index, voice=None, carried=True)
        )
    return None


def for_whom(floor: Floor, index: int) -> Voice | None:
    """Whose view "per" and "para" bring in: at the head of a sentence, or before the outlet that ends one."""
    lower = floor.lower
    if lower[index] in _BY_THE_WAY and index and lower[index - 1] == ",":
        voice = floor.voice_at(index + 1)
        if voice is not None and voice.type in ("media", "analyst_firm") and lower[voice.last] in ENDS:
            return voice
    opens = floor.ground.opens_sentence(index) or (index > 0 and floor.is_colon(index - 1))
    set_off = not opens and index > 0 and lower[index - 1] == ","
    if lower[index] not in _HEAD or not (opens or set_off):
        return None
    at = index + 1
    while at < len(lower) - 1 and (lower[at] in ARTICLES | CALLINGS or lower[at] == "'"):
        at += 1
    voice = floor.voice_at(at)
    if voice is None:
        return _stranger_with_comma(floor, index + 1) if opens else None
    if set_off:
        return voice if voice.type == "person" and lower[voice.last] in (",", "di", "de", "of") else None
    nameless = voice.type == "generic" and voice.name in ("analysts", "experts", "critics")
    stated = voice.type in {*_STATES, "generic"} and lower[voice.last] in _STATING
    united = voice.type == "org" and lower[voice.last] == ","
    return voice if voice.type in _OPINIONATED or nameless or stated or united else None


def _stranger_with_comma(floor: Floor, index: int) -> Voice | None:
    """ "Per Sanzio Bassini, che al Cineca dirige il calcolo, …": a full name, and what tells of it."""
    if floor.voice_at(index) is not None:
        return None
    voice = stranger_at(floor, index)
    if voice is None:
        return None
    if floor.lower[voice.last] == "," and voice.last + 1 in floor.opening:
        return voice
    if voice.last - voice.first < _FULL_NAME:
        return None
    if floor.lower[voice.last - 1] in _STUDIES:
        return voice
    return voice if floor.lower[voice.last] == "," and floor.lower[voice.last + 1] in RELATIVES else None
