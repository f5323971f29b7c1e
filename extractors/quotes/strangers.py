"""Names that nothing knows, taken for a speaker by their capitals where one must stand: "says Uncle Beng"."""

from __future__ import annotations

from extractors.quotes.cues import CALLINGS
from extractors.quotes.floor import Floor, Voice
from extractors.words import DAYS, FUNCTION, MONTHS

#: Words of a name at most.
_NAME = 4


def stranger_at(floor: Floor, index: int) -> Voice | None:
    """A name by its capitals alone, right where a speaker must stand: "says Uncle Beng"."""
    words = floor.document.tokens.words
    end = index
    while end < len(words) and end - index < _NAME and _is_capital(floor, end):
        end += 1
    if end == index or floor.ground.mention(end - 1) is not None:
        return None
    return Voice(name=floor.surface(index, end), type="unknown", entity_id=None, first=index, last=end)


def stranger_before(floor: Floor, index: int) -> Voice | None:
    """The same, of a name that ends before a token."""
    begin = index
    while begin > 0 and index - begin < _NAME and _is_capital(floor, begin - 1):
        begin -= 1
    found = stranger_at(floor, begin) if begin < index else None
    return found if found is not None and found.last == index else None


def _is_capital(floor: Floor, index: int) -> bool:
    word, lower = floor.document.tokens.words[index], floor.lower[index]
    return (
        word[0].isupper()
        and len(word) > 1
        and floor.ground.mention(index) is None
        and index not in floor.inside
        and not (lower in FUNCTION or lower in MONTHS or lower in DAYS or lower in CALLINGS)
    )
