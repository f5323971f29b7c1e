"""A document's tokens with what is known of each: spoken for, opening a sentence, in a loud line."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from extractors.document import Document
from extractors.known import Known
from extractors.names.lexicon import (
    COMMON_ENDINGS,
    FIRST_NAMES,
    HEADS,
    LAST_NAMES,
    NO_NAMES,
    SAYING,
)
from extractors.nationality import ADJECTIVES
from extractors.sentences import BREAK, Span
from extractors.words import DAYS, MONTHS, words

_OPENING = frozenset("\"'\u201c\u00ab([\u00bf\u00a1-\u2013\u2014\u2022\u2026*#>")
_REOPENING = frozenset(':"\u201c\u00ab\u2022')
#: A paragraph of so few words without a full stop is a heading.
_HEADING_WORDS = 16
#: Share of capitalised words from which a heading is in title case, and capitals prove nothing.
_TITLE_CASE = 0.6


class Scan:
    """A document's tokens with what is known of each: spoken for, opening a sentence, in a loud line."""

    def __init__(self, document: Document, known: Sequence[Known]) -> None:
        tokens = document.tokens
        self.words, self.lower = tokens.words, tokens.lower
        # English stands in every paper; of the other languages only the document's own little words count.
        self._common = words("function", document.language) | words("function", "en")
        self._openers = words("openers", document.language) | words("openers", "en") | self._common
        self.starts, self.ends = tokens.starts, tokens.ends
        self.mask = document.mask
        self.known: dict[int, Known] = {index: one for one in known for index in range(one.first, one.last)}
        self.opens = self._openings(document.sentences)
        self.loud = self._loud()
        self.inner_capitals, self.small = self._statistics()

    def _openings(self, sentences: Sequence[Span]) -> set[int]:
        """Indices of tokens where a capital is due to the place: after a full stop, a colon, an opening
        quote.
        """
        opens: set[int] = set()
        begin = iter([start for start, _ in sentences])
        due = next(begin, None)
        fresh = False
        for index, word in enumerate(self.words):
            if due is not None and self.starts[index] >= due:
                fresh, due = True, next(begin, None)
            if word == BREAK:
                fresh = True
            elif fresh and word[0] not in _OPENING:
                opens.add(index)
                fresh = False
            elif word in _REOPENING:
                fresh = True
        return opens

    def _loud(self) -> set[int]:
        loud: set[int] = set()
        begin = 0
        for index, word in enumerate(self.words):
            if word == BREAK:
                line = range(begin, index)
                if self._is_loud(line):
                    loud.update(line)
                begin = index + 1
        return loud

    def _is_loud(self, line: range) -> bool:
        long_words = [self.words[i] for i in line if len(self.words[i]) > 3 and self.words[i].isalpha()]
        if len(long_words) < 3:
            return False
        shouted = sum(word.isupper() for word in long_words) > 0.7 * len(long_words)
        titled = sum(word[0].isupper() for word in long_words) > _TITLE_CASE * len(long_words)
        heading = len(line) <= 1.6 * _HEADING_WORDS and self.words[line[-1]] not in (".", "!", ";", ":")
        return shouted or (titled and heading)

    def _statistics(self) -> tuple[Counter[str], Counter[str]]:
        """How often each lower-cased word stands with a capital inside a sentence, and without one."""
        inner: Counter[str] = Counter()
        small: Counter[str] = Counter()
        for index, (word, lower) in enumerate(zip(self.words, self.lower, strict=True)):
            if word is lower or word == lower:
                small[lower] += 1
            elif index not in self.opens and index not in self.loud:
                inner[lower] += 1
        return inner, small

    def is_free(self, index: int) -> bool:
        """Whether neither the catalogue nor an earlier recogniser has this token."""
        return index not in self.known and self.mask.is_free(self.starts[index], self.ends[index])

    def touches(self, index: int) -> bool:
        """Whether token `index` follows the one before it without a space."""
        return index > 0 and self.starts[index] == self.ends[index - 1]

    def is_name_word(self, index: int) -> bool:
        """Whether the token could be a word of a name where it stands."""
        word, lower = self.words[index], self.lower[index]
        if not is_written_like_a_name(word) or word in NO_NAMES or not self.is_free(index):
            return False
        if lower in DAYS or (lower in MONTHS and lower not in ("may", "march", "august", "set", "mar")):
            return False
        if lower in ADJECTIVES or (index in self.loud and lower in SAYING):
            return False
        if index in self.opens:
            return self._may_open(index)
        return lower not in self._common or word.isupper()

    def _may_open(self, index: int) -> bool:
        word, lower = self.words[index], self.lower[index]
        if lower in self._common or (lower in self._openers and word not in FIRST_NAMES):
            return False
        if word.isupper() and len(word) > 1 and index not in self.loud:
            return True
        if self.small[lower] and not self.inner_capitals[lower]:
            return False
        follows = index + 1 < len(self.words) and (
            is_written_like_a_name(self.words[index + 1]) or self.words[index + 1] == "&"
        )
        if self.inner_capitals[lower] or word in FIRST_NAMES or word in LAST_NAMES or not word[1:].islower():
            return True
        return (follows or lower in HEADS) and not lower.endswith(COMMON_ENDINGS)


def is_written_like_a_name(word: str) -> bool:
    if word[0].isupper():
        return True
    return (
        len(word) > 2
        and word[0].isalnum()
        and word != word.lower()
        and any(letter.isupper() for letter in word[1:])
    )
