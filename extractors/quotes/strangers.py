"""Names that nothing knows, taken for a speaker by their capitals where one must stand: "says Uncle Beng"."""

from __future__ import annotations

from extractors.nationality import ADJECTIVES
from extractors.quotes.cues import ARTICLES, CALLINGS, MODIFIERS, NOUNS_TOO, VERBS
from extractors.quotes.floor import Floor
from extractors.quotes.roles import role_of
from extractors.quotes.subjects import ENDS
from extractors.quotes.voice import Voice
from extractors.words import cues

#: Tokens of a name at most.
_NAME = 5
#: Inside a name, in small letters: "Pieter van der Meulen".
_PARTICLES = cues("particles")
#: Tokens of an institution's name at most; what its name may begin with; what joins its parts.
_INSTITUTION = 9
_HEADS = cues("agency_heads") | cues("org_heads") | cues("company_heads")
_LINKS = cues("connectors") | {"studi", "per", "de", "di"}


def stranger_at(floor: Floor, index: int, *, subject: bool = False) -> Voice | None:
    """A name by its capitals alone, right where a speaker must stand: "says Uncle Beng".

    A word alone that opens a sentence has its capital from there, and is a name only where a `subject` must
    be and no text writes it small; a surname stands for the full name before.
    """
    words = floor.document.tokens.words
    end = index
    while end < len(words) and end - index < _NAME:
        if _is_capital(floor, end) or (end > index and _is_particle(floor, end)):
            end += 1
        elif end > index and floor.is_hyphen(end):
            end += 2  # "Kang Jae-ho"
        else:
            break
    if end == index or floor.ground.mention(end - 1) is not None:
        return None
    behind = words[end + 1] if floor.lower[end : end + 1] == ["."] and end + 1 < len(words) else ""
    if end == index + 1 and behind[:1].isupper() and not floor.ground.opens_sentence(end + 1):
        return None  # "Maj. Gen. Howard Pruett"
    name = floor.surface(index, end)
    if end == index + 1 and not floor.is_hyphen(end):
        full = floor.full_name(index)
        if full is None and floor.ground.opens_sentence(index) and not (subject and floor.never_small(index)):
            return None
        name = full or name
    role = role_of(floor.ground, words, index, end)
    return Voice(
        name=name,
        type="unknown",
        entity_id=None,
        first=index,
        last=end,
        role=floor.surface(*role) if role is not None else None,
    )


def stranger_before(floor: Floor, index: int) -> Voice | None:
    """The same, of a name that ends before a token."""
    begin = index
    while begin > 0 and index - begin < _NAME:
        if _is_capital(floor, begin - 1) or (begin < index and _is_particle(floor, begin - 1)):
            begin -= 1
        elif begin > 2 and floor.is_hyphen(begin - 2) and _is_capital(floor, begin - 3):
            begin -= 3
        else:
            break
    while begin < index and not _is_capital(floor, begin):
        begin += 1
    found = stranger_at(floor, begin, subject=True) if begin < index else None
    return found if found is not None and found.last == index else None


def _is_capital(floor: Floor, index: int) -> bool:
    return floor.is_capital(index) and floor.lower[index] not in CALLINGS | MODIFIERS | ADJECTIVES


def _is_particle(floor: Floor, index: int) -> bool:
    return floor.lower[index] in _PARTICLES and index + 1 < len(floor.lower) and _is_capital(floor, index + 1)


def institution_before(floor: Floor, end: int) -> Voice | None:
    """An institution that nothing knows whole: from its head in capitals up to a token.

    "La Camera di commercio di Anversa", where at most a part of the name is known.
    """
    for at in range(end - 1, max(0, end - _INSTITUTION), -1):
        word = floor.lower[at]
        if word in ENDS or word == "," or at in floor.inside or word in VERBS - CALLINGS - NOUNS_TOO:
            return None
        begins = floor.lower[at - 1] in ARTICLES or floor.ground.opens_sentence(at)
        if word in _HEADS and begins and floor.document.tokens.words[at][0].isupper():
            known = floor.ground.mention(at)
            between = floor.lower[at + 1 : end]
            whole = end - at > 1 and all(_may_be_named(floor, k) for k in range(at + 1, end))
            if known is not None or not whole or not _LINKS.intersection(between):
                return None
            name = floor.surface(at, end)
            return Voice(name=name, type="unknown", entity_id=None, first=at, last=end)
    return None


def _may_be_named(floor: Floor, index: int) -> bool:
    """Whether a word may stand in an institution's name: capitals, links, articles, what links lead to."""
    lower = floor.lower
    before = lower[index - 1]
    linked = before in _LINKS | ARTICLES or before == "'" or before in _HEADS
    return (
        lower[index] in _LINKS | ARTICLES
        or lower[index] == "'"
        or floor.document.tokens.words[index][0].isupper()
        or linked
    )
