"""Whether a few words are worth a look: for feeds whose pages are fetched only when their words match."""

from __future__ import annotations

from extractors.characters import plain
from extractors.concepts import find_concepts
from extractors.sentences import paragraphs, tokenize

#: Any one of these is enough: a page too many costs a request, a page too few is an article lost.
_WORTH = frozenset({"chip", "control"})


def touches(words: str) -> bool:
    """Whether `words` (plain text or HTML) speak of chips or of limits on trade, in any of the languages."""
    even = plain(words)
    return any(concept.name in _WORTH for concept in find_concepts(tokenize(even, paragraphs(even))))
