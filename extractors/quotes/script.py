"""The letters of a document: its tokens, where names and marks stand, what is written like a name."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

from extractors.attributions.ground import Ground
from extractors.document import Document
from extractors.quotes.cues import (
    CALLINGS,
    PREPOSITIONS,
    VERBS,
    quote_words,
)
from extractors.quotes.marks import find_quoted
from extractors.words import DAYS, FUNCTION, MONTHS, cues
from records.facts import EntityType, Mention

#: Types of names that may say something.
SPEAKING = frozenset(
    {
        EntityType.PERSON,
        EntityType.COMPANY,
        EntityType.AGENCY,
        EntityType.MEDIA,
        EntityType.ORG,
        EntityType.COUNTRY,
        EntityType.PLACE,
    }
)
#: Word → the language in which it is no preposition.
_NO_PREPOSITION = {"a": "en", "su": "es"}
_NOBODY = quote_words("nobody") | VERBS
_COMMON = tuple(cues("common_endings"))
#: Tokens of a sentence on each side of one of them at most.
_FAR = 160


class Script:
    """Made once a document."""

    def __init__(self, document: Document, mentions: Sequence[Mention]) -> None:
        self.document = document
        self.ground = Ground(document, mentions)
        self.lower = self.ground.lower
        self.quoted = find_quoted(document)
        starts = document.tokens.starts
        #: Token → number of the quoted span that holds it; its marks are not in it.
        self.inside: dict[int, int] = {}
        #: Token of the mark that opens, or closes → number of the span.
        self.opening: dict[int, int] = {}
        self.closing: dict[int, int] = {}
        #: First and last token of each span, half-open.
        self.tokens_of: list[tuple[int, int]] = []
        for number, one in enumerate(self.quoted):
            first, last = bisect_left(starts, one.start), bisect_left(starts, one.end)
            mark, end = bisect_left(starts, one.opens), bisect_left(starts, one.closes)
            self.tokens_of.append((first, last))
            self.inside.update(dict.fromkeys(range(mark + 1, end - 1), number))
            self.inside.update(dict.fromkeys(range(first, last), number))
            self.opening[mark] = number
            self.closing[end - 1] = number
        self.speaking = [bisect_left(starts, one.start) for one in mentions if one.type in SPEAKING]
        #: Names outside quotes that may speak, with their first tokens; and the first tokens of all that may.
        self.names = [
            (bisect_left(starts, one.start), one)
            for one in mentions
            if one.type in SPEAKING and bisect_left(starts, one.start) not in self.inside
        ]
        #: Last word → the tokens of the first full name that nothing knows; None: not yet asked for.
        self._small: set[str] | None = None
        self._surnames: dict[str, tuple[int, int]] | None = None
        self.name_tokens = [first for first, _ in self.names]

    def is_capital(self, index: int) -> bool:
        """Whether a word is written like a name that nothing knows."""
        if index >= len(self.lower):
            return False
        word, lower = self.document.tokens.words[index], self.lower[index]
        return (
            word[0].isupper()
            and len(word) > 1
            and self.ground.mention(index) is None
            and index not in self.inside
            and not (lower in FUNCTION or lower in MONTHS or lower in DAYS)
        )

    def never_small(self, index: int) -> bool:
        """Whether a word is no common one by its ending, and the text never writes it small."""
        if self._small is None:
            words = self.document.tokens.words
            self._small = {word for word in words if word[0].islower()}
        word = self.lower[index]
        return word not in self._small and word not in _NOBODY and not word.endswith(_COMMON)

    def full_name(self, index: int) -> str | None:
        """The full name printed before that ends with the word on a token."""
        if self._surnames is None:
            self._surnames = {}
            for at in range(1, len(self.lower)):
                if self.is_capital(at) and self.is_capital(at - 1):
                    opens = at - 2 if at > 1 and self.is_capital(at - 2) else at - 1
                    while opens < at - 1 and self.lower[opens] in CALLINGS:
                        opens += 1
                    if self.lower[opens] not in CALLINGS:
                        end = at + 3 if self.is_hyphen(at + 1) else at + 1
                        self._surnames.setdefault(self.lower[at], (opens, end))
                        if end > at + 1:  # "Tsai Wen-hsiung": the family name stands first
                            self._surnames.setdefault(self.lower[opens], (opens, end))
        found = self._surnames.get(self.lower[index])
        return self.surface(*found) if found is not None and found[1] <= index else None

    def is_hyphen(self, index: int) -> bool:
        """Whether a token joins the two halves of a word."""
        tokens = self.document.tokens
        return (
            0 < index < len(self.lower) - 1
            and self.lower[index] == "-"
            and tokens.starts[index] == tokens.ends[index - 1]
            and tokens.starts[index + 1] == tokens.ends[index]
        )

    def is_colon(self, index: int) -> bool:
        """Whether a token is a colon between words, not one inside "NASDAQ:NVDA" or "9:30"."""
        tokens = self.document.tokens
        glued = index + 1 < len(self.lower) and tokens.starts[index + 1] == tokens.ends[index]
        return self.lower[index] == ":" and not (glued and self.lower[index + 1][0].isalnum())

    def is_preposition(self, index: int) -> bool:
        """Whether a token is one; "a" is none in English, "su" none in Spanish."""
        word = self.lower[index]
        if word not in PREPOSITIONS:
            return False
        other = _NO_PREPOSITION.get(word)
        return other is None or self.document.language_at(self.document.tokens.starts[index]) != other

    def sentence_of(self, index: int) -> tuple[int, int]:
        """The tokens of the sentence that holds a token, half-open; of one without end what is near."""
        tokens, sentences = self.document.tokens, self.document.sentences
        start, end = sentences[self.document.sentence_at(tokens.starts[index])]
        first, last = bisect_left(tokens.starts, start), bisect_left(tokens.starts, end)
        return max(first, index - _FAR), min(last, index + _FAR)

    def span(self, first: int, last: int) -> tuple[int, int]:
        """Code points of tokens `first` to `last`, half-open."""
        tokens = self.document.tokens
        return tokens.starts[first], tokens.ends[last - 1]

    def surface(self, first: int, last: int) -> str:
        """The characters of tokens `first` to `last`, half-open."""
        start, end = self.span(first, last)
        return self.document.text[start:end]
