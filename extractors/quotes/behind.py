"""The subject behind a verb of saying: "ha detto ieri il ministro degli Interni, K Shanmugam"."""

from __future__ import annotations

from dataclasses import replace

from extractors.nationality import ADJECTIVES
from extractors.quotes.cues import ARTICLES, CALLINGS, MODIFIERS, THAT, TO_WHOM, VERBS, quote_words
from extractors.quotes.floor import Floor
from extractors.quotes.strangers import stranger_at
from extractors.quotes.subjects import ENDS, FARTHEST, OF, WORKS, Subject, maker_of, owner_before
from extractors.quotes.voice import Voice
from extractors.words import FUNCTION

#: Tokens from a spokesperson to their name, of a phrase between verb and subject, at most.
_TO_NAME, _PHRASE = 10, 9
_FROM = frozenset({"dal", "dalla", "dall", "dallo", "dai", "desde"})
_NO_SUBJECT = quote_words("no_subject")
_PASSING = quote_words("times") | quote_words("hearers")


def subject_behind(floor: Floor, index: int, *, beside_quote: bool) -> Subject | None:
    """The subject behind a verb, from token `index` on; right beside a quote a stranger will do."""
    titled: int | None = None
    at, end = index, min(index + FARTHEST + 4, len(floor.lower) - 1)
    if floor.lower[at] in _FROM and (place := _place_of(floor, at + 1)) is not None:
        return Subject(voice=place, edge=place.last)
    while at < end and not _ends(floor, at, is_first=at == index):
        over = _over(floor, at) if titled is None else None
        if over is not None:
            at = over
            continue
        found = _speaker_on(floor, at, is_first=at == index, titled=titled is not None)
        if found is not None:
            return found
        if floor.lower[at] in CALLINGS:
            titled = titled or at
        elif not _may_precede(floor, at, is_first=at == index, titled=titled is not None):
            break
        at += 1
    if titled is not None:
        apposed = _name_behind_comma(floor, at) if floor.lower[at] == "," else None
        return apposed or _titled_only(floor, titled)
    stranger = stranger_at(floor, index)
    if stranger is None or not (beside_quote or floor.lower[stranger.last] in THAT | {":"}):
        return None
    return Subject(voice=stranger, edge=stranger.last)


def _ends(floor: Floor, at: int, *, is_first: bool) -> bool:
    """Whether no subject can follow: a stop, a conjunction, "of" right behind the verb."""
    word = floor.lower[at]
    return word in ENDS | THAT or word == "," or at in floor.inside or (is_first and word in OF - ARTICLES)


def _over(floor: Floor, at: int) -> int | None:
    """The token behind a phrase that stands between verb and subject."""
    if not floor.is_preposition(at):
        return None
    listener = _over_listener(floor, at) if floor.lower[at] in TO_WHOM else None
    return _over_phrase(floor, at) or listener


def _place_of(floor: Floor, at: int) -> Voice | None:
    """Whence it is said: "fanno sapere dal ministero", "cuentan desde la empresa"."""
    while at < len(floor.lower) - 1 and (floor.lower[at] == "'" or floor.lower[at] in ARTICLES):
        at += 1
    return floor.voice_at(at) or floor.stand_in(at)


def _over_phrase(floor: Floor, at: int) -> int | None:
    """The token behind a phrase that says where, when or to whom, if a subject begins there."""
    lower = floor.lower
    for k in range(at + 1, min(at + _PHRASE, len(lower) - 1)):
        if lower[k] in ENDS or lower[k] == "," or lower[k] in THAT or lower[k] in VERBS - CALLINGS:
            return None
        behind = (
            floor.is_preposition(k - 1)
            or lower[k - 1] in _NO_SUBJECT
            or lower[k - 1] in ARTICLES
            or lower[k - 1] == "'"
        )
        if behind:
            continue
        if lower[k] in ARTICLES and (
            floor.voice_at(k + 1) is not None or lower[k + 1] in CALLINGS or floor.mouth(k + 1)
        ):
            return k
        voice = floor.voice_at(k)
        if voice is not None and voice.type == "person" and voice.first == k:
            return k
    return None


def _speaker_on(floor: Floor, at: int, *, is_first: bool, titled: bool) -> Subject | None:
    """Who speaks, if the token tells. Behind a title only a person does: "il ceo di Nvidia Jensen Huang"."""
    if floor.mouth(at):
        owner = _named_mouth(floor, at) or _owner(floor, at) or owner_before(floor, at)
        if owner is not None:
            return owner
    voice = floor.voice_at(at)
    if voice is not None:
        return _whole(floor, voice) if not titled or voice.type in ("person", "generic") else None
    if titled and floor.is_capital(at) and floor.lower[at - 1] not in OF and not floor.is_preposition(at - 1):
        stranger = stranger_at(floor, at)
        return Subject(voice=stranger, edge=stranger.last) if stranger is not None else None
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
    near = is_first or floor.lower[at - 1] in ARTICLES
    if near:
        behind = range(at + 1, min(at + 3 + is_first, len(floor.lower)))
        stop = next(
            (k for k in behind if floor.is_preposition(k) or floor.lower[k] in ENDS | {","}), behind.stop
        )
        near = any(
            floor.lower[k] in CALLINGS or (floor.lower[at] in ADJECTIVES | MODIFIERS and floor.voice_at(k))
            for k in range(at + 1, stop)
        )
    return (
        titled
        or near
        or word in FUNCTION
        or word in ARTICLES
        or word in _PASSING
        or word == "'"
        or word.endswith(("mente", "ly"))
    )


def _name_behind_comma(floor: Floor, comma: int) -> Subject | None:
    """ "il ministro degli Interni, K Shanmugam": a comma or an initial before the name."""
    for at in (comma + 1, comma + 2):
        voice = (floor.voice_at(at) or stranger_at(floor, at)) if at < len(floor.lower) else None
        if (
            voice is not None
            and voice.type in ("person", "unknown")
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
    for at in range(mouth + 1, min(mouth + _TO_NAME, len(floor.lower))):
        voice = floor.voice_at(at)
        if voice is None and (floor.lower[at] in ENDS or floor.lower[at] == ","):
            return None
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
