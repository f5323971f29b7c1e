"""The subject behind a verb of saying: "ha detto ieri il ministro degli Interni, K Shanmugam"."""

from __future__ import annotations

from dataclasses import replace

from extractors.quotes.cues import ARTICLES, CALLINGS, THAT, TO_WHOM, VERBS, quote_words
from extractors.quotes.floor import Floor, Voice
from extractors.quotes.strangers import stranger_at
from extractors.quotes.subjects import ENDS, FARTHEST, OF, WORKS, Subject, maker_of, owner_before
from extractors.words import FUNCTION

#: Tokens from a spokesperson to their name at most.
_TO_NAME = 10
_PASSING = quote_words("times") | quote_words("hearers")


def subject_behind(floor: Floor, index: int, *, beside_quote: bool) -> Subject | None:
    """The subject behind a verb, from token `index` on; right beside a quote a stranger will do."""
    titled: int | None = None
    at, end = index, min(index + FARTHEST + 4, len(floor.lower) - 1)
    while at < end:
        word = floor.lower[at]
        if word == "," and titled is not None:
            return _name_behind_comma(floor, at) or _titled_only(floor, titled)
        if word in ENDS | THAT or word == "," or at in floor.inside:
            break
        if word in TO_WHOM and floor.is_preposition(at) and titled is None:
            at = _over_listener(floor, at)
            continue
        found = _speaker_on(floor, at, is_first=at == index, titled=titled is not None)
        if found is not None:
            return found
        if word in CALLINGS:
            titled = titled or at
        elif not _may_precede(floor, at, is_first=at == index, titled=titled is not None):
            break
        at += 1
    if titled is not None:
        return _titled_only(floor, titled)
    stranger = stranger_at(floor, index) if beside_quote else None
    return Subject(voice=stranger, edge=stranger.last) if stranger is not None else None


def _speaker_on(floor: Floor, at: int, *, is_first: bool, titled: bool) -> Subject | None:
    """Who speaks, if the token tells. Behind a title only a person does: "il ceo di Nvidia Jensen Huang"."""
    if floor.mouth(at):
        owner = _named_mouth(floor, at) or _owner(floor, at) or owner_before(floor, at)
        if owner is not None:
            return owner
    voice = floor.voice_at(at)
    if voice is not None:
        return _whole(floor, voice) if not titled or voice.type in ("person", "generic") else None
    if is_first or floor.lower[at] in CALLINGS:
        return None
    if floor.lower[at] in WORKS or floor.is_paper(at):
        return maker_of(floor, at) or (Subject(voice=None, edge=at + 1) if floor.is_paper(at) else None)
    stand_in = floor.stand_in(at)
    return Subject(voice=stand_in, edge=stand_in.last) if stand_in is not None else None


def _may_precede(floor: Floor, at: int, *, is_first: bool, titled: bool) -> bool:
    """Whether a token may stand between a verb and its subject: "ha detto ieri il"."""
    word = floor.lower[at]
    if floor.voice_at(at) is not None:
        return titled
    if word in VERBS and not is_first:
        return False
    return (
        titled
        or word in FUNCTION
        or word in ARTICLES
        or word in _PASSING
        or word == "'"
        or word.endswith(("mente", "ly"))
    )


def _name_behind_comma(floor: Floor, comma: int) -> Subject | None:
    """ "il ministro degli Interni, K Shanmugam": a comma or an initial before the name."""
    for at in (comma + 1, comma + 2):
        voice = floor.voice_at(at) if at < len(floor.lower) else None
        if (
            voice is not None
            and voice.type == "person"
            and (at == comma + 1 or len(floor.lower[at - 1]) == 1)
        ):
            return Subject(voice=voice, edge=voice.last)
    return None


def _named_mouth(floor: Floor, mouth: int) -> Subject | None:
    """ "la portavoce del ministero degli Esteri, Mao Ning": the person, where one is named."""
    for at in range(mouth + 1, min(mouth + _TO_NAME, len(floor.lower))):
        if floor.lower[at] in ENDS:
            return None
        voice = floor.voice_at(at)
        if voice is not None and voice.type == "person":
            return Subject(voice=voice, edge=voice.last)
        if floor.lower[at] in VERBS - CALLINGS and voice is None:
            return None
    return None


def _owner(floor: Floor, mouth: int) -> Subject | None:
    """For whom a spokesperson speaks, when no name is told."""
    for at in range(mouth + 1, min(mouth + 5, len(floor.lower))):
        voice = floor.voice_at(at)
        if voice is not None:
            role = voice.role if voice.type == "person" else floor.lower[mouth]
            return Subject(voice=replace(voice, role=role), edge=voice.last)
    return None


def _titled_only(floor: Floor, titled: int) -> Subject | None:
    """ "ha aggiunto il CEO": who had that role before."""
    voice = floor.stand_in(titled)
    return Subject(voice=voice, edge=voice.last) if voice is not None else None


def _whole(floor: Floor, voice: Voice) -> Subject:
    """A nameless source with its firm: "gli analisti di Jefferies"."""
    lower = floor.lower
    if voice.type == "generic" and voice.last < len(lower) and lower[voice.last] in OF:
        for at in range(voice.last + 1, min(voice.last + 4, len(lower))):
            firm = floor.voice_at(at)
            if firm is not None and firm.type == "analyst_firm":
                return Subject(voice=replace(firm, first=voice.first), edge=firm.last)
            if lower[at] not in FUNCTION and lower[at] != "'":
                break
    return Subject(voice=voice, edge=voice.last)


def _over_listener(floor: Floor, at: int) -> int:
    """The token behind a phrase that says to whom: "a Reuters", "alla stampa"."""
    end = at + 1
    while end < min(at + 4, len(floor.lower) - 1) and floor.lower[end] in ARTICLES | {"'"}:
        end += 1
    found = floor.ground.mention(end)
    return found[2] if found is not None else end + 1
