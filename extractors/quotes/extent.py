"""How far reaches what is said."""

from __future__ import annotations

from extractors.quotes.cues import VERBS, quote_words
from extractors.quotes.floor import Floor
from extractors.words import cues

#: Punctuation that ends a clause.
STOPS = frozenset({",", ".", "?", "!", ";", ":"})
_CITING = cues("citing")
_ADDS = quote_words("adds")
#: Tokens of what one clause says at most; words that an addition must leave at least.
_LONGEST, _MAIN = 160, 5
#: Tokens of a source at the end at most; words before it at least.
_SOURCE, _LEAST = 24, 3
_VIEWS = (["according", "to"], ["stando", "a"], ["stando", "al"], ["stando", "alla"], ["de", "acuerdo"])


def words_in(floor: Floor, first: int, last: int) -> int:
    """How many of the tokens are words or numbers."""
    return sum(word[0].isalnum() for word in floor.lower[first:last])


def content_end(floor: Floor, begin: int) -> int:
    """The end of the sentence, or of the part before a semicolon or a quote of its own; stops left out."""
    _, end = floor.sentence_of(begin)
    end = min(end, begin + _LONGEST)
    for at in range(begin, end):
        if at not in floor.inside and (
            floor.lower[at] == ";" or (floor.lower[at] == ":" and at + 1 in floor.opening)
        ):
            end = at
            break
    end = _without_source(floor, begin, end)
    end = _without_addition(floor, begin, end)
    while end > begin and floor.lower[end - 1] in STOPS:
        end -= 1
    return end


def _without_source(floor: Floor, begin: int, end: int) -> int:
    """Without the source of all of it: ", according to a letter", ", informó Reuters"."""
    for at in range(end - 1, max(begin, end - _SOURCE), -1):
        if (floor.lower[at] == "," and at not in floor.inside) or at in floor.closing:
            phrase = floor.lower[at + 1 : at + 3]
            views = phrase[:1] in (["secondo"], ["según"]) or phrase in _VIEWS
            told = (
                "," not in floor.lower[at + 1 : end]
                and phrase
                and phrase[0] in VERBS
                and any(floor.voice_at(k) is not None for k in range(at + 2, min(at + 6, end)))
            )
            cites = phrase[:1] and phrase[0] in _CITING
            if views or told or cites:
                return at + (at in floor.closing) if words_in(floor, begin, at) >= _LEAST else end
    return end


def _without_addition(floor: Floor, begin: int, end: int) -> int:
    """Without what the article adds at the end: ", che dal luglio 2025 pretende un permesso"."""
    for at in range(end - 1, begin, -1):
        if (floor.lower[at] == "," and at not in floor.inside) or at in floor.closing:
            adds = at + 1 < end and floor.lower[at + 1] in _ADDS
            at += at in floor.closing
            return at if adds and words_in(floor, begin, at) >= _MAIN else end
    return end
